"""Correcting in the window: from the list, from the report, before the import, and back."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from reader.documents.corrections import SetHeading, SetMetadata
from reader.documents.model import Kind
from reader.messages import msg
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.editors import TitleEdit
from reader.ui.correcting.files_list import FileState, State
from reader.ui.import_report import ImportReportDialog
from reader.ui.window import MainWindow
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.correcting.samples import row_of
from tests.ui.menus import in_next_menu

NOTICE = """关于添柴的通知

各科室：

一、时间

每天早上七点添柴。

二、分工

谁喝水谁添柴。
"""
NAMELESS = (
    "这里没有标题，只有一句很长很长的话，说的是茶水间里烧水添柴、谁喝谁添的老规矩，年年都这样。\n"
)


class Room:
    """A window on a library, and the dialogs that it opens."""

    def __init__(self, bot: QtBot, desktop: Desktop, window: MainWindow) -> None:
        self._bot = bot
        self._desktop = desktop
        self.window = window

    def settle(self) -> None:
        self._desktop.settle(self.window)

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def until(self, condition: Callable[[], bool]) -> None:
        self._bot.waitUntil(condition, timeout=WAIT_MS)

    @property
    def dialogs(self) -> list[CorrectionDialog]:
        return [d for d in self.window.findChildren(CorrectionDialog) if d.isVisible()]

    @property
    def dialog(self) -> CorrectionDialog:
        (found,) = self.dialogs
        return found

    @property
    def editing(self) -> Editing:
        (found,) = self.dialog.editings
        return found

    def correct(self, title: str) -> CorrectionDialog:
        """Open the document of a title in the active pane, and its dialog from the menu."""
        self.window.desk.open(self.document(title))
        self.settle()
        self.window.actions_by_key["correct"].trigger()
        self.settle()
        return self.dialog

    def document(self, title: str) -> str:
        records = self.workspace.documents()
        return next(r.document for r in records if r.metadata.title == title)

    def text(self, title: str) -> Text:
        return self.workspace.read(self.document(title))

    def write_title(self, title: str) -> None:
        editor = self.dialog.sheet.form.entries["title"].editor
        assert isinstance(editor, TitleEdit)
        editor.setPlainText(title)
        self.dialog.sheet.commit()
        self.settle()

    def apply(self) -> None:
        self.dialog.primary.click()
        self.settle()
        # The list and the pages are read anew.
        self.settle()

    def button(self, name: str) -> QPushButton:
        found = self.window.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found


@pytest.fixture
def room(qtbot: QtBot, desktop: Desktop, open_library: OpenLibrary) -> Room:
    return Room(qtbot, desktop, desktop.window(open_library()))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = write_texts(tmp_path / "in", {"notice.txt": NOTICE, "nameless.txt": NAMELESS})
    (folder / "bad.txt").write_bytes(b"")
    return [folder / name for name in ("notice.txt", "nameless.txt", "bad.txt")]


# After the import


def test_a_heading_and_the_title_are_corrected_and_the_page_stays(room: Room) -> None:
    dialog = room.correct("值班室的一天")
    sheet = dialog.sheet
    pane = room.window.desk.active
    pane.view.show_passage(room.workspace.bookmarks.passage(room.document("值班室的一天"), 5))
    place = pane.spot()
    sheet.text.go(row_of(room.editing.view, "清晨六点"))
    sheet.operations["level2"].trigger()
    room.settle()
    room.write_title("值班室的一天一夜")
    room.apply()
    assert room.dialogs == []
    text = room.text("值班室的一天一夜")
    assert text.paragraphs[1].kind is Kind.HEADING
    assert (2, text.paragraphs[1].text) in {(s.level, s.title) for s in text.sections}
    assert pane.text is not None
    assert pane.text.record.metadata.title == "值班室的一天一夜"
    assert pane.spot().paragraph == place.paragraph
    listed = room.window.sidebar.documents.title_of(room.document("值班室的一天一夜"))
    assert listed == "值班室的一天一夜"


def test_a_correction_can_be_undone_and_done_again(room: Room) -> None:
    room.correct("值班室的一天")
    room.write_title("值班室的两天")
    room.apply()
    undo, redo = (room.window.actions_by_key[key] for key in ("undo", "redo"))
    assert "值班室的一天" in undo.text()
    undo.trigger()
    room.settle()
    assert room.text("值班室的一天").record.metadata.title == "值班室的一天"
    redo.trigger()
    room.settle()
    assert room.text("值班室的两天").record.metadata.title == "值班室的两天"


def test_a_dialog_that_is_left_can_be_gone_on_with(room: Room) -> None:
    room.correct("值班室的一天")
    room.write_title("改了一半")
    room.dialog.reject()
    room.settle()
    assert room.text("值班室的一天")
    offer = room.button("status_offer")
    assert offer.text() == "继续更正"
    offer.click()
    room.settle()
    assert [type(c) for c in room.editing.corrections] == [SetMetadata]
    assert "恢复" in room.dialog.said.text()
    room.editing.undo()
    room.settle()
    assert room.editing.corrections == ()


def test_what_was_begun_is_there_at_the_next_start(
    room: Room, qtbot: QtBot, desktop: Desktop, open_library: OpenLibrary
) -> None:
    room.correct("值班室的一天")
    room.write_title("改了一半")
    # As after a kill: nothing was closed, and another window finds the library as it is.
    later = Room(qtbot, desktop, desktop.window(open_library()))
    later.correct("值班室的一天")
    assert [type(c) for c in later.editing.corrections] == [SetMetadata]
    later.editing.undo()
    later.settle()
    later.dialog.reject()
    later.settle()
    assert later.workspace.corrections.drafts() == {}


def test_what_was_applied_is_no_draft_any_more(room: Room) -> None:
    room.correct("值班室的一天")
    room.write_title("值班室的两天")
    room.until(lambda: len(room.workspace.corrections.drafts()) == 1)
    room.apply()
    assert room.workspace.corrections.drafts() == {}


def test_a_dialog_that_changed_nothing_leaves_no_word(room: Room) -> None:
    room.correct("值班室的一天").reject()
    room.settle()
    assert not room.button("status_offer").isVisible()


def test_a_file_has_one_dialog(room: Room) -> None:
    first = room.correct("值班室的一天")
    assert room.correct("值班室的一天") is first


def test_the_menu_of_the_list_offers_it(room: Room) -> None:
    panel = room.window.sidebar.documents
    wanted: list[str] = []
    panel.correction_wanted.connect(wanted.append)
    document = room.document("值班室的一天")

    def choose(menu: object) -> None:
        assert hasattr(menu, "actions")
        next(a for a in menu.actions() if a.text() == "更正识别结果…").trigger()

    in_next_menu(choose)
    panel.list.menu_wanted.emit(document, room.window.pos())
    assert wanted == [document]
    room.settle()
    assert len(room.dialogs) == 1


def test_another_library_closes_the_dialog_without_a_word(
    room: Room, open_library: OpenLibrary
) -> None:
    room.correct("值班室的一天")
    room.write_title("改了一半")
    room.window.set_workspace(open_library("other", empty=True))
    room.settle()
    assert room.dialogs == []
    assert not room.button("status_offer").isVisible()


def test_a_palette_reaches_an_open_dialog(room: Room) -> None:
    dialog = room.correct("值班室的一天")
    room.window.actions_by_key["dark"].setChecked(True)
    assert not dialog.grab().isNull()


def test_a_library_that_cannot_be_written_offers_nothing(
    desktop: Desktop, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_library()
    monkeypatch.setattr(workspace.gate, "read_only", True)
    window = desktop.window(workspace)
    window.desk.open(workspace.documents()[0].document)
    desktop.settle(window)
    assert not window.actions_by_key["correct"].isEnabled()
    assert not window.actions_by_key["import_preview"].isEnabled()
    window.correcting.correct(workspace.documents()[0].document)
    desktop.settle(window)
    assert window.findChildren(CorrectionDialog) == []


def test_the_report_of_an_import_leads_there(room: Room, files: list[Path]) -> None:
    room.window.importing.start(files[:1])
    room.settle()
    room.settle()
    report = room.window.findChild(ImportReportDialog)
    assert isinstance(report, ImportReportDialog)
    assert not report.correct.isEnabled()
    report.rows.setCurrentIndex(report.rows.model().index(0, 0))
    report.correct.click()
    room.settle()
    assert room.dialog.sheet.text.lines.documents[0].metadata.title == "关于添柴的通知"


def test_a_pasted_text_is_corrected_like_any_other(room: Room, files: list[Path]) -> None:
    room.workspace.pasted.add(room.workspace.previews.read(files[0]).documents[0])
    room.window.shelf.refresh()
    room.settle()
    dialog = room.correct("关于添柴的通知")
    assert dialog.windowTitle() == "更正识别结果：粘贴的文字"
    assert not dialog.sheet.header.encoding.isVisible()
    room.write_title("添柴通知")
    room.apply()
    assert room.text("添柴通知").record.has_file is False


# Before the import


def states(room: Room) -> dict[str, State]:
    return {Path(file.path).name: file.state for file in room.dialog.files.files}


def test_files_are_looked_at_corrected_and_imported(
    room: Room, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(path) for path in files]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    room.window.actions_by_key["import_preview"].trigger()
    room.until(lambda: len(room.dialogs) == 1)
    room.settle()
    assert states(room) == {
        "bad.txt": State.FAILED,
        "nameless.txt": State.DOUBTFUL,
        "notice.txt": State.READ,
    }
    assert room.dialog.files.files[0].path == names[2]
    assert room.dialog.primary.text() == "导入 2 个文件"
    room.dialog.files.chosen.emit(str(files[1]))
    room.settle()
    room.write_title("添柴的老规矩")
    titles = {file.titles for file in room.dialog.files.files}
    assert ("添柴的老规矩",) in titles
    room.apply()
    room.settle()
    brought_in = {record.metadata.title for record in room.workspace.documents()}
    assert {"关于添柴的通知", "添柴的老规矩"} <= brought_in


def test_the_corrections_go_with_the_import(room: Room, files: list[Path]) -> None:
    wanted: list[tuple[Sequence[Path], dict[str, object]]] = []
    room.window.correcting.import_wanted.connect(lambda *given: wanted.append(given))
    room.window.correcting.preview(files[:2])
    room.settle()
    sheet = room.dialog.sheet
    (first, _) = room.dialog.editings
    sheet.text.go(row_of(first.view, "一、时间"))
    sheet.operations["lower"].trigger()
    room.settle()
    room.apply()
    ((paths, made),) = wanted
    assert paths == tuple(files[:2])
    (corrections,) = made.values()
    assert isinstance(corrections, tuple)
    assert [type(c) for c in corrections] == [SetHeading]


def test_a_preview_that_is_left_imports_nothing_and_can_be_gone_on_with(
    room: Room, files: list[Path]
) -> None:
    before = len(room.workspace.documents())
    room.window.correcting.preview(files[:1])
    room.settle()
    room.write_title("别的标题")
    room.dialog.reject()
    room.settle()
    assert len(room.workspace.documents()) == before
    room.button("status_offer").click()
    room.settle()
    assert len(room.editing.corrections) == 1


def test_files_dropped_with_shift_are_looked_at_first(room: Room, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[0]))])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    room.window.dropEvent(drop)
    room.settle()
    assert states(room) == {"notice.txt": State.READ}
    # As a move the program that gave them would take the files away.
    assert drop.dropAction() == Qt.DropAction.CopyAction


def test_the_files_below_a_folder_are_looked_at_and_reading_them_can_be_left(
    room: Room, files: list[Path]
) -> None:
    room.window.correcting.preview([files[0].parent])
    room.settle()
    assert set(states(room)) == {"notice.txt", "nameless.txt", "bad.txt"}
    assert room.dialog.said.text() == ""
    room.dialog.reject()
    room.settle()
    room.window.correcting.preview([files[0].parent])
    room.dialog.reject()
    room.settle()
    assert room.dialogs == []


def test_a_file_whose_encoding_was_chosen_can_be_read_as_it_is_recognised_again(
    room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "gbk.txt"
    file.write_bytes(NOTICE.encode("gb18030"))
    room.window.correcting.preview([file])
    room.settle()
    encoding = room.dialog.sheet.header.encoding
    assert encoding.itemText(1).startswith("GB18030")
    encoding.activated.emit(encoding.findData("big5"))
    room.settle()
    garbled = room.editing.view.lines.documents[0].metadata.title
    assert garbled != "关于添柴的通知"
    room.apply()
    room.until(lambda: any(r.path == str(file) for r in room.workspace.documents()))
    room.settle()
    room.correct(garbled)
    encoding = room.dialog.sheet.header.encoding
    assert encoding.currentData() == "big5"
    encoding.activated.emit(0)
    room.settle()
    assert room.editing.view.lines.documents[0].metadata.title == "关于添柴的通知"
    room.apply()
    assert room.text("关于添柴的通知").record.encoding == "gb18030"


def test_files_are_listed_with_what_needs_a_look_first(room: Room) -> None:
    room.window.correcting.preview([Path("/nowhere/a.txt")])
    room.settle()
    files = room.dialog.files
    files.tell(FileState("/x/b.txt", State.READ, ("乙",)))
    files.tell(FileState("/x/c.txt", State.DOUBTFUL, ("丙",), (msg("编码不确定"),)))
    files.tell(FileState("/x/d.txt", State.FAILED))
    assert [file.path[-5:] for file in files.files] == ["a.txt", "d.txt", "c.txt", "b.txt"]
    assert "编码不确定" in str(files.model().index(2, 0).data())
