"""Imports under way: what was asked for and what is still to do, so that none gets lost.

A file leaves the list in the transaction that saves its documents. What is here when a window
starts did not come to its end: it was cancelled, or the program or the computer stopped.
"""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.corrections import Correction
from reader.importers.model import FailedFile, UnfinishedImport
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.messages import Message


class ImportJobs:
    """The imports of this computer that are not finished, by their numbers. Any thread."""

    def __init__(
        self, database: Database, clock: Clock = utc_now, computer: str | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._computer = platform.node() if computer is None else computer

    def ask(
        self,
        paths: Sequence[str],
        corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
    ) -> int:
        """Note that these files and folders are to be imported; the number of the import.

        `corrections` are to be made in some of the files, by absolute path.
        """
        with self._database.transaction():
            job = self._database.insert(
                "INSERT INTO import_job (computer, paths, asked, listed, given_up)"
                " VALUES (?, ?, ?, 0, 0)",
                # As ASCII: JSON can hold a name that is not Unicode, SQLite's text cannot.
                (self._computer, json.dumps(list(paths)), self._clock()),
            )
            self._database.execute_many(
                "INSERT INTO import_correction (job, path, corrections) VALUES (?, ?, ?)",
                (
                    (job, rows.path_value(path), dump_corrections(made))
                    for path, made in corrections.items()
                ),
            )
        return job

    def corrections(self, job: int) -> dict[str, tuple[Correction, ...]]:
        """Those that are to be made in files of the import, by path."""
        found = self._database.rows(
            "SELECT path, corrections FROM import_correction WHERE job = ?", (job,)
        )
        with self._database.decoding():
            return {os.fsdecode(path): load_corrections(made) for path, made in found}

    def unfinished(self) -> tuple[UnfinishedImport, ...]:
        """The imports that are still to be finished, in the order in which they were asked for."""
        found = self._database.rows(
            "SELECT number, paths, listed, (SELECT count(*) FROM import_file"
            " WHERE job = number AND failure IS NULL)"
            " FROM import_job WHERE computer = ? AND NOT given_up ORDER BY number",
            (self._computer,),
        )
        with self._database.decoding():
            return tuple(
                UnfinishedImport(
                    job=number,
                    paths=tuple(map(str, json.loads(paths))),
                    left=left if listed else None,
                )
                for number, paths, listed, left in found
            )

    def find(self, job: int) -> UnfinishedImport | None:
        """An import that is not finished, by its number."""
        return next((found for found in self.unfinished() if found.job == job), None)

    def set_files(self, job: int, paths: Iterable[str]) -> None:
        """Note which files the import consists of, in their order."""
        with self._database.transaction():
            self._database.execute_many(
                "INSERT OR IGNORE INTO import_file (job, path, position) VALUES (?, ?, ?)",
                ((job, rows.path_value(path), number) for number, path in enumerate(paths)),
            )
            self._database.execute("UPDATE import_job SET listed = 1 WHERE number = ?", (job,))

    def files(self, job: int) -> tuple[str, ...]:
        """The files that are still to come, in their order."""
        found = self._database.rows(
            "SELECT path FROM import_file WHERE job = ? AND failure IS NULL ORDER BY position",
            (job,),
        )
        with self._database.decoding():
            return tuple(os.fsdecode(path) for (path,) in found)

    def failures(self, job: int) -> tuple[FailedFile, ...]:
        """The files that could not be imported so far, in their order."""
        found = self._database.rows(
            "SELECT path, failure FROM import_file"
            " WHERE job = ? AND failure IS NOT NULL ORDER BY position",
            (job,),
        )
        with self._database.decoding():
            return tuple(
                FailedFile(os.fsdecode(path), _message(json.loads(failure)))
                for path, failure in found
            )

    def settle(self, job: int, done: Iterable[str], failed: Iterable[FailedFile]) -> None:
        """Note what became of some files. To be called in the transaction that saves them."""
        with self._database.transaction():
            self._database.execute_many(
                "DELETE FROM import_file WHERE job = ? AND path = ?",
                ((job, rows.path_value(path)) for path in done),
            )
            self._database.execute_many(
                "UPDATE import_file SET failure = ? WHERE job = ? AND path = ?",
                (
                    (json.dumps(_plain(item.reason)), job, rows.path_value(item.path))
                    for item in failed
                ),
            )

    def finish(self, job: int) -> None:
        """The import has come to its end: forget it."""
        with self._database.transaction():
            self._database.execute("DELETE FROM import_job WHERE number = ?", (job,))

    def give_up(self, jobs: Iterable[int], given_up: bool = True) -> None:
        """Offer these imports no longer; with `given_up` False, offer them again."""
        with self._database.transaction():
            self._database.execute_many(
                "UPDATE import_job SET given_up = ? WHERE number = ?",
                ((int(given_up), job) for job in jobs),
            )

    def clear(self) -> None:
        """Forget for good what was given up."""
        with self._database.transaction():
            self._database.execute("DELETE FROM import_job WHERE given_up")


def _plain(message: Message) -> list[object]:
    """A message as JSON has it: its template and its values, messages among these as well."""
    values = {
        name: _plain(value) if isinstance(value, Message) else _simple(value)
        for name, value in message.values.items()
    }
    return [message.template, values]


def _simple(value: object) -> object:
    return value if isinstance(value, int | float | str) else str(value)


def _message(stored: object) -> Message:
    """Raises ValueError for what is no message."""
    match stored:
        case [str(template), dict(values)]:
            return Message(template, _values(values))
    raise ValueError(stored)


def _values(stored: Mapping[str, object]) -> dict[str, object]:
    return {
        name: _message(value) if isinstance(value, list) else value
        for name, value in stored.items()
    }
