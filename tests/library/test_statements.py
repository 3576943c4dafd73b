"""What migrations leave behind, told from their words, against SQLite's own list."""

import sqlite3
from contextlib import closing
from itertools import chain

import pytest

from reader.library.database import Schema
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.statements import objects_after


def listed(statements: list[str]) -> set[tuple[str, str]]:
    """What SQLite lists after it has run them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
        return set(connection.execute(query))


@pytest.mark.parametrize("schema", [LIBRARY, PERSONAL], ids=["library", "personal"])
def test_every_version_has_what_sqlite_lists(schema: Schema) -> None:
    for version in range(schema.version + 1):
        statements = list(chain(*schema.migrations[:version]))
        assert objects_after(statements) == listed(statements)


def test_a_dropped_table_takes_its_indexes_along() -> None:
    statements = [
        "CREATE TABLE one (number INTEGER)",
        "CREATE INDEX one_number ON one (number)",
        "CREATE TABLE two(number INTEGER)",
        "CREATE INDEX two_number ON two (number)",
        "CREATE INDEX two_other ON two(number DESC)",
        "INSERT INTO one VALUES (1)",
        "DROP INDEX two_other",
        "DROP TABLE one",
    ]
    assert (
        objects_after(statements)
        == listed(statements)
        == {
            ("table", "two"),
            ("index", "two_number"),
        }
    )
