"""Pages as pdf and OFD have them: characters at places, no paragraphs.

Lengths are in one unit a file (points in pdf, millimetres in OFD) and y runs downwards; the rules
that read pages compare with the size of the type, so that the unit does not matter.
"""

from dataclasses import dataclass
from typing import NamedTuple

from reader.documents.blocks import Spans


class Glyph(NamedTuple):
    """A character on a page: its advance from `left` to `right`, its baseline, its type.

    A space without a width says that the file may have one or several here.
    """

    char: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The left and right edge of the column that a line stands in."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it inside of one column.

    `solid` is its right edge without the marks at its end, which may hang over the edge of the
    column, `size` the size of most of its characters, `unit` the width of what cannot be broken
    at its start: the line above was full where that did not fit in. `hyphen`: a word goes on
    below; `spaced`: white space stands at its end.
    """

    text: str
    left: float
    right: float
    solid: float
    baseline: float
    size: float
    unit: float
    bold: Spans = ()
    page: int = 0
    box: Box = Box(0, 0)
    hyphen: bool = False
    spaced: bool = False

    @property
    def indent(self) -> float:
        """How far it starts from the edge of its column, in sizes of its type."""
        return (self.left - self.box.left) / self.size

    @property
    def room(self) -> float:
        """What is left behind it."""
        return self.box.right - self.right

    @property
    def is_row(self) -> bool:
        """Whether wide gaps divide it, as those between the cells of a table do."""
        return "\t" in self.text


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `images` tells that there are pictures on it."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    images: bool = False
