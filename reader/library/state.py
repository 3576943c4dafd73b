"""The session and other small values of the user, as JSON by name."""

import json
from typing import TypeVar

from reader.library.database import Database

T = TypeVar("T", bool, int, float, str, list[object], dict[str, object])


class StateStore:
    """Values by name; each is on disk when `set` returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str, default: T) -> T:
        """The value, or the default where there is none or one of another type."""
        row = self._database.row("SELECT value FROM state WHERE name = ?", (name,))
        if row is None:
            return default
        with self._database.decoding():
            value = json.loads(row[0])
        return value if type(value) is type(default) else default

    def set(self, name: str, value: T) -> None:
        """Save a value. Raises TypeError for what JSON cannot hold."""
        text = json.dumps(value, ensure_ascii=False)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO state (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, text),
            )

    def remove(self, name: str) -> None:
        """Forget a value."""
        with self._database.transaction():
            self._database.execute("DELETE FROM state WHERE name = ?", (name,))
