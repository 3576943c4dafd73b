"""The texts of a library as they are changed, and the record of it that the index follows.

Every change of a text and its change record are one transaction. Several calls inside
`database.transaction()` are one transaction as well.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.documents.model import Document
from reader.documents.record import DocumentRecord, Origin
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.text_reading import TextReader, stored_path

if TYPE_CHECKING:
    from reader.library.leaving import Leave
    from reader.library.withdrawn import Withdrawn

_ID_LENGTH = 16


class TextStore(TextReader):
    """Documents that come, change, move and go. Raises LibraryProblem when one cannot be saved."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        super().__init__(database)
        self._clock = clock

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
                "UPDATE document SET path = ? WHERE id = ?", (stored_path(path), document_id)
            )

    # Inside

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


def _origin_row(origin: Origin) -> tuple[str | bytes | int | None, ...]:
    return (stored_path(origin.path), origin.part, origin.format, origin.encoding)
