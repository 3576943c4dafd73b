"""The differences between two versions of a text, character by character.

A text is compared as one run of characters (reader.documents.differing), so that a paragraph that
was divided or joined shows as a border that came or went and not as text that is gone. Very long
texts are held together by the paragraphs that are the same in both, and compared between these.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.documents.common import CommonRun, common_items
from reader.documents.differing import DELETE, EQUAL, INSERT, effort, pieces, steps
from reader.documents.model import Kind, Paragraph
from reader.documents.pace import Pace, Report, Scan, Stopped, carry_on

_BORDER = "\n"
# Up to so many characters a text is one run.
_WHOLE = 300_000
# The time for all that differs; beyond it what is left is shown as changed as a whole.
_SECONDS = 4.0

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ParagraphSpan:
    """A span of a paragraph; empty where something is missing."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what the old text has, and what the new one has instead.

    One of them may have no places; it has then one empty place where the other's words would be
    (none in a text without any paragraph). Where what stands before the change and what stands
    after it are in one paragraph of the new text only, `joined` are the paragraphs of the old one
    that end there; where it is the other way round, `divided` are those of the new one.
    """

    old: tuple[ParagraphSpan, ...]
    new: tuple[ParagraphSpan, ...]
    joined: tuple[int, ...] = ()
    divided: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in the order of the texts, and which paragraphs go together.

    `removed` and `added` are the spans to mark in the old and the new text, by paragraph.
    `pairs` are the numbers of paragraphs that share words, in the order of both texts. `rough`
    tells that there was no time to compare all of them character by character.
    """

    changes: tuple[Change, ...]
    removed: dict[int, Spans]
    added: dict[int, Spans]
    pairs: tuple[tuple[int, int], ...]
    rough: bool = False

    @property
    def same(self) -> bool:
        """Whether there is no difference."""
        return not self.changes

    @property
    def same_words(self) -> bool:
        """Whether the texts differ at most in how they are divided into paragraphs."""
        return not self.removed and not self.added


def compare(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    seconds: float = _SECONDS,
    report: Report = carry_on,
) -> Comparison:
    """Compare two texts without what is junk in them; pure, takes at most about `seconds`.

    `report` is told the share (0 to 1) that is done, many times a second; where it gives False,
    the rest is left out.
    """
    left, right = _Side(old), _Side(new)
    changes: list[Change] = []
    pairs: list[tuple[int, int]] = []
    pace = Pace(0, seconds, report)
    try:
        found = list(steps(_blocks(left, right, pace), left.texts, right.texts))
        size = sum(
            effort(left.length(i, j), right.length(k, m)) for same, i, j, k, m in found if not same
        )
        pace = Pace(size, seconds, report)
        for same, i, j, k, m in found:
            if same:
                pairs += zip(left.numbers[i:j], right.numbers[k:m], strict=True)
                continue
            for change, met in _between(left.run(i, j), right.run(k, m), pace):
                if change is not None:
                    changes.append(change)
                pairs += met
    except Stopped:
        pace.short = True
    return Comparison(
        tuple(changes),
        _spans(place for change in changes for place in change.old),
        _spans(place for change in changes for place in change.new),
        tuple(sorted(set(pairs))),
        pace.short,
    )


