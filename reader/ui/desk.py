"""The reading desk: which texts the two panes show, and where these are read."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from reader.documents.model import Passage
from reader.errors import ReaderError, UsageError
from reader.messages import Translator, msg
from reader.ui.appearance import Appearance
from reader.ui.pane import Pane
from reader.ui.positions import Positions, Wanted, spot_of, state_of
from reader.ui.session import PaneState
from reader.ui.tasks import Job, TaskRunner
from reader.ui.two_panes import TwoPanes
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.ways import Ways

ACTIVE = -1

Arrival = Callable[[Pane, PaneState | None], None]


class Search(Protocol):
    """Finds a place in a text that was read; in a worker thread."""

    def find(self, workspace: Workspace, text: Text) -> PaneState | None:
        """Where it is now."""


class Desk(TwoPanes):
    """Brings passages into panes. All ways to a passage end in `show`.

    `coming_changed(pane)`: a text is on its way there now, or none any more (`awaits`).
    """

    text_shown = Signal(int)
    coming_changed = Signal(int)
    paragraph_changed = Signal(int, int)
    visited = Signal(object)
    swapped = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        appearance: Appearance,
        style: TextStyle,
        tr: Translator,
        beside: Callable[[], tuple[int, object]],
    ) -> None:
        """`beside` tells the panel in front, and what is chosen there."""
        super().__init__(appearance, style, tr)
        self._tasks = tasks
        self._beside = beside
        self._workspace: Workspace | None = None
        # What is on its way into a pane, and what was removed from the library out of one.
        self._coming: dict[int, PaneState] = {}
        self._asked: dict[int, tuple[str, Passage | None]] = {}
        self._left: dict[int, PaneState] = {}
        self.positions = Positions()
        for pane in self.panes:
            pane.passage_wanted.connect(self.show)
            pane.paragraph_changed.connect(self.paragraph_changed)

    @cached_property
    def ways(self) -> "Ways":
        """The ways back and forward; nobody has gone any before the first paint."""
        from reader.ui.ways import Ways

        return Ways(self, self._beside)

    # What is shown

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library: both panes are empty at first."""
        self._workspace = workspace
        self.positions.clear()
        self._left.clear()
        if "ways" in self.__dict__:
            self.ways.navigator.clear()
        for pane in self.panes:
            self.stay(pane)
            if pane.text is not None:
                pane.clear()
            self.text_shown.emit(pane.number)

    @property
    def empty(self) -> bool:
        """Whether nothing is shown, nor on its way."""
        return not self._coming and all(pane.document is None for pane in self.panes)

    @property
    def waiting(self) -> bool:
        """Whether a text is still on its way."""
        return bool(self._coming)

    def awaits(self, number: int) -> bool:
        """Whether a text is still on its way into a pane."""
        return number in self._coming

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
        elif text is not None:
            assert self._workspace is not None
            bare = state == PaneState(state.document)
            wanted = None if bare else Wanted(state).find(self._workspace, text)
            self.stay(pane)
            self._display(pane, text, lambda shown: _show_state(shown, wanted))
        else:
            was = pane.text if pane.document == state.document else None
            self._load(state, pane, _show_state, Wanted(state, was))

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

    def welcome(self, documents: set[str]) -> None:
        """Show removed documents that came back where they were, if nobody went on there."""
        for number, state in tuple(self._left.items()):
            if state.document in documents:
                del self._left[number]
                self.restore(number, state)

    def empty_pane(self, number: int) -> None:
        """Show nothing in a pane: its last document was closed."""
        self._clear(self.panes[number])

    def swap(self) -> None:
        """Let the two panes change places, texts and positions; who reads goes with their text."""
        states = [self.state(number) for number in (0, 1)]
        texts = [None if self.awaits(pane.number) else pane.text for pane in self.panes]
        selections = [pane.view.selection for pane in self.panes]
        reading = self.active.view.hasFocus()
        self.ways.navigator.swap()
        self._left = {1 - number: state for number, state in self._left.items()}
        self.swapped.emit()
        for number, text in enumerate(texts):
            self.restore(1 - number, states[number], text)
            if text is not None:
                self.panes[1 - number].view.select_again(selections[number])
        if self.split:
            self.activate(1 - self._active)
            if reading:
                self.active.view.setFocus()

    # Where texts are read

    def note_position(self, pane: Pane) -> None:
        """Remember where the text in a pane is read now."""
        if pane.text is not None:
            self.positions.note(pane.text, pane.spot())

    # Ways to a passage

    def show(self, passage: Passage, pane: int = ACTIVE) -> None:
        """Bring a passage into a pane and remember the way back."""
        self._go(passage.document, pane, passage)
        self.visited.emit(passage)

    def open(self, document: str, pane: int = ACTIVE) -> None:
        """Open a document where it was last read."""
        self._go(document, pane, None)

    def turn_to(self, number: int) -> None:
        """Somebody goes on in a pane: it is shown, and keeps no place for what was there."""
        self._left.pop(number, None)
        if not self.shows(number):
            self.set_split(True)
        self.activate(number)
        self.note_position(self.panes[number])

    def bring(self, document: str, pane: Pane, arrive: Arrival, wanted: Search) -> None:
        """Read a document and show it; `arrive` gets the place that was `wanted`."""
        self._load(PaneState(document), pane, arrive, wanted)

    def stay(self, pane: Pane) -> None:
        """Drop the text that is on its way into a pane."""
        self._come(pane, None)
        self._tasks.cancel(_channel(pane.number))

    def _go(self, document: str, pane: int, passage: Passage | None) -> None:
        number = self._active if pane == ACTIVE else pane
        target = self.panes[number]
        if target.document != document or passage is not None:
            self.ways.leave_for(number, document, passage)
        self.turn_to(number)
        asked = document, passage
        if target.document == document:
            self.stay(target)
            if passage is not None:
                target.show_passage(passage)
        elif number in self._coming and self._asked.get(number) == asked:
            # A click asks twice: when it is pressed and when it is let go.
            return
        elif passage is not None:
            there = PaneState(document, passage.paragraph, 0, passage.start)
            self._load(there, target, lambda shown, _: shown.show_passage(passage))
            self._asked[number] = asked
        else:
            wanted = Wanted(self.positions.of(document))
            self._load(PaneState(document), target, self._arrive, wanted)
            self._asked[number] = asked

    def _arrive(self, pane: Pane, state: PaneState | None) -> None:
        """A document was opened without saying where: it is shown where it was read last."""
        _show_state(pane, state)
        passage = pane.view.current_passage()
        if passage is not None:
            self.visited.emit(passage)

    def _load(
        self, coming: PaneState, pane: Pane, arrive: Arrival, wanted: Search | None = None
    ) -> None:
        """Read a document; `coming` is what the pane is said to show until that is there."""
        workspace, document = self._workspace, coming.document
        if workspace is None or document is None:
            return

        def read(_job: Job) -> tuple[Text, PaneState | None]:
            text = workspace.read(document)
            return text, None if wanted is None else wanted.find(workspace, text)

        def shown(found: tuple[Text, PaneState | None]) -> None:
            self._display(pane, found[0], lambda there: arrive(there, found[1]))

        def failed(error: ReaderError) -> None:
            self._come(pane, None)
            if pane.document == document:
                pane.clear()
                self.text_shown.emit(pane.number)
            if isinstance(error, UsageError):
                self.ways.navigator.forget(document)
                error = UsageError(msg("这篇文献已不在资料库中"))
            self.failed.emit(error)

        self._come(pane, coming)
        self._tasks.run(read, shown, failed, channel=_channel(pane.number))

    def _come(self, pane: Pane, coming: PaneState | None) -> None:
        """Another text is on its way into a pane, or none any more."""
        self._asked.pop(pane.number, None)
        if coming is not None:
            self._coming[pane.number] = coming
        elif self._coming.pop(pane.number, None) is None:
            return
        self.coming_changed.emit(pane.number)

    def _display(self, pane: Pane, text: Text, arrive: Callable[[Pane], None]) -> None:
        self._come(pane, None)
        pane.show_text(text)
        self.text_shown.emit(pane.number)
        arrive(pane)

    def _clear(self, pane: Pane) -> None:
        self.stay(pane)
        self.note_position(pane)
        pane.clear()
        self.text_shown.emit(pane.number)


def _show_state(pane: Pane, state: PaneState | None) -> None:
    """Show a text as it stood; one that was never read stays at its beginning."""
    if state is not None:
        pane.view.show_spot(spot_of(state))


def _channel(pane: int) -> str:
    return f"pane {pane}"
