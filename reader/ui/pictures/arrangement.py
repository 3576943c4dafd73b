"""Where pictures stand below a paragraph: sizes and places, known before anything is loaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from reader.documents.model import Kind, Picture
from reader.workspace.text import Text

BODY = 16
"""The pixels of ordinary text where pictures have the size that their document gives them."""
# In em: the space around pictures, between them, and the tallest that one may be.
AROUND, BETWEEN, TALLEST = 0.7, 0.8, 42
# In em: the room of a picture that could not be kept.
PLACEHOLDER = (20, 3.2)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a text by its number (from 1)."""

    number: int
    picture: Picture


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The pictures below a paragraph: their rooms, counted from the upper left corner of all."""

    height: float
    boxes: tuple[tuple[Shown, QRectF], ...]


def by_paragraph(text: Text) -> dict[int, tuple[Shown, ...]]:
    """The pictures of a text by the paragraphs below which they are seen.

    That is the paragraph before, where that one is seen; those before the first one stand below
    it.
    """
    seen = [p.number for p in text.paragraphs if p.kind is not Kind.JUNK]
    found: dict[int, tuple[Shown, ...]] = {}
    place = -1
    for number, picture in enumerate(text.pictures, start=1):
        while place + 1 < len(seen) and seen[place + 1] <= picture.after:
            place += 1
        if seen:
            paragraph = seen[max(place, 0)]
            found[paragraph] = (*found.get(paragraph, ()), Shown(number, picture))
    return found


def arrange(pictures: Sequence[Shown], width: float, pixels: float) -> Arrangement:
    """Set pictures into lines `width` wide beside text of a size in pixels.

    They grow with the text, fill a line at most, and share it where they are small.
    """
    top = AROUND * pixels
    boxes: list[tuple[Shown, QRectF]] = []
    for height, row in arranged_rows(pictures, width, pixels):
        boxes += [(shown, box.translated(0, round(top))) for shown, box in row]
        top += height + AROUND * pixels
    return Arrangement(top, tuple(boxes))


def arranged_rows(
    pictures: Sequence[Shown], width: float, pixels: float, highest: float | None = None
) -> Iterator[tuple[float, list[tuple[Shown, QRectF]]]]:
    """The lines of pictures: the height of each, and the rooms in it; none higher than allowed."""
    gap = BETWEEN * pixels
    for row in _rows(pictures, width, pixels, highest):
        left = (width - sum(size[0] for _, size in row) - gap * (len(row) - 1)) / 2
        tallest = max(size[1] for _, size in row)
        boxes = []
        for shown, (wide, high) in row:
            boxes.append((shown, QRectF(round(left), round((tallest - high) / 2), wide, high)))
            left += wide + gap
        yield tallest, boxes


_Sized = tuple[Shown, tuple[float, float]]


def _rows(
    pictures: Sequence[Shown], width: float, pixels: float, highest: float | None
) -> Iterator[list[_Sized]]:
    row: list[_Sized] = []
    room = width
    for shown in pictures:
        size = size_of(shown.picture, width, pixels, highest)
        if row and size[0] + BETWEEN * pixels > room:
            yield row
            row, room = [], width
        room -= size[0] + (BETWEEN * pixels if row else 0)
        row.append((shown, size))
    if row:
        yield row


def size_of(
    picture: Picture, width: float, pixels: float, highest: float | None = None
) -> tuple[float, float]:
    """The size in which a picture is shown, in whole logical pixels."""
    tallest = TALLEST * pixels if highest is None else min(TALLEST * pixels, highest)
    if not picture.key:
        return min(width, PLACEHOLDER[0] * pixels), round(PLACEHOLDER[1] * pixels)
    scale = min(pixels / BODY, width / picture.width, max(tallest / picture.height, 0.001))
    return max(1.0, round(picture.width * scale)), max(1.0, round(picture.height * scale))
