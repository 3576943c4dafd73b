"""Turning paragraphs into two-unit keys and their postings: one sort for a segment."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index import varints

LINE_FEED = 10
Ordinals = npt.NDArray[np.uint32]
Units = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """The inverted file of one segment; key i has postings[offsets[i]:offsets[i + 1]]."""

    keys: npt.NDArray[np.uint32]
    document_frequencies: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.uint32]
    postings: npt.NDArray[np.uint8]
    frequency_offsets: npt.NDArray[np.uint32]
    frequencies: npt.NDArray[np.unsignedinteger]


def invert(units: Units, starts: Ordinals) -> Grams:
    """Build the inverted file of paragraphs that start at `starts` (and end where the next does).

    Memory: about 40 bytes a unit at the peak.
    """
    keys, ordinals, frequencies = _sorted_pairs(units, starts)
    key_starts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    deltas = np.diff(ordinals, prepend=np.uint32(0))
    deltas[key_starts] = ordinals[key_starts]
    repeated = frequencies > 1
    postings, lengths = varints.encode((deltas << np.uint32(1)) | repeated)
    many = frequencies[repeated]
    return Grams(
        keys=keys[key_starts],
        document_frequencies=np.diff(key_starts, append=len(keys)).astype(np.uint32),
        offsets=_offsets(lengths, key_starts),
        postings=postings,
        frequency_offsets=_offsets(repeated, key_starts),
        frequencies=many.astype(np.min_scalar_type(int(many.max(initial=0)))),
    )


def _sorted_pairs(
    units: Units, starts: Ordinals
) -> tuple[npt.NDArray[np.uint32], Ordinals, npt.NDArray[np.int64]]:
    """Every distinct (key, ordinal) in ascending order and how often it occurs."""
    pairs = units[:-1].astype(np.uint64)
    pairs <<= np.uint64(16)
    pairs |= units[1:]
    pairs <<= np.uint64(32)
    pairs |= np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))[:-1]
    pairs = pairs[units[:-1] != LINE_FEED]
    pairs.sort()
    first = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    frequencies = np.diff(first, append=len(pairs))
    pairs = pairs[first]
    keys = (pairs >> np.uint64(32)).astype(np.uint32)
    return keys, pairs.astype(np.uint32), frequencies


def _offsets(lengths: npt.NDArray[np.generic], key_starts: npt.NDArray[np.intp]) -> Ordinals:
    """Where the items of each key begin when those before take up `lengths`, and the end."""
    total = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    return np.append(total[key_starts], total[-1]).astype(np.uint32)
