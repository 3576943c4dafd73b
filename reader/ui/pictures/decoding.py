"""From the bytes of a file to an image, within limits; runs in any thread."""

from math import sqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

# What Qt may take for one picture, in MB: that of 50 million pixels.
MEMORY = 256
# Formats by the content that the importers recognise; nothing else is ever handed to Qt.
FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/bmp": b"bmp",
    "image/webp": b"webp",
}
# Of QImageIOHandler.Transformation: turned by a quarter.
_QUARTER = 4
MOST_PIXELS = 50_000_000
LARGE = 24_000_000
"""Pixels of a picture that is looked at by itself; a larger one is made smaller."""
SMALLEST = 512


def decode(data: bytes, media: str, fit: QSize | None = None) -> QImage | None:
    """The first frame of a picture, turned as it says; None where it is broken or too large.

    With `fit` it is decoded as small as fills that size in its own proportions, without as large
    as may be looked at; never larger than it is.
    """
    kind = FORMATS.get(media)
    if kind is None:
        return None
    content = QByteArray(data)
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MEMORY)
    reader = QImageReader(device, QByteArray(kind))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    scale = sqrt(LARGE / (size.width() * size.height()))
    if fit is not None:
        turned = bool(reader.transformation().value & _QUARTER)
        room = fit.transposed() if turned else fit
        scale = max(room.width() / size.width(), room.height() / size.height())
    if scale < 1:
        reader.setScaledSize(_scaled(size, scale))
    image = reader.read()
    device.close()
    return None if image.isNull() else image


def levels_of(image: QImage) -> list[QImage]:
    """An image and its halves, down to a small one: whoever zooms paints from the nearest."""
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) >= 2 * SMALLEST:
        levels.append(
            levels[-1].scaled(
                _scaled(levels[-1].size(), 0.5),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return levels


def _scaled(size: QSize, scale: float) -> QSize:
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
