"""The ways between places: each leads back to where somebody stood, in which pane and by what."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Passage
from reader.ui.found_again import Sought, keep, stands
from reader.ui.navigator import Navigator, Place
from reader.ui.pane import Pane
from reader.ui.reading.places import Spot

if TYPE_CHECKING:
    from reader.ui.desk import Desk

# The panel in front, and what is chosen there.
Beside = tuple[int, object]


class Ways(QObject):
    """Notes the ways over a desk, and leads back and forward on them.

    `panel_wanted` and `choice_wanted` bring back what stood beside the pages.
    """

    panel_wanted = Signal(int)
    choice_wanted = Signal(int, object)

    def __init__(self, desk: "Desk", beside: Callable[[], Beside]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._beside = beside
        self._first: Beside | None = None
        self.navigator = Navigator(self)

    def settle_beside(self) -> None:
        """What is chosen beside the pages now belongs to where somebody begins to read."""
        self._first = self._beside()

    def leave_for(self, number: int, document: str, passage: Passage | None) -> None:
        """Somebody goes to a document, or to a passage of it, in a pane."""
        here, beside = self._standings()
        self.navigator.visit(Place(number, document, passage, None, *self._beside()), here, beside)

    def note(self, number: int, passage: Passage, left: Spot) -> None:
        """Somebody found their way to a passage of the shown text: there is a way back."""
        text = self._desk.panes[number].text
        kept = None if text is None else keep(text, left, None)
        here = Place(number, passage.document, passage, None, *self._beside())
        was = Place(number, passage.document, None, left, *self._stood(), None, kept)
        self.navigator.visit(here, was, self._standing(1 - number))

    def back(self) -> None:
        """Return to the place before this one."""
        self.travel(-1)

    def forward(self) -> None:
        """Return to the place that was left by going back."""
        self.travel(1)

    def travel(self, steps: int) -> None:
        """Go some steps back (negative) or forward at once."""
        place = self.navigator.travel(steps, *self._standings())
        if place is not None:
            self._return_to(place)

    def _return_to(self, place: Place) -> None:
        self._desk.turn_to(place.pane)
        self.panel_wanted.emit(place.panel)
        pane = self._desk.panes[place.pane]
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
            self._desk.stay(pane)
            arrive(pane)
        else:
            self._desk.bring(place.document, pane, lambda shown, _: arrive(shown), sought)

    def _standings(self) -> tuple[Place | None, Place | None]:
        """How the active pane stands now, and the other one."""
        active = self._desk.active.number
        return self._standing(active), self._standing(1 - active)

    def _standing(self, number: int) -> Place | None:
        """How a pane stands now; None where it shows nothing, or soon something else."""
        pane = self._desk.panes[number]
        if pane.document is None or pane.text is None or self._desk.awaits(number):
            return None
        spot, selection = pane.spot(), pane.view.selection
        kept = keep(pane.text, spot, selection)
        return Place(number, pane.document, None, spot, *self._stood(), selection, kept)

    def _stood(self) -> Beside:
        """What is chosen belongs to where somebody goes; where the first way began, to that."""
        return self._first if self._first is not None else self._beside()
