"""A new or older file is brought to this program's version. Loaded where one is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from reader.library.database import Schema
from reader.library.database.connections import roll_back
from reader.library.database.failures import known_problem
from reader.library.problems import Problems


class Migrating:
    """The migration of one file.

    `version` tells the file's version (0 for a new one) and refuses what is not ours; `back_up`
    copies the file as it is to another place.
    """

    def __init__(
        self,
        schema: Schema,
        path: Path,
        problems: Problems,
        version: Callable[[sqlite3.Connection], int],
        back_up: Callable[[Path], None],
    ) -> None:
        self._schema = schema
        self._path = path
        self._problems = problems
        self._version = version
        self._back_up = back_up

    def run(self, connection: sqlite3.Connection) -> None:
        """Migrate the file; it stays as it was when that fails. Raises LibraryProblem."""
        # Cannot be switched inside a transaction; a migration may have to rebuild a table.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._run_all(connection)
            connection.execute("COMMIT")
        finally:
            roll_back(connection, "ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")

    def _run_all(self, connection: sqlite3.Connection) -> None:
        """Inside the transaction: another process may have been faster, so look again."""
        schema, version = self._schema, self._version(connection)
        if schema.backup and 0 < version < schema.version:
            self._back_up(self._path.with_name(f"{self._path.name}.v{version}.bak"))
        try:
            for migration in schema.migrations[version:]:
                for statement in migration:
                    connection.execute(statement)
        except sqlite3.Error as error:
            known = known_problem(error, self._problems)
            raise known or self._problems.failed_migration(str(error)) from error
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise self._problems.damaged()
        connection.execute(f"PRAGMA application_id = {schema.application_id}")
        connection.execute(f"PRAGMA user_version = {schema.version}")
