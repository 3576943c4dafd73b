"""Which strings of a text have posting lists.

- Every pair of units, key = first << 16 | second. This is what makes every search exact.
- The frequent triples, key = first << 32 | second << 16 | third. To look for a frequent word in
  the texts themselves would take longest, and few triples are frequent: 10,000 of 900,000 occur
  more often than once in a thousand paragraphs.
- The frequent units, which begin so many pairs that it takes long to unite these.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from index.bulk_fold import LINE_FEED, Units
from index.inversion import BLOCK, Inversion, Packed, inversion_of

FREQUENT_LEAST = 64
TRIPLE_SHARE = 0.001
UNIT_SHARE = 0.25
"""What occurs at least so often, and that often for each paragraph, is frequent."""

_Ordinals = npt.NDArray[np.uint32]
_ORDINAL_BITS = 32
_RANK_BITS = 12
_TRIPLE_ORDINAL_BITS = 64 - 3 * _RANK_BITS


class Inverter:
    """Inverts the paragraphs of one segment, each of which ends in a line feed.

    Takes eight bytes a unit, used again for every inversion: fresh memory is slow.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._counts = np.bincount(units, minlength=0x10000)
        self._room = np.empty(len(units), np.uint64)

    def pairs(self) -> Inversion:
        """Invert all pairs of units."""

        def pack(here: Units, ordinals: _Ordinals) -> Packed:
            packed = here[:-1].astype(np.uint64)
            packed <<= np.uint64(16)
            packed |= here[1:]
            packed <<= np.uint64(_ORDINAL_BITS)
            packed |= ordinals[:-1]
            return np.compress(here[:-1] != LINE_FEED, packed)

        inversion = inversion_of(self._gathered(pack), _ORDINAL_BITS)
        return replace(inversion, keys=inversion.keys.astype(np.uint32))

    def frequent_units(self) -> Inversion:
        """Invert only the units that are frequent."""
        frequent = self._counts >= self._least(UNIT_SHARE)
        frequent[LINE_FEED] = False

        def pack(here: Units, ordinals: _Ordinals) -> Packed:
            places = frequent[here].nonzero()[0]
            packed = here.take(places).astype(np.uint64)
            packed <<= np.uint64(_ORDINAL_BITS)
            packed |= ordinals.take(places)
            return packed

        inversion = inversion_of(self._gathered(pack), _ORDINAL_BITS)
        return replace(inversion, keys=inversion.keys.astype(np.uint32))

    def frequent_triples(self) -> Inversion:
        """Invert only the triples that are frequent.

        They consist of units that are as frequent, which are few enough to be numbered with 12
        bits; of more than that the most frequent are taken.
        """
        least = self._least(TRIPLE_SHARE)
        alphabet = _alphabet(self._counts, least)
        ranks = np.zeros(0x10000, np.uint16)
        ranks[alphabet] = np.arange(1, len(alphabet) + 1, dtype=np.uint16)

        def pack(here: Units, ordinals: _Ordinals) -> Packed:
            ranked = ranks[here]
            places = ((ranked[:-2] > 0) & (ranked[1:-1] > 0) & (ranked[2:] > 0)).nonzero()[0]
            packed = ranked.take(places).astype(np.uint64)
            for following in (1, 2):
                packed <<= np.uint64(_RANK_BITS)
                packed |= ranked.take(places + following)
            packed <<= np.uint64(_TRIPLE_ORDINAL_BITS)
            packed |= ordinals.take(places)
            return packed

        inversion = inversion_of(self._gathered(pack), _TRIPLE_ORDINAL_BITS, least)
        return replace(inversion, keys=_unranked(inversion.keys, alphabet))

    def _least(self, share: float) -> int:
        """How often something occurs that is frequent."""
        return max(FREQUENT_LEAST, int(share * self._counts[LINE_FEED]))

    def _gathered(self, pack: Callable[[Units, _Ordinals], Packed]) -> Packed:
        """The occurrences in all paragraphs; `pack` gives those in a few, at most one a unit."""
        size = 0
        for first, ordinals in _blocks_of_paragraphs(self._units):
            found = pack(self._units[first : first + len(ordinals)], ordinals)
            self._room[size : size + len(found)] = found
            size += len(found)
        return self._room[:size]


def _blocks_of_paragraphs(units: Units) -> Iterator[tuple[int, _Ordinals]]:
    """Whole paragraphs, some at a time: where they start, and the ordinal of each unit."""
    start = ordinal = 0
    while start < len(units):
        end = start + BLOCK
        while not len(ends := (units[start:end] == LINE_FEED).nonzero()[0]):
            end += BLOCK
        lengths = np.diff(ends, prepend=-1)
        numbers = np.arange(ordinal, ordinal + len(ends), dtype=np.uint32)
        yield start, np.repeat(numbers, lengths)
        start += int(ends[-1]) + 1
        ordinal += len(ends)


def _alphabet(counts: npt.NDArray[np.intp], least: int) -> npt.NDArray[np.intp]:
    """Units that occur at least so often, in ascending order; as many as ranks can number."""
    candidates = counts.copy()
    candidates[LINE_FEED] = 0
    most = (1 << _RANK_BITS) - 1
    limit = max(least, int(np.partition(candidates, -most)[-most]) + 1)
    return (candidates >= limit).nonzero()[0]


def _unranked(ranks: Packed, alphabet: npt.NDArray[np.intp]) -> Packed:
    """Three ranks -> three units; the order stays."""
    mask = np.uint64((1 << _RANK_BITS) - 1)
    keys = np.zeros(len(ranks), np.uint64)
    for place in (2, 1, 0):
        keys <<= np.uint64(16)
        rank = (ranks >> np.uint64(place * _RANK_BITS)) & mask
        keys |= alphabet[rank.astype(np.intp) - 1].astype(np.uint64)
    return keys
