"""Which files a watched folder takes: by the names of files and of the folders they stand in."""

import os
import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from functools import cache

from reader.importers.files import is_litter
from reader.importers.registry import FORMATS
from reader.watching.model import Folder

# Files that a program has not finished with, or keeps beside the one that people mean.
_UNFINISHED = ("~*.tmp", "*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.download")
_KEPT_BESIDE = ("*~", "~wrl*", "*.wbk", "*.asd")


class Scope:
    """The watched folders by their paths. Inside a folder that is watched itself, that one counts.

    A folder that is paused takes nothing.
    """

    def __init__(self, folders: Iterable[Folder]) -> None:
        self._folders = {folder.path: folder for folder in folders}
        self._wanted = {path: _pattern(f.only or readable()) for path, f in self._folders.items()}
        self._refused = {path: _pattern(f.without) for path, f in self._folders.items()}

    def home(self, path: str) -> Folder | None:
        """The innermost watched folder that a path stands in, or that it is."""
        while True:
            if path in self._folders:
                return self._folders[path]
            above = os.path.dirname(path)
            if above == path:
                return None
            path = above

    def watches(self, path: str) -> bool:
        """Whether a folder is watched by itself."""
        return path in self._folders

    def takes_file(self, folder: Folder, name: str) -> bool:
        """Whether a watched folder takes a file of this name."""
        plain = name.casefold()
        if is_litter(name) or _UNSETTLED.match(plain):
            return False
        return bool(self._wanted[folder.path].match(plain)) and not self._refuses(folder, plain)

    def enters(self, folder: Folder, name: str) -> bool:
        """Whether a watched folder goes on into one of this name."""
        return not is_litter(name) and not self._refuses(folder, name.casefold())

    def covers(self, path: str) -> bool:
        """Whether a file of this path would be taken, were it there."""
        folder = self.home(os.path.dirname(path))
        if folder is None or folder.paused:
            return False
        *above, name = os.path.relpath(path, folder.path).split(os.sep)
        return self.takes_file(folder, name) and all(self.enters(folder, part) for part in above)

    def _refuses(self, folder: Folder, plain: str) -> bool:
        return bool(self._refused[folder.path].match(plain))


def is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder or stands somewhere in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


@cache
def readable() -> tuple[str, ...]:
    """Patterns of the names of all files that can be read."""
    return tuple(sorted(f"*{ending}" for kind in FORMATS for ending in kind.endings))


def _pattern(patterns: Sequence[str]) -> "re.Pattern[str]":
    """One expression for all patterns; without any it matches nothing."""
    if not patterns:
        return re.compile(r"(?!)")
    return re.compile("|".join(translate(pattern.casefold()) for pattern in patterns))


_UNSETTLED = _pattern((*_UNFINISHED, *_KEPT_BESIDE))
