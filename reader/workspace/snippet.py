"""Cuts a line around the densest hits out of a long paragraph."""

from collections import Counter
from collections.abc import Sequence

Span = tuple[int, int]

ELLIPSIS = "…"
LEAD = 6
"""Characters of context on either side of the densest hits, where the text has them."""


def snippet(
    text: str, spans: Sequence[Span], width: int = 72
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of `width` characters with the densest hits in its middle.

    Densest is where most different words were found, then where most hits are. `spans` are in
    ascending order. Returns the piece, with an ellipsis where something was left out, and the
    spans in it. The time grows with the length of the text and the number of spans only.
    """
    if len(text) <= width:
        return text, tuple(spans)
    first, last = _densest(text, spans, max(1, width - 2 * LEAD))
    begin = min(max(0, (first + last - width) // 2), len(text) - width)
    end = begin + width
    front = ELLIPSIS if begin else ""
    back = ELLIPSIS if end < len(text) else ""
    shift = len(front) - begin
    inside = tuple(
        (max(start, begin) + shift, min(stop, end) + shift)
        for start, stop in spans
        if start < end and stop > begin
    )
    return front + text[begin:end] + back, inside


def _densest(text: str, spans: Sequence[Span], room: int) -> Span:
    """The stretch of at most `room` characters that begins with a span and holds the most.

    A window moves from span to span: one pointer takes in the spans in the order of their ends,
    each start leaves its own behind.
    """
    if not spans:
        return 0, 0
    by_end = sorted(range(len(spans)), key=lambda index: spans[index][1])
    words: Counter[str] = Counter()
    inside: set[int] = set()
    taken, best, most = 0, 0, (0, 0)
    for index, (start, stop) in enumerate(spans):
        while taken < len(by_end) and spans[by_end[taken]][1] <= start + room:
            entering = by_end[taken]
            if entering >= index:
                inside.add(entering)
                words[text[slice(*spans[entering])]] += 1
            taken += 1
        if (len(words), len(inside)) > most:
            best, most = index, (len(words), len(inside))
        if index in inside:
            inside.remove(index)
            word = text[start:stop]
            words[word] -= 1
            if not words[word]:
                del words[word]
    begin = spans[best][0]
    ends = [stop for _, stop in spans[best:] if stop <= begin + room]
    return begin, max(ends, default=begin + room)
