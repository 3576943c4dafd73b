"""SQLite: connections, transactions, numbered migrations, and failures in the user's words.

The only package that imports `sqlite3`. Stores above it hand in SQL and get plain tuples back;
what may go wrong with a file (full disk, damage, a newer program) reaches them as a
`LibraryProblem`, so that they never meet an exception of SQLite's.

Files are in rollback-journal mode: one file that can be copied as it is, and that can be read
from a share where nothing may be written.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from reader.errors import LibraryProblem, system_reason
from reader.library import files
from reader.library.database.connections import Connections, objects, roll_back
from reader.library.problems import Problems
from reader.library.statements import objects_after
from reader.messages import Message

Row = tuple[Any, ...]
Parameters = Sequence[str | int | float | bytes | None]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a kind of file is: its name for the user, its mark, and how it came to be.

    Migration number n (from 1) is the tuple of statements that leads from version n-1 to n;
    with `backup` the file is copied to `NAME.vN.bak` beside it before it is migrated.
    """

    name: Message
    application_id: int
    migrations: tuple[tuple[str, ...], ...]
    backup: bool = False

    @property
    def version(self) -> int:
        """The version that this program writes."""
        return len(self.migrations)


class _Local(threading.local):
    """The connection on which this thread has a transaction or a snapshot under way."""

    connection: sqlite3.Connection | None = None
    writing: bool = False


