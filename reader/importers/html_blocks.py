"""An lxml HTML tree to blocks, without recursion: deep nesting cannot exhaust the stack.

Scripts, styles and embedded objects are dropped with their content, images give their alt text
and stand behind their paragraph, links give their words. Nothing is ever fetched.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from reader.documents.blocks import Block, picture_blocks
from reader.documents.clean import clean
from reader.documents.model import Kind, Picture
from reader.importers.html_marks import (
    alternative,
    is_bold,
    is_dropped,
    is_note,
    is_note_mark,
    is_note_reference,
    list_label,
    list_style,
    number_of,
    span_of,
    tag_of,
)
from reader.importers.html_tables import OpenTable
from reader.importers.numerals import with_label
from reader.importers.runs import spans_of
from reader.importers.tables import table_blocks

_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "pre", "figure", "figcaption", "address", "details"}
    | {
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "summary",
        "center",
        "body",
        "html",
    }
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
_HEADING = re.compile(r"^h([1-6])$")
_REPEATED = re.compile(r"^(?:sd(?:foot|end)note\d+sym|_(?:ftn|edn)\d+|fn:.*)$")
_SPACE = re.compile(r"[ \t\r\f]+")
# Stand for the borders of bold type and a line break of the source while a paragraph is put
# together; the characters themselves were cleaned out of the text before.
_BOLD_ON, _BOLD_OFF, _SOFT = "\x02", "\x03", "\x04"

JoinLines = Callable[[list[str]], list[str]]
# The picture that an element (img, or image in an svg) shows, if it can be had.
FindPicture = Callable[[etree._Element], Picture | None]


def no_picture(_element: etree._Element) -> None:
    """For trees whose pictures nobody wants."""


def blocks_of(
    root: etree._Element,
    join_lines: JoinLines,
    bold: frozenset[str] = frozenset(),
    marks: dict[str, str] | None = None,
    find_picture: FindPicture = no_picture,
) -> list[Block]:
    """The blocks of a tree.

    `join_lines` decides about line breaks of the source inside a paragraph: it is given the
    lines and gives back the paragraphs they make. `bold` are the classes that the style sheets
    make bold. `marks` collects where the marks of notes point to; the pages of one book share it.
    `find_picture` gives the pictures.
    """
    walker = _Walker(join_lines, bold, {} if marks is None else marks, find_picture)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            walker.start(element)
        elif event == "end":
            walker.end(element)
        if event != "start" and element is not root:
            walker.text(element.tail)
    walker.flush()
    return walker.blocks


class _Walker:
    """Collects the text of inline elements and makes a block at each border of a block element."""

    def __init__(
        self,
        join_lines: JoinLines,
        bold: frozenset[str],
        marks: dict[str, str],
        find_picture: FindPicture,
    ) -> None:
        self.blocks: list[Block] = []
        self._find_picture = find_picture
        # Those that stand in the open paragraph.
        self._pictures: list[Picture] = []
        self._join_lines = join_lines
        self._parts: list[str] = []
        self._dropped = 0
        self._pre = 0
        self._level: int | None = None
        self._lists: list[_List] = []
        self._items = 0
        self._label = ""
        self._notes = 0
        self._in_mark = 0
        # Where an element that is referred to begins, and by which mark.
        self._marks = marks
        self._bold = bold
        # The tables around, each with the place for the blocks behind it.
        self._tables: list[tuple[OpenTable, list[Block]]] = []

    def start(self, element: etree._Element) -> None:
        if self._dropped or is_dropped(element):
            self._dropped += 1
            if tag_of(element) == "image" and self._is_drawn(element):
                self._show(element)
            return
        tag = tag_of(element)
        if tag in _BLOCKS:
            self.flush()
        self._open(tag, element)
        self.text(element.text)

    def end(self, element: etree._Element) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        tag = tag_of(element)
        if tag in _BLOCKS:
            self.flush()
        self._close(tag, element)

    def text(self, text: str | None) -> None:
        """Take the text of an inline run."""
        if not text or self._dropped:
            return
        if self._in_mark:
            text = text.strip("[]()（）〔〕【】^ \n\t\xa0")
        lines = [_clean_inline(line) for line in text.split("\n")]
        if self._pre:
            self._parts.append("\n".join(lines))
        else:
            self._parts.append(_SPACE.sub(" ", _SOFT.join(lines)))

    def flush(self) -> None:
        """Make blocks of what was collected: one a paragraph, line breaks kept apart."""
        collected = "".join(self._parts)
        self._parts.clear()
        if self._level is not None:
            collected = collected.replace("\n", _SOFT)
        bold = False
        for hard in collected.split("\n"):
            lines = [line for line in hard.split(_SOFT) if _plain(line)]
            joined = self._join_lines(lines) if lines else []
            for line in ["".join(joined)] if self._level is not None else joined:
                bold = self._add(line, bold)
        self.blocks += picture_blocks(self._pictures)
        self._pictures.clear()

    def _is_drawn(self, element: etree._Element) -> bool:
        """Whether an image stands in a drawing that is seen: the covers of books often do."""
        above = next(islice(element.iterancestors(), max(0, self._dropped - 2), None), None)
        return above is not None and tag_of(above) == "svg"

    def _show(self, element: etree._Element) -> None:
        picture = self._find_picture(element)
        if picture is not None:
            self._pictures.append(picture)

    def _add(self, marked: str, bold: bool) -> bool:
        """Add a block; gives back whether bold type goes on behind it."""
        kind = Kind.NOTE if self._notes else Kind.LIST if self._items else None
        if self._label and _plain(marked):
            marked = with_label(self._label, marked.lstrip(" "))
            self._label = ""
        text, spans, bold = _read_bold(marked, bold)
        if text:
            self.blocks.append(Block(text, None, spans, self._level, kind))
        return bold

    def _open(self, tag: str, element: etree._Element) -> None:
        if heading := _HEADING.match(tag):
            self._level = int(heading[1])
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "img":
            self.text(alternative(element))
            self._show(element)
        elif tag == "pre":
            self._pre += 1
        elif tag == "ol":
            self._lists.append(_List(number_of(element.get("start"), 1), list_style(element)))
        elif tag == "ul":
            self._lists.append(_List(None, ""))
        elif tag == "li":
            self._items += 1
            self._label = self._item_label(element)
        elif tag == "table":
            self._tables.append((OpenTable(), self.blocks))
        elif tag == "tr" and self._tables:
            self._tables[-1][0].start_row()
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1][0]
            self.blocks = table.start_cell(span_of(element, "colspan"), span_of(element, "rowspan"))
        if is_bold(element, self._bold):
            self._parts.append(_BOLD_ON)
        self._open_note(element)

    def _close(self, tag: str, element: etree._Element) -> None:
        if is_bold(element, self._bold):
            self._parts.append(_BOLD_OFF)
        if _HEADING.match(tag):
            self._level = None
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._items -= 1
            self._label = ""
        elif tag in ("td", "th") and self._tables:
            self.blocks = self._tables[-1][1]
        elif tag == "table":
            table, self.blocks = self._tables.pop()
            self.blocks += table_blocks(table.rows)
        self._close_note(element)

    def _open_note(self, element: etree._Element) -> None:
        if is_note(element):
            self._notes += 1
        if (mark := self._marks.get(element.get("id") or "")) and self._notes:
            self._label = f"[注{mark}]"
        if is_note_reference(element) or (self._notes and is_note_mark(element)):
            self._in_mark += 1
            self._parts.append("[注")

    def _close_note(self, element: etree._Element) -> None:
        if is_note(element):
            self._notes -= 1
        if is_note_reference(element) or (self._notes and is_note_mark(element)):
            self._in_mark -= 1
            self._parts.append("]")
            target = (element.get("href") or "").partition("#")[2]
            mark = "".join(map(str, element.itertext())).strip("[]()（）〔〕【】^ \n\t\xa0")
            # Word and LibreOffice, unlike EPUB, repeat the mark in the note itself.
            if target and len(mark) < 8 and not _REPEATED.match(target):
                self._marks[target] = mark

    def _item_label(self, element: etree._Element) -> str:
        """Numbers are words of the text (第 3 项), bullets are not."""
        if not self._lists or (number := self._lists[-1].number) is None:
            return ""
        number = number_of(element.get("value"), number)
        self._lists[-1].number = number + 1
        if self._notes:
            return f"[注{number}]"
        return list_label(list_style(element) or self._lists[-1].style, number)


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, None for bullets."""

    number: int | None
    style: str


def _clean_inline(text: str) -> str:
    """Clean text and keep the white space at its edges, which separates words."""
    cleaned = clean(text)
    if not cleaned:
        return " " if text else ""
    left = " " if text[0] in " \t" else ""
    return left + cleaned + (" " if text[-1] in " \t" else "")


def _plain(marked: str) -> str:
    return clean(marked.replace(_BOLD_ON, "").replace(_BOLD_OFF, ""))


def _read_bold(marked: str, bold: bool) -> tuple[str, tuple[tuple[int, int], ...], bool]:
    """Take the bold borders out of a paragraph; gives text, spans, and whether bold goes on."""
    chars: list[str] = []
    flags: list[bool] = []
    depth = int(bold)
    for char in marked:
        if char == _BOLD_ON:
            depth += 1
        elif char == _BOLD_OFF:
            depth = max(0, depth - 1)
        else:
            chars.append(char)
            flags.append(depth > 0)
    text = "".join(chars)
    stripped = clean(text)
    start = text.find(stripped) if stripped else 0
    return stripped, spans_of(flags[start : start + len(stripped)]), depth > 0
