"""Columns: a page that is divided by an empty strip is read one column after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from reader.importers.page import Glyph

_FEWEST_LINES = 5
# Text fills its column; the cells of a table do not.
_FILLED = 0.45
_STEPS = 60
_NEAREST_EDGE = 0.2
_MOST_CROSSING = 0.5
_DEEPEST = 2


@dataclass(frozen=True)
class Piece:
    """Characters that follow each other on one line; at least one."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def left(self) -> float:
        """Where it starts."""
        return min(glyph.left for glyph in self.glyphs)

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def baseline(self) -> float:
        """The baseline of its first character."""
        return self.glyphs[0].baseline

    @property
    def is_blank(self) -> bool:
        """Whether it is white space only."""
        return all(glyph.char.isspace() for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Order:
    """The pieces of a page by column, in the order of reading, and the strip between them."""

    groups: list[list[Piece]]
    strip: float | None


def reading_order(pieces: Sequence[Piece], known: float | None = None) -> Order:
    """Find the columns of a page and their order.

    What runs across both columns, as a title does, divides the page: the columns above it are
    read first. `known` is where the strip was on the page before: the last page of a file often
    has too little text to tell.
    """
    inked = [piece for piece in pieces if not piece.is_blank]
    strip = _strip(inked)
    if strip is None and known is not None and _may_divide(inked, known):
        strip = known
    return Order(_columns(pieces, strip, 0), strip)


def _columns(pieces: Sequence[Piece], strip: float | None, depth: int) -> list[list[Piece]]:
    if strip is None:
        return [list(pieces)] if pieces else []
    groups: list[list[Piece]] = []
    across: list[Piece] = []
    left: list[Piece] = []
    right: list[Piece] = []

    def finish_columns() -> None:
        for column in (left, right):
            inner = _strip(column) if depth < _DEEPEST else None
            groups.extend(_columns(column, inner, depth + 1))
            column.clear()

    for piece in sorted(pieces, key=lambda p: p.baseline):
        if piece.left < strip < piece.right:
            finish_columns()
            across.append(piece)
            continue
        if across:
            groups.append(list(across))
            across.clear()
        (left if piece.right <= strip else right).append(piece)
    finish_columns()
    if across:
        groups.append(across)
    return groups


def _may_divide(pieces: Sequence[Piece], strip: float) -> bool:
    """Whether a strip that divides other pages can divide this one too."""
    crossing = sum(piece.left < strip < piece.right for piece in pieces)
    return bool(pieces) and crossing <= _MOST_CROSSING * len(pieces)


def _strip(pieces: Sequence[Piece]) -> float | None:
    """Where the empty strip between two columns of text is; None on a page without columns."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    first = min(piece.left for piece in pieces)
    last = max(piece.right for piece in pieces)
    width = last - first
    best: tuple[int, float] | None = None
    for step in range(_STEPS + 1):
        place = first + width * (_NEAREST_EDGE + (1 - 2 * _NEAREST_EDGE) * step / _STEPS)
        crossing = sum(piece.left < place < piece.right for piece in pieces)
        if crossing > _MOST_CROSSING * len(pieces):
            continue
        if _filled(pieces, first, place, last) and (best is None or crossing < best[0]):
            best = (crossing, place)
    return best[1] if best else None


def _filled(pieces: Sequence[Piece], first: float, place: float, last: float) -> bool:
    """Whether running text stands on both sides of a place."""
    left = [piece.right - piece.left for piece in pieces if piece.right <= place]
    right = [piece.right - piece.left for piece in pieces if piece.left >= place]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    return median(left) >= _FILLED * (place - first) and median(right) >= _FILLED * (last - place)
