"""Lists that stand one below the other, walked through as one with the arrow keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView


class Edges(QObject):
    """Tells that somebody walks out of a list: up from its first row, down from its last one.

    `escaped` is the Escape key: whoever is in the list wants to leave it.
    """

    above = Signal()
    below = Signal()
    escaped = Signal()

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that lead out; a list without rows has neither a first nor a last one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, last = self._view.currentIndex().row(), self._view.model().rowCount() - 1
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ways = {
                Qt.Key.Key_Up: (self.above, row <= 0),
                Qt.Key.Key_Down: (self.below, row == last),
                Qt.Key.Key_Escape: (self.escaped, True),
            }
            way, leads = ways.get(Qt.Key(event.key()), (self.above, False))
            if leads and not held:
                way.emit()
                return True
        return super().eventFilter(watched, event)
