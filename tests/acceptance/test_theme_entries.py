"""Putting right what stands under a theme, as a person does it."""

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import LIST, SWITCH, TREE, turn_to
from tests.acceptance.waiting import until

THEME = "值班应急"


def listed(window: Window) -> list[str]:
    return [row.name for row in window.part("主题条目", LIST).rows()]


def test_a_removed_entry_is_back_with_ctrl_z(home: Home, library: str) -> None:
    window = home.open("--library", library)
    turn_to(window, "主题")
    tree = window.part("主题", TREE)
    tree.choose(THEME)
    entries = window.part("主题条目", LIST)
    entries.wait(lambda: len(entries.rows()) > 1, "lists the passages of the theme")
    before, counted = listed(window), tree.row(THEME).cells[1]
    assert int(counted) == len(before)
    entries.focus()
    window.keys("Delete")
    assert until(lambda: listed(window) == before[1:])
    assert until(lambda: tree.row(THEME).cells[1] == str(len(before) - 1))
    assert window.part("已排除 1 段　显示", SWITCH).there()
    window.keys("ctrl+z")
    assert until(lambda: listed(window) == before)
    assert until(lambda: tree.row(THEME).cells[1] == counted)
    window.keys("ctrl+shift+z")
    assert until(lambda: listed(window) == before[1:])
    window.close()

    window = home.open("--library", library)
    turn_to(window, "主题")
    tree = window.part("主题", TREE)
    tree.choose(THEME)
    assert until(lambda: listed(window) == before[1:])
    window.close()
