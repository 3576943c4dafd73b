"""What of two compared texts is marked in the panes: plain values."""

from collections.abc import Sequence

from reader.documents.alignment import OLD, Alignment
from reader.documents.comparison import Change, Comparison, ParagraphSpan
from reader.documents.model import Kind, Paragraph
from reader.ui.reading.hooks import Tint
from reader.ui.reading.places import Place
from reader.workspace.text import Text

REMOVED, ADDED = "diff_removed", "diff_added"
# Lines and ticks: the grounds are too faint for these.
REMOVED_INK, ADDED_INK = "diff_removed_mark", "diff_added_mark"


class Found:
    """Two texts with their differences, and where a place of one is in the other.

    Made in a worker thread; nothing of it changes afterwards.
    """

    def __init__(self, texts: tuple[Text, Text], comparison: Comparison) -> None:
        self.texts = texts
        self.comparison = comparison
        self.alignment = Alignment(comparison, *(text.paragraphs for text in texts))
        self.marks = (Marks(comparison, 0), Marks(comparison, 1))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The differences in the order of the texts."""
        return self.comparison.changes

    @property
    def percent(self) -> int:
        """The share of what is common; 100 and 0 only where it is all or nothing."""
        share = self.alignment.share
        if self.comparison.same:
            return 100
        return min(max(round(100 * share), 1 if share else 0), 99)

    @property
    def divided_alike(self) -> bool:
        """Whether the texts, being the same, are cut into the same paragraphs too."""
        return _shown(self.texts[0].paragraphs) == _shown(self.texts[1].paragraphs)

    def characters(self, side: int) -> int:
        """How many characters only one text has."""
        comparison = self.comparison
        spans = comparison.removed if side == OLD else comparison.added
        return sum(end - start for every in spans.values() for start, end in every)


class Marks:
    """The marks of one side (0 the old text, 1 the new one), by paragraph."""

    def __init__(self, comparison: Comparison, side: int) -> None:
        self.starts = [_start(change, side) for change in comparison.changes]
        self._spans: dict[int, list[tuple[ParagraphSpan, int]]] = {}
        own, missing = (REMOVED_INK, ADDED_INK) if side == OLD else (ADDED_INK, REMOVED_INK)
        self.ticks: dict[str, list[Place]] = {own: [], missing: []}
        self._side = side
        for number, change in enumerate(comparison.changes):
            for span in _places(change, side):
                self._spans.setdefault(span.paragraph, []).append((span, number))
                ink = own if span.start < span.end else missing
                self.ticks[ink].append(Place(span.paragraph, span.start))

    def tints(self, paragraph: int, current: int | None) -> Sequence[Tint]:
        """The tints of a paragraph; those of the `current` change (from 0) stand out."""
        return [
            self._tint(span, number == current) for span, number in self._spans.get(paragraph, ())
        ]

    def _tint(self, span: ParagraphSpan, current: bool) -> Tint:
        # What is missing here is there on the other side.
        removed = (self._side == OLD) == (span.start < span.end)
        if removed:
            return Tint(span.start, span.end, REMOVED, REMOVED_INK, "through", current)
        return Tint(span.start, span.end, ADDED, ADDED_INK, "below", current)


def _places(change: Change, side: int) -> tuple[ParagraphSpan, ...]:
    return change.old if side == OLD else change.new


def _start(change: Change, side: int) -> Place | None:
    """Where a change begins; None in a text without paragraphs."""
    places = _places(change, side)
    return Place(places[0].paragraph, places[0].start) if places else None


def _shown(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.kind is not Kind.JUNK]
