"""Where there is nothing yet the window says what to do, and does it."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.ui import panels
from reader.ui.empty_state import EmptyState
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop, OpenLibrary


@pytest.fixture
def empty(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library("new", empty=True))


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


def state(parent: QWidget, name: str) -> EmptyState:
    found = parent.findChild(EmptyState, name)
    assert isinstance(found, EmptyState)
    return found


def button(parent: QWidget, name: str) -> QPushButton:
    found = parent.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def words(parent: QWidget) -> str:
    label = parent.findChild(QLabel, "empty_words")
    assert isinstance(label, QLabel)
    return label.text()


def test_an_empty_library_offers_ways_to_fill_it(empty: MainWindow) -> None:
    shown = state(empty.sidebar.documents, "empty_library")
    assert shown.isVisible()
    assert "导入" in words(shown)
    asked: list[str] = []
    empty.library_wanted.connect(asked.append)
    button(shown, "empty_starter_library").click()
    assert asked == ["starter"]
    assert empty.sidebar.documents.list.isVisible(), "outside programs look for it"
    assert empty.sidebar.documents.list.height() <= 2


def test_an_empty_pane_leads_to_the_documents(empty: MainWindow) -> None:
    shown = state(empty.desk.panes[0], "empty_pane")
    assert shown.isVisible()
    empty.sidebar.show_panel(panels.THEMES)
    button(shown, "empty_show_documents").click()
    assert empty.sidebar.panel == panels.DOCUMENTS


def test_a_pane_with_a_text_has_none(window: MainWindow, desktop: Desktop) -> None:
    assert window.desk.panes[0].text is not None
    assert not state(window.desk.panes[0], "empty_pane").isVisible()
    assert not state(window.sidebar, "empty_library").isVisibleTo(window.sidebar)
    window.actions_by_key["close_document"].trigger()
    desktop.settle(window)
    shown = state(window.desk.panes[0], "empty_pane")
    assert shown.isVisible()
    window.actions_by_key["reopen_document"].trigger()
    desktop.settle(window)
    assert not shown.isVisible()


def test_without_bookmarks_one_can_be_made(window: MainWindow, desktop: Desktop) -> None:
    window.sidebar.show_panel(panels.BOOKMARKS)
    shown = state(window.sidebar.bookmarks, "empty_bookmarks")
    assert shown.isVisible()
    button(shown, "empty_add_bookmark").click()
    desktop.settle(window)
    assert not shown.isVisible()
    assert window.sidebar.bookmarks.tree.isVisible()


def test_buttons_follow_their_actions(empty: MainWindow) -> None:
    add = button(state(empty.sidebar.bookmarks, "empty_bookmarks"), "empty_add_bookmark")
    assert not add.isEnabled(), "there is no text to mark"
