"""Word 97-2003 and Kingsoft WPS documents (MS-DOC), which share one format.

Deleted and hidden text is out, fields show their results; headers, footers and comments are not
read, and neither are macros and embedded files.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.documents.blocks import Block
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.doc_changes import toggled
from reader.importers.doc_file import Piece, WordFile
from reader.importers.doc_lists import Lists
from reader.importers.doc_looks import CharacterLook, Looks, ParagraphLook
from reader.importers.doc_notes import Places, boxes, notes, section_ends
from reader.importers.doc_styles import FONTS, STYLES, Styles, font_names
from reader.importers.fields import Fields
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.property_set import summary
from reader.importers.runs import joined_titles
from reader.importers.story import Story
from reader.importers.symbols import symbol
from reader.importers.whole import read_whole

_CELL, _LINE, _BREAK, _COLUMN = "\x07", "\x0b", "\x0c", "\x0e"
# The end of a paragraph, of a cell, of a section; a page may end inside of a paragraph.
_ENDS = re.compile("[\r\x07\x0c]")
_SPECIAL = re.compile("[\x00-\x1f\uf000-\uf0ff]")
_FIELD = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_NOTE, _SYMBOL = "\x02", "("
_MARKS = {"\x1e": "-", "\x1f": "", _LINE: "\n", _BREAK: "\n", _COLUMN: "\n"}
_BULLET = "•"
_BODY_LEVEL = 9
_PRIVATE = range(0xF000, 0xF100)
_PROPERTIES = "\x05SummaryInformation"


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a Word 97-2003 or WPS document.

    Raises:
        ImportProblem: damaged, encrypted, too old, or without text.
    """
    file = WordFile(read_whole(path, limits))
    blocks = _Reader(file).blocks()
    hints = summary(file.container.read(_PROPERTIES))
    documents = build_documents(blocks, path.stem, join=False, properties=hints)
    if not documents:
        raise ImportProblem(EMPTY)
    name = "wps" if path.suffix.lower() in (".wps", ".wpt") else "doc"
    return ParsedFile(str(path), name, None, documents)


