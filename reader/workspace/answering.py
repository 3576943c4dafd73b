"""What answers questions, made with the first one: a start does not wait for it."""

from dataclasses import dataclass

from reader.library.text_reading import TextReader
from reader.workspace.catalogue import Catalogue
from reader.workspace.collections import CollectionDesk
from reader.workspace.finder import Finder
from reader.workspace.headings import HeadingIndex
from reader.workspace.lookup import LookupDesk
from reader.workspace.pinyin import Readings
from reader.workspace.recognition import Recogniser
from reader.workspace.searching import SearchDesk
from reader.workspace.suggesting import SuggestionDesk
from reader.workspace.themes import ThemeDesk


@dataclass(frozen=True)
class Answering:
    """The desks that queries and names go to."""

    searching: SearchDesk
    names: LookupDesk


def make_answering(
    texts: TextReader, finder: Finder, themes: ThemeDesk, collections: CollectionDesk
) -> Answering:
    """Put the desks together."""
    catalogue, readings = Catalogue(texts), Readings()
    recogniser = Recogniser(readings)
    suggesting = SuggestionDesk(texts, finder, readings)
    return Answering(
        SearchDesk(texts, finder, catalogue, themes, suggesting, collections.documents),
        LookupDesk(texts, catalogue, themes, HeadingIndex(texts, recogniser), recogniser),
    )
