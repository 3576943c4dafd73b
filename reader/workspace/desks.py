"""The desks beside the texts themselves: a start of the window does not wait for them."""

from dataclasses import dataclass

from reader.library.annotations import AnnotationStore
from reader.library.collections import CollectionStore
from reader.library.database import Database
from reader.library.history import HistoryStore
from reader.library.outlines import OutlineStore
from reader.library.positions import PositionStore
from reader.library.searches import SearchStore
from reader.library.texts import TextStore
from reader.workspace.bookmarks import BookmarkDesk
from reader.workspace.collections import CollectionDesk, Find
from reader.workspace.finder import Finder
from reader.workspace.keeping import QueryShelf
from reader.workspace.themes import ThemeDesk


@dataclass(frozen=True)
class Desks:
    """Themes, bookmarks, folders, the searches that were kept, and where the user has been.

    `positions` are where each document was read last.
    """

    themes: ThemeDesk
    bookmarks: BookmarkDesk
    queries: QueryShelf
    history: HistoryStore
    collections: CollectionDesk
    positions: PositionStore


def make_desks(
    texts: TextStore, library: Database, personal: Database, finder: Finder, find: Find
) -> Desks:
    """Put the desks together; `find` answers the searches of the folders."""
    history = HistoryStore(personal)
    return Desks(
        ThemeDesk(OutlineStore(library), texts, finder.postings),
        BookmarkDesk(AnnotationStore(personal), texts),
        QueryShelf(history, SearchStore(personal)),
        history,
        CollectionDesk(CollectionStore(personal, texts.library), find),
        PositionStore(personal, texts.library),
    )
