"""When the folders are looked at."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.errors import LibraryProblem, ReaderError
from reader.messages import Translator, msg
from reader.ui.watching import in_step as module
from reader.ui.watching.in_step import Checked, InStep
from reader.workspace.watching import Watching
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary
from tests.ui.texts import DUTY, RESEARCH
from tests.ui.watching.conftest import Work, Write


class Steps:
    """Keeps a library in step without a window around it."""

    def __init__(self, bot: QtBot, tr: Translator, work: Work) -> None:
        self.bot = bot
        self.work = work
        self.parent = QObject()
        self.busy = False
        self.in_step = InStep(work.tasks, tr, lambda: self.busy, self.parent)
        self.checks: list[Checked] = []
        self.said: list[str] = []
        self.failures: list[ReaderError] = []
        self.in_step.checked.connect(self.checks.append)
        self.in_step.notice.connect(self.said.append)
        self.in_step.failed.connect(self.failures.append)

    def wait(self, until: Callable[[], bool]) -> None:
        self.bot.waitUntil(until, timeout=WAIT_MS)


@pytest.fixture
def steps(
    qtbot: QtBot, tr: Translator, work: Work, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Steps]:
    monkeypatch.setattr(module, "SOON_MS", 20)
    monkeypatch.setattr(module, "BUSY_MS", 20)
    made = Steps(qtbot, tr, work)
    yield made
    made.in_step.stop()
    work.settle()
    made.parent.deleteLater()


@pytest.fixture
def library(steps: Steps, open_library: OpenLibrary, folder: Path) -> Workspace:
    """A library that watches the folder."""
    workspace = open_library("new", empty=True)
    workspace.watching.add(folder)
    steps.in_step.set_workspace(workspace)
    return workspace


def test_the_first_look_brings_files_in_and_says_so(
    steps: Steps, library: Workspace, write: Write
) -> None:
    write("值班.txt")
    assert not steps.in_step.running
    steps.in_step.begin()
    steps.wait(lambda: bool(steps.checks))
    assert steps.said == ["关注的文件夹：新增 1 篇"]
    assert len(library.documents()) == 1
    steps.in_step.begin()
    assert not steps.in_step.running


def test_a_file_that_is_dropped_into_a_folder_comes_in(
    steps: Steps, library: Workspace, write: Write, tmp_path: Path
) -> None:
    write("值班.txt")
    steps.in_step.begin()
    steps.wait(lambda: bool(steps.checks))
    (tmp_path / "新来.txt").write_text(RESEARCH, "utf-8")
    shutil.move(tmp_path / "新来.txt", write("x.txt").with_name("新来.txt"))
    steps.wait(lambda: len(library.documents()) == 2)


def test_a_file_that_was_just_written_is_waited_for(
    steps: Steps, library: Workspace, folder: Path
) -> None:
    (folder / "刚写.txt").write_text(DUTY, "utf-8")
    steps.in_step.begin()
    steps.wait(lambda: bool(steps.checks))
    assert not library.documents()
    steps.wait(lambda: len(library.documents()) == 1)


def test_without_watched_folders_there_is_no_look(steps: Steps, open_library: OpenLibrary) -> None:
    steps.in_step.set_workspace(open_library())
    steps.in_step.begin()
    steps.work.settle()
    assert not steps.checks
    assert not steps.in_step.running
    assert not steps.in_step.planned
    steps.in_step.check()
    steps.wait(lambda: bool(steps.checks))
    assert not steps.checks[0].report.checked
    assert not steps.in_step.planned


def test_texts_that_lost_their_file_are_told_without_folders_too(
    steps: Steps, library: Workspace, write: Write, folder: Path
) -> None:
    path = write("值班.txt")
    write("调研.txt", RESEARCH)
    steps.in_step.check()
    steps.wait(lambda: bool(steps.checks))
    path.unlink()
    steps.in_step.check()
    steps.wait(lambda: bool(steps.checks[-1].lost))
    lost, looks = steps.checks[-1].lost, len(steps.checks)
    library.watching.remove(str(folder))
    steps.in_step.begin()
    steps.wait(lambda: len(steps.checks) > looks)
    assert steps.checks[-1].lost == lost


def test_the_regular_look_is_planned_by_what_a_look_takes(
    steps: Steps, library: Workspace, write: Write
) -> None:
    write("值班.txt")
    steps.in_step.begin()
    steps.wait(lambda: steps.in_step.planned > module.LEAST_MS * 0.9)
    assert steps.in_step.planned < module.LEAST_MS * 1.1


def test_what_is_wanted_during_a_check_follows_it(
    steps: Steps, library: Workspace, write: Write
) -> None:
    write("值班.txt")
    steps.in_step.check()
    steps.in_step.check()
    steps.in_step.check()
    steps.wait(lambda: len(steps.checks) >= 2)
    assert steps.checks[0].report.imported
    assert not steps.checks[1].report.imported


def test_an_import_that_the_user_asked_for_comes_first(
    steps: Steps, library: Workspace, write: Write
) -> None:
    write("值班.txt")
    steps.busy = True
    steps.in_step.begin()
    steps.wait(lambda: bool(steps.checks))
    assert steps.checks[0].report.cancelled
    assert not library.documents()
    steps.busy = False
    steps.wait(lambda: len(library.documents()) == 1)


def test_a_failure_that_lasts_is_said_once(steps: Steps, library: Workspace) -> None:
    problem = LibraryProblem(msg("磁盘已满"))
    with patch.object(Watching, "check", side_effect=problem):
        steps.in_step.check()
        steps.wait(lambda: not steps.in_step.running)
        steps.in_step.check()
        steps.wait(lambda: not steps.in_step.running)
    assert steps.failures == [problem]
    assert steps.in_step.planned


def test_another_library_stops_the_check_of_the_first(
    steps: Steps, library: Workspace, open_library: OpenLibrary, write: Write
) -> None:
    gate = threading.Event()

    def check(
        _watching: object, _progress: object, cancelled: Callable[[], bool], *_limits: object
    ) -> object:
        gate.wait()
        assert cancelled()
        raise LibraryProblem(msg("已经关闭"))

    with patch.object(Watching, "check", check):
        steps.in_step.check()
        steps.in_step.set_workspace(open_library())
        assert not steps.in_step.running
        gate.set()
        steps.work.settle()
    assert not steps.checks
    assert not steps.failures


def test_a_library_that_is_read_only_is_left_alone(steps: Steps, open_library: OpenLibrary) -> None:
    workspace = open_library()
    workspace.gate.read_only = True
    steps.in_step.set_workspace(workspace)
    steps.in_step.begin()
    assert not steps.in_step.running


def test_progress_is_told(steps: Steps, library: Workspace, write: Write) -> None:
    told: list[tuple[int, int] | None] = []
    steps.in_step.changed.connect(lambda: told.append(steps.in_step.progress))
    write("值班.txt")
    steps.in_step.begin()
    steps.wait(lambda: bool(steps.checks))
    assert (1, 1) in told
    assert told[-1] is None
