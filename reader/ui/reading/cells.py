"""The cells of a table: how wide its columns are, where the lines of a row stand.

A row is one paragraph whose cells are parted by tabs. Its cells are laid out one after the other
as one text, each broken within its column, and stand beside each other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.documents.model import Kind, Paragraph
from reader.ui.reading.breaking import Filled, Filler
from reader.ui.typesetting import em_width

# In em of the table's own letters.
GAP = 1.2
SLACK = 0.4
"""What a cell may reach into the gap beside it."""
NARROWEST = 3.0
"""A table with more columns than have so much room goes on below itself, each row by itself."""
LONGEST_HEADING = 20
MOST_TITLES = 3
SAMPLE = 400
MOST_CELLS = 4_000
"""Rows of a table, and cells, that have a say in the widths of its columns."""
LONGEST_CELL = 80
"""Characters of a cell that count: a longer one is broken in any case."""
LONGEST = 20_000
"""Rows before and after a row that are taken for one table with it."""
_NUMBER = re.compile(r"[-+−±¥￥$€]?\d[\d,，.]*\s?[%‰％]?")


class Table(NamedTuple):
    """What the rows of a table have in common; widths are em.

    `widths` is what the longest cell of each column takes up as one line, `numbers` tells the
    columns that hold nothing but numbers, `empty` those that hold nothing at all. `titles` is the
    number of rows at the beginning that have one cell, over all columns.
    """

    widths: tuple[float, ...]
    numbers: tuple[bool, ...]
    headed: bool
    empty: tuple[bool, ...]
    titles: int


class Row(NamedTuple):
    """A row of a table; rules stand above the first and the heading, below that and the last.

    A `title` stands over all columns.
    """

    table: Table
    heading: bool
    first: bool
    last: bool
    title: bool


class Cell(NamedTuple):
    """Where a cell stands: its left edge and width in pixels; its `band`, if the row goes on."""

    left: float
    width: float
    band: int
    number: bool


def table_of(rows: Sequence[Paragraph]) -> Table:
    """The table that rows make up."""
    most = max(2, min(SAMPLE, MOST_CELLS // (rows[0].text.count("\t") + 1)))
    every = max(1, len(rows) // most)
    chosen = [row.text.split("\t") for row in (*rows[:1], *rows[1::every])]
    count = max(map(len, chosen))
    widths, numbers = [0.0] * count, [True] * count
    titles = _titles(chosen, count)
    headed = _is_heading(chosen[titles:], count)
    for place, cells in enumerate(chosen):
        # A single cell is a title over all columns, or what is said below them.
        for column, cell in enumerate(cells if len(cells) > 1 or count == 1 else ()):
            words = cell.strip()
            widths[column] = max(widths[column], em_width(words[:LONGEST_CELL]))
            if words and not (headed and place == titles):
                numbers[column] = numbers[column] and _NUMBER.fullmatch(words) is not None
    if len(chosen) == 1:
        numbers = [False] * count
    # Of a long table not all rows were looked at.
    empty = [not width and len(chosen) == len(rows) for width in widths]
    return Table(tuple(widths), tuple(numbers), headed, tuple(empty), titles)


class Tables:
    """The tables among the pieces of a text, found as they are asked for."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        # The pieces of each, from and to.
        self._found: list[tuple[int, int, Table]] = []

    def row(self, piece: int) -> Row:
        """How a row stands in its table."""
        first, after, table = self._table(piece)
        return Row(
            table,
            table.headed and piece == first + table.titles,
            piece == first,
            piece == after - 1,
            piece < first + table.titles,
        )

    def heading(self, piece: int) -> int | None:
        """The row that names the columns of a row below it; None where there is none."""
        first, _, table = self._table(piece)
        heading = first + table.titles
        return heading if table.headed and piece > heading else None

    def _table(self, piece: int) -> tuple[int, int, Table]:
        place = bisect_right(self._found, piece, key=itemgetter(0)) - 1
        if place >= 0 and piece < self._found[place][1]:
            return self._found[place]
        # Parts of a table that is longer than any do not overlap.
        least = max(0, piece - LONGEST, self._found[place][1] if place >= 0 else 0)
        most = min(len(self._paragraphs), piece + LONGEST)
        if place + 1 < len(self._found):
            most = min(most, self._found[place + 1][0])
        first, after = piece, piece + 1
        while first > least and self._paragraphs[first - 1].kind is Kind.TABLE:
            first -= 1
        while after < most and self._paragraphs[after].kind is Kind.TABLE:
            after += 1
        found = first, after, table_of(self._paragraphs[first:after])
        self._found.insert(place + 1, found)
        return found


