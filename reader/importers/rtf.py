"""Rich Text Format (RTF 1.9.1), as Word, WPS and LibreOffice write it.

Groups that are not text (pictures, fields' instructions, headers and footers, comments, what a
star marks as optional) are stepped over; nothing embedded is opened.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from reader.documents.blocks import Block, Hints
from reader.documents.model import Kind as Paragraph
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED
from reader.importers.code_pages import WESTERN, code_page
from reader.importers.fields import is_unseen, seen_of_code
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.properties import properties
from reader.importers.rtf_state import ByteText, Head, Look, as_text
from reader.importers.rtf_tokens import Kind, Token, codes, pieces, tokens
from reader.importers.rtf_words import (
    BOXES,
    CHARACTERS,
    CODE,
    DROPPED,
    INFO,
    KNOWN,
    NOTHING,
    PROPERTIES,
    SHAPE,
    SYMBOLS,
    changed,
)
from reader.importers.runs import joined_titles
from reader.importers.story import Story, paired
from reader.importers.whole import read_whole
from reader.messages import msg

_DEEPEST = 2_000


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read an RTF file.

    Raises:
        ImportProblem: cut before its text, nested too deeply, or without text.
    """
    reader = _Reader()
    reader.read(read_whole(path, limits))
    documents = build_documents(reader.blocks(), path.stem, join=False, properties=reader.hints())
    if not documents:
        raise ImportProblem(DAMAGED if reader.is_cut else EMPTY)
    cut = msg("文件不完整，后面的内容可能缺失；请重新取得完整的文件再导入")
    return ParsedFile(str(path), "rtf", None, documents, (cut,) if reader.is_cut else ())


@dataclass(slots=True)
class _Field:
    """A field: how many groups are around it, its code, whether it stores a result."""

    depth: int = 0
    code: str = ""
    has_text: bool = False


