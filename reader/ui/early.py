"""What is needed of Qt's namespace before the first paint, without loading it.

The first mention of `Qt` makes Python classes of its hundred enumerations: 15 ms, a tenth of what
a bare window takes to start. Properties of widgets take plain numbers, though; here are those
that the pages need. Modules that are loaded before the first paint import `Qt` inside of the
functions that come later (tests/ui/test_start.py watches over it).
"""

from copy import copy
from functools import cache

from PySide6.QtGui import (
    QBrush,
    QColor,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

PLAIN_TEXT = 0
CUSTOM_MENU = 3
SCROLL_BAR_OFF, SCROLL_BAR_ON = 1, 2
JUSTIFIED, CENTRED = 8, 4
BLOCK_ALIGNMENT = 0x1010


def aligned_option(alignment: int) -> QTextOption:
    """A text option of some alignment."""
    return copy(_aligned(alignment))


@cache
def _aligned(alignment: int) -> QTextOption:
    """Taken from a document whose block has that alignment.

    `QTextOption.setAlignment` takes nothing but a value of `Qt`; the property of a block takes
    its number.
    """
    document = QTextDocument(" ")
    block = QTextBlockFormat()
    block.setProperty(BLOCK_ALIGNMENT, alignment)
    QTextCursor(document).setBlockFormat(block)
    # Asking for the size lays the block out, which hands the alignment on.
    document.size()
    return copy(document.firstBlock().layout().textOption())


def solid(colour: QColor) -> QBrush:
    """A brush of one colour. Its constructor would compare the colour with Qt.BrushStyle first."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, colour)
    return palette.text()
