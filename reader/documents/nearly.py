"""Where words stand that were edited since: the stretch of a text with the fewest changes.

Paragraphs that share many pairs of characters with the words are candidates; in these the best
stretch is found with dynamic programming over all beginnings at once (P. H. Sellers, The theory
and computation of evolutionary distances, 1980). All strings here are loosened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.documents.similarity import pairs

# Fewer characters, once altered, could be anything.
_SHORTEST = 6
# At least so many of the pairs a paragraph has to share, and so many paragraphs are compared.
_SHARED = 0.4
_CANDIDATES = 4
# Of ten characters so many may have changed.
_CHANGED = 0.34
# Longer words are looked for by their beginning and their end.
_LONG = 160
_END = 60


@dataclass(frozen=True, slots=True)
class Nearly:
    """The stretch `start`..`end` of the text with that index; `changes` characters differ."""

    index: int
    start: int
    end: int
    changes: int


def nearly(parts: Sequence[str], texts: Sequence[str], near: int) -> Nearly | None:
    """The stretch of one of the texts that the words became; of like ones the nearest to a text.

    `parts` has the words, or their beginning and their end where the middle was left out.
    None where they are too short or changed too much.
    """
    first, last = parts[0], parts[-1]
    if len(parts) == 1 and len(first) > _LONG:
        first, last = first[:_END], first[-_END:]
    whole = first is last
    if len(first) < _SHORTEST:
        return None
    found = []
    for index in _candidates(first if whole else first + last, texts):
        text = texts[index]
        span = _best(first, text)
        if span is None:
            continue
        if not whole:
            rest = _best(last, text[span.end :]) if len(last) >= _SHORTEST else None
            if rest is None:
                continue
            changes = span.changes + rest.changes
            span = Nearly(0, span.start, span.end + rest.end, changes)
        found.append(Nearly(index, span.start, span.end, span.changes))
    return min(found, key=lambda one: (one.changes, abs(one.index - near)), default=None)


def _candidates(words: str, texts: Sequence[str]) -> list[int]:
    wanted = pairs(words)
    counts = [sum(pair in text for pair in wanted) for text in texts]
    likely = [index for index, count in enumerate(counts) if count >= _SHARED * len(wanted)]
    return sorted(likely, key=lambda index: -counts[index])[:_CANDIDATES]


def _best(words: str, text: str) -> Nearly | None:
    """The stretch with the fewest changes: of the text, any beginning and any end is free."""
    costs, begins = list(range(len(words) + 1)), [0] * (len(words) + 1)
    best: Nearly | None = None
    for place, character in enumerate(text, start=1):
        corner, corner_begin = 0, place - 1
        costs[0], begins[0] = 0, place
        for row, wanted in enumerate(words, start=1):
            above, beside = costs[row - 1] + 1, costs[row] + 1
            cost, begin = corner + (character != wanted), corner_begin
            if beside < cost:
                cost, begin = beside, begins[row]
            if above < cost:
                cost, begin = above, begins[row - 1]
            corner, corner_begin = costs[row], begins[row]
            costs[row], begins[row] = cost, begin
        if best is None or costs[-1] < best.changes:
            best = Nearly(0, begins[-1], place, costs[-1])
    return best if best is not None and best.changes <= _CHANGED * len(words) else None
