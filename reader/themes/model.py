"""Values of the theme outline."""

from dataclasses import dataclass
from enum import StrEnum

from reader.documents.model import Passage


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that speaks for a theme; `weight` is 1.0 for an ordinary one."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A node of a theme outline."""

    id: str
    name: str
    parent: str | None
    terms: tuple[Term, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A tree of themes in reading order; every parent stands before its children."""

    id: str
    name: str
    themes: tuple[Theme, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for theme in self.themes:
            if theme.id in seen:
                raise ValueError(f"theme {theme.id!r} stands twice")
            if theme.parent is not None and theme.parent not in seen:
                raise ValueError(f"theme {theme.id!r} stands before its parent")
            seen.add(theme.id)


class EntryState(StrEnum):
    """How a passage came under a theme."""

    AUTOMATIC = "automatic"
    ADDED = "added"
    KEPT = "kept"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A theme of a paragraph. `reasons` are the terms found, as "督查 ×2", heaviest first.

    The score is that of the terms, whoever put the paragraph under the theme.
    """

    document: str
    paragraph: int
    theme: str
    score: float
    reasons: tuple[str, ...]
    state: EntryState = EntryState.AUTOMATIC


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """A passage under a theme."""

    theme: str
    passage: Passage
    state: EntryState
    score: float
    reasons: tuple[str, ...]
