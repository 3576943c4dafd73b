"""From the characters of a page to its lines, column after column.

Characters come in the order in which the file draws them, mostly that of reading; nothing but
their places is relied on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.documents.clean import clean, scrub
from reader.importers.page import Box, Glyph, Line, Page
from reader.importers.page_columns import Piece, reading_order
from reader.importers.page_notes import SUPERSCRIPT
from reader.importers.runs import spans_of

# All in sizes of the type.
_SAME_LINE = 0.35
_RAISED = 0.55
_CELL_GAP = 1.5
_SMALL, _LIFTED = 0.8, 0.1
_OVERLAP = 0.6
_LATIN_SPACE = 0.18
_MIXED_SPACE = 0.35
_WIDE_SPACE = 0.9
_MOST_OF = 0.8

_CANNOT_OPEN = "，。、；：？！）》」』】〕〉”’…—·％,.;:?!)]}%"
_CANNOT_CLOSE = "（《“‘「『【〔〈([{"
_HYPHENS = "\x02\xad\ufffe"
_STRAY = 30
_SEVERAL = 6
_ALIGNED = 0.3
_FEWEST_GAPS = 4


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page in the order of reading, each in the box of its column.

    `strip` is the place between two columns, for the next page.
    """

    lines: tuple[Line, ...]
    strip: float | None


def page_lines(page: Page, strip: float | None = None) -> PageLines:
    """Read the lines of a page; `strip` is where the page before was divided."""
    order = reading_order([Piece(tuple(run)) for run in _fragments(page.glyphs)], strip)
    found: list[Line] = []
    for group in order.groups:
        lines = [line for row in _rows(group) if (line := _line(row)) is not None]
        box = _box(lines)
        found += [replace(line, page=page.number, box=box) for line in lines]
    return PageLines(tuple(found), order.strip)


def _fragments(glyphs: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    """Runs of characters that follow each other on one line without a wide gap."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.left - last.right
    return _on_one_line(last, glyph) and -_OVERLAP * size < gap < _CELL_GAP * size


def _on_one_line(first: Glyph, second: Glyph) -> bool:
    """Raised marks of notes stand higher than their line, and are smaller."""
    size = max(first.size, second.size)
    raised = min(first.size, second.size) < _SMALL * size
    allowed = (_RAISED if raised else _SAME_LINE) * size
    return abs(first.baseline - second.baseline) <= allowed


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on the same line, from left to right; the lines from the top."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.baseline):
        if rows and _on_one_line(rows[-1][0].glyphs[0], piece.glyphs[0]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _line(row: Sequence[Piece]) -> Line | None:
    """One line of text; None for white space."""
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    ink = [glyph for glyph in glyphs if not glyph.char.isspace()]
    if not ink:
        return None
    spread = len(row) > 1 and all(len(clean(_plain(piece))) <= 1 for piece in row)
    size = Counter(glyph.size for glyph in ink).most_common(1)[0][0]
    baseline = median(glyph.baseline for glyph in ink if glyph.size == size)
    stretch = _stretch(ink)
    chars, flags = "", list[bool]()
    last: Glyph | None = None
    hinted = False
    for glyph in glyphs:
        if _is_hint(glyph):
            hinted = True
            continue
        gap = "" if last is None else _gap(last, glyph, stretch, spread=spread, hinted=hinted)
        hinted = False
        piece = gap + _char(glyph, size, baseline)
        chars += piece
        flags += [glyph.bold] * len(piece)
        last = glyph
    text = clean(chars)
    if not text:
        return None
    start = chars.find(text)
    bold = spans_of(
        on and not char.isspace()
        for char, on in zip(text, flags[start : start + len(text)], strict=True)
    )
    return Line(
        text,
        min(g.left for g in ink),
        max(g.right for g in ink),
        max((g.right for g in ink if g.char not in _CANNOT_OPEN), default=ink[-1].right),
        baseline,
        size,
        _unit(ink),
        bold,
        hyphen=ink[-1].char in _HYPHENS,
        spaced=glyphs[-1].char.isspace() and not _is_hint(glyphs[-1]),
    )


def _char(glyph: Glyph, size: float, baseline: float) -> str:
    """A character as text; raised digits become superscript ones."""
    char = scrub(glyph.char)
    raised = glyph.size < _SMALL * size and baseline - glyph.baseline > _LIFTED * size
    return char.translate(SUPERSCRIPT) if raised else char


def _plain(piece: Piece) -> str:
    return "".join(glyph.char for glyph in piece.glyphs)


def _is_hint(glyph: Glyph) -> bool:
    return glyph.char == " " and glyph.left == glyph.right


def _stretch(ink: Sequence[Glyph]) -> float:
    """The gap that a justified line has between any two characters, in sizes."""
    gaps = [(right.left - left.right) / right.size for left, right in pairwise(ink)]
    return max(0.0, median(gaps)) if len(gaps) >= _FEWEST_GAPS else 0.0


def _gap(last: Glyph, glyph: Glyph, stretch: float, *, spread: bool, hinted: bool) -> str:
    """The white space that a gap stands for; `hinted`: the file may have a space here."""
    size = max(last.size, glyph.size)
    gap = (glyph.left - last.right) / size - stretch
    if gap >= _CELL_GAP and not spread:
        return "\t"
    latin = last.char.isascii(), glyph.char.isascii()
    if last.char.isspace() or glyph.char.isspace():
        # Of several spaces only the first may be there.
        width = (last.right - last.left) / last.size
        lost = last.char == " " and not glyph.char.isspace() and not latin[1] and width > 0
        return " " * round(gap / width) if lost and gap > _MOST_OF * width else ""
    if all(latin):
        return " " if gap > _LATIN_SPACE else ""
    # Between Chinese and Latin letters programs set a quarter of the size by themselves.
    by_itself = any(latin) and last.char.isalnum() and glyph.char.isalnum()
    if hinted and gap > (_MIXED_SPACE if by_itself else _LATIN_SPACE):
        return " "
    return "\u3000" if gap > _WIDE_SPACE else ""


def _unit(ink: Sequence[Glyph]) -> float:
    """The width of what a line break could not have divided at the start of a line."""
    end = 1
    while end < len(ink) and _glued(ink[end - 1], ink[end]):
        end += 1
    return ink[end - 1].right - ink[0].left


def _glued(left: Glyph, right: Glyph) -> bool:
    if right.char in _CANNOT_OPEN or left.char in _CANNOT_CLOSE:
        return True
    letters = left.char.isascii() and right.char.isascii()
    return letters and right.left - left.right <= _LATIN_SPACE * right.size


def boxed(lines: Sequence[Line]) -> list[Line]:
    """The same lines with the edges of their columns measured again, after some were left out."""
    columns: dict[tuple[int, Box], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.box), []).append(line)
    known = {key: _box(found) for key, found in columns.items()}
    return [replace(line, box=known[line.page, line.box]) for line in lines]


def _box(lines: Sequence[Line]) -> Box:
    """The edges that nearly all lines keep to; a stray line beyond them does not count."""
    if not lines:
        return Box(0, 0)
    rights = sorted(line.solid for line in lines)
    starts = sorted((line.left, line.size) for line in lines)
    left = starts[0][0]
    if len(lines) >= _SEVERAL:
        shared = (a for (a, size), (b, _) in pairwise(starts) if b - a < _ALIGNED * size)
        left = next(shared, left)
    return Box(left, rights[-1 - len(lines) // _STRAY])
