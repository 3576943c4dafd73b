"""What is needed of Qt's namespace before the first paint, without loading it.

The first mention of `Qt` makes Python classes of its hundred enumerations: 15 ms, a tenth of what
a bare window takes to start. Properties of widgets take plain numbers, though; here are those
that the pages need. Modules that are loaded before the first paint import `Qt` inside of the
functions that come later (tests/ui/test_start.py watches over it).
"""

from PySide6.QtGui import QBrush, QColor, QPalette

PLAIN_TEXT = 0
CUSTOM_MENU = 3
SCROLL_BAR_OFF, SCROLL_BAR_ON = 1, 2


def solid(colour: QColor) -> QBrush:
    """A brush of one colour. Its constructor would compare the colour with Qt.BrushStyle first."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, colour)
    return palette.text()
