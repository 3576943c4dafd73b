"""Icons as data: drawings from resources/icons in a colour of the palette, crisp on each screen."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


def draw_icon(path: Path, colour: str, disabled: str, size: int, scales: Iterable[float]) -> QIcon:
    """The drawing of an SVG file, its `currentColor` made `colour` ("#rrggbb"), or `disabled`.

    `size` is in logical pixels, `scales` are device pixels per logical pixel: one for each screen.
    """
    svg = path.read_text("utf-8")
    icon = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", ink).encode()))
        for scale in scales:
            icon.addPixmap(_paint(renderer, size, scale), mode)
    return icon


def _paint(renderer: QSvgRenderer, size: int, scale: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * scale), round(size * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
