"""Sets a text into a QTextDocument as a Chinese book would, a slice of time after another.

Positions in Qt are UTF-16 units, positions in the rest of the program are Python string
indexes: the two meet here and in `BlockMap`, and nowhere else.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reader.documents.model import Kind, Paragraph
from reader.ui.appearance import Colours, interface_font, reading_font
from reader.workspace.model import Text

LINE_HEIGHT = 1.75
INDENT_EM = 2
PARAGRAPH_GAP = 0.42
META_GAP = 0.9
CELL_GAP_EM = 1.2
WIDEST_CELL_EM = 16
TABLE_SCALE = 0.9
HALF_WIDTH = QFont.Tag("halt")

# Scale, space above and below in em by section level.
TITLE = (1.5, 0.4, 0.7)
SUBTITLE = (1.15, 0.0, 0.8)
HEADINGS = {
    1: (1.25, 1.1, 0.5),
    2: (1.12, 0.8, 0.4),
    3: (1.0, 0.6, 0.3),
}
OPENING = "“‘（《〈【「『〔"
CLOSING = "”’）》〉】」』〕，。、；：！？"
_NARROW = re.compile(f"[{CLOSING}](?=[{CLOSING}{OPENING}])|(?<=[{OPENING}])[{OPENING}]")


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def to_utf16(text: str, index: int) -> int:
    """The UTF-16 position of a Python string index."""
    return index if text.isascii() else index + sum(c > "\uffff" for c in text[:index])


def from_utf16(text: str, position: int) -> int:
    """The Python string index of a UTF-16 position; one inside of a pair counts as before it."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > position:
            return index
    return len(text)


def squeezed(text: str) -> list[tuple[str, bool]]:
    """Cut a text into runs; True marks punctuation that is set half as wide.

    A closing mark before another mark and an opening mark after another opening one lose the
    empty half of their square.
    """
    runs: list[tuple[str, bool]] = []
    begin = 0
    for mark in _NARROW.finditer(text):
        if mark.start() > begin:
            runs.append((text[begin : mark.start()], False))
        runs.append((mark[0], True))
        begin = mark.end()
    if begin < len(text):
        runs.append((text[begin:], False))
    return runs


@dataclass(frozen=True)
class TextStyle:
    """How texts are set: the body size in pixels and the colours of the palette in force."""

    pixels: int
    colours: Colours


