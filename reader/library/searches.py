"""Searches that the user keeps under a name."""

import json
from collections.abc import Mapping, Sequence

from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.model import StoredSearch


class SearchStore:
    """Saved searches by name; each is on disk when `save` returns."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def searches(self) -> tuple[StoredSearch, ...]:
        """All of them in the order of their names."""
        found = self._database.rows(
            "SELECT name, query, scope, saved FROM saved_search ORDER BY name"
        )
        with self._database.decoding():
            return tuple(
                StoredSearch(name, query, stored_scope(scope), saved)
                for name, query, scope, saved in found
            )

    def save(self, name: str, query: str, scope: Mapping[str, Sequence[str]]) -> None:
        """Keep a search; one of the same name is replaced."""
        text = scope_text(scope)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO saved_search (name, query, scope, saved) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE"
                " SET query = excluded.query, scope = excluded.scope, saved = excluded.saved",
                (name, query, text, self._clock()),
            )

    def remove(self, name: str) -> bool:
        """Forget a search; whether there was one of this name."""
        with self._database.transaction():
            return bool(self._database.execute("DELETE FROM saved_search WHERE name = ?", (name,)))


def scope_text(scope: Mapping[str, Sequence[str]]) -> str:
    """A scope as it is stored."""
    return json.dumps({key: list(values) for key, values in scope.items()}, ensure_ascii=False)


def stored_scope(text: str) -> dict[str, tuple[str, ...]]:
    """The stored object, checked. Raises ValueError or TypeError for anything else."""
    value: object = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError("a scope is an object")
    for values in value.values():
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise ValueError("a part of a scope is a list of texts")
    return {key: tuple(values) for key, values in value.items()}
