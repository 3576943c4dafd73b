"""Values that the workspace hands to the window and to the commands."""

from dataclasses import dataclass, replace
from enum import StrEnum

from reader.documents.model import Genre, Passage, Wording
from reader.library.model import Decision
from reader.messages import Message
from reader.themes.model import EntryState, Theme, ThemeEntry


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Where a search looks.

    An empty part restricts nothing; the values of one part are alternatives, and all parts must
    hold. `documents` are ids, `themes` ids or names (those below are meant too), `sources` and
    `years` ("2014") as in the metadata, "" for documents without one: the keys of `Facet`s.
    `within` are former queries: only what each of them finds is searched. `collections` are ids
    of the user's folders, those inside them meant too.
    """

    documents: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    genres: frozenset[Genre] = frozenset()
    sources: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    within: tuple[str, ...] = ()
    collections: frozenset[str] = frozenset()

    @property
    def everywhere(self) -> bool:
        """Whether nothing is restricted."""
        return self == SearchScope()

    def inside(self, query: str) -> "SearchScope":
        """The same scope, and only what this query finds too."""
        return self if query in self.within else replace(self, within=(*self.within, query))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A paragraph that was found. `spans` index into `text`, the paragraph as imported."""

    document: str
    title: str
    paragraph: int
    text: str
    spans: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Exact totals, and the hits from number `offset` (from 0) on.

    `complete` tells whether there are none after them.
    """

    query: str
    paragraphs: int
    occurrences: int
    documents: int
    hits: tuple[SearchHit, ...]
    offset: int = 0

    @property
    def complete(self) -> bool:
        """Whether no matching paragraph comes after the hits."""
        return self.offset + len(self.hits) >= self.paragraphs


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the found paragraphs share a property.

    `key` is what a `SearchScope` wants to restrict a search to them, `name` what people read (""
    for a source or year that is not known).
    """

    key: str
    name: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Facets:
    """All found paragraphs, counted by document, theme, source and year; none with a count of 0.

    Documents and sources with the most paragraphs come first, years from the latest; what is not
    known comes last. Themes stand in the order of the outline and count those below them, so a
    paragraph may count under several of them or under none.
    """

    paragraphs: int
    documents: tuple[Facet, ...]
    themes: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    years: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Wording that the library holds, near a literal of a query that it does not hold.

    `wording` is as the texts have it, `distance` the characters to change from `literal` to it,
    `query` the whole query with it, and `paragraphs` how many that one finds.
    """

    query: str
    literal: str
    wording: str
    distance: int
    paragraphs: int


class MatchKind(StrEnum):
    """What a name belongs to; a passage is what a copied reference names."""

    DOCUMENT = "document"
    THEME = "theme"
    HEADING = "heading"
    COMMAND = "command"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Match:
    """What somebody meant by a name; `spans` of the name are what was recognised.

    `key` is the id of a document or theme, or the key of a command. A heading has the place
    where it stands as its `passage`, and the title of its document as its `detail`. `wording`
    tells what became of the words of a reference: of those that are gone it gives the paragraph
    of its number, or where there is none the document alone.
    """

    kind: MatchKind
    key: str
    name: str
    spans: tuple[tuple[int, int], ...]
    detail: str = ""
    passage: Passage | None = None
    wording: Wording = Wording.THERE


@dataclass(frozen=True, slots=True)
class RecentPlace:
    """Where the user was: `sections` lead to it from the outside, `time` is ISO in UTC."""

    passage: Passage
    title: str
    sections: tuple[str, ...]
    time: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the user keeps under a name; `time` is ISO in UTC."""

    name: str
    query: str
    scope: SearchScope
    time: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The health of the three parts ("ok", "repaired", "damaged", "missing") and what is wrong."""

    library: str
    personal: str
    index: str
    problems: tuple[Message, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, or nothing any more."""
        return {self.library, self.personal, self.index} <= {"ok", "repaired"}


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme of a paragraph, with its name and the terms that speak for it."""

    theme: str
    name: str
    score: float
    reasons: tuple[str, ...]
    state: EntryState = EntryState.AUTOMATIC


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme of the outline and how many passages stand under it and the themes below it."""

    theme: Theme
    entries: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage under a theme, with the title of its document."""

    entry: ThemeEntry
    title: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the user decided on a theme and those below it that its list does not show.

    `removed` are passages that do not belong to it, in text order; `lost` decisions whose words
    are not in the library any more: kept, for they may come back.
    """

    removed: tuple[Entry, ...]
    lost: tuple[Decision, ...]

    def __len__(self) -> int:
        return len(self.removed) + len(self.lost)
