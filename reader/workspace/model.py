"""Values that the workspace hands to the window and to the commands."""

from dataclasses import dataclass

from reader.documents.model import Paragraph, Section
from reader.library.model import DocumentRecord
from reader.messages import Message
from reader.themes.model import Theme, ThemeEntry


@dataclass(frozen=True, slots=True)
class Text:
    """A document opened for reading."""

    record: DocumentRecord
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]


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
    """Exact totals and the first hits. `complete` tells whether all hits are listed."""

    query: str
    paragraphs: int
    occurrences: int
    documents: int
    hits: tuple[SearchHit, ...]

    @property
    def complete(self) -> bool:
        """Whether every matching paragraph is among the hits."""
        return len(self.hits) == self.paragraphs


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
