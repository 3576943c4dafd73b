"""Which library is meant, and what may happen before it is open."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import LibraryProblem
from reader.messages import Translator, msg
from reader.paths import Places
from reader.request import Request
from reader.ui import librarian as module
from reader.ui.instance import Doorbell
from reader.ui.librarian import Librarian, Opened
from reader.ui.tasks import TaskRunner
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary


class Counter:
    """A librarian without a window; closes what it opened."""

    def __init__(self, qtbot: QtBot, request: Request, tr: Translator) -> None:
        self.bot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.tasks = TaskRunner()
        self.librarian = Librarian(request, self.tasks, tr, self.window)
        self.opened: list[Opened] = []
        self.librarian.opened.connect(self.opened.append)
        self.refused = QSignalSpy(self.librarian.refused)
        self.filled = QSignalSpy(self.librarian.filled)
        self.failed = QSignalSpy(self.librarian.failed)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=WAIT_MS)

    def settle(self) -> None:
        self.wait(lambda: not self.tasks.busy)

    def opens_fresh(self, folder: Path) -> bool:
        opened = self.librarian.open(folder)
        opened.workspace.close()
        return opened.fresh

    def end(self) -> None:
        self.tasks.close()
        self.tasks.deleteLater()
        for one in self.opened:
            one.workspace.close()


@pytest.fixture
def library(open_library: OpenLibrary, tmp_path: Path) -> Path:
    open_library().close()
    return tmp_path / "library"


@pytest.fixture
def counter(qtbot: QtBot, tr: Translator, places: Places, tmp_path: Path) -> Iterator[Counter]:
    request = Request(
        library=tmp_path / "library",
        personal=tmp_path / "personal.db",
        starter=False,
        named=True,
        places=places,
        language="zh",
    )
    made = Counter(qtbot, request, tr)
    yield made
    made.end()


def test_a_library_is_opened_behind_the_scenes(counter: Counter, library: Path) -> None:
    counter.librarian.change(str(library), None)
    assert counter.opened == []
    counter.wait(lambda: bool(counter.opened))
    (one,) = counter.opened
    assert one.workspace.folder == library
    assert not one.fresh
    assert len(one.workspace.documents()) == 3


def test_the_library_that_is_open_is_not_opened_again(counter: Counter, library: Path) -> None:
    counter.librarian.change(str(library), library)
    assert not counter.tasks.busy
    assert counter.opened == []


def test_a_library_of_another_window_is_left_to_it(
    counter: Counter, library: Path, qtbot: QtBot
) -> None:
    """As a second start of the program does: the other window comes to the front."""
    bell = Doorbell(counter.window)
    bell.listen(library)
    try:
        with qtbot.waitSignal(bell.rung, timeout=WAIT_MS):
            counter.librarian.change(str(library), None)
    finally:
        bell.close()
    counter.settle()
    assert counter.opened == []


def test_only_the_starter_library_is_fresh_and_only_once(
    counter: Counter, places: Places, library: Path
) -> None:
    first = counter.librarian.open(places.starter)
    counter.opened.append(first)
    assert first.fresh
    assert not counter.opens_fresh(library)
    counter.librarian.fill(first.workspace)
    counter.wait(lambda: counter.filled.count() == 1)
    assert counter.filled.at(0)[0] is first.workspace
    assert len(first.workspace.documents()) > 5
    assert not counter.opens_fresh(places.starter)


def test_starter_texts_that_cannot_be_brought_in_are_told(
    counter: Counter, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_workspace: Workspace) -> None:
        raise LibraryProblem(msg("磁盘已满"))

    monkeypatch.setattr(module, "fill_starter", refuse)
    counter.opened.append(counter.librarian.open(places.starter))
    counter.librarian.fill(counter.opened[0].workspace)
    counter.wait(lambda: counter.failed.count() == 1)
    assert counter.filled.count() == 0


def test_a_library_whose_texts_cannot_be_listed_is_closed_again(
    counter: Counter, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Path] = []
    close = Workspace.close

    def refuse(_self: Workspace) -> None:
        raise LibraryProblem(msg("已损坏"))

    def note(self: Workspace) -> None:
        closed.append(self.folder)
        close(self)

    monkeypatch.setattr(Workspace, "documents", refuse)
    monkeypatch.setattr(Workspace, "close", note)
    counter.librarian.change(str(library), None)
    counter.wait(lambda: counter.refused.count() == 1)
    assert closed == [library]
    assert counter.opened == []


def test_of_two_hasty_choices_the_last_is_opened_and_the_first_closed(
    counter: Counter,
    library: Path,
    open_library: OpenLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_library("other").close()
    gate, closed = threading.Event(), list[str]()
    close = Workspace.close

    def slowly(folder: Path, personal: Path, places: Places) -> Workspace:
        if folder == library:
            gate.wait(WAIT_MS / 1000)
        return open_workspace(folder, personal, places)

    def note(self: Workspace) -> None:
        closed.append(self.name)
        close(self)

    monkeypatch.setattr(module, "open_workspace", slowly)
    monkeypatch.setattr(Workspace, "close", note)
    counter.librarian.change(str(library), None)
    counter.librarian.change(str(tmp_path / "other"), None)
    gate.set()
    counter.settle()
    assert [one.workspace.name for one in counter.opened] == ["other"]
    assert closed == ["library"]


def test_an_empty_folder_may_become_a_library(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(empty), ""))
    counter.librarian.change("new", None)
    counter.wait(lambda: bool(counter.opened))
    assert (empty / "library.db").is_file()


def test_a_dialog_that_is_cancelled_changes_nothing(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    for kind in ("new", "open"):
        counter.librarian.change(kind, None)
    assert not counter.tasks.busy
    assert (counter.opened, counter.refused.count()) == ([], 0)
