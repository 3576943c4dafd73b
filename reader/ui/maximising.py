"""One pane alone in the window for a while, and everything back as it was."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter

from reader.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Around:
    """What stood around the pane: whether the sidebar and the other pane were shown."""

    sidebar: bool
    split: bool


class Maximising(QObject):
    """Hides the sidebar and the other pane; whoever needs that pane brings all back."""

    changed = Signal(bool)

    def __init__(self, desk: Desk, splitter: QSplitter, sidebar: QAction) -> None:
        """`sidebar` shows the sidebar where it is checked; `splitter` holds it and the panes."""
        super().__init__(desk)
        self._desk = desk
        self._splitters = (splitter, desk.widget)
        self._sizes: list[list[int]] = []
        # The widths can be set when the window has laid out what is back.
        self._fit = QTimer(desk.widget, singleShot=True, interval=0)
        self._fit.timeout.connect(self._restore_sizes)
        self._sidebar = sidebar
        self._before: Around | None = None
        desk.split_changed.connect(self._split)

    @property
    def on(self) -> bool:
        """Whether a pane is alone."""
        return self._before is not None

    @property
    def around(self) -> Around:
        """What is around the panes, or will be again."""
        now = Around(self._sidebar.isChecked(), self._desk.split)
        if self._before is None:
            return now
        return Around(self._before.sidebar or now.sidebar, self._before.split)

    def set_on(self, on: bool) -> None:
        """Leave the active pane alone, or bring all back."""
        if on and not self.on:
            self._sizes = [splitter.sizes() for splitter in self._splitters]
            self.begin(self.around)
        elif not on and self.on:
            self._end(self.around)

    def begin(self, around: Around) -> None:
        """Leave the active pane alone; later this comes back (what a session kept)."""
        self._before = around
        self._sidebar.setChecked(False)
        self._desk.set_split(False)
        self.changed.emit(True)

    def _end(self, around: Around) -> None:
        self._before = None
        self._desk.set_split(around.split)
        self._sidebar.setChecked(around.sidebar)
        self._fit.start()
        self.changed.emit(False)

    def _restore_sizes(self) -> None:
        """To the pixel, where the window is as wide as before and shows the same."""
        if self.on:
            return
        for splitter, sizes in zip(self._splitters, self._sizes, strict=False):
            shown = [bool(size) for size in splitter.sizes()] == [bool(size) for size in sizes]
            if shown and sum(splitter.sizes()) == sum(sizes):
                splitter.setSizes(sizes)
        self._sizes = []

    def _split(self, split: bool) -> None:
        if split and self.on:
            self._end(self.around)
