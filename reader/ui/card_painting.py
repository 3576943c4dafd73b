"""How a card looks: a headline with a badge, then a few lines of text with marked spans."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.appearance import Appearance
from reader.ui.card_model import Card, CardModel, Index
from reader.ui.typesetting import from_utf16, to_utf16

# Above and below a card, between its headline and its details (pixels); in a low list less.
PADDING, LOW_PADDING = 8, 4
GAP, LOW_GAP = 3, 1
# In a list that holds fewer cards than these, each has less room.
FEW = 3


class CardDelegate(QStyledItemDelegate):
    """Paints a card: the headline with a badge at its right, the detail on `lines` lines.

    All cards are as high; of a `snug` list those without details are lower.
    """

    def __init__(
        self, lines: int, appearance: Appearance, parent: QObject, snug: bool = False
    ) -> None:
        super().__init__(parent)
        self._snug = snug
        self._most, self._lines = lines, lines
        self._padding, self._gap = PADDING, GAP
        self.appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same height for all, where lists may be long: so these stay quick."""
        model = index.model()
        low = self._snug and isinstance(model, CardModel) and not model.card(index.row()).detail
        return QSize(120, self._height(option.fontMetrics, 0 if low else self._lines))

    def fit(self, room: int, least: int, metrics: QFontMetrics) -> bool:
        """Be as roomy as a few cards can be in a list of this height (pixels); True for a change.

        First what stands around the texts gives way, then details down to `least` lines.
        """
        before = self._lines, self._padding
        self._lines, self._padding, self._gap = self._most, PADDING, GAP
        if self._height(metrics, self._lines) * FEW > room:
            self._padding, self._gap = LOW_PADDING, LOW_GAP
        while self._lines > least and self._height(metrics, self._lines) * FEW > room:
            self._lines -= 1
        return before != (self._lines, self._padding)

    def tighten(self, tight: bool) -> None:
        """Leave less room around the texts, whatever the list has."""
        self._padding, self._gap = (LOW_PADDING, LOW_GAP) if tight else (PADDING, GAP)

    def _height(self, metrics: QFontMetrics, lines: int) -> int:
        details = lines * (metrics.lineSpacing() + 2)
        return metrics.height() + details + self._gap + 2 * self._padding

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the text out: the style paints the background only."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background by style, then the texts."""
        model = index.model()
        if not isinstance(model, CardModel):
            return
        card = model.card(index.row())
        super().paint(painter, option, index)
        # asked of the view: the enumerations of QStyle alone take some milliseconds to load
        view = option.widget
        chosen = isinstance(view, QListView) and view.selectionModel().isSelected(index)
        box: QRect = option.rect
        font: QFont = option.font
        painter.save()
        self._paint_texts(painter, card, QRectF(box), font, chosen)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, card: Card, box: QRectF, font: QFont, chosen: bool
    ) -> None:
        colours = self.appearance.colours
        inner = box.adjusted(PADDING + 4, self._padding, -PADDING, -self._padding)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        badge_width = metrics.horizontalAdvance(card.badge) + 10 if card.badge else 0
        if card.badge:
            painter.setPen(colours["muted"])
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight, card.badge)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(colours["accent"] if chosen else colours["text"])
        width = int(inner.width() - badge_width)
        headline = painter.fontMetrics().elidedText(
            card.headline, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, headline)
        if not self._lines or not card.detail:
            return
        painter.setFont(font)
        painter.setPen(colours["muted"] if not card.spans else colours["text"])
        top = inner.top() + metrics.height() + self._gap
        self._paint_detail(painter, card, QPointF(inner.left(), top), inner.width(), font)

    def _paint_detail(
        self, painter: QPainter, card: Card, place: QPointF, width: float, font: QFont
    ) -> None:
        # The cells of a table row stand apart, but not as far as in the table.
        text, layout = fitted(card.detail.replace("\t", "　"), font, width, self._lines)
        layout.draw(painter, place, _ranges(card.spans, text, self.appearance))


def fitted(text: str, font: QFont, width: float, lines: int) -> tuple[str, QTextLayout]:
    """As much of a text as so many lines hold, with an ellipsis where something is left out."""
    shown = text
    layout, used = _lay_out(shown, font, width, lines)
    while used < len(shown):
        shown = text[: max(used - 1, 0)] + "…"
        layout, used = _lay_out(shown, font, width, lines)
    return shown, layout


def _lay_out(text: str, font: QFont, width: float, lines: int) -> tuple[QTextLayout, int]:
    """Break a text into at most so many lines; also how many characters they hold."""
    layout = QTextLayout(text, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.beginLayout()
    top, used = 0.0, 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + 2
        used = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, from_utf16(text, used)


def _ranges(
    spans: Sequence[tuple[int, int]], text: str, appearance: Appearance
) -> list[QTextLayout.FormatRange]:
    marked = QTextCharFormat()
    marked.setBackground(appearance.colours["hit"])
    marked.setForeground(appearance.colours["text"])
    ranges = []
    for start, end in spans:
        if start < len(text):
            piece = QTextLayout.FormatRange()
            piece.start = to_utf16(text, start)
            piece.length = to_utf16(text, min(end, len(text))) - to_utf16(text, start)
            piece.format = marked
            ranges.append(piece)
    return ranges
