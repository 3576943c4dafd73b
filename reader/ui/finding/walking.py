"""From the search box to names and hits and back, with the arrow keys alone."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.ui.panels.edges import Edges
from reader.ui.panels.results import ResultsPanel


class Walking(QObject):
    """Down leads from the box to the hits, Up to the names, Escape back to the text.

    `entered` tells that somebody came to the results, `left` that they want to read on.
    """

    entered = Signal()
    left = Signal()

    def __init__(self, box: QLineEdit, panel: ResultsPanel) -> None:
        super().__init__(box)
        self._box = box
        self._panel = panel
        box.installEventFilter(self)
        names, hits = Edges(panel.matches), Edges(panel.list)
        names.above.connect(box.setFocus)
        names.below.connect(self._below_names)
        hits.above.connect(self._above_hits)
        for edges in (names, hits):
            edges.escaped.connect(self.left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that lead out of the box; without results they stay in it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._enter_results():
                return True
            if event.key() == Qt.Key.Key_Up and self._enter_names():
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _enter_results(self) -> bool:
        if not self._panel.list.count():
            return self._enter_names()
        self.entered.emit()
        self._panel.list.enter()
        return True

    def _enter_names(self, last: bool = False) -> bool:
        names = self._panel.matches
        if not names.count():
            return False
        self.entered.emit()
        names.enter(last)
        return True

    def _above_hits(self) -> None:
        if not self._enter_names(last=True):
            self._box.setFocus()

    def _below_names(self) -> None:
        if self._panel.list.count():
            self._panel.list.enter()
