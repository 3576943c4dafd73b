"""What stands under the themes of a library: found by their terms, and as the user decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from index.model import Grouping
from reader.documents.model import Passage
from reader.library.decisions import Stamp
from reader.themes.deciding import lay_over
from reader.themes.model import Assignment, EntryState, Outline
from reader.themes.results import Assignments, Spot
from reader.workspace.rulings import Ruling, is_whole

Places = frozenset[tuple[str, int]]


@dataclass(frozen=True, eq=False)
class Found:
    """What the terms found in one state of the texts and of the outline."""

    sequence: int
    outline: Outline
    assignments: Assignments


@dataclass(frozen=True, eq=False)
class Decided:
    """What the terms found, with the user's decisions on top; holds while both hold.

    `rulings` are the decisions on each paragraph under each theme, the latest last: that one
    counts. `lost` are those whose words are not there any more, or are no text now.
    """

    found: Found
    stamp: Stamp
    assignments: Assignments
    rulings: Mapping[Spot, tuple[Ruling, ...]]
    lost: tuple[Ruling, ...]
    _places: dict[str, Places] = field(default_factory=dict)

    @cached_property
    def grouping(self) -> Grouping:
        """The paragraphs under each theme and those below it."""
        rows, groups = self.assignments.memberships()
        keys, themes = self.assignments.paragraphs.keys, self.found.outline.themes
        return Grouping(keys, rows, groups, len(themes))

    def places(self, theme: str) -> Places:
        """The paragraphs under a theme: one and the same set whenever it is asked for."""
        if theme not in self._places:
            self._places[theme] = self.assignments.passages(theme)
        return self._places[theme]

    def spot(self, theme: str, document: str, paragraph: int) -> Spot | None:
        """A paragraph under a theme in the arrays; None where one of them is not there."""
        row = self.assignments.paragraphs.row(document, paragraph)
        position = self.positions.get(theme)
        return None if row is None or position is None else (row, position)

    @cached_property
    def positions(self) -> dict[str, int]:
        """The position of each theme in the outline."""
        return {theme.id: number for number, theme in enumerate(self.found.outline.themes)}

    def passage(self, item: Assignment, text: str) -> Passage:
        """The passage of an entry: its paragraph, or as much of it as the user added."""
        whole = Passage(item.document, item.paragraph, 0, len(text), text)
        if item.state is EntryState.AUTOMATIC:
            return whole
        spot = self.spot(item.theme, item.document, item.paragraph)
        rulings = () if spot is None else self.rulings.get(spot, ())
        if not rulings or is_whole(rulings[-1].decision.selector):
            return whole
        return rulings[-1].passage or whole

    def removed(self, theme: str) -> tuple[Assignment, ...]:
        """The paragraphs that were removed from a theme or those below it, in text order.

        Each once, under the theme that its terms say most for; not those that stand under the
        theme for another reason.
        """
        import numpy as np

        below = self.assignments.below()[theme]
        there = np.isin(self.assignments.themes, below)
        listed = set(self.assignments.rows[there].tolist())
        spots = [
            spot
            for spot, rulings in self.rulings.items()
            if spot[1] in below
            and spot[0] not in listed
            and rulings[-1].decision.state is EntryState.REMOVED
        ]
        best: dict[int, Assignment] = {}
        entries = self.assignments.at(spots, EntryState.REMOVED)
        for (row, _), item in sorted(zip(spots, entries, strict=True), key=lambda pair: pair[0]):
            if row not in best or item.score > best[row].score:
                best[row] = item
        return tuple(best.values())


def decide(found: Found, stamp: Stamp, rulings: Iterable[Ruling], settled: bool) -> Decided:
    """Put decisions on top; those on themes that the outline does not have wait for them.

    Unless the texts are `settled`, some may be on paragraphs that are still to be looked at.
    """
    positions = {theme.id: number for number, theme in enumerate(found.outline.themes)}
    placed: dict[Spot, tuple[Ruling, ...]] = {}
    lost = []
    for ruling in rulings:
        position, row = positions.get(ruling.decision.theme), _row(found, ruling.passage)
        if position is None:
            continue
        if row is None and (settled or ruling.passage is None):
            lost.append(ruling)
        if row is not None:
            placed[row, position] = (*placed.get((row, position), ()), ruling)
    states = {spot: rulings[-1].decision.state for spot, rulings in placed.items()}
    return Decided(found, stamp, lay_over(found.assignments, states), placed, tuple(lost))


def _row(found: Found, passage: Passage | None) -> int | None:
    if passage is None:
        return None
    return found.assignments.paragraphs.row(passage.document, passage.paragraph)
