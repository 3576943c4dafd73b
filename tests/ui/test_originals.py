"""From a document to its file, wherever that is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.documents.record import DocumentRecord
from reader.importers.model import Pasted
from reader.messages import Translator
from reader.ui import originals as module
from reader.ui.originals import Originals
from reader.ui.part import Means
from reader.ui.revealing import command
from reader.ui.status import Offer
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Undoing
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary, write_texts
from tests.ui.texts import DUTY, WRITING


class Room:
    """A library whose files can be opened, moved and lost."""

    def __init__(self, qtbot: QtBot, tr: Translator, workspace: Workspace, folder: Path) -> None:
        self.bot = qtbot
        self.workspace = workspace
        self.folder = write_texts(folder, {"a.txt": DUTY, "b.txt": WRITING})
        workspace.imports.take_in([self.folder])
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.tasks = TaskRunner()
        undoing = Undoing(self.tasks, tr, self.parent)
        means = Means(self.parent, self.tasks, undoing, tr)
        self.originals = Originals(means, self.records)
        self.originals.set_workspace(workspace)
        self.told: list[str] = []
        self.offers: list[Offer | None] = []
        self.changes: list[bool] = []
        self.opened: list[str] = []
        self.originals.notice.connect(lambda text, _: self.told.append(text))
        self.originals.notice.connect(lambda _, offer: self.offers.append(offer))
        self.originals.failed.connect(lambda error: self.told.append(tr.render(error.message)))
        self.originals.changed.connect(lambda: self.changes.append(True))
        self.duty = self.document("值班")

    def records(self) -> dict[str, DocumentRecord]:
        return {record.document: record for record in self.workspace.documents()}

    def document(self, words: str) -> str:
        return next(r.document for r in self.workspace.documents() if words in r.metadata.title)

    def path(self, document: str) -> str:
        return next(r.path for r in self.workspace.documents() if r.document == document)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)


@pytest.fixture
def room(
    qtbot: QtBot,
    tr: Translator,
    open_library: OpenLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    made = Room(qtbot, tr, open_library("new", empty=True), tmp_path / "in")

    def open_url(url: object) -> bool:
        made.opened.append(str(url))
        return len(made.opened) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()


def test_the_file_is_opened_where_it_is(room: Room) -> None:
    room.originals.open(room.duty)
    room.settle()
    assert "a.txt" in room.opened[0]
    assert room.told == []
    room.originals.open(room.duty)
    room.settle()
    assert "没有能打开它的程序" in room.told[-1]
    room.originals.open("nothing")
    room.settle()
    assert len(room.opened) == 2


def test_the_folder_is_shown(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(module, "reveal", lambda path, _parent, _failed: shown.append(path))
    room.originals.show_place(room.duty)
    room.settle()
    assert shown == [room.folder / "a.txt"]


@pytest.mark.parametrize(
    ("system", "program", "holds"),
    [
        ("win32", "explorer.exe", "/select,"),
        ("darwin", "open", "-R"),
        ("linux", "dbus-send", "array:string:file:///in/%E5%80%BC%2C%20%E7%8F%AD.txt"),
    ],
)
def test_each_system_has_its_file_manager(system: str, program: str, holds: str) -> None:
    found = command(Path("/in/值, 班.txt"), system)
    assert found[0] == program
    assert holds in found[1]


def test_a_system_without_file_manager_opens_the_folder(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reader.ui.revealing.command", lambda _path, _system: ("/nowhere/program", [])
    )
    room.originals.show_place(room.duty)
    room.bot.waitUntil(lambda: bool(room.opened), timeout=WAIT_MS)
    assert room.opened[0].endswith("/in')")


def test_a_pasted_text_has_none(room: Room) -> None:
    document = room.workspace.pasted.read(Pasted("随手记\n\n一句话。\n"))
    added = room.workspace.pasted.add(document)
    for act in (room.originals.open, room.originals.show_place, room.originals.relocate):
        act(added.document)
        room.settle()
    assert room.opened == []
    assert set(room.told) == {"这篇是粘贴的文字，没有原文件"}


@pytest.mark.parametrize("edited", [False, True])
def test_a_file_that_was_moved_is_found_again(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, edited: bool
) -> None:
    moved = tmp_path / "elsewhere" / "moved.txt"
    moved.parent.mkdir()
    (room.folder / "a.txt").rename(moved)
    if edited:
        moved.write_text(DUTY + "\n又添了一段话。\n", "utf-8")
    room.originals.open(room.duty)
    room.settle()
    assert "不在原处" in room.told[-1]
    offer = room.offers[-1]
    assert offer is not None
    assert offer.words == "重新指定原文件…"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    offer.do()
    room.settle()
    assert room.path(room.duty) == str(moved)
    assert room.changes == [True]
    assert len(room.workspace.documents()) == 2
    texts = [p.text for p in room.workspace.read(room.duty).paragraphs]
    assert ("又添了一段话。" in texts) is edited
    assert ("更新了文字" in room.told[-1]) is edited


def test_another_text_is_refused(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = write_texts(tmp_path / "other", {"x.txt": "毫不相干\n\n这里讲的是完全不同的事。\n"})
    (room.folder / "a.txt").unlink()
    for name, reason in ((other / "x.txt", "内容不是"), (room.folder / "b.txt", "已经是")):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, n=name: (str(n), ""))
        room.originals.relocate(room.duty)
        room.settle()
        assert reason in room.told[-1]
        assert room.path(room.duty) == str(room.folder / "a.txt")
    assert room.changes == []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    room.originals.relocate(room.duty)
    assert not room.tasks.busy


def test_a_read_only_library_offers_nothing(room: Room) -> None:
    room.workspace.gate.read_only = True
    (room.folder / "a.txt").unlink()
    room.originals.open(room.duty)
    room.settle()
    assert "不在原处" in room.told[-1]
    assert room.offers == [None]
