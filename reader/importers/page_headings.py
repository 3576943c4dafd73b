"""Headings of pages: those that a contents tree (bookmarks) names, else those in larger type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.credits import credit_of
from reader.documents.papers import is_paper_head

_LARGER = 1.12
_ALIKE = 1.04
_LONGEST = 60
_LONGEST_NAMED = 200
_NO_HEADING_END = "。；，,;、"
_DEEPEST = 9
_LARGEST_SHARE = 0.2
_FIRST = 6
_SHORTEST_PART = 2
_LONGEST_NUMBER = 4
_MOST_PIECES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the file's contents tree; `page` counts from 0 and is None where unknown."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the page (from 0) on which it begins, and the size of its type."""

    block: Block
    page: int
    size: float


def with_entries(
    placed: Sequence[Placed], entries: Sequence[Entry], body_size: float
) -> list[Placed]:
    """Mark the blocks that the contents tree names; a heading over several lines is one.

    Entries that are not found in the text are left out. A contents tree often begins below the
    title: what the first page sets in larger type than all else is the title then.
    """
    found = list(placed)
    start = 0
    for entry in entries:
        hit = _find(found, entry, start)
        if hit is None:
            continue
        first, last = hit
        block = found[first].block
        for item in found[first + 1 : last]:
            block = replace(block, text=block.text + item.block.text, bold=())
        level = min(entry.level, _DEEPEST)
        marked = replace(found[first], block=replace(block, level=level, kind=None))
        found[first:last] = [marked]
        start = first + 1
    return _with_title(found, body_size)


def _with_title(placed: Sequence[Placed], body_size: float) -> list[Placed]:
    """Mark the line at the beginning, named by no entry, that is set larger than all else."""
    found = list(placed)
    large = [i for i, item in enumerate(placed) if _is_large(item, body_size)]
    if large:
        first = max(large, key=lambda i: placed[i].size)
        item = placed[first]
        is_first = item.page == placed[0].page and _is_title_size(placed, large, item.size)
        if is_first and item.block.level is None:
            found[first] = replace(item, block=replace(item.block, is_title=True))
    return found


def _find(placed: Sequence[Placed], entry: Entry, start: int) -> tuple[int, int] | None:
    """The range of blocks that an entry names, from `start` on and near its page."""
    title = bare(entry.title)
    if not title or len(title) > _LONGEST_NAMED:
        return None
    near = [
        i
        for i in range(start, len(placed))
        if entry.page is None or entry.page <= placed[i].page <= entry.page + 1
    ]
    for i in near:
        text = ""
        for end in range(i, min(i + _MOST_PIECES, len(placed))):
            text += bare(placed[end].block.text)
            if text == title:
                return i, end + 1
            if not title.startswith(text):
                break
    # Numbers stand in one of the two only.
    return next(((i, i + 1) for i in near if _ends_alike(bare(placed[i].block.text), title)), None)


def _ends_alike(text: str, title: str) -> bool:
    short, long = sorted((text, title), key=len)
    rest = len(long) - len(short)
    return len(short) >= _SHORTEST_PART and rest <= _LONGEST_NUMBER and long.endswith(short)


def with_sizes(placed: Sequence[Placed], body_size: float) -> list[Placed]:
    """Mark short paragraphs in larger type; the largest type has level 1.

    A title has a size of its own at the beginning, and counts for no level.
    """
    large = [i for i, item in enumerate(placed) if _is_large(item, body_size)]
    total = sum(len(item.block.text) for item in placed)
    if sum(len(placed[i].block.text) for i in large) > _LARGEST_SHARE * total:
        return list(placed)
    sizes = list(_distinct(sorted((placed[i].size for i in large), reverse=True)))
    if len(sizes) > 1 and _is_title_size(placed, large, sizes[0]):
        del sizes[0]
    found = list(placed)
    for i in large:
        level = min(1 + sum(size > found[i].size * _ALIKE for size in sizes), _DEEPEST)
        found[i] = replace(found[i], block=replace(found[i].block, level=level))
    return found


def _is_large(item: Placed, body_size: float) -> bool:
    block = item.block
    return (
        item.size >= _LARGER * body_size
        and block.kind is None
        and 2 <= len(block.text) <= _LONGEST
        and block.text[-1] not in _NO_HEADING_END
        and any(char.isalpha() for char in block.text)
        and credit_of(block.text) is None
        and not is_paper_head(block.text)
    )


def _distinct(sizes: Sequence[float]) -> Iterator[float]:
    """Sizes that differ; they come in falling order."""
    last: float | None = None
    for size in sizes:
        if last is None or last > size * _ALIKE:
            yield size
            last = size


def _is_title_size(placed: Sequence[Placed], large: Sequence[int], size: float) -> bool:
    """Whether the largest type stands once, at the beginning."""
    places = [i for i in large if placed[i].size * _ALIKE >= size]
    return len(places) == 1 and places[0] < _FIRST
