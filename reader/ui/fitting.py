"""Windows that are no larger than the screen, at any scale."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# Room for the title bar and borders that the window manager adds, in pixels.
FRAME = QSize(4, 36)


def fit(window: QWidget, width: int, height: int) -> None:
    """Give a window this size (pixels at 100 %), or as much of it as the screen has room for."""
    room = window.screen().availableSize() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
