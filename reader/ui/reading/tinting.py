"""Paints the grounds of tinted words, the marks where words are missing, and signs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from reader.ui.reading.hooks import Tint
from reader.ui.reading.page import Page
from reader.ui.reading.painting import Marking, inside, word_box
from reader.ui.reading.sight import Placed

# In em: the lines through words and below them, and the wedges of a mark where words are missing.
LINE, WEDGE = 0.06, 0.26
# In em: how wide a sign stands, and how large it is.
SIGN, SIGN_SIZE = 0.8, 0.85
# Of a mark, in pixels: where the pointer is on it.
NEAR = 3
FRAME = 1.5
FRAME_INK = "text"


def paint_tints(painter: QPainter, page: Page, placed: Placed, tints: Sequence[Tint]) -> None:
    """Paint what stands behind the words of a piece in view."""
    colours = page.style.colours
    for tint in tints:
        boxes = list(tint_boxes(page, placed, tint))
        gap = tint.start == tint.end and not tint.sign
        for box in boxes:
            if gap:
                _paint_gap(painter, box, page.style.pixels, colours[tint.ink])
                continue
            painter.fillRect(box, colours[tint.ground])
            if tint.sign:
                _paint_sign(painter, box, placed, tint, colours[tint.ink])
            painter.fillRect(_line(box, tint, page.style.pixels), colours[tint.ink])
        if tint.current:
            _frame(painter, boxes, page.style.pixels, colours[FRAME_INK])


def tint_boxes(page: Page, placed: Placed, tint: Tint) -> Iterator[QRectF]:
    """Where a tint stands in the view: a box for each line; one without width for a gap."""
    width = SIGN * page.style.pixels if tint.sign else 0.0
    left, lines = page.column[0], placed.lines
    pixels = lines.setting.face.font.pixelSize()
    if tint.start == tint.end:
        # At a border of two pieces the mark stands in the first one, at its end.
        if placed.start < tint.start <= placed.end or tint.start == placed.start == 0:
            box = word_box(pixels, lines.caret(tint.start - placed.start), left, placed)
            yield box.adjusted(0, 0, width, 0)
        return
    start, end = inside((tint.start, tint.end), placed)
    for box in lines.boxes(start, end):
        yield word_box(pixels, box, left, placed)


def tint_at(page: Page, marking: Marking, point: QPointF) -> Tint | None:
    """The tint under a point of the view; that of a mark where words are missing before others."""
    for placed in page.placed():
        tints = sorted(marking.tints(placed.paragraph), key=lambda tint: tint.start < tint.end)
        for tint in tints:
            for box in tint_boxes(page, placed, tint):
                side = NEAR if box.width() else WEDGE * page.style.pixels
                if box.adjusted(-side, -NEAR, side, NEAR).contains(point):
                    return tint
    return None


def _line(box: QRectF, tint: Tint, pixels: int) -> QRectF:
    thick = max(1.0, round(LINE * pixels))
    top = box.center().y() - thick / 2 if tint.line == "through" else box.bottom() - thick
    return QRectF(box.left(), round(top), box.width(), thick)


def _paint_gap(painter: QPainter, box: QRectF, pixels: int, ink: QColor) -> None:
    """A stroke between two characters with a wedge at either end."""
    x, wedge = box.left(), WEDGE * pixels
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(x - FRAME / 2, box.top(), FRAME, box.height()), ink)
    painter.setPen(QPen(ink, 0))
    painter.setBrush(ink)
    for edge, tip in ((box.top(), wedge), (box.bottom(), -wedge)):
        corners = [QPointF(x - wedge / 1.6, edge), QPointF(x + wedge / 1.6, edge)]
        painter.drawPolygon(QPolygonF([*corners, QPointF(x, edge + tip)]))
    painter.restore()


def _paint_sign(painter: QPainter, box: QRectF, placed: Placed, tint: Tint, ink: QColor) -> None:
    font = QFont(placed.lines.setting.face.font)
    font.setPixelSize(round(SIGN_SIZE * font.pixelSize()))
    painter.save()
    painter.setFont(font)
    painter.setPen(QPen(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tint.sign)
    painter.restore()


def _frame(painter: QPainter, boxes: Sequence[QRectF], pixels: int, ink: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, FRAME))
    out = 0.1 * pixels
    if len(boxes) > 1:
        painter.drawPath(_around(boxes, out))
    for box in boxes if len(boxes) == 1 else ():
        side = out + (WEDGE * pixels / 1.6 if not box.width() else 0.0)
        painter.drawRoundedRect(box.adjusted(-side, -out, side, out), out, out)
    painter.restore()


def _around(boxes: Sequence[QRectF], out: float) -> QPainterPath:
    """One line around words that go over several lines, these meeting half-way."""
    rooms = [box.adjusted(-out, -out, out, out) for box in boxes]
    for upper, lower in pairwise(rooms):
        middle = (upper.bottom() + lower.top()) / 2
        upper.setBottom(middle)
        lower.setTop(middle)
    path = QPainterPath()
    for room in rooms:
        # A hair higher, so that rooms which meet become one.
        part = QPainterPath()
        part.addRect(room.adjusted(0, 0, 0, 0.01))
        path = path.united(part)
    return path.simplified()
