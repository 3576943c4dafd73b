"""Documents that were taken out and may come back: all their rows, held in memory.

Nothing of a removed text stays on the disk; what undoes the removal lives as long as the program
runs. Whatever tables hang on a document (by a foreign key on its number) go and come with it, and
so do its pictures, which texts share.
"""

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.documents.model import Picture
from reader.library.database import Database, Row
from reader.library.pictures import PictureStore

if TYPE_CHECKING:
    from reader.library.leaving import Leave

_DOCUMENT = "document"
# Goes with the pictures.
_PLACEMENT = "placement"
# Between size and speed: a text of 100,000 characters takes some milliseconds.
_LEVEL = 1
# The bytes of pictures that one removal may hold. Of a text beyond them the places come back, and
# the pictures when its file is imported again.
_PICTURES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """A table that hangs on documents: its columns, and which of them holds the number."""

    name: str
    columns: tuple[str, ...]
    key: int

    @property
    def selection(self) -> str:
        """The rows of one document."""
        names = ", ".join(f'"{column}"' for column in self.columns)
        return f'SELECT {names} FROM "{self.name}" WHERE "{self.columns[self.key]}" = ?'

    @property
    def insertion(self) -> str:
        """Puts a row back."""
        names = ", ".join(f'"{column}"' for column in self.columns)
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document that was taken out; `packed` holds its rows, table by table.

    `leaves` are the corrected files that it, and what was taken out with it, left.
    """

    document: str
    packed: bytes
    pictures: tuple[Picture, ...] = ()
    leaves: "tuple[Leave, ...]" = ()


def with_leaves(
    items: "Iterable[Withdrawn]", leaves: "tuple[Leave, ...]"
) -> "tuple[Withdrawn, ...]":
    """Documents that were taken out together, with the corrected files that they left."""
    return tuple(replace(item, leaves=leaves) for item in items)


def tables_of(database: Database) -> tuple[Table, ...]:
    """The table of documents, whose first column is the number, then all that hang on it."""
    found = [Table(_DOCUMENT, _columns(database, _DOCUMENT), 0)]
    names = database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name"
    )
    for (name,) in names:
        for link in database.rows(f'PRAGMA foreign_key_list("{name}")'):
            if link[2] == _DOCUMENT and name != _PLACEMENT:
                columns = _columns(database, name)
                found.append(Table(name, columns, columns.index(link[3])))
    return tuple(found)


def pack(
    database: Database, tables: Sequence[Table], document: str, held: dict[str, bytes]
) -> Withdrawn | None:
    """All rows of a document, or None where it is not there; inside a transaction.

    `held` are the bytes of pictures, by their keys, that the same removal holds already; those of
    this document join them as long as there is room.
    """
    row = database.row("SELECT number FROM document WHERE id = ?", (document,))
    if row is None:
        return None
    kept = [database.rows(table.selection, row) for table in tables]
    pictures = _hold(PictureStore(database), document, held)
    return Withdrawn(document, zlib.compress(marshal.dumps(kept), _LEVEL), pictures)


def _hold(store: PictureStore, document: str, held: dict[str, bytes]) -> tuple[Picture, ...]:
    places = store.places(document)
    room = _PICTURES - sum(map(len, held.values()))
    for number, picture in enumerate(places, start=1):
        if picture.key and picture.key not in held and room > 0:
            held[picture.key] = store.data(document, number) or b""
            room -= len(held[picture.key])
    return tuple(replace(picture, data=held.get(picture.key, b"")) for picture in places)


def unpack(database: Database, tables: Sequence[Table], withdrawn: Withdrawn) -> bool:
    """Put all rows back, inside a transaction; False where the document is there again.

    It takes its old place among the documents, or the last one where another has that now.
    """
    if database.row("SELECT 1 FROM document WHERE id = ?", (withdrawn.document,)):
        return False
    kept: list[list[Row]] = marshal.loads(zlib.decompress(withdrawn.packed))
    number = _free_number(database, kept[0][0][0])
    for table, rows in zip(tables, kept, strict=True):
        database.execute_many(table.insertion, _renumbered(rows, table.key, number))
    if not PictureStore(database).put_back(number, withdrawn.pictures):
        database.execute("UPDATE document SET digest = '' WHERE number = ?", (number,))
    return True


def _columns(database: Database, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in database.rows(f'PRAGMA table_info("{table}")'))


def _free_number(database: Database, wanted: int) -> int:
    if not database.row("SELECT 1 FROM document WHERE number = ?", (wanted,)):
        return wanted
    last: int = database.rows("SELECT max(number) FROM document")[0][0]
    return last + 1


def _renumbered(rows: Iterable[Row], key: int, number: int) -> Iterator[Row]:
    for row in rows:
        yield (*row[:key], number, *row[key + 1 :])
