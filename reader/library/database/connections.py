"""Connections to one file: made with the settings that keep data safe, lent to one at a time."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from reader.library.problems import Problems

LOCK_SECONDS = 10.0
IDLE_CONNECTIONS = 4
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    # A library may come from a stranger: nothing in its schema may call functions.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # A page written before the commit would lock every reader out until the commit.
    "PRAGMA cache_spill = OFF",
)


class Connections:
    """Lends connections to the file, from and to any thread; keeps a few that nobody uses."""

    def __init__(self, path: Path, problems: Problems, *, read_only: bool) -> None:
        self._path = path
        self._problems = problems
        self._read_only = read_only
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile. Raises LibraryProblem after `close`."""
        with self._lock:
            if self._closed:
                raise self._problems.closed()
            idle = self._idle.pop() if self._idle else None
        connection = idle or self._connect()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Lend no more; a connection that is in use closes when it is given back."""
        with self._lock:
            self._closed = True
        self.rest()

    def rest(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{uri(self._path)}?mode={'ro' if self._read_only else 'rw'}",
            uri=True,
            timeout=LOCK_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for setting in _SETTINGS:
                connection.execute(setting)
            if not self._read_only:
                connection.execute("PRAGMA journal_mode = DELETE")
        except BaseException:
            connection.close()
            raise
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            sound = not connection.in_transaction
            if sound and not self._closed and len(self._idle) < IDLE_CONNECTIONS:
                self._idle.append(connection)
                return
        connection.close()


def uri(path: Path) -> str:
    """A file URI in SQLite's manner: a share is file:////server/…, without an authority."""
    name = os.fsencode(path.as_posix())
    return "file://" + ("" if name.startswith(b"/") else "/") + quote(name, safe="/:")


def roll_back(connection: sqlite3.Connection, statement: str) -> None:
    """Undo if there is something to undo; what cannot be undone now, closing undoes."""
    if connection.in_transaction:
        with suppress(sqlite3.Error):
            connection.execute(statement)


def objects(connection: sqlite3.Connection, column: str = "name") -> set[tuple[str, str]]:
    """The tables, indexes and whatever else a file holds (SQLite's own left out)."""
    return set(
        connection.execute(
            f"SELECT type, {column} FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
        )
    )
