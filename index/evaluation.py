"""Evaluating a query over a snapshot: whole sets at a time, in numpy."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.gram_reader import NO_MATCHES, Matches, intersection
from index.occurrences import Span, near_spans
from index.postings import Ordinals
from index.snapshot import Mask, Snapshot
from index.tree import (
    And,
    Condition,
    DateWithin,
    GenreIs,
    InTheme,
    Literal,
    MetadataContains,
    Near,
    Not,
    Nothing,
    Or,
    Query,
    positive_literals,
    positive_nears,
)

Themes = Callable[[str], frozenset[tuple[str, int]]]
"""The passages of a theme, given its name as it stands in the query."""

_SPARSE = 1000


@dataclass(frozen=True, slots=True, eq=False)
class NearMatches:
    """Paragraphs where a NEAR holds; `spans` has those of each of them in its folded text."""

    matches: Matches
    spans: dict[int, frozenset[Span]]


class Evaluation:
    """One search. Remembers what it has looked up; used by one thread and thrown away."""

    def __init__(
        self, snapshot: Snapshot, literal: Callable[[str], Matches], themes: Themes
    ) -> None:
        self._snapshot = snapshot
        self._literal = literal
        self._themes = themes
        self._nears: dict[Near, NearMatches] = {}

    def ordinals(self, tree: Query) -> Ordinals:
        """The paragraphs that satisfy the query, ascending."""
        match tree:
            case Literal(text):
                return self._literal(text).ordinals
            case Near():
                return self._near(tree).matches.ordinals
            case And(parts):
                return self._all(parts)
            case Or(parts):
                return self._any(parts)
            case Not(part):
                return self._but(self._snapshot.everything, part)
            case Nothing():
                return NO_MATCHES.ordinals
            case _:
                return self._mask(tree).nonzero()[0].astype(np.uint32)

    def occurrences(self, tree: Query, found: Ordinals) -> int:
        """How many spans the query has in these paragraphs."""
        literals = positive_literals(tree)
        total = 0
        for literal in literals:
            matches = self._literal(literal.text)
            total += int(_values_at(matches, matches.frequencies, found, self._snapshot.size).sum())
        nears = positive_nears(tree)
        if nears:
            total += self._near_occurrences(nears, {literal.text for literal in literals}, found)
        return total

    def scores(self, tree: Query, found: Ordinals) -> npt.NDArray[np.float32]:
        """BM25 of these paragraphs: the sum over literals and NEAR pairs.

        A heading scores more than any other paragraph can: its BM25 and one more than the most
        that the query can give.
        """
        snapshot = self._snapshot
        total = np.zeros(len(found), np.float32)
        most = 1.0
        wanted = [self._literal(literal.text) for literal in positive_literals(tree)]
        wanted += [self._near(near).matches for near in positive_nears(tree)]
        for matches in wanted:
            total += _values_at(matches, snapshot.weights(matches), found, snapshot.size)
            most += snapshot.most_weight(len(matches.ordinals))
        total[snapshot.headings[found]] += np.float32(most)
        return total

    def _all(self, parts: tuple[Query, ...]) -> Ordinals:
        """Intersect, what is likely to be rare first; stop when nothing is left."""
        wanted: list[Query] = sorted(
            (p for p in parts if not isinstance(p, Not)), key=_rarest_first
        )
        found = self.ordinals(wanted[0]) if wanted else self._snapshot.everything
        for part in wanted[1:]:
            if len(found):
                found = intersection(found, self.ordinals(part), self._snapshot.size)
        for part in parts:
            if isinstance(part, Not) and len(found):
                found = self._but(found, part.part)
        return found

    def _any(self, parts: tuple[Query, ...]) -> Ordinals:
        present = np.zeros(self._snapshot.size, bool)
        for part in parts:
            present[self.ordinals(part)] = True
        return present.nonzero()[0].astype(np.uint32)

    def _but(self, found: Ordinals, unwanted: Query) -> Ordinals:
        absent = np.ones(self._snapshot.size, bool)
        absent[self.ordinals(unwanted)] = False
        return found[absent[found]]

    def _mask(self, condition: Condition) -> Mask:
        snapshot = self._snapshot
        records = snapshot.records
        match condition:
            case InTheme(name):
                mask = np.zeros(snapshot.size, bool)
                mask[snapshot.ordinals_of(self._themes(name))] = True
                return mask & snapshot.alive
            case MetadataContains(attribute, text):
                values = snapshot.folded_metadata[attribute]
                chosen = [place for place, value in enumerate(values) if text in value]
            case GenreIs(genre):
                chosen = [place for place, record in enumerate(records) if record.genre == genre]
            case DateWithin(dates):
                days = snapshot.days
                chosen = [
                    place for place, day in enumerate(days) if day is not None and dates.meets(day)
                ]
        return snapshot.mask_of_documents(chosen)

    def _near(self, near: Near) -> NearMatches:
        if near not in self._nears:
            self._nears[near] = self._find_near(near)
        return self._nears[near]

    def _find_near(self, near: Near) -> NearMatches:
        snapshot = self._snapshot
        both = intersection(
            self._literal(near.first.text).ordinals,
            self._literal(near.second.text).ordinals,
            snapshot.size,
        )
        spans = {
            ordinal: found
            for ordinal in both.tolist()
            if (found := near_spans(snapshot.paragraph(ordinal), near))
        }
        ordinals = np.array(list(spans), np.uint32)
        frequencies = np.array([len(found) for found in spans.values()], np.uint32)
        return NearMatches(Matches(ordinals, frequencies), spans)

    def _near_occurrences(self, nears: tuple[Near, ...], counted: set[str], found: Ordinals) -> int:
        """The distinct spans of NEAR pairs, but those of literals that are counted already."""
        known = [self._near(near).spans for near in nears]
        held = set().union(*known) & set(found.tolist())
        total = 0
        for ordinal in held:
            spans = frozenset[Span]().union(*(item.get(ordinal, ()) for item in known))
            text = self._snapshot.paragraph(ordinal)
            total += sum(text[start:end] not in counted for start, end in spans)
        return total


def _rarest_first(part: Query) -> tuple[int, int]:
    """Longer literals tend to be rarer, conditions on texts tend to hold for much."""
    if isinstance(part, Literal):
        return (0, -len(part.text))
    if isinstance(part, Near | And | Or):
        return (1, 0)
    return (2, 0)


def _values_at(
    matches: Matches, values: npt.NDArray[np.generic], found: Ordinals, size: int
) -> npt.NDArray[np.float32]:
    """For each paragraph in `found` its value, one for each of `matches`; 0 where it has none."""
    ordinals = matches.ordinals
    if len(ordinals) == len(found) and (ordinals is found or np.array_equal(ordinals, found)):
        return values.astype(np.float32, copy=False)
    if not len(ordinals) or not len(found):
        return np.zeros(len(found), np.float32)
    if len(found) < _SPARSE:
        places = ordinals.searchsorted(found)
        places[places == len(ordinals)] = 0
        return np.where(ordinals[places] == found, values[places], 0).astype(np.float32)
    dense = np.zeros(size, np.float32)
    dense[ordinals] = values
    return dense[found]
