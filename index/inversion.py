"""Turning paragraphs into keys and their postings: sorting whole segments in numpy.

Two inversions of one text:

- every pair of units, key = first << 16 | second
- the frequent triples, key = first << 32 | second << 16 | third. To look for a frequent word
  in the texts themselves would take longest, and few triples are frequent: 10,000 of 900,000
  occur in more than a thousandth as many places as there are paragraphs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index import varints
from index.bulk_fold import LINE_FEED, Units

Ordinals = npt.NDArray[np.uint32]
_Packed = npt.NDArray[np.uint64]
_Scalar = TypeVar("_Scalar", bound=np.generic)

FREQUENT_SHARE = 0.001
FREQUENT_LEAST = 64
"""A triple is frequent if it occurs at least so often, and once in a thousand paragraphs."""

_PAIR_BITS = 32
_RANK_BITS = 12
_TRIPLE_BITS = 64 - 3 * _RANK_BITS
# Work goes by blocks that stay in the processor's cache.
_BLOCK = 1 << 16


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


def invert_pairs(units: Units) -> Inversion:
    """Invert paragraphs that each end in a line feed; takes about ten bytes a unit."""
    packed = np.empty(len(units), np.uint64)
    size = 0
    for first, ordinals in _blocks_of_paragraphs(units):
        here = units[first : first + len(ordinals)]
        pairs = here[:-1].astype(np.uint64)
        pairs <<= np.uint64(16)
        pairs |= here[1:]
        pairs <<= np.uint64(_PAIR_BITS)
        pairs |= ordinals[:-1]
        kept = np.compress(here[:-1] != LINE_FEED, pairs)
        packed[size : size + len(kept)] = kept
        size += len(kept)
    inversion = _inversion(packed[:size], _PAIR_BITS, 1)
    return replace(inversion, keys=inversion.keys.astype(np.uint32))


def invert_frequent_triples(units: Units) -> Inversion:
    """Invert the frequent triples only; takes about the same memory as the pairs.

    They consist of frequent units, which are few enough to be numbered with 12 bits; of more
    than that the most frequent are taken.
    """
    counts = np.bincount(units, minlength=0x10000)
    least = max(FREQUENT_LEAST, int(FREQUENT_SHARE * counts[LINE_FEED]))
    alphabet = _alphabet(counts, least)
    ranks = np.zeros(0x10000, np.uint16)
    ranks[alphabet] = np.arange(1, len(alphabet) + 1, dtype=np.uint16)
    packed = np.empty(len(units), np.uint64)
    size = 0
    for first, ordinals in _blocks_of_paragraphs(units):
        ranked = ranks[units[first : first + len(ordinals)]]
        places = ((ranked[:-2] > 0) & (ranked[1:-1] > 0) & (ranked[2:] > 0)).nonzero()[0]
        triples = ranked.take(places).astype(np.uint64)
        for following in (1, 2):
            triples <<= np.uint64(_RANK_BITS)
            triples |= ranked.take(places + following)
        triples <<= np.uint64(_TRIPLE_BITS)
        triples |= ordinals.take(places)
        packed[size : size + len(triples)] = triples
        size += len(triples)
    inversion = _inversion(packed[:size], _TRIPLE_BITS, least)
    return replace(inversion, keys=_unranked(inversion.keys, alphabet))


def changes(ascending: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.intp]:
    """Where each distinct value begins."""
    differs = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=differs[1:])
    return differs.nonzero()[0]


def _blocks_of_paragraphs(units: Units) -> Iterator[tuple[int, Ordinals]]:
    """Whole paragraphs, some at a time: where they start, and the ordinal of each unit."""
    start = ordinal = 0
    while start < len(units):
        end = start + _BLOCK
        while not len(ends := (units[start:end] == LINE_FEED).nonzero()[0]):
            end += _BLOCK
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


def _unranked(ranks: _Packed, alphabet: npt.NDArray[np.intp]) -> _Packed:
    """Three ranks -> three units; the order stays."""
    mask = np.uint64((1 << _RANK_BITS) - 1)
    keys = np.zeros(len(ranks), np.uint64)
    for place in (2, 1, 0):
        keys <<= np.uint64(16)
        rank = (ranks >> np.uint64(place * _RANK_BITS)) & mask
        keys |= alphabet[rank.astype(np.intp) - 1].astype(np.uint64)
    return keys


def _inversion(packed: _Packed, bits: int, least: int) -> Inversion:
    """Build the inverted file of (key << bits | ordinal), one for each occurrence.

    Sorts them in place; leaves out keys that occur less than `least` times.
    """
    packed.sort()
    parts = [_part(block, bits, least) for block in _blocks_of_keys(packed, bits)]
    return Inversion(
        keys=_joined([part.keys for part in parts], np.uint64),
        document_frequencies=_joined([part.document_frequencies for part in parts], np.uint32),
        offsets=_joined_offsets([part.offsets for part in parts]),
        postings=_joined([part.postings for part in parts], np.uint8),
        frequency_offsets=_joined_offsets([part.frequency_offsets for part in parts]),
        frequencies=_smallest(_joined([part.frequencies for part in parts], np.uint32)),
    )


def _blocks_of_keys(packed: _Packed, bits: int) -> Iterator[_Packed]:
    """All that belongs to some keys, a good many at a time."""
    start = 0
    while start < len(packed):
        last = int(packed[min(start + _BLOCK, len(packed)) - 1]) | ((1 << bits) - 1)
        end = int(packed.searchsorted(np.uint64(last), side="right"))
        yield packed[start:end]
        start = end


def _part(packed: _Packed, bits: int, least: int) -> Inversion:
    """The inverted file of some of the keys."""
    if least > 1:
        counts = _lengths(changes(packed >> np.uint64(bits)), len(packed))
        packed = np.compress(np.repeat(counts >= least, counts), packed)
    first = changes(packed)
    frequencies = _lengths(first, len(packed))
    packed = packed.take(first)
    keys = packed >> np.uint64(bits)
    starts = changes(keys)
    ordinals = (packed & np.uint64((1 << bits) - 1)).astype(np.uint32)
    deltas = ordinals.copy()
    deltas[1:] -= ordinals[:-1]
    deltas[starts] = ordinals[starts]
    repeated = frequencies > 1
    deltas <<= np.uint32(1)
    deltas |= repeated
    postings, offsets = varints.encode(deltas, starts)
    repeats = np.append(0, np.cumsum(repeated, dtype=np.uint32))
    return Inversion(
        keys=keys[starts],
        document_frequencies=_lengths(starts, len(deltas)).astype(np.uint32),
        offsets=offsets,
        postings=postings,
        frequency_offsets=np.append(repeats[starts], repeats[-1]).astype(np.uint32),
        frequencies=np.compress(repeated, frequencies).astype(np.uint32),
    )


def _lengths(starts: npt.NDArray[np.intp], end: int) -> npt.NDArray[np.intp]:
    """How far it is from each start to the next, or to the end."""
    return np.append(starts[1:], end) - starts if len(starts) else starts


def _joined(parts: Sequence[npt.NDArray[_Scalar]], dtype: type[_Scalar]) -> npt.NDArray[_Scalar]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)


def _joined_offsets(parts: Sequence[npt.NDArray[np.uint32]]) -> npt.NDArray[np.uint32]:
    """Offsets of parts that are put one behind the other; the last of each is its end."""
    bases = np.cumsum([0, *(int(part[-1]) for part in parts)]).astype(np.uint32)
    moved = [part[:-1] + base for part, base in zip(parts, bases, strict=False)]
    return np.concatenate([*moved, bases[-1:]])


def _smallest(numbers: npt.NDArray[np.uint32]) -> npt.NDArray[np.unsignedinteger]:
    """The same numbers in as few bytes each as will do."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))
