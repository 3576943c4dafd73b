"""The pictures of the texts: each is stored once, by its content, however many texts show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.documents.model import Picture
from reader.library.database import Database

_COLUMNS = "paragraph, media, width, height, alt, picture"
_KEY = "(SELECT number FROM document WHERE id = ?)"
# SQLite before 3.32 takes at most 999 parameters in a statement.
_AT_ONCE = 500


class PictureStore:
    """Pictures by the documents that show them. What writes, does so in the caller's transaction.

    `document` is a text's id, `row` the integer key of its row.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def places(self, document: str) -> tuple[Picture, ...]:
        """Where pictures stand in a text, in order; without their data."""
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM placement WHERE document = {_KEY} ORDER BY number",
            (document,),
        )
        with self._database.decoding():
            return tuple(
                Picture(after, media, width, height, alt, key or "")
                for after, media, width, height, alt, key in found
            )

    def whole(self, document: str) -> tuple[Picture, ...]:
        """The pictures of a text with their data; one that is shown again shares its bytes."""
        places = self.places(document)
        found: dict[str, bytes] = {}
        for number, picture in enumerate(places, start=1):
            if picture.key and picture.key not in found:
                found[picture.key] = self.data(document, number) or b""
        return tuple(replace(picture, data=found.get(picture.key, b"")) for picture in places)

    def data(self, document: str, number: int) -> bytes | None:
        """The bytes of picture `number` (from 1) of a text; None where there are none."""
        row = self._database.row(
            "SELECT data FROM picture JOIN placement ON placement.picture = picture.key"
            f" WHERE document = {_KEY} AND number = ?",
            (document, number),
        )
        with self._database.decoding():
            return None if row is None else bytes(row[0])

    def used_by(self, row: int) -> frozenset[str]:
        """The keys of the pictures of a text."""
        found = self._database.rows(
            "SELECT DISTINCT picture FROM placement WHERE document = ? AND picture IS NOT NULL",
            (row,),
        )
        return frozenset(key for (key,) in found)

    def put(self, row: int, pictures: Sequence[Picture]) -> None:
        """Save the pictures of a text in the place of those that it had.

        A picture without data is one that the library has already, or only a place.
        """
        before = self.used_by(row)
        self._database.execute("DELETE FROM placement WHERE document = ?", (row,))
        self._database.execute_many(
            "INSERT OR IGNORE INTO picture (key, data) VALUES (?, ?)",
            {p.key: (p.key, p.data) for p in pictures if p.data}.values(),
        )
        self._database.execute_many(
            f"INSERT INTO placement (document, number, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (row, number, p.after, p.media, p.width, p.height, p.alt, p.key or None)
                for number, p in enumerate(pictures, start=1)
            ),
        )
        self.drop_unused(before)

    def put_back(self, row: int, pictures: Sequence[Picture]) -> bool:
        """Save the pictures of a text that comes back; False where some could not be held.

        Of those only the places come back.
        """
        gone = {p.key for p in pictures if not p.data and p.key and not self._holds(p.key)}
        self.put(row, [replace(p, key="") if p.key in gone else p for p in pictures])
        return not gone

    def drop_unused(self, keys: Iterable[str]) -> None:
        """Remove those of the pictures that no text shows any more."""
        for part in _portions(sorted(keys)):
            self._database.execute(
                f"DELETE FROM picture WHERE key IN ({', '.join('?' * len(part))})"
                " AND NOT EXISTS (SELECT 1 FROM placement WHERE picture = picture.key)",
                part,
            )

    def damaged(self) -> tuple[str, ...]:
        """Documents with a picture that is not as it was imported (damage on the disk)."""
        bad = [key for key in self._keys() if self._is_damaged(key)]
        found = {
            document
            for key in bad
            for (document,) in self._database.rows(
                "SELECT DISTINCT id FROM placement"
                " JOIN document ON document.number = placement.document WHERE picture = ?",
                (key,),
            )
        }
        return tuple(sorted(found))

    def _holds(self, key: str) -> bool:
        return self._database.row("SELECT 1 FROM picture WHERE key = ?", (key,)) is not None

    def _keys(self) -> list[str]:
        return [key for (key,) in self._database.rows("SELECT key FROM picture")]

    def _is_damaged(self, key: str) -> bool:
        row = self._database.row("SELECT data FROM picture WHERE key = ?", (key,))
        import hashlib

        return row is not None and hashlib.sha256(row[0]).hexdigest() != key


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(keys), _AT_ONCE):
        yield keys[first : first + _AT_ONCE]
