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
    """A file that could not be brought in, with one line that says why and what to do."""

    path: str
    reason: Message
    stamp: FileStamp | None = None


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
