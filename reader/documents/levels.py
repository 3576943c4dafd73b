"""Levels of headings: as the file marks them, else counted from 1 by a stack of ranks."""

from collections.abc import Sequence
from dataclasses import replace

from reader.documents.blocks import Block
from reader.documents.candidates import LABEL, SHORT, Candidate
from reader.documents.labels import section_label

# Unmarked lines below a numbered rung (一、) rank just under it.
_BELOW_NUMBERS = 10.5
_NUMBERED = frozenset({"part", "chapter", "yi"})
_CHILD = 0.5


def levels(blocks: Sequence[Block], headings: Sequence[Candidate], base: int) -> list[int]:
    """The level of each heading; unmarked ones start at `base` + 1."""
    stack: list[tuple[float, int]] = []
    found = []
    for heading in _nest_labels(blocks, _place_short(headings)):
        while stack and stack[-1][0] >= heading.rank:
            stack.pop()
        above = stack[-1][1] if stack else base
        level = heading.level if heading.level is not None else above + 1
        stack.append((heading.rank, level))
        found.append(level)
    return found


def _place_short(headings: Sequence[Candidate]) -> list[Candidate]:
    """Unmarked headings stand above the numbered ones, unless a number opened the text."""
    opener = next((h for h in headings if h.name in _NUMBERED or h.name == SHORT), None)
    if opener is None or opener.name == SHORT:
        return list(headings)
    return [replace(h, rank=_BELOW_NUMBERS) if h.name == SHORT else h for h in headings]


def _nest_labels(blocks: Sequence[Block], headings: list[Candidate]) -> list[Candidate]:
    """In a list without indents, an item that ends in a colon introduces those after it.

    Items on one level are built alike in office writing: an item whose label is as long as the
    introducing one's, when its children's are not, returns to that level.
    """
    nested: list[Candidate] = []
    opener: int | None = None
    child: int | None = None
    previous = -2
    for heading in headings:
        if heading.name != LABEL or heading.index != previous + 1:
            opener = child = None
        previous = heading.index
        if heading.name != LABEL:
            nested.append(heading)
            continue
        text = blocks[heading.index].text
        length = len(section_label(text[: heading.end]))
        if opener is not None and child is None:
            child = length
        if opener is None or (length == opener and child != opener):
            if text[heading.end :].rstrip().endswith((":", "：")):
                opener, child = length, None
            nested.append(heading)
        else:
            nested.append(replace(heading, rank=heading.rank + _CHILD))
    return nested
