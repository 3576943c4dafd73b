"""The texts of a library, and the record of their changes that the index follows.

Every change of a text and its change record are one transaction. Several calls inside
`database.transaction()` are one transaction as well.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.documents.model import Document, Kind, Paragraph, Passage, Section
from reader.documents.record import DocumentRecord, Origin, is_pasted
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.originals import OriginalStore
from reader.library.pictures import PictureStore

if TYPE_CHECKING:
    from index.model import Change
    from reader.library.leaving import Leave
    from reader.library.withdrawn import Withdrawn

_ID_LENGTH = 16
# SQLite before 3.32 takes at most 999 parameters in a statement.
_AT_ONCE = 500


class TextStore:
    """Documents by their ids. A document that does not exist has no record and no paragraphs."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self.database = database
        self.pictures = PictureStore(database)
        self.originals = OriginalStore(database)
        self._clock = clock

    @property
    def library(self) -> str:
        """The id of the library: 32 hex digits, given when it was made; copies keep it."""
        row = self.database.row("SELECT value FROM property WHERE name = 'library'")
        with self.database.decoding():
            if row is None:
                raise LookupError("library")
            return str(row[0])

    # Reading

    def records(self) -> tuple[DocumentRecord, ...]:
        """All documents in the order of their first import."""
        return self._records("ORDER BY number")

    def record(self, document_id: str) -> DocumentRecord | None:
        """One document, or None."""
        found = self._records("WHERE id = ?", document_id)
        return found[0] if found else None

    def by_path(self, path: str) -> tuple[DocumentRecord, ...]:
        """The documents of a file, in the order in which they stand in it."""
        return self._records("WHERE path = ? ORDER BY part, number", _stored_path(path))

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

    # Writing

    def add(
        self, document: Document, origin: Origin, document_id: str | None = None
    ) -> DocumentRecord:
        """Save a new document; it gets its id, or the free one that is given."""
        document = rows.storable(document)
        with self.database.transaction():
            document_id = document_id or self.new_id(document.fingerprint)
            key = self.database.insert(
                f"INSERT INTO document ({rows.RECORD}, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (document_id, *self._columns(document, origin)),
            )
            self._put_contents(key, document)
            self._record_change(document_id, removed=False)
        return self._known(document_id)

    def replace(self, document_id: str, document: Document, origin: Origin) -> bool:
        """Give a known document what its file holds now; False if that is what it has.

        A new origin alone is noted without a change record. Raises KeyError for an unknown id.
        """
        document = rows.storable(document)
        with self.database.transaction():
            row = self.database.row(
                "SELECT number, digest FROM document WHERE id = ?", (document_id,)
            )
            if row is None:
                raise KeyError(document_id)
            key, digest = row
            if digest == rows.digest(document):
                self._note_origin(key, origin)
                return False
            self.database.execute("DELETE FROM paragraph WHERE document = ?", (key,))
            self.database.execute("DELETE FROM section WHERE document = ?", (key,))
            self.database.execute(
                "UPDATE document SET title = ?, author = ?, source = ?, date = ?, genre = ?,"
                " paper_number = ?, issuer = ?, classification = ?,"
                " path = ?, part = ?, format = ?, encoding = ?, paragraphs = ?, characters = ?,"
                " fingerprint = ?, imported = ?, digest = ? WHERE number = ?",
                (*self._columns(document, origin), key),
            )
            self._put_contents(key, document)
            self._record_change(document_id, removed=False)
        return True

    def remove(self, document_ids: Iterable[str]) -> tuple[str, ...]:
        """Remove documents; the ids of those that were there."""
        removed = []
        document_ids = tuple(document_ids)
        with self.database.transaction():
            self._leave(document_ids)
            for document_id in document_ids:
                row = self.database.row("SELECT number FROM document WHERE id = ?", (document_id,))
                if row is not None:
                    shown = self.pictures.used_by(row[0])
                    self.database.execute("DELETE FROM document WHERE number = ?", row)
                    self.pictures.drop_unused(shown)
                    self._record_change(document_id, removed=True)
                    removed.append(document_id)
        return tuple(removed)

    def withdraw(self, document_ids: Iterable[str]) -> "tuple[Withdrawn, ...]":
        """Remove documents, and hold what brings those back that were there."""
        from reader.library import withdrawn

        held = []
        with self.database.transaction():
            tables = withdrawn.tables_of(self.database)
            pictures: dict[str, bytes] = {}
            for document_id in document_ids:
                packed = withdrawn.pack(self.database, tables, document_id, pictures)
                if packed is not None:
                    held.append(packed)
            documents = [item.document for item in held]
            leaves = self._leave(documents)
            self.remove(documents)
        return withdrawn.with_leaves(held, leaves)

    def restore(self, items: "Iterable[Withdrawn]") -> tuple[str, ...]:
        """Bring withdrawn documents back as they were; the ids of those that were still gone."""
        from reader.library import withdrawn

        items = tuple(items)
        restored = []
        with self.database.transaction():
            tables = withdrawn.tables_of(self.database)
            for item in items:
                if withdrawn.unpack(self.database, tables, item):
                    self._record_change(item.document, removed=False)
                    restored.append(item.document)
            self._come_back(items, restored)
        return tuple(restored)

    def move(self, document_id: str, path: str) -> None:
        """Note that the document's file stands elsewhere now."""
        with self.database.transaction():
            self.database.execute(
                "UPDATE document SET path = ? WHERE id = ?", (_stored_path(path), document_id)
            )

    # Inside

    def _records(self, clause: str, *parameters: str | bytes) -> tuple[DocumentRecord, ...]:
        found = self.database.rows(f"SELECT {rows.RECORD} FROM document {clause}", parameters)
        with self.database.decoding():
            return tuple(rows.record(row) for row in found)

    def _known(self, document_id: str) -> DocumentRecord:
        record = self.record(document_id)
        if record is None:
            raise KeyError(document_id)
        return record

    def _columns(self, document: Document, origin: Origin) -> tuple[str | bytes | int | None, ...]:
        metadata = document.metadata
        return (
            metadata.title,
            metadata.author,
            metadata.source,
            metadata.date,
            metadata.genre.value,
            metadata.number,
            metadata.issuer,
            metadata.classification,
            *_origin_row(origin),
            len(document.paragraphs),
            document.characters,
            document.fingerprint,
            self._clock(),
            rows.digest(document),
        )

    def _put_contents(self, key: int, document: Document) -> None:
        self.database.execute_many(
            f"INSERT INTO paragraph (document, {rows.PARAGRAPH}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (rows.paragraph_row(key, paragraph) for paragraph in document.paragraphs),
        )
        self.database.execute_many(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                rows.section_row(key, position, section)
                for position, section in enumerate(document.sections)
            ),
        )
        self.pictures.put(key, document.pictures)

    def _note_origin(self, key: int, origin: Origin) -> None:
        values = _origin_row(origin)
        known = self.database.row(
            "SELECT path, part, format, encoding FROM document WHERE number = ?", (key,)
        )
        if known != values:
            self.database.execute(
                "UPDATE document SET path = ?, part = ?, format = ?, encoding = ? WHERE number = ?",
                (*values, key),
            )

    def _leave(self, documents: Sequence[str]) -> "tuple[Leave, ...]":
        if self.originals.is_empty:
            return ()
        from reader.library.leaving import Leaving

        return Leaving(self).leave(documents)

    def _come_back(self, items: "Sequence[Withdrawn]", restored: Sequence[str]) -> None:
        leaves = {id(leave): leave for item in items for leave in item.leaves}
        if leaves:
            from reader.library.leaving import Leaving

            Leaving(self).come_back(leaves.values(), restored)

    def _record_change(self, document_id: str, *, removed: bool) -> None:
        """Only the latest change of a document matters to whoever catches up."""
        self.database.execute("DELETE FROM change WHERE document = ?", (document_id,))
        self.database.execute(
            "INSERT INTO change (document, removed) VALUES (?, ?)", (document_id, int(removed))
        )

    def new_id(self, fingerprint: str) -> str:
        """The same text has the same id in every library, so that bookmarks can travel.

        A document that was edited keeps its id; its first text, should it come again, gets one
        that follows from the text and a counter.
        """
        import hashlib

        candidate, counter = fingerprint[:_ID_LENGTH], 0
        while self.record(candidate) is not None:
            counter += 1
            digest = hashlib.sha256(f"{fingerprint}:{counter}".encode())
            candidate = digest.hexdigest()[:_ID_LENGTH]
        return candidate


_KEY = "(SELECT number FROM document WHERE id = ?)"


def _stored_path(path: str) -> str | bytes:
    return rows.path_value(path if is_pasted(path) else os.path.abspath(path))


def _origin_row(origin: Origin) -> tuple[str | bytes | int | None, ...]:
    return (_stored_path(origin.path), origin.part, origin.format, origin.encoding)


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _AT_ONCE):
        yield numbers[first : first + _AT_ONCE]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
