"""From bytes to images: sizes, what is broken, and bombs."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from reader.ui.pictures.decoding import LARGE, decode, levels_of
from tests.importers.picture_files import EMF, bomb
from tests.ui.pictures.samples import RED, image


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp", "webp"])
def test_every_kind_that_is_kept_is_shown(kind: str) -> None:
    found = decode(image(40, 30, kind=kind), f"image/{kind}")
    assert found is not None
    assert found.size() == QSize(40, 30)
    assert abs(found.pixelColor(20, 15).red() - RED.red()) < 8


def test_no_larger_than_it_is_painted_and_never_larger_than_it_is() -> None:
    small = decode(image(400, 300), "image/png", QSize(80, 60))
    same = decode(image(40, 30), "image/png", QSize(800, 600))
    assert small is not None
    assert same is not None
    assert (small.size(), same.size()) == (QSize(80, 60), QSize(40, 30))


def test_a_large_picture_is_made_smaller_to_be_looked_at() -> None:
    found = decode(image(7000, 5000), "image/png")
    assert found is not None
    assert found.width() * found.height() <= LARGE * 1.01
    assert abs(found.width() / found.height() - 1.4) < 0.01


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"", "image/png"),
        (bomb(), "image/png"),
        (image(40, 30), "image/svg+xml"),
        (EMF, "image/emf"),
    ],
)
def test_what_cannot_be_shown(data: bytes, media: str) -> None:
    assert decode(data, media) is None
    assert decode(data, media, QSize(80, 60)) is None


def test_levels_halve() -> None:
    whole = decode(image(3000, 900, QColor("blue")), "image/png")
    assert whole is not None
    levels = levels_of(whole)
    assert [level.width() for level in levels] == [3000, 1500, 750]
    assert levels[-1].pixelColor(100, 100) == QColor("blue")
