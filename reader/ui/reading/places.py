"""Places on a page, as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.documents.model import Kind, Paragraph
from reader.workspace.text import Text


@dataclass(frozen=True)
class Spot:
    """A place that somebody reads at: a paragraph and how far its top is below that of the view.

    `offset` is in logical pixels, and negative where the top is scrolled out. With an `index`
    beyond 0 the line of that character is meant instead of the whole paragraph, so that the place
    is the same in a column of another width.
    """

    paragraph: int
    offset: int
    index: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A border between two characters: the number of the paragraph, an index into its text."""

    paragraph: int
    index: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stays where it is when widths and sizes change.

    The top of the line with character `index` of `piece` (of the piece itself: None) stands
    `offset` pixels below the `share` (0 to 1) of the height of the view.
    """

    piece: int
    index: int | None
    share: float
    offset: float


class Selection(NamedTuple):
    """From where it was begun (`anchor`) to the caret, in either direction."""

    anchor: Place
    caret: Place

    @property
    def empty(self) -> bool:
        """Whether it is no more than a caret."""
        return self.anchor == self.caret

    @property
    def start(self) -> Place:
        """Where it begins in the text."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> Place:
        """Where it ends in the text."""
        return max(self.anchor, self.caret)

    def span_in(self, paragraph: Paragraph) -> tuple[int, int] | None:
        """What of a paragraph is selected; None where it is outside."""
        number = paragraph.number
        if self.empty or not self.start.paragraph <= number <= self.end.paragraph:
            return None
        first = self.start.index if number == self.start.paragraph else 0
        after = self.end.index if number == self.end.paragraph else len(paragraph.text)
        return first, after

    def pieces(self, text: Text) -> Iterator[tuple[Paragraph, int, int]]:
        """The paragraphs that it touches, with what of them is selected; junk is left out."""
        for paragraph in text.paragraphs[self.start.paragraph - 1 : self.end.paragraph]:
            span = self.span_in(paragraph)
            if span is not None and paragraph.kind is not Kind.JUNK:
                yield paragraph, *span
