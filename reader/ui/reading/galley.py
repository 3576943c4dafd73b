"""The pieces of a text set into lines, as they are asked for, with the room that each takes up."""

from math import ceil

from reader.ui.reading.hooks import Furniture
from reader.ui.reading.lines import Lines
from reader.ui.reading.pieces import Pieces, shown_text
from reader.ui.reading.setting import Compositor, Setting
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

KEPT = 60_000
"""Characters that stay laid out: many screens, and some megabytes."""
# In em: the least margin at both sides, above the text and below it.
SIDE, HEAD, FOOT = 1.6, 1.4, 6.0
# With fewer characters on a line the scroll bar has to do for a margin at the right, and headings
# are hardly larger than the text.
NARROW = 14
NARROW_SIDES = (1.35, 0.45)
# Characters on a line: so many while the view holds them without margins, never fewer than the
# indent of a paragraph leaves one of.
NARROWEST, FEWEST = 6, 3


class Galley:
    """Lines and heights of the pieces, in a style and for a view of some width (pixels)."""

    def __init__(self, text: Text, style: TextStyle, width: float) -> None:
        self.text = text
        self.pieces = Pieces(text)
        self.furniture: Furniture | None = None
        self._width = width
        self._compositor = self._made(style)
        self._laid: dict[int, Lines] = {}
        self._characters = 0

    @property
    def style(self) -> TextStyle:
        """The style that the text is set in."""
        return self._compositor.style

    @property
    def column(self) -> tuple[float, float]:
        """Left edge and width of the lines: whole characters, at most the measure."""
        return self._column(self.style)

    def _column(self, style: TextStyle) -> tuple[float, float]:
        pixels = style.pixels
        left, right = SIDE * pixels, SIDE * pixels
        room = (self._width - left - right) // pixels
        if room < NARROW:
            left, right = (side * pixels for side in NARROW_SIDES)
            room = (self._width - left - right) // pixels
        least = max(min(NARROWEST, self._width // pixels), FEWEST)
        width = min(max(room, least), style.measure) * pixels
        edge = min(round((self._width - width + left - right) / 2), int(self._width - width))
        return float(max(edge, 0)), float(width)

    def _made(self, style: TextStyle) -> Compositor:
        narrow = self._column(style)[1] < NARROW * style.pixels
        return Compositor(self.text, self.pieces, style, narrow)

    def resize(self, width: float) -> None:
        """Set for a view of another width; only another column is set anew."""
        before = self.column[1]
        self._width = width
        if self.column[1] != before:
            self._compositor = self._made(self.style)
            self._forget()

    def restyle(self, style: TextStyle) -> None:
        """Set in another style."""
        self._compositor = self._made(style)
        self._forget()

    def _forget(self) -> None:
        self._laid.clear()
        self._characters = 0

    def lines(self, piece: int) -> Lines:
        """A piece, laid out; it is kept for a while."""
        found = self._laid.pop(piece, None)
        if found is None:
            found = self._lay_out(piece)
            self._characters += len(found)
            while self._characters > KEPT and self._laid:
                self._characters -= len(self._laid.pop(next(iter(self._laid))))
        self._laid[piece] = found
        return found

    def setting(self, piece: int) -> Setting:
        """How a piece is set."""
        return self._compositor.setting(piece)

    def bold(self, piece: int) -> list[tuple[int, int]]:
        """What stands in bold in the paragraph of a piece."""
        return self._compositor.bold_spans(self.pieces.paragraphs[piece])

    def level(self, number: int) -> int | None:
        """The level of the section that begins with a paragraph; None where none does."""
        return self._compositor.level(number)

    def _lay_out(self, piece: int) -> Lines:
        paragraph = self.pieces.paragraphs[piece]
        start, end = self.pieces.span(piece)
        bold = [
            (max(first, start) - start, min(after, end) - start)
            for first, after in self.bold(piece)
            if first < end and after > start
        ]
        setting, above = self._compositor.setting(piece), self._above(piece)
        return Lines(shown_text(paragraph, (start, end)), bold, setting, self.column[1], above)

    def _above(self, piece: int) -> float:
        """The space above a piece: what it wants beyond that below the piece before."""
        if piece == 0:
            return HEAD * self.style.pixels
        wanted = self._compositor.setting(piece).above
        return max(wanted - self._compositor.setting(piece - 1).below, 0.0) if wanted else 0.0

    def height(self, piece: int) -> float:
        """The height of a piece with all that belongs to it: whole pixels, at least one."""
        lines = self.lines(piece)
        height = lines.above + lines.text_height + self.room_below(piece)
        if piece == len(self.pieces) - 1:
            height += FOOT * self.style.pixels
        elif self._ends_paragraph(piece):
            height += lines.setting.below
        return max(float(ceil(height)), 1.0)

    def room_below(self, piece: int) -> float:
        """The room that furniture takes up below a piece."""
        if self.furniture is None or not self._ends_paragraph(piece):
            return 0.0
        number = self.pieces.paragraphs[piece].number
        return self.furniture.height(number, self.column[1], self.style)

    def _ends_paragraph(self, piece: int) -> bool:
        return self.pieces.span(piece)[1] == len(self.pieces.paragraphs[piece].text)
