"""The lines of one piece of a text: breaking them, and finding characters in them.

The piece speaks in Python string indexes of its own text, from 0; x is counted from the left
edge of the column, y from the top of the piece, both in logical pixels.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextLine

from reader.ui.reading.cells import Row, cells_of, extent
from reader.ui.reading.setting import CENTRE, JUSTIFIED, Face, Setting
from reader.ui.typesetting import from_utf16, narrow_marks, to_utf16, utf16_length, western_borders

Span = tuple[int, int]
LINE_END = "\u2028"
# In em of a table: what a cell may reach into the gap beside it; the rules, how far off they are.
SLACK = 0.4
RULE, RULE_AWAY = 0.055, 0.3

# Titles of more lines are not balanced.
MOST_BALANCED = 6


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
        self._rule: tuple[float, float] | None = None
        # Qt takes no character to stand left of 0: a mark that hangs out there would.
        self._shift = setting.face.half
        self._text = text
        # Most texts have no characters outside of the BMP: their indexes are Qt's positions.
        self._length = utf16_length(text)
        self._plain = self._length == len(text)
        # Each cell of a table begins a line of its own.
        shown = text if setting.row is None else text.replace("\t", LINE_END)
        self._layout = QTextLayout(shown, setting.face.font)
        self._layout.setTextOption(setting.option)
        self._layout.setCacheEnabled(True)
        face, narrow = setting.face, set(narrow_marks(text))
        spaced = set(western_borders(text)) if face.gap else set()
        self._layout.setFormats(self._ranges(mixed(len(text), bold, narrow, spaced, face)))
        self._rows: Sequence[int] = ()
        if setting.row is not None:
            self._break_cells(setting.row, width)
        else:
            self._break(narrow, spaced, width)
        count = self._layout.lineCount()
        self._lines = [self._layout.lineAt(number) for number in range(count)]
        self._starts = [self.index(line.textStart()) for line in self._lines]
        self._rows = self._rows or range(count)
        self.rows = 1 + max(self._rows)
        self.text_height = self.rows * setting.line

    def _break(self, narrow: set[int], spaced: set[int], width: float) -> None:
        """Break into lines; centred ones as equal as can be, so that no last one is a stump."""
        self._fill(narrow, spaced, width)
        layout, pixels = self._layout, self.setting.face.font.pixelSize()
        count = layout.lineCount()
        if self.setting.alignment != CENTRE or not 1 < count <= MOST_BALANCED:
            return
        whole = sum(layout.lineAt(line).naturalTextWidth() for line in range(count))
        room, best = whole / count, width
        while room < width:
            self._fill(narrow, spaced, room, (width - room) / 2)
            if layout.lineCount() == count:
                # Better at the spaces of a title, if it has any, than most equal.
                if " " not in self._text or self._ends_at_spaces():
                    return
                best = min(best, room)
            room += pixels / 2
        self._fill(narrow, spaced, best, (width - best) / 2)

    def _ends_at_spaces(self) -> bool:
        lines = map(self._layout.lineAt, range(1, self._layout.lineCount()))
        return all(self._text[self.index(line.textStart()) - 1].isspace() for line in lines)

    def _fill(self, narrow: set[int], spaced: set[int], width: float, beside: float = 0.0) -> None:
        """Lay out lines of a width, with some room `beside` them at the left."""
        setting, layout = self.setting, self._layout
        hangs = setting.alignment == JUSTIFIED
        layout.beginLayout()
        indent, top = setting.indent, 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            left = setting.left + indent
            room = width - left
            if hangs:
                before = self._hung_before(line.textStart(), narrow) if top else 0.0
                left -= before
                room += before
                half = setting.face.half
                line.setLineWidth(room + half)
                end = line.textStart() + line.textLength()
                if not self._hangs_after(end, narrow) or line.naturalTextWidth() <= room:
                    line.setLineWidth(room)
                    self._let_out(line, spaced, room)
            else:
                line.setLineWidth(room)
            # The font's own height is centred in the box of the line.
            middle = top + (setting.line - line.height()) / 2
            line.setPosition(QPointF(beside + left + self._shift, middle))
            top += setting.line
            indent = 0.0
        layout.endLayout()

    def _break_cells(self, row: Row, width: float) -> None:
        """Set each cell in its column; what has no room beside the others stands below them."""
        setting, layout = self.setting, self._layout
        em = setting.face.font.pixelSize()
        cells = cells_of(row, self._text.count("\t") + 1, em, width)
        self._rule = extent(row, em, width) if row.first or row.heading or row.last else None
        rows: list[int] = []
        number, begin, band = 0, 0, 0
        at = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            cell = cells[min(number, len(cells) - 1)]
            if cell.band != band:
                band, begin = cell.band, 1 + max(rows)
                at = begin
            # What is a little wider than was thought need not be broken.
            line.setLineWidth(cell.width + em * SLACK)
            left = cell.left
            if cell.number:
                left += max(cell.width - line.naturalTextWidth(), 0.0)
            high = at * setting.line + (setting.line - line.height()) / 2
            line.setPosition(QPointF(left + self._shift, high))
            rows.append(at)
            at += 1
            end = self.index(line.textStart() + line.textLength())
            if self._text[end - 1 : end] == "\t":
                number, at = number + 1, begin
        layout.endLayout()
        self._rows = rows

    def _let_out(self, line: QTextLine, spaced: set[int], room: float) -> None:
        """Let the space after the last character of a line stand out of the column."""
        length = line.textLength()
        if spaced and self.index(line.textStart() + length) - 1 in spaced:
            line.setNumColumns(length, room + self.setting.face.gap)
            if line.textLength() != length:
                line.setLineWidth(room)

    def _hung_before(self, position: int, narrow: set[int]) -> float:
        """How far an opening mark at the beginning of a line stands out with its empty half."""
        index = self.index(position)
        hung = self._text[index : index + 1] in self.setting.face.opening and index not in narrow
        return self.setting.face.half if hung and index < len(self._text) else 0.0

    def _hangs_after(self, position: int, narrow: set[int]) -> bool:
        """Whether a line ends with a mark whose empty half may stand out."""
        index = self.index(position) - 1
        return index >= 0 and self._text[index] in self.setting.face.closing and index not in narrow

    def _range(self, span: Span, characters: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self.position(span[0])
        made.length = self.position(span[1]) - made.start
        made.format = characters
        return made

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
        if self._rule is not None:
            self._draw_rules(painter, origin, 0, self.rows)

    def draw_rows(self, painter: QPainter, place: QPointF, first: int, after: int) -> None:
        """Paint some of the rows, the upper left corner of the first at a place."""
        origin = place + QPointF(-self._shift, -first * self.setting.line)
        for line, row in zip(self._lines, self._rows, strict=True):
            if first <= row < after:
                line.draw(painter, origin)
        if self._rule is not None:
            self._draw_rules(painter, origin, first, after)

    def _draw_rules(self, painter: QPainter, origin: QPointF, first: int, after: int) -> None:
        """The rules of a table, where its first and last row and its heading are painted."""
        row, colour = self.setting.row, self.setting.rule
        if row is None or colour is None or self._rule is None:
            return
        em = self.setting.face.font.pixelSize()
        away, thin, foot = RULE_AWAY * em, RULE * em, origin.y() + self.text_height
        rules = []
        if row.first and first == 0:
            rules.append((origin.y() - away - 2 * thin, 2 * thin))
        if row.heading and after == self.rows:
            rules.append((foot + away, thin))
        if row.last and after == self.rows:
            rules.append((foot + away, 2 * thin))
        left, right = (edge + self._shift + origin.x() for edge in self._rule)
        for top, high in rules:
            painter.fillRect(QRectF(left, round(top), right - left, max(1.0, high)), colour)

    def _ranges(
        self, spans: Iterable[tuple[Span, QTextCharFormat]]
    ) -> list[QTextLayout.FormatRange]:
        """Spans with their formats in Qt's words."""
        return [self._range(span, characters) for span, characters in spans]


