"""What of two compared texts is marked in the panes: plain values."""

from collections.abc import Sequence

from reader.documents.alignment import OLD, Alignment
from reader.documents.comparison import Change, Comparison, ParagraphSpan
from reader.documents.model import Paragraph
from reader.documents.moved import moved
from reader.ui.reading.hooks import Tint
from reader.ui.reading.places import Place
from reader.workspace.text import Text

REMOVED, ADDED = "diff_removed", "diff_added"
# Lines and ticks: the grounds are too faint for these.
REMOVED_INK, ADDED_INK = "diff_removed_mark", "diff_added_mark"
# Stands for the end of a paragraph.
PILCROW = "¶"


class Found:
    """Two texts with their differences, and where a place of one is in the other.

    Made in a worker thread; nothing of it changes afterwards.
    """

    def __init__(self, texts: tuple[Text, Text], comparison: Comparison) -> None:
        self.texts = texts
        self.comparison = comparison
        old, new = (text.paragraphs for text in texts)
        self.alignment = Alignment(comparison, old, new)
        self.marks = (Marks(comparison, 0, old), Marks(comparison, 1, new))
        pairs = moved(comparison, old, new)
        # Where the paragraphs of each side are on the other one.
        self.moves = (dict(pairs), {there: here for here, there in pairs})

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

    def characters(self, side: int) -> int:
        """How many characters only one text has."""
        comparison = self.comparison
        spans = comparison.removed if side == OLD else comparison.added
        return sum(end - start for every in spans.values() for start, end in every)


class Marks:
    """The marks of one side (0 the old text, 1 the new one), by paragraph."""

    def __init__(self, comparison: Comparison, side: int, paragraphs: Sequence[Paragraph]) -> None:
        self.starts = [_start(change, side) for change in comparison.changes]
        self._spans: dict[int, list[tuple[ParagraphSpan, int]]] = {}
        own, missing = (REMOVED_INK, ADDED_INK) if side == OLD else (ADDED_INK, REMOVED_INK)
        self.ticks: dict[str, list[Place]] = {own: [], missing: []}
        self._side = side
        self._ends: dict[int, list[tuple[ParagraphSpan, int]]] = {}
        for number, change in enumerate(comparison.changes):
            borders = change.joined if side == OLD else change.divided
            for paragraph in borders:
                end = len(paragraphs[paragraph - 1].text)
                self._ends.setdefault(paragraph, []).append(
                    (ParagraphSpan(paragraph, end, end), number)
                )
                self.ticks[own].append(Place(paragraph, end))
            for span in _places(change, side):
                if span.start == span.end and borders:
                    # The end of a paragraph is there instead.
                    continue
                self._spans.setdefault(span.paragraph, []).append((span, number))
                ink = own if span.start < span.end else missing
                self.ticks[ink].append(Place(span.paragraph, span.start))

    def changes_in(self, paragraph: int) -> Sequence[int]:
        """The numbers (from 0) of the changes of a paragraph."""
        marked = [*self._spans.get(paragraph, ()), *self._ends.get(paragraph, ())]
        return sorted({number for _, number in marked})

    def tints(self, paragraph: int, current: int | None) -> Sequence[Tint]:
        """The tints of a paragraph; those of the `current` change (from 0) stand out."""
        words = self._spans.get(paragraph, ())
        ends = self._ends.get(paragraph, ())
        return [
            *(self._tint(span, number, number == current, "") for span, number in words),
            *(self._tint(span, number, number == current, PILCROW) for span, number in ends),
        ]

    def _tint(self, span: ParagraphSpan, number: int, current: bool, sign: str) -> Tint:
        # What is missing here is there on the other side.
        there = span.start < span.end or bool(sign)
        if (self._side == OLD) == there:
            return Tint(
                span.start, span.end, REMOVED, REMOVED_INK, "through", current, sign, number
            )
        return Tint(span.start, span.end, ADDED, ADDED_INK, "below", current, sign, number)


def _places(change: Change, side: int) -> tuple[ParagraphSpan, ...]:
    return change.old if side == OLD else change.new


def _start(change: Change, side: int) -> Place | None:
    """Where a change begins; None in a text without paragraphs."""
    places = _places(change, side)
    return Place(places[0].paragraph, places[0].start) if places else None
