"""Back and forward: the places that somebody has been at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Passage
from reader.ui.reading.places import Selection, Spot

if TYPE_CHECKING:
    from reader.ui.found_again import Kept

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the pane, what it shows, and the panel that led there.

    `passage` is what was asked for; `spot` is how the page stood when the place was left, with
    what was selected there, and `kept` the words that stood there. `chosen` is what was chosen in
    the panel, a value of its own.
    """

    pane: int
    document: str
    passage: Passage | None
    spot: Spot | None
    panel: int
    chosen: object = None
    selection: Selection | None = None
    kept: "Kept | None" = None


class Navigator(QObject):
    """The history of one window.

    Whoever asks for another place tells how things stand: `leaving` is what the active pane shows
    now, `beside` what the other one does. Where somebody turned to the other pane on their own,
    that is a place of its own, to come back to.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._now = -1
        # The place that the last step was made from.
        self._origin: Place | None = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._now > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether somebody went back from a later place."""
        return self._now < len(self._places) - 1

    def visit(self, place: Place, leaving: Place | None, beside: Place | None = None) -> None:
        """Go to a new place."""
        if leaving is not None and not self._places:
            self._places.append(leaving)
            self._now = 0
        self._leave(leaving, beside)
        if self._now >= 0 and _same(self._places[self._now], place):
            return
        del self._places[self._now + 1 :]
        self._places.append(place)
        self._now = len(self._places) - 1
        self._shorten()
        self.changed.emit()

    def back(self, leaving: Place | None, beside: Place | None = None) -> Place | None:
        """The place before this one."""
        return self.travel(-1, leaving, beside)

    def forward(self, leaving: Place | None, beside: Place | None = None) -> Place | None:
        """The place that was left by going back."""
        return self.travel(1, leaving, beside)

    @property
    def behind(self) -> Sequence[Place]:
        """The places before this one, the nearest first."""
        return self._places[: max(self._now, 0)][::-1]

    @property
    def ahead(self) -> Sequence[Place]:
        """The places that were left by going back, the nearest first."""
        return self._places[self._now + 1 :]

    def travel(
        self, steps: int, leaving: Place | None, beside: Place | None = None
    ) -> Place | None:
        """A place so many steps ahead (back: negative); None where there is none."""
        if steps == 0 or not 0 <= self._now + steps < len(self._places):
            return None
        self._leave(leaving, beside)
        self._now += steps
        self._shorten()
        self.changed.emit()
        return self._places[self._now]

    def forget(self, document: str) -> None:
        """A document that somebody wanted to go to is gone: nobody is led there any more."""
        kept = [place for place in self._places if place.document != document]
        if len(kept) == len(self._places):
            return
        now = self._places[self._now]
        stays = now if now.document != document else self._origin
        self._now = next((n for n, place in enumerate(kept) if place is stays), len(kept) - 1)
        self._places = kept
        self.changed.emit()

    @property
    def way(self) -> tuple[Sequence[Place], int]:
        """All places, and the number of the current one; -1 where nobody went anywhere."""
        return tuple(self._places), self._now

    def come_back(self, places: Sequence[Place], now: int) -> None:
        """Go on from the way of another time, if nobody went anywhere yet."""
        if not self._places:
            self._places, self._now = list(places), now
            self.changed.emit()

    def swap(self) -> None:
        """The panes have changed places, and with them all that was read in them."""
        self._places = [replace(place, pane=1 - place.pane) for place in self._places]

    def clear(self) -> None:
        """Forget all places (another library)."""
        self._places.clear()
        self._now = -1
        self.changed.emit()

    def _leave(self, leaving: Place | None, beside: Place | None) -> None:
        """Note how the current place looks now, and where somebody is who has left it already."""
        if self._now < 0:
            return
        here = self._places[self._now]
        for seen in (leaving, beside):
            if seen is not None and _in_same_text(here, seen):
                self._places[self._now] = replace(
                    here, spot=seen.spot, selection=seen.selection, kept=seen.kept
                )
        if leaving is not None and not _in_same_text(here, leaving):
            # What is chosen beside the pages has led to the place before, and is so still.
            stayed = replace(leaving, panel=here.panel, chosen=here.chosen)
            self._now += 1
            self._places.insert(self._now, stayed)
        self._origin = self._places[self._now]

    def _shorten(self) -> None:
        """The oldest places go; somebody who went far back keeps where they are."""
        most = max(len(self._places) - LONGEST, 0)
        surplus = min(most, self._now)
        del self._places[:surplus]
        self._now -= surplus


def _in_same_text(one: Place, other: Place) -> bool:
    return (one.pane, one.document) == (other.pane, other.document)


def _same(one: Place, other: Place) -> bool:
    """Whether two ways led to the same: another choice beside the page is another place."""
    bare: dict[str, Any] = {"spot": None, "selection": None, "kept": None}
    return replace(one, **bare) == replace(other, **bare)
