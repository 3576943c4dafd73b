"""What a query means: a tree of frozen nodes, free of the text that was typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.dates import DateRange


@dataclass(frozen=True, slots=True)
class Literal:
    """The folded paragraph contains this folded text (never empty)."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Both literals in one paragraph, at most `distance` folded characters between them.

    Either may come first; two that overlap are not near each other.
    """

    first: Literal
    second: Literal
    distance: int


@dataclass(frozen=True, slots=True)
class MetadataContains:
    """The folded `attribute` ("title", "author" or "source") of the document contains `text`."""

    attribute: str
    text: str


@dataclass(frozen=True, slots=True)
class GenreIs:
    """The document is "original", "commentary" or "other"."""

    genre: str


@dataclass(frozen=True, slots=True)
class DateWithin:
    """The date of the document, as far as it is known, overlaps the range."""

    range: DateRange


@dataclass(frozen=True, slots=True)
class InTheme:
    """The paragraph stands under a theme, whose name the caller of the search resolves."""

    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no paragraph: what an unfinished query with no condition yet comes to."""


@dataclass(frozen=True, slots=True)
class Not:
    """Every paragraph but those of `part`."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """Paragraphs that satisfy all parts (two or more)."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Paragraphs that satisfy any part (two or more)."""

    parts: tuple["Query", ...]


Condition = MetadataContains | GenreIs | DateWithin | InTheme
Leaf = Literal | Near | Condition | Nothing
Query = Leaf | Not | And | Or


def positive_literals(tree: Query) -> tuple[Literal, ...]:
    """The distinct literals that the query asks for, in the order of the query.

    These are highlighted, counted and ranked by. A literal under NOT is not among them.
    """
    found = [leaf for leaf in _positive_leaves(tree) if isinstance(leaf, Literal)]
    return tuple(dict.fromkeys(found))


def positive_nears(tree: Query) -> tuple[Near, ...]:
    """The distinct NEAR pairs that the query asks for, in the order of the query."""
    found = [leaf for leaf in _positive_leaves(tree) if isinstance(leaf, Near)]
    return tuple(dict.fromkeys(found))


def is_only_negative(tree: Query) -> bool:
    """Whether the query says only what is not wanted: "-甲" would match nearly everything.

    "甲 OR -乙" is odd but has a meaning, and is answered.
    """
    return next(_positive_leaves(tree), None) is None


def _positive_leaves(tree: Query, positive: bool = True) -> Iterator[Leaf]:
    if isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _positive_leaves(part, positive)
    elif isinstance(tree, Not):
        yield from _positive_leaves(tree.part, not positive)
    elif positive:
        yield tree
