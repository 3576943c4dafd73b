"""Exact search for one literal in one segment, over the arrays that `index.gram` writes.

- 2 units: one posting list is the answer, frequencies included.
- 1 unit: the union of all keys that begin with it; every paragraph ends in a line feed, so
  every character begins a key.
- 3 or more: intersect the posting lists of its keys from the rarest on, stop as soon as looking
  at the remaining paragraphs is cheaper than decoding the next list, then count in the texts.

Frequencies are those of `str.count`: occurrences that do not overlap, from the left.
"""

from bisect import bisect_left, bisect_right
from codecs import utf_16_le_decode
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from index import varints
from index.arrays import read_arrays
from index.errors import IndexDamaged
from index.storage import MappedFile

Ordinals = npt.NDArray[np.uint32]
Frequencies = npt.NDArray[np.uint32]

_NAMES = (
    "units",
    "starts",
    "documents",
    "numbers",
    "headings",
    "keys",
    "document_frequencies",
    "offsets",
    "postings",
    "frequency_offsets",
    "frequencies",
)
# Microseconds, measured: looking at one paragraph, decoding a posting list, one posting of it.
_VERIFY_COST = 0.35
_LIST_COST = 15.0
_POSTING_COST = 0.006


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The paragraphs of one text: a value of the column.

    `text` is the folded paragraphs, each with a line feed behind it; `numbers` (uint32) are the
    library's paragraph numbers in ascending order, `headings` (uint8) is 1 for a heading.
    """

    text: str
    numbers: npt.NDArray[np.unsignedinteger]
    headings: npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Paragraphs in ascending order, and how often the literal occurs in each (at least once)."""

    ordinals: Ordinals
    frequencies: Frequencies


NO_MATCHES = Matches(np.zeros(0, np.uint32), np.zeros(0, np.uint32))


