"""A list of cards that is chosen from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from reader.ui.appearance import Appearance
from reader.ui.card_model import Card, CardModel
from reader.ui.card_painting import CardDelegate
from reader.ui.choosing import Choice, Flag, extending


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
        least: int | None = None,
        snug: bool = False,
    ) -> None:
        """`least`: the lines of details that are left in a low list; None: it is never low.

        In a `snug` list, which is a short one, cards without details are lower.
        """
        super().__init__(parent)
        self._least = least
        self._several = several
        self._model = model or CardModel()
        self._model.setParent(self)
        self._delegate = CardDelegate(lines, appearance, self, snug)
        self._silent = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(not snug)
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

    def tighten(self, tight: bool) -> None:
        """Leave less room around the texts of all cards."""
        self._delegate.tighten(tight)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low list the cards are lower: some of them are always in view."""
        super().resizeEvent(event)
        if self._least is not None and self._delegate.fit(
            self.viewport().height(), self._least, self.fontMetrics()
        ):
            self.scheduleDelayedItemsLayout()

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
