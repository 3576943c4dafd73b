"""Back and forward: the places that somebody has been at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Passage
from reader.ui.reading.places import Selection, Spot

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the pane, what it shows, and the panel that led there.

    `passage` is what was asked for; `spot` is how the page stood when the place was left, with
    what was selected there. `chosen` is what was chosen in the panel, a value of its own.
    """

    pane: int
    document: str
    passage: Passage | None
    spot: Spot | None
    panel: int
    chosen: object = None
    selection: Selection | None = None


class Navigator(QObject):
    """The history of one window."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._now = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._now > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody went back from a later place."""
        return self._now < len(self._places) - 1

    def visit(self, place: Place, leaving: Place | None) -> None:
        """Go to a new place; `leaving` says how the old one is left, to come back to it exactly."""
        if leaving is not None and not self._places:
            self._places.append(leaving)
            self._now = 0
        self._leave(leaving)
        if self._now >= 0 and _same(self._places[self._now], place):
            return
        del self._places[self._now + 1 :]
        self._places.append(place)
        del self._places[:-LONGEST]
        self._now = len(self._places) - 1
        self.changed.emit()

    def back(self, leaving: Place | None) -> Place | None:
        """The place before this one."""
        return self._step(-1, leaving) if self.can_go_back else None

    def forward(self, leaving: Place | None) -> Place | None:
        """The place that was left by going back."""
        return self._step(1, leaving) if self.can_go_forward else None

    @property
    def behind(self) -> Sequence[Place]:
        """The places before this one, the nearest first."""
        return self._places[: max(self._now, 0)][::-1]

    @property
    def ahead(self) -> Sequence[Place]:
        """The places that were left by going back, the nearest first."""
        return self._places[self._now + 1 :]

    def travel(self, steps: int, leaving: Place | None) -> Place | None:
        """A place so many steps ahead (back: negative); None where there is none."""
        there = 0 <= self._now + steps < len(self._places) and steps != 0
        return self._step(steps, leaving) if there else None

    def clear(self) -> None:
        """Forget all places (another library)."""
        self._places.clear()
        self._now = -1
        self.changed.emit()

    def _step(self, by: int, leaving: Place | None) -> Place:
        self._leave(leaving)
        self._now += by
        self.changed.emit()
        return self._places[self._now]

    def _leave(self, leaving: Place | None) -> None:
        if leaving is not None and self._now >= 0:
            here = self._places[self._now]
            if (here.pane, here.document) == (leaving.pane, leaving.document):
                self._places[self._now] = replace(
                    here, spot=leaving.spot, selection=leaving.selection
                )


def _same(one: Place, other: Place) -> bool:
    """Whether two ways led to the same: another choice beside the page is another place."""
    return replace(one, spot=None, selection=None) == replace(other, spot=None, selection=None)
