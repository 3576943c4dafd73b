"""What two long sequences have in common, in order, in about linear time.

This is Bram Cohen's patience diff: what stands exactly once in either sequence is paired, the
longest increasing series of the pairs holds, and each of them grows as far as both sequences
agree. What is repeated ties nothing together by itself, so that it costs no time and does not
match what has nothing to do with each other.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

# Characters that must be the same to hold two texts together.
_GRAM = 12
# In longer texts only some of the places are remembered: memory stays within bounds.
_PLACES = 200_000

T = TypeVar("T")


class Each(Protocol):
    """Goes through a series of whatever length, and may end the work by raising."""

    def __call__(self, items: Iterable[T], /) -> Iterable[T]:
        """The same items."""


def _all(items: Iterable[T], /) -> Iterable[T]:
    return items


class CommonRun(NamedTuple):
    """`length` elements are the same from `old` and from `new` on."""

    old: int
    new: int
    length: int


def common_items(old: Sequence[str], new: Sequence[str], each: Each = _all) -> list[CommonRun]:
    """The items that go together, as runs in the order of both lists.

    `each` sees all long series on their way.
    """
    pairs = _once_in_both(_places(each(enumerate(old))), _places(each(enumerate(new))))
    return _grown(each(_increasing(each(pairs))), old, new)


def common_text(old: str, new: str, each: Each = _all) -> list[CommonRun]:
    """The longer stretches of characters that go together, in the order of both strings."""
    step = len(old) // _PLACES + 1
    here = _places(each((start, old[start : start + _GRAM]) for start in _starts(old, step)))
    there = _places(
        (start, gram)
        for start, gram in each((start, new[start : start + _GRAM]) for start in _starts(new, 1))
        if gram in here
    )
    pairs = _once_in_both(here, there)
    return _grown(each(_increasing(each(pairs))), old, new)


def _starts(text: str, step: int) -> range:
    return range(0, max(len(text) - _GRAM + 1, 0), step)


def _places(items: Iterable[tuple[int, Hashable]]) -> dict[Hashable, int]:
    """Where each item stands; -1 for what stands in several places."""
    places: dict[Hashable, int] = {}
    for place, item in items:
        places[item] = -1 if item in places else place
    return places


def _once_in_both(old: dict[Hashable, int], new: dict[Hashable, int]) -> Iterator[tuple[int, int]]:
    for item, place in old.items():
        other = new.get(item, -1)
        if place >= 0 and other >= 0:
            yield place, other


def _increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series that increases in both; the first places are in order already."""
    ends: list[int] = []
    series: list[tuple[tuple[int, int], int]] = []
    last: list[int] = []
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        ends[length : length + 1] = [pair[1]]
        last[length : length + 1] = [len(series)]
        series.append((pair, last[length - 1] if length else -1))
    found: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        pair, at = series[at]
        found.append(pair)
    return found[::-1]


def _grown(
    pairs: Iterable[tuple[int, int]], old: Sequence[str], new: Sequence[str]
) -> list[CommonRun]:
    """Runs around the pairs, and at both ends of the sequences."""
    runs: list[CommonRun] = [_forward(0, 0, old, new)]
    for one, other in pairs:
        after = runs[-1].old + runs[-1].length, runs[-1].new + runs[-1].length
        if one < after[0] or other < after[1]:
            continue
        back = _back(one, other, after, old, new)
        ahead = _forward(one, other, old, new)
        runs.append(CommonRun(one - back, other - back, back + ahead.length))
    after = runs[-1].old + runs[-1].length, runs[-1].new + runs[-1].length
    back = _back(len(old), len(new), after, old, new)
    runs.append(CommonRun(len(old) - back, len(new) - back, back))
    return [run for run in runs if run.length]


def _forward(one: int, other: int, old: Sequence[str], new: Sequence[str]) -> CommonRun:
    length, most = 0, min(len(old) - one, len(new) - other)
    while length < most and old[one + length] == new[other + length]:
        length += 1
    return CommonRun(one, other, length)


def _back(
    one: int, other: int, after: tuple[int, int], old: Sequence[str], new: Sequence[str]
) -> int:
    length, most = 0, min(one - after[0], other - after[1])
    while length < most and old[one - length - 1] == new[other - length - 1]:
        length += 1
    return length
