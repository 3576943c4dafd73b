"""Turning paragraphs into keys and their postings: sorting whole segments in numpy.

Two inversions of one text:

- every pair of units, key = first << 16 | second
- the frequent triples, key = first << 32 | second << 16 | third. To look for a frequent word
  in the texts themselves would take longest, and few triples are frequent: 10,000 of 900,000
  occur in more than a thousandth as many places as there are paragraphs.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from index import varints
from index.bulk_fold import LINE_FEED, Units

Ordinals = npt.NDArray[np.uint32]
_Packed = npt.NDArray[np.uint64]

FREQUENT_SHARE = 0.001
FREQUENT_LEAST = 64
"""A triple is frequent if it occurs at least so often, and once in a thousand paragraphs."""

_PAIR_BITS = 32
_RANK_BITS = 12
_TRIPLE_BITS = 64 - 3 * _RANK_BITS


@dataclass(frozen=True, slots=True, eq=False)
class Inversion:
    """The inverted file of one segment; key i has postings[offsets[i]:offsets[i + 1]].

    A posting is a varint of the distance to the paragraph before << 1, + 1 if the key occurs
    more than once there: then `frequencies` says how often, in the order of the postings.
    """

    keys: npt.NDArray[np.unsignedinteger]
    document_frequencies: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.uint32]
    postings: npt.NDArray[np.uint8]
    frequency_offsets: npt.NDArray[np.uint32]
    frequencies: npt.NDArray[np.unsignedinteger]


def invert_pairs(units: Units, starts: Ordinals) -> Inversion:
    """Invert paragraphs that start at `starts` (and end where the next does).

    Memory: about 30 bytes a unit at the peak.
    """
    pairs = units[:-1].astype(np.uint64)
    pairs <<= np.uint64(16)
    pairs |= units[1:]
    pairs <<= np.uint64(_PAIR_BITS)
    pairs |= _ordinals_of_units(starts)[:-1]
    pairs = pairs[units[:-1] != LINE_FEED]
    pairs.sort()
    inversion = _inversion(pairs, _PAIR_BITS)
    return replace(inversion, keys=inversion.keys.astype(np.uint32))


def invert_frequent_triples(units: Units, starts: Ordinals) -> Inversion:
    """Invert the frequent triples only; takes about the same memory as the pairs.

    They consist of frequent units, which are few enough to be numbered with 12 bits; of more
    than that the most frequent are taken.
    """
    least = max(FREQUENT_LEAST, int(FREQUENT_SHARE * len(starts)))
    alphabet = _frequent_units(units, least)
    ranks = np.zeros(0x10000, np.uint16)
    ranks[alphabet] = np.arange(1, len(alphabet) + 1, dtype=np.uint16)
    ranked = ranks[units]
    known = ranked > 0
    first = np.flatnonzero(known[:-2] & known[1:-1] & known[2:])
    triples = ranked[first].astype(np.uint64)
    for following in (1, 2):
        triples <<= np.uint64(_RANK_BITS)
        triples |= ranked[first + following]
    triples <<= np.uint64(_TRIPLE_BITS)
    triples |= _ordinals_of_units(starts)[first]
    triples.sort()
    inversion = _inversion(_occurring(triples, least), _TRIPLE_BITS)
    return replace(inversion, keys=_unranked(inversion.keys, alphabet))


def _ordinals_of_units(starts: Ordinals) -> Ordinals:
    return np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))


def _frequent_units(units: Units, least: int) -> npt.NDArray[np.intp]:
    """Units that occur at least so often, in ascending order; as many as ranks can number."""
    counts = np.bincount(units, minlength=0x10000)
    counts[LINE_FEED] = 0
    most = (1 << _RANK_BITS) - 1
    limit = max(least, int(np.partition(counts, -most)[-most]) + 1)
    return np.flatnonzero(counts >= limit)


def _unranked(ranks: _Packed, alphabet: npt.NDArray[np.intp]) -> _Packed:
    """Three ranks -> three units; the order stays."""
    mask = np.uint64((1 << _RANK_BITS) - 1)
    keys = np.zeros(len(ranks), np.uint64)
    for place in (2, 1, 0):
        keys <<= np.uint64(16)
        rank = (ranks >> np.uint64(place * _RANK_BITS)) & mask
        keys |= alphabet[rank.astype(np.intp) - 1].astype(np.uint64)
    return keys


def _occurring(triples: _Packed, least: int) -> _Packed:
    """The sorted (triple, ordinal) of the triples that occur at least so often."""
    counts = _lengths(_changes(triples >> np.uint64(_TRIPLE_BITS)), len(triples))
    return triples[np.repeat(counts >= least, counts)]


def _inversion(packed: _Packed, bits: int) -> Inversion:
    """Build the inverted file of sorted (key << bits | ordinal), one for each occurrence."""
    first = _changes(packed)
    frequencies = _lengths(first, len(packed))
    packed = packed[first]
    keys = packed >> np.uint64(bits)
    starts = _changes(keys)
    ordinals = packed.astype(np.uint32)
    ordinals &= np.uint32((1 << min(bits, 32)) - 1)
    del packed
    deltas = np.empty_like(ordinals)
    deltas[1:] = ordinals[1:] - ordinals[:-1]
    deltas[starts] = ordinals[starts]
    del ordinals
    repeated = frequencies > 1
    deltas <<= np.uint32(1)
    deltas |= repeated
    postings, offsets = varints.encode(deltas, starts)
    many = frequencies[repeated]
    repeats = np.append(0, np.cumsum(repeated, dtype=np.uint32))
    return Inversion(
        keys=keys[starts],
        document_frequencies=_lengths(starts, len(deltas)).astype(np.uint32),
        offsets=offsets,
        postings=postings,
        frequency_offsets=np.append(repeats[starts], repeats[-1]).astype(np.uint32),
        frequencies=many.astype(np.min_scalar_type(int(many.max(initial=0)))),
    )


def _changes(ascending: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.intp]:
    """Where each distinct value begins."""
    differs = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=differs[1:])
    return np.flatnonzero(differs)


def _lengths(starts: npt.NDArray[np.intp], end: int) -> npt.NDArray[np.intp]:
    """How far it is from each start to the next, or to the end."""
    return np.append(starts[1:], end) - starts if len(starts) else starts
