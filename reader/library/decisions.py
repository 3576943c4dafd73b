"""The user's decisions on theme entries: passages added to a theme, kept under it, or removed."""

from collections.abc import Callable, Iterable

from reader.documents.model import Selector
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.files import new_uuid
from reader.library.model import Decision
from reader.themes.model import EntryState

_COLUMNS = f"id, theme, state, decided, library, title, {rows.SELECTOR}"

Stamp = tuple[int, int]


class DecisionStore:
    """Decisions by their ids (UUIDs). One is never changed, only replaced by others.

    Each change is on disk when its call returns.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock = utc_now,
        new_id: Callable[[], str] = new_uuid,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def decision(
        self,
        theme: str,
        selector: Selector,
        state: EntryState,
        *,
        library: str = "",
        title: str = "",
    ) -> Decision:
        """A new decision, which `exchange` puts down; `library` and `title` tell where it was.

        Raises:
            ValueError: `automatic` is no decision, it is that there is none.
        """
        if state is EntryState.AUTOMATIC:
            raise ValueError("an automatic entry is not decided")
        return Decision(self._new_id(), theme, selector, state, self._clock(), library, title)

    def exchange(self, gone: Iterable[Decision], come: Iterable[Decision]) -> None:
        """Put decisions in the place of others; with the two swapped, that is undone.

        One that is gone already, or there already, changes nothing.
        """
        with self._database.transaction():
            self._database.execute_many(
                "DELETE FROM entry_decision WHERE id = ?", ((old.key,) for old in gone)
            )
            self._database.execute_many(
                f"INSERT OR IGNORE INTO entry_decision ({_COLUMNS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        *(new.key, new.theme, new.state.value, new.decided),
                        *(new.library, new.title, *rows.selector_row(new.selector)),
                    )
                    for new in come
                ),
            )

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the latest last."""
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM entry_decision ORDER BY decided, number"
        )
        with self._database.decoding():
            return tuple(
                Decision(
                    key,
                    theme,
                    rows.selector(tuple(place)),
                    EntryState(state),
                    decided,
                    library,
                    title,
                )
                for key, theme, state, decided, library, title, *place in found
            )

    def stamp(self) -> Stamp:
        """What is another after every change of the decisions, whoever made it.

        Rows are never changed and their numbers never used again: their count and the highest of
        the numbers are enough.
        """
        row = self._database.row("SELECT count(*), coalesce(max(number), 0) FROM entry_decision")
        return (row[0], row[1]) if row else (0, 0)

    def last_added_to(self, limit: int) -> tuple[str, ...]:
        """The themes that passages were added to last, the latest first."""
        found = self._database.rows(
            "SELECT theme FROM entry_decision WHERE state = ? GROUP BY theme"
            " ORDER BY max(decided) DESC, max(number) DESC LIMIT ?",
            (EntryState.ADDED.value, limit),
        )
        return tuple(row[0] for row in found)
