"""How each paragraph of a text is set: fonts, spaces, indents, the columns of its table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat

from reader.documents.model import Kind, Paragraph
from reader.ui import early
from reader.ui.appearance import interface_font, reading_font
from reader.ui.reading.cells import Row
from reader.ui.reading.pieces import Pieces
from reader.ui.typesetting import (
    HALF,
    HANGING,
    HEADING_LINE,
    HEADINGS,
    META_GAP,
    META_SCALE,
    NARROW,
    NOTE_SCALE,
    OPENING,
    PARAGRAPH_GAP,
    ROW_GAP,
    SUBTITLE,
    TABLE_LINE,
    TABLE_SCALE,
    TITLE,
    WESTERN_GAP,
    WIDE,
    TextStyle,
    merged,
    run_in_spans,
    title_number,
)
from reader.workspace.text import Text

FEATURES: dict[str, tuple[str, ...]] = {
    "": (),
    NARROW: ("halt",),
    WIDE: ("fwid",),
    HALF: ("fwid", "halt"),
}
"""What a font is asked for to show a character in some form (tags of OpenType)."""
HAN, LAST_HAN = "\u4e00", "\u9fff"
LETTERS = re.compile("[A-Za-z\u00c0-\u024f][!-~\u00c0-\u024f]+")
"""What stands closer than each letter by itself."""
MOST_FORMATS = 500

NARROW_SCALE = 0.4
"""How much of what a heading is larger by is left to it in a narrow column."""
NARROW_INDENT = 2
"""The most empty squares (em) at the beginning of a paragraph there."""

Span = tuple[int, int]
LEFT, CENTRE, JUSTIFIED = "", "centre", "justified"


class Advances(dict[str, float]):
    """How wide words and characters are in a font, in pixels; measured when first asked for."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, words: str) -> float:
        """All Chinese characters are as wide as one."""
        if words > HAN and len(words) == 1 and words <= LAST_HAN:
            width = self[HAN]
        else:
            width = self._metrics.horizontalAdvance(words)
        self[words] = width
        return width


@dataclass(frozen=True)
class Face:
    """A font with what it needs to be mixed: bold, and other forms of some characters.

    `lead` is the colour of what is bold; between Chinese and Western stands a `gap` (pixels), 0
    where there is to be none.
    """

    font: QFont
    colour: QColor
    lead: QColor
    gap: float

    @cached_property
    def half(self) -> float:
        """Half a square, in pixels: the empty half of a mark."""
        return self.font.pixelSize() / 2

    @cached_property
    def opening(self) -> frozenset[str]:
        """The opening marks that fill a square in this font, the left half being empty."""
        return self._square(OPENING)

    @cached_property
    def closing(self) -> frozenset[str]:
        """The closing marks that fill a square in this font, the right half being empty."""
        return self._square(HANGING)

    def _square(self, marks: str) -> frozenset[str]:
        square, advances = 0.95 * self.font.pixelSize(), self.advances(False, "")
        return frozenset(mark for mark in marks if advances[mark] >= square)

    # Fonts of it

    @cached_property
    def _fonts(self) -> dict[tuple[bool, str], QFont]:
        return {}

    def _font(self, bold: bool, form: str) -> QFont:
        if (bold, form) not in self._fonts:
            font = QFont(self.font)
            if bold:
                font.setWeight(QFont.Weight.Bold)
            for feature in FEATURES[form]:
                font.setFeature(QFont.Tag(feature), 1)
            self._fonts[bold, form] = font
        return self._fonts[bold, form]

    @cached_property
    def _advances(self) -> dict[tuple[bool, str], Advances]:
        return {}

    def advances(self, bold: bool, form: str) -> Advances:
        """The widths of characters in one of the fonts."""
        if (bold, form) not in self._advances:
            self._advances[bold, form] = Advances(self._font(bold, form))
        return self._advances[bold, form]

    @cached_property
    def _formats(self) -> dict[tuple[bool, str, float], QTextCharFormat]:
        return {}

    def format(self, bold: bool, form: str, gap: float) -> QTextCharFormat:
        """How characters are painted; `gap` is the space after each (pixels)."""
        key = bold, form, gap
        if key not in self._formats:
            font = self._font(bold, form)
            if gap:
                font = QFont(font)
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, gap)
            made = QTextCharFormat()
            made.setFont(font)
            made.setForeground(early.solid(self.lead if bold else self.colour))
            if len(self._formats) > MOST_FORMATS:
                self._formats.clear()
            self._formats[key] = made
        return self._formats[key]

    # Texts in it

    def widths(
        self, text: str, bold: Sequence[Span], found: Mapping[int, str], spaced: set[int]
    ) -> list[float]:
        """How wide each character of a text is, some in other forms, some with a gap after it."""
        widths = list(map(self.advances(False, "").__getitem__, text))
        _kern(text, (0, len(text)), self.advances(False, ""), widths)
        for start, end in bold:
            strong = self.advances(True, "")
            widths[start:end] = map(strong.__getitem__, text[start:end])
            _kern(text, (start, end), strong, widths)
        for index, form in found.items():
            widths[index] = self.advances(False, form)[text[index]]
        for index in spaced:
            widths[index] += self.gap
        return widths

    def ranges(
        self, length: int, bold: Sequence[Span], found: Mapping[int, str], gaps: Mapping[int, float]
    ) -> Iterator[tuple[Span, QTextCharFormat]]:
        """A text of `length` characters cut into spans of one format each, in their order."""
        if not found and not gaps:
            begin = 0
            for start, end in (*bold, (length, length)):
                if begin < start:
                    yield (begin, start), self.format(False, "", 0.0)
                if start < end:
                    yield (start, end), self.format(True, "", 0.0)
                begin = end
            return
        strong, shapes, after = [False] * length, [""] * length, [0.0] * length
        for start, end in bold:
            strong[start:end] = [True] * (end - start)
        for index, form in found.items():
            shapes[index] = form
        for index, gap in gaps.items():
            after[index] = gap
        begin = 0
        for key, same in groupby(zip(strong, shapes, after, strict=True)):
            end = begin + len(list(same))
            yield (begin, end), self.format(*key)
            begin = end