class _Reader:
    """Follows the groups of a file."""

    def __init__(self) -> None:
        self._head = Head(WESTERN)
        self._look = Look()
        self._groups: list[tuple[Look, Story]] = []
        self._story = Story()
        self._main = self._story
        self._notes: list[Story] = []
        self._bytes = ByteText()
        self._skip = 0
        self._collected = ""
        self._info: dict[str, str] = {}
        self._number = 0
        self._field = _Field()
        self._ended = False

    @property
    def is_cut(self) -> bool:
        """Whether the file ends inside of its groups."""
        return not self._ended

    def read(self, data: bytes) -> None:
        """Read the tokens of a file, up to the end of its outermost group."""
        for token in tokens(data):
            self._take(token)
            if self._ended:
                break
        self._put(self._bytes.finish())

    def blocks(self) -> list[Block]:
        """The blocks of the text, the notes at their end."""
        found = joined_titles(self._main.blocks())
        for story in self._notes:
            for place, (block, _) in enumerate(story.blocks()):
                mark = "" if place else f"[注{story.note}]"
                found.append(Block(mark + block.text, None, (), None, Paragraph.NOTE))
        return found

    def hints(self) -> Hints:
        """The properties of the file."""
        return properties(
            paired(self._info.get("title", "")),
            paired(self._info.get("author", "")),
            self._info.get("creatim"),
        )

    def _take(self, token: Token) -> None:
        if token.kind is Kind.BYTES:
            self._take_bytes(token)
            return
        if self._bytes.is_under_way:
            self._put(self._bytes.finish())
        if token.kind is Kind.RUN:
            self._run(token.data)
        elif token.kind is Kind.OPEN:
            self._open()
        elif token.kind is Kind.CLOSE:
            self._close()
        elif token.kind is Kind.SYMBOL:
            self._symbol(token.word)
        else:
            self._word(token.word, token.number)

    def _run(self, run: bytes) -> None:
        """Many characters at once, where the usual one byte stands for each."""
        if self._skip or self._look.skip != 1 or self._look.starred:
            for token in pieces(run):
                self._take(token)
            return
        font = self._head.symbol_font(self._look)
        self._put("".join(as_text(code, font) for code in codes(run)))

    def _take_bytes(self, token: Token) -> None:
        data = token.data
        if self._skip:
            dropped = min(self._skip, len(data))
            self._skip -= dropped
            data = data[dropped:]
            if not data:
                return
        font = self._head.symbol_font(self._look)
        if font is not None and self._look.to in ("", "label"):
            self._put("".join(as_text(code, font) for code in data))
        else:
            self._put(self._bytes.feed(data, self._head.encoding(self._look)))

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise ImportProblem(msg("文件结构嵌套太深，无法读取"))
        self._groups.append((self._look, self._story))
        self._skip = 0
        # Of alternatives only the one in Unicode counts; it says so itself.
        to = NOTHING if self._look.alternatives else self._look.to
        self._look = replace(self._look, to=to, starred=False, alternatives=False)
        if to == "style":
            self._number = 0

    def _close(self) -> None:
        self._skip = 0
        if not self._groups:
            return
        ended = self._look.to
        self._look, self._story = self._groups.pop()
        if ended != self._look.to and ended in INFO:
            self._info.setdefault(ended, self._collected)
            self._collected = ""
        if len(self._groups) < self._field.depth:
            done, self._field = self._field, _Field()
            self._put("" if done.has_text else seen_of_code(done.code))
        self._ended = not self._groups

    def _symbol(self, symbol: str) -> None:
        self._skip = 0
        if symbol == "*":
            self._look = replace(self._look, starred=True)
        elif symbol in "\r\n":
            self._end_paragraph()
        else:
            self._put(SYMBOLS.get(symbol, symbol if symbol in "\\{}" else ""))

    def _word(self, word: str, number: int | None) -> None:
        if self._skip and word != "u":
            self._skip = 0
        if word == "uc":
            self._look = replace(self._look, skip=max(0, number or 0))
        elif word == "u" and not self._look.starred:
            # By far the most frequent one.
            self._character(word, number)
        elif self._destination(word) or self._character(word, number):
            return
        elif self._look.to in ("font", "style"):
            self._table(word, number)
        elif self._look.to == "creatim":
            self._moment(word, number)
        elif not self._look.to or self._look.to == "label":
            self._layout(word, number)

    def _destination(self, word: str) -> bool:
        """Take a word that says what its group is for."""
        look = self._look
        if word == "upr":
            self._look = replace(look, alternatives=True)
        elif word == "ud":
            outer = self._groups[-1][0] if self._groups else look
            self._look = replace(look, to=outer.to, starred=False)
        elif word == "footnote" and not look.to:
            self._notes.append(Story(len(self._notes) + 1))
            self._story.put(f"[注{len(self._notes)}]", bold=False)
            self._begin(self._notes[-1])
        elif word in BOXES and look.to == SHAPE:
            box = Story()
            self._story.box(box)
            self._begin(box)
        elif word == "field" and not look.to:
            self._field = _Field(len(self._groups))
        elif word == "fldrslt" and not look.to and is_unseen(self._field.code):
            self._look = replace(look, to=NOTHING)
        elif word in KNOWN and (not look.to or look.to == SHAPE == KNOWN[word]):
            # Shapes in a group stand inside of its own.
            self._look = replace(look, to=KNOWN[word], starred=False)
        elif word in INFO and look.to == PROPERTIES:
            self._look = replace(look, to=word)
            self._collected = ""
        elif word in DROPPED or look.starred:
            self._look = replace(look, to=NOTHING, starred=False)
        else:
            return False
        return True

    def _begin(self, story: Story) -> None:
        """Text goes to another story until the group ends."""
        self._story = story
        self._look = Look(font=self._look.font, skip=self._look.skip)

    def _character(self, word: str, number: int | None) -> bool:
        """Take a word that stands for a character."""
        if word == "u":
            if not self._skip:
                code = (number or 0) & 0xFFFF
                self._put(as_text(code, self._head.symbol_font(self._look)))
            self._skip = self._look.skip
            return True
        if word in CHARACTERS:
            self._put(CHARACTERS[word])
            return True
        return False

    def _table(self, word: str, number: int | None) -> None:
        """A word of the table of fonts or of styles."""
        head = self._head
        if self._look.to == "font" and word == "f":
            self._number = number or 0
        elif word == "fcharset":
            head.charsets[self._number] = number or 0
        elif self._look.to == "style" and word in ("s", "cs", "ds", "ts"):
            # Styles of characters are numbered apart.
            self._number = (number or 0) if word == "s" else -1
        elif word == "outlinelevel":
            head.outlines[self._number] = number or 0

    def _moment(self, word: str, number: int | None) -> None:
        """The parts of a date in the properties."""
        if word == "yr":
            self._collected = f"{number or 0:04}"
        elif word in ("mo", "dy"):
            self._collected += f"-{number or 0:02}"

    def _layout(self, word: str, number: int | None) -> None:
        """A word that says how text and paragraphs look, or ends one."""
        on = number != 0
        if word in ("par", "sect"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            # A cell of a table in a cell is a paragraph of the outer one.
            self._end_paragraph(in_table=True)
            if word == "cell":
                self._story.end_cell()
        elif word == "row":
            self._story.end_row()
        elif word == "pard":
            self._look = self._look.paragraph()
        elif word == "plain":
            self._look = self._look.plain()
        elif word in ("ansicpg", "deff", "mac"):
            self._file(word, number)
        else:
            self._look = changed(self._look, word, number, on=on)

    def _file(self, word: str, number: int | None) -> None:
        if word == "deff":
            self._head.default_font = number
        else:
            self._head.page = code_page(number) if word == "ansicpg" else "mac_roman"

    def _end_paragraph(self, *, in_table: bool | None = None) -> None:
        if self._look.to:
            return
        inside = self._look.in_table if in_table is None else in_table
        level = None if inside else self._head.level(self._look)
        title = self._head.is_title(self._look)
        self._story.end_paragraph(level, in_table=inside, is_title=title)

    def _put(self, text: str) -> None:
        """Text of the current group, to where it belongs."""
        if not text:
            return
        to = self._look.to
        if not to:
            self._field.has_text = True
            if not self._look.hidden:
                self._story.put(text, bold=self._look.bold)
        elif to == CODE:
            self._field.code += text
        elif to == "label":
            self._story.label += text
        elif to in ("font", "style"):
            names = self._head.fonts if to == "font" else self._head.styles
            names[self._number] = (names.get(self._number, "") + text).rstrip(";")
        elif to in ("title", "author"):
            self._collected += text
