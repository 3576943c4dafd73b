"""Two pages side by side: which of them are shown, how wide, and which one is at hand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.pane import Pane
from reader.ui.session import HALF, LEAST_SHARE, MOST_SHARE
from reader.ui.typesetting import TextStyle

# Of a pane, in pixels: both beside the sidebar on a screen of 1366 pixels at 250 %.
LEAST_WIDTH = 160


class TwoPanes(QObject):
    """At least one of the panes is shown, and the active one is always among them."""

    active_changed = Signal(int)
    split_changed = Signal(bool)
    shared = Signal()

    def __init__(self, appearance: Appearance, style: TextStyle, tr: Translator) -> None:
        super().__init__()
        self.panes = (Pane(0, appearance, style, tr), Pane(1, appearance, style, tr))
        self.widget = QSplitter()
        self.widget.setChildrenCollapsible(False)
        self.widget.setHandleWidth(1)
        self._active = 0
        self._share = HALF
        self.widget.splitterMoved.connect(self._sized)
        for pane in self.panes:
            pane.setMinimumWidth(LEAST_WIDTH)
            pane.focused.connect(self.activate)
            pane.closed.connect(self._close)
            self.widget.addWidget(pane)
        self.activate(0)

    @property
    def active(self) -> Pane:
        """The pane that what is chosen elsewhere comes into."""
        return self.panes[self._active]

    @property
    def other(self) -> Pane:
        """The pane beside it."""
        return self.panes[1 - self._active]

    @property
    def split(self) -> bool:
        """Whether both panes are shown."""
        return self.shows(0) and self.shows(1)

    def activate(self, number: int) -> None:
        """Turn to a pane."""
        changed = self._active != number
        self._active = number
        for pane in self.panes:
            pane.set_active(pane.number == number and self.split)
        if changed:
            self.active_changed.emit(number)

    def set_split(self, on: bool) -> None:
        """Show both panes, or the active one only."""
        if on == self.split:
            return
        for pane in self.panes:
            pane.setVisible(on or pane.number == self._active)
            pane.set_closable(on)
        if on:
            self.set_share(self._share)
        self.activate(self._active)
        self.split_changed.emit(on)

    @property
    def share(self) -> int:
        """The width of the left pane in thousandths of both, when both are shown."""
        return self._share

    def set_share(self, share: int) -> None:
        """Give the left pane so much of the width."""
        self._share = share
        width = max(self.widget.width(), 1000)
        left = width * share // 1000
        self.widget.setSizes([left, width - left])

    def _sized(self) -> None:
        """Somebody moved the border between the panes."""
        sizes = self.widget.sizes()
        if self.split and all(sizes):
            share = 1000 * sizes[0] // sum(sizes)
            self._share = min(max(share, LEAST_SHARE), MOST_SHARE)
            self.shared.emit()

    def set_appearance(self, appearance: Appearance, style: TextStyle) -> None:
        """Set both texts anew."""
        for pane in self.panes:
            pane.set_appearance(appearance, style)

    def _close(self, number: int) -> None:
        self.activate(1 - number)
        self.set_split(False)

    def shows(self, number: int) -> bool:
        """Whether a pane is shown."""
        return not self.panes[number].isHidden()