def _kern(text: str, span: Span, advances: Advances, widths: list[float]) -> None:
    """Letters of a word stand closer than each by itself, and so do marks behind them."""
    for match in LETTERS.finditer(text, *span):
        start, end = match.span()
        widths[end - 1] += advances[match[0]] - sum(widths[start:end])


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set; lengths are logical pixels.

    `line` is the distance of its lines, `above` and `below` the space around it, `left` what all
    lines are moved in by, `indent` the first line beyond that; a `row` of a table has cells.
    """

    face: Face
    line: float
    above: float = 0
    below: float = 0
    alignment: str = LEFT
    left: float = 0
    indent: float = 0
    row: Row | None = None
    rule: QColor | None = None


class Compositor:
    """Knows for every piece of a text how it is set in a style."""

    def __init__(self, text: Text, pieces: Pieces, style: TextStyle, narrow: bool = False) -> None:
        """`narrow` tells that few characters stand on a line: headings are smaller there."""
        self.style = style
        self._narrow = narrow
        self._pieces = pieces
        self._levels = {s.paragraph: s.level for s in reversed(text.sections) if s.start == 0}
        self._leads = run_in_spans(text)
        self._title = title_number(pieces.paragraphs)
        self._known: dict[object, Setting] = {}

    def setting(self, piece: int) -> Setting:
        """How a piece is set."""
        paragraph = self._pieces.paragraphs[piece]
        if paragraph.kind is Kind.TABLE:
            return self._row(self._pieces.tables.row(piece))
        key: object = paragraph.kind
        if paragraph.kind is Kind.HEADING:
            title = paragraph.number == self._title
            key = "title" if title else self._levels.get(paragraph.number, 0)
        goes_on = self._pieces.span(piece)[0] > 0
        if (key, goes_on) not in self._known:
            made = self._make(key)
            self._known[key, goes_on] = replace(made, above=0, indent=0) if goes_on else made
        return self._known[key, goes_on]

    def level(self, number: int) -> int | None:
        """The level of the section that begins with a paragraph; None where none does."""
        return self._levels.get(number)

    def bold_spans(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """What stands in bold: what the source marked, and run-in headings."""
        if paragraph.kind is Kind.HEADING:
            return []
        return merged([*paragraph.bold, *self._leads.get(paragraph.number, ())])

    # Kinds

    def _make(self, key: object) -> Setting:
        pixels, colours = self.style.pixels, self.style.colours
        if key == "title" or isinstance(key, int):
            return self._heading(key)
        if key is Kind.META:
            font = interface_font()
            font.setPixelSize(round(pixels * META_SCALE))
            face = self._face(font, colours["muted"])
            line = pixels * self.style.line_height
            return Setting(face, line, below=META_GAP * pixels, alignment=CENTRE)
        if key is Kind.NOTE:
            face = self._face(self._font(NOTE_SCALE), colours["muted"])
            return replace(self._body(face), left=pixels)
        face = self._face(self._font(1), colours["text"])
        indent = min(self.style.indent, NARROW_INDENT) if self._narrow else self.style.indent
        return replace(self._body(face), indent=indent * pixels)

    def _heading(self, key: object) -> Setting:
        pixels = self.style.pixels
        if key == "title":
            scale, above, below = TITLE
        else:
            assert isinstance(key, int)
            scale, above, below = HEADINGS[min(key, 3)] if key else SUBTITLE
        if self._narrow:
            scale = 1 + (scale - 1) * NARROW_SCALE
        return Setting(
            self._face(self._font(scale, bold=True), self.style.colours["heading"]),
            pixels * scale * HEADING_LINE,
            above * pixels,
            below * pixels,
            CENTRE if key in ("title", 0) else LEFT,
        )

    def _body(self, face: Face) -> Setting:
        return Setting(
            face,
            self.style.pixels * self.style.line_height,
            below=PARAGRAPH_GAP * self.style.pixels,
            alignment=JUSTIFIED if self.style.justify else LEFT,
        )

    def _row(self, row: Row) -> Setting:
        """A row of a table; its heading is bold, rules stand above, below it and at the end."""
        if row not in self._known:
            pixels = self.style.pixels * TABLE_SCALE
            named = row.heading or row.title
            font = self._font(TABLE_SCALE, bold=named)
            colour = self.style.colours["heading" if named else "text"]
            # The table ends with the space that parts paragraphs; so does its last row alone.
            below = PARAGRAPH_GAP * self.style.pixels + pixels if row.last else ROW_GAP * pixels
            self._known[row] = Setting(
                self._face(font, colour),
                min(TABLE_LINE * pixels, self.style.pixels * self.style.line_height),
                above=pixels if row.first else 0.0,
                below=below,
                row=row,
                rule=self.style.colours["muted"],
            )
        return self._known[row]

    # Fonts

    def _font(self, scale: float, bold: bool = False) -> QFont:
        weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
        return reading_font(self.style.pixels * scale, weight, self.style.families)

    def _face(self, font: QFont, colour: QColor) -> Face:
        gap = WESTERN_GAP * font.pixelSize() if self.style.spaced else 0.0
        return Face(font, colour, self.style.colours["lead"], gap)
