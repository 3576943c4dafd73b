"""The values that cross the border of the index.

Offsets are Python string indexes, ends exclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class IndexedParagraph:
    """One unit of search: a paragraph as the library stores it (junk never comes in)."""

    number: int
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A text with the metadata that field queries and sorting need.

    `date` is ISO as exact as known ("2014", "2014-05", "2014-05-08") or None; `genre` is
    "original", "commentary" or "other".
    """

    document: str
    title: str
    author: str | None
    source: str | None
    date: str | None
    genre: str
    paragraphs: tuple[IndexedParagraph, ...]


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    DATE = "date"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that satisfies the query.

    `score` is BM25 over paragraphs; that of a heading is raised above all that is none.
    """

    document: str
    paragraph: int
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """Exact totals over the whole library and the first hits in the order asked for.

    `occurrences` counts, over all matching paragraphs, the spans that `index.search.spans`
    gives for the query: every non-overlapping occurrence of each distinct positive literal.
    """

    paragraphs: int
    occurrences: int
    documents: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A restriction that comes from outside: whole documents, or single paragraphs."""

    documents: frozenset[str] | None = None
    paragraphs: frozenset[tuple[str, int]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Groups of paragraphs that come from outside, such as themes, to count the found ones by.

    Paragraph `passages[rows[i]]`, a (document, number), stands in group number `groups[i]` (from
    0, below `count`); each such pair is there once. Parallel arrays of any integer type.
    """

    passages: Sequence[tuple[str, int]]
    rows: "npt.NDArray[np.integer]"
    groups: "npt.NDArray[np.integer]"
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many of the found paragraphs each document holds that has any, and each group."""

    paragraphs: int
    documents: dict[str, int]
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change record of the library: `document` was put (added or replaced) or removed."""

    sequence: int
    document: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Where one term occurs: parallel tuples of document id, paragraph number, frequency."""

    term: str
    documents: tuple[str, ...] = field(default=())
    paragraphs: tuple[int, ...] = field(default=())
    frequencies: tuple[int, ...] = field(default=())
