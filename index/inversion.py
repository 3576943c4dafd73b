"""Inverted files: from occurrences of keys to posting lists, sorting whole segments in numpy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index import varints

Packed = npt.NDArray[np.uint64]
_Scalar = TypeVar("_Scalar", bound=np.generic)

# Work goes by blocks that stay in the processor's cache.
BLOCK = 1 << 16


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


def inversion_of(packed: Packed, bits: int, least: int = 1) -> Inversion:
    """Build the inverted file of (key << bits | ordinal), one for each occurrence.

    They are sorted in place, about eight bytes each; the rest of the memory is small. Keys that
    occur less than `least` times are left out.
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


def changes(ascending: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.intp]:
    """Where each distinct value begins."""
    differs = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=differs[1:])
    return differs.nonzero()[0]


def _blocks_of_keys(packed: Packed, bits: int) -> Iterator[Packed]:
    """All that belongs to some keys, a good many at a time."""
    start = 0
    while start < len(packed):
        last = int(packed[min(start + BLOCK, len(packed)) - 1]) | ((1 << bits) - 1)
        end = int(packed.searchsorted(np.uint64(last), side="right"))
        yield packed[start:end]
        start = end


def _part(packed: Packed, bits: int, least: int) -> Inversion:
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
