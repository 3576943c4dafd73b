"""Pictures that a page or a Markdown file names: files in its own folder tree.

Nothing is ever fetched, and no name leads out of the folder of the document: not by `..`, not by
an absolute path, not by a symbolic link.
"""

import os
import re
import stat
from pathlib import Path
from urllib.parse import unquote_to_bytes

_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_TAIL = re.compile(r"[?#]")
# A pipe would be waited for; a link that was put in place meanwhile is not followed.
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class LocalPictures:
    """The pictures beside the file at `path`."""

    def __init__(self, path: Path) -> None:
        self._folder = path.absolute().parent

    def address(self, source: str) -> str:
        """Sources are kept apart as they stand."""
        return source

    def read(self, address: str, most: int) -> bytes | None:
        """The bytes of a picture, `most` and one more at the longest; None where there is none."""
        found = (self._read_file(name, most) for name in _names(address))
        return next((data for data in found if data is not None), None)

    def _read_file(self, name: str, most: int) -> bytes | None:
        try:
            folder = self._folder.resolve()
            target = (folder / name).resolve()
            if not target.is_relative_to(folder):
                return None
            return _read_regular(target, most)
        except (OSError, ValueError, RuntimeError):
            # No such file, not ours to read, a name that no file can have, or a circle of links.
            return None


def _names(source: str) -> list[str]:
    """The names inside the folder that a source may mean: it may be quoted, or end in a query."""
    plain = _TAIL.split(source, maxsplit=1)[0]
    names = (*_unquoted(plain), *_unquoted(source), source)
    slashed = (name.replace("\\", "/") for name in names)
    return [
        name
        for name in dict.fromkeys(slashed)
        if name and not name.startswith("/") and not _SCHEME.match(name)
    ]


def _unquoted(text: str) -> tuple[str, str]:
    """Old browsers quote the bytes of the system's own encoding."""
    raw = unquote_to_bytes(text)
    return raw.decode("utf-8", "replace"), raw.decode("gb18030", "replace")


def _read_regular(target: Path, most: int) -> bytes | None:
    descriptor = os.open(target, _OPEN | _BINARY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(most + 1)
