"""From lines to paragraphs: which line goes on in the next one.

A line goes on where it is full and the next one starts at the edge of the column. Files that
indent the first line of each paragraph are certain; in others a line that happens to be full at
the end of its paragraph is taken as going on, unless its stop, a number or a gap tells otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from reader.documents.blocks import Spans, needs_space
from reader.documents.numbering import SPOKEN, is_law_article, mark_of
from reader.importers.page import Box, Line

# In sizes of the type where nothing else is said.
_INDENTED = 1.2
_NEAR = 0.35
# What has room to spare by a hair would have fitted in.
_SLACK = -0.08
_NARROWEST = 12
_HAIR = 0.1
_FEWEST_FULL = 8
_JUSTIFIED = 0.85
_SAME_SIZE = 1.08
_BIG = 1.12
_STEP = 1.45
_HANGING = 5
_SHORT_LINE = 3
_ENDS = "。！？；!?;：:…"
_STOPS = "。！？!?…”』」）"
_ROWS = 2
_SPOKEN_INSIDE = re.compile(
    r"[。；;，,：:！？]\s*(?:第?[一二三四五六七八九十][是要为，、]|首先|其[一二三])"
)
_LATIN_END = re.compile(r"[A-Za-z]-$")
_LOWER = re.compile(r"^[a-z]")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making: its lines, and whether it is a row of a table or a note."""

    lines: list[Line]
    is_row: bool = False
    is_note: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.lines[0].size

    def text(self) -> tuple[str, Spans]:
        """Its text and the bold spans in it."""
        text = ""
        bold: list[tuple[int, int]] = []
        hyphen = spaced = False
        for line in self.lines:
            text = _ready(text, line.text, hyphen=hyphen, spaced=spaced)
            start = len(text)
            text += line.text
            for left, right in line.bold:
                if bold and bold[-1][1] >= start + left - 1 and left == 0:
                    bold[-1] = (bold[-1][0], start + right)
                else:
                    bold.append((start + left, start + right))
            hyphen, spaced = line.hyphen, line.spaced
        return text, tuple(bold)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file sets its text. `size` is that of most of it, `step` from line to line.

    `indented`: first lines of paragraphs start further in; `justified`: full lines end at the
    edge of the column to a hair.
    """

    size: float
    step: float
    indented: bool
    justified: bool


def habits_of(lines: Sequence[Line]) -> Habits:
    """Measure the lines of a file."""
    sizes: dict[float, int] = {}
    for line in lines:
        key = round(line.size, 1)
        sizes[key] = sizes.get(key, 0) + len(line.text)
    size = max(sizes, key=lambda key: sizes[key]) if sizes else 1.0
    steps = [
        below.baseline - above.baseline
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < below.baseline - above.baseline < 4 * size
    ]
    opening = [
        below.indent
        for above, below in pairwise(lines)
        if above.room > _SHORT_LINE * above.size and abs(below.size - size) < 0.1 * size
    ]
    indented = sum(_INDENTED <= indent <= _HANGING for indent in opening)
    step = median(steps) if steps else 1.5 * size
    full = [line for line in lines if line.room < line.size and abs(line.size - size) < 0.1 * size]
    exact = sum(_ends_exactly(line) for line in full)
    return Habits(
        size,
        step,
        bool(opening) and indented >= 0.5 * len(opening),
        len(full) >= _FEWEST_FULL and exact >= _JUSTIFIED * len(full),
    )


def _ends_exactly(line: Line) -> bool:
    """Whether a line ends at the edge, with or without the marks at its end."""
    return line.right >= line.box.right - _HAIR * line.size


def with_common_boxes(lines: Sequence[Line]) -> list[Line]:
    """The same lines; columns with few lines on their page take the edges of a like column."""
    columns: dict[tuple[int, Box], int] = {}
    for line in lines:
        key = (line.page, line.box)
        columns[key] = columns.get(key, 0) + 1
    full = [box for (_, box), count in columns.items() if count >= 10]
    known: dict[tuple[int, Box], Box] = {}
    for (page, box), count in columns.items():
        known[page, box] = box if count >= 10 else _like(box, full)
    return [replace(line, box=known[line.page, line.box]) for line in lines]


def _like(box: Box, full: Sequence[Box]) -> Box:
    """The well-known column that a small one lies in, made as wide as both."""
    around = [
        other
        for other in full
        if other.left - box.left < 0.1 * (other.right - other.left)
        and box.right - other.right < 0.1 * (other.right - other.left)
    ]
    if not around:
        return box
    best = min(around, key=lambda b: abs(b.left - box.left) + abs(b.right - box.right))
    return Box(min(best.left, box.left), max(best.right, box.right))


def paragraphs(lines: Sequence[Line], habits: Habits) -> list[Draft]:
    """Put lines (in the order of reading) together."""
    drafts: list[Draft] = []
    for line in lines:
        if drafts and _goes_on(drafts[-1], line, habits):
            drafts[-1].lines.append(line)
        else:
            drafts.append(Draft([line]))
    _mark_rows(drafts)
    return drafts


def _goes_on(draft: Draft, line: Line, habits: Habits) -> bool:
    last = draft.lines[-1]
    if last.is_row or line.is_row or not _same_type(draft.first, line):
        return False
    if _is_apart(last, line, habits):
        return False
    if draft.size > _BIG * habits.size and _is_title(draft, line):
        return True
    if last.hyphen:
        return True
    if not _is_full(last, line):
        return False
    if habits.justified and last.text[-1] in _STOPS and not _ends_exactly(last):
        return False
    if not _is_flush(draft, line, habits):
        return False
    return habits.indented or not (last.text[-1] in _ENDS and _opens(draft, line))


def _same_type(first: Line, line: Line) -> bool:
    ratio = max(first.size, line.size) / min(first.size, line.size)
    return ratio <= _SAME_SIZE


def _is_apart(last: Line, line: Line, habits: Habits) -> bool:
    """Whether there is a gap between two lines that follow each other in a column."""
    if last.page != line.page or line.baseline <= last.baseline:
        return False
    usual = max(habits.step * line.size / habits.size, habits.step)
    return line.baseline - last.baseline > _STEP * usual


def _is_title(draft: Draft, line: Line) -> bool:
    """Whether a line in big type goes on with the title above it, both of them centred."""
    last = draft.lines[-1]
    if last.text[-1] in _STOPS or _is_numbered(line.text) or last.page != line.page:
        return False
    centred = all(
        abs((part.left - part.box.left) - part.room) < 2 * part.size for part in (last, line)
    )
    wide = last.right - last.left > 0.6 * (last.box.right - last.box.left)
    return centred and wide and min(last.indent, line.indent) > _NEAR


def _is_full(last: Line, line: Line) -> bool:
    """Whether the beginning of the next line had no room on this one."""
    if last.box.right - last.box.left < _NARROWEST * last.size:
        return False
    return last.room < line.unit + _SLACK * last.size


def _is_flush(draft: Draft, line: Line, habits: Habits) -> bool:
    """Whether a line starts where one that goes on does."""
    last = draft.lines[-1]
    if line.indent < _INDENTED:
        return True
    if len(draft.lines) > 1:
        return abs(line.indent - last.indent) < _NEAR
    hanging = _NEAR < line.indent - last.indent < _HANGING
    return hanging and not habits.indented and _is_numbered(last.text)


def _opens(draft: Draft, line: Line) -> bool:
    """Whether a line begins as paragraphs do: with a number, or with bold words behind plain."""
    last = draft.lines[-1]
    was_bold = bool(last.bold) and last.bold[-1][1] == len(last.text)
    is_bold = bool(line.bold) and line.bold[0][0] == 0
    if is_bold and not was_bold:
        return True
    mark = mark_of(line.text)
    if mark is not None and mark.rung.name in SPOKEN:
        # 一是…；二是… inside of one paragraph go on.
        return not _SPOKEN_INSIDE.search(draft.text()[0])
    return mark is not None or is_law_article(line.text)


def _is_numbered(text: str) -> bool:
    return mark_of(text) is not None or is_law_article(text)


def _mark_rows(drafts: Sequence[Draft]) -> None:
    """Lines with several gaps are rows of a table, and those with one where another is beside."""
    gaps = [draft.first.text.count("\t") for draft in drafts]
    for place, draft in enumerate(drafts):
        beside = gaps[max(0, place - 1) : place] + gaps[place + 1 : place + 2]
        draft.is_row = gaps[place] >= _ROWS or (gaps[place] == 1 and any(beside))


def _ready(text: str, more: str, *, hyphen: bool, spaced: bool) -> str:
    """The text before a further line: hyphens taken out, a space between Latin words put in."""
    if hyphen and text:
        return text.rstrip("-\x02\xad\ufffe")
    if _LATIN_END.search(text) and _LOWER.match(more):
        return text[:-1]
    if text and spaced and (text[-1].isascii() or more[0].isascii()):
        return text + " "
    return text + " " if needs_space(text, more) else text
