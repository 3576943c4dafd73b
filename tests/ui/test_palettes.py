"""The palettes: the same names in each, readable colours, and a style sheet they fill."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Template

import pytest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
STYLE = RESOURCES / "style" / "window.qss"
NAMES = ("light", "sepia", "dark", "contrast")
GROUNDS = ("window", "side", "pane", "field")

BODY, LARGE, PART = 7.0, 4.5, 3.0
"""WCAG 2.2 contrast: enhanced text (1.4.6), text (1.4.3), parts of controls (1.4.11)."""


def palette(name: str) -> dict[str, str]:
    values = json.loads((RESOURCES / "palettes" / f"{name}.json").read_text("utf-8"))
    assert isinstance(values, dict)
    return values


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" by WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_every_palette_has_the_same_names() -> None:
    assert sorted(p.stem for p in (RESOURCES / "palettes").glob("*.json")) == sorted(NAMES)
    assert len({tuple(palette(name)) for name in NAMES}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_values_are_colours(name: str) -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in palette(name).values())


PAIRS = [
    *(("text", ground, BODY) for ground in GROUNDS),
    *(("muted", ground, LARGE) for ground in GROUNDS),
    *(("accent", ground, LARGE) for ground in GROUNDS),
    *((key, "pane", LARGE) for key in ("lead", "error", "warning", "success")),
    *((key, "pane", PART) for key in ("mark_bookmark", "mark_theme", "hit_tick")),
    *((f"diff_{what}_mark", "pane", PART) for what in ("removed", "added")),
    *((f"diff_{what}_mark", f"diff_{what}", PART) for what in ("removed", "added")),
    *(("text", f"diff_{what}", BODY) for what in ("removed", "added")),
    *(
        (key, f"diff_{what}", LARGE)
        for what in ("removed", "added")
        for key in ("heading", "lead", "muted", "hit_text")
    ),
    *(("focus", ground, PART) for ground in GROUNDS),
    ("heading", "pane", BODY),
    ("text", "hover", BODY),
    ("text", "pressed", BODY),
    ("muted", "hover", LARGE),
    ("hit_text", "hit", BODY),
    ("hit_text", "hit_current", LARGE),
    ("text", "hit", LARGE),
    ("text", "mark_highlight", BODY),
    ("muted", "mark_highlight", LARGE),
    ("selection_text", "selection", BODY),
    ("text", "selection", BODY),
    ("muted", "selection", LARGE),
    ("accent", "selection", LARGE),
    ("focus", "selection", PART),
    ("accent_text", "accent", LARGE),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(name: str, front: str, ground: str, least: float) -> None:
    colours = palette(name)
    assert contrast(colours[front], colours[ground]) >= least


@pytest.mark.parametrize("name", NAMES)
def test_style_sheet_is_filled(name: str) -> None:
    template = Template(STYLE.read_text("utf-8"))
    filled = template.substitute(palette(name))
    assert template.is_valid()
    assert "$" not in re.sub(r"/\*.*?\*/", "", filled, flags=re.DOTALL)
    assert filled.count("{") == filled.count("}")


APPLY = """
import sys
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import (
    QApplication, QCheckBox, QComboBox, QLineEdit, QMenu, QPushButton, QToolButton, QTreeView
)
said = []
qInstallMessageHandler(lambda kind, context, text: said.append(text))
app = QApplication([])
app.setStyle("Fusion")
app.setStyleSheet(sys.stdin.read())
for make in (QCheckBox, QComboBox, QLineEdit, QMenu, QPushButton, QToolButton, QTreeView):
    make().grab()
print(said, end="")
"""


def test_qt_understands_the_style_sheet() -> None:
    # in a process of its own: a style sheet of the application would reach the other tests
    filled = Template(STYLE.read_text("utf-8")).substitute(palette("light"))
    said = subprocess.run(
        [sys.executable, "-c", APPLY],
        input=filled,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert said.stdout == "[]"
