"""The dialog of watched folders, in a window: its state, and what the user decides."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.ui.watching import in_step
from reader.ui.watching.dialog import WatchedFoldersDialog
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.texts import DUTY, RESEARCH, WRITING
from tests.ui.watching.conftest import Write


class Room:
    """A window on a new library, and its dialog."""

    def __init__(self, bot: QtBot, desktop: Desktop, workspace: Workspace) -> None:
        self.bot = bot
        self.desktop = desktop
        self.workspace = workspace
        self.window: MainWindow = desktop.window(workspace)
        self.watched = self.window.watched
        self.undoing = self.window.undoing

    def open(self) -> WatchedFoldersDialog:
        self.window.actions_by_key["watched_folders"].trigger()
        self.settle()
        return self.dialog

    @property
    def dialog(self) -> WatchedFoldersDialog:
        dialog = self.watched.dialog
        assert dialog is not None
        return dialog

    def settle(self) -> None:
        """Wait until no check is wanted in the next seconds, and nothing is under way."""
        steps = self.watched.in_step
        self.bot.waitUntil(
            lambda: (
                not self.desktop.tasks(self.window).busy
                and not steps.running
                and not 0 < steps.planned < in_step.LEAST_MS // 2
            ),
            timeout=WAIT_MS,
        )

    def check(self) -> None:
        self.watched.in_step.check()
        self.settle()

    def undo(self) -> None:
        self.undoing.undo()
        self.settle()

    def titles(self) -> set[str]:
        return {record.metadata.title for record in self.workspace.documents()}

    def rows(self) -> list[list[str]]:
        """The tree as it is read: each row with the rows below it."""
        tree = self.dialog.tree
        found: list[list[str]] = []

        def read(item: QTreeWidgetItem, depth: int) -> None:
            found.append(["  " * depth + item.text(0), item.text(1)])
            for number in range(item.childCount()):
                child = item.child(number)
                assert child is not None
                read(child, depth + 1)

        for number in range(tree.topLevelItemCount()):
            item = tree.topLevelItem(number)
            assert item is not None
            read(item, 0)
        return found

    def choose_row(self, words: str) -> None:
        """Make a row of the tree the current one."""
        tree = self.dialog.tree
        waiting = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop()
            assert item is not None
            if words in item.text(0):
                tree.setCurrentItem(item)
                return
            waiting += [item.child(number) for number in range(item.childCount())]
        raise AssertionError(f"no row {words}")


@pytest.fixture
def room(
    qtbot: QtBot,
    desktop: Desktop,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    monkeypatch.setattr(in_step, "SOON_MS", 20)
    made = Room(qtbot, desktop, open_library("new", empty=True))
    yield made
    made.settle()


@pytest.fixture
def watching(room: Room, folder: Path, write: Write) -> Room:
    """The folder is watched, with two files in it."""
    write("值班.txt", DUTY)
    write("下级/通知.txt", WRITING)
    room.watched.add(str(folder))
    room.settle()
    return room


def test_an_empty_dialog_says_what_to_do(room: Room) -> None:
    dialog = room.open()
    assert dialog.isVisible()
    assert dialog.tree.accessibleName() == "关注的文件夹"
    assert not dialog.check_button.isEnabled()
    assert not dialog.lost.isVisible()
    dialog.close()
    assert room.watched.dialog is None


def test_a_folder_is_added_and_its_files_come_in(
    room: Room, folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("值班.txt", DUTY)
    dialog = room.open()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    dialog.add_button.click()
    room.bot.waitUntil(lambda: bool(room.workspace.watching.folders()), timeout=WAIT_MS)
    room.settle()
    assert room.rows() == [[str(folder), "已同步"]]
    assert room.titles() == {"值班室的一天"}
    assert "新增 1 篇" in room.window.status.accessibleDescription()
    assert room.window.sidebar.documents.list.keys
    room.undo()
    assert room.rows() == []
    assert room.titles() == {"值班室的一天"}


def test_a_folder_that_cannot_be_watched_is_said_in_the_dialog(
    watching: Room, folder: Path
) -> None:
    dialog = watching.open()
    watching.watched.add(str(folder))
    watching.settle()
    assert "已经在关注" in dialog._said.text()


def test_what_did_not_come_in_is_told_with_its_reason(watching: Room, write: Write) -> None:
    path = write("空白.txt", " ")
    watching.open()
    watching.check()
    rows = watching.rows()
    assert rows[0][1] == "已同步，1 个未导入"
    assert rows[1][0] == "  未导入：1 个"
    assert rows[2][0] == "    空白.txt"
    assert "空" in rows[2][1]
    watching.choose_row("空白.txt")
    assert str(path) in watching.dialog.tree.detail
    path.write_text(RESEARCH, "utf-8")
    os.utime(path, (1_700_000_100, 1_700_000_100))
    assert watching.dialog.again_button.isEnabled()
    watching.dialog.again_button.click()
    watching.settle()
    assert watching.rows() == [[rows[0][0], "已同步"]]
    assert "下乡调研记" in watching.titles()


def test_a_document_whose_file_is_gone_is_kept_or_taken_out(watching: Room, folder: Path) -> None:
    (folder / "值班.txt").unlink()
    dialog = watching.open()
    watching.check()
    assert dialog.lost.isVisible()
    assert not dialog.lost.keep.isEnabled()
    panel = watching.window.sidebar.documents
    assert panel.lost_only.isVisible()
    panel.lost_only.setChecked(True)
    (key,) = panel.list.keys
    assert "原文件已不在原处" in str(panel.list.model().index(0, 0).data())
    dialog.lost.rows.selectAll()
    dialog.lost.keep.click()
    watching.settle()
    assert not dialog.lost.isVisible()
    assert panel.list.keys == [key]
    watching.undo()
    dialog.lost.rows.selectAll()
    dialog.lost.remove.click()
    watching.settle()
    assert not dialog.lost.isVisible()
    assert watching.titles() == {"怎样写好一份通知"}
    assert not panel.lost_only.isVisible()
    watching.undo()
    assert watching.titles() == {"怎样写好一份通知", "值班室的一天"}
    assert dialog.lost.rows.topLevelItemCount() == 1
    with watching.bot.waitSignal(watching.watched.document_wanted):
        dialog.lost.rows.itemActivated.emit(dialog.lost.rows.topLevelItem(0), 0)


def test_what_the_user_took_out_can_be_had_again(watching: Room) -> None:
    (key,) = [r.document for r in watching.workspace.documents() if "值班" in r.metadata.title]
    watching.window.shelf.remove((key,))
    watching.settle()
    watching.open()
    watching.check()
    assert watching.titles() == {"怎样写好一份通知"}
    watching.choose_row("值班.txt")
    watching.dialog.again_button.click()
    watching.settle()
    assert watching.titles() == {"怎样写好一份通知", "值班室的一天"}


def test_a_folder_is_paused_and_goes_on(watching: Room, write: Write) -> None:
    dialog = watching.open()
    dialog.pause_button.click()
    watching.settle()
    assert watching.rows()[0][1] == "已暂停"
    assert "继续" in dialog.pause_button.text()
    write("调研.txt", RESEARCH)
    watching.check()
    assert len(watching.titles()) == 2
    watching.undo()
    assert watching.rows()[0][1] == "已同步"
    assert len(watching.titles()) == 3


def test_a_folder_takes_the_files_that_are_wanted(watching: Room, write: Write) -> None:
    dialog = watching.open()
    dialog.only.setText(".md")
    dialog.without.setText("草稿*、备份")
    dialog.without.editingFinished.emit()
    watching.settle()
    (known,) = watching.workspace.watching.folders()
    assert (known.only, known.without) == (("*.md",), ("草稿*", "备份"))
    write("调研.txt", RESEARCH)
    write("草稿一.md", RESEARCH)
    watching.check()
    assert len(watching.titles()) == 2
    write("调研.md", RESEARCH)
    watching.check()
    assert len(watching.titles()) == 3


def test_a_folder_that_cannot_be_reached_says_so(watching: Room, folder: Path) -> None:
    dialog = watching.open()
    assert not dialog.believe_button.isEnabled()
    folder.rename(folder.with_name("拔掉了"))
    watching.check()
    assert watching.rows()[0][1].startswith("不可访问")
    assert not dialog.lost.isVisible()
    assert "不可访问" in watching.window.status.accessibleDescription()
    dialog.believe_button.click()
    watching.settle()
    assert dialog.lost.rows.topLevelItemCount() == 2


def test_watching_ends_and_the_texts_stay(
    watching: Room, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def show(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    dialog = watching.open()
    dialog.open_button.click()
    assert opened == [str(folder)]
    dialog.remove_button.click()
    watching.settle()
    assert watching.rows() == []
    assert len(watching.titles()) == 2
    dialog.undo_button.click()
    watching.settle()
    assert watching.rows() == [[str(folder), "已同步"]]


def test_the_report_of_an_import_offers_to_watch_the_folder(
    room: Room, folder: Path, write: Write
) -> None:
    from PySide6.QtWidgets import QPushButton

    from reader.ui.import_report import ImportReportDialog

    write("值班.txt", DUTY)
    room.window.importing.start([folder])
    room.settle()
    (report,) = room.window.findChildren(ImportReportDialog)
    button = report.findChild(QPushButton, "import_watch")
    assert button is not None
    button.click()
    room.settle()
    assert [known.path for known in room.workspace.watching.folders()] == [str(folder)]
    assert not button.isEnabled()
    report.close()
    room.window.importing.start([folder])
    room.settle()
    (report,) = [r for r in room.window.findChildren(ImportReportDialog) if r.isVisible()]
    assert report.findChild(QPushButton, "import_watch") is None
    report.close()


def test_a_library_that_is_read_only_offers_nothing(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    workspace.gate.read_only = True
    window = desktop.window(workspace)
    assert not window.actions_by_key["watched_folders"].isEnabled()
    window.watched.open()
    assert window.watched.dialog is None


def test_another_library_closes_the_dialog(watching: Room, open_library: OpenLibrary) -> None:
    dialog = watching.open()
    watching.window.set_workspace(open_library("other"))
    assert not dialog.isVisible()
    watching.settle()
    assert watching.open().tree.topLevelItemCount() == 0
