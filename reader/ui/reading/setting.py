"""How each paragraph of a text is set: fonts, spaces, indents, the columns of its table."""

from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextOption

from reader.documents.model import Kind, Paragraph
from reader.ui import early
from reader.ui.appearance import interface_font, reading_font
from reader.ui.reading.cells import Row
from reader.ui.reading.pieces import Pieces
from reader.ui.typesetting import (
    HANGING,
    HEADING_LINE,
    HEADINGS,
    META_GAP,
    META_SCALE,
    NOTE_SCALE,
    OPENING,
    PARAGRAPH_GAP,
    ROW_GAP,
    SUBTITLE,
    TABLE_LINE,
    TABLE_SCALE,
    TITLE,
    WESTERN_GAP,
    TextStyle,
    merged,
    run_in_spans,
    title_number,
)
from reader.workspace.text import Text

HALF_WIDTH = QFont.Tag("halt")

NARROW_SCALE = 0.4
"""How much of what a heading is larger by is left to it in a narrow column."""
NARROW_INDENT = 2
"""The most empty squares (em) at the beginning of a paragraph there."""

LEFT, CENTRE, JUSTIFIED = "", "centre", "justified"
ALIGNMENTS = {CENTRE: early.CENTRED, JUSTIFIED: early.JUSTIFIED}


@dataclass(frozen=True)
class Face:
    """A font with what it needs to be mixed: bold, and punctuation half as wide.

    A `spaced` character has a `gap` (pixels) after it, 0 where there are to be none.
    """

    font: QFont
    colour: QColor
    plain: QTextCharFormat
    bold: QTextCharFormat
    narrow: QTextCharFormat
    bold_narrow: QTextCharFormat
    gap: float

    @cached_property
    def spaced(self) -> QTextCharFormat:
        """Made when it is needed: most sizes that somebody tries have no use for it."""
        return _spaced(self.plain, self.gap)

    @cached_property
    def bold_spaced(self) -> QTextCharFormat:
        """The same in bold."""
        return _spaced(self.bold, self.gap)

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
        metrics = QFontMetricsF(self.font)
        square = 0.95 * self.font.pixelSize()
        return frozenset(mark for mark in marks if metrics.horizontalAdvance(mark) >= square)


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

    @cached_property
    def option(self) -> QTextOption:
        """The same in Qt's words, as far as Qt has any."""
        option = QTextOption()
        if self.alignment:
            option = early.aligned_option(ALIGNMENTS[self.alignment])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option


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
            font = self._font(TABLE_SCALE, bold=row.heading)
            colour = self.style.colours["heading" if row.heading else "text"]
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
        lead = self.style.colours["lead"]
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        return Face(
            font,
            colour,
            plain=_format(font, colour),
            bold=_format(bold, lead),
            narrow=_format(_half(font), colour),
            bold_narrow=_format(_half(bold), lead),
            gap=WESTERN_GAP * font.pixelSize() if self.style.spaced else 0.0,
        )


def _half(font: QFont) -> QFont:
    half = QFont(font)
    half.setFeature(HALF_WIDTH, 1)
    return half


def _spaced(characters: QTextCharFormat, gap: float) -> QTextCharFormat:
    spaced = QTextCharFormat(characters)
    font = characters.font()
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, gap)
    spaced.setFont(font)
    return spaced


def _format(font: QFont, colour: QColor) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setFont(font)
    characters.setForeground(early.solid(colour))
    return characters
