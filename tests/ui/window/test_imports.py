"""Texts that come in and go while the whole window is open."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.importers.model import ImportReport
from reader.ui.import_report import ImportReportDialog
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.reading.pages import select_words, whole_text
from tests.ui.texts import DUTY
from tests.ui.window.acting import (
    bookmarks,
    dialog,
    document_of,
    drag,
    drop,
    results,
    rows,
    title,
    trigger,
)


def test_dropped_files_are_imported_reported_and_opened(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    window = desktop.window(open_library("new", empty=True))
    source = write_texts(tmp_path / "in", {"a.txt": DUTY}) / "a.txt"
    assert drag(window, source).isAccepted()
    drop(window, source)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportReportDialog)), timeout=WAIT_MS)
    desktop.settle(window)
    report = window.findChildren(ImportReportDialog)[0]
    assert report.rows.model().index(0, 0).data() == "a.txt"
    assert title(window, 0) == "值班室的一天"
    assert len(rows(window.sidebar.documents.list)) == 1
    window.box.setText("口头")
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)


def test_a_text_that_changed_is_shown_anew_at_its_place(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    window = desktop.window(open_library("new", empty=True))
    folder = write_texts(tmp_path / "in", {"a.txt": DUTY})
    finished: list[ImportReport] = []
    window.importing.finished.connect(finished.append)
    window.importing.start([folder], quiet=True)
    qtbot.waitUntil(lambda: len(finished) == 1, timeout=WAIT_MS)
    desktop.settle(window)
    (folder / "a.txt").write_text(DUTY + "\n新添的一段话在最后。\n", "utf-8")
    window.importing.start([folder], quiet=True)
    qtbot.waitUntil(lambda: len(finished) == 2, timeout=WAIT_MS)
    desktop.settle(window)
    assert "新添的一段话" in whole_text(window.desk.panes[0].view)
    assert title(window, 0) == "值班室的一天"


def test_removal_empties_the_panes(window: MainWindow, desktop: Desktop) -> None:
    shown = window.desk.panes[1].document
    assert shown is not None
    window.sidebar.documents.select(shown)
    QTest.keyClick(window.sidebar.documents.list, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert title(window, 1) is None
    assert len(rows(window.sidebar.documents.list)) == 2


def test_a_removed_document_comes_back_where_it_was(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    duty = document_of(window, "值班")
    window.desk.open(duty, 1)
    desktop.settle(window)
    view = window.desk.panes[1].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    dialog(window, qtbot).close()
    desktop.settle(window)
    marked = bookmarks(window)
    window.sidebar.documents.select(duty)
    QTest.keyClick(window.sidebar.documents.list, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert duty not in {pane.document for pane in window.desk.panes}
    assert window.sidebar.documents.list.count() == 2
    assert window.actions_by_key["undo"].text() == "撤销：移出《值班室的一天》"
    offer = window.status.findChild(QPushButton, "status_offer")
    assert offer is not None
    assert offer.text() == "撤销"
    offer.click()
    desktop.settle(window)
    assert window.desk.panes[1].document == duty
    assert window.sidebar.documents.list.count() == 3
    assert bookmarks(window) == marked
    assert window.actions_by_key["undo"].text() == "撤销：加书签：先口头报告"
    assert window.actions_by_key["redo"].text() == "重做：移出《值班室的一天》"


def test_nothing_is_undone_in_another_library(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.shelf.remove((document_of(window, "值班"),))
    desktop.settle(window)
    assert window.actions_by_key["undo"].isEnabled()
    window.set_workspace(open_library("other"))
    desktop.settle(window)
    assert not window.actions_by_key["undo"].isEnabled()
