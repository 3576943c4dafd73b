"""Paints a page: running title, text, pictures, ribbons, number. In units, black on white."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from reader.messages import Translator
from reader.ui.appearance import reading_font
from reader.ui.printing.pages import Edition, Leaf
from reader.ui.printing.paper import HEADER_GAP, NUMBER_GAP, UNITS_PER_MM, Sheet
from reader.ui.printing.pictures import Images, paint_row
from reader.ui.reading.painting import RIBBON, RIBBON_HEIGHT, RIBBON_WIDTH, ribbon

# Of the width of the column: the most that title and section take up above it.
TITLE_SHARE, SECTION_SHARE = 0.52, 0.44
LINE_HEIGHT = 1.5
HAIR = 0.75
WHOLE_SHEET = (0.0, float("inf"))


@dataclass(frozen=True)
class Around:
    """What a page shows beside its text.

    `number` is its own and `total` that of all pages, None while that is not known; `ribbons` are
    the numbers of the paragraphs (of the document) with a bookmark.
    """

    number: int
    total: int | None
    ribbons: frozenset[int] = frozenset()


def paint_page(
    painter: QPainter,
    edition: Edition,
    leaf: Leaf,
    around: Around,
    images: Images,
    tr: Translator,
    rows: tuple[float, float] = WHOLE_SHEET,
) -> None:
    """Paint a page, the upper left corner of the sheet at the origin.

    Of its text only what may be seen between two heights of the sheet (`rows`) is painted.
    """
    sheet = edition.sheet
    painter.save()
    if sheet.header and around.number > 1:
        _paint_header(painter, sheet, edition.content.title, edition.running_section(leaf))
    _paint_cells(painter, edition, leaf, images, tr, rows)
    if sheet.ribbons:
        _paint_ribbons(painter, edition, leaf, around.ribbons)
    words = number_words(sheet.numbers, around, tr)
    if words:
        column, high = sheet.column, sheet.small * LINE_HEIGHT
        top = column.bottom() + NUMBER_GAP * UNITS_PER_MM - high / 2
        _paint_words(painter, sheet, words, QRectF(column.left(), top, column.width(), high), 0.5)
    painter.restore()


def number_words(style: str, around: Around, tr: Translator) -> str:
    """The number of a page as it stands below the text; "" for none."""
    if style == "none":
        return ""
    if style == "counted":
        total = "…" if around.total is None else around.total
        return tr("第 {number} 页　共 {total} 页", number=around.number, total=total)
    return tr("— {number} —", number=around.number)


def _paint_cells(
    painter: QPainter,
    edition: Edition,
    leaf: Leaf,
    images: Images,
    tr: Translator,
    rows: tuple[float, float],
) -> None:
    corner = edition.sheet.column.topLeft()
    for cell in (*leaf.head, *leaf.cells):
        # Glyphs may reach out of their line, but never by another line.
        top = corner.y() + cell.top
        if top > rows[1] + cell.height or top + 2 * cell.height < rows[0]:
            continue
        piece, part = cell.start.piece, cell.start.part
        lines = edition.galley.lines(piece)
        place = corner + QPointF(0, cell.top)
        if part < lines.rows:
            lines.draw_rows(painter, place, part, part + 1)
        else:
            row = edition.rows(piece)[part - lines.rows]
            paint_row(painter, row, place, images, edition.sheet.style, tr)


def _paint_ribbons(painter: QPainter, edition: Edition, leaf: Leaf, marked: frozenset[int]) -> None:
    """A ribbon beside the first line of each paragraph that has a bookmark."""
    sheet = edition.sheet
    pixels, column = sheet.style.pixels, sheet.column
    for cell in leaf.cells:
        paragraph = edition.pieces.paragraphs[cell.start.piece]
        begins = cell.start.part == 0 and edition.pieces.span(cell.start.piece)[0] == 0
        if begins and edition.content.numbers[paragraph.number - 1] in marked:
            top = column.top() + cell.top + (cell.height - RIBBON_HEIGHT * pixels) / 2
            shape = QPainterPath()
            shape.addPolygon(
                ribbon(
                    QRectF(
                        *(column.left() - RIBBON * pixels, top),
                        *(RIBBON_WIDTH * pixels, RIBBON_HEIGHT * pixels),
                    )
                )
            )
            painter.fillPath(shape, sheet.style.colours["mark_bookmark"])


def _paint_header(painter: QPainter, sheet: Sheet, title: str, section: str) -> None:
    column, high = sheet.column, sheet.small * LINE_HEIGHT
    foot = column.top() - HEADER_GAP * UNITS_PER_MM
    shares = (TITLE_SHARE, SECTION_SHARE) if section else (1.0, 0.0)
    for words, share, at in ((title, shares[0], 0.0), (section, shares[1], 1.0)):
        width = column.width() * share
        left = column.left() + (column.width() - width) * at
        _paint_words(painter, sheet, words, QRectF(left, foot - high, width, high), at)
    painter.setPen(QPen(sheet.style.colours["text"], HAIR))
    painter.drawLine(QPointF(column.left(), foot), QPointF(column.right(), foot))


def _paint_words(painter: QPainter, sheet: Sheet, words: str, box: QRectF, at: float) -> None:
    """One line of small words at a share of the width of their room (0: left, 1: right)."""
    font = reading_font(sheet.small, families=sheet.style.families)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    left = box.left() + (box.width() - metrics.horizontalAdvance(shown)) * at
    middle = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(sheet.style.colours["text"])
    painter.drawText(QPointF(left, middle), shown)
