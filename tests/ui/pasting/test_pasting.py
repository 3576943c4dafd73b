"""Text from the clipboard, and from a drop, as a new document."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.importers.model import ImportReport
from reader.ui.pasting.dialog import PasteDialog
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.texts import DUTY, RESEARCH

NOTE = "关于报送材料的通知\n\n一、时间\n\n本周五前报送。\n\n二、方式\n\n书面报送一份。\n"
PAGE = (
    "<h1>送材料的事</h1><p>本周五前报送。</p><h2>方式</h2>"
    "<table><tr><td>份数</td><td>1</td></tr></table>"
)


def mime(text: str = "", html: str = "", files: tuple[Path, ...] = ()) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return data


class Room:
    def __init__(self, desktop: Desktop, window: MainWindow, bot: QtBot) -> None:
        self.desktop, self.window, self.bot = desktop, window, bot
        workspace = window.workspace
        assert workspace is not None
        self.workspace: Workspace = workspace

    def settle(self) -> None:
        self.desktop.settle(self.window)

    def said(self) -> str:
        return self.window.status.accessibleDescription()

    def titles(self) -> list[str]:
        return [record.metadata.title for record in self.workspace.documents()]

    def dialog(self) -> PasteDialog:
        (found,) = (d for d in self.window.findChildren(PasteDialog) if d.isVisible())
        self.settle()
        return found

    def take(self, data: QMimeData) -> PasteDialog:
        assert self.window.pasting.take(data)
        return self.dialog()

    def accept(self, dialog: PasteDialog) -> None:
        dialog.accept()
        self.settle()


@pytest.fixture
def room(desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot) -> Room:
    return Room(desktop, desktop.window(open_library()), qtbot)


def headings(dialog: PasteDialog) -> list[str]:
    return [dialog.headings.item(row).text() for row in range(dialog.headings.count())]


def test_a_pasted_text_is_shown_kept_opened_and_taken_back(room: Room) -> None:
    dialog = room.take(mime(NOTE))
    assert dialog.fields["title"].text() == "关于报送材料的通知"
    assert headings(dialog) == ["一、时间", "二、方式"]
    assert not dialog.mode.isVisible()
    dialog.fields["source"].setText("办公室")
    dialog.fields["date"].setText("2026年5月8日")
    room.accept(dialog)
    (record,) = (r for r in room.workspace.documents() if not r.has_file)
    assert record.metadata.source == "办公室"
    assert record.metadata.date == "2026-05-08"
    assert room.window.desk.active.document == record.document
    assert "已存入资料库" in room.said()
    assert room.window.sidebar.documents.list.count() == 4
    room.window.undoing.undo()
    room.settle()
    assert len(room.titles()) == 3
    room.window.undoing.redo()
    room.settle()
    assert record in room.workspace.documents()


def test_the_layout_stays_or_is_left_away(room: Room) -> None:
    dialog = room.take(mime("送材料的事\n本周五前报送。\n", PAGE))
    assert dialog.mode.isVisible()
    assert dialog.text.isReadOnly()
    assert "份数\t1" in dialog.text.toPlainText()
    assert headings(dialog) == ["方式"]
    dialog.mode.setCurrentIndex(1)
    room.settle()
    assert not dialog.text.isReadOnly()
    assert dialog.text.toPlainText() == "送材料的事\n本周五前报送。\n"
    assert headings(dialog) == []
    dialog.mode.setCurrentIndex(0)
    room.settle()
    room.accept(dialog)
    (record,) = (r for r in room.workspace.documents() if not r.has_file)
    kinds = {p.text: p.kind for p in room.workspace.read(record.document).paragraphs}
    assert kinds["份数\t1"] == "table"


def test_what_the_user_wrote_stays_when_the_text_is_read_anew(room: Room) -> None:
    dialog = room.take(mime(NOTE))
    dialog.fields["title"].clear()
    QTest.keyClicks(dialog.fields["title"], "report")
    dialog.text.setPlainText(NOTE + "\n三、其他\n\n另行通知。\n")
    # Not even waiting for it to be read.
    room.accept(dialog)
    (record,) = (r for r in room.workspace.documents() if not r.has_file)
    assert record.metadata.title == "report"
    titles = [section.title for section in room.workspace.read(record.document).sections]
    assert titles == ["一、时间", "二、方式", "三、其他"]


def test_a_date_that_is_none_is_said_and_nothing_is_lost(room: Room) -> None:
    dialog = room.take(mime(NOTE))
    dialog.fields["date"].setText("不是日期")
    room.accept(dialog)
    assert dialog.isVisible()
    assert dialog.note.text()
    assert len(room.titles()) == 3
    dialog.fields["date"].setText("2026")
    room.accept(dialog)
    assert len(room.titles()) == 4


def test_a_page_without_text_is_read_as_plain_text(room: Room) -> None:
    dialog = room.take(mime("只有文字。", "<img src='a.png'>"))
    room.settle()
    assert dialog.mode.currentData() is False
    assert dialog.fields["title"].text() == "只有文字"


def test_the_same_text_again_is_opened_instead(room: Room) -> None:
    known = next(r for r in room.workspace.documents() if "值班" in r.metadata.title)
    room.window.desk.open(room.workspace.documents()[-1].document)
    room.settle()
    room.accept(room.take(mime(DUTY)))
    assert len(room.titles()) == 3
    assert "已有相同的文字" in room.said()
    assert room.window.desk.active.document == known.document
    assert room.window.undoing.undoable is None


def test_what_is_copied_is_pasted_by_its_key(room: Room) -> None:
    QApplication.clipboard().setMimeData(mime(NOTE))
    room.window.actions_by_key["paste_document"].trigger()
    dialog = room.dialog()
    dialog.reject()
    room.settle()
    assert len(room.titles()) == 3
    QApplication.clipboard().clear()
    room.window.actions_by_key["paste_document"].trigger()
    assert "没有文字" in room.said()


def test_files_that_are_copied_are_imported(room: Room, tmp_path: Path) -> None:
    folder = write_texts(tmp_path / "in", {"a.txt": RESEARCH + "\n又一段。\n"})
    reports: list[ImportReport] = []
    room.window.importing.finished.connect(reports.append)
    assert room.window.pasting.take(mime("a.txt", files=(folder / "a.txt",)))
    room.bot.waitUntil(lambda: bool(reports), timeout=WAIT_MS)
    room.settle()
    assert len(room.titles()) == 4


def drop(window: MainWindow, data: QMimeData) -> bool:
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), actions, data, button, none)
    enter.setAccepted(False)
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(5, 5), actions, data, button, none))
    return enter.isAccepted()


def test_dropped_text_is_pasted(room: Room) -> None:
    data = mime(NOTE)
    assert drop(room.window, data)
    assert room.dialog().fields["title"].text() == "关于报送材料的通知"
    assert not drop(room.window, QMimeData())


def test_a_read_only_library_takes_nothing(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    workspace = open_library()
    workspace.gate.read_only = True
    room = Room(desktop, desktop.window(workspace), qtbot)
    data = mime(NOTE)
    assert not drop(room.window, data)
    assert not room.window.actions_by_key["paste_document"].isEnabled()