class GramReader(columns.ColumnReader):
    """The column of one segment, memory-mapped. Never changes; any number of threads."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        if not isinstance(dbfile, MappedFile):
            raise TypeError("the column is read from a memory map")
        self._raw = dbfile.buffer[basepos : basepos + length]
        arrays = read_arrays(self._raw, _NAMES)
        if len(arrays["documents"]) != doccount + 1:
            raise IndexDamaged("the column is not that of its segment")
        self.documents = arrays["documents"]
        self.numbers = arrays["numbers"]
        self.headings = arrays["headings"]
        self.starts = arrays["starts"]
        self.units = arrays["units"]
        self._postings = arrays["postings"]
        self._frequencies = arrays["frequencies"]
        self._document_frequencies = arrays["document_frequencies"]
        # Single items are taken from memoryviews: much quicker than from numpy arrays.
        self._keys = arrays["keys"].data
        self._counts = arrays["document_frequencies"].data
        self._offsets = arrays["offsets"].data
        self._frequency_offsets = arrays["frequency_offsets"].data
        self._starts = arrays["starts"].data

    def __len__(self) -> int:
        return len(self.documents) - 1

    def __getitem__(self, docnum: int) -> Body:
        """The body of one text: what merging copies."""
        first, last = int(self.documents[docnum]), int(self.documents[docnum + 1])
        return Body(
            self._text(self._starts[first], self._starts[last]),
            self.numbers[first:last],
            self.headings[first:last],
        )

    @property
    def paragraph_count(self) -> int:
        """Paragraphs of the segment, those of deleted documents included."""
        return len(self.starts) - 1

    def paragraph(self, ordinal: int) -> str:
        """The folded text of a paragraph."""
        return self._text(self._starts[ordinal], self._starts[ordinal + 1] - 1)

    def literal(self, text: str) -> Matches:
        """Where a folded text occurs (at least one character, no line feed)."""
        units = memoryview(text.encode("utf-16-le")).cast("H")
        if len(units) == 1:
            return self._beginning_with(units[0])
        keys: list[int] = []
        for key in {(a << 16) | b for a, b in pairwise(units)}:
            index = bisect_left(self._keys, key)
            if index == len(self._keys) or self._keys[index] != key:
                return NO_MATCHES
            keys.append(index)
        if len(units) == 2:
            return self._pair(keys[0], text, overlaps=units[0] == units[1])
        return self._counted(self._candidates(keys), text)

    def _text(self, start: int, end: int) -> str:
        return utf_16_le_decode(self._raw[2 * start : 2 * end])[0]

    def _decoded(self, first: int, last: int) -> npt.NDArray[np.uint32]:
        """The encoded postings of the keys first..last - 1."""
        return varints.decode(self._postings[self._offsets[first] : self._offsets[last]])

    def _ordinals(self, key: int) -> Ordinals:
        return (self._decoded(key, key + 1) >> np.uint32(1)).cumsum(dtype=np.uint32)

    def _pair(self, key: int, text: str, overlaps: bool) -> Matches:
        encoded = self._decoded(key, key + 1)
        ordinals = (encoded >> np.uint32(1)).cumsum(dtype=np.uint32)
        frequencies = np.ones(len(encoded), np.uint32)
        first, last = self._frequency_offsets[key], self._frequency_offsets[key + 1]
        if first < last:
            repeated = (encoded & np.uint32(1)).astype(bool)
            frequencies[repeated] = self._frequencies[first:last]
            if overlaps:
                # The index counts "aaa" as two "aa"; a search counts one.
                frequencies[repeated] = self._counted(ordinals[repeated], text).frequencies
        return Matches(ordinals, frequencies)

    def _beginning_with(self, unit: int) -> Matches:
        first = bisect_left(self._keys, unit << 16)
        last = bisect_right(self._keys, (unit << 16) | 0xFFFF)
        if first == last:
            return NO_MATCHES
        encoded = self._decoded(first, last)
        counts = self._document_frequencies[first:last]
        ordinals = _sums_within(encoded >> np.uint32(1), counts)
        totals = np.bincount(ordinals, minlength=self.paragraph_count)
        repeated = (encoded & np.uint32(1)).astype(bool).nonzero()[0]
        if len(repeated):
            more = self._frequencies[self._frequency_offsets[first] : self._frequency_offsets[last]]
            np.add.at(totals, ordinals[repeated], more.astype(np.int64) - 1)
        found = (totals > 0).nonzero()[0]
        return Matches(found.astype(np.uint32), totals[found].astype(np.uint32))

    def _candidates(self, keys: list[int]) -> Ordinals:
        """Paragraphs that hold all keys, or so few more that looking at them is cheaper."""
        keys.sort(key=self._counts.__getitem__)
        found = self._ordinals(keys[0])
        for key in keys[1:]:
            if len(found) * _VERIFY_COST < _LIST_COST + _POSTING_COST * self._counts[key]:
                break
            found = intersection(found, self._ordinals(key), self.paragraph_count)
        return found

    def _counted(self, ordinals: Ordinals, text: str) -> Matches:
        """Look into the paragraphs themselves, all in one string of bytes.

        The line feed behind each keeps a match from reaching into the next.
        """
        raw, pattern = self._raw, text.encode("utf-16-le")
        starts = self.starts[ordinals]
        ends = self.starts[ordinals + np.uint32(1)]
        joined = b"".join(
            [raw[2 * a : 2 * b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        )
        places = _aligned_occurrences(joined, pattern)
        if not places:
            return NO_MATCHES
        limits = (ends - starts).cumsum(dtype=np.int64)
        counts = np.bincount(limits.searchsorted(places, side="right"))
        found = (counts > 0).nonzero()[0]
        return Matches(ordinals[found], counts[found].astype(np.uint32))


def _aligned_occurrences(text: bytes, pattern: bytes) -> list[int]:
    """Where a pattern of UTF-16 units occurs, in units, from the left, not overlapping."""
    places: list[int] = []
    place = text.find(pattern)
    while place >= 0:
        if place % 2:
            place = text.find(pattern, place + 1)
        else:
            places.append(place // 2)
            place = text.find(pattern, place + len(pattern))
    return places


def intersection(first: Ordinals, second: Ordinals, size: int) -> Ordinals:
    """What two ascending arrays of ordinals below `size` have in common."""
    if len(first) > len(second):
        first, second = second, first
    if len(first) * 16 < len(second):
        places = second.searchsorted(first)
        places[places == len(second)] = 0
        return np.asarray(first[second[places] == first])
    present = np.zeros(size, bool)
    present[second] = True
    return np.asarray(first[present[first]])


def _sums_within(
    deltas: npt.NDArray[np.uint32], counts: npt.NDArray[np.unsignedinteger]
) -> Ordinals:
    """Running sums that begin anew after each `counts` items (uint32 may wrap on the way)."""
    sums: Ordinals = deltas.cumsum(dtype=np.uint32)
    ends = np.cumsum(counts, dtype=np.int64)[:-1]
    before = np.concatenate(([0], sums[ends - 1])).astype(np.uint32)
    sums -= np.repeat(before, counts)
    return sums
