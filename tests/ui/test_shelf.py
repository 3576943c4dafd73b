"""The documents of the library, kept in step with what others do to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.errors import ReaderError
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui import shelf as shelf_module
from reader.ui.appearance import Appearance
from reader.ui.panels.documents import DocumentsPanel
from reader.ui.part import Means
from reader.ui.shelf import Shelf
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Undoing
from tests.ui.conftest import WAIT_MS, OpenLibrary, write_texts
from tests.ui.texts import DUTY


class Watched:
    """A shelf over a library, and what it told."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.bot = qtbot
        self.parent = QWidget()
        self.panel = DocumentsPanel(Appearance(RESOURCES, "light"), tr)
        for widget in (self.parent, self.panel):
            qtbot.addWidget(widget)
        self.tasks = TaskRunner()
        self.undoing = Undoing(self.tasks, tr, self.parent)
        self.shelf = Shelf(Means(self.parent, self.tasks, self.undoing, tr), self.panel)
        self.changes: list[tuple[set[str], set[str]]] = []
        self.told: list[str] = []
        self.failures: list[ReaderError] = []
        self.shelf.changed.connect(lambda changed, gone: self.changes.append((changed, gone)))
        self.shelf.index_ready.connect(lambda: self.told.append("index"))
        self.shelf.annotations_changed.connect(lambda: self.told.append("annotations"))
        self.shelf.notice.connect(self.told.append)
        self.shelf.failed.connect(self.failures.append)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)

    def titles(self) -> set[str]:
        return {record.metadata.title for record in self.shelf.records.values()}


@pytest.fixture
def watched(qtbot: QtBot, tr: Translator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(shelf_module, "WATCH_MS", 20)
    made = Watched(qtbot, tr)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()


def test_the_documents_are_listed(watched: Watched, open_library: OpenLibrary) -> None:
    watched.shelf.set_workspace(open_library())
    assert watched.titles() == {"值班室的一天", "怎样写好一份通知", "下乡调研记"}
    assert watched.panel.list.count() == 3
    assert watched.shelf.characters == sum(
        record.characters for record in watched.shelf.records.values()
    )


def test_what_another_program_imports_appears(
    watched: Watched, open_library: OpenLibrary, tmp_path: Path
) -> None:
    watched.shelf.set_workspace(open_library())
    other = open_library()
    text = "从外面来的一篇\n\n这一篇是另一个程序导入的。\n"
    other.imports.take_in([write_texts(tmp_path / "in", {"new.txt": text})])
    watched.bot.waitUntil(lambda: "从外面来的一篇" in watched.titles(), timeout=WAIT_MS)
    watched.bot.waitUntil(lambda: "index" in watched.told, timeout=WAIT_MS)
    assert watched.changes == [(set(), set())]
    assert watched.panel.list.count() == 4


def test_what_another_program_changes_and_removes_is_told(
    watched: Watched, open_library: OpenLibrary, tmp_path: Path
) -> None:
    other = open_library("new", empty=True)
    folder = write_texts(tmp_path / "in", {"a.txt": DUTY, "b.txt": "另一篇\n\n另一篇的内容。\n"})
    other.imports.take_in([folder])
    watched.shelf.set_workspace(open_library("new"))
    (folder / "a.txt").write_text(DUTY + "\n最后又添了一段话。\n", "utf-8")
    other.imports.take_in([folder])
    watched.bot.waitUntil(lambda: len(watched.changes) == 1, timeout=WAIT_MS)
    ids = {r.metadata.title: key for key, r in watched.shelf.records.items()}
    assert watched.changes[0] == ({ids["值班室的一天"]}, set())
    other.removal.remove([ids["另一篇"]])
    watched.bot.waitUntil(lambda: len(watched.changes) == 2, timeout=WAIT_MS)
    assert watched.changes[1] == (set(), {ids["另一篇"]})
    assert watched.titles() == {"值班室的一天"}


def test_a_bookmark_of_another_program_is_noticed(
    watched: Watched, open_library: OpenLibrary
) -> None:
    watched.shelf.set_workspace(open_library())
    other = open_library()
    other.bookmarks.add(Passage(other.documents()[0].document, 1, 0, 2))
    watched.bot.waitUntil(lambda: "annotations" in watched.told, timeout=WAIT_MS)
    assert watched.changes == []


def test_a_library_that_cannot_be_looked_at_is_looked_at_again(
    watched: Watched, open_library: OpenLibrary
) -> None:
    """Say, on a stick that was pulled out: no message every two seconds."""
    workspace = open_library()
    watched.shelf.set_workspace(workspace)
    looks = []
    watched.tasks.idle.connect(lambda: looks.append(True))
    workspace.close()
    watched.bot.waitUntil(lambda: len(looks) >= 3, timeout=WAIT_MS)
    assert watched.failures == []


def test_a_removal_can_be_undone_and_done_again(
    watched: Watched, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    watched.shelf.set_workspace(workspace)
    before = workspace.documents()
    chosen = tuple(record.document for record in before[:2])
    came: list[set[str]] = []
    watched.shelf.came.connect(came.append)
    watched.panel.remove_wanted.emit(chosen)
    watched.settle()
    assert workspace.documents() == before[2:]
    assert watched.panel.list.count() == 1
    assert (set(), set(chosen)) in watched.changes
    assert watched.undoing.undoable == "移出 2 篇文献"
    watched.undoing.undo()
    watched.settle()
    assert workspace.documents() == before
    assert watched.panel.list.count() == 3
    assert came[-1] == set(chosen)
    watched.undoing.redo()
    watched.settle()
    assert workspace.documents() == before[2:]
    watched.undoing.undo()
    watched.settle()
    assert workspace.documents() == before


def test_nothing_is_taken_out_of_a_read_only_library(
    watched: Watched, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    workspace.gate.read_only = True
    watched.shelf.set_workspace(workspace)
    watched.panel.remove_wanted.emit((workspace.documents()[0].document,))
    watched.settle()
    assert len(workspace.documents()) == 3
    assert watched.undoing.undoable is None
