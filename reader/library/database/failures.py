"""SQLite's failures in the user's words. Loaded with the first failure."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import LibraryProblem
from reader.library.database import Schema
from reader.library.database.connections import objects, uri
from reader.library.problems import Problems

_UNSOUND = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def problem_behind(
    error: sqlite3.Error, path: Path, schema: Schema, problems: Problems
) -> LibraryProblem | None:
    """The problem of the file behind a failure; None for a bug of ours."""
    problem = known_problem(error, problems)
    if problem is None and _is_damaged(path, schema):
        return problems.damaged()
    return problem


def known_problem(error: sqlite3.Error, problems: Problems) -> LibraryProblem | None:
    """The problem behind a result code (sqlite.org/rescode.html), if it is the file's."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The driver's own errors carry no code: text that is not UTF-8, or misuse by us.
        undecodable = type(error) is sqlite3.OperationalError
        return problems.damaged() if undecodable else None
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return problems.cut_short()
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return problems.busy()
        case sqlite3.SQLITE_FULL:
            return problems.full()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return problems.read_only()
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return problems.device(str(error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_TOOBIG:
            return problems.damaged()
    return None


def _is_damaged(path: Path, schema: Schema) -> bool:
    """Whether an error that should not happen comes from the file and not from a bug."""
    try:
        with closing(sqlite3.connect(f"{uri(path)}?mode=ro", uri=True)) as connection:
            if objects(connection, "sql") != _expected_texts(schema):
                return True
            return connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]
    except sqlite3.Error as error:
        # Without a code: the driver could not decode what it read.
        code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return code & 0xFF in _UNSOUND
    except UnicodeDecodeError:
        return True


def _expected_texts(schema: Schema) -> set[tuple[str, str]]:
    """What a file of the present version holds, with the statements that make it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in schema.migrations:
            for statement in migration:
                connection.execute(statement)
        return objects(connection, "sql")