class BlockMap:
    """Which paragraph stands in which block of the QTextDocument. Junk stands in none."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._numbers: list[int] = []

    def append(self, paragraph: Paragraph) -> None:
        """Note that the next block holds this paragraph."""
        self._paragraphs.append(paragraph)
        self._numbers.append(paragraph.number)

    def __len__(self) -> int:
        return len(self._paragraphs)

    def paragraph(self, block: int) -> Paragraph | None:
        """The paragraph of a block."""
        return self._paragraphs[block] if 0 <= block < len(self._paragraphs) else None

    def block(self, number: int) -> int | None:
        """The block of a paragraph; of the nearest one before it where it is hidden."""
        if not self._numbers:
            return None
        return max(bisect_right(self._numbers, number) - 1, 0)

    def reaches(self, number: int) -> bool:
        """Whether all up to this paragraph has been set."""
        return bool(self._numbers) and self._numbers[-1] >= number


class Typesetter:
    """Fills a QTextDocument with a text; `advance` works for a few milliseconds at a time."""

    def __init__(self, target: QTextDocument, text: Text, style: TextStyle) -> None:
        self.map = BlockMap()
        self._target = target
        self._style = style
        self._queue = [p for p in text.paragraphs if p.kind is not Kind.JUNK]
        self._levels = {s.paragraph: s.level for s in reversed(text.sections) if s.start == 0}
        self._leads = _run_in_spans(text)
        self._next = 0
        self._title = _title_of(self._queue)
        self._columns = table_columns(self._queue)
        target.clear()
        target.setUndoRedoEnabled(False)
        target.setDefaultFont(reading_font(style.pixels))
        target.setDocumentMargin(0)

    @property
    def finished(self) -> bool:
        """Whether the whole text has been set."""
        return self._next >= len(self._queue)

    def advance(self, budget: float, until: int = 0) -> bool:
        """Set paragraphs for `budget` milliseconds, or on to paragraph `until`; True when done."""
        deadline = perf_counter() + budget / 1000
        cursor = QTextCursor(self._target)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        while not self.finished and (perf_counter() < deadline or not self.map.reaches(until)):
            self._set(cursor, self._queue[self._next])
            self._next += 1
        cursor.endEditBlock()
        return self.finished

    def _set(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        block, character, bold = self._formats(paragraph)
        if len(self.map):
            cursor.insertBlock(block, character)
        else:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(character)
        self.map.append(paragraph)
        text = paragraph.text.replace("\u2029", " ").replace("\u2028", " ")
        position = 0
        spans = [] if paragraph.kind is Kind.HEADING else self._bold_spans(paragraph)
        for start, end in spans:
            _insert(cursor, text[position:start], character)
            _insert(cursor, text[start:end], bold)
            position = end
        _insert(cursor, text[position:], character)

    def _bold_spans(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        spans = sorted({*paragraph.bold, *self._leads.get(paragraph.number, ())})
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _formats(
        self, paragraph: Paragraph
    ) -> tuple[QTextBlockFormat, QTextCharFormat, QTextCharFormat]:
        pixels, colours = self._style.pixels, self._style.colours
        if paragraph.kind is Kind.HEADING:
            level = self._levels.get(paragraph.number)
            title = paragraph.number == self._title
            if title:
                scale, above, below = TITLE
            else:
                scale, above, below = SUBTITLE if level is None else HEADINGS[min(level, 3)]
            centred = title or level is None
            alignment = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
            block = _block(pixels * scale * 1.45, above * pixels, below * pixels, alignment)
            character = _characters(
                reading_font(pixels * scale, QFont.Weight.Bold), colours["heading"]
            )
            return block, character, character
        block = _block(
            pixels * LINE_HEIGHT, 0, PARAGRAPH_GAP * pixels, Qt.AlignmentFlag.AlignJustify
        )
        bold = _characters(reading_font(pixels, QFont.Weight.Bold), colours["lead"])
        if paragraph.kind is Kind.META:
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            block.setBottomMargin(META_GAP * pixels)
            font = interface_font()
            font.setPixelSize(round(pixels * 0.8))
            return block, _characters(font, colours["muted"]), bold
        if paragraph.kind is Kind.NOTE:
            font = reading_font(pixels * 0.88)
            block.setLeftMargin(pixels)
            return block, _characters(font, colours["muted"]), bold
        if paragraph.kind is Kind.TABLE:
            self._align_row(block, self._columns[paragraph.number])
            return block, _characters(reading_font(pixels * TABLE_SCALE), colours["text"]), bold
        block.setTextIndent(INDENT_EM * pixels)
        return block, _characters(reading_font(pixels), colours["text"]), bold

    def _align_row(self, block: QTextBlockFormat, columns: Sequence[float]) -> None:
        """Cells stand under each other; what does not fit goes on under the second column."""
        pixels = self._style.pixels * TABLE_SCALE
        block.setAlignment(Qt.AlignmentFlag.AlignLeft)
        block.setBottomMargin(PARAGRAPH_GAP * pixels / 2)
        hanging = columns[0] * pixels if columns else 0
        block.setLeftMargin(pixels + hanging)
        block.setTextIndent(-hanging)
        left = QTextOption.TabType.LeftTab
        block.setTabPositions([QTextOption.Tab(column * pixels, left) for column in columns])


def table_columns(paragraphs: Sequence[Paragraph]) -> dict[int, list[float]]:
    """Where the second and each further column begins, in em, by the number of the table row.

    Rows that follow each other are one table; its cells are parted by tabs.
    """
    found: dict[int, list[float]] = {}
    rows: list[Paragraph] = []
    for paragraph in (*paragraphs, None):
        if paragraph is not None and paragraph.kind is Kind.TABLE:
            rows.append(paragraph)
            continue
        widths: list[float] = []
        for row in rows:
            for column, cell in enumerate(row.text.split("\t")[:-1]):
                if column == len(widths):
                    widths.append(0)
                widths[column] = max(widths[column], _em(cell))
        starts = list(accumulate(min(width, WIDEST_CELL_EM) + CELL_GAP_EM for width in widths))
        found.update((row.number, starts) for row in rows)
        rows = []
    return found


def _em(text: str) -> float:
    return sum(1.0 if character > "\u2e80" else 0.55 for character in text)


def _title_of(paragraphs: Sequence[Paragraph]) -> int:
    """The number of the heading that stands before all text, 0 where there is none."""
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            return paragraph.number
        if paragraph.kind is not Kind.META:
            break
    return 0


def _run_in_spans(text: Text) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for section in text.sections:
        if text.paragraphs[section.paragraph - 1].kind is not Kind.HEADING:
            spans.setdefault(section.paragraph, []).append((section.start, section.end))
    return spans


def _block(
    line: float, above: float, below: float, alignment: Qt.AlignmentFlag
) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setAlignment(alignment)
    return block


def _characters(font: QFont, colour: QColor) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setFont(font)
    characters.setForeground(colour)
    return characters


def _insert(cursor: QTextCursor, text: str, characters: QTextCharFormat) -> None:
    narrow: QTextCharFormat | None = None
    for run, half in squeezed(text):
        if not half:
            cursor.insertText(run, characters)
            continue
        if narrow is None:
            narrow = QTextCharFormat(characters)
            font = QFont(characters.font())
            font.setFeature(HALF_WIDTH, 1)
            narrow.setFont(font)
        cursor.insertText(run, narrow)


def cursor_over(block: QTextBlock, text: str, spans: Sequence[int]) -> QTextCursor:
    """A cursor that selects the Python string indexes `spans` = (start, end) of a block."""
    cursor = QTextCursor(block)
    start, end = spans
    cursor.setPosition(block.position() + to_utf16(text, start))
    cursor.setPosition(block.position() + to_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
    return cursor
