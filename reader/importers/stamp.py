"""What a file looks like from outside: enough to know it again without reading it."""

import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.paths import reachable

READERS = 3
"""The version of what the importers make of a file.

Raise it with every change after which some file gives another text, structure or metadata: all
files are then parsed once more when they are imported again, instead of passing as unchanged.
"""

SETTLED_NS = 2_000_000_000
"""How old the last change of a file must be before its stamp means anything, in nanoseconds.

File systems note times in steps of up to two seconds (FAT): a file that is edited twice within a
step, with the same size, looks the same after both.
"""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Size in bytes, and the times of the last change of content and of the file's entry in ns.

    `changed` is st_ctime_ns: where the system counts it (not on Windows) it tells an edit whose
    time was set back, and a file that another one has replaced.
    """

    size: int
    modified: int
    changed: int


def look(path: Path | str) -> FileStamp | None:
    """How a regular file looks now; None where there is none. Never raises because of the file."""
    try:
        found = os.stat(reachable(path))
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return FileStamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def stamp_of(path: Path | str, now: Callable[[], int] = time.time_ns) -> FileStamp | None:
    """The stamp by which a file may be known again; take it before the file is read.

    None where there is no such file, and where it was changed so lately that an edit after the
    reading might leave the stamp as it is: such a file has to be read again.
    """
    return settled(look(path), now)


def settled(stamp: FileStamp | None, now: Callable[[], int] = time.time_ns) -> FileStamp | None:
    """The stamp, None where it was taken too soon after the last change; see `stamp_of`."""
    if stamp is None or now() - stamp.modified <= SETTLED_NS:
        return None
    return stamp
