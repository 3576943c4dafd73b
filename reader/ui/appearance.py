"""Palettes as data: named colours from resources/, made into Qt's palette and style."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from reader.settings import SYSTEM

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

UI_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
READING_FAMILIES = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "STSong",
    "Songti SC",
    "FZShuSong-Z01",
    "WenQuanYi Micro Hei",
    "serif",
)
UI_PIXELS = 13
# The lightness (0 to 255) below which a window is dark.
_DARK = 128


@dataclass(frozen=True)
class Colours:
    """The named colours of one palette, as "#rrggbb"."""

    name: str
    values: dict[str, str]

    def __getitem__(self, key: str) -> QColor:
        return QColor(self.values[key])

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark page."""
        return self["pane"].lightness() < 128


class Appearance:
    """Everything that depends on the palette in force; `palette` may be that of the system."""

    def __init__(self, resources: Path, palette: str) -> None:
        palette = palette_in_force(palette)
        self._resources = resources
        stored = json.loads((resources / "palettes" / f"{palette}.json").read_text("utf-8"))
        self.colours = Colours(
            palette, {key: value for key, value in stored.items() if value.startswith("#")}
        )
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._scales = {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}

    @cached_property
    def style_sheet(self) -> str:
        """The one style sheet template, filled with this palette's colours."""
        template = Template((self._resources / "style" / "window.qss").read_text("utf-8"))
        return template.substitute(self.colours.values)

    @cached_property
    def qt_palette(self) -> QPalette:
        """Qt's own palette, for all that the style sheet does not reach."""
        colours, palette, role = self.colours, QPalette(), QPalette.ColorRole
        pairs = {
            role.Window: "window",
            role.Base: "pane",
            role.AlternateBase: "side",
            role.Button: "window",
            role.ToolTipBase: "field",
            role.Highlight: "selection",
            role.WindowText: "text",
            role.Text: "text",
            role.ButtonText: "text",
            role.ToolTipText: "text",
            role.HighlightedText: "selection_text",
            role.PlaceholderText: "muted",
            role.Link: "accent",
            role.Accent: "accent",
            role.Mid: "line",
        }
        for which, key in pairs.items():
            palette.setColor(which, colours[key])
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, colours["muted"])
        return palette

    def icon(self, name: str, colour: str = "text", size: int = 18) -> "QIcon":
        """An icon of resources/icons in a named colour, crisp on every screen that is there.

        The disabled state is drawn in the muted colour.
        """
        key = (name, colour, size)
        if key not in self._icons:
            # Loaded for the first icon, which is after the first paint of a window.
            from reader.ui.icons import draw_icon

            path, colours = self._resources / "icons" / f"{name}.svg", self.colours.values
            self._icons[key] = draw_icon(path, colours[colour], colours["line"], size, self._scales)
        return self._icons[key]


def palette_in_force(palette: str) -> str:
    """The palette itself, for that of the system the one that it asks for now."""
    if palette != SYSTEM:
        return palette
    if QGuiApplication.instance() is None or not QGuiApplication.topLevelWindows():
        # Before the first window: Qt's own palette tells enough, and to ask for more would load
        # Qt's largest enumerations before anything is painted.
        window = QGuiApplication.palette().window().color()
        return "dark" if window.lightness() < _DARK else "light"
    return _asked_by_system()


def _asked_by_system() -> str:
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    # Qt 6.10 and later know whether the system asks for high contrast.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        contrast = accessibility().contrastPreference()
        if contrast is Qt.ContrastPreference.HighContrast:
            return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def interface_font() -> QFont:
    """The font of menus, lists and buttons."""
    font = QFont()
    font.setFamilies(list(UI_FAMILIES))
    font.setPixelSize(UI_PIXELS)
    return font


def reading_font(
    pixels: float,
    weight: QFont.Weight = QFont.Weight.Normal,
    families: tuple[str, ...] = READING_FAMILIES,
) -> QFont:
    """The font of the texts, without hinting so that the glyphs keep their widths."""
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(round(pixels))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Figures look alike beside Chinese and Western words; those that some fonts have for the
    # latter are no characters of their own, so that nobody would find them in a PDF file.
    font.setFeature(QFont.Tag("locl"), 0)
    return font
