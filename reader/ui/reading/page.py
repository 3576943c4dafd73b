"""Which part of a text is in view: lays out only that, and never lets it jump.

The position is a piece and how many pixels of it are scrolled out. The heights of pieces out of
view are not known and not needed: the scroll bar counts characters. What must stay in its place
when the width, the height or the style changes is kept as an `Anchor`, until somebody scrolls.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.ui.reading.galley import Galley
from reader.ui.reading.hooks import Furniture
from reader.ui.reading.lines import Lines
from reader.ui.reading.places import Anchor, Place, Spot
from reader.ui.reading.setting import Setting
from reader.ui.reading.sight import Placed, Sight
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text


class Page(Sight):
    """A text in a view of `width` x `height` pixels. Coordinates are those of the view."""

    def __init__(self, text: Text, style: TextStyle, width: float, height: float) -> None:
        self._galley = Galley(text, style, width)
        self.pieces = self._galley.pieces
        self._width, self._height = width, height
        self._top, self._off = 0, 0.0
        self._anchor: Anchor | None = Anchor(0, None, 0.0, 0.0)
        self._held_back = True
        self._placed: tuple[Placed, ...] | None = None
        self._last_step: int | None = None

    @property
    def text(self) -> Text:
        """What is on the page."""
        return self._galley.text

    @property
    def style(self) -> TextStyle:
        """The style that the text is set in."""
        return self._galley.style

    @property
    def height(self) -> float:
        """The height of the view."""
        return self._height

    @property
    def column(self) -> tuple[float, float]:
        """Left edge and width of the lines."""
        return self._galley.column

    def lines(self, piece: int) -> Lines:
        """A piece, laid out."""
        return self._galley.lines(piece)

    def setting(self, piece: int) -> Setting:
        """How a piece is set; it need not be laid out for that."""
        return self._galley.setting(piece)

    def bold(self, piece: int) -> list[tuple[int, int]]:
        """What stands in bold in the paragraph of a piece, by indexes of the paragraph."""
        return self._galley.bold(piece)

    def level(self, number: int) -> int | None:
        """The level of the section that begins with a paragraph; None where none does."""
        return self._galley.level(number)

    # What changes

    def resize(self, width: float, height: float) -> None:
        """Another size of the view; what was in its place stays there."""
        if (width, height) == (self._width, self._height):
            return
        anchor = self._held()
        self._width, self._height = width, height
        self._galley.resize(width)
        self._hold(anchor)

    def restyle(self, style: TextStyle) -> None:
        """Set the text in another style; what was in its place stays there."""
        anchor = self._held()
        if anchor.index is not None and not anchor.share:
            scale = style.pixels / self.style.pixels
            anchor = replace(anchor, offset=anchor.offset * scale)
        self._galley.restyle(style)
        self._hold(anchor)

    def furnish(self, furniture: Furniture | None) -> None:
        """Other furniture, or some whose height has changed."""
        anchor = self._held()
        self._galley.furniture = furniture
        self._hold(anchor)

    def _held(self) -> Anchor:
        """What must stay in its place: where somebody went, else the first line in view."""
        if self._anchor is None:
            self._anchor = self._first_line()
        return self._anchor

    def _first_line(self) -> Anchor:
        for placed in self.placed():
            lines = placed.lines
            line = lines.line_at(-placed.top)
            top = placed.top + lines.top_of(line)
            if top + lines.setting.line > 0:
                return Anchor(placed.piece, placed.start + lines.span_of(line)[0], 0.0, top)
        return Anchor(self._top, None, 0.0, -self._off)

    def _hold(self, anchor: Anchor) -> None:
        """Remember what must be in its place; it is brought there when somebody looks."""
        self._anchor = anchor
        self._held_back = True
        self._placed = None
        self._last_step = None

    def _come(self) -> None:
        """Bring the anchor to its place."""
        anchor = self._anchor
        if not self._held_back or anchor is None:
            return
        self._held_back = False
        if len(self.pieces):
            self._top = anchor.piece
            below = anchor.offset + anchor.share * self._height
            self._off = self._line_top(anchor) - below
            self._settle()

    def _line_top(self, anchor: Anchor) -> float:
        """Where the line of an anchor begins, in its piece."""
        if anchor.index is None:
            return 0.0
        lines = self.lines(anchor.piece)
        start, _ = self.pieces.span(anchor.piece)
        return lines.top_of(lines.line_of(max(anchor.index - start, 0)))

    # Going somewhere

    def go_to(self, place: Place, share: float) -> None:
        """Bring the line of a place to a share (0 to 1) of the view's height."""
        piece = self.pieces.of(place.paragraph, place.index)
        shown = self.pieces.holds(place.paragraph)
        self._hold(Anchor(piece, place.index if shown else 0, share, 0.0))

    def go_to_spot(self, spot: Spot) -> None:
        """Bring a paragraph, or a line of it, to where it stood."""
        index = spot.index or None
        piece = self.pieces.of(spot.paragraph, spot.index)
        if index is not None and not self.pieces.holds(spot.paragraph):
            index = None
        self._hold(Anchor(piece, index, 0.0, spot.offset))

    def go_to_step(self, step: int) -> None:
        """Go where the scroll bar says."""
        if not len(self.pieces):
            return
        piece, part = self.pieces.at_step(step)
        self._leave()
        self._top, self._off = piece, round(part * self._galley.height(piece))
        self._settle()

    def scroll(self, pixels: float) -> None:
        """Move the text up by so many pixels (down: negative)."""
        if not len(self.pieces):
            return
        self._come()
        self._leave()
        self._off += pixels
        self._settle()

    def _leave(self) -> None:
        """Somebody goes on from where they went: nothing is held any more."""
        self._anchor = None
        self._held_back = False

    def go_to_end(self) -> None:
        """Show the end of the text."""
        if len(self.pieces):
            self._leave()
            self._top = len(self.pieces) - 1
            self._off = self._galley.height(self._top)
            self._settle()

    def spot(self) -> Spot:
        """Where the first line in view stands; where somebody went, if that is known."""
        anchor = self._anchor
        if anchor is not None and not anchor.share and len(self.pieces):
            paragraph = self.pieces.paragraphs[anchor.piece]
            if anchor.index:
                return Spot(paragraph.number, round(anchor.offset), anchor.index)
            if anchor.index is None and self.pieces.of(paragraph.number) == anchor.piece:
                return Spot(paragraph.number, round(anchor.offset))
        for placed in self.placed():
            return self._spot_of(placed)
        return Spot(1, 0)

    def _spot_of(self, placed: Placed) -> Spot:
        """The paragraph where its first line is in view, else the first line that is."""
        lines, number = placed.lines, placed.paragraph.number
        line = lines.line_at(-placed.top)
        index = placed.start + lines.span_of(line)[0]
        if not index:
            return Spot(number, round(placed.top))
        return Spot(number, round(placed.top + lines.top_of(line)), index)

    def progress(self) -> tuple[int, int]:
        """How many characters end above the lower edge of the view, and how many there are."""
        before, placed = self.pieces.characters, self.placed()
        if not placed:
            return 0, before[-1]
        last = placed[-1]
        within = last.lines.ended_above(self._height - last.top)
        return before[last.piece] + within, before[-1]

    # The scroll bar

    @property
    def step(self) -> int:
        """Where the view begins, in steps of the scroll bar."""
        if not len(self.pieces):
            return 0
        self._come()
        return self.pieces.step(self._top, self._off / self._galley.height(self._top))

    def steps_of(self, places: Iterable[Place]) -> list[int]:
        """Where places are, in steps of the scroll bar."""
        if not len(self.pieces):
            return []
        return [self.pieces.step_of(place.paragraph, place.index) for place in places]

    @property
    def last_step(self) -> int:
        """Where the view begins when it shows the end of the text."""
        if self._last_step is None:
            self._last_step = self._find_last_step()
        return self._last_step

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is in view."""
        placed = self.placed()
        last = len(self.pieces) - 1
        return not placed or (
            placed[-1].piece == last and placed[-1].top + placed[-1].height <= self._height
        )

    def _find_last_step(self) -> int:
        rest = self._height
        for piece in reversed(range(len(self.pieces))):
            height = self._galley.height(piece)
            if height >= rest:
                return self.pieces.step(piece, (height - rest) / height)
            rest -= height
        return 0

    # Laying out

    def placed(self) -> tuple[Placed, ...]:
        """The pieces in view, from above."""
        self._come()
        return self._placed or ()

    def _settle(self) -> None:
        """Make the position a proper one: within the text, its piece in view."""
        self._off = float(round(self._off))
        self._find_top()
        placed = tuple(self._place())
        reached = placed[-1].top + placed[-1].height if placed else self._height
        if reached < self._height:
            self._off -= round(self._height - reached)
            self._find_top()
            placed = tuple(self._place())
        self._placed = placed

    def _find_top(self) -> None:
        while self._off < 0 and self._top > 0:
            self._top -= 1
            self._off += self._galley.height(self._top)
        self._off = max(self._off, 0.0)
        last = len(self.pieces) - 1
        while self._top < last and self._off >= self._galley.height(self._top):
            self._off -= self._galley.height(self._top)
            self._top += 1

    def _place(self) -> Iterator[Placed]:
        top = -self._off
        for piece in range(self._top, len(self.pieces)):
            if top >= self._height:
                return
            placed = self._placed_at(piece, top)
            yield placed
            top += placed.height

    def _placed_at(self, piece: int, top: float) -> Placed:
        paragraph = self.pieces.paragraphs[piece]
        galley = self._galley
        height, room = galley.height(piece), galley.room_below(piece)
        start, _ = self.pieces.span(piece)
        return Placed(piece, paragraph, start, galley.lines(piece), top, height, room)
