"""Bookmarks in the whole window."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.ui.bookmark_dialog import BookmarkDialog
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.reading.pages import select_words
from tests.ui.window.acting import (
    bookmarks,
    dialog,
    document_of,
    items,
    marked,
    read_words,
    title,
    trigger,
)


def test_a_bookmark_is_made_noted_and_removed_and_comes_back(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    view = window.desk.panes[0].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    desktop.settle(window)
    assert bookmarks(window) == ["先口头报告\n值班室的一天"]
    form.note.setPlainText("常有人忘")
    form.folder.setCurrentText("办事 / 报告")
    form.tags.setText("紧急、值班")
    form.close()
    desktop.settle(window)
    assert bookmarks(window) == ["办事", "报告", "先口头报告\n批注：常有人忘\n值班室的一天"]

    item = items(window.sidebar.bookmarks.tree)["先口头报告\n批注：常有人忘\n值班室的一天"]
    window.sidebar.bookmarks.tree.setCurrentItem(item)
    desktop.settle(window)
    QTest.keyClick(window.sidebar.bookmarks.tree, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert bookmarks(window) == []
    trigger(window, "undo")
    desktop.settle(window)
    assert bookmarks(window) == ["办事", "报告", "先口头报告\n批注：常有人忘\n值班室的一天"]


def test_a_bookmark_made_by_mistake_is_taken_back_and_made_again(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    select_words(window.desk.panes[0].view, "先口头报告")
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    desktop.settle(window)
    form.note.setPlainText("写了一半")
    trigger(window, "undo")
    desktop.settle(window)
    assert bookmarks(window) == []
    assert window.findChildren(BookmarkDialog) == []
    trigger(window, "redo")
    desktop.settle(window)
    assert len(bookmarks(window)) == 1


def test_the_ribbon_names_all_bookmarks_of_its_paragraph(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    view = window.desk.panes[0].view
    for words, note in (("先口头报告", "常有人忘"), ("口头", "")):
        select_words(view, words)
        trigger(window, "add_bookmark")
        form = dialog(window, qtbot)
        form.note.setPlainText(note)
        form.close()
        desktop.settle(window)
    (names,) = window.bookmarking.marks(window.desk.panes[0].document).values()
    assert sorted(names.split("\n")) == ["书签", "书签：常有人忘"]


def test_a_bookmark_leads_to_its_words(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    view = window.desk.panes[0].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    dialog(window, qtbot).close()
    window.desk.open(document_of(window, "通知"), 0)
    desktop.settle(window)
    tree = window.sidebar.bookmarks.tree
    tree.setCurrentItem(items(tree)["先口头报告\n值班室的一天"])
    desktop.settle(window)
    assert title(window, 0) == "值班室的一天"
    assert "先口头报告" in read_words(window, 0)
    assert "先口头报告" in marked(window, 0)


def test_a_bookmark_is_edited_in_one_dialog(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    desktop.settle(window)
    item = items(window.sidebar.bookmarks.tree)[bookmarks(window)[0]]
    window.sidebar.bookmarks.edit_wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))
    assert window.findChildren(BookmarkDialog) == [form]


def test_a_note_survives_the_end_of_the_window(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    """However busy the program is: what was written is kept."""
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    form.note.setPlainText("写到一半")
    gate = threading.Event()
    for _ in range(8):
        desktop.tasks(window).run(lambda _job: gate.wait(WAIT_MS), _nothing, _nothing)
    threading.Timer(0.05, gate.set).start()
    desktop.close(window)
    kept = open_library().bookmarks.all()
    assert [bookmark.annotation.note for bookmark in kept] == ["写到一半"]


def _nothing(_: object) -> None:
    pass
