"""An import of many files: worker processes with time limits, results in the files' order."""

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import MappingProxyType

from reader.importers.files import collect
from reader.importers.limits import Limits
from reader.importers.model import FailedFile
from reader.importers.worker import Ready, Result, serve
from reader.messages import Message, msg

# How often a cancel is looked for, in seconds.
_TICK = 0.1
# A worker that does not come up within this many seconds never will.
_STARTUP = 60.0
# How many results per worker may wait for the caller; bounds the memory.
_AHEAD = 4

_TIMED_OUT = msg("解析超时，已跳过这个文件")
_DIED = msg("解析程序意外终止，文件可能已损坏")

_AS_FOUND: Mapping[str, str] = MappingProxyType({})

Progress = Callable[[int, int, str], None]


def _never() -> bool:
    return False


def _silent(_done: int, _total: int, _path: str) -> None:
    return None


class _Worker:
    """One worker process and the file it has, by its place in the list of files."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=serve, args=(theirs, limits), name="antou-import", daemon=True
        )
        self._process.start()
        theirs.close()
        self._seconds = limits.seconds
        self._deadline = time.monotonic() + _STARTUP
        self.ready = False
        self.task: int | None = None

    def give(self, task: int, path: Path, encoding: str | None = None) -> None:
        """Hand over a file; its time starts now."""
        self.task = task
        self._deadline = time.monotonic() + self._seconds
        self.connection.send((path, encoding))

    def take(self) -> Result | None:
        """Receive what is there: a result, or None for the word that the worker is ready.

        Raises:
            EOFError, OSError: the process is dead.
        """
        answer = self.connection.recv()
        if isinstance(answer, Ready):
            self.ready = True
            return None
        self.task = None
        result: Result = answer
        return result

    @property
    def overdue(self) -> bool:
        """Whether the worker has had its time for the file, or for starting up."""
        return (not self.ready or self.task is not None) and time.monotonic() > self._deadline

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


class ImportSession:
    """Parses the files below `paths`; iterate once to get a result for each, in order.

    `cancelled` is asked several times a second; when it says so, the workers are killed and the
    iteration ends. `progress(done, total, path)` is called in the caller's thread before each
    result is given. `encodings` are those that the user chose for some files, by path. Neither
    files nor results are kept.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        limits: Limits | None = None,
        *,
        workers: int = 1,
        cancelled: Callable[[], bool] = _never,
        progress: Progress = _silent,
        encodings: Mapping[str, str] = _AS_FOUND,
    ) -> None:
        if workers < 1:
            raise ValueError("an import needs a worker")
        self._paths = list(paths)
        self._limits = limits or Limits()
        self._count = workers
        self._is_cancelled = cancelled
        self._progress = progress
        self._encodings = encodings
        self.cancelled = False

    def __iter__(self) -> Iterator[Result]:
        items = list(collect(self._paths, self._is_cancelled))
        run = _Run(items, self._limits, self._count, self._encodings)
        try:
            for done, item in enumerate(items):
                while not self._should_stop() and not run.has(done):
                    run.step(done)
                if self.cancelled:
                    return
                path = item.path if isinstance(item, FailedFile) else str(item)
                self._progress(done + 1, len(items), path)
                yield run.pop(done)
            self._should_stop()
        finally:
            run.stop()

    def _should_stop(self) -> bool:
        self.cancelled = self.cancelled or self._is_cancelled()
        return self.cancelled


class _Run:
    """The workers, the files that wait for them, and the results that wait for the caller."""

    def __init__(
        self,
        items: list[Path | FailedFile],
        limits: Limits,
        count: int,
        encodings: Mapping[str, str],
    ) -> None:
        self._limits = limits
        self._encodings = encodings
        self._results: dict[int, Result] = {}
        self._waiting: deque[tuple[int, Path]] = deque()
        for task, item in enumerate(items):
            if isinstance(item, FailedFile):
                self._results[task] = item
            else:
                self._waiting.append((task, item))
        self._paths = dict(self._waiting)
        self._count = min(count, len(self._waiting))
        self._workers: list[_Worker] = []

    def has(self, task: int) -> bool:
        """Whether the result for a file is there."""
        return task in self._results

    def pop(self, task: int) -> Result:
        """Hand the result over, and let the workers go on meanwhile."""
        result = self._results.pop(task)
        self._dispatch(task + 1)
        return result

    def step(self, wanted: int) -> None:
        """Give out files, then wait a tick for news."""
        while self._waiting and len(self._workers) < self._count:
            self._workers.append(_Worker(self._limits))
        self._dispatch(wanted)
        ready = wait([worker.connection for worker in self._workers], timeout=_TICK)
        for worker in [w for w in self._workers if w.connection in ready]:
            self._receive(worker)
        for worker in [w for w in self._workers if w.overdue]:
            self._lose(worker, _TIMED_OUT if worker.ready else _DIED)

    def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _dispatch(self, wanted: int) -> None:
        for worker in list(self._workers):
            if not worker.ready or worker.task is not None or not self._waiting:
                continue
            if self._waiting[0][0] > wanted + _AHEAD * self._count:
                return
            task, path = self._waiting.popleft()
            try:
                worker.give(task, path, self._encodings.get(str(path)))
            except OSError:
                self._lose(worker, _DIED)

    def _receive(self, worker: _Worker) -> None:
        task = worker.task
        try:
            result = worker.take()
        except (EOFError, OSError):
            self._lose(worker, _DIED)
            return
        if result is not None and task is not None:
            self._results[task] = result

    def _lose(self, worker: _Worker, reason: Message) -> None:
        """Give a worker up. The file it had is lost; one that never came up costs the next."""
        task = worker.task
        if task is None and not worker.ready and self._waiting:
            task = self._waiting.popleft()[0]
        if task is not None:
            self._results[task] = FailedFile(str(self._paths[task]), reason)
        worker.stop()
        self._workers.remove(worker)
