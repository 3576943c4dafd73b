"""Searching in the whole window: results while somebody types, names to go to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.ui.panels import RESULTS, THEMES
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.window.acting import choose, marked, read_words, results, rows, title, type_words


def test_results_come_while_somebody_types(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    type_words(window, "值")
    type_words(window, "班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    assert window.sidebar.panel == RESULTS
    assert all("值班" in text for text in results(window))
    assert marked(window, 0) == {"值班"}
    for _ in range(2):
        QTest.keyClick(window.box, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not results(window))
    qtbot.waitUntil(lambda: not marked(window, 0))


def test_a_hit_is_shown_in_its_text(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    type_words(window, "院子")
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    choose(window.sidebar.results.list, "院子")
    desktop.settle(window)
    assert title(window, 0) == "下乡调研记"
    assert "院子" in read_words(window, 0)
    qtbot.waitUntil(lambda: "院子" in marked(window, 0))


def test_a_query_that_is_not_finished_is_no_fault(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.box.setText('"值班')
    qtbot.waitUntil(lambda: bool(results(window)), timeout=WAIT_MS)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    summary = window.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    qtbot.waitUntil(lambda: "引号" in summary.text(), timeout=WAIT_MS)
    assert results(window) == []


def test_words_that_are_not_there(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    window.box.setText("宇宙飞船")
    summary = window.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    qtbot.waitUntil(lambda: "宇宙飞船" in summary.text(), timeout=WAIT_MS)
    assert results(window) == []
    assert marked(window, 0) == set()


def suggested(window: MainWindow) -> list[QPushButton]:
    found = window.findChildren(QPushButton, "search_suggestion")
    return [button for button in found if button.isVisible()]


def test_the_nearest_wording_is_put_into_the_box(window: MainWindow, qtbot: QtBot) -> None:
    window.box.setText("先口头抱告")
    qtbot.waitUntil(lambda: bool(suggested(window)), timeout=WAIT_MS)
    button = next(one for one in suggested(window) if "先口头报告" in one.text())
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert window.box.text() == "先口头报告"
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)


SUPERVISION = """督办手记

督查督办贵在较真：交办要登记，过程要催办，办完要回告。

督查不是挑毛病，督办也不是打电话，件件都要有着落。
"""


def test_a_theme_is_reached_by_the_initials_of_its_name(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = open_library()
    workspace.imports.take_in([write_texts(tmp_path / "in", {"supervision.txt": SUPERVISION})])
    window = desktop.window(workspace)
    type_words(window, "dcdb")
    names = window.sidebar.results.matches
    qtbot.waitUntil(lambda: bool(rows(names)), timeout=WAIT_MS)
    assert names.accessibleName() == "转到"
    choose(names, "督查督办")
    desktop.settle(window)
    assert window.sidebar.panel == THEMES
    entries = rows(window.sidebar.themes.entries)
    assert entries
    assert {text.split("\n")[0] for text in entries} == {"督办手记"}
    assert title(window, window.desk.active.number) == "督办手记"
    tree = window.sidebar.themes.tree
    chosen = tree.currentItem()
    assert chosen is not None
    assert chosen.text(0) == "督查督办"


def test_a_document_is_reached_by_its_name(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    type_words(window, "xxdyj")
    names = window.sidebar.results.matches
    qtbot.waitUntil(lambda: bool(rows(names)), timeout=WAIT_MS)
    choose(names, "下乡调研记")
    desktop.settle(window)
    assert title(window, 0) == "下乡调研记"