class _Reader:
    """Goes through the text paragraph by paragraph."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._pieces = file.pieces()
        self._starts = [piece.start for piece in self._pieces]
        self._looks = Looks(file)
        self._styles = Styles(file.part(STYLES))
        self._fonts = font_names(file.part(FONTS))
        self._lists = Lists(file)
        self._notes = notes(file)
        self._boxes = boxes(file)
        self._sections = section_ends(file)
        self._text = "".join(piece.text for piece in self._pieces)
        self._marks = sorted(self._notes)
        self._anchors = [place for place, _ in self._boxes]
        self._order: list[Places] = []

    def blocks(self) -> list[Block]:
        """The blocks of the text, its notes at the end."""
        main = self._story(0, self._file.stories.main)
        found = joined_titles(main.blocks())
        done = 0
        while done < len(self._order):
            place = self._order[done]
            done += 1
            for number, (block, _) in enumerate(self._story(place.start, place.end).blocks()):
                mark = "" if number else f"[注{done}]"
                found.append(Block(mark + block.text, None, (), None, Kind.NOTE))
        return found

    def _story(self, start: int, end: int) -> Story:
        """The paragraphs between two characters of the file."""
        story, fields = Story(), Fields()
        for begin, stop, mark in self._paragraphs(start, end):
            look = self._paragraph_look(stop if mark else stop - 1)
            self._read(story, fields, begin, stop, look.style)
            for _, box in self._boxes_between(begin, stop + 1):
                story.box(self._story(box.start, box.end))
            # Where the end of a paragraph was deleted, the next one goes on.
            if not mark or not self._is_deleted(stop):
                self._end(story, look, mark)
        return story

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Beginning, end and end mark of each paragraph."""
        begin = start
        for match in _ENDS.finditer(self._text, start, end):
            if match[0] == _BREAK and self._sections and match.start() not in self._sections:
                continue
            yield begin, match.start(), match[0]
            begin = match.end()
        if begin < min(end, len(self._text)):
            yield begin, min(end, len(self._text)), ""

    def _boxes_between(self, begin: int, stop: int) -> Sequence[tuple[int, Places]]:
        first, last = bisect_left(self._anchors, begin), bisect_left(self._anchors, stop)
        found, self._boxes[first:last] = self._boxes[first:last], []
        del self._anchors[first:last]
        return found

    def _end(self, story: Story, look: ParagraphLook, mark: str) -> None:
        """Close a paragraph, a cell or a row."""
        if mark == _CELL and look.ends_row:
            story.end_row()
            return
        in_table = look.in_table or mark == _CELL
        # A paragraph that only ends a section is not seen, and has no number.
        label = None if mark == _BREAK and story.is_blank else self._label(look)
        if label is None and self._styles.is_contents(look.style):
            label = _BULLET
        story.label = _BULLET if label == "" else (label or "")
        level = None if in_table else self._level(look)
        is_title = self._styles.is_title(look.style)
        story.end_paragraph(level, in_table=in_table, is_title=is_title)
        if mark == _CELL:
            story.end_cell()

    def _level(self, look: ParagraphLook) -> int | None:
        if look.outline is not None:
            return look.outline + 1 if 0 <= look.outline < _BODY_LEVEL else None
        return self._styles.level(look.style)

    def _label(self, look: ParagraphLook) -> str | None:
        number, level = self._styles.numbering(look.style)
        if look.list_number is not None:
            number, level = look.list_number, 0
        return self._lists.next(number, level if look.list_level is None else look.list_level)

    def _read(self, story: Story, fields: Fields, begin: int, stop: int, style: int) -> None:
        """Put the text of a paragraph into a story."""
        bold, hidden = self._styles.bold(style), self._styles.hidden(style)
        for start, end, look in self._runs(begin, stop):
            is_hidden = look.deleted or toggled(look.hidden, hidden)
            text = self._shown(start, end, look, fields, hidden=is_hidden)
            story.put(text, bold=toggled(look.bold, bold))

    def _runs(self, begin: int, stop: int) -> Iterator[tuple[int, int, CharacterLook]]:
        """The stretches of one look between two characters."""
        index = max(0, bisect_right(self._starts, begin) - 1)
        for number in range(index, len(self._pieces)):
            piece = self._pieces[number]
            if piece.start >= stop:
                return
            first = max(begin, piece.start)
            last = min(stop, piece.start + len(piece.text))
            if first < last:
                ends = self._looks.characters(
                    piece.place_of(first), piece.place_of(last), piece.changes
                )
                for place, look in ends:
                    end = min(last, piece.character_at(place))
                    if end > first:
                        yield first, end, look
                        first = end

    def _shown(
        self, start: int, end: int, look: CharacterLook, fields: Fields, *, hidden: bool
    ) -> str:
        """The text between two characters as it is shown."""
        text = self._text[start:end]
        noted = bisect_left(self._marks, start) < bisect_left(self._marks, end)
        if not (_SPECIAL.search(text) or look.symbol or noted):
            seen = fields.show(text)
            return "" if hidden else seen
        shown = []
        for place, char in enumerate(text, start):
            if char in _FIELD:
                shown.append(fields.meet(_FIELD[char]))
            elif not fields.visible:
                fields.show(char)
            elif not hidden:
                shown.append(fields.show(self._character(place, char, look)))
        return "" if hidden else "".join(shown)

    def _character(self, place: int, char: str, look: CharacterLook) -> str:
        note = self._notes.pop(place, None)
        if note is not None:
            self._order.append(note)
            return f"{'' if char == _NOTE else char}[注{len(self._order)}]"
        if look.symbol is not None and char == _SYMBOL:
            font, code = look.symbol
            return symbol(code, self._fonts[font] if font < len(self._fonts) else "")
        if char in _MARKS:
            return _MARKS[char]
        if ord(char) in _PRIVATE:
            return symbol(ord(char), "")
        return char if char >= " " or char == "\t" else ""

    def _piece(self, place: int) -> Piece | None:
        index = bisect_right(self._starts, place) - 1
        return self._pieces[index] if index >= 0 else None

    def _paragraph_look(self, place: int) -> ParagraphLook:
        piece = self._piece(place)
        if piece is None:
            return ParagraphLook()
        return self._looks.paragraph(piece.place_of(place), piece.changes)

    def _is_deleted(self, place: int) -> bool:
        return any(look.deleted for _, _, look in self._runs(place, place + 1))
