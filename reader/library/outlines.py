"""Theme outlines: those of a library, and the user's own in the personal data."""

import json
from typing import TYPE_CHECKING

from reader.library.database import Database, Row

if TYPE_CHECKING:
    from reader.themes.model import Outline, Term, Theme


class OutlineStore:
    """Outlines by id. Works on either file: both hold the same two tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, outline: "Outline") -> None:
        """Save an outline in the place of the one with its id, if there is one."""
        with self._database.transaction():
            row = self._database.row("SELECT number FROM outline WHERE id = ?", (outline.id,))
            if row is None:
                number = self._database.insert(
                    "INSERT INTO outline (id, name) VALUES (?, ?)", (outline.id, outline.name)
                )
            else:
                number = row[0]
                self._database.execute(
                    "UPDATE outline SET name = ? WHERE number = ?", (outline.name, number)
                )
                self._database.execute("DELETE FROM theme WHERE outline = ?", (number,))
            self._database.execute_many(
                "INSERT INTO theme (outline, position, id, name, parent, note, terms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (number, position, t.id, t.name, t.parent, t.note, _written(t.terms))
                    for position, t in enumerate(outline.themes)
                ),
            )

    def has_any(self) -> bool:
        """Whether there is an outline at all."""
        return self._database.row("SELECT 1 FROM outline LIMIT 1") is not None

    def outlines(self) -> "tuple[Outline, ...]":
        """All outlines in the order in which they came."""
        with self._database.snapshot():
            found = self._database.rows("SELECT number, id, name FROM outline ORDER BY number")
            return tuple(self._outline(*row) for row in found)

    def outline(self, outline_id: str) -> "Outline | None":
        """One outline, or None."""
        with self._database.snapshot():
            row = self._database.row(
                "SELECT number, id, name FROM outline WHERE id = ?", (outline_id,)
            )
            return self._outline(*row) if row else None

    def remove(self, outline_id: str) -> bool:
        """Remove an outline; whether it was there."""
        with self._database.transaction():
            return bool(self._database.execute("DELETE FROM outline WHERE id = ?", (outline_id,)))

    def _outline(self, number: int, outline_id: str, name: str) -> "Outline":
        from reader.themes.model import Outline

        found = self._database.rows(
            "SELECT id, name, parent, note, terms FROM theme WHERE outline = ? ORDER BY position",
            (number,),
        )
        with self._database.decoding():
            return Outline(outline_id, name, tuple(_theme(row) for row in found))


def _theme(row: Row) -> "Theme":
    from reader.themes.model import Term, Theme

    theme_id, name, parent, note, terms = row
    read = tuple(Term(text, float(weight)) for text, weight in json.loads(terms))
    return Theme(theme_id, name, parent, read, note)


def _written(terms: "tuple[Term, ...]") -> str:
    return json.dumps([[term.text, term.weight] for term in terms], ensure_ascii=False)
