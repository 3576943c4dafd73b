"""The reading desk: two panes side by side, what they show, and the way back."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter

from reader.documents.model import Passage
from reader.errors import ReaderError, UsageError
from reader.messages import Translator, msg
from reader.ui.appearance import Appearance
from reader.ui.navigator import Navigator, Place
from reader.ui.pane import Pane
from reader.ui.positions import Positions, Wanted, spot_of, state_of
from reader.ui.reading.places import Spot
from reader.ui.session import HALF, LEAST_SHARE, MOST_SHARE, PaneState
from reader.ui.tasks import Job, TaskRunner
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace

ACTIVE = -1
# Of a pane, in pixels: both beside the sidebar on a screen of 1366 pixels at 250 %.
LEAST_WIDTH = 160

Beside = tuple[int, object]
Arrival = Callable[[Pane, PaneState | None], None]


class Search(Protocol):
    """Finds a place in a text that was read; in a worker thread."""

    def find(self, workspace: Workspace, text: Text) -> PaneState | None:
        """Where it is now."""


class Desk(QObject):
    """Brings passages into panes. All ways to a passage end in `show`."""

    text_shown = Signal(int)
    active_changed = Signal(int)
    paragraph_changed = Signal(int, int)
    split_changed = Signal(bool)
    shared = Signal()
    panel_wanted = Signal(int)
    choice_wanted = Signal(int, object)
    visited = Signal(object)
    swapped = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        appearance: Appearance,
        style: TextStyle,
        tr: Translator,
        beside: Callable[[], Beside],
    ) -> None:
        """`beside` tells the panel in front, and what is chosen there."""
        super().__init__()
        self._tasks = tasks
        self._beside = beside
        self._first: Beside | None = None
        self._workspace: Workspace | None = None
        self._coming: dict[int, PaneState] = {}
        self._left: dict[int, PaneState] = {}
        self.positions = Positions()
        self.navigator = Navigator(self)
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
            pane.passage_wanted.connect(self.show)
            pane.paragraph_changed.connect(self.paragraph_changed)
            self.widget.addWidget(pane)
        self.activate(0)

    # What is shown

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library: both panes are empty at first."""
        self._workspace = workspace
        self.positions.clear()
        self._coming.clear()
        self._left.clear()
        self.navigator.clear()
        for pane in self.panes:
            self._tasks.cancel(_channel(pane.number))
            if pane.text is not None:
                pane.clear()
            self.text_shown.emit(pane.number)

    @property
    def active(self) -> Pane:
        """The pane that what is chosen elsewhere comes into."""
        return self.panes[self._active]

    @property
    def other(self) -> Pane:
        """The pane beside it."""
        return self.panes[1 - self._active]

    @property
    def empty(self) -> bool:
        """Whether nothing is shown, nor on its way."""
        return not self._coming and all(pane.document is None for pane in self.panes)

    @property
    def split(self) -> bool:
        """Whether both panes are shown."""
        return self._shown(0) and self._shown(1)

    @property
    def waiting(self) -> bool:
        """Whether a text is still on its way."""
        return bool(self._coming)

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

    def swap(self) -> None:
        """Let the two panes change places, texts and positions; who reads goes with their text."""
        states = [self.state(number) for number in (0, 1)]
        self.navigator.swap()
        self.swapped.emit()
        for number in (0, 1):
            self.restore(1 - number, states[number])
        if self.split:
            reading = self.active.view.hasFocus()
            self.activate(1 - self._active)
            if reading:
                self.active.view.setFocus()

    def set_appearance(self, appearance: Appearance, style: TextStyle) -> None:
        """Set both texts anew."""
        for pane in self.panes:
            pane.set_appearance(appearance, style)

    # Ways to a passage

    def show(self, passage: Passage, pane: int = ACTIVE) -> None:
        """Bring a passage into a pane and remember the way back."""
        self._go(passage.document, pane, passage)
        self.visited.emit(passage)

    def note(self, number: int, passage: Passage, left: Spot) -> None:
        """Somebody found their way to a passage of the shown text: there is a way back."""
        from reader.ui.found_again import keep

        text = self.panes[number].text
        kept = None if text is None else keep(text, left, None)
        here = Place(number, passage.document, passage, None, *self._beside())
        was = Place(number, passage.document, None, left, *self._stood(), None, kept)
        self.navigator.visit(here, was, self._standing(1 - number))

    def open(self, document: str, pane: int = ACTIVE) -> None:
        """Open a document where it was last read."""
        self._go(document, pane, None)

    def back(self) -> None:
        """Return to the place before this one."""
        self.travel(-1)

    def forward(self) -> None:
        """Return to the place that was left by going back."""
        self.travel(1)

    def travel(self, steps: int) -> None:
        """Go some steps back (negative) or forward at once."""
        active = self._active
        here, beside = self._standing(active), self._standing(1 - active)
        self._return_to(self.navigator.travel(steps, here, beside))

    def settle_beside(self) -> None:
        """What is chosen beside the pages now belongs to where somebody begins to read."""
        self._first = self._beside()

    def _stood(self) -> Beside:
        """What is chosen belongs to where somebody goes; where the first way began, to that."""
        return self._first if self._first is not None else self._beside()

    def state(self, number: int) -> PaneState:
        """What a pane shows, or is about to show, to be kept with the session."""
        if number in self._coming:
            return self._coming[number]
        pane = self.panes[number]
        text = pane.text
        return PaneState() if text is None else state_of(text, pane.spot())

    def restore(self, number: int, state: PaneState, text: Text | None = None) -> None:
        """Show again what a session kept; at once where the text has been read already."""
        pane = self.panes[number]
        if state.document is None:
            self._clear(pane)
            return
        if text is not None:
            assert self._workspace is not None
            bare = state == PaneState(state.document)
            wanted = None if bare else Wanted(state).find(self._workspace, text)
            self._display(pane, text, lambda shown: _show_state(shown, wanted))
            return
        was = pane.text if pane.document == state.document else None
        self._load(state.document, pane, _show_state, Wanted(state, was))
        self._coming[number] = state

    def reload(self, documents: set[str] | None = None) -> None:
        """Read anew what is shown (after an import); None means all."""
        for pane in self.panes:
            state = self.state(pane.number)
            if documents is None or state.document in documents:
                self.restore(pane.number, state)

    def forget(self, documents: set[str]) -> None:
        """Empty the panes that show a removed document."""
        for pane in self.panes:
            state = self.state(pane.number)
            if state.document in documents:
                self._clear(pane)
                self._left[pane.number] = state

    def empty_pane(self, number: int) -> None:
        """Show nothing in a pane: its last document was closed."""
        self._clear(self.panes[number])

    def welcome(self, documents: set[str]) -> None:
        """Show removed documents that came back where they were, if nobody went on there."""
        for number, state in tuple(self._left.items()):
            if state.document in documents:
                del self._left[number]
                self.restore(number, state)

    def _clear(self, pane: Pane) -> None:
        self._stay(pane)
        self.note_position(pane)
        pane.clear()
        self.text_shown.emit(pane.number)

    def _go(self, document: str, pane: int, passage: Passage | None) -> None:
        number = self._active if pane == ACTIVE else pane
        if not self._shown(number):
            self.set_split(True)
        self._left.pop(number, None)
        target = self.panes[number]
        if target.document != document or passage is not None:
            leaving, beside = self._standing(self._active), self._standing(1 - self._active)
            place = Place(number, document, passage, None, *self._beside())
            self.navigator.visit(place, leaving, beside)
        self.activate(number)
        if target.document == document:
            self._stay(target)
            if passage is not None:
                target.show_passage(passage)
        else:
            self.note_position(target)
            if passage is not None:
                self._load(document, target, lambda shown, _: shown.show_passage(passage))
            else:
                self._load(document, target, self._arrive, Wanted(self.positions.of(document)))

    def _arrive(self, pane: Pane, state: PaneState | None) -> None:
        """A document was opened without saying where: it is shown where it was read last."""
        _show_state(pane, state)
        passage = pane.view.current_passage()
        if passage is not None:
            self.visited.emit(passage)

    def _return_to(self, place: Place | None) -> None:
        if place is None:
            return
        self._left.pop(place.pane, None)
        if not self._shown(place.pane):
            self.set_split(True)
        self.activate(place.pane)
        self.panel_wanted.emit(place.panel)
        pane = self.panes[place.pane]
        self.note_position(pane)

        from reader.ui.found_again import Sought, stands

        sought = Sought(place)

        def arrive(shown: Pane) -> None:
            there = sought.place
            if there.spot is not None:
                shown.view.show_spot(there.spot)
                shown.view.select_again(there.selection)
            elif there.passage is not None:
                shown.show_passage(there.passage)
            self.choice_wanted.emit(there.panel, there.chosen)

        if pane.document == place.document and pane.text and stands(place, pane.text):
            self._stay(pane)
            arrive(pane)
        else:
            self._load(place.document, pane, lambda shown, _: arrive(shown), sought)

    def _standing(self, number: int) -> Place | None:
        """How a pane stands now; None where it shows nothing, or soon something else."""
        from reader.ui.found_again import keep

        pane = self.panes[number]
        if pane.document is None or pane.text is None or number in self._coming:
            return None
        spot, selection = pane.spot(), pane.view.selection
        kept = keep(pane.text, spot, selection)
        return Place(number, pane.document, None, spot, *self._stood(), selection, kept)

    def note_position(self, pane: Pane) -> None:
        """Remember where the text in a pane is read now."""
        if pane.text is not None:
            self.positions.note(pane.text, pane.spot())

    def _stay(self, pane: Pane) -> None:
        """Drop the text that is on its way into a pane."""
        self._coming.pop(pane.number, None)
        self._tasks.cancel(_channel(pane.number))

    def _load(
        self, document: str, pane: Pane, arrive: Arrival, wanted: Search | None = None
    ) -> None:
        """Read a document and show it; `arrive` gets the place that was `wanted`."""
        workspace = self._workspace
        if workspace is None:
            return

        def read(_job: Job) -> tuple[Text, PaneState | None]:
            text = workspace.read(document)
            return text, None if wanted is None else wanted.find(workspace, text)

        def shown(found: tuple[Text, PaneState | None]) -> None:
            self._display(pane, found[0], lambda there: arrive(there, found[1]))

        def failed(error: ReaderError) -> None:
            self._coming.pop(pane.number, None)
            if pane.document == document:
                pane.clear()
                self.text_shown.emit(pane.number)
            if isinstance(error, UsageError):
                self.navigator.forget(document)
                error = UsageError(msg("这篇文献已不在资料库中"))
            self.failed.emit(error)

        self._coming[pane.number] = PaneState(document)
        self._tasks.run(read, shown, failed, channel=_channel(pane.number))

    def _display(self, pane: Pane, text: Text, arrive: Callable[[Pane], None]) -> None:
        self._coming.pop(pane.number, None)
        pane.show_text(text)
        self.text_shown.emit(pane.number)
        arrive(pane)

    def _close(self, number: int) -> None:
        self.activate(1 - number)
        self.set_split(False)

    def _shown(self, number: int) -> bool:
        return not self.panes[number].isHidden()


def _show_state(pane: Pane, state: PaneState | None) -> None:
    """Show a text as it stood; one that was never read stays at its beginning."""
    if state is not None:
        pane.view.show_spot(spot_of(state))


def _channel(pane: int) -> str:
    return f"pane {pane}"
