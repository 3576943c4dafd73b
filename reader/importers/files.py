"""The files below the paths that the user named."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.errors import system_reason
from reader.importers.model import FailedFile
from reader.messages import Message, msg

# Lock files of office programs, and what systems leave in every folder.
_LOCK_PREFIXES = ("~$", ".~lock")
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

FolderKey = tuple[int, int]
Visit = tuple[Path, tuple[FolderKey, ...]]


def _never() -> bool:
    return False


def collect(
    paths: Iterable[Path], cancelled: Callable[[], bool] = _never
) -> Iterator[Path | FailedFile]:
    """Give the files in order: as named, and sorted by name within folders, recursively.

    Hidden files, lock files and system litter in folders are skipped; a file that the user names
    is always given. Linked folders are followed once; a link that leads back to a folder above
    it, also above the one that was named, and a folder that cannot be read, come as a
    `FailedFile`.
    """
    seen: set[str] = set()
    visited: set[FolderKey] = set()
    # Paths still to visit, the next one last, each with the folders above it.
    waiting: list[Visit] = []
    waiting.extend((path, _above(path)) for path in reversed(list(paths)))
    while waiting and not cancelled():
        path, above = waiting.pop()
        if os.path.isdir(path):
            try:
                waiting += _entries(path, above, visited)[::-1]
                continue
            except _Unusable as problem:
                item: Path | FailedFile = FailedFile(str(path), problem.reason)
        else:
            item = path
        if str(path) not in seen:
            seen.add(str(path))
            yield item


def _above(path: Path) -> tuple[FolderKey, ...]:
    """The folders above a path that the user named, as far as they can be seen."""
    found = []
    for folder in Path(os.path.abspath(path)).parents:
        with suppress(OSError, ValueError):
            status = folder.stat()
            found.append((status.st_dev, status.st_ino))
    return tuple(found)


class _Unusable(Exception):
    """A folder that cannot be visited."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _entries(folder: Path, above: tuple[FolderKey, ...], visited: set[FolderKey]) -> list[Visit]:
    """What a folder holds, sorted; nothing where it was visited before."""
    try:
        status = folder.stat()
        key = (status.st_dev, status.st_ino)
        if key in above:
            raise _Unusable(msg("文件夹链接指回自身，已跳过"))
        if key in visited:
            return []
        visited.add(key)
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise _Unusable(msg("无法打开文件夹：{reason}", reason=system_reason(error))) from error
    return [(folder / name, (*above, key)) for name in names if not is_litter(name)]


def is_litter(name: str) -> bool:
    """Whether systems and office programs left a file or folder of this name for themselves."""
    return name.startswith((".", *_LOCK_PREFIXES)) or name.lower() in _LITTER
