"""What corrected files were read as: kept with their documents, and removed with them.

A file is named by the id of its first document. Each of its documents as read has a row, and each
part that the user split off one; the row hangs on the document that holds the text now.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from reader.documents.model import Document
from reader.library import document_json, rows
from reader.library.database import Database, Row

_COLUMNS = "holder.id, file, mark, original.id, original.title, original.fingerprint, corrections"


_DIGEST = 32


class Original(NamedTuple):
    """A document of a corrected file.

    `mark` is its place (from 0) among the documents as read, or the digest of the split it came
    from; `id` its own, which it gets back when it stands alone again; `holder` the document that
    its text is in now. `title` and `fingerprint` are as read, empty for a part that was split
    off. `corrections` are those of the whole file, as JSON.
    """

    holder: str
    file: str
    mark: str
    id: str
    title: str
    fingerprint: str
    corrections: str

    @property
    def part(self) -> int | None:
        """The place among the documents as read; None for what was split off."""
        place = len(self.mark) < _DIGEST and self.mark.isdecimal()
        return int(self.mark) if place else None


Kept = tuple[Original, bytes | None]
"""An original with the document as read (packed), where that is kept."""


class OriginalStore:
    """The originals of a library. Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def of_file(self, file: str) -> tuple[Original, ...]:
        """All of a file."""
        return self._read("file = ?", file)

    def in_document(self, document: str) -> tuple[Original, ...]:
        """Those whose text a document holds."""
        return self._read("holder.id = ?", document)

    def with_text(self, fingerprint: str) -> tuple[Original, ...]:
        """Those that were read with this text."""
        return self._read("original.fingerprint = ?", fingerprint)

    def content(self, original: Original) -> Document | None:
        """The document as read, where it differs from the one that holds it."""
        row = self._database.row(
            "SELECT content FROM original JOIN document ON document.number = original.document"
            " WHERE document.id = ? AND mark = ? AND file = ?",
            (original.holder, original.mark, original.file),
        )
        if row is None or row[0] is None:
            return None
        with self._database.decoding():
            return document_json.unpack(row[0])

    def kept(self, file: str) -> tuple[Kept, ...]:
        """All of a file, with what is kept of each."""
        found = self._database.rows(
            f"SELECT {_COLUMNS}, content FROM original"
            " JOIN document AS holder ON holder.number = original.document"
            " WHERE file = ? ORDER BY length(mark), mark",
            (file,),
        )
        return tuple((Original(*row[:-1]), row[-1]) for row in found)

    def new_file(self, first: str, own: Collection[str]) -> str:
        """The name of a file that was not corrected before: the id of its first document.

        Another file may have that name, which the document has left; `own` are the documents of
        this one.
        """
        name, counter = first, 0
        while any(row.holder not in own for row in self.of_file(name)):
            counter += 1
            name = f"{first}-{counter}"
        return name

    @property
    def is_empty(self) -> bool:
        """Whether no file was ever corrected."""
        return self._database.row("SELECT 1 FROM original LIMIT 1") is None

    def files(self) -> frozenset[str]:
        """All files that were corrected."""
        return frozenset(row[0] for row in self._database.rows("SELECT file FROM original"))

    def by_path(self) -> dict[str, str]:
        """The corrections, as JSON, of the corrected files by their paths."""
        found = self._database.rows(
            "SELECT path, corrections FROM original"
            " JOIN document ON document.number = original.document"
        )
        with self._database.decoding():
            return {rows.path_text(path): corrections for path, corrections in found}

    def siblings(self, document: str) -> tuple[str, ...]:
        """Other documents of the same file, to which the words of this one may have moved.

        It may be one that is there no more because it was joined to another.
        """
        found = self._database.rows(
            "SELECT DISTINCT holder.id FROM original"
            " JOIN document AS holder ON holder.number = original.document"
            " WHERE file IN (SELECT file FROM original AS own"
            " JOIN document ON document.number = own.document"
            " WHERE own.id = ? OR document.id = ?) AND holder.id <> ? ORDER BY holder.number",
            (document, document, document),
        )
        return tuple(row[0] for row in found)

    # Writing, inside a transaction

    def put(self, originals: Iterable[tuple[Original, Document | None]]) -> None:
        """Keep originals, each with the document as read where that has to be kept."""
        self.put_kept(
            (original, None if document is None else document_json.pack(document))
            for original, document in originals
        )

    def put_kept(self, originals: Iterable[Kept]) -> None:
        """Keep originals as they were kept before."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO original"
            " (document, file, mark, id, title, fingerprint, corrections, content)"
            " VALUES ((SELECT number FROM document WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    original.holder,
                    original.file,
                    original.mark,
                    original.id,
                    original.title,
                    original.fingerprint,
                    original.corrections,
                    content,
                )
                for original, content in originals
            ),
        )

    def forget(self, file: str) -> None:
        """Keep nothing of a file any more."""
        self._database.execute("DELETE FROM original WHERE file = ?", (file,))

    def forget_in(self, documents: Iterable[str]) -> None:
        """Keep nothing of what some documents were read as."""
        self._database.execute_many(
            "DELETE FROM original WHERE document = (SELECT number FROM document WHERE id = ?)",
            ((document,) for document in documents),
        )

    # Inside

    def _read(self, condition: str, value: str) -> tuple[Original, ...]:
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM original"
            " JOIN document AS holder ON holder.number = original.document"
            f" WHERE {condition} ORDER BY length(mark), mark",
            (value,),
        )
        return tuple(_original(row) for row in found)


def _original(row: Row) -> Original:
    return Original(*row)
