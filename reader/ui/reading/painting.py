"""Paints what is in view of a page: marks below the words, the words, marks in the margin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF, QTextCharFormat

from reader.documents.model import Paragraph, Passage
from reader.ui.early import solid
from reader.ui.reading.hooks import Furniture, MarginMark, Tint, TintsOf
from reader.ui.reading.page import Page
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.sight import Placed

Span = tuple[int, int]
Spans = Sequence[Span]
SpansOf = Callable[[Paragraph], Spans]

# A flash over more characters than this is toned down.
LONG_FLASH = 30
# In em: how high the words of a line are marked, and how much is marked after a whole line.
MARK_HEIGHT = 1.42
LINE_FEED = 0.4
BOOKMARK = "bookmark"
# Marks that nearly every paragraph may have: seen when looked for, out of the way else.
QUIET, QUIET_INK = "theme", 0.75
# In em, from the column to the left: a ribbon and its width, then bars.
RIBBON, RIBBON_WIDTH, RIBBON_HEIGHT = 1.05, 0.5, 0.95
BAR_GAP, BAR_WIDTH = 0.28, 0.16
DOT = 0.26
CARET_WIDTH = 1.5


def no_spans(_paragraph: Paragraph) -> Spans:
    """Where nothing is to be marked."""
    return ()


def no_tints(_paragraph: Paragraph) -> Sequence[Tint]:
    """Where no words have a ground of their own."""
    return ()


@dataclass
class Marking:
    """What is marked on a page, besides its words."""

    hits: SpansOf = no_spans
    tints: TintsOf = no_tints
    found: SpansOf | None = None
    current: Passage | None = None
    flash: Passage | None = None
    selection: Selection | None = None
    caret: Place | None = None
    margin: dict[int, tuple[MarginMark, ...]] = field(default_factory=dict)
    by_kind: dict[str, tuple[MarginMark, ...]] = field(default_factory=lambda: {BOOKMARK: ()})
    furniture: Furniture | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The columns of the margin; the ribbons of bookmarks are next to the text."""
        return tuple(kind for kind, marks in self.by_kind.items() if marks and kind != BOOKMARK)

    def set_margin(self, kind: str, marks: Sequence[MarginMark]) -> None:
        """Put these in place of the marks of a kind; they stand in one column."""
        margin, before = dict(self.margin), self.by_kind.get(kind, ())
        self.by_kind[kind] = tuple(marks)
        places = {known: place for place, known in enumerate(self.by_kind)}
        come: dict[int, list[MarginMark]] = {mark.paragraph: [] for mark in before}
        for mark in marks:
            come.setdefault(mark.paragraph, []).append(mark)
        for paragraph, own in come.items():
            there = margin.pop(paragraph, ())
            others = [mark for mark in there if mark.kind != kind] if there else []
            if others:
                own = sorted((*others, *own), key=lambda mark: places[mark.kind])
            if own:
                margin[paragraph] = tuple(own)
        self.margin = margin

    def passages(self, paragraph: Paragraph) -> list[tuple[Span, str]]:
        """Spans of a paragraph with the names of their colours, the uppermost last."""
        spans = self.hits if self.found is None else self.found
        marks = [(span, "hit") for span in spans(paragraph)]
        marks += [
            ((passage.start, passage.end), "hit_current")
            for passage in (self.current, self.flash)
            if passage is not None and passage.paragraph == paragraph.number
        ]
        return marks


def paint_page(painter: QPainter, page: Page, marking: Marking) -> None:
    """Paint all that is in view; the background is there already."""
    for placed in page.placed():
        _paint_piece(painter, page, placed, marking)
    if marking.caret is not None:
        box = page.caret(marking.caret)
        if box is not None:
            painter.fillRect(_caret_box(page, box), page.style.colours["text"])


def _paint_piece(painter: QPainter, page: Page, placed: Placed, marking: Marking) -> None:
    colours = page.style.colours
    lines, paragraph = placed.lines, placed.paragraph
    left = page.column[0]
    tints = marking.tints(paragraph)
    if tints:
        from reader.ui.reading.tinting import paint_tints

        paint_tints(painter, page, placed, tints)
    # Where both are the same colour there is nothing to paint twice.
    inked = colours.values["hit_text"] != colours.values["text"]
    inks: list[tuple[Span, QTextCharFormat]] = []
    for span, name in marking.passages(paragraph):
        colour = colours[name]
        if marking.flash is not None and span[1] - span[0] > LONG_FLASH and name == "hit_current":
            colour.setAlphaF(0.35)
        own = inside(span, placed)
        for box in lines.boxes(*own):
            painter.fillRect(
                word_box(lines.setting.face.font.pixelSize(), box, left, placed), colour
            )
        if inked and own[0] < own[1]:
            inks.append((own, _ink(colours["hit_text"])))
    selected = marking.selection.span_in(paragraph) if marking.selection else None
    if selected is not None:
        own = inside(selected, placed)
        _paint_selection(painter, page, placed, own, marking)
        if own[0] < own[1]:
            inks.append((own, _ink(colours["selection_text"])))
    lines.draw(painter, QPointF(left, placed.top), inks)
    if placed.start == 0 and paragraph.number in marking.margin:
        _paint_margin(painter, page, placed, marking)
    if placed.furniture and marking.furniture is not None:
        painter.save()
        box = page.furniture_box(placed)
        marking.furniture.paint(painter, paragraph.number, box, page.style)
        painter.restore()


