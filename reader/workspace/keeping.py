"""Queries that were asked, and searches that the user keeps."""

from reader.documents.model import Genre
from reader.errors import UsageError
from reader.library.history import HistoryStore
from reader.library.model import RecentQuery, StoredSearch
from reader.library.searches import SearchStore
from reader.messages import msg
from reader.workspace.model import SavedSearch, SearchScope

_SETS = ("documents", "themes", "sources", "years", "collections")


class QueryShelf:
    """Recent queries and saved searches; they are the user's own, whatever the library."""

    def __init__(self, history: HistoryStore, searches: SearchStore, read_only: bool) -> None:
        """With `read_only` the user's own data cannot be written: queries are not noted."""
        self._history = history
        self._searches = searches
        self._read_only = read_only

    def recent(self, limit: int = 20) -> tuple[RecentQuery, ...]:
        """The last queries that were asked, newest first, each once."""
        return self._history.queries(limit)

    def remember(self, query: str) -> None:
        """Note a query that was asked in earnest (not each of its unfinished states).

        One of white space alone is none.
        """
        if query.strip() and not self._read_only:
            self._history.add_query(query.strip())

    def saved(self) -> tuple[SavedSearch, ...]:
        """The saved searches in the order of their names."""
        return tuple(saved_search(search) for search in self._searches.searches())

    def save(self, name: str, query: str, scope: SearchScope | None = None) -> None:
        """Keep a search under a name; one of the same name is replaced. None is everywhere.

        Raises:
            UsageError: the name is empty.
        """
        if not name.strip():
            raise UsageError(msg("请给要保存的搜索起个名字"))
        self._searches.save(name.strip(), query, stored_parts(scope or SearchScope()))

    def remove(self, name: str) -> None:
        """Forget a search.

        Raises:
            UsageError: there is none of this name.
        """
        if not self._searches.remove(name):
            raise UsageError(msg("没有名为“{name}”的已存搜索", name=name))


def stored_parts(scope: SearchScope) -> dict[str, tuple[str, ...]]:
    """The parts of a scope that restrict it, in a fixed order."""
    parts = {name: tuple(sorted(getattr(scope, name))) for name in (*_SETS, "genres")}
    parts["within"] = scope.within
    return {name: values for name, values in parts.items() if values}


def saved_search(search: StoredSearch) -> SavedSearch:
    """A stored search; what only a newer program knows of its scope is left out."""
    parts = search.scope
    genres = frozenset(genre for genre in Genre if genre in parts.get("genres", ()))
    sets = {name: frozenset(parts.get(name, ())) for name in _SETS}
    scope = SearchScope(genres=genres, within=parts.get("within", ()), **sets)
    return SavedSearch(search.name, search.query, scope, search.saved)
