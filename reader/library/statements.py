"""What statements of SQL leave behind in a database, told from their words."""

from collections.abc import Iterable


def objects_after(statements: Iterable[str]) -> set[tuple[str, str]]:
    """The tables and indexes, as the columns `type` and `name` of sqlite_master have them.

    Knows plain CREATE and DROP of both, which is all that migrations use. To run them in an empty
    database tells the same, but takes 2 ms for both files, a fortieth of what the program adds to
    the start of a bare window.
    """
    tables: dict[tuple[str, str], str] = {}
    for statement in statements:
        verb, kind, name, *rest = statement.replace("(", " ").split(None, 5)
        if verb == "CREATE":
            tables[kind.lower(), name] = rest[1] if kind == "INDEX" else name
        elif verb == "DROP" and kind == "INDEX":
            del tables["index", name]
        elif verb == "DROP":
            tables = {key: table for key, table in tables.items() if table != name}
    return set(tables)
