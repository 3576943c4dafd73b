"""Breaks a text into pages. The same start always gives the same page, wherever it is asked for.

A page never ends with a heading or with the first row of a table, nor with one line of a paragraph
that goes on, and none begins with the last line of one; a picture is never cut, nor is a row of a
table where that can be helped. A page that goes on with a table begins with its heading.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reader.documents.labels import section_label
from reader.documents.model import Kind, Section
from reader.ui.printing.content import Content
from reader.ui.printing.paper import Sheet
from reader.ui.printing.pictures import Row, rows_of
from reader.ui.reading.galley import Galley
from reader.ui.reading.places import Place
from reader.ui.typesetting import title_number

# In em: what a galley needs beside the lines, so that their measure alone makes them that wide.
BESIDE = 6
LARGEST_HEAD = 0.25
"""A heading of a table that takes up more of a page is not repeated."""
LEAST_LINES = 2
"""Lines of a paragraph that stand together at the foot or at the head of a page."""


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """Where a page begins: a piece of the text, and which of its lines, then rows of pictures."""

    piece: int
    part: int


FIRST = Start(0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A line or a row of pictures on a page; `top` is counted from the top of the column."""

    start: Start
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on a page; `after` is where the next one begins, None behind the last.

    `head` is the heading of a table, once more, where the page goes on with one.
    """

    cells: tuple[Cell, ...]
    after: Start | None
    head: tuple[Cell, ...] = ()


class Edition:
    """A text on sheets of paper; makes each page from where it begins. For one thread."""

    def __init__(self, content: Content, sheet: Sheet) -> None:
        self.content = content
        self.sheet = sheet
        pixels = sheet.style.pixels
        self.galley = Galley(content.text, sheet.style, (sheet.style.measure + BESIDE) * pixels)
        self.pieces = self.galley.pieces
        self._rows = rows_of(content.text, sheet)
        title = title_number(content.text.paragraphs)
        self._sections = [s for s in content.text.sections if s.paragraph != title]
        self._section_places = [Place(s.paragraph, s.start) for s in self._sections]

    # Pages

    def leaf(self, start: Start) -> Leaf:
        """The page that begins at a place."""
        cells: list[Cell] = []
        head, top = self._head(start)
        room = self.sheet.column.height()
        for piece in range(start.piece, len(self.pieces)):
            first = start.part if piece == start.piece else 0
            if first == 0 and (cells or piece == 0):
                top += self.galley.lines(piece).above
            for part, height in enumerate(self._heights(piece)):
                if part < first:
                    continue
                here = Start(piece, part)
                if cells and top + height > room:
                    return replace(self._cut(cells, here), head=head)
                cells.append(Cell(here, top, height))
                top += height
            if self._ends_paragraph(piece):
                top += self.galley.lines(piece).setting.below
        return Leaf(tuple(cells), None, head)

    def _head(self, start: Start) -> tuple[tuple[Cell, ...], float]:
        """The heading of the table that goes on at a place, and where the page goes on below."""
        if self.pieces.paragraphs[start.piece].kind is not Kind.TABLE:
            return (), 0.0
        piece = self.pieces.tables.heading(start.piece)
        if piece is None or start.part >= self.galley.lines(start.piece).rows:
            return (), 0.0
        lines = self.galley.lines(piece)
        height = lines.setting.line
        if lines.text_height > LARGEST_HEAD * self.sheet.column.height():
            return (), 0.0
        head = tuple(Cell(Start(piece, row), row * height, height) for row in range(lines.rows))
        return head, lines.text_height + lines.setting.below

    def starts(self, start: Start) -> Iterator[Start]:
        """Where the pages begin, from one on."""
        here: Start | None = start
        while here is not None:
            yield here
            here = self.leaf(here).after

    def rows(self, piece: int) -> Sequence[Row]:
        """The rows of pictures below a piece."""
        if not self._ends_paragraph(piece):
            return ()
        return self._rows.get(self.pieces.paragraphs[piece].number, ())

    def _heights(self, piece: int) -> Iterator[float]:
        lines = self.galley.lines(piece)
        for _ in range(lines.rows):
            yield lines.setting.line
        for row in self.rows(piece):
            yield row.height

    def _ends_paragraph(self, piece: int) -> bool:
        return self.pieces.span(piece)[1] == len(self.pieces.paragraphs[piece].text)

    def _cut(self, cells: list[Cell], over: Start) -> Leaf:
        """End a page at the last place that is fit for it; `over` is what has no room any more."""
        places = [over, *(cell.start for cell in reversed(cells[1:]))]
        for rows_whole in (True, False):
            for place in places:
                if self._fit(place, rows_whole):
                    return Leaf(tuple(cell for cell in cells if cell.start < place), place)
        return Leaf(tuple(cells), over)

    def _fit(self, start: Start, rows_whole: bool) -> bool:
        """Whether a page may begin there; with `rows_whole` never within a row of a table."""
        paragraphs, piece = self.pieces.paragraphs, start.piece
        heading = paragraphs[piece].kind is Kind.HEADING
        if start.part:
            count = self.galley.lines(piece).rows
            if start.part >= count:
                return not heading or start.part > count
            if rows_whole and paragraphs[piece].kind is Kind.TABLE:
                return False
            return not heading and LEAST_LINES <= start.part <= count - LEAST_LINES
        if self.pieces.span(piece)[0] > 0 or piece == 0:
            return True
        before = paragraphs[piece - 1].kind
        if before is Kind.TABLE and paragraphs[piece].kind is Kind.TABLE:
            return piece > 1 and paragraphs[piece - 2].kind is Kind.TABLE
        return before is not Kind.HEADING

    # Places

    def place(self, start: Start) -> Place:
        """The character that a page begins with."""
        lines, number = self.galley.lines(start.piece), self.pieces.paragraphs[start.piece].number
        begin, end = self.pieces.span(start.piece)
        if start.part >= lines.rows:
            return Place(number, end)
        return Place(number, begin + lines.span_of_row(start.part)[0])

    def words(self, leaf: Leaf) -> str:
        """What stands on a page, lines parted by line feeds."""
        found = []
        for cell in leaf.cells:
            lines = self.galley.lines(cell.start.piece)
            if cell.start.part < lines.rows:
                start, end = lines.span_of_row(cell.start.part)
                begin = self.pieces.span(cell.start.piece)[0]
                text = self.pieces.paragraphs[cell.start.piece].text
                found.append(text[begin + start : begin + end])
        return "\n".join(found)

    # Sections

    def running_section(self, leaf: Leaf) -> str:
        """The first section that begins on a page, else the one that goes on there."""
        if not leaf.cells or not self._sections:
            return ""
        begun = bisect_left(self._section_places, self.place(leaf.cells[0].start))
        ended = len(self._sections)
        if leaf.after is not None:
            ended = bisect_left(self._section_places, self.place(leaf.after))
        index = begun if begun < ended else begun - 1
        return section_label(self._sections[index].title) if index >= 0 else ""

    def sections_on(self, leaf: Leaf) -> list[tuple[Section, float]]:
        """The sections that begin on a page, with the height of their line in the column."""
        found = []
        for cell in leaf.cells:
            if cell.start.part >= self.galley.lines(cell.start.piece).rows:
                continue
            place = self.place(cell.start)
            end = self.galley.lines(cell.start.piece).span_of_row(cell.start.part)[1]
            last = Place(place.paragraph, self.pieces.span(cell.start.piece)[0] + end)
            first = bisect_left(self._section_places, place)
            after = bisect_left(self._section_places, last)
            found += [(section, cell.top) for section in self._sections[first:after]]
        return found
