"""Where the user has been: noted, listed to choose from, and found again."""

from reader.documents.model import Passage
from reader.documents.references import Reference, locate, trail
from reader.library.history import HistoryStore
from reader.library.model import Visit
from reader.library.text_reading import TextReader
from reader.workspace.model import RecentPlace

# Of visits so many are looked through for the places that are asked for.
LOOKED_THROUGH = 20


class VisitDesk:
    """The passages that the user went to, in this library and others. Any thread."""

    def __init__(self, history: HistoryStore, texts: TextReader, read_only: bool) -> None:
        """With `read_only` the user's own data cannot be written: nothing is noted."""
        self._history = history
        self._texts = texts
        self._read_only = read_only

    def remember(self, passage: Passage) -> None:
        """Note that the user went to a passage."""
        record = self._texts.record(passage.document)
        if record is not None and not self._read_only:
            title = record.metadata.title
            self._history.visit(passage, title=title, library=self._texts.library)

    def recent(self, limit: int = 50) -> tuple[Visit, ...]:
        """Where the user has been last, newest first, in this library and others."""
        return self._history.visits(limit)

    def places(self, limit: int = 20) -> tuple[RecentPlace, ...]:
        """The last places of this library, the newest first, each paragraph once."""
        found: dict[tuple[str, int], RecentPlace] = {}
        for visit in self._history.visits(limit * LOOKED_THROUGH):
            key = visit.passage.document, visit.passage.paragraph
            if visit.library != self._texts.library or key in found:
                continue
            place = self._place(visit)
            if place is not None:
                found[key] = place
            if len(found) == limit:
                break
        return tuple(found.values())

    def _place(self, visit: Visit) -> RecentPlace | None:
        record = self._texts.record(visit.passage.document)
        if record is None:
            return None
        title = record.metadata.title
        sections = trail(self._texts.sections(record.document), visit.passage)
        way = tuple(section for section in sections if section != title)
        return RecentPlace(visit.passage, title, way, visit.time)

    def find_again(self, place: RecentPlace) -> Passage | None:
        """Where the words of a place are now; None where the document is gone."""
        passage = place.passage
        if self._texts.record(passage.document) is None:
            return None
        paragraphs = self._texts.paragraphs(passage.document)
        if passage.paragraph <= len(paragraphs):
            text = paragraphs[passage.paragraph - 1].text
            if text[passage.start : passage.end] == passage.text:
                return passage
        words = (passage.text,) if passage.text.strip() else ()
        reference = Reference(place.title, min(passage.paragraph, len(paragraphs)), words)
        found = locate(reference, passage.document, paragraphs)
        return None if found is None else found[0]
