"""The sheet of paper that a text is set for: size, margins, and the style of the text on it.

Lengths are units of half a point, 1/144 inch: all sizes of type that Chinese printing knows by
name are whole numbers of them.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from reader.settings import Settings
from reader.ui.appearance import Colours
from reader.ui.typesetting import TextStyle, text_style

UNITS_PER_INCH = 144
UNITS_PER_MM = UNITS_PER_INCH / 25.4
# Width and height in mm; 16K as in 大度 16 开.
SIZES = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "16K": (210.0, 285.0),
    "Letter": (215.9, 279.4),
}
# Top, bottom, left, right in mm; the first as GB/T 9704 has them.
MARGIN_SIZES = {"normal": (37.0, 35.0, 28.0, 26.0), "small": (20.0, 20.0, 18.0, 18.0)}
BLACK, GREY = "#000000", "#808080"
INK = Colours(
    "paper",
    {
        **dict.fromkeys(("text", "muted", "heading", "lead"), BLACK),
        **dict.fromkeys(("line", "mark_bookmark"), GREY),
    },
)
# In mm: from the text to the line under the running title, and down to the number of the page.
HEADER_GAP, NUMBER_GAP = 4.0, 7.0
# Half points; the type of running titles is never larger.
SMALL_TYPE = 18


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper, and what stands on each beside the text. Lengths are units."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    style: TextStyle
    numbers: str = "dashes"
    header: bool = True
    ribbons: bool = False

    @property
    def column(self) -> QRectF:
        """Where the text stands: lines of whole characters, in the middle of their room."""
        room = self.width - self.left - self.right
        width = self.style.measure * self.style.pixels
        return QRectF(
            self.left + (room - width) / 2, self.top, width, self.height - self.top - self.bottom
        )

    @property
    def small(self) -> int:
        """The size of running titles and page numbers."""
        return min(SMALL_TYPE, self.style.pixels)

    def layout(self) -> QPageLayout:
        """The same for a printer: whole sheets, whose margins we leave ourselves."""
        size = QSizeF(self.width / UNITS_PER_MM, self.height / UNITS_PER_MM)
        page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        upright = QPageLayout.Orientation.Portrait
        if size.width() > size.height():
            page = QPageSize(
                size.transposed(),
                QPageSize.Unit.Millimeter,
                "",
                QPageSize.SizeMatchPolicy.FuzzyMatch,
            )
            upright = QPageLayout.Orientation.Landscape
        layout = QPageLayout(page, upright, QMarginsF(0, 0, 0, 0))
        layout.setMode(QPageLayout.Mode.FullPageMode)
        return layout


def sheet_of(settings: Settings) -> Sheet:
    """The sheet that the user wants; the text is set as on the screen, in black."""
    width, height = SIZES[settings.print_paper]
    if settings.print_landscape:
        width, height = height, width
    sizes = (width, height, *MARGIN_SIZES[settings.print_margins])
    wide, high, top, bottom, left, right = (size * UNITS_PER_MM for size in sizes)
    pixels = settings.print_size
    style = replace(
        text_style(settings, INK), pixels=pixels, measure=int((wide - left - right) // pixels)
    )
    return Sheet(
        *(wide, high, top, bottom, left, right),
        style,
        settings.print_numbers,
        settings.print_header,
        settings.print_ribbons,
    )
