"""Exact search for one literal in one segment, over the arrays that `index.gram` writes.

- 2 units, or 1 or 3 that are frequent: one posting list is the answer, frequencies included.
- 1 unit: the union of all pairs that begin with it; every paragraph ends in a line feed, so
  every character begins a pair.
- else: intersect the posting lists of its pairs and frequent triples from the rarest on, stop as
  soon as looking at the remaining paragraphs is cheaper than decoding the next list, then count
  in the texts.

Frequencies are those of `str.count`: occurrences that do not overlap, from the left.
"""

from codecs import utf_16_le_decode
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from index.arrays import read_arrays
from index.bulk_fold import Units
from index.errors import IndexDamaged
from index.postings import (
    ABSENT,
    Frequencies,
    Ordinals,
    PostingLists,
    Postings,
    names_of,
    verify_offsets,
)
from index.storage import MappedFile

FREQUENT_UNITS = "unit_"
PAIRS = "pair_"
TRIPLES = "triple_"
_NAMES = (
    "units",
    "starts",
    "documents",
    "numbers",
    "headings",
    *names_of(FREQUENT_UNITS),
    *names_of(PAIRS),
    *names_of(TRIPLES),
)
# Microseconds, measured: looking at one paragraph, decoding a posting list, one posting of it.
_VERIFY_COST = 0.2
_LIST_COST = 12.0
_POSTING_COST = 0.004
_LONG = 4
_MANY = 200
"""A rarest pair in more paragraphs than this makes it worth looking for frequent triples."""


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The paragraphs of one text: a value of the column.

    `units` is the folded paragraphs as UTF-16, each with a line feed behind it; `numbers`
    (uint32) are the library's paragraph numbers in ascending order, `headings` (uint8) is 1 for
    a heading.
    """

    units: Units
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
        self._file = dbfile
        self._raw = dbfile.buffer[basepos : basepos + length]
        arrays = read_arrays(self._raw, _NAMES)
        self.units = arrays["units"]
        self.documents = arrays["documents"]
        self.numbers = arrays["numbers"]
        self.headings = arrays["headings"]
        self.starts = arrays["starts"]
        self._verify(doccount)
        self._frequent_units = PostingLists(arrays, FREQUENT_UNITS, self.paragraph_count)
        self._pairs = PostingLists(arrays, PAIRS, self.paragraph_count)
        self._triples = PostingLists(arrays, TRIPLES, self.paragraph_count)
        # Single items are taken from a memoryview: much quicker than from a numpy array.
        self._starts = self.starts.data

    def __len__(self) -> int:
        return len(self.documents) - 1

    def __getitem__(self, docnum: int) -> Body:
        """The body of one text: what merging copies."""
        first, last = int(self.documents[docnum]), int(self.documents[docnum + 1])
        return Body(
            self.units[self._starts[first] : self._starts[last]],
            self.numbers[first:last],
            self.headings[first:last],
        )

    def rest(self) -> None:
        """Hold no memory for what was read of the file, until it is read again."""
        self._file.rest()

    @property
    def paragraph_count(self) -> int:
        """Paragraphs of the segment, those of deleted documents included."""
        return len(self.starts) - 1

    def paragraph(self, ordinal: int) -> str:
        """The folded text of a paragraph."""
        start, end = self._starts[ordinal], self._starts[ordinal + 1] - 1
        return utf_16_le_decode(self._raw[2 * start : 2 * end], "replace")[0]

    def literal(self, text: str) -> Matches:
        """Where a folded text occurs (at least one character, no line feed)."""
        units = memoryview(text.encode("utf-16-le")).cast("H")
        if len(units) == 1:
            return self._unit(units[0])
        keys = {(first << 16) | second for first, second in pairwise(units)}
        places = self._pairs.find_all([*keys])
        if not places:
            return NO_MATCHES
        lists = sorted((self._pairs.count(place), place) for place in places)
        if len(units) == 2:
            return self._exact(self._pairs.postings(lists[0][1]), units)
        if lists[0][0] <= _MANY:
            return self._counted(self._candidates([(*item, self._pairs) for item in lists]), units)
        return self._frequent(units, [(*item, self._pairs) for item in lists])

    def _unit(self, unit: int) -> Matches:
        place = self._frequent_units.find(unit)
        if place == ABSENT:
            found = self._pairs.beginning_with(unit << 16, (unit << 16) | 0xFFFF)
        else:
            found = self._frequent_units.postings(place)
        return Matches(found.ordinals, found.frequencies)

    def _frequent(self, units: memoryview, lists: "list[_List]") -> Matches:
        """A literal of three units or more, all of whose pairs are in many paragraphs."""
        for place, unit in enumerate(units[:-2]):
            key = (unit << 32) | (units[place + 1] << 16) | units[place + 2]
            found = self._triples.find(key)
            if found != ABSENT:
                if len(units) == 3:
                    return self._exact(self._triples.postings(found), units)
                lists.append((self._triples.count(found), found, self._triples))
        lists.sort(key=_count)
        return self._counted(self._candidates(lists), units)

    def _exact(self, found: Postings, units: memoryview) -> Matches:
        """The postings of the literal itself."""
        if found.repeated is not None and units[0] == units[-1]:
            # It may overlap itself: the index counts "aaa" as two "aa", a search counts one.
            ordinals = found.ordinals[found.repeated]
            again = self._counted(ordinals, units)
            if len(again.ordinals) != len(ordinals):
                raise IndexDamaged("a posting of a paragraph without the key")
            found.frequencies[found.repeated] = again.frequencies
        return Matches(found.ordinals, found.frequencies)

    def _candidates(self, lists: "list[_List]") -> Ordinals:
        """Paragraphs that are in all lists, or so few more that looking at them is cheaper."""
        _, place, holder = lists[0]
        found = holder.ordinals(place)
        for count, place, holder in lists[1:]:
            if len(found) * _VERIFY_COST < _LIST_COST + _POSTING_COST * count:
                break
            found = intersection(found, holder.ordinals(place), self.paragraph_count)
        return found

    def _counted(self, ordinals: Ordinals, units: memoryview) -> Matches:
        """Look into the paragraphs themselves, all side by side.

        The line feed behind each keeps a match from reaching into the next.
        """
        raw = self._raw
        starts = self.starts[ordinals]
        ends = self.starts[ordinals + np.uint32(1)]
        joined = b"".join(
            [raw[2 * a : 2 * b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        )
        places = _occurrences(joined, units)
        if not len(places):
            return NO_MATCHES
        limits = (ends - starts).cumsum(dtype=np.int64)
        counts = np.bincount(limits.searchsorted(places, side="right"))
        found = (counts != 0).nonzero()[0]
        return Matches(ordinals[found], counts[found].astype(np.uint32))

    def _verify(self, documents: int) -> None:
        """The arrays fit together.

        Raises:
            IndexDamaged: they do not.
        """
        paragraphs = len(self.numbers)
        verify_offsets(self.documents, documents, paragraphs)
        verify_offsets(self.starts, paragraphs, len(self.units))
        ascending = np.ones(paragraphs + 1, bool)
        ascending[1:-1] = self.numbers[1:] > self.numbers[:-1]
        ascending[self.documents] = True
        if (
            len(self.headings) != paragraphs
            or np.any(self.starts[1:] == self.starts[:-1])
            or not np.all(ascending)
        ):
            raise IndexDamaged("the paragraphs of a column are broken")


_List = tuple[int, int, PostingLists]
"""How many postings, the place of the list, and in which lists it is."""


def _count(item: _List) -> int:
    return item[0]


def _occurrences(text: bytes, literal: memoryview) -> npt.NDArray[np.intp]:
    """Where a literal occurs in a text of UTF-16, in units, from the left, not overlapping."""
    if len(literal) > _LONG:
        return np.array(_found(text, literal.tobytes()), np.intp)
    units = np.frombuffer(text, "<u2")
    last = max(0, len(units) - len(literal) + 1)
    present = units[:last] == literal[0]
    for distance in range(1, len(literal)):
        present &= units[distance : last + distance] == literal[distance]
    return _apart(present.nonzero()[0], len(literal))


def _found(text: bytes, pattern: bytes) -> list[int]:
    """The same for a literal that will not occur often."""
    places: list[int] = []
    place = text.find(pattern)
    while place >= 0:
        if place % 2:
            # Bytes of two neighbouring units.
            place = text.find(pattern, place + 1)
        else:
            places.append(place // 2)
            place = text.find(pattern, place + len(pattern))
    return places


def _apart(places: npt.NDArray[np.intp], size: int) -> npt.NDArray[np.intp]:
    """Leave out what overlaps the one before that was not left out."""
    if not np.any(places[1:] - places[:-1] < size):
        return places
    kept: list[int] = []
    for place in places.tolist():
        if not kept or place - kept[-1] >= size:
            kept.append(place)
    return np.array(kept, np.intp)


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
