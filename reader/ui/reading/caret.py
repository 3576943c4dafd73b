"""Where the keys move the caret to."""

from collections.abc import Callable

from reader.documents.model import Paragraph
from reader.ui.reading.page import Page
from reader.ui.reading.places import Place
from reader.ui.reading.selection import clause_after, clause_before

VERTICAL = ("up", "down", "page_up", "page_down")


class CaretMoves:
    """The moves of a caret on a page. Paragraphs that are not shown are passed over."""

    def __init__(self, page: Page) -> None:
        self._page = page
        # The x that a caret keeps while it goes up and down over shorter lines.
        self._goal: float | None = None
        self._moves: dict[str, Callable[[Place], Place]] = {
            "left": self._left,
            "right": self._right,
            "clause_left": self._clause_left,
            "clause_right": self._clause_right,
            "up": self._up,
            "down": self._down,
            "page_up": self._page_up,
            "page_down": self._page_down,
            "line_start": self._line_start,
            "line_end": self._line_end,
            "text_start": self._text_start,
            "text_end": self._text_end,
        }

    def move(self, place: Place, how: str) -> Place:
        """The place after a move."""
        if how not in VERTICAL:
            self._goal = None
        return self._moves[how](place)

    def _left(self, place: Place) -> Place:
        piece = self._piece(place)
        start, _ = self._page.pieces.span(piece)
        if place.index > start:
            before = self._page.lines(piece).before(place.index - start)
            return Place(place.paragraph, start + before)
        if place.index:
            return Place(place.paragraph, place.index - 1)
        previous = self._neighbour(piece, -1)
        return Place(previous.number, len(previous.text)) if previous else place

    def _right(self, place: Place) -> Place:
        piece = self._piece(place)
        start, end = self._page.pieces.span(piece)
        if place.index < end:
            return Place(
                place.paragraph, start + self._page.lines(piece).after(place.index - start)
            )
        following = self._neighbour(piece, 1)
        return Place(following.number, 0) if following else place

    def _clause_left(self, place: Place) -> Place:
        if not place.index:
            return self._left(place)
        return Place(place.paragraph, clause_before(self._words(place), place.index))

    def _clause_right(self, place: Place) -> Place:
        if place.index == len(self._words(place)):
            return self._right(place)
        return Place(place.paragraph, clause_after(self._words(place), place.index))

    def _up(self, place: Place) -> Place:
        return self._vertically(place, -1)

    def _down(self, place: Place) -> Place:
        return self._vertically(place, 1)

    def _vertically(self, place: Place, by: int) -> Place:
        piece = self._piece(place)
        lines, start = self._page.lines(piece), self._page.pieces.span(piece)[0]
        line = lines.line_of(place.index - start)
        if self._goal is None:
            self._goal = lines.x_of(line, place.index - start)
        row = lines.row_of(line) + by
        if not 0 <= row < lines.rows:
            piece += by
            if not 0 <= piece < len(self._page.pieces):
                return place
            lines, start = self._page.lines(piece), self._page.pieces.span(piece)[0]
            row = 0 if by > 0 else lines.rows - 1
        line = lines.line_in(row, self._goal)
        first, after = lines.span_of(line)
        index = lines.index_in(line, self._goal)
        if index == after and line < lines.count - 1:
            # The place after the last character of a line belongs to the line below.
            index = max(lines.before(index), first)
        return Place(self._page.pieces.paragraphs[piece].number, start + index)

    def _page_up(self, place: Place) -> Place:
        return self._by_screen(place, -1)

    def _page_down(self, place: Place) -> Place:
        return self._by_screen(place, 1)

    def _by_screen(self, place: Place, by: int) -> Place:
        """As far as a screen reaches, in lines of the same height."""
        style = self._page.style
        count = max(1, int(self._page.height / (style.pixels * style.line_height)) - 1)
        for _ in range(count):
            place = self._vertically(place, by)
        return place

    def _line_start(self, place: Place) -> Place:
        return self._line_border(place, 0)

    def _line_end(self, place: Place) -> Place:
        return self._line_border(place, 1)

    def _line_border(self, place: Place, which: int) -> Place:
        piece = self._piece(place)
        lines, start = self._page.lines(piece), self._page.pieces.span(piece)[0]
        line = lines.line_of(place.index - start)
        index = lines.span_of(line)[which]
        if which and line < lines.count - 1:
            index = lines.before(index)
        return Place(place.paragraph, start + index)

    def _text_start(self, _place: Place) -> Place:
        return Place(self._page.pieces.paragraphs[0].number, 0)

    def _text_end(self, _place: Place) -> Place:
        last = self._page.pieces.paragraphs[-1]
        return Place(last.number, len(last.text))

    def _piece(self, place: Place) -> int:
        return self._page.pieces.of(place.paragraph, place.index)

    def _words(self, place: Place) -> str:
        return self._page.text.paragraphs[place.paragraph - 1].text

    def _neighbour(self, piece: int, by: int) -> Paragraph | None:
        """The next paragraph that is shown, in one direction."""
        paragraphs = self._page.pieces.paragraphs
        number = paragraphs[piece].number
        while 0 <= piece < len(paragraphs):
            if paragraphs[piece].number != number:
                return paragraphs[piece]
            piece += by
        return None
