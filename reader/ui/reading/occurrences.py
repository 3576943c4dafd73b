"""Everything that words match in a text: plain functions, for another thread."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from reader.documents.model import Kind, Paragraph, Passage
from reader.ui.reading.places import Place
from reader.workspace.text import Text

SpansOf = Callable[[Paragraph], Sequence[tuple[int, int]]]
Cancelled = Callable[[], bool]


def quoted(words: str) -> str:
    """Words as a query that means just these words, whatever characters they hold."""
    return '"' + words.replace('"', '""') + '"'


def occurrences(text: Text, spans: SpansOf, cancelled: Cancelled) -> list[Passage]:
    """All that is found in a text, in its order; less where it was cancelled meanwhile."""
    return list(_all(text, text.paragraphs, spans, cancelled))


def first_from(text: Text, place: Place, spans: SpansOf, cancelled: Cancelled) -> Passage | None:
    """The first occurrence at a place or after it; from the beginning where there is none."""
    here = place.paragraph - 1
    after = (
        p for p in _all(text, text.paragraphs[here:], spans, cancelled) if place_of(p) >= place
    )
    around = _all(text, text.paragraphs[: here + 1], spans, cancelled)
    return next(chain(after, around), None)


def _all(
    text: Text, paragraphs: Sequence[Paragraph], spans: SpansOf, cancelled: Cancelled
) -> Iterator[Passage]:
    for paragraph in paragraphs:
        if cancelled():
            return
        yield from _in(text, paragraph, spans)


def _in(text: Text, paragraph: Paragraph, spans: SpansOf) -> Iterator[Passage]:
    if paragraph.kind is not Kind.JUNK:
        for start, end in spans(paragraph):
            words = paragraph.text[start:end]
            yield Passage(text.record.document, paragraph.number, start, end, words)


def number_after(passages: Sequence[Passage], place: Place) -> int:
    """How many of the occurrences begin before a place or at it."""
    return bisect_right(passages, place, key=place_of)


def place_of(passage: Passage) -> Place:
    """Where a passage begins."""
    return Place(passage.paragraph, passage.start)
