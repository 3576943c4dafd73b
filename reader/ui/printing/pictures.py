"""Pictures on paper: in rows below their paragraphs, each row on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from reader.documents.model import Picture
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.appearance import reading_font
from reader.ui.pictures.arrangement import AROUND, Shown, arranged_rows, by_paragraph
from reader.ui.pictures.cache import PictureCache, Wanted
from reader.ui.pictures.decoding import decode
from reader.ui.pictures.words import words_of
from reader.ui.printing.paper import Sheet
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

WORDS = 0.82
FINEST = 300 / 144
"""Dots for each unit on paper: 300 an inch, more than a printer shows of a picture."""


@dataclass(frozen=True, slots=True)
class Row:
    """Pictures beside each other; rooms are counted from the upper left corner of the row."""

    height: float
    boxes: tuple[tuple[Shown, QRectF], ...]


class Images(Protocol):
    """Where the images come from. `number` counts the pictures of what is printed, from 1."""

    def image(self, number: int, picture: Picture, size: QSize) -> QImage | None:
        """An image that fills a size (dots); None where it is not there, or not yet."""

    def broken(self, picture: Picture) -> bool:
        """Whether it never will be there."""


class ReadImages:
    """Reads and decodes each when it is asked for; not for the window's thread."""

    def __init__(self, load: Callable[[int], bytes]) -> None:
        self._load = load

    def image(self, number: int, picture: Picture, size: QSize) -> QImage | None:
        """The image, in the dots of a good printer."""
        if not picture.key:
            return None
        try:
            data = self._load(number)
        except ReaderError:
            return None
        return decode(data, picture.media, size * FINEST)

    def broken(self, _picture: Picture) -> bool:
        """What was not given will not come."""
        return True


class CachedImages:
    """Gives what a cache has, which fetches the rest behind the scenes."""

    def __init__(self, document: str, numbers: tuple[int, ...], cache: PictureCache) -> None:
        self._document = document
        self._numbers = numbers
        self._cache = cache

    def image(self, number: int, picture: Picture, size: QSize) -> QImage | None:
        """The image, if it is there."""
        if self._cache.is_broken(picture):
            return None
        wanted = Wanted(
            self._document, self._numbers[number - 1], picture, size.width(), size.height()
        )
        return self._cache.image(wanted)

    def broken(self, picture: Picture) -> bool:
        """Whether its bytes are damaged, or were not kept."""
        return self._cache.is_broken(picture)


def rows_of(text: Text, sheet: Sheet) -> dict[int, tuple[Row, ...]]:
    """The rows of pictures by the paragraphs that they stand below."""
    column, pixels = sheet.column, sheet.style.pixels
    around = AROUND * pixels
    found = {}
    for paragraph, pictures in by_paragraph(text).items():
        # Whole units, since sizes are rounded.
        highest = int(column.height() - 2 * around)
        found[paragraph] = tuple(
            Row(height + 2 * around, tuple((s, b.translated(0, around)) for s, b in boxes))
            for height, boxes in arranged_rows(pictures, column.width(), pixels, highest)
        )
    return found


def paint_row(
    painter: QPainter, row: Row, corner: QPointF, images: Images, style: TextStyle, tr: Translator
) -> None:
    """Paint a row of pictures, its upper left corner at a place."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for shown, place in row.boxes:
        box = place.translated(corner)
        image = images.image(shown.number, shown.picture, box.size().toSize())
        if image is not None:
            painter.drawImage(box, image)
            continue
        painter.setPen(QPen(style.colours["line"], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if images.broken(shown.picture):
            painter.setPen(style.colours["text"])
            painter.setFont(reading_font(style.pixels * WORDS, families=style.families))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            words = words_of(shown.picture, tr, broken=True)
            painter.drawText(box.adjusted(8, 4, -8, -4), int(flags), words)
    painter.restore()
