"""Work off the window's thread: delivered in the window's thread, cancelled, superseded."""

import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from reader.errors import ReaderError, UsageError
from reader.messages import msg
from reader.ui.tasks import WORKERS, Job, TaskRunner


def never(error: ReaderError) -> None:
    raise AssertionError(error)


def _give(number: int, _job: Job) -> int:
    return number


def nothing(_: object) -> None:
    pass


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()
    runner.deleteLater()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Work waits at it; it is open at the end of a test at the latest."""
    event = threading.Event()
    yield event
    event.set()


def wait_idle(tasks: TaskRunner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not tasks.busy)


def test_work_is_done_elsewhere_and_delivered_here(tasks: TaskRunner, qtbot: QtBot) -> None:
    threads = []

    def work(_job: Job) -> int:
        threads.append(threading.current_thread())
        return 7

    results = []

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    tasks.run(work, done, never)
    wait_idle(tasks, qtbot)
    assert results == [7]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_an_expected_failure_is_told(tasks: TaskRunner, qtbot: QtBot) -> None:
    failures: list[ReaderError] = []
    problem = UsageError(msg("不行"))

    def work(_job: Job) -> None:
        raise problem

    tasks.run(work, nothing, failures.append)
    wait_idle(tasks, qtbot)
    assert failures == [problem]


def test_a_bug_reaches_the_one_handler(
    tasks: TaskRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException | None] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, bug, _trace: bugs.append(bug))

    def work(_job: Job) -> None:
        raise ZeroDivisionError

    tasks.run(work, nothing, never)
    wait_idle(tasks, qtbot)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


def test_a_newer_job_of_a_channel_supersedes_the_older(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    results: list[str] = []

    def slow(job: Job) -> str:
        gate.wait()
        return "old, cancelled" if job.cancelled() else "old"

    tasks.run(slow, results.append, never, "search")
    tasks.run(lambda _job: "new", results.append, never, "search")
    tasks.run(lambda _job: "other", results.append, never, "themes")
    qtbot.waitUntil(lambda: len(results) == 2)
    gate.set()
    wait_idle(tasks, qtbot)
    assert sorted(results) == ["new", "other"]


def test_a_failure_of_a_superseded_job_is_not_told(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    def slow(_job: Job) -> None:
        gate.wait()
        raise UsageError(msg("太晚了"))

    results: list[str] = []
    tasks.run(slow, nothing, never, "search")
    tasks.run(lambda _job: "new", results.append, never, "search")
    gate.set()
    wait_idle(tasks, qtbot)
    assert results == ["new"]


def test_a_cancelled_channel_delivers_nothing(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    results: list[bool] = []
    ended = []

    def work(job: Job) -> bool:
        gate.wait()
        ended.append(job.cancelled())
        return True

    tasks.run(work, results.append, never, "search")
    tasks.cancel("search")
    gate.set()
    wait_idle(tasks, qtbot)
    assert ended == [True]
    assert results == []


def test_a_job_that_is_cancelled_by_hand_may_give_what_it_has(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    results: list[bool] = []

    def work(job: Job) -> bool:
        gate.wait()
        return job.cancelled()

    tasks.run(work, results.append, never).cancel()
    gate.set()
    wait_idle(tasks, qtbot)
    assert results == [True]


def test_idle_is_told_once_all_is_delivered(tasks: TaskRunner, qtbot: QtBot) -> None:
    results: list[int] = []
    with qtbot.waitSignal(tasks.idle):
        for number in range(20):
            tasks.run(partial(_give, number), results.append, never)
        assert tasks.busy
    assert sorted(results) == list(range(20))
    assert not tasks.busy


# Another library


def test_all_is_dropped_and_what_follows_waits_for_the_last_job(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    story: list[str] = []

    def work(job: Job) -> None:
        gate.wait()
        story.append("cancelled" if job.cancelled() else "not cancelled")

    tasks.run(work, lambda _: story.append("delivered"), never, "search")
    tasks.run(work, lambda _: story.append("delivered"), never)
    tasks.drop_all(lambda: story.append("closed"))
    tasks.run(lambda _job: None, lambda _: story.append("new"), never, "search")
    qtbot.waitUntil(lambda: story == ["new"])
    gate.set()
    wait_idle(tasks, qtbot)
    assert story == ["new", "cancelled", "cancelled", "closed"]


def test_dropping_while_more_jobs_wait_than_there_are_workers(
    tasks: TaskRunner, qtbot: QtBot, gate: threading.Event
) -> None:
    story: list[str] = []

    def change(_job: Job) -> None:
        gate.wait()
        story.append("changed")

    for _ in range(2 * WORKERS):
        tasks.run(change, nothing, never)
        tasks.run(lambda _job: story.append("looked"), nothing, never, "watch")
    tasks.drop_all(lambda: story.append("closed"))
    tasks.drop_all(lambda: story.append("closed"))
    gate.set()
    wait_idle(tasks, qtbot)
    assert story.count("changed") == 2 * WORKERS
    assert story[-2:] == ["closed", "closed"]


# The end


def test_the_end_waits_for_changes_and_delivers_nothing(qtbot: QtBot) -> None:
    tasks = TaskRunner()
    gate = threading.Event()
    story: list[str] = []

    def change(_job: Job) -> None:
        gate.wait()
        story.append("changed")

    def look(job: Job) -> None:
        gate.wait()
        story.append(f"looked {job.cancelled()}")

    for _ in range(WORKERS):
        tasks.run(change, lambda _: story.append("delivered"), never)
    tasks.run(look, lambda _: story.append("delivered"), never, "search")
    tasks.run(change, lambda _: story.append("delivered"), never)
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    qtbot.wait(10)
    assert story == ["changed"] * (WORKERS + 1)
    tasks.deleteLater()


def test_after_the_end_nothing_is_started(qtbot: QtBot) -> None:
    tasks = TaskRunner()
    tasks.close()
    story: list[str] = []
    job = tasks.run(lambda _job: story.append("worked"), lambda _: story.append("told"), never)
    qtbot.wait(10)
    assert job.cancelled()
    assert not tasks.busy
    assert story == []
    tasks.deleteLater()


def test_what_runs_at_the_end_is_told_to_stop(qtbot: QtBot) -> None:
    tasks = TaskRunner()
    stopped: list[bool] = []
    begun = threading.Event()

    def work(job: Job) -> None:
        begun.set()
        while not job.cancelled():
            QThread.msleep(1)
        stopped.append(True)

    tasks.run(work, nothing, never)
    assert begun.wait(10)
    tasks.close()
    assert stopped == [True]
    tasks.deleteLater()
