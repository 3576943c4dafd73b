"""The user's corrections, by library and file. Each list is on disk when `put` returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.corrections import Correction
from reader.library.clock import Clock, utc_now
from reader.library.database import Database

_KEY = "library = ? AND file = ?"


@dataclass(frozen=True, slots=True)
class CorrectedFile:
    """The corrections of a file, which is named by the id of its first document.

    `documents` are the ids of its documents by their marks (see `originals.Original`). `pending`
    tells that the library may not show the corrections yet.
    """

    library: str
    file: str
    corrections: tuple[Correction, ...]
    documents: Mapping[str, str]
    pending: bool = False


class CorrectionStore:
    """The corrected files of a user."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    @property
    def read_only(self) -> bool:
        """Whether nothing can be noted."""
        return self._database.read_only

    def get(self, library: str, file: str) -> CorrectedFile | None:
        """The corrections of a file, or None where none were ever made."""
        row = self._database.row(
            f"SELECT corrections, pending FROM correction WHERE {_KEY}", (library, file)
        )
        if row is None:
            return None
        found = self._database.rows(
            f"SELECT mark, document FROM corrected WHERE {_KEY}", (library, file)
        )
        with self._database.decoding():
            corrections = load_corrections(row[0])
        return CorrectedFile(library, file, corrections, dict(found), bool(row[1]))

    def of_documents(self, documents: Iterable[str]) -> tuple[CorrectedFile, ...]:
        """The corrected files, in any library, that one of these documents belongs to."""
        keys = dict.fromkeys(
            (library, file)
            for document in documents
            for library, file in self._database.rows(
                "SELECT library, file FROM corrected WHERE document = ? ORDER BY library, file",
                (document,),
            )
        )
        found = (self.get(library, file) for library, file in keys)
        return tuple(item for item in found if item is not None)

    def all(self) -> tuple[CorrectedFile, ...]:
        """All corrected files, of whatever library."""
        found = self._database.rows("SELECT library, file FROM correction ORDER BY library, file")
        files = (self.get(library, file) for library, file in found)
        return tuple(item for item in files if item is not None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever corrected."""
        return self._database.row("SELECT 1 FROM correction LIMIT 1") is None

    def put(
        self,
        library: str,
        file: str,
        corrections: Sequence[Correction],
        documents: Mapping[str, str],
    ) -> None:
        """Keep the corrections of a file as pending; ids that are known by other marks stay."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR REPLACE INTO correction (library, file, corrections, pending, modified)"
                " VALUES (?, ?, ?, 1, ?)",
                (library, file, dump_corrections(corrections), self._clock()),
            )
            self._database.execute_many(
                "INSERT OR REPLACE INTO corrected (library, file, mark, document)"
                " VALUES (?, ?, ?, ?)",
                ((library, file, mark, document) for mark, document in documents.items()),
            )

    def settle(self, library: str, file: str) -> None:
        """Note that the library shows the corrections of a file."""
        with self._database.transaction():
            self._database.execute(
                f"UPDATE correction SET pending = 0 WHERE {_KEY}", (library, file)
            )

    def put_back(self, library: str, file: str, former: CorrectedFile | None) -> None:
        """Undo `put`: the library could not take the corrections."""
        with self._database.transaction():
            self._database.execute(f"DELETE FROM correction WHERE {_KEY}", (library, file))
            self._database.execute(f"DELETE FROM corrected WHERE {_KEY}", (library, file))
            if former is not None:
                self.put(library, file, former.corrections, former.documents)
                if not former.pending:
                    self.settle(library, file)
