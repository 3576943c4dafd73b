"""Reading an inverted file (`index.inversion.Inversion`) from the arrays of a column."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from index import varints
from index.errors import IndexDamaged
from index.inversion import Inversion, changes

Ordinals = npt.NDArray[np.uint32]
Frequencies = npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]
_Arrays = Mapping[str, npt.NDArray[np.unsignedinteger]]

ABSENT = -1
_MANY_KEYS = 5
# Bytes of postings: with fewer it is quicker to sort them than to add them up in an array of all
# paragraphs; of more, so many at a time stay in the processor's cache.
_FEW = 5_000
_BLOCK = 64_000
_NAMES = tuple(field.name for field in fields(Inversion))


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Paragraphs that hold a key, ascending, how often each does, and where that is not once."""

    ordinals: Ordinals
    frequencies: Frequencies
    repeated: Mask | None


NO_POSTINGS = Postings(np.zeros(0, np.uint32), np.zeros(0, np.uint32), None)


def names_of(prefix: str) -> tuple[str, ...]:
    """The names of the arrays of one inverted file."""
    return tuple(prefix + name for name in _NAMES)


def arrays_of(prefix: str, inversion: Inversion) -> dict[str, npt.NDArray[np.unsignedinteger]]:
    """The arrays of an inverted file by name, to be written."""
    return {prefix + name: getattr(inversion, name) for name in _NAMES}


class PostingLists:
    """The posting lists of a segment of `size` paragraphs. Any number of threads.

    What is cheap to verify is verified at once, what is not when a list is read: both raise
    IndexDamaged.
    """

    def __init__(self, arrays: _Arrays, prefix: str, size: int) -> None:
        found = Inversion(**{name: arrays[prefix + name] for name in _NAMES})
        _verify(found)
        self._size = size
        self._postings = found.postings
        self._frequencies = found.frequencies
        self._document_frequencies = found.document_frequencies
        # Single items are taken from memoryviews: much quicker than from numpy arrays.
        self._key_array = found.keys
        self._keys = found.keys.data
        self._counts = found.document_frequencies.data
        self._offsets = found.offsets.data
        self._frequency_offsets = found.frequency_offsets.data

    def find(self, key: int) -> int:
        """The place of a key, or ABSENT."""
        place = bisect_left(self._keys, key)
        return place if place < len(self._keys) and self._keys[place] == key else ABSENT

    def find_all(self, keys: Sequence[int]) -> list[int]:
        """The places of several keys; empty if one of them is absent."""
        if len(keys) < _MANY_KEYS:
            places = [self.find(key) for key in keys]
            return [] if ABSENT in places else places
        wanted = np.array(keys, self._key_array.dtype)
        found = self._key_array.searchsorted(wanted)
        if int(found.max()) == len(self._keys) or not np.array_equal(
            self._key_array[found], wanted
        ):
            return []
        return [int(place) for place in found]

    def count(self, place: int) -> int:
        """How many paragraphs hold the key."""
        return self._counts[place]

    def ordinals(self, place: int) -> Ordinals:
        """The paragraphs that hold the key."""
        return self._ordinals(self._encoded(place, place + 1), place)

    def postings(self, place: int) -> Postings:
        """The paragraphs that hold the key, with frequencies."""
        encoded = self._encoded(place, place + 1)
        ordinals = self._ordinals(encoded, place)
        frequencies = np.ones(len(encoded), np.uint32)
        first, last = self._frequency_offsets[place], self._frequency_offsets[place + 1]
        if first == last:
            return Postings(ordinals, frequencies, None)
        repeated = (encoded & np.uint32(1)).astype(bool)
        try:
            frequencies[repeated] = self._frequencies[first:last]
        except ValueError as error:
            raise IndexDamaged("frequencies do not fit their postings") from error
        return Postings(ordinals, frequencies, repeated)

    def beginning_with(self, low: int, high: int) -> Postings:
        """The paragraphs that hold any key from `low` to `high`, frequencies added up."""
        first = bisect_left(self._keys, low)
        last = bisect_right(self._keys, high)
        if self._offsets[last] - self._offsets[first] < _FEW:
            return _added_up(*self._of_keys(first, last)) if first < last else NO_POSTINGS
        totals = np.zeros(self._size, np.uint32)
        while first < last:
            end = bisect_right(self._offsets, self._offsets[first] + _BLOCK, first + 2, last + 1)
            np.add.at(totals, *self._of_keys(first, end - 1))
            first = end - 1
        found = (totals != 0).nonzero()[0]
        return Postings(found.astype(np.uint32), totals[found], None)

    def _of_keys(self, first: int, last: int) -> tuple[Ordinals, Frequencies]:
        """The postings of the keys first..last - 1, one key's behind the other's."""
        encoded = self._encoded(first, last)
        counts = self._document_frequencies[first:last]
        if len(encoded) != counts.sum():
            raise IndexDamaged("a posting list is not as long as it should be")
        ordinals = _sums_within(encoded >> np.uint32(1), counts)
        if int(ordinals.max()) >= self._size:
            raise IndexDamaged("a posting beyond the last paragraph")
        frequencies = np.ones(len(encoded), np.uint32)
        repeated = (encoded & np.uint32(1)).astype(bool).nonzero()[0]
        more = self._frequencies[self._frequency_offsets[first] : self._frequency_offsets[last]]
        if len(more) != len(repeated):
            raise IndexDamaged("frequencies do not fit their postings")
        frequencies[repeated] = more
        return ordinals, frequencies

    def _encoded(self, first: int, last: int) -> npt.NDArray[np.uint32]:
        """The decoded varints of the keys first..last - 1."""
        encoded = self._postings[self._offsets[first] : self._offsets[last]]
        if not len(encoded) or encoded[-1] > 127:
            raise IndexDamaged("a posting list is cut off")
        return varints.decode(encoded)

    def _ordinals(self, encoded: npt.NDArray[np.uint32], place: int) -> Ordinals:
        ordinals: Ordinals = (encoded >> np.uint32(1)).cumsum(dtype=np.uint32)
        if len(ordinals) != self._counts[place] or int(ordinals.max()) >= self._size:
            raise IndexDamaged("a posting list is not as it should be")
        return ordinals