def inside(span: Span, placed: Placed) -> Span:
    """A span of a paragraph as one of its piece; empty where it is elsewhere."""
    length = len(placed.lines)
    start = min(max(span[0] - placed.start, 0), length)
    return start, max(start, min(span[1] - placed.start, length))


def word_box(pixels: int, box: QRectF, left: float, placed: Placed) -> QRectF:
    """What is marked of the room of some words on a line, in the view."""
    height = min(MARK_HEIGHT * pixels, box.height())
    top = placed.top + box.top() + (box.height() - height) / 2
    return QRectF(left + box.left(), round(top), box.width(), round(height))


def _paint_selection(
    painter: QPainter, page: Page, placed: Placed, own: Span, marking: Marking
) -> None:
    """Whole lines without gaps; a bit more where the selection goes on in the next paragraph."""
    selection = marking.selection
    assert selection is not None
    left, colour = page.column[0], page.style.colours["selection"]
    boxes = [box.translated(left, placed.top) for box in placed.lines.boxes(*own)]
    ends_here = selection.end.paragraph == placed.paragraph.number
    if not ends_here and own[1] == len(placed.lines):
        if not boxes or not len(placed.lines):
            boxes = [placed.lines.caret(own[1]).translated(left, placed.top)]
        boxes[-1].setRight(boxes[-1].right() + LINE_FEED * page.style.pixels)
    for box in boxes:
        painter.fillRect(
            QRectF(
                box.left(), round(box.top()), box.width(), round(box.bottom()) - round(box.top())
            ),
            colour,
        )


def _ink(colour: QColor) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setForeground(solid(colour))
    return characters


# The margin


def margin_boxes(page: Page, placed: Placed, marking: Marking) -> list[tuple[QRectF, MarginMark]]:
    """Where the marks beside a piece stand."""
    pixels, column = page.style.pixels, page.column[0]
    lines = placed.lines
    top = placed.top + lines.above
    ribbon_left = column - RIBBON * pixels
    found = []
    for mark in marking.margin.get(placed.paragraph.number, ()):
        if mark.kind == BOOKMARK:
            middle = top + (lines.setting.line - RIBBON_HEIGHT * pixels) / 2
            box = QRectF(ribbon_left, middle, RIBBON_WIDTH * pixels, RIBBON_HEIGHT * pixels)
        else:
            place = marking.kinds.index(mark.kind) + 1
            left = ribbon_left - place * BAR_GAP * pixels
            if mark.dot:
                size = DOT * pixels
                middle = top + (lines.setting.line - size) / 2
                box = QRectF(left - (size - BAR_WIDTH * pixels) / 2, middle, size, size)
            else:
                box = QRectF(left, top + 4, BAR_WIDTH * pixels, lines.text_height - 8)
        found.append((box, mark))
    return found


def _paint_margin(painter: QPainter, page: Page, placed: Placed, marking: Marking) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box, mark in margin_boxes(page, placed, marking):
        shape = QPainterPath()
        if mark.kind == BOOKMARK:
            shape.addPolygon(ribbon(box))
        else:
            shape.addRoundedRect(box, box.width() / 2, box.width() / 2)
        colour = page.style.colours[mark.colour]
        if mark.kind == QUIET:
            colour.setAlphaF(QUIET_INK)
        painter.fillPath(shape, colour)
    painter.restore()


def ribbon(box: QRectF) -> QPolygonF:
    """The shape of a bookmark in a box."""
    notch = QPointF(box.center().x(), box.bottom() - box.width() * 0.45)
    return QPolygonF([box.topLeft(), box.topRight(), box.bottomRight(), notch, box.bottomLeft()])


def _caret_box(page: Page, box: QRectF) -> QRectF:
    height = MARK_HEIGHT * page.style.pixels
    return QRectF(box.left() - 0.5, box.center().y() - height / 2, CARET_WIDTH, height)
