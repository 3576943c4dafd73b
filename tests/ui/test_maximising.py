"""One pane alone in the window, and everything back as it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

Widths = tuple[list[int], list[int]]


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    window = desktop.window(open_library())
    window.resize(1240, 700)
    return window


def divide(window: MainWindow, left: int) -> None:
    """Drag the border between the panes, as a user does with the handle."""
    handle = window.desk.widget.handle(1)
    handle.moveSplitter(left)


def widths(window: MainWindow) -> Widths:
    return window.splitter.sizes(), window.desk.widget.sizes()


def header(window: MainWindow, pane: int) -> QWidget:
    found = window.desk.panes[pane].findChild(QWidget, "pane_header")
    assert isinstance(found, QWidget)
    return found


def alone(window: MainWindow, pane: int) -> bool:
    others = (window.sidebar, window.desk.panes[1 - pane])
    return window.desk.panes[pane].isVisible() and not any(w.isVisible() for w in others)


def test_a_pane_alone_and_everything_back_to_the_pixel(window: MainWindow, qtbot: QtBot) -> None:
    divide(window, 377)
    before = widths(window)
    window.desk.activate(1)
    window.actions_by_key["maximise_pane"].trigger()
    assert alone(window, 1)
    window.actions_by_key["maximise_pane"].trigger()
    qtbot.waitUntil(lambda: widths(window) == before, timeout=WAIT_MS)
    assert window.desk.active.number == 1


def test_a_double_click_on_the_header(window: MainWindow) -> None:
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(header(window, 1), button, keys, QPoint(200, 8))
    assert alone(window, 1)
    assert window.actions_by_key["maximise_pane"].isChecked()
    QTest.mouseDClick(header(window, 1), button, keys, QPoint(200, 8))
    assert window.desk.split
    assert window.sidebar.isVisible()


def test_what_was_hidden_before_stays_hidden(window: MainWindow) -> None:
    window.actions_by_key["sidebar"].setChecked(False)
    window.actions_by_key["maximise_pane"].trigger()
    window.actions_by_key["maximise_pane"].trigger()
    assert not window.sidebar.isVisible()
    assert window.desk.split


def test_whoever_needs_the_other_pane_brings_all_back(window: MainWindow) -> None:
    window.desk.activate(0)
    window.actions_by_key["maximise_pane"].trigger()
    window.actions_by_key["other_pane"].trigger()
    assert window.desk.split
    assert window.sidebar.isVisible()
    assert not window.actions_by_key["maximise_pane"].isChecked()


def test_the_sidebar_may_be_called_meanwhile(window: MainWindow) -> None:
    window.actions_by_key["sidebar"].setChecked(False)
    window.actions_by_key["maximise_pane"].trigger()
    window.actions_by_key["show_contents"].trigger()
    assert window.sidebar.isVisible()
    assert not window.desk.split
    window.actions_by_key["maximise_pane"].trigger()
    assert window.sidebar.isVisible()
    assert window.desk.split


def test_the_layout_is_there_again_in_the_next_session(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    divide(window, 377)
    window.desk.activate(0)
    before = window.splitter.sizes()[0]
    share = window.desk.share
    window.actions_by_key["maximise_pane"].trigger()
    desktop.close(window)
    again = desktop.window(open_library())
    again.resize(1240, 700)
    assert alone(again, 0)
    assert again.actions_by_key["maximise_pane"].isChecked()
    again.actions_by_key["maximise_pane"].trigger()
    qtbot.waitUntil(lambda: again.splitter.sizes()[0] == before, timeout=WAIT_MS)
    left, right = again.desk.widget.sizes()
    assert again.desk.share == share
    assert 1000 * left / (left + right) == pytest.approx(share, abs=3)


def test_a_hidden_sidebar_keeps_its_width_over_a_session(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window.splitter.handle(1).moveSplitter(411)
    window.keeping.now()
    window.actions_by_key["sidebar"].setChecked(False)
    desktop.close(window)
    again = desktop.window(open_library())
    again.resize(1240, 700)
    assert again.keeping.session().sidebar_width == 411
    again.actions_by_key["sidebar"].setChecked(True)
    qtbot.waitUntil(lambda: abs(again.splitter.sizes()[0] - 411) <= 5, timeout=WAIT_MS)


def test_comparing_goes_on_while_a_pane_is_alone(window: MainWindow, desktop: Desktop) -> None:
    window.actions_by_key["compare_panes"].trigger()
    desktop.settle(window)
    window.actions_by_key["maximise_pane"].trigger()
    assert window.comparing.on
    window.actions_by_key["maximise_pane"].trigger()
    assert window.comparing.on
    assert window.desk.split


def test_closing_and_swapping(window: MainWindow, desktop: Desktop) -> None:
    texts = [pane.document for pane in window.desk.panes]
    window.desk.activate(0)
    window.actions_by_key["swap"].trigger()
    desktop.settle(window)
    assert [pane.document for pane in window.desk.panes] == texts[::-1]
    window.desk.panes[0].closed.emit(0)
    assert not window.desk.split
    assert window.desk.active.document == texts[0]
    window.actions_by_key["split"].trigger()
    assert [pane.document for pane in window.desk.panes] == texts[::-1]
