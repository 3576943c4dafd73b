"""Values of watched folders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reader.messages import Message


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a folder's listing tells of a file: bytes, and the time of its last change in ns."""

    size: int
    mtime_ns: int


class FileState(StrEnum):
    """What is known of a file: read, could not be read as it is, or no longer there."""

    PRESENT = "present"
    FAILED = "failed"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when it was looked at last.

    `content` tells its bytes from all others; `documents` are the ids of what it gave, in its
    order, and of a file that could not be read, of what it gave before; `reason` is why it
    could not be read, `readers` the version of the importers that tried. `declined`: the user
    took all of its documents out of the library.
    """

    path: str
    stamp: Stamp
    content: str
    state: FileState
    documents: tuple[str, ...] = ()
    reason: Message | None = None
    readers: int = 0
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the user wants kept in step.

    `only` are patterns of file names ("*.docx"; none = all), `without` patterns of names of
    files and folders that are left out. `checked` is the ISO time in UTC of the last look,
    `trouble` why the folder could not be reached then. `mounts` are the places in it, and
    perhaps itself, where another disk or share was found.
    """

    path: str
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    paused: bool = False
    checked: str | None = None
    trouble: Message | None = None
    mounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """A place that could not be looked at: what is known of it stays as it is."""

    path: str
    reason: Message


@dataclass(frozen=True, slots=True)
class There:
    """What was found in the watched folders.

    `troubles` tells of folders that could not be reached as a whole; `folders` are all that
    were visited, the outer ones first; `mounts` by watched folder.
    """

    files: Mapping[str, Stamp]
    folders: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    troubles: Mapping[str, Message] = field(default_factory=dict)
    mounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a path that is not settled: its stamp (None = it was missing), since when.

    `since` is in seconds of the clock of the looks.
    """

    stamp: Stamp | None
    since: float


@dataclass(frozen=True, slots=True)
class Content:
    """A file that is to be read, or whose bytes are known: its stamp and its content."""

    path: str
    stamp: Stamp
    content: str


@dataclass(frozen=True, slots=True)
class Move:
    """The content that stood at one path stands at another now."""

    before: str
    now: Content


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from what was known.

    `new` and `changed` are to be read. `same` have a new stamp, or are there again, and need not
    be read: the content is the one that was known of them, or nobody wants it. `copies` hold what
    a known file (`before`) holds. `vanished` are gone, `unreadable` could not be opened;
    `waiting` are being written, or have only just gone: the next look tells.
    """

    unchanged: int
    new: tuple[Content, ...]
    changed: tuple[Content, ...]
    same: tuple[Content, ...]
    moved: tuple[Move, ...]
    copies: tuple[Move, ...]
    vanished: tuple[str, ...]
    unreadable: tuple[Hidden, ...]
    waiting: Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class LostText:
    """A document whose file is gone; `since` is ISO in UTC, `kept`: the user knows and keeps it."""

    document: str
    path: str
    since: str
    kept: bool
