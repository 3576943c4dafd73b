"""Looks through the watched folders: listings only, no file is opened.

A place that cannot be looked at is no proof that its files are gone: a disk that was taken out,
a share that does not answer, a folder without permission. Such places are told apart here.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from reader.errors import system_reason
from reader.importers.folders import FolderKey, folder_key, folders_above
from reader.messages import Message, msg
from reader.paths import reachable
from reader.watching.model import Folder, Hidden, Stamp, There
from reader.watching.scope import Scope, is_within

_NOT_THERE = msg("文件夹不在：它可能改了名、移走了，或者所在的磁盘、共享没有连上")
_EMPTY = msg("文件夹是空的，原来的文件都不在：所在的磁盘或共享可能没有连上")
_OTHER_DISK = msg("原来在这里的磁盘或共享没有连上")
_NO_FOLDER = msg("这不是文件夹")

_IN_THE_CLOUD = msg("文件还在云端，没有下载到这台电脑")

# Of Windows (learn.microsoft.com, "File Attribute Constants"); the last one is not in `stat`.
_HIDDEN_ATTRIBUTE = stat.FILE_ATTRIBUTE_HIDDEN
_CLOUD_ATTRIBUTES = stat.FILE_ATTRIBUTE_OFFLINE | 0x400000

# A folder to enter, the disk of the one that it stands in, and what is above it.
Visit = tuple[str, int, frozenset[FolderKey]]


class Cancelled(Exception):
    """Somebody asked to stop."""


def walk(
    folders: Iterable[Folder],
    *,
    inhabited: Collection[str] = (),
    leave_out: Collection[str] = (),
    cancelled: Callable[[], bool] = lambda: False,
) -> There:
    """List the files that the folders take, with their stamps.

    Links to folders are followed, each folder once; one that leads to a folder above it, also
    above a watched or a linked folder, is left out: nobody who watches a folder asks for what
    lies around it.

    Args:
        folders: the watched folders; those that are paused are left out.
        inhabited: the watched folders that held files before: these are not believed to be
            empty.
        leave_out: folders that are never entered.
        cancelled: asked now and then.

    Raises:
        Cancelled: it said so.
    """
    folders = tuple(folders)
    look = _Look(Scope(folders), frozenset(leave_out), cancelled)
    insides = [_Inside(look, folder) for folder in folders if not folder.paused]
    for inside in insides:
        inside.begin(inside.folder.path in inhabited)
    # Links come last: a file is known by its own place rather than by that of a link.
    for inside in insides:
        inside.follow_links()
    return _found([inside for inside in insides if inside.ends_well()], insides)


def _found(sound: "list[_Inside]", insides: "list[_Inside]") -> There:
    entered = [path for inside in sound for path in inside.entered]
    return There(
        files={path: stamp for inside in sound for path, stamp in inside.files.items()},
        folders=tuple(sorted(entered, key=lambda path: (path.count(os.sep), path))),
        hidden=tuple(hidden for inside in sound for hidden in inside.hidden),
        troubles={i.folder.path: i.trouble for i in insides if i.trouble is not None},
        mounts={inside.folder.path: tuple(inside.mounts) for inside in sound},
    )


@dataclass
class _Look:
    """What is common to one look at all folders."""

    scope: Scope
    leave_out: frozenset[str]
    cancelled: Callable[[], bool]
    visited: set[FolderKey] = field(default_factory=set)


class _Inside:
    """The look through one watched folder."""

    def __init__(self, look: _Look, folder: Folder) -> None:
        self._look = look
        self.folder = folder
        self.trouble: Message | None = None
        self.files: dict[str, Stamp] = {}
        self.entered: list[str] = []
        self.hidden: list[Hidden] = []
        self.mounts: list[str] = []
        self._waiting: list[Visit] = []
        self._links: list[Visit] = []

    def begin(self, inhabited: bool) -> None:
        """Look through all but what is linked."""
        path = self.folder.path
        try:
            above = os.stat(reachable(os.path.dirname(path))).st_dev
            here = os.stat(reachable(path))
            self.trouble = self._wrong(here, above, inhabited)
        except OSError as error:
            self.trouble = _reason(error)
        if self.trouble is None:
            self._waiting.append((path, above, folders_above(path)))
            self._go_on(self._waiting)

    def follow_links(self) -> None:
        """Look through the linked folders, and what they link to."""
        while self._links:
            path, disk, above = self._links.pop()
            self._waiting.append((path, disk, above | folders_above(path)))
            self._go_on(self._waiting)

    def ends_well(self) -> bool:
        """Whether the look counts: not if the folder went away meanwhile."""
        if self.trouble is None:
            try:
                os.stat(reachable(self.folder.path))
            except OSError as error:
                self.trouble = _reason(error)
        self._miss_mounts()
        return self.trouble is None

    def _wrong(self, here: os.stat_result, above: int, inhabited: bool) -> Message | None:
        path = self.folder.path
        if not stat.S_ISDIR(here.st_mode):
            return _NO_FOLDER
        if path in self.folder.mounts and here.st_dev == above:
            return _OTHER_DISK
        names = os.listdir(path)
        if inhabited and not any(self._look.scope.enters(self.folder, name) for name in names):
            return _EMPTY
        return None

    def _go_on(self, waiting: list[Visit]) -> None:
        while waiting:
            if self._look.cancelled():
                raise Cancelled
            self._enter(*waiting.pop())

    def _enter(self, path: str, disk: int, above: frozenset[FolderKey]) -> None:
        """List one folder; `disk` is that of the one in which it stands."""
        try:
            here = os.stat(reachable(path))
            key = folder_key(path, here)
            if key in self._look.visited or key in above:
                return
            if here.st_dev != disk:
                self.mounts.append(path)
            elif path in self.folder.mounts:
                return
            with os.scandir(reachable(path)) as listing:
                entries = list(listing)
        except FileNotFoundError:
            return
        except OSError as error:
            self.hidden.append(Hidden(path, system_reason(error)))
            return
        self._look.visited.add(key)
        self.entered.append(path)
        below = above | {key}
        for entry in entries:
            self._take(entry, (os.path.join(path, entry.name), here.st_dev, below))

    def _take(self, entry: "os.DirEntry[str]", visit: Visit) -> None:
        try:
            if entry.is_dir():
                self._note_folder(entry, visit)
            elif self._look.scope.takes_file(self.folder, entry.name):
                status = entry.stat()
                if stat.S_ISREG(status.st_mode):
                    self._take_file(visit[0], status)
        except FileNotFoundError:
            # Gone since the listing, or a link to nothing.
            return
        except OSError as error:
            self.hidden.append(Hidden(visit[0], system_reason(error)))

    def _take_file(self, path: str, status: os.stat_result) -> None:
        attributes: int = getattr(status, "st_file_attributes", 0)
        if attributes & _CLOUD_ATTRIBUTES:
            # To read it would fetch it.
            self.hidden.append(Hidden(path, _IN_THE_CLOUD))
        elif not attributes & _HIDDEN_ATTRIBUTE:
            self.files[path] = Stamp(status.st_size, status.st_mtime_ns)

    def _note_folder(self, entry: "os.DirEntry[str]", visit: Visit) -> None:
        scope = self._look.scope
        left_out = visit[0] in self._look.leave_out or scope.watches(visit[0])
        if left_out or not scope.enters(self.folder, entry.name):
            return
        (self._links if entry.is_symlink() else self._waiting).append(visit)

    def _miss_mounts(self) -> None:
        """A disk or share that was here before, and is not now."""
        for path in self.folder.mounts:
            inside = any(is_within(path, hidden.path) for hidden in self.hidden)
            if path not in self.mounts and not inside:
                self.mounts.append(path)
                self.hidden.append(Hidden(path, _OTHER_DISK))


def _reason(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return _NOT_THERE
    return msg("无法打开文件夹：{reason}", reason=system_reason(error))
