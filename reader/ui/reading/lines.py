"""The lines of one piece of a text: breaking them, and finding characters in them.

The piece speaks in Python string indexes of its own text, from 0; x is counted from the left
edge of the column, y from the top of the piece, both in logical pixels.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reader.ui.reading.breaking import Filled, Filler, Marks
from reader.ui.reading.cells import cell_lines
from reader.ui.reading.setting import CENTRE, JUSTIFIED, Setting, Span
from reader.ui.typesetting import WIDE, forms, from_utf16, to_utf16, utf16_length, western_borders

LINE_END = "\u2028"
TRIES = 4


class Lines:
    """A piece that was laid out. Lines are numbered from 0; there is at least one.

    Each line has a box as high as the distance of two lines, so that the boxes leave no gap. Lines
    stand in rows: one in each, but for the cells of a table, whose lines stand beside each other.
    """

    def __init__(
        self,
        text: str,
        bold: Sequence[Span],
        setting: Setting,
        width: float,
        above: float = 0.0,
    ) -> None:
        """`above` is the space above the first line, `width` that of the column."""
        self.setting = setting
        self.above = above
        self.width = width
        # Qt takes no character to stand left of 0: a mark that hangs out there would.
        self._shift = setting.face.half
        self._text = text
        # Most texts have no characters outside of the BMP: their indexes are Qt's positions.
        self._length = utf16_length(text)
        self._plain = self._length == len(text)
        # Each cell of a table begins a line of its own.
        shown = text.replace("\t", "\u3000" if setting.row is None else LINE_END)
        found = forms(text)
        spaced = set(western_borders(text)) if setting.face.gap else set()
        filled = self._filled(shown, bold, found, spaced)
        self._layout = QTextLayout(shown, setting.face.font)
        # Where lines end is our own matter, and so is how they are filled.
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        gaps = dict.fromkeys(spaced, setting.face.gap)
        for line in filled:
            gaps.pop(line.end - 1, None)
            for index, gap in line.gaps.items():
                gaps[index] = gaps.get(index, 0.0) + gap
        self._layout.setFormats(self._ranges(setting.face.ranges(len(text), bold, found, gaps)))
        self._rows: Sequence[int] = self._lay_out(filled)
        count = self._layout.lineCount()
        self._lines = [self._layout.lineAt(number) for number in range(count)]
        self._starts = [self.index(line.textStart()) for line in self._lines]
        self.rows = 1 + max(self._rows)
        self.text_height = self.rows * setting.line

    def _filled(
        self, shown: str, bold: Sequence[Span], found: Mapping[int, str], spaced: set[int]
    ) -> list[Filled]:
        """What is to stand on each line."""
        setting = self.setting
        face, em = setting.face, float(setting.face.font.pixelSize())
        widths = face.widths(shown, bold, found, spaced)
        narrow = {index for index, form in found.items() if form != WIDE}
        marks = Marks(face.opening, face.closing, narrow, spaced, face.gap, em)
        filler = Filler(shown, widths, marks)
        if setting.row is not None:
            return list(cell_lines(setting.row, filler, self._text, em, self.width))
        room = self.width - setting.left
        if setting.alignment == CENTRE:
            lines = filler.balanced(room)
            return [line._replace(left=(room - line.width) / 2) for line in lines]
        return list(filler.lines(room, setting.indent, setting.alignment == JUSTIFIED))

    def _lay_out(self, filled: Sequence[Filled]) -> list[int]:
        """Lay out the lines; returns the rows that they stand in."""
        setting, layout = self.setting, self._layout
        rows: list[int] = []
        number, more = 0, 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            start = self.index(line.textStart())
            while number + 1 < len(filled) and start >= filled[number].end:
                number += 1
            own = filled[number]
            self._end_at(line, self.position(own.end))
            # What Qt does not end where it should goes on in a row of its own.
            more += bool(rows) and start != own.start
            row = len(rows) if setting.row is None else own.row + more
            rows.append(row)
            # The font's own height is centred in the box of the line.
            middle = row * setting.line + (setting.line - line.height()) / 2
            line.setPosition(QPointF(setting.left + own.left + self._shift, middle))
        layout.endLayout()
        return rows

    @staticmethod
    def _end_at(line: QTextLine, end: int) -> None:
        """Let a line hold all characters before a position."""
        wanted = columns = end - line.textStart()
        for _ in range(TRIES):
            line.setNumColumns(columns)
            # What Qt shows as one counts as one.
            more = line.textLength() - wanted
            if not more:
                return
            columns = max(1, columns - more)

    # Indexes and Qt's positions

    def position(self, index: int) -> int:
        """Qt's position of an index."""
        return index if self._plain else to_utf16(self._text, index)

    def index(self, position: int) -> int:
        """The index of a position of Qt."""
        return position if self._plain else from_utf16(self._text, position)

    def __len__(self) -> int:
        return len(self._text)

    # Lines

    @property
    def count(self) -> int:
        """The number of lines."""
        return len(self._lines)

    def line_of(self, index: int) -> int:
        """The line that a character stands in; the end of the text is in the last line."""
        line = len(self._starts) - 1
        while line and self._starts[line] > index:
            line -= 1
        return line

    def span_of(self, line: int) -> Span:
        """The characters of a line."""
        last = line + 1 == len(self._starts)
        return self._starts[line], len(self._text) if last else self._starts[line + 1]

    def row_of(self, line: int) -> int:
        """The row that a line stands in, from 0."""
        return self._rows[line]

    def top_of(self, line: int) -> float:
        """Where the box of a line begins."""
        return self.above + self._rows[line] * self.setting.line

    def row_at(self, y: float) -> int:
        """The row that holds y; the first or last one beyond them."""
        return min(max(int((y - self.above) // self.setting.line), 0), self.rows - 1)

    def line_at(self, y: float) -> int:
        """The first line of the row that holds y; that of the first or last one beyond them."""
        return self._first_in(self.row_at(y))

    def _first_in(self, row: int) -> int:
        return row if self.setting.row is None else self._rows.index(row)

    def line_in(self, row: int, x: float) -> int:
        """The line of a row that is nearest to x."""
        if self.setting.row is None:
            return row
        there = [line for line, own in enumerate(self._rows) if own == row]
        return min(there, key=lambda line: self._distance(line, x))

    def _distance(self, line: int, x: float) -> float:
        box = self._lines[line].naturalTextRect()
        left, right = box.left() - self._shift, box.right() - self._shift
        return max(left - x, x - right, 0.0)

    def tabs_in(self, line: int) -> int:
        """1 where a line ends a cell, whose tab is its last character, else 0."""
        start, end = self.span_of(line)
        return int(self.setting.row is not None and self._text[start:end].endswith("\t"))

    def span_of_row(self, row: int) -> Span:
        """The characters of a row; of a table its first row has all of them."""
        if self.setting.row is None:
            return self.span_of(row)
        return (0 if row == 0 else len(self._text)), len(self._text)

    def ended_above(self, y: float) -> int:
        """How many characters stand in rows that end above y."""
        rows = int((y - self.above) // self.setting.line)
        if rows >= self.rows:
            return len(self._text)
        return self._starts[self._first_in(rows)] if rows > 0 else 0

    # Characters and places

    def index_at(self, x: float, y: float) -> int:
        """The border between two characters that is nearest to a place, in the line there."""
        return self.index_in(self.line_in(self.row_at(y), x), x)

    def index_in(self, line: int, x: float) -> int:
        """The border between two characters that is nearest to x in a line.

        In a cell that is at most the border behind its last character.
        """
        index = self.index(self._lines[line].xToCursor(x + self._shift))
        end = self.span_of(line)[1]
        return end - 1 if index == end and self.tabs_in(line) else index

    def under(self, x: float, y: float) -> int | None:
        """The character under a place; None where there is none."""
        line = self.line_in(self.row_at(y), x)
        if not self.top_of(line) <= y < self.top_of(line) + self.setting.line:
            return None
        start, end = self.span_of(line)
        near = self.index_in(line, x)
        for index in (near - 1, near):
            if start <= index < end:
                box = self.box(line, index, index + 1)
                if box.left() <= x < box.right():
                    return index
        return None

    def x_of(self, line: int, index: int) -> float:
        """Where the left border of a character is."""
        return _x(self._lines[line].cursorToX(self.position(index))) - self._shift

    def box(self, line: int, start: int, end: int) -> QRectF:
        """The room of some characters of a line."""
        if self.setting.row is not None and end > start and self._text[end - 1] == "\t":
            end -= 1
        left, right = self.x_of(line, start), self.x_of(line, end)
        return QRectF(left, self.top_of(line), right - left, self.setting.line)

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """The rooms of a span, one for each line that it touches."""
        for line in range(self.line_of(start), len(self._lines)):
            first, after = self.span_of(line)
            if first >= end:
                return
            if after > start:
                yield self.box(line, max(first, start), min(after, end))

    def caret(self, index: int) -> QRectF:
        """Where the caret stands before a character: a box without width."""
        line = self.line_of(index)
        return self.box(line, index, index)

    def after(self, index: int) -> int:
        """The next place of the caret: over a whole character, however it is composed."""
        return self.index(self._layout.nextCursorPosition(self.position(index)))

    def before(self, index: int) -> int:
        """The place of the caret before this one."""
        return self.index(self._layout.previousCursorPosition(self.position(index)))

    # Painting

    def draw(
        self,
        painter: QPainter,
        place: QPointF,
        inks: Sequence[tuple[Span, QTextCharFormat]],
    ) -> None:
        """Paint the words, the upper left corner of the piece at a place; some in other inks."""
        origin = place + QPointF(-self._shift, self.above)
        self._layout.draw(painter, origin, self._ranges(inks))
        self._draw_rules(painter, origin, 0, self.rows)

    def draw_rows(self, painter: QPainter, place: QPointF, first: int, after: int) -> None:
        """Paint some of the rows, the upper left corner of the first at a place."""
        origin = place + QPointF(-self._shift, -first * self.setting.line)
        for line, row in zip(self._lines, self._rows, strict=True):
            if first <= row < after:
                line.draw(painter, origin)
        self._draw_rules(painter, origin, first, after)

    def _draw_rules(self, painter: QPainter, origin: QPointF, first: int, after: int) -> None:
        """Where its first and last row and its heading are painted, a table has rules."""
        row = self.setting.row
        if row is not None and (row.first or row.heading or row.last):
            from reader.ui.reading.ruling import draw_rules

            at = QPointF(origin.x() + self._shift, origin.y())
            draw_rules(painter, at, self, first, after)

    def _ranges(
        self, spans: Iterable[tuple[Span, QTextCharFormat]]
    ) -> list[QTextLayout.FormatRange]:
        """Spans with their formats in Qt's words."""
        return [self._range(span, characters) for span, characters in spans]

    def _range(self, span: Span, characters: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self.position(span[0])
        made.length = self.position(span[1]) - made.start
        made.format = characters
        return made


def _x(found: object) -> float:
    """PySide gives a pair: x, and the position after it was moved to a whole character."""
    return cast("tuple[float, int]", found)[0]
