"""The scroll bar of a text, with ticks where something is marked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar

TICK_HEIGHT = 2
MARGIN = 3


class TickedBar(QScrollBar):
    """A scroll bar over a text of `length` steps; ticks are steps, by the name of their colour."""

    def __init__(self) -> None:
        # Given a parent, PySide would compare it with Qt.Orientation: see reader.ui.early.
        super().__init__()
        self._length = 0
        self._ticks: dict[str, Sequence[int]] = {}
        self._colours: Mapping[str, QColor] = {}
        self._rows: dict[str, list[int]] | None = None

    def set_length(self, length: int) -> None:
        """Another text: its ticks are to come."""
        self._length = length
        self._ticks = {}
        self._changed()

    def set_ticks(self, ticks: Mapping[str, Sequence[int]], colours: Mapping[str, QColor]) -> None:
        """Show these ticks, those named last uppermost."""
        if dict(ticks) != self._ticks or colours != self._colours:
            self._ticks, self._colours = dict(ticks), colours
            self._changed()

    def _changed(self) -> None:
        self._rows = None
        self.update()

    def rows(self) -> dict[str, list[int]]:
        """The rows of pixels that have a tick: however many ticks there are, one a row."""
        if self._rows is None:
            room = max(self.height() - TICK_HEIGHT, 1)
            length = max(self._length, 1)
            self._rows = {
                name: sorted({step * room // length for step in steps})
                for name, steps in self._ticks.items()
            }
        return self._rows

    def resizeEvent(self, _event: object) -> None:
        """Other rows."""
        self._rows = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar where there is anything to scroll, then its ticks over it."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)
        if not self._ticks:
            return
        painter = QPainter(self)
        width = self.width() - 2 * MARGIN
        for name, rows in self.rows().items():
            for row in rows:
                painter.fillRect(QRectF(MARGIN, row, width, TICK_HEIGHT), self._colours[name])
        painter.end()
