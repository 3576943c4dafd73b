"""Where each document is read: in memory at once, kept with the session, found after an edit."""

from typing import TYPE_CHECKING, NamedTuple

from reader.ui.reading.places import Spot
from reader.ui.session import PaneState
from reader.workspace.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.documents.positions import FoundPosition, ReadingPosition
    from reader.workspace.workspace import Workspace


def state_of(text: Text, spot: Spot) -> PaneState:
    """A page as it stands, as a value to be kept."""
    record = text.record
    return PaneState(record.document, spot.paragraph, spot.offset, spot.index, record.fingerprint)


def spot_of(state: PaneState) -> Spot:
    """The place of a kept page."""
    return Spot(state.paragraph, state.offset, state.index)


class Wanted(NamedTuple):
    """Where a text that is being read is to be shown: as it stood, if that is known.

    `was` is the text as it was until now, where it may have been changed.
    """

    state: PaneState | None = None
    was: Text | None = None

    def find(self, workspace: "Workspace", text: Text) -> PaneState | None:
        """The place in the text as it is now; runs in a worker thread."""
        state, record = self.state, text.record
        if state == PaneState(record.document):
            state = None
        if state is not None and state.fingerprint in ("", record.fingerprint):
            return state
        from reader.documents.positions import FoundPosition, find_position

        if state is not None and self.was is not None:
            before = FoundPosition(state.paragraph, state.index, state.offset)
            position = _position(self.was, before)
            found = find_position(position, record.fingerprint, text.paragraphs)
        else:
            kept = workspace.positions.find(text)
            if kept is None:
                return state
            found = kept
        return state_of(text, Spot(found.paragraph, found.offset, found.index))


class Positions:
    """The places of the documents that were read in this window."""

    def __init__(self) -> None:
        self._states: dict[str, PaneState] = {}
        self._unsaved: dict[str, ReadingPosition] = {}

    def clear(self) -> None:
        """Another library."""
        self._states.clear()
        self._unsaved.clear()

    def of(self, document: str) -> PaneState | None:
        """Where a document was left; None where it was not read in this window."""
        return self._states.get(document)

    def note(self, text: Text, spot: Spot) -> None:
        """A document is read at a place now."""
        state = state_of(text, spot)
        document = text.record.document
        if self._states.get(document) == state:
            return
        from reader.documents.positions import FoundPosition

        self._states[document] = state
        found = FoundPosition(spot.paragraph, spot.index, spot.offset)
        self._unsaved[document] = _position(text, found)

    def unsaved(self) -> "tuple[ReadingPosition, ...]":
        """What is still to be kept."""
        return tuple(self._unsaved.values())

    def saved(self, positions: "Iterable[ReadingPosition]") -> None:
        """These are kept now; what was noted meanwhile is not."""
        for position in positions:
            document = position.selector.document
            if self._unsaved.get(document) == position:
                del self._unsaved[document]


def _position(text: Text, found: "FoundPosition") -> "ReadingPosition":
    from reader.documents.positions import position_at

    record = text.record
    return position_at(record.document, record.fingerprint, text.paragraphs, found)
