"""What an assignment found, ready to be asked: by paragraph, by theme, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.themes.distinct import distinct, firsts
from reader.themes.model import Assignment, EntryState, Outline
from reader.themes.paragraphs import ParagraphTable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# A row of the table of paragraphs, and the position of a theme in the outline
Spot = tuple[int, int]


class EntryOrder(StrEnum):
    """How the entries of a theme are listed."""

    SCORE = "score"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class TermColumn:
    """Where a term counts: parallel arrays, rows ascending.

    `counts` are the occurrences that no longer term covers, `values` what they are worth in a
    theme where the term's weight is 1.
    """

    text: str
    rows: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Assignments:
    """The themes of all paragraphs of a library under one outline.

    `rows`, `themes` (positions in the outline) and `scores` are parallel, by row and in it best
    first. Reasons are worked out only for the entries that somebody asks for. `states` has those
    that the user added or kept (see reader.themes.deciding): added ones are the best.
    """

    outline: Outline
    paragraphs: ParagraphTable
    columns: Mapping[str, TermColumn]
    rows: npt.NDArray[np.int64]
    themes: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]
    states: Mapping[Spot, EntryState] = field(default_factory=dict)

    def of(self, document: str, paragraph: int) -> tuple[Assignment, ...]:
        """The themes of one paragraph, best first; none for a paragraph that is not there."""
        import numpy as np

        row = self.paragraphs.row(document, paragraph)
        if row is None:
            return ()
        first, last = np.searchsorted(self.rows, [row, row + 1])
        return self._assignments(np.arange(first, last))

    def all(self, document: str | None = None) -> Iterator[Assignment]:
        """Every assignment of a document or of the library, by paragraph and then best first."""
        import numpy as np

        if document is None:
            return iter(self._assignments(np.arange(len(self.rows))))
        rows = self.paragraphs.rows(document)
        first, last = np.searchsorted(self.rows, [rows.start, rows.stop])
        return iter(self._assignments(np.arange(first, last)))

    def entries(self, theme: str, order: EntryOrder = EntryOrder.SCORE) -> tuple[Assignment, ...]:
        """The entries of a theme and of those below it.

        A paragraph that stands under several of them is listed once, under the best one.

        Raises:
            KeyError: the outline has no such theme.
        """
        import numpy as np

        below = np.isin(self.themes, self.below()[theme])
        places = np.flatnonzero(below)
        # the rows ascend, and within a row the best comes first
        places = places[firsts(self.rows[places])]
        if order is EntryOrder.SCORE:
            places = places[np.lexsort((-self.scores[places], ~self._added(places)))]
        return self._assignments(places)

    def at(self, spots: Sequence[Spot], state: EntryState) -> tuple[Assignment, ...]:
        """What the terms say of paragraphs under themes, whether these hold them or not."""
        import numpy as np

        found: dict[Spot, Assignment] = {}
        for position in sorted({position for _, position in spots}):
            rows = np.array([row for row, theme in spots if theme == position], np.int64)
            scores, reasons = self.scores_of(position, rows), self._reasons(position, rows)
            for row, score, terms in zip(rows.tolist(), scores.tolist(), reasons, strict=True):
                found[row, position] = self._assignment(row, position, score, terms, state)
        return tuple(found[spot] for spot in spots)

    def scores_of(self, position: int, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """What the terms of a theme say of any rows, below the least score too."""
        import numpy as np

        scores = np.zeros(len(rows))
        for term in self.outline.themes[position].terms:
            column = self.columns.get(term.text)
            if column is not None and len(column.rows):
                at = np.minimum(np.searchsorted(column.rows, rows), len(column.rows) - 1)
                scores += np.where(column.rows[at] == rows, term.weight * column.values[at], 0)
        return scores

    def _added(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Which places in the arrays the user added."""
        import numpy as np

        size = len(self.outline.themes)
        added = [r * size + t for (r, t), s in self.states.items() if s is EntryState.ADDED]
        return np.isin(self.rows[places] * size + self.themes[places], np.array(added, np.int64))

    def passages(self, theme: str) -> frozenset[tuple[str, int]]:
        """The (document, paragraph) pairs under a theme and under those below it.

        Raises:
            KeyError: the outline has no such theme.
        """
        import numpy as np

        below = np.isin(self.themes, self.below()[theme])
        keys = self.paragraphs.keys
        return frozenset(keys[row] for row in distinct(self.rows[below]).tolist())

    def memberships(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Every row under every theme it belongs to, those above included; each pair once.

        Parallel arrays: rows, and positions of themes in the outline.
        """
        import numpy as np

        places = {theme.id: place for place, theme in enumerate(self.outline.themes)}
        above = [-1 if t.parent is None else places[t.parent] for t in self.outline.themes]
        parents = np.array(above, np.int64)
        size = max(1, len(parents))
        rows, themes = self.rows, self.themes
        pairs = [rows * size + themes]
        while len(rows):
            themes = parents[themes]
            rows, themes = rows[themes >= 0], themes[themes >= 0]
            pairs.append(rows * size + themes)
        found = distinct(np.concatenate(pairs))
        return (found // size).astype(np.int32), (found % size).astype(np.int32)

    def counts(self) -> dict[str, int]:
        """For each theme the number of paragraphs under it and under those below it."""
        import numpy as np

        return {
            theme: len(distinct(self.rows[np.isin(self.themes, positions)]))
            for theme, positions in self.below().items()
        }

    def below(self) -> dict[str, list[int]]:
        """For each theme the positions of itself and of all themes below it."""
        below: dict[str, list[int]] = {theme.id: [] for theme in self.outline.themes}
        parents = {theme.id: theme.parent for theme in self.outline.themes}
        for position, theme in enumerate(self.outline.themes):
            ancestor: str | None = theme.id
            while ancestor is not None:
                below[ancestor].append(position)
                ancestor = parents[ancestor]
        return below

    def _assignments(self, places: npt.NDArray[np.intp]) -> tuple[Assignment, ...]:
        """Assignments with reasons for places in the arrays, in the order given."""
        reasons: dict[int, tuple[str, ...]] = {}
        for position in distinct(self.themes[places]).tolist():
            own = places[self.themes[places] == position]
            reasons.update(zip(own.tolist(), self._reasons(position, self.rows[own]), strict=True))
        found = []
        for place in places.tolist():
            row, position = int(self.rows[place]), int(self.themes[place])
            state = self.states.get((row, position), EntryState.AUTOMATIC)
            score = float(self.scores[place])
            found.append(self._assignment(row, position, score, reasons[place], state))
        return tuple(found)

    def _assignment(
        self, row: int, position: int, score: float, reasons: tuple[str, ...], state: EntryState
    ) -> Assignment:
        document, paragraph = self.paragraphs.keys[row]
        theme = self.outline.themes[position].id
        return Assignment(document, paragraph, theme, round(score, 4), reasons, state)

    def _reasons(self, position: int, rows: npt.NDArray[np.int64]) -> list[tuple[str, ...]]:
        """For each row the terms of a theme that were found in it, heaviest first."""
        import numpy as np

        found: list[list[tuple[float, str]]] = [[] for _ in rows]
        for term in self.outline.themes[position].terms:
            column = self.columns.get(term.text)
            if column is None or not len(column.rows):
                continue
            at = np.minimum(np.searchsorted(column.rows, rows), len(column.rows) - 1)
            for here in np.flatnonzero(column.rows[at] == rows).tolist():
                place = at[here]
                worth = term.weight * float(column.values[place])
                found[here].append((-worth, _reason(term.text, int(column.counts[place]))))
        return [tuple(text for _, text in sorted(terms)) for terms in found]


def _reason(term: str, count: int) -> str:
    return term if count == 1 else f"{term} ×{count}"
