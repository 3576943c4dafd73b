"""Where each document was read last, one place for each, in the user's own data."""

from collections.abc import Sequence

from reader.documents.model import Selector
from reader.documents.positions import ReadingPosition
from reader.library.clock import Clock, utc_now
from reader.library.database import Database


class PositionStore:
    """Reading positions of the documents of one library; on disk when `keep` returns."""

    def __init__(self, database: Database, library: str, clock: Clock = utc_now) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    def keep(self, positions: Sequence[ReadingPosition]) -> None:
        """Remember where these documents are read; each replaces the one before."""
        with self._database.transaction():
            for position in positions:
                s = position.selector
                self._database.execute(
                    "INSERT OR REPLACE INTO reading (library, document, paragraph, start, exact,"
                    " prefix, suffix, fingerprint, offset, time)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(self._library, s.document, s.paragraph, s.start, s.exact),
                        *(s.prefix, s.suffix, s.fingerprint, position.offset, self._clock()),
                    ),
                )

    def position(self, document: str) -> ReadingPosition | None:
        """Where a document was read last; None where it never was."""
        row = self._database.row(
            "SELECT paragraph, start, exact, prefix, suffix, fingerprint, offset"
            " FROM reading WHERE library = ? AND document = ?",
            (self._library, document),
        )
        if row is None:
            return None
        with self._database.decoding():
            paragraph, start, exact, prefix, suffix, fingerprint, offset = row
            selector = Selector(
                *(document, paragraph, start, start + len(exact), exact),
                *(prefix, suffix, fingerprint),
            )
            return ReadingPosition(selector, int(offset))
