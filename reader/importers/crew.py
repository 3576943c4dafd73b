"""The worker processes of an import, the files they have, and the results that wait."""

import multiprocessing
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reader.errors import NoReaders
from reader.importers.limits import Limits
from reader.importers.memory import used_memory
from reader.importers.model import FailedFile, Pasted
from reader.importers.stamp import FileStamp, stamp_of
from reader.importers.worker import OUT_OF_MEMORY, Ready, Result, serve
from reader.messages import Message, msg

# How often a cancel is looked for, in seconds.
_TICK = 0.1
# A worker that does not come up within this many seconds never will.
_STARTUP = 60.0
# When so many die one after the other before they come up, the next would die as well.
_DEATHS = 3
# What may be under way or wait for the caller, for each worker; bounds the memory.
_FILES_AHEAD = 48
_BYTES_AHEAD = 4_000_000
# How many files a worker has beforehand, so that it never waits for the next one.
_IN_HAND = 16

_NO_READERS = msg(
    "读取文件的程序无法启动，导入已停止，没有读的文件都留着；"
    "请重新启动案头或电脑后再继续，仍然不行请重新安装案头"
)
_TIMED_OUT = msg("读取超时，已跳过这个文件；请把它拆成几个文件，或另存为 docx 再导入")
_DIED = msg("读取时意外中断，文件可能已损坏；请用原来的软件打开并另存后再导入")


class Worker:
    """One worker process, and the files it has by their places in the list of files.

    It takes them one after the other: the first is the one that it works on.
    """

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=serve, args=(theirs, limits), name="antou-import", daemon=True
        )
        self._process.start()
        theirs.close()
        self._limits = limits
        self._deadline = time.monotonic() + _STARTUP
        self._guarded = True
        self.ready = False
        self.tasks: deque[int] = deque()

    def give(self, task: int, path: Path | Pasted, encoding: str | None) -> None:
        """Hand over a file, or a pasted text. Raises OSError when the process is dead."""
        if not self.tasks:
            self._start_clock()
        self.tasks.append(task)
        self.connection.send((path, encoding))

    def take(self) -> tuple[int, Result] | None:
        """Receive what is there: a result, or None for the word that the worker is ready.

        Raises:
            EOFError, OSError: the process is dead.
        """
        answer = self.connection.recv()
        self._start_clock()
        if isinstance(answer, Ready):
            self.ready, self._guarded = True, answer.guarded
            return None
        result: Result = answer
        return self.tasks.popleft(), result

    @property
    def overdue(self) -> bool:
        """Whether the worker has had its time for the file, or for starting up."""
        return (not self.ready or bool(self.tasks)) and time.monotonic() > self._deadline

    @property
    def bloated(self) -> bool:
        """Whether it uses more memory than allowed; where the system itself sees to that, never."""
        if self._guarded or self._limits.memory is None or self._process.pid is None:
            return False
        return (used_memory(self._process.pid) or 0) > self._limits.memory

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _start_clock(self) -> None:
        self._deadline = time.monotonic() + self._limits.seconds


class Crew:
    """Parses files in worker processes; a result for each, by its place in the list of files.

    A worker that dies, hangs or takes too much memory costs the file that it worked on; the
    others that it had go to the next worker.
    """

    def __init__(
        self,
        files: Mapping[int, Path | Pasted],
        sizes: Mapping[int, int],
        limits: Limits,
        count: int,
        encodings: Mapping[str, str],
    ) -> None:
        self._files = files
        self._sizes = sizes
        self._limits = limits
        self._encodings = encodings
        self._waiting = deque(files)
        self._stamps: dict[int, FileStamp | None] = {}
        self._results: dict[int, Result] = {}
        # Bytes of the files that were given out and not fetched.
        self._bytes = 0
        self._count = min(count, len(files))
        self._workers: list[Worker] = []
        # Workers that died before they came up, since one last did.
        self._deaths = 0

    def has(self, task: int) -> bool:
        """Whether the result for a file is there."""
        return task in self._results

    def pop(self, task: int) -> Result:
        """Hand the result over, and let the workers go on meanwhile."""
        result = self._results.pop(task)
        stamp = self._stamps.pop(task, None)
        self._bytes -= self._sizes[task]
        self._dispatch(task + 1)
        return replace(result, stamp=stamp)

    def step(self, wanted: int) -> None:
        """Give out files, then wait a tick for news.

        Raises:
            NoReaders: workers do not come up here. No file is to blame for that.
        """
        while self._waiting and len(self._workers) < self._count:
            self._begin()
        self._dispatch(wanted)
        ready = wait([worker.connection for worker in self._workers], timeout=_TICK)
        for worker in [w for w in self._workers if w.connection in ready]:
            self._receive(worker)
        for worker in [w for w in self._workers if w.overdue]:
            self._lose(worker, _TIMED_OUT if worker.ready else _DIED)
        for worker in [w for w in self._workers if w.bloated]:
            self._lose(worker, OUT_OF_MEMORY)

    def _begin(self) -> None:
        """Start one more worker."""
        try:
            self._workers.append(Worker(self._limits))
        except OSError as error:
            raise NoReaders(_NO_READERS) from error

    def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _dispatch(self, wanted: int) -> None:
        """Give every worker what it has room for, in the order of the files."""
        for worker in sorted(self._workers, key=lambda worker: len(worker.tasks)):
            while worker.ready and self._waiting and self._may_give(worker, wanted):
                task = self._waiting.popleft()
                path = self._files[task]
                self._stamps[task] = stamp_of(path) if isinstance(path, Path) else None
                self._bytes += self._sizes[task]
                try:
                    worker.give(task, path, self._encodings.get(str(path)))
                except OSError:
                    self._lose(worker, _DIED)
                    break

    def _may_give(self, worker: Worker, wanted: int) -> bool:
        task = self._waiting[0]
        if not worker.tasks and task <= wanted:
            return True
        ahead = len(self._stamps)
        return (
            len(worker.tasks) < _IN_HAND
            and ahead < _FILES_AHEAD * self._count
            and self._bytes + self._sizes[task] <= _BYTES_AHEAD * self._count
        )

    def _receive(self, worker: Worker) -> None:
        """Take all that a worker has sent."""
        try:
            while True:
                answer = worker.take()
                if answer is not None:
                    task, self._results[task] = answer
                else:
                    self._deaths = 0
                if not worker.connection.poll():
                    return
        except (EOFError, OSError):
            self._lose(worker, _DIED)

    def _lose(self, worker: Worker, reason: Message) -> None:
        """Give a worker up. The file it had is lost; one that never came up had none."""
        tasks = worker.tasks
        if tasks:
            task = tasks.popleft()
            self._results[task] = FailedFile(str(self._files[task]), reason)
        for task in reversed(tasks):
            self._waiting.appendleft(task)
            self._stamps.pop(task)
            self._bytes -= self._sizes[task]
        worker.stop()
        self._workers.remove(worker)
        if not worker.ready:
            self._deaths += 1
            if self._deaths >= _DEATHS:
                raise NoReaders(_NO_READERS)
