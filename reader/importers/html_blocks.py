"""An lxml HTML tree to blocks, without recursion: deep nesting cannot exhaust the stack.

Scripts, styles and embedded objects are dropped with their content, images give their alt text,
links their words. Nothing is ever fetched.
"""

import re
from collections.abc import Callable

from lxml import etree

from reader.documents.blocks import Block
from reader.documents.clean import clean
from reader.documents.model import Kind

_DROPPED = frozenset(
    {"script", "style", "head", "iframe", "object", "embed", "svg", "math", "template"}
    | {"noscript", "audio", "video", "canvas", "select", "form", "button", "textarea"}
)
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "blockquote"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "pre", "figure", "figcaption", "address", "details"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "summary", "center", "body", "html"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
_BOLD = frozenset({"b", "strong"})
_HEADING = re.compile(r"^h([1-6])$")
_SPACE = re.compile(r"[ \t\r\f]+")
# Stand for the borders of bold type and a line break of the source while a paragraph is put
# together; the characters themselves were cleaned out of the text before.
_BOLD_ON, _BOLD_OFF, _SOFT = "\x02", "\x03", "\x04"

JoinLines = Callable[[list[str]], list[str]]


def blocks_of(root: etree._Element, join_lines: JoinLines) -> list[Block]:
    """The blocks of a tree.

    `join_lines` decides about line breaks of the source inside a paragraph: it is given the
    lines and gives back the paragraphs they make.
    """
    walker = _Walker(join_lines)
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

    def __init__(self, join_lines: JoinLines) -> None:
        self.blocks: list[Block] = []
        self._join_lines = join_lines
        self._parts: list[str] = []
        self._dropped = 0
        self._pre = 0
        self._tables = 0
        self._level: int | None = None
        self._lists: list[int | None] = []
        self._items = 0
        self._prefix = ""
        self._notes = 0
        self._cells: list[str] = []

    def start(self, element: etree._Element) -> None:
        tag = _tag(element)
        if self._dropped or tag in _DROPPED or _has_class(element, "footnote-backref"):
            self._dropped += 1
            return
        if tag in _BLOCKS and not self._in_cell(tag):
            self.flush()
        self._open(tag, element)
        if not self._dropped:
            self.text(element.text)

    def end(self, element: etree._Element) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        tag = _tag(element)
        if tag in _BLOCKS and not self._in_cell(tag):
            self.flush()
        self._close(tag, element)

    def text(self, text: str | None) -> None:
        """Take the text of an inline run."""
        if not text or self._dropped:
            return
        lines = [_clean_inline(line) for line in text.split("\n")]
        if self._pre:
            self._parts.append("\n".join(lines))
        else:
            self._parts.append(_SPACE.sub(" ", _SOFT.join(lines)))

    def flush(self) -> None:
        """Make blocks of what was collected: one a paragraph, line breaks kept apart."""
        collected = "".join(self._parts)
        self._parts.clear()
        bold = False
        for hard in collected.split("\n"):
            lines = [line for line in hard.split(_SOFT) if _plain(line)]
            for line in self._join_lines(lines) if lines else []:
                bold = self._add(line, bold)

    def _add(self, marked: str, bold: bool) -> bool:
        """Add a block; gives back whether bold type goes on behind it."""
        kind = Kind.NOTE if self._notes else Kind.LIST if self._items else None
        text, spans, bold = _read_bold(self._prefix + marked, bold)
        self._prefix = ""
        if text:
            self.blocks.append(Block(text, None, spans, self._level, kind))
        return bold

    def _in_cell(self, tag: str) -> bool:
        """Inside of a table the cells collect; only rows of the outer one count as borders."""
        return self._tables > 0 and tag not in ("table", "tr", "caption")

    def _open(self, tag: str, element: etree._Element) -> None:
        if heading := _HEADING.match(tag):
            self._level = int(heading[1])
        elif tag in _BOLD:
            self._parts.append(_BOLD_ON)
        elif tag == "br":
            self._parts.append("\n" if not self._tables else " ")
        elif tag == "img":
            self.text(element.get("alt"))
        elif tag == "pre":
            self._pre += 1
        elif tag == "table":
            self._tables += 1
        elif tag in ("ul", "ol"):
            self._lists.append(_number(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self._items += 1
            self._prefix = self._item_prefix(element)
        elif tag in ("td", "th") and self._tables == 1:
            self._parts.clear()
        elif _has_class(element, "footnote") and tag == "div":
            self._notes += 1
        elif _has_class(element, "footnote-ref"):
            self._parts.append("[注")

    def _close(self, tag: str, element: etree._Element) -> None:
        if _HEADING.match(tag):
            self._level = None
        elif tag in _BOLD:
            self._parts.append(_BOLD_OFF)
        elif tag == "pre":
            self._pre -= 1
        elif tag == "table":
            self._tables -= 1
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._items -= 1
        elif tag in ("td", "th") and self._tables == 1:
            self._end_cell()
        elif tag == "tr" and self._tables == 1:
            self._end_row()
        elif self._tables and tag in _BLOCKS:
            self._parts.append(" ")
        elif _has_class(element, "footnote") and tag == "div":
            self._notes -= 1
        elif _has_class(element, "footnote-ref"):
            self._parts.append("]")

    def _item_prefix(self, element: etree._Element) -> str:
        """Numbers are words of the text (第 3 项), bullets are not."""
        number = self._lists[-1] if self._lists else None
        if number is None:
            return ""
        number = _number(element.get("value"), number)
        self._lists[-1] = number + 1
        return f"[注{number}]" if self._notes else f"{number}. "

    def _end_cell(self) -> None:
        self._cells.append(_plain("".join(self._parts).replace(_SOFT, " ").replace("\n", " ")))
        self._parts.clear()

    def _end_row(self) -> None:
        text = clean("\t".join(self._cells))
        if text:
            self.blocks.append(Block(text, None, (), None, Kind.TABLE))
        self._cells.clear()
        self._parts.clear()


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _has_class(element: etree._Element, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else default


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
    return stripped, _spans(flags[start : start + len(stripped)]), depth > 0


def _spans(flags: list[bool]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    begin = None
    for position, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = position
        elif not flag and begin is not None:
            spans.append((begin, position))
            begin = None
    return tuple(spans)
