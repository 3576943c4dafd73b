"""The desks beside the texts themselves: a start of the window does not wait for them."""

from dataclasses import dataclass

from reader.library.annotations import AnnotationStore
from reader.library.database import Database
from reader.library.history import HistoryStore
from reader.library.outlines import OutlineStore
from reader.library.searches import SearchStore
from reader.library.texts import TextStore
from reader.workspace.bookmarks import BookmarkDesk
from reader.workspace.finder import Finder
from reader.workspace.keeping import QueryShelf
from reader.workspace.themes import ThemeDesk


@dataclass(frozen=True)
class Desks:
    """Themes, bookmarks, the searches that were kept, and where the user has been."""

    themes: ThemeDesk
    bookmarks: BookmarkDesk
    queries: QueryShelf
    history: HistoryStore


def make_desks(texts: TextStore, library: Database, personal: Database, finder: Finder) -> Desks:
    """Put the desks together."""
    history = HistoryStore(personal)
    return Desks(
        ThemeDesk(OutlineStore(library), texts, finder.postings),
        BookmarkDesk(AnnotationStore(personal), texts),
        QueryShelf(history, SearchStore(personal)),
        history,
    )
