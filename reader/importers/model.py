"""Values of an import."""

from dataclasses import dataclass

from reader.documents.model import Document
from reader.importers.stamp import FileStamp
from reader.messages import Message


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one file gave: one document or several, and what the user should know of it.

    `stamp` is how the file looked before it was read; the session puts it in.
    """

    path: str
    format: str
    encoding: str | None
    documents: tuple[Document, ...]
    warnings: tuple[Message, ...] = ()
    stamp: FileStamp | None = None


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be brought in, with one line that says why and what to do.

    `blameless`: nothing is known to be wrong with the file, the library could not take it.
    """

    path: str
    reason: Message
    stamp: FileStamp | None = None
    blameless: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` files, the last of them `path`.

    `work` tells how much of all there was to do is done, in bytes and with something for each
    file; files that passed as unchanged cost nothing and count in neither number.
    """

    done: int
    total: int
    path: str
    work: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A row of the report. `status` is imported, updated or unchanged."""

    path: str
    document: str
    title: str
    format: str
    encoding: str | None
    paragraphs: int
    characters: int
    status: str
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, by file. `cancelled` tells that it was stopped on the way."""

    documents: tuple[ImportedDocument, ...]
    failed: tuple[FailedFile, ...]
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class UnchangedFile:
    """A file that looks as it did when it was imported; it was not parsed again."""

    path: str
    documents: tuple[ImportedDocument, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """An import that did not come to its end: what was asked for, and the files still to do.

    `left` is None when it ended before the files were counted.
    """

    job: int
    paths: tuple[str, ...]
    left: int | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text from the clipboard: plain, and with its layout as HTML where it has one."""

    text: str
    html: str = ""

    def __len__(self) -> int:
        return len(self.html or self.text)

    def __str__(self) -> str:
        return "pasted:"
