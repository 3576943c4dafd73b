"""Tells by a glance whether something changed, and whether there is anything to look after.

What looks after it takes fifty modules, which most starts can do without.
"""

from reader.library.database import Database, Row

_TEXTS = "SELECT max(sequence) FROM change"
_ANNOTATIONS = (
    "SELECT count(*), max(max(modified, coalesce(removed, ''))) FROM annotation"
    " WHERE removed IS NULL"
)
_DECISIONS = "SELECT count(*), max(number) FROM entry_decision"


class ChangeWatch:
    """Remembers how both files stood when they were looked at last."""

    def __init__(self, library: Database, personal: Database) -> None:
        self._library = library
        self._personal = personal
        self._before = self._now()
        self._decisions = personal.row(_DECISIONS)

    def look(self) -> tuple[bool, bool]:
        """Whether the texts and the annotations have changed since the last look."""
        now, before = self._now(), self._before
        self._before = now
        return now[0] != before[0], now[1] != before[1]

    def look_at_decisions(self) -> bool:
        """Whether the decisions on theme entries have changed since the last look at them."""
        before, self._decisions = self._decisions, self._personal.row(_DECISIONS)
        return self._decisions != before

    def _now(self) -> tuple[Row | None, Row | None]:
        return self._library.row(_TEXTS), self._personal.row(_ANNOTATIONS)


def has_corrections(personal: Database) -> bool:
    """Whether the user has ever corrected a text, so that one may have to be looked after."""
    return personal.row("SELECT 1 FROM correction LIMIT 1") is not None


def has_import_jobs(library: Database) -> bool:
    """Whether any import has not come to its end."""
    return library.row("SELECT 1 FROM import_job LIMIT 1") is not None


def has_watched_folders(personal: Database, library: str) -> bool:
    """Whether folders are, or were, kept in step with a library: see `WatchedStore`."""
    folder = personal.row("SELECT 1 FROM watched_folder WHERE library = ? LIMIT 1", (library,))
    text = personal.row("SELECT 1 FROM watched_text WHERE library = ? LIMIT 1", (library,))
    return folder is not None or text is not None
