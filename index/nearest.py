"""The nearest wording that the library does hold, for a literal that it does not.

One character away: complete, by `index.variants`. Two characters away (for literals of
`LONG` characters or more, where nothing is nearer): the paragraphs that share most of the
literal's pairs of characters, the rare ones above all, are aligned with it (`index.alignment`).
Two neighbours exchanged are two edits, but one slip: they are looked for in any case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.alignment import close_pieces, distance
from index.fold import fold_text
from index.model import Sort
from index.snapshot import Snapshot
from index.variants import SHORTEST, filled, shortened, swapped

LONG = 5
MOST_EDITS = 2
_MOST_SLIPS = 2
_ALIGNED_PARAGRAPHS = 150
_ALIGNED_CHARACTERS = 30_000


@dataclass(frozen=True, slots=True)
class Nearby:
    """A folded wording that the library holds, and `document` and `number` of a paragraph with it.

    `at_the_edge`: the literal without its first or last characters, perhaps with a mark in their
    place: less of a correction than the others.
    """

    text: str
    distance: int
    paragraphs: int
    at_the_edge: bool
    document: str
    number: int


def nearest(snapshot: Snapshot, literal: str, limit: int) -> tuple[Nearby, ...]:
    """What stands in the library and comes closest to a folded literal that does not.

    At most `limit` wordings, the best first: neighbours exchanged (two at most), one edit away,
    one edit away at the edge, two edits away; then by the number of paragraphs. If there is any
    wording one edit away, one is among the first three.
    """
    if len(literal) < SHORTEST:
        return ()
    near = _held(snapshot, literal, _one_away(snapshot, literal), limit)
    if not near and len(literal) >= LONG:
        near = _held(snapshot, literal, _two_away(snapshot, literal), limit)
    slips = _held(snapshot, literal, sorted(swapped(literal)), len(literal))
    commonest = sorted(slips, key=lambda item: -item.paragraphs)[:_MOST_SLIPS]
    known = {item.text for item in commonest}
    rest = [item for item in near if item.text not in known]
    rest.sort(key=lambda item: _best_first(literal, item))
    return (*commonest, *rest)[:limit]


def _best_first(literal: str, item: Nearby) -> tuple[int, bool, bool, int, bool, int, str]:
    """The order of wordings.

    One that stands inside of another has at least as many paragraphs, so with two edits those of
    the literal's length come first; with equal numbers those that keep both ends.
    """
    longer = abs(len(item.text) - len(literal))
    return (
        item.distance,
        item.at_the_edge,
        item.distance > 1 and longer > 0,
        -item.paragraphs,
        (item.text[0], item.text[-1]) != (literal[0], literal[-1]),
        longer,
        item.text,
    )


def _one_away(snapshot: Snapshot, literal: str) -> list[str]:
    """What is likely to be best first, by the rough counts."""
    rough = filled(snapshot, literal)
    inside = [text for text, _ in rough.most_common() if not _at_the_edge(literal, text)]
    edge = [text for text, _ in rough.most_common() if _at_the_edge(literal, text)]
    short = sorted(shortened(literal), key=lambda text: (_at_the_edge(literal, text), text))
    return [*short, *inside, *edge]


def _two_away(snapshot: Snapshot, literal: str) -> list[str]:
    """The wordings of the most similar paragraphs, the closest first."""
    distances: dict[str, int] = {}
    left = _ALIGNED_CHARACTERS
    for ordinal in _similar_paragraphs(snapshot, literal):
        text = snapshot.paragraph(ordinal)
        left -= len(text)
        if left < 0:
            break
        distances |= {piece: edits for edits, piece in close_pieces(literal, text, MOST_EDITS)}
    return sorted(distances, key=lambda piece: (distances[piece], piece))


def _similar_paragraphs(snapshot: Snapshot, literal: str) -> list[int]:
    """Those that hold most of the literal's pairs of characters, weighted by their rarity."""
    votes = np.zeros(snapshot.size, np.float32)
    for pair in {first + second for first, second in pairwise(literal)}:
        matches = snapshot.literal(pair)
        votes[matches.ordinals] += snapshot.most_weight(len(matches.ordinals))
    count = min(_ALIGNED_PARAGRAPHS, int(np.count_nonzero(votes)))
    if not count:
        return []
    best = np.argpartition(votes, len(votes) - count)[len(votes) - count :]
    ordered: list[int] = best[np.lexsort((best, -votes[best]))].tolist()
    return ordered


def _held(
    snapshot: Snapshot, literal: str, candidates: Iterable[str], limit: int
) -> tuple[Nearby, ...]:
    """The first `limit` candidates that living paragraphs hold, counted exactly."""
    found: list[Nearby] = []
    for text in candidates:
        # A space at the end, for instance, is part of no query.
        if len(text) < SHORTEST or text == literal or fold_text(text) != text:
            continue
        ordinals = snapshot.literal(text).ordinals
        if not len(ordinals):
            continue
        first = int(ordinals[np.argmin(snapshot.places(Sort.RELEVANCE, ordinals))])
        document = snapshot.records[int(snapshot.document_of[first])].document
        found.append(
            Nearby(
                text,
                distance(literal, text),
                len(ordinals),
                _at_the_edge(literal, text),
                document,
                int(snapshot.numbers[first]),
            )
        )
        if len(found) == limit:
            break
    return tuple(found)


def _at_the_edge(literal: str, text: str) -> bool:
    """Whether the text says no more than the literal without its first or last characters."""
    kept = text if text[0].isalnum() else text[1:]
    kept = kept if kept[-1:].isalnum() else kept[:-1]
    return kept in literal
