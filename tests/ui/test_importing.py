"""Importing in the window: progress, a way to stop, the report."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import LibraryProblem, ReaderError
from reader.importers.model import ImportReport, Progress
from reader.messages import Translator, msg
from reader.ui.import_report import ImportReportDialog
from reader.ui.importing import Importing, Throttle
from reader.ui.tasks import TaskRunner
from reader.workspace.workspace import Cancelled, Told, Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary, write_texts
from tests.ui.texts import ALL


class Imports:
    """Importing without a window around it."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.bot = qtbot
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.tasks = TaskRunner()
        self.importing = Importing(self.tasks, tr, self.parent)
        self.strip = self.importing.strip
        qtbot.addWidget(self.strip)
        self.reports: list[ImportReport] = []
        self.failures: list[ReaderError] = []
        self.importing.finished.connect(self.reports.append)
        self.importing.failed.connect(self.failures.append)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)

    @property
    def said(self) -> str:
        labels = self.strip.findChildren(QLabel)
        return "".join(label.text() for label in labels)

    @property
    def dialogs(self) -> list[ImportReportDialog]:
        return self.parent.findChildren(ImportReportDialog)


@pytest.fixture
def imports(qtbot: QtBot, tr: Translator) -> Iterator[Imports]:
    made = Imports(qtbot, tr)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_files_come_in_and_a_report_is_shown(
    imports: Imports, open_library: OpenLibrary, tmp_path: Path
) -> None:
    workspace = open_library("new", empty=True)
    imports.importing.set_workspace(workspace)
    folder = write_texts(tmp_path / "in", {**ALL, "bad.xyz": "?"})
    imports.importing.start([folder])
    assert imports.importing.running
    assert imports.strip.isVisible()
    imports.settle()
    assert not imports.importing.running
    assert not imports.strip.isVisible()
    assert len(imports.reports[0].documents) == len(ALL)
    assert len(workspace.documents()) == len(ALL)
    assert [dialog.isVisible() for dialog in imports.dialogs] == [True]


def test_a_quiet_import_shows_no_report(
    imports: Imports, open_library: OpenLibrary, tmp_path: Path
) -> None:
    imports.importing.set_workspace(open_library("new", empty=True))
    imports.importing.start([write_texts(tmp_path / "in", ALL)], quiet=True)
    imports.settle()
    assert len(imports.reports) == 1
    assert imports.dialogs == []


def slow_imports(
    monkeypatch: pytest.MonkeyPatch, gate: threading.Event
) -> list[tuple[Sequence[Path], bool]]:
    """Imports wait at the gate; the list tells what came through, and whether it was stopped."""
    seen: list[tuple[Sequence[Path], bool]] = []

    def import_paths(
        _workspace: Workspace, paths: Sequence[Path], progress: Told, cancelled: Cancelled
    ) -> ImportReport:
        progress(Progress(1, 2, "first.txt"))
        gate.wait(WAIT_MS / 1000)
        seen.append((paths, cancelled()))
        return ImportReport((), (), cancelled())

    monkeypatch.setattr(Workspace, "import_paths", import_paths)
    return seen


def test_the_strip_tells_how_far_it_got(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("in")])
    bar = imports.strip.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    imports.bot.waitUntil(lambda: bar.value() == 1)
    assert (bar.minimum(), bar.maximum()) == (0, 2)
    assert "first.txt" in imports.said
    assert "1/2" in imports.said
    gate.set()
    imports.settle()


def test_an_import_can_be_stopped(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("in")])
    imports.strip.cancel.click()
    assert not imports.strip.cancel.isEnabled()
    gate.set()
    imports.settle()
    assert seen == [([Path("in")], True)]
    assert imports.reports[0].cancelled
    assert not imports.strip.isVisible()
    imports.importing.start([Path("in")])
    assert imports.strip.cancel.isEnabled()
    imports.settle()


def test_what_is_dropped_meanwhile_comes_in_afterwards(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("one")])
    imports.importing.start([Path("two")])
    imports.importing.start([Path("three")])
    gate.set()
    imports.bot.waitUntil(lambda: len(seen) == 2, timeout=WAIT_MS)
    imports.settle()
    assert seen == [([Path("one")], False), ([Path("two"), Path("three")], False)]


def test_another_library_stops_an_import(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("in")])
    imports.importing.start([Path("later")])
    imports.tasks.drop_all(lambda: None)
    imports.importing.set_workspace(open_library("other", empty=True))
    assert not imports.importing.running
    assert not imports.strip.isVisible()
    gate.set()
    imports.settle()
    assert seen == [([Path("in")], True)]
    assert imports.reports == []


def test_a_failure_is_told(
    imports: Imports, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = LibraryProblem(msg("磁盘已满"))

    def fail(*_: object) -> ImportReport:
        raise problem

    monkeypatch.setattr(Workspace, "import_paths", fail)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("in")])
    imports.settle()
    assert imports.failures == [problem]
    assert not imports.importing.running
    assert not imports.strip.isVisible()


def test_files_and_folders_are_chosen(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    gate.set()
    imports.importing.set_workspace(open_library())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["a.txt", "b.md"], ""))
    imports.importing.choose_files()
    imports.settle()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "folder")
    imports.importing.choose_folder()
    imports.settle()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    imports.importing.choose_files()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    imports.importing.choose_folder()
    assert not imports.importing.running
    assert [paths for paths, _ in seen] == [[Path("a.txt"), Path("b.md")], [Path("folder")]]


def test_progress_is_thinned_out_but_its_end_comes_through() -> None:
    told: list[tuple[int, int, str]] = []
    throttle = Throttle(lambda *what: told.append(what))
    for number in range(1, 1001):
        throttle(number, 1000, "x")
    assert told[0][0] == 1
    assert told[-1] == (1000, 1000, "x")
    assert len(told) < 500
