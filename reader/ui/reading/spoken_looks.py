"""How the words of a page look, as attributes of the text that assistive programs read.

Headings are large and bold, lead-ins bold. Words that were removed are struck out, words that were
added are underlined, each on their ground; what was found has the ground of a hit, and the words
of a paragraph with a bookmark have the colour of its ribbon as their ground. That is known at
every place of the text, also where it is out of view.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, pairwise
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from reader.ui.appearance import Colours
from reader.ui.early import solid
from reader.ui.reading.page import Page
from reader.ui.reading.painting import BOOKMARK, Marking
from reader.ui.typesetting import to_utf16, utf16_length

SLICE_S, PAUSE_MS = 0.003, 10
"""How long words out of view are dressed at once, and what is left to others between."""
POINTS_PER_INCH = 72

Span = tuple[int, int]


class Look(NamedTuple):
    """What is different about some words. `ground` names a colour of the palette.

    `line` is "through" for words that were removed, "below" for words that were added.
    """

    bold: bool = False
    line: str = ""
    ground: str = ""

    def strong(self) -> "Look":
        """The same in bold."""
        return self._replace(bold=True)

    def on(self, ground: str, line: str = "") -> "Look":
        """The same on another ground; with a line, if there is to be one."""
        return self._replace(ground=ground, line=line or self.line)


Layer = tuple[Span, Callable[[Look], Look]]


def looks(page: Page, piece: int, marking: Marking) -> list[tuple[Span, Look]]:
    """A piece cut into spans of one look each, in their order; indexes are those of the piece."""
    paragraph, (start, end) = page.pieces.paragraphs[piece], page.pieces.span(piece)
    layers: list[Layer] = [(span, Look.strong) for span in page.bold(piece)]
    layers += [
        ((start, end), partial(Look.on, ground=mark.colour))
        for mark in marking.margin.get(paragraph.number, ())
        if mark.kind == BOOKMARK
    ]
    spans = marking.hits if marking.found is None else marking.found
    layers += [(span, partial(Look.on, ground="hit")) for span in spans(paragraph)]
    current = marking.current
    if current is not None and current.paragraph == paragraph.number:
        layers.append(((current.start, current.end), partial(Look.on, ground="hit_current")))
    for tint in marking.tints(paragraph):
        change = partial(Look.on, ground=tint.ground, line=tint.line)
        layers.append(((tint.start, tint.end), change))
    return cut((start, end), layers)


def cut(whole: Span, layers: Iterable[Layer]) -> list[tuple[Span, Look]]:
    """Lay changes of the look one over another, and cut a span where the look changes.

    The indexes in what is given back are counted from the beginning of the span.
    """
    start, end = whole
    inside = [
        (max(first, start), min(after, end), change)
        for (first, after), change in layers
        if max(first, start) < min(after, end)
    ]
    edges = sorted({*whole, *chain.from_iterable((first, after) for first, after, _ in inside)})
    found = [Look()] * (len(edges) - 1)
    for first, after, change in inside:
        for cell in range(bisect_left(edges, first), bisect_left(edges, after)):
            found[cell] = change(found[cell])
    return [
        ((first - start, after - start), look)
        for (first, after), look in zip(pairwise(edges), found, strict=True)
    ]


class Dressing(QObject):
    """Gives the blocks of a document the looks of the pieces of a page, one block for each piece.

    What is in view is dressed at once, the rest in slices when the window has nothing to do.
    """

    def __init__(self, document: QTextDocument, inch: float, parent: QObject) -> None:
        """`inch` is how many pixels of the screen are taken for one."""
        super().__init__(parent)
        self._document = document
        self._points = POINTS_PER_INCH / inch
        self._first, self._after, self._next = 0, 0, 0
        self._wears: dict[int, object] = {}
        self._formats: dict[tuple[str, Look], QTextCharFormat] = {}
        self._sight: tuple[object, ...] = ()
        self._page: Page | None = None
        self._marking = Marking()
        self._idle = QTimer(self, interval=PAUSE_MS)
        self._idle.timeout.connect(self._go_on)

    def begin(self, first: int, after: int) -> None:
        """The document was filled anew with these pieces."""
        self._first, self._after = first, after
        self._wears.clear()
        self._sight = ()

    def stale(self, page: Page, marking: Marking) -> bool:
        """Whether words may look otherwise than they did when they were last dressed."""
        return not _same(self._sight, _sight(page, marking))

    def dress(self, page: Page, marking: Marking, pieces: Sequence[int]) -> None:
        """Dress these pieces now, and soon all others if anything has changed."""
        if self.stale(page, marking):
            self._sight = _sight(page, marking)
            self._page, self._marking = page, marking
            self._next = self._first
            self._formats.clear()
            self._idle.start()
        for piece in pieces:
            self._dress(page, piece)

    def _go_on(self) -> None:
        page, end = self._page, perf_counter() + SLICE_S
        while page is not None and self._next < self._after and perf_counter() < end:
            self._dress(page, self._next)
            self._next += 1
        if page is None or self._next >= self._after:
            self._idle.stop()

    def _dress(self, page: Page, piece: int) -> None:
        font, worn = page.setting(piece).face.font, looks(page, piece, self._marking)
        sight = (font.key(), page.style.colours, tuple(worn))
        if not worn or self._wears.get(piece) == sight:
            return
        self._wears[piece] = sight
        block = self._document.findBlockByNumber(piece - self._first)
        start, end = page.pieces.span(piece)
        words = page.pieces.paragraphs[piece].text[start:end]
        plain = utf16_length(words) == len(words)
        # A change of looks is no change of words: nobody is to hear of it as one.
        self._document.blockSignals(True)
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(self._format(font, Look(), page.style.colours))
        for (first, after), look in worn:
            if look != Look():
                if not plain:
                    first, after = to_utf16(words, first), to_utf16(words, after)
                cursor.setPosition(block.position() + first)
                cursor.setPosition(block.position() + after, cursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self._format(font, look, page.style.colours))
        cursor.endEditBlock()
        self._document.blockSignals(False)

    def _format(self, font: QFont, look: Look, colours: Colours) -> QTextCharFormat:
        key = (font.key(), look)
        if key not in self._formats:
            self._formats[key] = _made(font, self._points, look, colours)
        return self._formats[key]


def _made(font: QFont, points: float, look: Look, colours: Colours) -> QTextCharFormat:
    """The font that is there, in points: Qt tells nobody of pixels."""
    there = QFont(QFontInfo(font).family())
    there.setPointSizeF(font.pixelSize() * points)
    there.setBold(look.bold or font.bold())
    made = QTextCharFormat()
    made.setFont(there)
    if look.line == "through":
        made.setFontStrikeOut(True)
    elif look.line == "below":
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    if look.ground:
        made.setBackground(solid(colours[look.ground]))
    return made


def _sight(page: Page, marking: Marking) -> tuple[object, ...]:
    """What the looks of all pieces depend on."""
    marks = (marking.hits, marking.found, marking.current, marking.tints, marking.margin)
    return (page, page.style, *marks)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether the very same things are in both: to compare what they hold would take long."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
