"""An import of many files: worker processes with limits, results in the files' order."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from reader.importers.crew import Crew
from reader.importers.files import collect
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Progress, UnchangedFile
from reader.importers.stamp import FileStamp, look, settled
from reader.importers.worker import Result

# The results that come together: what is there within this many seconds, and no more than this.
_GROUP_SECONDS = 0.25
_GROUP_FILES = 64
# The bytes of pictures in a group, about: all of a transaction is held in memory.
_GROUP_PICTURES = 16 * 1024 * 1024
# What a file costs beside its bytes, in bytes: opening it, saving it, telling of it.
_EACH = 20_000
# Another worker is worth its start from this many files on.
_FILES_A_WORKER = 40
_MOST_WORKERS = 3

_AS_FOUND: Mapping[str, str] = MappingProxyType({})

Item = Path | FailedFile | UnchangedFile
Outcome = Result | UnchangedFile
Known = Callable[[str, FileStamp | None], UnchangedFile | None]


def _never() -> bool:
    return False


def _silent(_progress: Progress) -> None:
    return None


def _unknown(_path: str, _stamp: FileStamp | None) -> UnchangedFile | None:
    return None


def workers_for(files: int) -> int:
    """How many workers an import of so many files is worth; half of the processors at most.

    The other half is for whoever reads and searches meanwhile, and for saving.
    """
    processors = (os.cpu_count() or 2) // 2
    return max(1, min(processors, _MOST_WORKERS, files // _FILES_A_WORKER))


class ImportSession:
    """Parses the files below `paths`; iterate once to get a result for each, in order.

    `known(path, stamp)` tells which files need not be parsed since they are unchanged;
    `encodings` are those that the user chose for some files, by path. With `workers` None there
    are as many as the files are worth. `cancelled` is asked several times a
    second; when it says so, the workers are killed and the iteration ends. `progress` is called
    in the caller's thread before each result is given. Neither files nor results are kept.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        limits: Limits | None = None,
        *,
        workers: int | None = 1,
        cancelled: Callable[[], bool] = _never,
        progress: Callable[[Progress], None] = _silent,
        known: Known = _unknown,
        encodings: Mapping[str, str] = _AS_FOUND,
    ) -> None:
        if workers is not None and workers < 1:
            raise ValueError("an import needs a worker")
        self._paths = list(paths)
        self._limits = limits or Limits()
        self._workers = workers
        self._is_cancelled = cancelled
        self._progress = progress
        self._known = known
        self._encodings = encodings
        self.cancelled = False

    def __iter__(self) -> Iterator[Outcome]:
        for group in self.groups():
            yield from group

    def groups(self) -> Iterator[list[Outcome]]:
        """The results in groups that are worth a transaction; the first one comes at once.

        A group holds what is there within a quarter of a second, at least one result.

        Raises:
            NoReaders: no worker comes up. Of the files that were not given nothing is known.
        """
        items = [self._examine(item) for item in collect(self._paths, self._is_cancelled)]
        course = _Course(items)
        files = {n: item for n, (item, _) in enumerate(items) if isinstance(item, Path)}
        count = self._workers or workers_for(len(files))
        sizes = {n: items[n][1] for n in files}
        crew = Crew(files, sizes, self._limits, count, self._encodings)
        try:
            while course.done < len(items) and not self._should_stop():
                if group := self._group(course, crew):
                    yield group
            self._should_stop()
        finally:
            crew.stop()

    def _examine(self, item: Path | FailedFile) -> tuple[Item, int]:
        """A file that has to be parsed, or what is known of it; and its size in bytes."""
        if isinstance(item, FailedFile):
            return item, 0
        seen = look(item)
        return self._known(str(item), settled(seen)) or item, seen.size if seen else 0

    def _group(self, course: "_Course", crew: Crew) -> list[Outcome]:
        group: list[Outcome] = []
        most = _GROUP_FILES if course.done else 1
        until = time.monotonic() + _GROUP_SECONDS
        pictures = 0
        while len(group) < most and course.done < len(course.items) and not self._should_stop():
            item, _ = course.items[course.done]
            if not isinstance(item, Path):
                result: Outcome = item
            elif crew.has(course.done):
                result = crew.pop(course.done)
            elif group and time.monotonic() > until:
                break
            else:
                crew.step(course.done)
                continue
            group.append(result)
            self._progress(course.step(result.path))
            pictures += _picture_bytes(result)
            if pictures > _GROUP_PICTURES:
                break
        return group

    def _should_stop(self) -> bool:
        self.cancelled = self.cancelled or self._is_cancelled()
        return self.cancelled


def _picture_bytes(outcome: Outcome) -> int:
    if not isinstance(outcome, ParsedFile):
        return 0
    shown = {p.key: len(p.data) for document in outcome.documents for p in document.pictures}
    return sum(shown.values())


class _Course:
    """The files of an import, and how far it is."""

    def __init__(self, items: list[tuple[Item, int]]) -> None:
        self.items = items
        self.done = 0
        self._work = 0
        self._whole = sum(map(self._cost, range(len(items))))

    def step(self, path: str) -> Progress:
        """Count the next file as done."""
        self._work += self._cost(self.done)
        self.done += 1
        return Progress(self.done, len(self.items), path, (self._work, self._whole))

    def _cost(self, number: int) -> int:
        item, size = self.items[number]
        return size + _EACH if isinstance(item, Path) else 0