class Database:
    """One file of the given schema, made where it is missing.

    May be used from any thread and beside other processes: each operation borrows a connection
    of its own, and a transaction keeps one for its thread until it ends. `read_only` tells
    whether the file can be changed: asked for, or found out when it was opened.
    """

    def __init__(self, path: Path, schema: Schema, *, read_only: bool = False) -> None:
        """Open the file; migrate an older one.

        Raises LibraryProblem when it is missing and cannot be made, foreign, newer or damaged.
        A file that is refused is left as it was.
        """
        self.path = path.absolute()
        self.schema = schema
        self._problems = Problems(schema.name, self.path)
        self._local = _Local()
        try:
            self._inspect()
            self.read_only = read_only or not files.can_write(self.path)
            self._prepare_place()
        except OSError as error:
            raise self._problems.unreadable(system_reason(error)) from error
        self._connections = Connections(self.path, self._problems, read_only=self.read_only)
        self._open()

    def close(self) -> None:
        """Close every connection; one that is in use closes when its operation ends."""
        self._connections.close()

    def rest(self) -> None:
        """Close the connections that nobody uses: each keeps up to 2 MB of the file in memory."""
        self._connections.rest()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query, as tuples."""
        with self._failures():
            if self._local.connection is not None:
                return self._local.connection.execute(sql, parameters).fetchall()
            with self._connections.borrowed() as connection:
                return connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries of this thread that see one and the same state of the file."""
        if self._local.connection is not None:
            yield
            return
        with self._unit("BEGIN", writing=False):
            yield

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Around the making of values from rows: a stored value without sense is damage."""
        try:
            yield
        except (ValueError, TypeError, LookupError) as error:
            raise self._problems.damaged() from error

    # Writing

    @property
    def in_transaction(self) -> bool:
        """Whether this thread has a transaction under way."""
        return self._local.writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes of the block, or none of them; on disk when the block has ended.

        Inside another transaction of the same thread it is a step of that one, which can fail
        alone. Raises ReadOnlyLibrary, or LibraryProblem when the disk is full, the file locked
        for longer than `LOCK_SECONDS`, or damaged.
        """
        if self.read_only:
            raise self._problems.read_only()
        if self._local.connection is None:
            with self._unit("BEGIN IMMEDIATE", writing=True):
                yield
        else:
            with self._step(self._writer()):
                yield

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a changing statement inside a transaction; the number of rows it changed."""
        with self._failures():
            return self._writer().execute(sql, parameters).rowcount

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a changing statement for each row, inside a transaction."""
        with self._failures():
            self._writer().executemany(sql, rows)

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Insert one row inside a transaction; its integer key."""
        with self._failures():
            return self._writer().execute(sql, parameters).lastrowid or 0

    # The file as a whole

    def check(self) -> None:
        """Read every page. Raises LibraryProblem when the file is damaged."""
        if self.rows("PRAGMA quick_check") != [("ok",)] or self.rows("PRAGMA foreign_key_check"):
            raise self._problems.damaged()

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy, whoever else uses the file; `target` appears whole or not.

        Raises LibraryProblem about the target.
        """
        from reader.library.database.copying import copy

        with self._failures(), self._connections.borrowed() as source:
            copy(source, target, self.schema.name)

    # Opening

    def _inspect(self) -> None:
        """Refuse a foreign or newer file before SQLite touches it."""
        header = files.read_header(self.path)
        # Cut short while it was being made: nothing yet, or pages that wait for their undoing.
        if not header or files.journal_waits(self.path):
            return
        if not header.startswith(files.MAGIC[: len(header)]):
            raise self._problems.no_database()
        if len(header) < files.HEADER:
            raise self._problems.damaged()
        self._check_marks(files.marks(header))

    def _check_marks(self, marks: files.Marks) -> None:
        if marks.application_id != self.schema.application_id:
            raise self._problems.foreign()
        if marks.version > self.schema.version:
            raise self._problems.newer(marks.version, self.schema.version)

    def _prepare_place(self) -> None:
        if not self.read_only:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch()
        elif not self.path.exists() or not self.path.stat().st_size:
            raise self._problems.missing()

    def _open(self) -> None:
        try:
            with self._failures(), self._connections.borrowed() as connection:
                self._migrate(connection)
                if objects(connection) != objects_after(chain(*self.schema.migrations)):
                    raise self._problems.damaged()
        except LibraryProblem:
            self.close()
            raise

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the file to this program's version; it stays as it was when that fails."""
        if self._version(connection) == self.schema.version:
            return
        if self.read_only:
            raise self._problems.older()
        from reader.library.database.migrating import Migrating

        migrating = Migrating(self.schema, self.path, self._problems, self._version, self.copy_to)
        migrating.run(connection)

    def _version(self, connection: sqlite3.Connection) -> int:
        """The file's version, 0 for a new one; refuses what is not ours."""
        mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if mark or version or objects(connection):
            self._check_marks(files.Marks(mark, version))
        return version

    # Transactions

    @contextmanager
    def _unit(self, begin: str, *, writing: bool) -> Iterator[None]:
        local = self._local
        with self._failures(), self._connections.borrowed() as connection:
            connection.execute(begin)
            local.connection, local.writing = connection, writing
            try:
                yield
                if not connection.in_transaction:
                    raise self._problems.undone()
                connection.execute("COMMIT")
            finally:
                local.connection, local.writing = None, False
                roll_back(connection, "ROLLBACK")

    @contextmanager
    def _step(self, connection: sqlite3.Connection) -> Iterator[None]:
        with self._failures():
            connection.execute("SAVEPOINT step")
            try:
                yield
            except BaseException:
                roll_back(connection, "ROLLBACK TO step")
                roll_back(connection, "RELEASE step")
                raise
            self._writer().execute("RELEASE step")

    def _writer(self) -> sqlite3.Connection:
        """The connection of this thread's transaction.

        SQLite ends a transaction by itself after some failures (disk full); without the check
        the statements that follow would be committed one by one.
        """
        connection = self._local.connection
        if connection is None or not self._local.writing:
            raise RuntimeError("a change outside of a transaction")
        if not connection.in_transaction:
            raise self._problems.undone()
        return connection

    # Failures

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn SQLite's expected failures into the reader's; a bug of ours stays what it is."""
        try:
            yield
        except sqlite3.Error as error:
            from reader.library.database.failures import problem_behind

            problem = problem_behind(error, self.path, self.schema, self._problems)
            if problem is None:
                raise
            raise problem from error
        except UnicodeDecodeError as error:
            # SQLite quotes the damaged bytes in its message, which the driver cannot decode.
            raise self._problems.damaged() from error
