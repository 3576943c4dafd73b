"""Where the user has been and what was searched for; both lists are bounded."""

from reader.documents.model import Passage
from reader.library.clock import Clock, utc_now
from reader.library.database import Database
from reader.library.model import RecentQuery, Visit

VISITS = 1000
QUERIES = 200


class HistoryStore:
    """Visited passages and recent queries, newest first."""

    def __init__(
        self,
        database: Database,
        clock: Clock = utc_now,
        *,
        visits: int = VISITS,
        queries: int = QUERIES,
    ) -> None:
        """`visits` and `queries` are how many of them are kept."""
        self._database = database
        self._clock = clock
        self._bounds = {"visit": visits, "query": queries}

    def visit(self, passage: Passage, *, title: str = "", library: str = "") -> None:
        """Note that a passage was shown; the same one twice in a row is one visit."""
        place = (library, passage.document, passage.paragraph, passage.start, passage.end)
        with self._database.transaction():
            last = self._database.row(
                'SELECT library, document, paragraph, start, "end" FROM visit'
                " ORDER BY number DESC LIMIT 1"
            )
            if last == place:
                return
            self._database.execute(
                'INSERT INTO visit (library, document, paragraph, start, "end", text, title, time)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*place, passage.text, title, self._clock()),
            )
            self._trim("visit")

    def visits(self, limit: int = 100) -> tuple[Visit, ...]:
        """The last visits, newest first."""
        found = self._database.rows(
            'SELECT document, paragraph, start, "end", text, title, library, time'
            " FROM visit ORDER BY number DESC LIMIT ?",
            (limit,),
        )
        with self._database.decoding():
            return tuple(Visit(Passage(*row[:5]), *row[5:]) for row in found)

    def add_query(self, text: str) -> None:
        """Note a query; one that was used before moves to the top."""
        with self._database.transaction():
            self._database.execute("DELETE FROM query WHERE text = ?", (text,))
            self._database.execute(
                "INSERT INTO query (text, time) VALUES (?, ?)", (text, self._clock())
            )
            self._trim("query")

    def queries(self, limit: int = 50) -> tuple[RecentQuery, ...]:
        """The last queries, newest first."""
        found = self._database.rows(
            "SELECT text, time FROM query ORDER BY number DESC LIMIT ?", (limit,)
        )
        return tuple(RecentQuery(text, time) for text, time in found)

    def clear(self) -> None:
        """Forget everything."""
        with self._database.transaction():
            self._database.execute("DELETE FROM visit")
            self._database.execute("DELETE FROM query")

    def _trim(self, table: str) -> None:
        self._database.execute(
            f"DELETE FROM {table} WHERE number NOT IN"
            f" (SELECT number FROM {table} ORDER BY number DESC LIMIT ?)",
            (self._bounds[table],),
        )
