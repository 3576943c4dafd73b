"""The user's decisions on theme entries: passages added to a theme, kept under it, or removed."""

from reader.documents.model import Selector
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.model import Decision
from reader.themes.model import EntryState

_PLACE = 'theme = ? AND document = ? AND paragraph = ? AND start = ? AND "end" = ?'


class DecisionStore:
    """One decision for a theme and a passage; the latest counts."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def decide(self, theme: str, selector: Selector, state: EntryState) -> None:
        """Note a decision. `automatic` takes an earlier one back."""
        place = (theme, selector.document, selector.paragraph, selector.start, selector.end)
        with self._database.transaction():
            self._database.execute(f"DELETE FROM decision WHERE {_PLACE}", place)
            if state is EntryState.AUTOMATIC:
                return
            self._database.execute(
                f"INSERT INTO decision (theme, {rows.SELECTOR}, state, decided)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (theme, *rows.selector_row(selector), state.value, self._clock()),
            )

    def decisions(self, theme: str | None = None) -> tuple[Decision, ...]:
        """The decisions, on one theme or on all, in the order of the texts."""
        condition, parameters = ("theme = ?", (theme,)) if theme is not None else ("1", ())
        found = self._database.rows(
            f"SELECT theme, state, decided, {rows.SELECTOR} FROM decision WHERE {condition}"
            " ORDER BY theme, document, paragraph, start",
            parameters,
        )
        with self._database.decoding():
            return tuple(
                Decision(row[0], rows.selector(row[3:]), EntryState(row[1]), row[2])
                for row in found
            )
