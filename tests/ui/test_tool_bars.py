"""Tool bars with less room than they need."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.tool_bars import ToolBar
from tests.ui.conftest import WAIT_MS

NAMES = ("甲", "乙乙", "丙丙丙", "丁")


@pytest.fixture
def bar(qtbot: QtBot, tr: Translator) -> ToolBar:
    made = ToolBar(tr)
    made.setMovable(False)
    qtbot.addWidget(made)
    for number, name in enumerate(NAMES):
        if number == 2:
            made.add_line()
        action = QAction(name, made)
        action.setObjectName(f"some_{number}")
        made.add_action(action)
    made.finish()
    made.dress(Appearance(RESOURCES, "light").icon("more"))
    made.resize(made.sizeHint())
    with qtbot.waitExposed(made):
        made.show()
    return made


def squeeze(bar: ToolBar, width: int, qtbot: QtBot) -> None:
    """Give it this width, and wait until all is where it belongs."""
    bar.resize(width, bar.height())

    def settled() -> bool:
        there = in_menu(bar)
        here = [part for part in bar.findChildren(QToolButton) if part.isVisible()]
        found = [b for b in here if b is not bar.more and "ext_button" not in b.objectName()]
        total = sum(b is not bar.more for b in bar.findChildren(QToolButton)) - 1
        return bar.more.isVisible() == bool(there) and len(found) + len(there) == total

    qtbot.waitUntil(settled, timeout=WAIT_MS)


def buttons(bar: ToolBar) -> list[QToolButton]:
    found = [bar.findChild(QToolButton, f"some_button_{n}") for n in range(len(NAMES))]
    return [button for button in found if isinstance(button, QToolButton)]


def shown(bar: ToolBar) -> list[str]:
    return [button.text() for button in buttons(bar) if button.isVisible()]


def in_menu(bar: ToolBar) -> list[str]:
    menu = bar.more.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions()]


def lines(bar: ToolBar) -> list[bool]:
    actions = (action for action in bar.actions() if action.isSeparator())
    return [action.isVisible() for action in actions]


def test_with_room_for_all_nothing_is_hidden(bar: ToolBar) -> None:
    assert shown(bar) == list(NAMES)
    assert not bar.more.isVisible()
    assert all(button.width() >= button.sizeHint().width() for button in buttons(bar))


def test_what_has_no_room_is_in_the_menu_and_comes_back(bar: ToolBar, qtbot: QtBot) -> None:
    """At every width all are there, here or there, in their order, and none is cut."""
    full, seen = bar.width(), []
    for width in (full, full - 1, 130, 110, 80, 110, 130, full - 1, full):
        squeeze(bar, width, qtbot)
        here, there = shown(bar), in_menu(bar)
        assert [*here, *there] == list(NAMES)
        for button in (*buttons(bar), bar.more):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
                assert bar.rect().contains(button.geometry())
        seen.append(len(here))
    assert seen == seen[::-1]
    assert seen[0] == len(NAMES) > seen[1] > seen[4]


def test_a_line_goes_with_what_follows_it(bar: ToolBar, qtbot: QtBot) -> None:
    assert lines(bar) == [True]
    squeeze(bar, 80, qtbot)
    assert "丙丙丙" not in shown(bar)
    assert lines(bar) == [False]


def test_its_own_wish_stays_while_parts_are_hidden(bar: ToolBar, qtbot: QtBot) -> None:
    wish = bar.sizeHint().width()
    squeeze(bar, 60, qtbot)
    assert bar.sizeHint().width() == wish


def test_a_button_with_a_menu_keeps_it(bar: ToolBar, qtbot: QtBot, tr: Translator) -> None:
    other = ToolBar(tr)
    qtbot.addWidget(other)
    button = QToolButton()
    button.setText("导入很多文件")
    button.setAccessibleName("导入")
    menu = QMenu(button)
    menu.addAction("文件")
    button.setMenu(menu)
    box = QLineEdit()
    box.setMinimumWidth(60)
    other.add_part(box)
    other.add_spring()
    other.add_part(button)
    other.finish([button])
    with qtbot.waitExposed(other):
        other.show()
    squeeze(other, 115, qtbot)
    assert box.isVisible()
    assert not button.isVisible()
    assert in_menu(other) == ["导入"]
    (action,) = other.more.menu().actions()
    assert action.menu() is menu