def mixed(
    length: int, bold: Sequence[Span], narrow: set[int], spaced: set[int], face: Face
) -> Iterator[tuple[Span, QTextCharFormat]]:
    """A text of `length` characters cut into spans of one format each, in their order.

    No character is both `narrow` and `spaced`.
    """
    begin, own = 0, sorted(narrow | spaced)
    for start, end in (*bold, (length, length)):
        plain = face.plain, face.narrow, face.spaced if spaced else face.plain
        yield from _with_own(begin, start, own, narrow, plain)
        strong = face.bold, face.bold_narrow, face.bold_spaced if spaced else face.bold
        yield from _with_own(start, end, own, narrow, strong)
        begin = end


def _with_own(
    start: int,
    end: int,
    own: Sequence[int],
    narrow: set[int],
    formats: tuple[QTextCharFormat, QTextCharFormat, QTextCharFormat],
) -> Iterator[tuple[Span, QTextCharFormat]]:
    """Cut a span where characters have a format of their own."""
    wide, half, spaced = formats
    begin = start
    for index in own[bisect_left(own, start) : bisect_left(own, end)]:
        if begin < index:
            yield (begin, index), wide
        yield (index, index + 1), half if index in narrow else spaced
        begin = index + 1
    if begin < end:
        yield (begin, end), wide


def _x(found: object) -> float:
    """PySide gives a pair: x, and the position after it was moved to a whole character."""
    return cast("tuple[float, int]", found)[0]
