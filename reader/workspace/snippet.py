"""Cuts a line around the densest hits out of a long paragraph."""

from collections.abc import Sequence

ELLIPSIS = "…"
LEAD = 12


def snippet(
    text: str, spans: Sequence[tuple[int, int]], width: int = 72
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of at most about `width` characters that holds as many of the spans as it can.

    Returns the piece, with an ellipsis where something was left out, and the spans in it.
    """
    if len(text) <= width:
        return text, tuple(spans)
    begin = max(0, _densest(spans, width - LEAD) - LEAD)
    begin = min(begin, len(text) - width)
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


def _densest(spans: Sequence[tuple[int, int]], width: int) -> int:
    """Where the window of `width` characters begins that holds most of the spans."""
    best, most = 0, 0
    for index, (start, _) in enumerate(spans):
        held = sum(stop <= start + width for _, stop in spans[index:])
        if held > most:
            best, most = start, held
    return best
