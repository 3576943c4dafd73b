"""A list of cards: a line of its own, then a few lines of text with marked spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.ui.appearance import Appearance
from reader.ui.choosing import Choice
from reader.ui.typesetting import from_utf16, to_utf16

PADDING = 8
GAP = 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of a list. `spans` are marked in `detail`; `key` is what it stands for."""

    key: object
    headline: str
    detail: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    badge: str = ""
    tip: str = ""

    @property
    def spoken(self) -> str:
        """All that a person sees of it, as one text."""
        return "\n".join(part for part in (self.headline, self.detail, self.badge) if part)


class CardModel(QAbstractListModel):
    """Holds the cards of a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def card(self, row: int) -> Card:
        """The card of a row."""
        return self._cards[row]

    def row_of(self, key: object) -> int | None:
        """The row of the card that stands for `key`."""
        return next((row for row, card in enumerate(self._cards) if card.key == key), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of cards."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a card for Qt and for screen readers."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.tip or None
        return None


class CardDelegate(QStyledItemDelegate):
    """Paints a card: the headline with a badge at its right, the detail on `lines` lines."""

    def __init__(self, lines: int, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines
        self.appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same height for all: long lists stay quick."""
        headline, detail = option.fontMetrics, option.fontMetrics
        height = headline.height() + self._lines * (detail.lineSpacing() + 2) + GAP
        return QSize(120, height + 2 * PADDING)

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
        inner = box.adjusted(PADDING + 4, PADDING, -PADDING, -PADDING)
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
        painter.setFont(font)
        painter.setPen(colours["muted"] if not card.spans else colours["text"])
        top = inner.top() + metrics.height() + GAP
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


class CardList(QListView):
    """A list of cards that tells which one the user chose, opened, or wants a menu for.

    `chosen` comes for every way of choosing: a click (again on the same card too), the arrow
    keys, an accessibility action. `opened` is Enter or a double click.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, appearance: Appearance, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CardModel(self)
        self._delegate = CardDelegate(lines, appearance, self)
        self._silent = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        Choice(self).chosen.connect(self._choose)
        self.clicked.connect(self._choose)
        self.activated.connect(self._open)

    def set_appearance(self, appearance: Appearance) -> None:
        """Paint in another palette."""
        self._delegate.appearance = appearance
        self.viewport().update()

    def set_cards(self, cards: Sequence[Card], keep: bool = False) -> None:
        """Show other cards; with `keep` the chosen one stays chosen where it is still there."""
        key = self.current_key() if keep else None
        self._silent = True
        self._model.set_cards(cards)
        if key is not None:
            self.select(key)
        self._silent = False

    def current_key(self) -> object:
        """What the chosen card stands for, or None."""
        index = self.currentIndex()
        return self._model.card(index.row()).key if index.isValid() else None

    def select(self, key: object) -> None:
        """Mark the card of `key` as chosen without telling anybody."""
        row = self._model.row_of(key)
        before, self._silent = self._silent, True
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._model.index(row))
        self._silent = before

    def enter(self) -> None:
        """Take the keyboard, and choose the first card where none is chosen."""
        self.setFocus()
        if not self.selectionModel().hasSelection() and self.count():
            self.setCurrentIndex(self._model.index(0))

    def count(self) -> int:
        """The number of cards."""
        return self._model.rowCount()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self._model.card(index.row()).key)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.card(index.row()).key)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            key = self._model.card(index.row()).key
            self.menu_wanted.emit(key, self.viewport().mapToGlobal(place))
