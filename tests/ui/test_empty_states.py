"""Where there is nothing yet the window says what to do, and does it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.ui import panels
from reader.ui.empty_state import EmptyState
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop, OpenLibrary, write_texts
from tests.ui.window.acting import drop


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


def test_an_empty_pane_leads_to_the_documents(window: MainWindow, desktop: Desktop) -> None:
    while window.desk.panes[0].document is not None:
        window.actions_by_key["close_document"].trigger()
        desktop.settle(window)
    shown = state(window.desk.panes[0], "empty_pane")
    assert shown.isVisible()
    window.sidebar.show_panel(panels.THEMES)
    button(shown, "empty_show_documents").click()
    assert window.sidebar.panel == panels.DOCUMENTS


def test_an_empty_pane_of_an_empty_library_leads_to_files(
    empty: MainWindow, desktop: Desktop, tmp_path: Path
) -> None:
    shown = state(empty.desk.panes[1], "bare_pane")
    assert shown.isVisible()
    assert "拖到这里" in words(shown)
    assert button(shown, "empty_import_files").isEnabled()
    assert not shown.findChildren(QPushButton, "empty_show_documents")
    drop(empty, write_texts(tmp_path / "in", {"一.txt": "值班要有记录。"}))
    desktop.settle(empty)
    assert not shown.isVisible()


def test_a_pane_that_was_left_empty_leads_to_the_documents_of_its_library(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    for _ in range(3):
        window.actions_by_key["close_document"].trigger()
        desktop.settle(window)
    desktop.close(window)
    again = desktop.window(open_library())
    assert again.desk.panes[0].document is None
    assert state(again.desk.panes[0], "empty_pane").isVisible()


def test_a_pane_with_a_text_has_none(window: MainWindow, desktop: Desktop) -> None:
    assert window.desk.panes[0].text is not None
    assert not any(found.isVisible() for found in window.desk.panes[0].findChildren(EmptyState))
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
