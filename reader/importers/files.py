"""The files below the paths that the user named."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.errors import system_reason
from reader.importers.folders import FolderKey, folder_key, folders_above
from reader.importers.model import FailedFile
from reader.messages import Message, msg
from reader.paths import reachable

# Lock files of office programs, and what systems leave in every folder.
_LOCK_PREFIXES = ("~$", ".~lock")
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

# What is above the folder in which a path stands, and above where links to it lead.
Visit = tuple[Path, frozenset[FolderKey]]


def _never() -> bool:
    return False


def collect(
    paths: Iterable[Path], cancelled: Callable[[], bool] = _never
) -> Iterator[Path | FailedFile]:
    """Give the files in order: as named, and sorted by name within folders, recursively.

    Hidden files, lock files, system litter, and what is no file (pipes, sockets, devices) are
    skipped in folders; a file that the user names is always given. Linked folders are followed
    once; a link that leads back to a folder above it, also above the one that was named or
    linked, and a folder that cannot be read, come as a `FailedFile`.
    """
    seen: set[str] = set()
    visited: set[FolderKey] = set()
    # Paths still to visit, the next one last.
    waiting: list[Visit] = []
    waiting.extend((path, folders_above(str(path))) for path in reversed(list(paths)))
    while waiting and not cancelled():
        path, above = waiting.pop()
        if os.path.isdir(reachable(path)):
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


class _Unusable(Exception):
    """A folder that cannot be visited."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _entries(folder: Path, above: frozenset[FolderKey], visited: set[FolderKey]) -> list[Visit]:
    """What a folder holds, sorted; nothing where it was visited before."""
    try:
        key = folder_key(str(folder), os.stat(reachable(folder)))
        if key in above or (folder.is_symlink() and _target(folder) in above):
            raise _Unusable(msg("文件夹链接指回自身，已跳过"))
        if key in visited:
            return []
        visited.add(key)
        if folder.is_symlink():
            above |= folders_above(str(folder))
        with os.scandir(reachable(folder)) as listing:
            names = sorted(entry.name for entry in listing if _is_wanted(entry))
    except OSError as error:
        raise _Unusable(msg("无法打开文件夹：{reason}", reason=system_reason(error))) from error
    below = above | {key}
    return [(folder / name, below) for name in names]


def _target(link: Path) -> FolderKey:
    """Where a link leads by its words: the numbers of folders in /proc change from look to look."""
    return os.path.normcase(os.path.realpath(link))


def _is_wanted(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a file or folder, or what cannot be told and will be said to be missing."""
    if is_litter(entry.name):
        return False
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def is_litter(name: str) -> bool:
    """Whether systems and office programs left a file or folder of this name for themselves."""
    return name.startswith((".", *_LOCK_PREFIXES)) or name.lower() in _LITTER
