"""Filtering commands by what somebody types."""

import pytest

from reader.ui.shortcuts.sieve import Sieve

NAMES, KEYS = ("在文中查找", "编辑"), ("Ctrl+F",)


@pytest.mark.parametrize(
    "words",
    ["", "  ", "查找", "编辑", "chazhao", "cz", "zwzcz", "ctrl+f", "F ctrl", "f", "CTRL", "bianji"],
)
def test_it_lets_through_what_is_meant(words: str) -> None:
    assert Sieve().lets(words, NAMES, KEYS)


@pytest.mark.parametrize("words", ["导入", "daoru", "ctrl+g", "shift", "ctrl shift f", "xx"])
def test_it_holds_back_the_rest(words: str) -> None:
    assert not Sieve().lets(words, NAMES, KEYS)


def test_plus_is_a_key_too() -> None:
    assert Sieve().lets("ctrl++", ("放大",), ("Ctrl+=、Ctrl++",))
    assert not Sieve().lets("ctrl++", ("缩小",), ("Ctrl+-",))
