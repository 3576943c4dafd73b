"""A list of cards: a line of its own, then a few lines of text with marked spans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
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
from reader.ui.choosing import Choice, Flag, extending
from reader.ui.typesetting import from_utf16, to_utf16

PADDING = 8
GAP = 3
Index = QModelIndex | QPersistentModelIndex
TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


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
    """Holds the cards of a list; those of a long list are made when they are looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[object] = ()
        self._make: Callable[[object], Card] = _no_card
        self._cards: dict[int, Card] = {}
        self._rows: dict[object, int] = {}

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.set_keys([card.key for card in cards], _no_card)
        self._cards = dict(enumerate(cards))

    def set_keys(self, keys: Sequence[object], make: Callable[[object], Card]) -> None:
        """Show the cards that `make` gives for these keys."""
        self.beginResetModel()
        self._keys, self._make = keys, make
        self._cards, self._rows = {}, {}
        self.endResetModel()

    @property
    def keys(self) -> Sequence[object]:
        """What the cards stand for, row by row."""
        return self._keys

    def card(self, row: int) -> Card:
        """The card of a row."""
        if row not in self._cards:
            self._cards[row] = self._make(self._keys[row])
        return self._cards[row]

    def row_of(self, key: object) -> int | None:
        """The row of the first card that stands for `key`."""
        if not self._rows:
            last = len(self._keys) - 1
            self._rows = {k: last - row for row, k in enumerate(reversed(self._keys))}
        return self._rows.get(key)

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of cards."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a card for Qt and for screen readers."""
        if not index.isValid():
            return None
        if role not in TEXTS:
            return None
        card = self.card(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return card.tip or None


def _no_card(_key: object) -> Card:
    raise LookupError("every card of a short list is there")


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
    keys, an accessibility action. `opened` is Enter or a double click. With `several` the user may
    select more cards than one, which chooses none of them.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        appearance: Appearance,
        lines: int,
        parent: QWidget | None = None,
        several: bool = False,
        model: CardModel | None = None,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._model = model or CardModel()
        self._model.setParent(self)
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
        self._choice = Choice(self, several)
        self._choice.chosen.connect(self._choose)
        self.clicked.connect(self._click)
        self.activated.connect(self._open)

    def set_appearance(self, appearance: Appearance) -> None:
        """Paint in another palette."""
        self._delegate.appearance = appearance
        self.viewport().update()

    def set_cards(self, cards: Sequence[Card], keep: bool = False) -> None:
        """Show other cards; with `keep` the chosen one stays chosen where it is still there."""
        self._change(lambda: self._model.set_cards(cards), keep)

    def set_keys(
        self, keys: Sequence[object], make: Callable[[object], Card], keep: bool = False
    ) -> None:
        """Show the cards of these keys, each made when it is first looked at."""
        self._change(lambda: self._model.set_keys(keys, make), keep)

    def _change(self, change: Callable[[], None], keep: bool) -> None:
        key, selected = (self.current_key(), self.selected_keys()) if keep else (None, ())
        self._silent = True
        change()
        if key is not None:
            self.select(key)
        if len(selected) > 1:
            self.select_all(selected)
        self._silent = False

    @property
    def keys(self) -> Sequence[object]:
        """What the cards stand for, row by row."""
        return self._model.keys

    def selected_keys(self) -> tuple[object, ...]:
        """What the selected cards stand for, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.keys[row] for row in rows)

    def select_all(self, keys: Sequence[object]) -> None:
        """Select the cards of these keys without telling anybody."""
        selection = QItemSelection()
        rows = {row for row in map(self._model.row_of, keys) if row is not None}
        first = -1
        # Rows that follow upon each other as one range: there may be thousands.
        for row in sorted(rows):
            first = first if row - 1 in rows else row
            if row + 1 not in rows:
                selection.select(self._model.index(first), self._model.index(row))
        self._choice.select(selection)

    def current_key(self) -> object:
        """What the chosen card stands for, or None."""
        index = self.currentIndex()
        return self._model.keys[index.row()] if index.isValid() else None

    def chosen_key(self) -> object:
        """What the card stands for that is marked as chosen, or None where none is."""
        return self.current_key() if self.selectionModel().hasSelection() else None

    def select(self, key: object) -> None:
        """Mark the card of `key` as chosen without telling anybody."""
        row = self._model.row_of(key)
        before, self._silent = self._silent, True
        if row is None:
            self.clearSelection()
        else:
            # Not as the view does it: that looks at the keys which are held just now.
            index = self._model.index(row)
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
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
            self.chosen.emit(self._model.keys[index.row()])

    def _click(self, index: QModelIndex) -> None:
        if not (self._several and extending()):
            self._choose(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.keys[index.row()])

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            key = self._model.keys[index.row()]
            self.menu_wanted.emit(key, self.viewport().mapToGlobal(place))
