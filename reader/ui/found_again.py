"""Places of the way back in a text that was imported anew: they find their words again.

Places are numbers of paragraphs and characters. What stood there is kept beside them, as with a
bookmark, and looked for where the text is another by the time that somebody comes back.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.documents.model import Passage, Selector
from reader.ui.reading.places import Place as Border
from reader.ui.reading.places import Selection, Spot
from reader.workspace.text import Text

if TYPE_CHECKING:
    from reader.documents.anchors import Resolver
    from reader.documents.positions import ReadingPosition
    from reader.ui.navigator import Place
    from reader.ui.session import PaneState
    from reader.workspace.workspace import Workspace

# So many characters at each end of a selection tell where it is.
QUOTED = 40


class Kept(NamedTuple):
    """The words of a place: at the top of the page, behind and before the ends of a selection."""

    fingerprint: str
    position: "ReadingPosition"
    ends: tuple[Selector, Selector] | None


def keep(text: Text, spot: Spot, selection: Selection | None) -> Kept | None:
    """What is to be known of a place to find it again; None in a text without paragraphs."""
    from reader.documents.positions import FoundPosition, position_at

    if not text.paragraphs:
        return None
    record = text.record
    found = FoundPosition(spot.paragraph, spot.index, spot.offset)
    position = position_at(record.document, record.fingerprint, text.paragraphs, found)
    ends = None
    if selection is not None:
        ends = _end(text, selection.start, 1), _end(text, selection.end, -1)
    return Kept(record.fingerprint, position, ends)


def _end(text: Text, border: Border, direction: int) -> Selector:
    """The words of a selection next to one of its ends."""
    from reader.documents.anchors import make_selector

    record = text.record
    length = len(text.paragraphs[border.paragraph - 1].text)
    other = min(max(border.index + direction * QUOTED, 0), length)
    start, end = sorted((border.index, other))
    return make_selector(
        record.document, record.fingerprint, text.paragraphs, border.paragraph, start, end
    )


def stands(place: "Place", text: Text) -> bool:
    """Whether a place means in a text what it meant when somebody was there."""
    if place.kept is not None:
        return place.kept.fingerprint == text.record.fingerprint
    return place.passage is None or place.spot is not None or _there(place.passage, text)


def _there(passage: Passage, text: Text) -> bool:
    if not 1 <= passage.paragraph <= len(text.paragraphs):
        return False
    words = text.paragraphs[passage.paragraph - 1].text
    return words[passage.start : passage.end] == passage.text


class Sought:
    """A place that somebody goes back to, in a text that is still to be read."""

    def __init__(self, place: "Place") -> None:
        self.place = place

    def find(self, _workspace: "Workspace", text: Text) -> "PaneState | None":
        """Move the place to where its words are now; runs in a worker thread."""
        if not stands(self.place, text):
            self.place = found_again(self.place, text)
        return None


def found_again(place: "Place", text: Text) -> "Place":
    """A place in its text as that is now. Takes about a second for a million characters."""
    from reader.documents.anchors import Resolver
    from reader.documents.positions import find_position

    fingerprint = text.record.fingerprint
    resolver = Resolver(fingerprint, text.paragraphs)
    kept, passage = place.kept, place.passage
    if kept is None:
        assert passage is not None
        selector = Selector(
            passage.document,
            *(passage.paragraph, passage.start, passage.end),
            *(passage.text, "", "", ""),
        )
        _, found = resolver.resolve(selector)
        return replace(place, passage=found or passage)
    position = find_position(kept.position, fingerprint, text.paragraphs)
    spot = Spot(position.paragraph, position.offset, position.index)
    selection = _selection(place.selection, kept.ends, resolver)
    return replace(place, spot=spot, selection=selection)


def _selection(
    was: Selection | None, ends: tuple[Selector, Selector] | None, resolver: "Resolver"
) -> Selection | None:
    """The selection between the words at its ends; None where one of these is gone."""
    if was is None or ends is None or not all(end.exact.strip() for end in ends):
        return None
    (_, first), (_, last) = map(resolver.resolve, ends)
    if first is None or last is None:
        return None
    start, end = Border(first.paragraph, first.start), Border(last.paragraph, last.end)
    if was.empty:
        return Selection(start, start)
    if end < start:
        return None
    return Selection(start, end) if was.anchor <= was.caret else Selection(end, start)
