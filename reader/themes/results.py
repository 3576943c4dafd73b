"""What an assignment found, ready to be asked: by paragraph, by theme, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.themes.model import Assignment, Outline

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class EntryOrder(StrEnum):
    """How the entries of a theme are listed."""

    SCORE = "score"
    TEXT = "text"


class ParagraphTable:
    """The paragraphs of a library, one row each, in the order in which entries are listed.

    Built from (document id, paragraph number, length in characters); junk is left out by whoever
    builds it. Does not change afterwards.
    """

    def __init__(self, paragraphs: Iterable[tuple[str, int, int]]) -> None:
        self.keys: list[tuple[str, int]] = []
        self.lengths: list[int] = []
        self._rows: dict[str, dict[int, int]] = {}
        for row, (document, number, length) in enumerate(paragraphs):
            numbers = self._rows.setdefault(document, {})
            if number in numbers:
                raise ValueError(f"paragraph {document}:{number} stands twice")
            numbers[number] = row
            self.keys.append((document, number))
            self.lengths.append(length)

    def __len__(self) -> int:
        return len(self.keys)

    def row(self, document: str, number: int) -> int | None:
        """The row of a paragraph, or None where it is not in the table."""
        numbers = self._rows.get(document)
        return None if numbers is None else numbers.get(number)

    def rows(self, document: str) -> list[int]:
        """The rows of a document's paragraphs, in their order."""
        return list(self._rows.get(document, {}).values())


@dataclass(frozen=True, slots=True, eq=False)
class TermColumn:
    """Where a term counts: parallel arrays, rows ascending.

    `counts` are the occurrences that no longer term covers, `values` what they are worth in a
    theme where the term's weight is 1.
    """

    text: str
    rows: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Assignments:
    """The themes of all paragraphs of a library under one outline.

    `rows`, `themes` (positions in the outline) and `scores` are parallel, by row and in it best
    first. Reasons are worked out only for the entries that somebody asks for.
    """

    outline: Outline
    paragraphs: ParagraphTable
    columns: Mapping[str, TermColumn]
    rows: npt.NDArray[np.int64]
    themes: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float64]

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
        wanted = np.isin(self.rows, self.paragraphs.rows(document))
        return iter(self._assignments(np.flatnonzero(wanted)))

    def entries(self, theme: str, order: EntryOrder = EntryOrder.SCORE) -> tuple[Assignment, ...]:
        """The entries of a theme and of those below it.

        A paragraph that stands under several of them is listed once, under the best one.

        Raises:
            KeyError: the outline has no such theme.
        """
        import numpy as np

        below = np.isin(self.themes, self._below()[theme])
        places = np.flatnonzero(below)
        # within a row the best comes first, and unique keeps the first
        _, firsts = np.unique(self.rows[places], return_index=True)
        places = places[firsts]
        if order is EntryOrder.SCORE:
            places = places[np.argsort(-self.scores[places], kind="stable")]
        return self._assignments(places)

    def passages(self, theme: str) -> frozenset[tuple[str, int]]:
        """The (document, paragraph) pairs under a theme and under those below it.

        Raises:
            KeyError: the outline has no such theme.
        """
        import numpy as np

        below = np.isin(self.themes, self._below()[theme])
        keys = self.paragraphs.keys
        return frozenset(keys[row] for row in np.unique(self.rows[below]).tolist())

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
        distinct = np.unique(np.concatenate(pairs))
        return (distinct // size).astype(np.int32), (distinct % size).astype(np.int32)

    def counts(self) -> dict[str, int]:
        """For each theme the number of paragraphs under it and under those below it."""
        import numpy as np

        return {
            theme: len(np.unique(self.rows[np.isin(self.themes, positions)]))
            for theme, positions in self._below().items()
        }

    def own_counts(self) -> dict[str, int]:
        """For each theme the number of paragraphs under itself alone."""
        import numpy as np

        totals = np.bincount(self.themes, minlength=len(self.outline.themes))
        return {
            theme.id: int(total) for theme, total in zip(self.outline.themes, totals, strict=True)
        }

    def _below(self) -> dict[str, list[int]]:
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
        import numpy as np

        reasons: dict[int, tuple[str, ...]] = {}
        for position in np.unique(self.themes[places]).tolist():
            own = places[self.themes[places] == position]
            reasons.update(zip(own.tolist(), self._reasons(position, self.rows[own]), strict=True))
        found = []
        for place in places.tolist():
            document, paragraph = self.paragraphs.keys[int(self.rows[place])]
            theme = self.outline.themes[int(self.themes[place])].id
            score = round(float(self.scores[place]), 4)
            found.append(Assignment(document, paragraph, theme, score, reasons[place]))
        return tuple(found)

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
