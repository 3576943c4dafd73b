"""The places that were read last, as a list to choose from."""

from reader.documents.model import Passage
from reader.documents.references import Reference, locate, trail
from reader.library.history import HistoryStore
from reader.library.texts import TextStore
from reader.workspace.model import RecentPlace

# Of visits so many are looked through for the places that are asked for.
LOOKED_THROUGH = 20


def recent_places(history: HistoryStore, texts: TextStore, limit: int) -> tuple[RecentPlace, ...]:
    """The last places of this library, the newest first, each paragraph once."""
    found: dict[tuple[str, int], RecentPlace] = {}
    for visit in history.visits(limit * LOOKED_THROUGH):
        passage = visit.passage
        key = passage.document, passage.paragraph
        if visit.library != texts.library or key in found:
            continue
        record = texts.record(passage.document)
        if record is None:
            continue
        title = record.metadata.title
        sections = trail(texts.sections(passage.document), passage)
        way = tuple(section for section in sections if section != title)
        found[key] = RecentPlace(passage, title, way, visit.time)
        if len(found) == limit:
            break
    return tuple(found.values())


def find_again(texts: TextStore, place: RecentPlace) -> Passage | None:
    """Where the words of a place are now; None where the document is gone."""
    passage = place.passage
    if texts.record(passage.document) is None:
        return None
    paragraphs = texts.paragraphs(passage.document)
    if passage.paragraph <= len(paragraphs):
        text = paragraphs[passage.paragraph - 1].text
        if text[passage.start : passage.end] == passage.text:
            return passage
    words = (passage.text,) if passage.text.strip() else ()
    reference = Reference(place.title, min(passage.paragraph, len(paragraphs)), words)
    found = locate(reference, passage.document, paragraphs)
    return None if found is None else found[0]
