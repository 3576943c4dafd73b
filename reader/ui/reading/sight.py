"""What is in view of a page: from places to points and back."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from reader.documents.model import Paragraph
from reader.ui.reading.lines import Lines
from reader.ui.reading.pieces import Pieces
from reader.ui.reading.places import Place


class Placed(NamedTuple):
    """A piece in view. `top` is where it begins, in the view; `height` is with its furniture."""

    piece: int
    paragraph: Paragraph
    start: int
    lines: Lines
    top: float
    height: float
    furniture: float

    @property
    def end(self) -> int:
        """The index after its last character, in its paragraph."""
        return self.start + len(self.lines)


class Sight(ABC):
    """Finds characters in the pieces in view. Coordinates are those of the view, in pixels."""

    pieces: Pieces

    @abstractmethod
    def placed(self) -> tuple[Placed, ...]:
        """The pieces in view, from above."""

    @property
    @abstractmethod
    def column(self) -> tuple[float, float]:
        """Left edge and width of the lines."""

    def near(self, point: QPointF) -> Place | None:
        """The border between two characters that is nearest to a point, in view or beyond."""
        placed = self._at(point.y())
        if placed is None:
            return None
        x = point.x() - self.column[0]
        return Place(
            placed.paragraph.number, placed.start + placed.lines.index_at(x, point.y() - placed.top)
        )

    def first_place(self) -> Place:
        """The first character in view."""
        return self.near(QPointF(0, 0)) or Place(1, 0)

    def under(self, point: QPointF) -> Place | None:
        """The character under a point; None where there is none."""
        for placed in self.placed():
            if placed.top <= point.y() < placed.top + placed.height:
                y = point.y() - placed.top
                index = placed.lines.under(point.x() - self.column[0], y)
                if index is not None:
                    return Place(placed.paragraph.number, placed.start + index)
        return None

    def _at(self, y: float) -> Placed | None:
        """The piece at a height; the first or last one in view beyond them."""
        found = None
        for placed in self.placed():
            if found is not None and placed.top > y:
                break
            found = placed
        return found

    def in_view(self, place: Place) -> Placed | None:
        """The piece in view that holds a place, wholly or with some of its lines."""
        piece = self.pieces.of(place.paragraph, place.index)
        first = self.placed()[0].piece if self.placed() else 0
        if first <= piece < first + len(self.placed()):
            found = self.placed()[piece - first]
            if found.paragraph.number == place.paragraph:
                return found
        return None

    def caret(self, place: Place) -> QRectF | None:
        """Where the caret stands at a place; None where its piece is not in view."""
        placed = self.in_view(place)
        if placed is None:
            return None
        box = placed.lines.caret(min(max(place.index - placed.start, 0), len(placed.lines)))
        return box.translated(self.column[0], placed.top)

    def boxes(self, paragraph: int, start: int, end: int) -> Iterator[QRectF]:
        """The rooms of a span of a paragraph, as far as its pieces are in view."""
        for placed in self.placed():
            if placed.paragraph.number == paragraph:
                for box in placed.lines.boxes(start - placed.start, end - placed.start):
                    yield box.translated(self.column[0], placed.top)

    def furniture_box(self, placed: Placed) -> QRectF:
        """The room below a piece."""
        left, width = self.column
        top = placed.top + placed.lines.above + placed.lines.text_height
        return QRectF(left, top, width, placed.furniture)
