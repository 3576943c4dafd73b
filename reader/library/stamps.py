"""The stamps of imported files: what is unchanged on the disk need not be parsed again."""

import json
import os
from collections.abc import Collection, Iterable, Sequence

from reader.documents.record import DocumentRecord
from reader.importers.stamp import READERS, FileStamp
from reader.library import rows
from reader.library.database import Database


class FileStamps:
    """Remembers for each file how it looked when it was read, and what it gave. Any thread.

    A stamp speaks for a file only while all that the file gave stands in the library with the
    text that was in the file: after a removal, after an edit that came in from elsewhere, and
    after a change of the importers (`READERS`) the file counts as unknown, and parsing decides.
    """

    def __init__(self, database: Database, readers: int = READERS) -> None:
        self._database = database
        self._readers = readers

    def known(self, path: str, stamp: FileStamp | None) -> tuple[DocumentRecord, ...] | None:
        """The documents of a file that looks as it did when it was read.

        An empty tuple: it was read like this, and could not be imported. None: it is new or
        changed, or nothing can be told (no stamp): it has to be parsed. `path` is absolute,
        `stamp` what `stamp_of(path)` gives now.
        """
        if stamp is None:
            return None
        row = self._database.row(
            "SELECT size, modified, changed, readers, documents FROM file_stamp WHERE path = ?",
            (rows.path_value(path),),
        )
        if row is None or row[:4] != (stamp.size, stamp.modified, stamp.changed, self._readers):
            return None
        with self._database.decoding():
            documents = [(str(key), str(text)) for key, text in json.loads(row[4])]
        return self._records(documents)

    def note(
        self, path: str, stamp: FileStamp | None, documents: Iterable[DocumentRecord] = ()
    ) -> None:
        """Remember what a file gave; nothing (`documents` empty) when it could not be read.

        To be called in the transaction that saves the documents; makes one of its own elsewhere.
        `stamp` was taken before the file was read; None forgets the file.
        """
        with self._database.transaction():
            if stamp is None:
                self.forget([path])
                return
            held = json.dumps([[r.document, r.fingerprint] for r in documents])
            self._database.execute(
                "INSERT OR REPLACE INTO file_stamp"
                " (path, size, modified, changed, readers, documents) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    rows.path_value(path),
                    stamp.size,
                    stamp.modified,
                    stamp.changed,
                    self._readers,
                    held,
                ),
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Know nothing of these files any more: they are parsed when they are imported again."""
        with self._database.transaction():
            self._database.execute_many(
                "DELETE FROM file_stamp WHERE path = ?", ((rows.path_value(p),) for p in paths)
            )

    def holding(self, documents: Collection[str]) -> dict[str, list[str]]:
        """The files that gave each of these documents when they were read, by the document."""
        holding: dict[str, list[str]] = {}
        if not documents:
            return holding
        found = self._database.rows("SELECT path, documents FROM file_stamp ORDER BY path")
        with self._database.decoding():
            for path, held in found:
                for key, _text in json.loads(held):
                    if key in documents:
                        holding.setdefault(key, []).append(os.fsdecode(path))
        return holding

    def paths(self) -> tuple[str, ...]:
        """All files that have a stamp, in the order of their paths."""
        found = self._database.rows("SELECT path FROM file_stamp ORDER BY path")
        with self._database.decoding():
            return tuple(os.fsdecode(path) for (path,) in found)

    def _records(self, documents: Sequence[tuple[str, str]]) -> tuple[DocumentRecord, ...] | None:
        found: list[DocumentRecord] = []
        for key, fingerprint in documents:
            row = self._database.row(f"SELECT {rows.RECORD} FROM document WHERE id = ?", (key,))
            if row is None:
                return None
            with self._database.decoding():
                record = rows.record(row)
            if record.fingerprint != fingerprint:
                return None
            found.append(record)
        return tuple(found)
