"""Work off the window's thread: one runner, jobs that can be cancelled, stale results dropped."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reader.errors import ReaderError

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


@dataclass(frozen=True)
class _Outcome:
    """What became of a job, on its way to the window's thread."""

    job: Job
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[ReaderError], None]


class TaskRunner(QObject):
    """Runs functions in worker threads and hands their results to the window's thread.

    Jobs of the same channel supersede each other: a newer one cancels the older, whose result
    is never delivered.
    """

    idle = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="antou")
        self._latest: dict[str, Job] = {}
        self._running: set[int] = set()
        self._count = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[ReaderError], None],
        channel: str | None = None,
    ) -> Job:
        """Start `work` in a worker thread; `done` or `failed` is called in the window's thread."""
        self._count += 1
        job = Job(self._count, channel)
        if channel is not None:
            self.cancel(channel)
            self._latest[channel] = job
        self._running.add(job.number)
        future = self._pool.submit(work, job)
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

    def close(self) -> None:
        """Cancel what runs, wait for it, and deliver nothing more."""
        self._closed = True
        for job in self._latest.values():
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _announce(self, outcome: _Outcome) -> None:
        """Runs in the worker thread; the queued signal crosses over to the window's."""
        if not self._closed:
            self._arrived.emit(outcome)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._closed:
            return
        job = outcome.job
        self._running.discard(job.number)
        current = job.channel is None or self._latest.get(job.channel) is job
        if job.channel is not None and current:
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
