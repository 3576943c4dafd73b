"""Values of the personal data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.documents.model import AnchorState, Passage, Selector

if TYPE_CHECKING:
    from reader.themes.model import EntryState


class AnnotationKind(StrEnum):
    """What the user put on a passage."""

    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A bookmark, highlight or note. Times are ISO in UTC."""

    id: str
    kind: AnnotationKind
    selector: Selector
    note: str
    folder: str
    tags: tuple[str, ...]
    created: str
    modified: str
    library: str
    title: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An annotation with the place where its words stand now (None when they are lost)."""

    annotation: Annotation
    passage: Passage | None
    state: AnchorState


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided on a passage under a theme: added, kept or removed.

    `decided` is ISO in UTC; `library` and `title` (of the document) are those of that time.
    """

    key: str
    theme: str
    selector: Selector
    state: "EntryState"
    decided: str
    library: str
    title: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A passage that was shown; `title` is the document's at that time, `time` ISO in UTC."""

    passage: Passage
    title: str
    library: str
    time: str


@dataclass(frozen=True, slots=True)
class RecentQuery:
    """A query that was asked; `time` is ISO in UTC."""

    text: str
    time: str


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """A search under a name; `scope` has the values of each restricted part of its scope."""

    name: str
    query: str
    scope: Mapping[str, tuple[str, ...]]
    saved: str


@dataclass(frozen=True, slots=True)
class Collection:
    """文献夹: a folder of documents of one library, the user's own.

    Filled by hand, `documents` are its members in the user's order, also those that the library
    does not hold at present; a folder of a `search` has the documents that match now instead.
    `parent` is the folder it lies in, None at the top.
    """

    id: str
    name: str
    parent: str | None
    documents: tuple[str, ...] = ()
    search: StoredSearch | None = None
