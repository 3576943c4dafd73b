"""Finding in the texts on the desk: the whole window, with the search of its library."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.reading.pages import marked, select_words


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


def box(window: MainWindow, pane: int) -> QLineEdit:
    found = window.desk.panes[pane].findChild(QLineEdit, "find_box")
    assert isinstance(found, QLineEdit)
    return found


def count(window: MainWindow, pane: int) -> str:
    found = window.desk.panes[pane].findChild(QLabel, "find_count")
    assert isinstance(found, QLabel)
    return found.text()


def test_words_are_found_in_the_active_pane_only(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.desk.activate(1)
    window.actions_by_key["find"].trigger()
    assert window.desk.panes[0].findChild(QLineEdit, "find_box") is None
    QTest.keyClick(box(window, 1), Qt.Key.Key_Space)
    box(window, 1).setText("调研")
    qtbot.waitUntil(lambda: count(window, 1) == "1 / 2", timeout=WAIT_MS)
    assert set(marked(window.desk.panes[1].view)) == {"调研"}
    window.actions_by_key["find_next"].trigger()
    assert count(window, 1) == "2 / 2"
    window.actions_by_key["find_previous"].trigger()
    window.actions_by_key["find_previous"].trigger()
    assert count(window, 1) == "2 / 2"
    desktop.settle(window)


def test_words_are_compared_as_the_search_compares_them(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.desk.activate(0)
    window.actions_by_key["find"].trigger()
    box(window, 0).setText("緊急")
    qtbot.waitUntil(lambda: count(window, 0) == "1 / 1", timeout=WAIT_MS)
    assert set(marked(window.desk.panes[0].view)) == {"紧急"}
    desktop.settle(window)


def test_a_found_place_can_be_left_by_going_back(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    view = window.desk.panes[0].view
    select_words(view, "口头报告")
    window.actions_by_key["find"].trigger()
    assert box(window, 0).text() == "口头报告"
    qtbot.waitUntil(lambda: count(window, 0) == "1 / 1", timeout=WAIT_MS)
    QTest.keyClick(box(window, 0), Qt.Key.Key_Return)
    assert window.actions_by_key["back"].isEnabled()
    desktop.settle(window)


def test_the_hits_of_a_search_are_shown_along_the_scroll_bars(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    bars = [pane.view.bar for pane in window.desk.panes]

    def ticked() -> list[bool]:
        return [bool(bar.rows().get("hit_tick")) for bar in bars]

    window.box.setText("值班")
    qtbot.waitUntil(lambda: ticked() == [True, True], timeout=WAIT_MS)
    window.box.clear()
    qtbot.waitUntil(lambda: ticked() == [False, False], timeout=WAIT_MS)
    desktop.settle(window)


def test_without_a_text_there_is_nothing_to_find(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    window = desktop.window(open_library("new", empty=True))
    for key in ("find", "find_next", "find_previous"):
        assert not window.actions_by_key[key].isEnabled()
