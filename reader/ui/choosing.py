"""One signal for every way of choosing in a list or a tree: mouse, keys, accessibility."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication

Flag = QItemSelectionModel.SelectionFlag
Modifier = Qt.KeyboardModifier


class Choice(QObject):
    """Tells which row of a view was chosen, by its index in the first column.

    An accessibility action selects a row but does not make it the current one, as mouse and
    keys do; here the current row follows what is selected. In a tree Qt's accessibility takes
    the number of a row within its parent for its number in the whole tree when the view
    selects rows. So the view selects single cells, which Qt finds rightly, and the rest of the
    row is added here.

    With `several` the user may select more rows, in a view of one column, with Ctrl, Shift or the
    mouse; meanwhile none of them is chosen. An accessibility action, which would add a row to
    those that are selected, chooses that row alone.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, view: QAbstractItemView, several: bool = False) -> None:
        super().__init__(view)
        self._busy = False
        self._several = several
        mode = QAbstractItemView.SelectionMode
        view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._selection = view.selectionModel()
        self._selection.selectionChanged.connect(self._follow)

    def select(self, selection: QItemSelection) -> None:
        """Select rows without choosing any."""
        before, self._busy = self._busy, True
        self._selection.select(selection, Flag.ClearAndSelect)
        self._busy = before

    def _follow(self, now: QItemSelection, _before: QItemSelection) -> None:
        indexes = self._selection.selectedIndexes()
        if self._busy or not indexes or (self._several and extending()):
            return
        if len(indexes) > 1 and self._several:
            if len(now.indexes()) != 1 or QApplication.mouseButtons():
                return
            indexes = now.indexes()
        index = indexes[0].siblingAtColumn(0)
        self._busy = True
        self._selection.select(index, Flag.ClearAndSelect | Flag.Rows)
        self._selection.setCurrentIndex(index, Flag.NoUpdate)
        self._busy = False
        self.chosen.emit(index)


def extending() -> bool:
    """Whether the user is selecting several rows, rather than choosing one."""
    held = QApplication.keyboardModifiers()
    return bool(held & (Modifier.ControlModifier | Modifier.ShiftModifier))
