"""Places on a page, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """A place that somebody reads at: a paragraph and how far its top is below that of the view.

    `offset` is in logical pixels, and negative where the top is scrolled out.
    """

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A border between two characters: the number of the paragraph, an index into its text."""

    paragraph: int
    index: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """What stays where it is when widths and sizes change.

    The top of the line with character `index` of `piece` (of the piece itself: None) stands
    `offset` pixels below the `share` (0 to 1) of the height of the view.
    """

    piece: int
    index: int | None
    share: float
    offset: float
