"""The icons: one style, recoloured through currentColor, and each paints something."""

import re
from pathlib import Path

import pytest
from lxml import etree
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
# fmt: off
NAMES = [
    "sidebar", "back", "forward", "search", "close", "split", "link", "swap", "bookmark",
    "bookmark-add", "note", "documents", "contents", "themes", "import", "folder", "folder-open",
    "file", "text-larger", "text-smaller", "palette", "check-quotes", "library", "sort", "filter",
    "more", "settings", "help", "print", "open-external", "trash", "left-pane", "right-pane",
    "copy", "undo", "compare", "maximise", "restore", "previous", "next", "add", "paste",
]
# fmt: on
COLOUR = QColor("#a8321f")


def painted(svg: bytes, size: int) -> QImage:
    """Paint an icon on nothing."""
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def pixels(image: QImage) -> list[QColor]:
    """The pixels that hold any colour."""
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    colours = (image.pixelColor(x, y) for x, y in points)
    return [colour for colour in colours if colour.alpha() > 0]


def test_the_set_is_complete() -> None:
    assert {path.stem for path in ICONS.glob("*.svg")} == {*NAMES, "app"}


@pytest.mark.parametrize("name", NAMES)
def test_one_style(name: str) -> None:
    data = (ICONS / f"{name}.svg").read_bytes()
    root = etree.fromstring(data)
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("fill")) == ("currentColor", "none")
    assert root.get("stroke-width") == "1.75"
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round", "round")
    assert not re.search(rb"#[0-9a-fA-F]{3}|rgb\(|<style|<image|href", data)


@pytest.mark.parametrize("name", NAMES)
def test_paints_in_the_colour_given_and_inside_its_frame(name: str) -> None:
    svg = (ICONS / f"{name}.svg").read_bytes().replace(b"currentColor", COLOUR.name().encode())
    image = painted(svg, 48)
    solid = [colour for colour in pixels(image) if colour.alpha() == 255]
    assert len(solid) >= 10
    assert {colour.name() for colour in solid} == {COLOUR.name()}
    edge = [image.pixelColor(at, side).alpha() for at in range(48) for side in (0, 47)]
    edge += [image.pixelColor(side, at).alpha() for at in range(48) for side in (0, 47)]
    assert not any(edge)


def test_no_two_icons_look_the_same() -> None:
    images = [bytes(painted((ICONS / f"{n}.svg").read_bytes(), 24).constBits()) for n in NAMES]
    assert len(set(images)) == len(NAMES)


@pytest.mark.parametrize("size", [16, 512])
def test_the_icon_of_the_application_is_coloured(size: int) -> None:
    data = (ICONS / "app.svg").read_bytes()
    colours = pixels(painted(data, size))
    assert b"currentColor" not in data
    assert len(colours) > size * size / 2
    reds = [c for c in colours if c.red() > 2 * c.green() and c.red() > 2 * c.blue()]
    whites = [c for c in colours if min(c.red(), c.green(), c.blue()) > 200]
    assert reds
    assert whites