class _Side:
    """One of the texts: its paragraphs as the comparison sees them."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        shown = [p for p in paragraphs if p.kind is not Kind.JUNK]
        self.texts = [p.text for p in shown]
        self.numbers = [p.number for p in shown]

    def length(self, start: int, end: int) -> int:
        """The characters of paragraphs with the borders between, by their places in the lists."""
        return max(sum(len(text) + 1 for text in self.texts[start:end]) - 1, 0)

    def run(self, start: int, end: int) -> "_Run":
        """Paragraphs as one string."""
        return _Run(self, start, end)


class _Run:
    """Some paragraphs of a text joined by borders, with the way back."""

    def __init__(self, side: _Side, first: int, last: int) -> None:
        texts = side.texts[first:last]
        self.text = _BORDER.join(texts)
        self._numbers = side.numbers[first:last]
        self._texts = texts
        self._starts = list(accumulate((len(t) + 1 for t in texts[:-1]), initial=0))
        self._before = (side.numbers[first - 1], len(side.texts[first - 1])) if first else None
        self._after = side.numbers[first] if first < len(side.numbers) else None

    def places(self, start: int, end: int) -> Iterator[ParagraphSpan]:
        """The parts of a span of the string in its paragraphs, without the borders."""
        if not self._texts:
            return
        first, last = self._at(start), self._at(max(start, end - 1))
        for index in range(first, last + 1):
            origin, length = self._starts[index], len(self._texts[index])
            low, high = max(start - origin, 0), min(end - origin, length)
            if low < high:
                yield ParagraphSpan(self._numbers[index], low, high)

    def point(self, offset: int) -> tuple[ParagraphSpan, ...]:
        """An empty place, where words are missing."""
        if self._texts:
            index = self._at(offset)
            at = min(offset - self._starts[index], len(self._texts[index]))
            return (ParagraphSpan(self._numbers[index], at, at),)
        if self._before is not None:
            return (ParagraphSpan(self._before[0], self._before[1], self._before[1]),)
        return () if self._after is None else (ParagraphSpan(self._after, 0, 0),)

    def divides(self, start: int, end: int) -> bool:
        """Whether what stands before a span and what stands after it are in two paragraphs."""
        if start == 0 or end == len(self.text):
            return True
        last = self._at(end)
        return last > self._at(start - 1) or end == self._starts[last] + len(self._texts[last])

    def borders(self, start: int, end: int) -> tuple[int, ...]:
        """The paragraphs that end within a span."""
        first, last = self._at(start), self._at(end)
        return tuple(self._numbers[first:last])

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _blocks(left: _Side, right: _Side, pace: Pace) -> list[CommonRun]:
    """Paragraphs that are the same and hold the texts together.

    In shorter texts none but of equal ones: a single paragraph that was moved should not stand
    between all others where these have been changed.
    """
    if left.texts == right.texts:
        return [CommonRun(0, 0, len(left.texts))] if left.texts else []
    if max(left.length(0, len(left.texts)), right.length(0, len(right.texts))) <= _WHOLE:
        return []
    return common_items(left.texts, right.texts, Scan(pace, 0).each)


def _between(
    before: _Run, after: _Run, pace: Pace
) -> Iterator[tuple[Change | None, list[tuple[int, int]]]]:
    """The changes between paragraphs that differ, and the paragraphs that still share words."""
    i = k = 0
    gone = come = 0
    for kind, text in [*pieces(before.text, after.text, pace), (EQUAL, "")]:
        if kind == DELETE:
            gone += len(text)
        elif kind == INSERT:
            come += len(text)
        else:
            change = _change(before, (i, i + gone), after, (k, k + come))
            i, k, gone, come = i + gone, k + come, 0, 0
            yield change, list(_met(before, after, i, k, text))
            i, k = i + len(text), k + len(text)


def _change(before: _Run, old: tuple[int, int], after: _Run, new: tuple[int, int]) -> Change | None:
    removed, added = tuple(before.places(*old)), tuple(after.places(*new))
    joined: tuple[int, ...] = ()
    divided: tuple[int, ...] = ()
    if before.divides(*old) and not after.divides(*new):
        joined = before.borders(*old)
    elif after.divides(*new) and not before.divides(*old):
        divided = after.borders(*new)
    if not removed and not added and not joined and not divided:
        return None
    return Change(removed or before.point(old[0]), added or after.point(new[0]), joined, divided)


def _met(before: _Run, after: _Run, i: int, k: int, text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs that share a run of characters."""
    offset = 0
    for part in text.split(_BORDER):
        if part:
            first = next(before.places(i + offset, i + offset + len(part)))
            second = next(after.places(k + offset, k + offset + len(part)))
            yield first.paragraph, second.paragraph
        offset += len(part) + 1


def _spans(places: Iterator[ParagraphSpan]) -> dict[int, Spans]:
    found: dict[int, list[tuple[int, int]]] = {}
    for place in places:
        if place.start < place.end:
            found.setdefault(place.paragraph, []).append((place.start, place.end))
    return {paragraph: tuple(spans) for paragraph, spans in found.items()}
