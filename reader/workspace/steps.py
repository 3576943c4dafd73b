"""What the workspace tells of watched folders."""

from dataclasses import dataclass

from reader.watching.model import Folder, Hidden


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """A watched folder with what is known of it.

    `files` were read, `documents` came from them. `problems` are files and places that could not
    be read; `declined` the files whose documents the user took out of the library.
    """

    folder: Folder
    files: int
    documents: int
    problems: tuple[Hidden, ...]
    declined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostDocument:
    """A document whose file, at `path`, is gone; `since` is ISO in UTC."""

    document: str
    title: str
    path: str
    since: str


@dataclass(frozen=True, slots=True)
class StepReport:
    """What a check of the watched folders did.

    `imported` and `updated` are ids of documents, `failed` the files that could not be read for
    the first time, `moved` how many files were found elsewhere, `lost` how many documents lost
    their file, `unreachable` the folders that could not be reached for a new reason. `checked`
    tells whether there was anything to look at; `folders` were visited, the outer ones first.
    `seconds` is how long the look took; `again_after` is when to look again for files that are
    being written, in seconds.
    """

    imported: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    failed: tuple[Hidden, ...] = ()
    moved: int = 0
    lost: int = 0
    unreachable: tuple[Hidden, ...] = ()
    checked: bool = False
    folders: tuple[str, ...] = ()
    seconds: float = 0.0
    again_after: float | None = None
    cancelled: bool = False

    @property
    def changed_texts(self) -> bool:
        """Whether the documents, or where they come from, are others now."""
        return bool(self.imported or self.updated or self.moved or self.lost)
