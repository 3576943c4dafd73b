"""The user's decisions laid over what the terms found.

Decisions are few and assignments many: the arrays are copied with the paragraphs of the decisions
taken out, and these put back as they are now. Nothing is worked out anew for the others.
Pure and without state; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.themes.distinct import distinct
from reader.themes.model import EntryState
from reader.themes.results import Assignments, Spot

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def lay_over(found: Assignments, decided: Mapping[Spot, EntryState]) -> Assignments:
    """Assignments without those that were removed, with those that were added or kept.

    `decided` has the state of a paragraph (its row) under a theme (its position); an added or
    kept one stands there whether the terms find it or not. In each paragraph added ones come
    first, the others by their scores. How many themes a paragraph may have is a rule for the
    terms: what somebody decides moves no other theme.
    """
    import numpy as np

    if not decided:
        return found
    rows = distinct(np.array([row for row, _ in decided], np.int64))
    scores = _scores(found, rows, decided)
    spots = sorted(scores, key=lambda spot: _order(spot, scores[spot], decided))
    taken = _places(found, rows)
    left = np.delete(found.rows, taken)
    come = np.array([row for row, _ in spots], np.int64)
    places = np.searchsorted(left, come)
    return replace(
        found,
        rows=np.insert(left, places, come),
        themes=np.insert(np.delete(found.themes, taken), places, [theme for _, theme in spots]),
        scores=np.insert(np.delete(found.scores, taken), places, [scores[spot] for spot in spots]),
        states={spot: state for spot, state in decided.items() if spot in scores},
    )


def _scores(
    found: Assignments, rows: npt.NDArray[np.int64], decided: Mapping[Spot, EntryState]
) -> dict[Spot, float]:
    """All that stands in these rows now, with the scores of the terms."""
    import numpy as np

    scores: dict[Spot, float] = {}
    places = _places(found, rows)
    for row, theme, score in zip(
        found.rows[places].tolist(),
        found.themes[places].tolist(),
        found.scores[places].tolist(),
        strict=True,
    ):
        if decided.get((row, theme)) is not EntryState.REMOVED:
            scores[row, theme] = score
    missing: dict[int, list[int]] = {}
    for (row, theme), state in decided.items():
        if state is not EntryState.REMOVED and (row, theme) not in scores:
            missing.setdefault(theme, []).append(row)
    for theme, own in missing.items():
        values = found.scores_of(theme, np.array(own, np.int64)).tolist()
        scores.update(zip(((row, theme) for row in own), values, strict=True))
    return scores


def _places(found: Assignments, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where in the arrays some rows stand, in order."""
    import numpy as np

    firsts = np.searchsorted(found.rows, rows).tolist()
    ends = np.searchsorted(found.rows, rows, side="right").tolist()
    spans = [np.arange(first, end) for first, end in zip(firsts, ends, strict=True)]
    return np.concatenate(spans)


def _order(
    spot: Spot, score: float, decided: Mapping[Spot, EntryState]
) -> tuple[int, bool, float, int]:
    row, theme = spot
    return row, decided.get(spot) is not EntryState.ADDED, -score, theme
