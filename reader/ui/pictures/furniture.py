"""The pictures of one text as furniture of its page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from reader.documents.model import Picture
from reader.messages import Translator
from reader.ui.appearance import Colours, reading_font
from reader.ui.pictures.arrangement import Arrangement, Shown, arrange, by_paragraph
from reader.ui.pictures.cache import PictureCache, Wanted
from reader.ui.pictures.words import words_of
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

# How much darker a bright picture is on a dark page.
DIMMED = QColor(0, 0, 0, 56)
WORDS = 0.82


class PictureFurniture:
    """Lays out and paints the pictures of a text; `opened(number)` shows one large."""

    def __init__(
        self, text: Text, cache: PictureCache, opened: Callable[[int], None], tr: Translator
    ) -> None:
        self._document = text.record.document
        self._pictures = by_paragraph(text)
        self._cache = cache
        self._opened = opened
        self._tr = tr
        self._arranged: dict[int, Arrangement] = {}
        self._for: tuple[float, int] = (0.0, 0)

    def height(self, paragraph: int, width: float, style: TextStyle) -> float:
        """The room of the pictures below a paragraph."""
        if paragraph not in self._pictures:
            return 0.0
        return self._arrange(paragraph, width, style).height

    def paint(self, painter: QPainter, paragraph: int, box: QRectF, style: TextStyle) -> None:
        """Paint the pictures that are there, frames for those that come."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shown, place in self._arrange(paragraph, box.width(), style).boxes:
            self._paint_one(painter, shown, place.translated(box.topLeft()), style)

    def tip(self, paragraph: int, place: QPointF) -> str:
        """The words of the picture under the pointer, and what can be done."""
        shown = self._at(paragraph, place)
        if shown is None:
            return ""
        picture, tr = shown.picture, self._tr
        if self._cache.is_broken(picture):
            return tr("{words}\n请打开原文件查看", words=self._words(picture))
        hint = tr("单击看大图")
        return f"{picture.alt}\n{hint}" if picture.alt else hint

    def activate(self, paragraph: int, place: QPointF) -> bool:
        """Show the picture at a place large."""
        shown = self._at(paragraph, place)
        return shown is not None and self._open((shown,))

    def opens(self, paragraph: int, place: QPointF) -> bool:
        """Whether there is a picture at a place that can be shown large."""
        shown = self._at(paragraph, place)
        return shown is not None and not self._cache.is_broken(shown.picture)

    def activate_first(self, paragraph: int) -> bool:
        """Show the first picture below a paragraph large."""
        return self._open(self._pictures.get(paragraph, ()))

    def _open(self, pictures: Sequence[Shown]) -> bool:
        for shown in pictures:
            if not self._cache.is_broken(shown.picture):
                self._opened(shown.number)
                return True
        return False

    def spoken(self, paragraph: int) -> str:
        """The words that stand for the pictures."""
        return "".join(
            self._tr("［{words}］", words=self._words(shown.picture))
            for shown in self._pictures.get(paragraph, ())
        )

    def _arrange(self, paragraph: int, width: float, style: TextStyle) -> Arrangement:
        if self._for != (width, style.pixels):
            self._for = width, style.pixels
            self._arranged.clear()
        if paragraph not in self._arranged:
            pictures = self._pictures.get(paragraph, ())
            self._arranged[paragraph] = arrange(pictures, width, style.pixels)
        return self._arranged[paragraph]

    def _at(self, paragraph: int, place: QPointF) -> Shown | None:
        arranged = self._arranged.get(paragraph)
        boxes = arranged.boxes if arranged is not None else ()
        return next((shown for shown, box in boxes if box.contains(place)), None)

    # Painting

    def _paint_one(self, painter: QPainter, shown: Shown, box: QRectF, style: TextStyle) -> None:
        picture, colours = shown.picture, style.colours
        image = None
        if not self._cache.is_broken(picture):
            ratio = painter.device().devicePixelRatio()
            width, height = round(box.width() * ratio), round(box.height() * ratio)
            image = self._cache.image(Wanted(self._document, shown.number, picture, width, height))
        if image is not None:
            _paint_image(painter, image, box, colours)
        elif self._cache.is_broken(picture):
            self._paint_words(painter, picture, box, style)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours["line"], 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(
        self, painter: QPainter, picture: Picture, box: QRectF, style: TextStyle
    ) -> None:
        painter.fillRect(box, style.colours["hover"])
        painter.setPen(style.colours["muted"])
        painter.setFont(reading_font(style.pixels * WORDS, families=style.families))
        room = box.adjusted(8, 4, -8, -4)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words(picture))

    def _words(self, picture: Picture) -> str:
        return words_of(picture, self._tr, broken=self._cache.is_broken(picture))


def _paint_image(painter: QPainter, image: QImage, box: QRectF, colours: Colours) -> None:
    dark = colours.dark
    if dark and image.hasAlphaChannel():
        # Drawings without a ground are made for white paper.
        painter.fillRect(box, Qt.GlobalColor.white)
    painter.drawImage(box, image)
    if dark and colours.name != "contrast":
        painter.fillRect(box, DIMMED)
