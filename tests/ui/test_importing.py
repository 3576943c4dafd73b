"""Importing in the window: progress, a way to stop, the report."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import LibraryProblem, ReaderError
from reader.importers.model import ImportReport, Progress, UnfinishedImport
from reader.messages import Translator, msg
from reader.settings import Settings
from reader.ui.import_report import ImportReportDialog
from reader.ui.import_strip import UnfinishedStrip
from reader.ui.importing import Importing, Throttle
from reader.ui.part import Means
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Undoing
from reader.workspace.import_order import Cancelled, Told
from reader.workspace.importing import ImportDesk
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary, write_texts
from tests.ui.texts import ALL


class Imports:
    """Importing without a window around it."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.bot = qtbot
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.tasks = TaskRunner()
        self.undoing = Undoing(self.tasks, tr, self.parent)
        self.importing = Importing(Means(self.parent, self.tasks, self.undoing, tr))
        self.strip = self.importing.strip
        self.offer = self.importing.offer
        qtbot.addWidget(self.importing.area)
        self.importing.area.show()
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
    def offered(self) -> str:
        """The words of the offer to go on, "" where there is none."""
        label = self.offer.findChild(QLabel, "unfinished_text")
        assert isinstance(label, QLabel)
        return label.text() if self.offer.isVisible() else ""

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
) -> list[tuple[list[str], bool]]:
    """Imports wait at the gate; the list tells what came through, and whether it was stopped."""
    seen: list[tuple[list[str], bool]] = []

    def run_import(
        desk: ImportDesk, job: int, progress: Told, cancelled: Cancelled, *_: object, **__: int
    ) -> ImportReport:
        progress(Progress(1, 2, "first.txt"))
        gate.wait(WAIT_MS / 1000)
        (asked,) = (one for one in desk.unfinished() if one.job == job)
        seen.append(([Path(path).name for path in asked.paths], cancelled()))
        if not cancelled():
            desk.give_up([job])
        return ImportReport((), (), cancelled())

    monkeypatch.setattr(ImportDesk, "run", run_import)
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
    imports.bot.waitUntil(lambda: "1/2" in imports.said)
    imports.strip.cancel.click()
    assert not imports.strip.cancel.isEnabled()
    assert imports.said == "正在停止…"
    gate.set()
    imports.settle()
    assert seen == [(["in"], True)]
    assert imports.reports[0].cancelled
    assert not imports.strip.isVisible()
    assert imports.offered == "上次导入未完成"
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
    imports.bot.waitUntil(lambda: "另有 2 项在排队" in imports.said)
    gate.set()
    imports.bot.waitUntil(lambda: len(seen) == 3, timeout=WAIT_MS)
    imports.settle()
    assert seen == [(["one"], False), (["two"], False), (["three"], False)]
    assert imports.offered == ""


def test_another_library_stops_an_import(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("in")])
    imports.bot.waitUntil(lambda: "1/2" in imports.said)
    imports.importing.start([Path("later")])
    imports.tasks.drop_all(lambda: None)
    imports.importing.set_workspace(open_library("other", empty=True))
    assert not imports.importing.running
    assert not imports.strip.isVisible()
    gate.set()
    imports.settle()
    assert seen == [(["in"], True)]
    assert imports.reports == []


