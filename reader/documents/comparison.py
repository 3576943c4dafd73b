"""The differences between two versions of a text, character by character.

Paragraphs that are the same in both hold the comparison together; what lies between them is
compared as one run of characters, so that a paragraph that was divided or joined shows as a
border that moved and not as text that is gone. A long run is held together in its turn by longer
stretches that are the same (reader.documents.common). The comparison of characters is Myers'
algorithm with Google's semantic clean-up (the package diff-match-patch), which prefers whole words
to accidental letters.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from diff_match_patch import diff_match_patch

from reader.documents.common import CommonRun, common_items, common_text
from reader.documents.model import Kind, Paragraph

_BORDER = "\n"
# From so many characters on a run is held together by what is the same in it.
_LONG_RUN = 1500
_DELETE, _INSERT, _EQUAL = (
    diff_match_patch.DIFF_DELETE,
    diff_match_patch.DIFF_INSERT,
    diff_match_patch.DIFF_EQUAL,
)
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
    (none in a text without any paragraph).
    """

    old: tuple[ParagraphSpan, ...]
    new: tuple[ParagraphSpan, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in the order of the texts, and which paragraphs go together.

    `removed` and `added` are the spans to mark in the old and the new text, by paragraph.
    `pairs` are the numbers of paragraphs that share words, in the order of both texts.
    """

    changes: tuple[Change, ...]
    removed: dict[int, Spans]
    added: dict[int, Spans]
    pairs: tuple[tuple[int, int], ...]

    @property
    def same(self) -> bool:
        """Whether there is no difference."""
        return not self.changes


def _never() -> bool:
    return False


def compare(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    seconds: float = _SECONDS,
    cancelled: Callable[[], bool] = _never,
) -> Comparison:
    """Compare two texts without what is junk in them; pure, takes at most about `seconds`.

    Of a comparison that is `cancelled` meanwhile the rest is left out.
    """
    left, right = _Side(old), _Side(new)
    steps = list(_steps(common_items(left.texts, right.texts), left.texts, right.texts))
    size = sum(left.length(i, j) + right.length(k, m) for same, i, j, k, m in steps if not same)
    changes: list[Change] = []
    pairs: list[tuple[int, int]] = []
    for same, i, j, k, m in steps:
        if same:
            pairs += zip(left.numbers[i:j], right.numbers[k:m], strict=True)
            continue
        if cancelled():
            break
        share = seconds * (left.length(i, j) + right.length(k, m)) / size
        for change, met in _between(left, (i, j), right, (k, m), share):
            if change is not None:
                changes.append(change)
            pairs += met
    return Comparison(
        tuple(changes),
        _spans(place for change in changes for place in change.old),
        _spans(place for change in changes for place in change.new),
        tuple(sorted(set(pairs))),
    )


class _Side:
    """One of the texts: its paragraphs as the comparison sees them."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        shown = [p for p in paragraphs if p.kind is not Kind.JUNK]
        self.texts = [p.text for p in shown]
        self.numbers = [p.number for p in shown]

    def length(self, start: int, end: int) -> int:
        """The characters of paragraphs, by their places in the lists."""
        return sum(len(text) + 1 for text in self.texts[start:end])

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

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def _between(
    left: _Side, old: tuple[int, int], right: _Side, new: tuple[int, int], seconds: float
) -> Iterator[tuple[Change | None, list[tuple[int, int]]]]:
    """The changes between paragraphs that differ, and the paragraphs that still share words."""
    before, after = left.run(*old), right.run(*new)
    i = k = 0
    gone = come = 0
    for kind, text in [*_pieces(before.text, after.text, seconds), (_EQUAL, "")]:
        if kind == _DELETE:
            gone += len(text)
        elif kind == _INSERT:
            come += len(text)
        else:
            change = _change(before, (i, i + gone), after, (k, k + come))
            i, k, gone, come = i + gone, k + come, 0, 0
            yield change, list(_met(before, after, i, k, text))
            i, k = i + len(text), k + len(text)


def _steps(
    blocks: Sequence[CommonRun], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """What is the same and what is not: from where to where in the one and in the other."""
    i = k = 0
    for block in [*blocks, CommonRun(len(old), len(new), 0)]:
        if (i, k) != (block.old, block.new):
            yield False, i, block.old, k, block.new
        i, k = block.old + block.length, block.new + block.length
        if block.length:
            yield True, block.old, i, block.new, k


def _pieces(before: str, after: str, seconds: float) -> Iterator[tuple[int, str]]:
    """The kinds (equal, delete, insert) and texts that lead from one string to the other."""
    if min(len(before), len(after)) < _LONG_RUN:
        yield from _compare(before, after, seconds)
        return
    steps = list(_steps(common_text(before, after), before, after))
    size = sum(j - i + m - k for same, i, j, k, m in steps if not same)
    for same, i, j, k, m in steps:
        if same:
            yield _EQUAL, before[i:j]
        else:
            yield from _compare(before[i:j], after[k:m], seconds * (j - i + m - k) / size)


def _compare(before: str, after: str, seconds: float) -> Iterator[tuple[int, str]]:
    """The same character by character."""
    comparer = diff_match_patch()
    comparer.Diff_Timeout = max(seconds, 0.05)
    pieces = comparer.diff_main(before, after)
    comparer.diff_cleanupSemantic(pieces)
    yield from pieces


def _change(before: _Run, old: tuple[int, int], after: _Run, new: tuple[int, int]) -> Change | None:
    removed, added = tuple(before.places(*old)), tuple(after.places(*new))
    if not removed and not added:
        # nothing, or only a border between paragraphs that came or went
        return None
    return Change(removed or before.point(old[0]), added or after.point(new[0]))


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
