"""The desks beside the texts themselves: a start of the window does not wait for them."""

from dataclasses import dataclass

from reader.library.annotations import AnnotationStore
from reader.library.collections import CollectionStore
from reader.library.database import Database
from reader.library.decisions import DecisionStore
from reader.library.history import HistoryStore
from reader.library.outlines import OutlineStore
from reader.library.positions import PositionStore
from reader.library.searches import SearchStore
from reader.library.text_reading import TextReader
from reader.workspace.bookmarks import BookmarkDesk
from reader.workspace.collections import CollectionDesk, Find
from reader.workspace.deciding import DecisionDesk
from reader.workspace.finder import Finder
from reader.workspace.keeping import QueryShelf
from reader.workspace.positions import PositionDesk
from reader.workspace.rulings import Rulings
from reader.workspace.themes import ThemeDesk
from reader.workspace.visits import VisitDesk


@dataclass(frozen=True)
class Desks:
    """Themes with the decisions on them, bookmarks, folders, searches, and former places."""

    themes: ThemeDesk
    decisions: DecisionDesk
    bookmarks: BookmarkDesk
    queries: QueryShelf
    visits: VisitDesk
    collections: CollectionDesk
    positions: PositionDesk


def make_desks(
    texts: TextReader, library: Database, personal: Database, finder: Finder, find: Find
) -> Desks:
    """Put the desks together; `find` answers the searches of the folders."""
    history, decisions = HistoryStore(personal), DecisionStore(personal)
    read_only = personal.read_only
    rulings = Rulings(decisions, texts)
    themes = ThemeDesk(OutlineStore(library), texts, finder.postings, rulings)
    return Desks(
        themes,
        DecisionDesk(decisions, texts, themes),
        BookmarkDesk(AnnotationStore(personal), texts),
        QueryShelf(history, SearchStore(personal), read_only),
        VisitDesk(history, texts, read_only),
        CollectionDesk(CollectionStore(personal, texts.library), find),
        PositionDesk(PositionStore(personal, texts.library), read_only),
    )
