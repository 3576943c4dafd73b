"""Back and forward: the places that somebody has been at."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Passage
from reader.ui.reading.places import Spot

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the pane, what it shows, and the panel that led there.

    `passage` is what was asked for; `spot` is how the page stood when the place was left.
    """

    pane: int
    document: str
    passage: Passage | None
    spot: Spot | None
    panel: int


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
                self._places[self._now] = Place(
                    here.pane, here.document, here.passage, leaving.spot, here.panel
                )


def _same(one: Place, other: Place) -> bool:
    return (one.pane, one.document, one.passage) == (other.pane, other.document, other.passage)
