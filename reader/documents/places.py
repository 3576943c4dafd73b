"""Places in a file as it was read: they find their paragraph again after it was edited.

A place belongs to a whole file, whose paragraphs are counted through from 1, so that it does
not matter into which documents the file is divided. Its words are looked for like those of a
bookmark (`anchors`); where they stand is believed without a search when their context does too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.documents.anchors import Resolver
from reader.documents.loose import loosen
from reader.documents.model import Document, Kind, Paragraph, Selector
from reader.documents.similarity import CONTEXT

# Of a whole paragraph so many characters are quoted.
_QUOTED = 120
# Before the quoted beginning of a paragraph an edit may have put so many characters (a number).
_MOVED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a file as read, or a span of one.

    `paragraph` counts through all documents of the file, from 1. `span` is None where the whole
    paragraph is meant: `exact` is then its beginning, else the words of the span. `prefix` and
    `suffix` are up to 32 characters around `exact`, paragraph borders as one line feed.
    """

    paragraph: int
    exact: str
    prefix: str
    suffix: str
    span: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.paragraph < 1:
            raise ValueError(f"place in paragraph {self.paragraph}")
        if self.span is not None and not 0 <= self.span[0] < self.span[1]:
            raise ValueError(f"place at {self.span}")


Spot = tuple[int, tuple[int, int] | None]
"""Where a place is: the paragraph, counted through the file from 1, and the span in it."""


def place_at(
    documents: Sequence[Document], paragraph: int, span: tuple[int, int] | None = None
) -> Place:
    """The place of a paragraph (counted through the documents) or of a span of it.

    A span that covers the paragraph means the paragraph. Raises ValueError for a place that is
    not there.
    """
    return Places(documents).at(paragraph, span)


def _around(texts: Sequence[str], paragraph: int, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a span, across the borders of paragraphs."""
    text = texts[paragraph - 1]
    before, after = text[:start], text[end:]
    above, below = paragraph - 1, paragraph
    while len(before) < CONTEXT and above > 0:
        above -= 1
        before = f"{texts[above]}\n{before}"
    while len(after) < CONTEXT and below < len(texts):
        after = f"{after}\n{texts[below]}"
        below += 1
    return before[-CONTEXT:], after[:CONTEXT]


class Places:
    """Gives and finds places in one state of a file; prepares the text when it has to search."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._texts = [p.text for document in documents for p in document.paragraphs]

    def at(self, paragraph: int, span: tuple[int, int] | None = None) -> Place:
        """The place of a paragraph or of a span of it; as `place_at`, for many of them."""
        if not 1 <= paragraph <= len(self._texts):
            raise ValueError(f"no paragraph {paragraph}")
        text = self._texts[paragraph - 1]
        if span is not None and not 0 <= span[0] < span[1] <= len(text):
            raise ValueError(f"no span {span} in paragraph {paragraph}")
        if span == (0, len(text)):
            span = None
        start, end = span or (0, min(len(text), _QUOTED))
        prefix, suffix = _around(self._texts, paragraph, start, end)
        return Place(paragraph, text[start:end], prefix, suffix, span)

    def find(self, place: Place) -> Spot | None:
        """Where the place is now; None where it cannot be told with certainty."""
        if self._stands_there(place):
            return place.paragraph, place.span
        start, end = place.span or (0, len(place.exact))
        # No fingerprint: the words and their context alone decide.
        selector = Selector(
            "", place.paragraph, start, end, place.exact, place.prefix, place.suffix, ""
        )
        _, passage = self._resolver.resolve(selector)
        if passage is None or passage.start == passage.end:
            return None
        if place.span is not None:
            return passage.paragraph, (passage.start, passage.end)
        whole = self._is_paragraph(place, passage.paragraph, passage.start, passage.end)
        return (passage.paragraph, None) if whole else None

    @cached_property
    def _resolver(self) -> Resolver:
        numbered = enumerate(self._texts, start=1)
        return Resolver("-", [Paragraph(number, Kind.BODY, text) for number, text in numbered])

    def _stands_there(self, place: Place) -> bool:
        if place.paragraph > len(self._texts):
            return False
        text = self._texts[place.paragraph - 1]
        start, end = place.span or (0, min(len(text), _QUOTED))
        if text[start:end] != place.exact:
            return False
        around = _around(self._texts, place.paragraph, start, end)
        return around == (place.prefix, place.suffix)

    def _is_paragraph(self, place: Place, paragraph: int, start: int, end: int) -> bool:
        """Whether the words that were a paragraph are one still, and not a piece of another."""
        text = self._texts[paragraph - 1]
        cut = len(place.exact) >= _QUOTED
        rest = 0 if cut else len(loosen(text[end:]))
        return len(loosen(text[:start])) <= _MOVED and rest <= max(_MOVED, len(place.exact))
