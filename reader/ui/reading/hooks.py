"""What others put on the page of a text: tinted words, marks in its margin, and furniture."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from reader.documents.model import Paragraph

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPainter

    from reader.ui.typesetting import TextStyle


class Tint(NamedTuple):
    """Words of a paragraph on a ground of their own; an empty span marks where words are missing.

    `ground` and `ink` name colours of the palette, the latter that of the line that says without
    colours what the words are: through them or below them. The `current` one has a frame. An empty
    span with a `sign` shows that instead, as if it stood there: the end of a paragraph. `number`
    is for whoever tints: what the words are part of.
    """

    start: int
    end: int
    ground: str
    ink: str
    line: Literal["through", "below"]
    current: bool = False
    sign: str = ""
    number: int = 0


TintsOf = Callable[[Paragraph], Sequence[Tint]]


class MarginMark(NamedTuple):
    """A mark in the margin beside a paragraph (number from 1).

    `kind` is what it stands for ("bookmark", "theme", "link", …): marks of one kind stand in one
    column, in the order in which the kinds come first. `tip` is said when the pointer rests on
    it, `colour` names a colour of the palette. A `dot` stands beside the first line only: for
    what most paragraphs have.
    """

    paragraph: int
    kind: str
    tip: str
    colour: str
    dot: bool = False


class Furniture(Protocol):
    """What stands below paragraphs of the text that is shown: pictures.

    The view asks while it lays out and paints, in the window's thread and only for what is in
    view: every answer must come from memory, within a fraction of a millisecond. Paragraphs are
    numbers from 1, lengths are logical pixels.

    A view takes furniture by `set_furniture(furniture)`, and lays it out anew when it is told so
    by `furniture_changed()` (a picture was loaded and its height is known now).
    """

    def height(self, paragraph: int, width: float, style: "TextStyle") -> float:
        """The room that is needed below a paragraph where lines are `width` wide; 0 for none.

        The space above and below is part of it.
        """

    def paint(self, painter: "QPainter", paragraph: int, box: "QRectF", style: "TextStyle") -> None:
        """Paint what stands below a paragraph into the room that `height` asked for.

        `box` is in the coordinates of the painter, which need not be given back as it was.
        """

    def tip(self, paragraph: int, place: "QPointF") -> str:
        """The tool tip at a place, counted from the upper left corner of the room; "" for none."""

    def opens(self, paragraph: int, place: "QPointF") -> bool:
        """Whether there is something at a place that a click opens."""

    def activate(self, paragraph: int, place: "QPointF") -> bool:
        """Somebody clicked there; False where there is nothing to open."""

    def activate_first(self, paragraph: int) -> bool:
        """Somebody pressed Enter with the paragraph in view; False as above."""

    def spoken(self, paragraph: int) -> str:
        """What a screen reader says after the paragraph: the words that stand for a picture."""
