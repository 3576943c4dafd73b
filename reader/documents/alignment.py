"""Where a place of one text is in the other version of it.

What two versions have in common are the same characters in the same order: the n-th common
character of one is the n-th of the other. So a place goes over by counting the common characters
before it, however paragraphs were divided, joined or moved apart.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from reader.documents.comparison import Comparison, Spans
from reader.documents.model import Kind, Paragraph

OLD, NEW = 0, 1


class Alignment:
    """Takes places over from the old text (side 0) to the new one (side 1), or back.

    Places are paragraph numbers from 1 and indexes into their texts.
    """

    def __init__(
        self, comparison: Comparison, old: Sequence[Paragraph], new: Sequence[Paragraph]
    ) -> None:
        self._sides = (_Common(old, comparison.removed), _Common(new, comparison.added))

    @property
    def common(self) -> int:
        """How many characters both texts share."""
        return self._sides[OLD].total

    @property
    def share(self) -> float:
        """The common characters as a share (0 to 1) of both texts; of empty ones all is common."""
        whole = sum(side.characters for side in self._sides)
        return 2 * self.common / whole if whole else 1.0

    def across(self, side: int, paragraph: int, index: int) -> tuple[int, int] | None:
        """The place in the other text; None where the texts have nothing in common."""
        here, there = self._sides[side], self._sides[1 - side]
        if not self.common:
            return None
        count, shared = here.before(paragraph, index)
        return there.place(count, after=not shared)


class _Common:
    """The common characters of one text, counted from its beginning."""

    def __init__(self, paragraphs: Sequence[Paragraph], apart: Mapping[int, Spans]) -> None:
        self._apart = apart
        self._numbers: list[int] = []
        self._starts: list[int] = []
        self._lengths: list[int] = []
        self.total = self.characters = 0
        for paragraph in paragraphs:
            if paragraph.kind is Kind.JUNK:
                continue
            self._numbers.append(paragraph.number)
            self._starts.append(self.total)
            self._lengths.append(len(paragraph.text))
            spans = apart.get(paragraph.number, ())
            self.total += len(paragraph.text) - sum(end - start for start, end in spans)
            self.characters += len(paragraph.text)

    def before(self, paragraph: int, index: int) -> tuple[int, bool]:
        """How many common characters are before a place, and whether it is at the next one."""
        at = bisect_left(self._numbers, paragraph)
        if at == len(self._numbers):
            return self.total, False
        count = self._starts[at]
        if self._numbers[at] != paragraph:
            return count, False
        spans = self._apart.get(paragraph, ())
        inside = any(start <= index < end for start, end in spans)
        gone = sum(min(end, index) - start for start, end in spans if start < index)
        return count + index - gone, not inside and index < self._lengths[at]

    def place(self, count: int, after: bool) -> tuple[int, int]:
        """The place of the common character `count` (from 0).

        With `after` the place where the common character before it ends: what was put between
        the two comes after the place.
        """
        if after and count:
            paragraph, index = self._of(count - 1)
            return paragraph, index + 1
        return self._of(count)

    def _of(self, count: int) -> tuple[int, int]:
        # Of paragraphs that begin at the same count all but the last have nothing in common.
        at = bisect_right(self._starts, count) - 1
        paragraph, index = self._numbers[at], count - self._starts[at]
        for start, end in self._apart.get(paragraph, ()):
            if start <= index:
                index += end - start
        return paragraph, index
