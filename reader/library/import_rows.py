"""The rows in which an import tells of the documents of a file."""

from collections.abc import Iterable, Sequence

from reader.documents.record import DocumentRecord
from reader.importers.model import ImportedDocument
from reader.library.correcting import UNCHANGED, Saved
from reader.messages import Message


def reports(
    path: str, saved: Sequence[Saved], warnings: tuple[Message, ...]
) -> list[ImportedDocument]:
    """A row for each document; what is to be known of the file stands with the first."""
    return [
        _report(path, record, status, () if place else warnings)
        for place, (record, status) in enumerate(saved)
    ]


def unchanged(path: str, records: Iterable[DocumentRecord]) -> tuple[ImportedDocument, ...]:
    """The rows of a file that need not be read again, for the documents that it gave."""
    return tuple(_report(path, record, UNCHANGED, ()) for record in records)


def _report(
    path: str, record: DocumentRecord, status: str, warnings: tuple[Message, ...]
) -> ImportedDocument:
    return ImportedDocument(
        path=path,
        document=record.document,
        title=record.metadata.title,
        format=record.format,
        encoding=record.encoding,
        paragraphs=record.paragraphs,
        characters=record.characters,
        status=status,
        warnings=warnings,
    )
