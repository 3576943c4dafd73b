"""Every action: named, within reach, and the same however it is fired."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolBar, QToolButton

from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS
from reader.ui.actions import specs
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop, OpenLibrary

KEYS = [spec.key for spec in specs(Translator("zh", TRANSLATIONS))]


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


def in_menus(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from in_menus(below)
        elif not action.isSeparator():
            yield action


def menu_bar(window: MainWindow) -> list[QAction]:
    menus = [action.menu() for action in window.menuBar().actions()]
    return [action for menu in menus if isinstance(menu, QMenu) for action in in_menus(menu)]


def test_every_action_has_a_text_and_stands_in_a_menu(window: MainWindow) -> None:
    reachable = set(menu_bar(window))
    for key in KEYS:
        action = window.actions_by_key[key]
        assert action.text()
        assert action.toolTip()
        assert action.objectName() == f"action_{key}"
        assert action in reachable


def test_no_shortcut_is_given_twice(window: MainWindow) -> None:
    given = Counter(
        sequence.toString() for action in window.actions() for sequence in action.shortcuts()
    )
    assert given
    assert [shortcut for shortcut, times in given.items() if times > 1] == []


def test_every_action_can_be_given_a_shortcut(window: MainWindow) -> None:
    """A shortcut works only for an action of the window itself."""
    assert {window.actions_by_key[key] for key in KEYS} <= set(window.actions())


def test_a_menu_has_no_mnemonic_twice(window: MainWindow) -> None:
    marks = Counter(action.text().split("&")[1][0] for action in window.menuBar().actions())
    assert set(marks.values()) == {1}


def test_every_button_of_the_tool_bar_has_its_names(window: MainWindow) -> None:
    toolbar = window.findChild(QToolBar, "toolbar")
    assert isinstance(toolbar, QToolBar)
    buttons = [b for b in toolbar.findChildren(QToolButton) if "ext_button" not in b.objectName()]
    names = {b.objectName() for b in buttons if b.isVisible()}
    assert {"back", "forward", "split", "add_bookmark", "import"} <= names
    for button in buttons:
        if button.isVisible() and button.objectName():
            assert button.accessibleName()
            assert button.toolTip()


@pytest.mark.parametrize(("button", "key"), [("toggle_sidebar", "sidebar"), ("split", "split")])
def test_a_toggled_button_does_what_a_click_does(window: MainWindow, button: str, key: str) -> None:
    """An accessibility action toggles without a click."""
    found = window.findChild(QAbstractButton, button)
    assert isinstance(found, QAbstractButton)
    action = window.actions_by_key[key]

    def state() -> tuple[bool, bool, bool]:
        return action.isChecked(), window.desk.split, window.sidebar.isVisible()

    both = state()
    assert both == (True, True, True)
    found.toggle()
    toggled = state()
    assert not toggled[0]
    assert toggled[1:] != both[1:]
    found.toggle()
    assert state() == both
    found.click()
    assert state() == toggled
    assert not found.isChecked()
    action.trigger()
    assert state() == both
    assert found.isChecked()


@pytest.mark.parametrize("number", range(5))
def test_a_tab_of_the_sidebar_may_be_toggled(window: MainWindow, number: int) -> None:
    tab = window.sidebar.findChild(QAbstractButton, f"tab_{number + 1}")
    assert isinstance(tab, QAbstractButton)
    assert tab.accessibleName()
    if not tab.isChecked():
        tab.toggle()
    assert window.sidebar.panel == number
    shown = [panel.isVisible() for panel in window.sidebar.panels]
    assert shown == [index == number for index in range(5)]


def test_the_actions_of_the_panels_show_them(window: MainWindow) -> None:
    window.actions_by_key["sidebar"].setChecked(False)
    for number, name in enumerate(("documents", "contents", "themes", "results", "bookmarks")):
        window.actions_by_key[f"show_{name}"].trigger()
        assert window.sidebar.isVisible()
        assert window.sidebar.panel == number


def test_actions_without_an_object_are_off(desktop: Desktop, open_library: OpenLibrary) -> None:
    window = desktop.window(open_library("new", empty=True))
    for key in ("back", "forward", "add_bookmark", "copy", "open_original"):
        assert not window.actions_by_key[key].isEnabled()
    for key in KEYS:
        if key not in ("quit", "about", "manual") and "import" not in key:
            window.actions_by_key[key].trigger()
    desktop.settle(window)


def test_the_manual_lists_the_keys_of_all_actions() -> None:
    """Its table is written by hand, in words for the signs that are hard to see."""
    words = {"Left": "左箭头", "Right": "右箭头", ",": "逗号", "+": "加号", "-": "减号"}
    given = set()
    for spec in specs(Translator("zh", TRANSLATIONS)):
        held, plus, last = spec.shortcut.rpartition("+")
        if spec.shortcut.endswith("++"):
            held, last = spec.shortcut[:-2], "+"
        given.add(held + plus + words.get(last, last))
    manual = (RESOURCES / "starter" / "00-manual.md").read_text(encoding="utf-8")
    table = manual.partition("| 按键 | 作用 |")[2].partition("\n\n")[0]
    listed = {key for row in table.splitlines()[2:] for key in row.split("|")[1].split("、")}
    listed = {key.strip() for key in listed}
    if "Ctrl+1至Ctrl+5" in listed:
        listed = listed - {"Ctrl+1至Ctrl+5"} | {f"Ctrl+{number}" for number in range(1, 6)}
    assert listed == given - {""}
