"""Work off the window's thread: one runner, jobs that can be cancelled, stale results dropped."""

import sys
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from reader.errors import ReaderError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

WORKERS = 4

T = TypeVar("T")


class Job:
    """One piece of work. `cancelled()` may be asked from the thread that does the work."""

    def __init__(self, number: int, channel: str | None) -> None:
        self.number = number
        self.channel = channel
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; its result will be dropped unless the work gives a partial one."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()


class _Outcome(NamedTuple):
    """What became of a job, on its way to the window's thread."""

    job: Job
    future: "Future[Any]"
    done: Callable[[Any], None]
    failed: Callable[[ReaderError], None]


class TaskRunner(QObject):
    """Runs functions in worker threads and hands their results to the window's thread.

    Jobs of the same channel supersede each other: a newer one cancels the older, whose result
    is never delivered. Jobs without a channel change something: once they were asked for, they
    are done, whatever happens to the window.
    """

    idle = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest: dict[str, Job] = {}
        self._running: dict[Job, Future[Any]] = {}
        self._dropped: set[Job] = set()
        self._count = 0
        self._closed = False

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        """Made with the first job: a start of the window has none before its first paint."""
        from concurrent.futures import ThreadPoolExecutor

        from PySide6.QtCore import Qt

        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        return ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="antou")

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[ReaderError], None],
        channel: str | None = None,
    ) -> Job:
        """Start `work` in a worker thread; `done` or `failed` is called in the window's thread.

        After the end nothing is started any more.
        """
        self._count += 1
        job = Job(self._count, channel)
        if self._closed:
            job.cancel()
            return job
        if channel is not None:
            self.cancel(channel)
            self._latest[channel] = job
        future = self._pool.submit(work, job)
        self._running[job] = future
        future.add_done_callback(lambda ended: self._announce(_Outcome(job, ended, done, failed)))
        return job

    def cancel(self, channel: str) -> None:
        """Cancel the latest job of a channel and forget its result."""
        older = self._latest.pop(channel, None)
        if older is not None:
            older.cancel()

    @property
    def busy(self) -> bool:
        """Whether any job is still on its way."""
        return bool(self._running)

    def drop_all(self, then: Callable[[], None]) -> None:
        """Cancel everything and deliver nothing of it (the library is another now).

        `then` runs in a worker thread as soon as the last of the jobs has ended.
        """
        from concurrent.futures import wait

        futures = self._stop_all()
        self._dropped.update(self._running)
        self._latest.clear()

        def finish(_job: Job) -> None:
            wait(futures)
            then()

        self.run(finish, _nothing, _nothing)

    def close(self) -> None:
        """Cancel what runs, wait for it, and deliver nothing more."""
        self._closed = True
        self._stop_all()
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True)

    def _stop_all(self) -> "list[Future[Any]]":
        """Cancel the jobs; those of a channel that have not begun are left out."""
        for job, future in self._running.items():
            job.cancel()
            if job.channel is not None:
                future.cancel()
        return list(self._running.values())

    def _announce(self, outcome: _Outcome) -> None:
        """Runs in the worker thread; the queued signal crosses over to the window's."""
        if not self._closed:
            self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._closed:
            return
        job = outcome.job
        self._running.pop(job, None)
        latest = job.channel is None or self._latest.get(job.channel) is job
        current = latest and job not in self._dropped
        self._dropped.discard(job)
        if job.channel is not None and latest:
            del self._latest[job.channel]
        error = None if outcome.future.cancelled() else outcome.future.exception()
        if error is not None and not isinstance(error, ReaderError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif current and error is not None:
            outcome.failed(error)
        elif current and not outcome.future.cancelled():
            outcome.done(outcome.future.result())
        if not self._running:
            self.idle.emit()


def _nothing(_: object) -> None:
    """Nobody waits for what this job gives."""