def test_a_failure_is_told(
    imports: Imports, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = LibraryProblem(msg("磁盘已满"))

    def fail(*_: object, **__: object) -> ImportReport:
        raise problem

    monkeypatch.setattr(ImportDesk, "run", fail)
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
    assert [paths for paths, _ in seen] == [["a.txt", "b.md"], ["folder"]]


def test_progress_is_thinned_out_but_its_end_comes_through() -> None:
    told: list[Progress] = []
    throttle = Throttle(told.append)
    for number in range(1, 1001):
        throttle(Progress(number, 1000, "x"))
    assert told[0].done == 1
    assert told[-1] == Progress(1000, 1000, "x")
    assert len(told) < 500


# What is left of an import


def leave_unfinished(workspace: Workspace, folder: Path, count: int = 12) -> list[Path]:
    """An import that was cancelled after its first files; all its files."""
    paths = []
    for number in range(count):
        paths.append(folder / f"{number:02d}.txt")
        paths[-1].write_text(f"第{number}号材料\n\n这一篇讲第{number}件事，要认真办理。\n", "utf-8")
    told: list[Progress] = []
    job = workspace.imports.ask([folder])
    report = workspace.imports.run(job, told.append, lambda: len(told) >= 2)
    assert report.cancelled
    return paths


def test_what_is_left_is_offered_and_resumed(
    imports: Imports, open_library: OpenLibrary, tmp_path: Path
) -> None:
    workspace = open_library("new", empty=True)
    (tmp_path / "in").mkdir()
    paths = leave_unfinished(workspace, tmp_path / "in")
    done = len(workspace.documents())
    assert 0 < done < len(paths)
    imports.importing.set_workspace(workspace)
    imports.bot.waitUntil(lambda: imports.offered != "")
    assert imports.offered == f"上次导入未完成：还有 {len(paths) - done} 个文件"
    imports.offer.resume.click()
    assert imports.offered == ""
    assert imports.importing.running
    imports.bot.waitUntil(lambda: bool(imports.reports), timeout=WAIT_MS)
    imports.settle()
    assert len(imports.reports[0].documents) == len(paths) - done
    assert {record.path for record in workspace.documents()} == set(map(str, paths))
    assert workspace.imports.unfinished() == ()
    assert imports.offered == ""


def test_what_is_left_can_be_given_up_and_that_undone(
    imports: Imports, open_library: OpenLibrary, tmp_path: Path
) -> None:
    workspace = open_library("new", empty=True)
    (tmp_path / "in").mkdir()
    leave_unfinished(workspace, tmp_path / "in")
    imports.importing.set_workspace(workspace)
    imports.bot.waitUntil(lambda: imports.offered != "")
    offered = imports.offered
    imports.offer.give_up.click()
    imports.bot.waitUntil(lambda: imports.offered == "")
    imports.undoing.undo()
    imports.bot.waitUntil(lambda: imports.offered == offered)
    imports.offer.give_up.click()
    imports.bot.waitUntil(lambda: imports.offered == "")
    imports.settle()
    imports.importing.set_workspace(workspace)
    imports.settle()
    assert imports.offered == ""
    assert workspace.imports.unfinished() == ()


def test_a_queue_that_was_stopped_is_offered_as_a_whole(
    imports: Imports,
    open_library: OpenLibrary,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
) -> None:
    seen = slow_imports(monkeypatch, gate)
    imports.importing.set_workspace(open_library())
    imports.importing.start([Path("one")])
    imports.importing.start([Path("two")])
    imports.bot.waitUntil(lambda: "另有 1 项在排队" in imports.said)
    imports.importing.cancel()
    gate.set()
    imports.bot.waitUntil(lambda: len(imports.importing.unfinished) == 2)
    assert imports.offered == "上次导入未完成"
    assert seen == [(["one"], True)]
    imports.importing.resume()
    imports.bot.waitUntil(lambda: len(seen) == 3, timeout=WAIT_MS)
    imports.settle()
    assert seen[1:] == [(["one"], False), (["two"], False)]


def test_the_limits_of_the_settings_are_those_of_the_import(
    imports: Imports, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[dict[str, object]] = []

    def run_import(*_: object, **given: object) -> ImportReport:
        limits.append(given)
        return ImportReport((), ())

    monkeypatch.setattr(ImportDesk, "run", run_import)
    imports.importing.set_workspace(open_library())
    imports.importing.set_settings(Settings(import_seconds=90, import_megabytes=1024))
    imports.importing.start([Path("in")])
    imports.settle()
    assert limits == [{"seconds": 90, "megabytes": 1024}]


def test_the_offer_counts_what_it_can(qtbot: QtBot, tr: Translator) -> None:
    strip = UnfinishedStrip(tr)
    qtbot.addWidget(strip)
    label = strip.findChild(QLabel, "unfinished_text")
    assert isinstance(label, QLabel)
    strip.offer((UnfinishedImport(1, ("/a",), 3000), UnfinishedImport(2, ("/b",), 120)))
    assert label.text() == "上次导入未完成：还有 3,120 个文件"
    strip.offer((UnfinishedImport(1, ("/a",), 3000), UnfinishedImport(2, ("/b",), None)))
    assert label.text() == "上次导入未完成：还有 3,000 个文件，另有 1 项没有开始"
    assert not strip.isHidden()
    strip.offer(())
    assert strip.isHidden()
