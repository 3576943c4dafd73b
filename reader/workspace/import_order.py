"""What an import asks the importers for, and what it gets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Progress, UnchangedFile
from reader.importers.stamp import FileStamp

Outcome = ParsedFile | FailedFile | UnchangedFile
Cancelled = Callable[[], bool]
Told = Callable[[Progress], None]


def never() -> bool:
    """Nobody cancels."""
    return False


def silent(_progress: Progress) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class ImportOrder:
    """Files and folders to be read.

    `encodings` are those that the user chose for some files, by absolute path.
    `known(path, stamp)` gives a file back that need not be parsed; `cancelled` is asked several
    times a second, `progress` told before each result. All are called in the caller's thread.
    """

    paths: Sequence[Path]
    limits: Limits
    known: Callable[[str, FileStamp | None], UnchangedFile | None]
    cancelled: Cancelled
    progress: Told
    encodings: Mapping[str, str] = field(default_factory=dict)


# Results in the order of the files, in groups that are saved together.
Parse = Callable[[ImportOrder], Iterable[Sequence[Outcome]]]
