"""Which paragraphs belong to which themes: by weighted terms, set at a time.

A paragraph's score for a theme is the sum over the theme's terms of

    weight × rarity × saturation

* **weight** is the term's own, from the outline.
* **rarity** lies between 0 and 1: the inverse document frequency over the paragraphs of the
  library, ``log(1 + 1/p) / log(1 + RARE)`` and at most 1, where p is the share of paragraphs that
  hold the term. A term in one of `RARE` paragraphs or fewer is fully rare. p is smoothed as if
  `RARE` more paragraphs with one occurrence had been read, so that a library of two paragraphs
  gives sensible values; and it depends on shares only, so that scores and the threshold keep
  their meaning while a library grows.
* **saturation** is BM25's (Robertson and Zaragoza 2009): the first occurrence counts most, and
  the same number of occurrences counts more in a short paragraph than in a long one. The ordinary
  length is a constant and not the library's average: adding one text must not move the others.

How terms inside other terms are counted: `reader.themes.nesting`. A paragraph gets at most
`MOST_THEMES` themes, each with at least `LEAST_SCORE` and at least `LEAST_SHARE` of the score of
its best theme. The constants were chosen on the five texts of the gold labels, from a plateau
where neighbouring values change the F1 by about .01.

Nothing here knows where postings come from. Pure and without state; any thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from reader.themes.model import Outline, Theme
from reader.themes.nesting import containers
from reader.themes.paragraphs import ParagraphTable
from reader.themes.results import Assignments, TermColumn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Rows: TypeAlias = npt.NDArray[np.int64]
    _Scores: TypeAlias = npt.NDArray[np.float64]

MOST_THEMES = 3
LEAST_SCORE = 1.0
LEAST_SHARE = 0.35
RARE = 100
SATURATION = 2.0
LENGTH_SHARE = 0.5
ORDINARY_LENGTH = 200


class Postings(Protocol):
    """Where a term occurs: parallel sequences, one item a paragraph that holds it.

    `index.model.TermPostings` is one. A paragraph stands there once at most; `frequencies` are
    the non-overlapping occurrences in it.
    """

    @property
    def term(self) -> str:
        """The term as it stands in the outline."""

    @property
    def documents(self) -> Sequence[str]:
        """Document ids."""

    @property
    def paragraphs(self) -> Sequence[int]:
        """Paragraph numbers, from 1."""

    @property
    def frequencies(self) -> Sequence[int]:
        """Occurrences in the paragraph."""


def terms_of(outline: Outline) -> tuple[str, ...]:
    """The distinct terms of an outline: those whose postings `assign` wants."""
    return tuple(dict.fromkeys(term.text for theme in outline.themes for term in theme.terms))


def assign(
    outline: Outline, paragraphs: ParagraphTable, postings: Iterable[Postings]
) -> Assignments:
    """Assign all paragraphs of a library to the themes of one outline.

    Postings of paragraphs that are not in the table are left out (the index may be ahead of or
    behind the library), as are terms that the outline does not know; terms without postings
    occur nowhere.
    """
    known = frozenset(terms_of(outline))
    raw = {item.term: _columns_of(item, paragraphs) for item in postings if item.term in known}
    counted = _longest_wins(raw, len(paragraphs))
    saturated_at = _saturation_points(paragraphs)
    columns = {
        text: _column(text, rows, counts, len(raw[text][0]), saturated_at)
        for text, (rows, counts) in counted.items()
    }
    rows, themes, scores = _best(_candidates(outline.themes, columns, len(paragraphs)))
    return Assignments(outline, paragraphs, columns, rows, themes, scores)


def rarity(holders: int, paragraphs: int) -> float:
    """How much a term tells that stands in `holders` of so many paragraphs: above 0, up to 1."""
    share = (holders + 1) / (paragraphs + RARE)
    return min(1.0, math.log(1 + 1 / share) / math.log(1 + RARE))


def _columns_of(item: Postings, paragraphs: ParagraphTable) -> tuple[_Rows, _Rows]:
    """A term's rows in ascending order and its occurrences in them."""
    import numpy as np

    rows, known = paragraphs.find(item.documents, item.paragraphs)
    rows, counts = rows[known], np.asarray(item.frequencies, np.int64)[known]
    order = np.argsort(rows, kind="stable")
    return rows[order], counts[order]


def _longest_wins(
    raw: Mapping[str, tuple[_Rows, _Rows]], size: int
) -> dict[str, tuple[_Rows, _Rows]]:
    """Take from each term the occurrences inside longer ones; rows where none is left go."""
    import numpy as np

    counted: dict[str, tuple[_Rows, _Rows]] = {}
    scratch = np.zeros(size, dtype=np.int64)
    for text, longer in containers(raw).items():
        rows, counts = raw[text]
        if longer:
            scratch[rows] = counts
            for container, times in longer:
                covered, occurrences = counted[container]
                scratch[covered] -= times * occurrences
            counts = np.maximum(scratch[rows], 0)
        left = counts > 0
        counted[text] = rows[left], counts[left]
    return counted


def _saturation_points(paragraphs: ParagraphTable) -> _Scores:
    """BM25's K for every row: larger in long paragraphs, so that one occurrence says less."""
    import numpy as np

    lengths = np.asarray(paragraphs.lengths, dtype=np.float64)
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / ORDINARY_LENGTH)


def _column(
    text: str, rows: _Rows, counts: _Rows, holders: int, saturated_at: _Scores
) -> TermColumn:
    saturation = counts * (SATURATION + 1) / (counts + saturated_at[rows])
    values = rarity(holders, len(saturated_at)) * saturation
    # What is kept for each library is kept small.
    return TermColumn(text, rows.astype("int32"), counts.astype("int32"), values.astype("float32"))


def _candidates(
    themes: Sequence[Theme], columns: Mapping[str, TermColumn], size: int
) -> tuple[_Rows, _Rows, _Scores]:
    """Rows, theme positions and scores of all pairs that reach `LEAST_SCORE`."""
    import numpy as np

    all_rows, all_themes, all_scores = [], [], []
    scores = np.zeros(size)
    for position, theme in enumerate(themes):
        scores[:] = 0
        for term in theme.terms:
            column = columns.get(term.text)
            if column is not None:
                scores[column.rows] += term.weight * column.values
        rows = np.flatnonzero(scores >= LEAST_SCORE)
        all_rows.append(rows)
        all_themes.append(np.full(len(rows), position))
        all_scores.append(scores[rows])
    if not all_rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(all_rows), np.concatenate(all_themes), np.concatenate(all_scores)


def _best(candidates: tuple[_Rows, _Rows, _Scores]) -> tuple[_Rows, _Rows, _Scores]:
    """The themes that each row keeps, by row and then best first (the outline breaks ties)."""
    import numpy as np

    rows, themes, scores = candidates
    order = np.lexsort((themes, -scores, rows))
    rows, themes, scores = rows[order], themes[order], scores[order]
    first = np.searchsorted(rows, rows)
    rank = np.arange(len(rows)) - first
    kept = (rank < MOST_THEMES) & (scores >= LEAST_SHARE * scores[first])
    return rows[kept], themes[kept], scores[kept]
