"""The texts of a library as they are read: documents, their contents, the record of changes."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.documents.model import Document, Kind, Paragraph, Passage, Section
from reader.documents.record import DocumentRecord, is_pasted
from reader.library import rows
from reader.library.database import Database
from reader.library.originals import OriginalStore
from reader.library.pictures import PictureStore

if TYPE_CHECKING:
    from index.model import Change

# SQLite before 3.32 takes at most 999 parameters in a statement.
_AT_ONCE = 500


class TextReader:
    """Documents by their ids. A document that does not exist has no record and no paragraphs."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.pictures = PictureStore(database)
        self.originals = OriginalStore(database)

    @property
    def library(self) -> str:
        """The id of the library: 32 hex digits, given when it was made; copies keep it."""
        row = self.database.row("SELECT value FROM property WHERE name = 'library'")
        with self.database.decoding():
            if row is None:
                raise LookupError("library")
            return str(row[0])

    # Documents

    def records(self) -> tuple[DocumentRecord, ...]:
        """All documents in the order of their first import."""
        return self._records("ORDER BY number")

    def record(self, document_id: str) -> DocumentRecord | None:
        """One document, or None."""
        found = self._records("WHERE id = ?", document_id)
        return found[0] if found else None

    def by_path(self, path: str) -> tuple[DocumentRecord, ...]:
        """The documents of a file, in the order in which they stand in it."""
        return self._records("WHERE path = ? ORDER BY part, number", stored_path(path))

    def by_fingerprint(self, fingerprint: str) -> tuple[DocumentRecord, ...]:
        """The documents with this text: one, or more where an edit made two of them alike."""
        return self._records("WHERE fingerprint = ? ORDER BY number", fingerprint)

    def places(self) -> dict[str, str]:
        """The path that each document came from, by its id; nothing else is read."""
        found = self.database.rows("SELECT id, path FROM document")
        return {document: os.fsdecode(path) for document, path in found}

    def removed(self) -> frozenset[str]:
        """The ids of all documents that were here once and were taken out."""
        found = self.database.rows("SELECT document FROM change WHERE removed <> 0")
        return frozenset(document for (document,) in found)

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """All paragraphs of a document."""
        found = self.database.rows(
            f"SELECT {rows.PARAGRAPH} FROM paragraph WHERE document = {_KEY} ORDER BY number",
            (document_id,),
        )
        with self.database.decoding():
            return tuple(rows.paragraph(row) for row in found)

    def texts(self, pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The texts of many paragraphs by (document, paragraph); unknown ones are left out."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for document_id, number in pairs:
            wanted[document_id].append(number)
        found: dict[tuple[str, int], str] = {}
        with self.database.snapshot():
            for document_id, numbers in wanted.items():
                for part in _portions(numbers):
                    for number, text in self.database.rows(
                        f"SELECT number, text FROM paragraph WHERE document = {_KEY}"
                        f" AND number IN ({_marks(part)})",
                        (document_id, *part),
                    ):
                        found[document_id, number] = text
        return found

    def lengths(self) -> Iterator[tuple[str, int, int]]:
        """(document, paragraph, characters) of all searchable text, documents in order.

        Read a few documents at a time, of one state of the library.
        """
        with self.database.snapshot():
            documents = self.database.rows("SELECT number, id FROM document ORDER BY number")
            for start in range(0, len(documents), _AT_ONCE):
                part: dict[int, str] = dict(documents[start : start + _AT_ONCE])
                found = self.database.rows(
                    "SELECT document, number, length(text) FROM paragraph"
                    " WHERE document BETWEEN ? AND ? AND kind <> ? ORDER BY document, number",
                    (min(part), max(part), Kind.JUNK.value),
                )
                for document, number, length in found:
                    yield part[document], number, length

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """The document's own outline in reading order."""
        found = self.database.rows(
            'SELECT level, title, paragraph, start, "end" FROM section'
            f" WHERE document = {_KEY} ORDER BY position",
            (document_id,),
        )
        with self.database.decoding():
            return tuple(Section(*row) for row in found)

    def headings(self) -> tuple[Passage, ...]:
        """The headings of all documents as passages, in the order of the documents."""
        found = self.database.rows(
            'SELECT document.id, paragraph, start, "end", section.title FROM section'
            " JOIN document ON document.number = section.document"
            " ORDER BY section.document, position"
        )
        with self.database.decoding():
            return tuple(Passage(*row) for row in found)

    def document(self, document_id: str) -> Document | None:
        """The whole document as it was imported, its pictures with their data."""
        with self.database.snapshot():
            record = self.record(document_id)
            if record is None:
                return None
            paragraphs = self.paragraphs(document_id)
            sections = self.sections(document_id)
            pictures = self.pictures.whole(document_id)
        with self.database.decoding():
            return Document(record.metadata, paragraphs, sections, pictures)

    def changes_since(self, sequence: int) -> "tuple[Change, ...]":
        """What happened after that change record: the latest change of each document."""
        from index.model import Change

        found = self.database.rows(
            "SELECT sequence, document, removed FROM change WHERE sequence > ? ORDER BY sequence",
            (sequence,),
        )
        return tuple(Change(number, document, bool(removed)) for number, document, removed in found)

    def last_sequence(self) -> int:
        """The number of the last change record, 0 for a library that never held a text."""
        row = self.database.row("SELECT max(sequence) FROM change")
        return (row[0] if row else None) or 0

    def damaged(self) -> tuple[str, ...]:
        """Documents whose stored text is not the text that was imported (damage on the disk)."""
        return tuple(
            record.document
            for record in self.records()
            if rows.fingerprint(self.paragraphs(record.document)) != record.fingerprint
        )

    # Inside

    def _records(self, clause: str, *parameters: str | bytes) -> tuple[DocumentRecord, ...]:
        found = self.database.rows(f"SELECT {rows.RECORD} FROM document {clause}", parameters)
        with self.database.decoding():
            return tuple(rows.record(row) for row in found)


_KEY = "(SELECT number FROM document WHERE id = ?)"


def stored_path(path: str) -> str | bytes:
    """A path as it is noted: whole, but for a pasted text, which has none."""
    return rows.path_value(path if is_pasted(path) else os.path.abspath(path))


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _AT_ONCE):
        yield numbers[first : first + _AT_ONCE]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
