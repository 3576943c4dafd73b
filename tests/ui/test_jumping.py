"""Going somewhere from the search box: headings, commands, and references that were copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


def rows(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def look_up(window: MainWindow, qtbot: QtBot, words: str, wanted: str) -> QListView:
    """Type into the search box and wait until a name is offered; the list is on that name."""
    window.box.clear()
    QTest.sendKeyEvent(
        QTest.KeyAction.Click,
        window.box,
        Qt.Key.Key_unknown,
        words,
        Qt.KeyboardModifier.NoModifier,
    )
    names = window.sidebar.results.matches
    qtbot.waitUntil(lambda: any(wanted in row for row in rows(names)), timeout=WAIT_MS)
    row = next(number for number, text in enumerate(rows(names)) if wanted in text)
    names.setFocus()
    names.setCurrentIndex(names.model().index(row, 0))
    return names


def place(window: MainWindow) -> Passage:
    passage = window.desk.active.view.current_passage()
    assert passage is not None
    return passage


def test_a_heading_is_reached_by_the_initials_of_its_name(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    names = look_up(window, qtbot, "jiaojie", "一、交接\n值班室的一天")
    assert "转到标题" in rows(names)[0]
    desktop.settle(window)
    assert place(window).text == "一、交接"


def test_a_command_runs_by_enter_and_not_on_the_way_to_it(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    split = window.actions_by_key["split"]
    before = split.isChecked()
    names = look_up(window, qtbot, "fenlan", "分栏")
    desktop.settle(window)
    assert split.isChecked() is before, "choosing it is not running it"
    QTest.keyClick(names, Qt.Key.Key_Return)
    desktop.settle(window)
    assert split.isChecked() is not before
    assert window.box.text() == ""


def test_a_command_runs_once_by_a_click(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    split = window.actions_by_key["split"]
    before = split.isChecked()
    names = look_up(window, qtbot, "分栏", "分栏")
    row = next(number for number, text in enumerate(rows(names)) if "执行命令" in text)
    centre = names.visualRect(names.model().index(row, 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    desktop.settle(window)
    assert split.isChecked() is not before


def test_a_copied_reference_leads_back_to_its_words(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    record = window.workspace.documents()[-1]
    text = window.workspace.read(record.document)
    last = text.paragraphs[-1]
    window.desk.show(Passage(record.document, last.number, 0, len(last.text), last.text))
    desktop.settle(window)
    window.actions_by_key["copy_reference"].trigger()
    reference = QApplication.clipboard().text()
    assert reference.startswith(f"《{record.metadata.title}》")
    other = window.workspace.documents()[0].document
    window.desk.open(other)
    desktop.settle(window)
    message = "请看：\n" + reference + "\n" + "这一段还要核对。" * 9
    look_up(window, qtbot, message, "转到引用处")
    desktop.settle(window)
    assert window.sidebar.results.words == "粘贴的引用指的是："
    assert window.desk.active.document == record.document
    assert place(window).paragraph == last.number