def _verify(found: Inversion) -> None:
    """Keys ascend and are as many as the rest tells of; offsets ascend inside of their arrays."""
    keys = len(found.keys)
    if len(found.document_frequencies) != keys or np.any(found.keys[1:] <= found.keys[:-1]):
        raise IndexDamaged("the keys of a column are broken")
    for offsets, items in (
        (found.offsets, found.postings),
        (found.frequency_offsets, found.frequencies),
    ):
        verify_offsets(offsets, keys, len(items))


def verify_offsets(offsets: npt.NDArray[np.unsignedinteger], parts: int, end: int) -> None:
    """Offsets lead through `parts` parts, none of negative size, from 0 to the end.

    Raises:
        IndexDamaged: they do not.
    """
    if (
        len(offsets) != parts + 1
        or offsets[0] != 0
        or offsets[-1] != end
        or np.any(offsets[1:] < offsets[:-1])
    ):
        raise IndexDamaged("the offsets of a column are broken")


def _added_up(ordinals: Ordinals, frequencies: Frequencies) -> Postings:
    """Each of the ordinals (in any order, not many) once, with the sum of its frequencies."""
    packed = (ordinals.astype(np.uint64) << np.uint64(32)) | frequencies
    packed.sort()
    found = (packed >> np.uint64(32)).astype(np.uint32)
    starts = changes(found)
    sums = np.add.reduceat(packed.astype(np.uint32), starts, dtype=np.uint32)
    return Postings(found[starts], sums, None)


def _sums_within(
    deltas: npt.NDArray[np.uint32], counts: npt.NDArray[np.unsignedinteger]
) -> Ordinals:
    """Running sums that begin anew after each `counts` items (uint32 may wrap on the way)."""
    sums: Ordinals = deltas.cumsum(dtype=np.uint32)
    ends = np.cumsum(counts, dtype=np.int64)[:-1]
    before = np.concatenate(([0], sums[ends - 1])).astype(np.uint32)
    sums -= np.repeat(before, counts)
    return sums
