"""What may go wrong while watched folders are checked: kills, full disks, other programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from reader.errors import LibraryProblem
from reader.library.intake import Intake
from reader.library.texts import TextStore
from reader.library.watched import WatchedStore
from reader.messages import Message
from reader.workspace.import_order import Outcome
from reader.workspace.opening import open_workspace
from reader.workspace.saving_files import Saving
from reader.workspace.steps import StepReport
from tests.workspace.samples import places
from tests.workspace.watched_folder import LONG, Person, person
from tests.workspace.watching.samples import ONE, THREE, TWO, titles


class Killed(BaseException):
    """The program ends here."""


STEPS = (
    (WatchedStore, "save"),
    (WatchedStore, "forget"),
    (WatchedStore, "note_lost"),
    (WatchedStore, "forget_lost"),
    (WatchedStore, "note_look"),
    (TextStore, "move"),
    (TextStore, "add"),
    (TextStore, "replace"),
    (Intake, "save_file"),
)


@pytest.mark.parametrize(("owner", "step"), STEPS)
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("times", [1, 2])
def test_a_kill_at_any_step_costs_nothing(
    tmp_path: Path, owner: type, step: str, late: bool, times: int
) -> None:
    """Before or after a step: the next start comes to the same end as without the kill."""
    with person(tmp_path) as desk:
        desk.write("改.txt", ONE)
        desk.write("搬/走.txt", THREE)
        desk.write("没.txt", "消失\n\n这一篇的文件会不见。\n")
        desk.settle()
        before = {text: key for key, text in desk.held().items()}
        desk.write("改.txt", TWO)
        desk.path("搬").rename(desk.path("到"))
        desk.path("没.txt").unlink()
        desk.write("新.txt", "新的\n\n这一篇是新来的。\n")
        real, calls = getattr(owner, step), []

        def die(*args: Any, **names: Any) -> object:
            calls.append(1)
            if len(calls) != times:
                return real(*args, **names)
            if late:
                real(*args, **names)
            raise Killed

        try:
            with patch.object(owner, step, die):
                desk.settle()
        except Killed:
            desk.restart()
        desk.settle()
        now = {text: key for key, text in desk.held().items()}
        assert len(now) == 4
        assert now["值班的同志不得离岗，遇有险情立即报告。"] == before["值班的同志不得离岗。"]
        assert now["到村里去看种子够不够。"] == before["到村里去看种子够不够。"]
        gone = now["这一篇的文件会不见。"]
        assert gone == before["这一篇的文件会不见。"]
        assert [text.document for text in desk.watching.lost()] == [gone]
        (record,) = [r for r in desk.workspace.documents() if r.metadata.title == "春耕调查"]
        assert record.path == str(desk.path("到/走.txt"))


def test_a_cancel_leaves_the_rest_to_the_next_check(desk: Person) -> None:
    for number in range(5):
        desk.write(f"{number}.txt", f"第{number}号\n\n这是第{number}号文件。\n")
    desk.clock.now += LONG
    report = desk.watching.check(cancelled=lambda: len(desk.parsed) >= 2)
    assert report.cancelled
    assert len(desk.workspace.documents()) == 2
    (report,) = desk.settle()
    assert len(report.imported) == 3
    assert len(desk.parsed) == 5


def test_progress_is_that_of_all_batches(desk: Person) -> None:
    for number in range(5):
        desk.write(f"{number}.txt", f"第{number}号\n\n这是第{number}号文件。\n")
    desk.clock.now += LONG
    told: list[tuple[int, int]] = []
    with patch("reader.workspace.bringing_in.BATCH", 2):
        desk.watching.check(lambda step: told.append((step.done, step.total)))
    assert told == [(n, 5) for n in range(1, 6)]


def test_a_full_disk_is_not_the_fault_of_the_files(desk: Person) -> None:
    desk.write("值班.txt", ONE)
    with patch.object(Intake, "save_file", side_effect=LibraryProblem(Message("磁盘已满"))):
        desk.settle()
    assert not desk.workspace.documents()
    desk.settle()
    assert titles(desk) == {"防汛值班"}


def test_two_programs_at_once_import_nothing_twice(desk: Person) -> None:
    """While one is about to save a file, the other looks, saves it, and ends."""
    desk.write("值班.txt", ONE)
    desk.write("别的.txt", THREE)
    desk.clock.now += LONG
    other = open_workspace(desk.workspace.folder, desk.home / "personal.db", places(desk.home))
    second = desk.watcher(other)
    real = Saving.save
    reports: list[StepReport] = []
    begun: list[bool] = []

    def save(saving: Saving, group: Sequence[Outcome]) -> None:
        if not begun:
            begun.append(True)
            reports.append(second.check())
        real(saving, group)

    try:
        with patch.object(Saving, "save", save):
            desk.check()
    finally:
        other.close()
    assert len(reports[0].imported) == 2
    assert sorted(titles(desk)) == ["春耕调查", "防汛值班"]
    assert len(desk.workspace.documents()) == 2
    assert not desk.settle()[0].changed_texts


def test_a_command_at_the_same_time_imports_nothing_twice(desk: Person) -> None:
    path = desk.write("值班.txt", ONE)
    desk.workspace.imports.take_in([path])
    (report,) = desk.settle()
    assert not report.imported
    assert len(desk.workspace.documents()) == 1


def test_a_file_that_cannot_be_opened_is_told_and_tried_again(desk: Person) -> None:
    desk.write("值班.txt", ONE)

    def locked(_path: str, _stamp: object) -> str:
        raise PermissionError(13, "locked by another program")

    with patch("reader.workspace.watching.read_content", locked):
        desk.settle()
    (problem,) = desk.problems()
    assert str(problem.reason) == "没有权限"
    assert not desk.parsed
    desk.settle()
    assert titles(desk) == {"防汛值班"}
    assert not desk.problems()
