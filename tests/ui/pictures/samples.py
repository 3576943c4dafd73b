"""Texts with pictures, and pictures that Qt makes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from reader.documents.model import Picture
from reader.workspace.text import Text
from tests.ui.texts import body, text_of

RED = QColor(204, 0, 0)


def image(width: int, height: int, colour: QColor = RED, kind: str = "png") -> bytes:
    """A picture of one colour as a file."""
    made = QImage(width, height, QImage.Format.Format_ARGB32)
    made.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(made)
    return bytes(buffer.data().data())


def picture(
    after: int, width: int = 80, height: int = 60, key: str = "k", alt: str = ""
) -> Picture:
    return Picture(after, "image/png", width, height, alt, key)


def pictured(pictures: Sequence[Picture], paragraphs: int = 5) -> Text:
    """A text with so many paragraphs and pictures."""
    text = text_of(body(*(f"第 {n} 段文字。" for n in range(1, paragraphs + 1))))
    return replace(text, pictures=tuple(pictures))