def _titles(rows: Sequence[Sequence[str]], count: int) -> int:
    """How many rows at the beginning have one cell, where the others have more."""
    if count < 2:
        return 0
    found = 0
    while found < min(MOST_TITLES, len(rows) - 2) and len(rows[found]) == 1:
        found += 1
    return found


def _is_heading(rows: Sequence[Sequence[str]], count: int) -> bool:
    """Whether the first row names the columns: short words in each, and rows below it."""
    first = rows[0] if rows else ()
    if len(rows) < 2 or len(first) != count or count < 2:
        return False
    return all(
        len(cell) <= LONGEST_HEADING and not _NUMBER.fullmatch(cell.strip())
        if cell.strip()
        else not any(row[column].strip() for row in rows if column < len(row))
        for column, cell in enumerate(first)
    )


def fitted(widths: Sequence[float], room: float) -> list[float]:
    """The widths of columns in a room, all in em: what is narrow keeps its width.

    Where not all fit, the wide ones share what the narrow ones leave, more or less alike.
    """
    left, taken = room - GAP * (len(widths) - 1), [0.0] * len(widths)
    waiting = sorted(range(len(widths)), key=widths.__getitem__)
    while waiting:
        if widths[waiting[0]] > left / len(waiting):
            break
        column = waiting.pop(0)
        taken[column] = widths[column]
        left -= widths[column]
    shares = [widths[column] ** 0.5 for column in waiting]
    for column, share in zip(waiting, shares, strict=True):
        taken[column] = left * share / sum(shares)
    return taken


def cells_of(row: Row, count: int, em: float, width: float) -> list[Cell]:
    """Where the cells of a row stand that has so many, in a column of so many pixels.

    The last cell of a row with fewer cells than others has the room of all that are missing.
    """
    table, room = row.table, width / em
    columns = len(table.widths)
    shown = [column for column in range(columns) if not table.empty[column]]
    shown = shown or list(range(columns))
    abreast = max(1, min(len(shown), int((room + GAP) // (NARROWEST + GAP))))
    found: list[Cell] = []
    for band, first in enumerate(range(0, len(shown), abreast)):
        own = shown[first : first + abreast]
        widths = fitted([table.widths[column] for column in own], room)
        left = 0.0
        if len(shown) <= abreast:
            left = max(0.0, (room - sum(widths) - GAP * (len(widths) - 1)) / 2)
        for column, taken in zip(own, widths, strict=True):
            # What stands before it and is empty everywhere takes no room.
            while len(found) < column:
                found.append(Cell(left * em, 0.0, band, False))
            found.append(Cell(left * em, taken * em, band, table.numbers[column]))
            left += taken + GAP
    while len(found) < columns:
        found.append(found[-1]._replace(width=0.0))
    if count < columns:
        last = found[count - 1]
        ends = [cell.left + cell.width for cell in found if cell.band == last.band]
        found[count - 1] = Cell(last.left, max(ends) - last.left, last.band, number=False)
    return found[:count]


def cell_lines(row: Row, filler: Filler, text: str, em: float, width: float) -> Iterator[Filled]:
    """The lines of a row, each cell broken within its column, tabs going with the cell before.

    What has no room beside the others stands below them.
    """
    texts = text.split("\t")
    start, begin, band, after = 0, 0, 0, 0
    for number, (words, cell) in enumerate(
        zip(texts, cells_of(row, len(texts), em, width), strict=True)
    ):
        if cell.band != band:
            band, begin = cell.band, after
        stop = start + len(words)
        tab = int(number + 1 < len(texts))
        # What is a little wider than was thought need not be broken.
        for line in filler.lines(cell.width + em * SLACK, start=start, stop=stop):
            more = max(cell.width - line.width, 0.0)
            left = cell.left + (more if cell.number else more / 2 if row.title else 0.0)
            after = max(after, begin + line.row + 1)
            end = line.end + (tab if line.end == stop else 0)
            yield Filled(line.start, end, left, begin + line.row, cell.width + em * SLACK)
        start = stop + tab


def extent(row: Row, em: float, width: float) -> tuple[float, float]:
    """Left and right edge of the rules of a table."""
    cells = cells_of(row, len(row.table.widths), em, width)
    return min(c.left for c in cells), max(c.left + c.width for c in cells)
