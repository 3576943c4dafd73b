"""What an assignment found, ready to be asked: by paragraph, by theme, in numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from reader.themes.model import Assignment, Outline

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Of a key of 64 bits so many are the number of the paragraph; the others count the documents.
_NUMBER_BITS = 32
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1


class EntryOrder(StrEnum):
    """How the entries of a theme are listed."""

    SCORE = "score"
    TEXT = "text"


class ParagraphTable:
    """The paragraphs of a library, one row each, in the order in which entries are listed.

    Built from (document id, paragraph number, length in characters), the paragraphs of a document
    together and in their order; junk is left out by whoever builds it. Does not change afterwards.
    A library may have a million paragraphs: twelve bytes each.
    """

    def __init__(self, paragraphs: Iterable[tuple[str, int, int]]) -> None:
        import numpy as np

        self.documents: list[str] = []
        self._places: dict[str, int] = {}
        keys, lengths = array("q"), array("i")
        for document, number, length in paragraphs:
            place = self._places.setdefault(document, len(self.documents))
            if place == len(self.documents):
                self.documents.append(document)
            key = place << _NUMBER_BITS | number
            if keys and key <= keys[-1]:
                raise ValueError(f"paragraph {document}:{number} stands twice or out of order")
            keys.append(key)
            lengths.append(length)
        self._keys = np.frombuffer(keys, np.int64) if keys else np.zeros(0, np.int64)
        self.lengths = np.frombuffer(lengths, np.int32) if lengths else np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> Sequence[tuple[str, int]]:
        """(document, number) of every row."""
        return _Keys(self.documents, self._keys)

    def row(self, document: str, number: int) -> int | None:
        """The row of a paragraph, or None where it is not in the table."""
        rows, known = self.find([document], [number])
        return int(rows[0]) if known[0] else None

    def find(
        self, documents: Sequence[str], numbers: Sequence[int]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """The rows of paragraphs, and which of them are in the table at all. Parallel."""
        import numpy as np

        places = np.fromiter(
            (self._places.get(document, -1) for document in documents), np.int64, len(documents)
        )
        keys = places << _NUMBER_BITS | np.asarray(numbers, np.int64)
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        rows = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return rows, (self._keys[rows] == keys) & (places >= 0)

    def rows(self, document: str) -> range:
        """The rows of a document's paragraphs, in their order."""
        import numpy as np

        place = self._places.get(document)
        if place is None:
            return range(0)
        bounds = [place << _NUMBER_BITS, (place + 1) << _NUMBER_BITS]
        first, last = np.searchsorted(self._keys, bounds).tolist()
        return range(first, last)


class _Keys(Sequence[tuple[str, int]]):
    """The rows of a table as pairs that are made when somebody looks at them."""

    def __init__(self, documents: Sequence[str], keys: npt.NDArray[np.int64]) -> None:
        self._documents = documents
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, row: int) -> tuple[str, int]: ...

    @overload
    def __getitem__(self, row: slice) -> list[tuple[str, int]]: ...

    def __getitem__(self, row: int | slice) -> tuple[str, int] | list[tuple[str, int]]:
        if isinstance(row, slice):
            return [self._pair(key) for key in self._keys[row].tolist()]
        return self._pair(int(self._keys[row]))

    def _pair(self, key: int) -> tuple[str, int]:
        return self._documents[key >> _NUMBER_BITS], key & _NUMBER_MASK


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
