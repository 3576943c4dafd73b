"""Where the words of a query stand inside one paragraph: the same rules for marks and totals."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from index.fold import fold
from index.tree import Near, Query, positive_literals, positive_nears

Span = tuple[int, int]


def spans(tree: Query, text: str) -> tuple[Span, ...]:
    """The spans of a query in a paragraph as it was imported, sorted by start and end.

    Every occurrence of each distinct literal that the query asks for, those of one literal not
    overlapping (spans of different literals may); of a NEAR only the occurrences that take part
    in a pair. The folded text of a span is the folded literal.
    """
    folded = fold(text)
    return tuple(sorted(folded.original_span(*span) for span in folded_spans(tree, folded.text)))


def folded_spans(tree: Query, folded: str) -> frozenset[Span]:
    """The spans of a query in a folded paragraph."""
    found: set[Span] = set()
    for literal in positive_literals(tree):
        size = len(literal.text)
        found.update((start, start + size) for start in occurrences(folded, literal.text))
    for near in positive_nears(tree):
        found |= near_spans(folded, near)
    return frozenset(found)


def occurrences(text: str, literal: str) -> Iterator[int]:
    """The starts of a literal, from the left, not overlapping: as many as `str.count` says."""
    start = text.find(literal)
    while start >= 0:
        yield start
        start = text.find(literal, start + len(literal))


def near_spans(folded: str, near: Near) -> frozenset[Span]:
    """The spans of both literals that have the other one close by; none if they never meet."""
    first, second = near.first.text, near.second.text
    firsts = list(occurrences(folded, first))
    seconds = list(occurrences(folded, second))
    left = _with_neighbour(firsts, len(first), seconds, len(second), near.distance)
    right = _with_neighbour(seconds, len(second), firsts, len(first), near.distance)
    return frozenset((s, s + len(first)) for s in left) | {(s, s + len(second)) for s in right}


def _with_neighbour(
    starts: list[int], size: int, others: list[int], other_size: int, distance: int
) -> Iterator[int]:
    """The starts that have one of `others` at most `distance` characters before or behind."""
    for start in starts:
        end = start + size
        behind = bisect_left(others, end)
        if behind < len(others) and others[behind] - end <= distance:
            yield start
            continue
        before = bisect_right(others, start - other_size) - 1
        if before >= 0 and start - (others[before] + other_size) <= distance:
            yield start
