"""Compound files, the containers of Office 97-2003 and WPS (MS-CFB), read in memory.

Chains of sectors that run in circles or out of the file end the reading; a stream is never longer
than the file.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_HEADER_SIZE = 512
_FIRST_TABLES = 109
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_STREAM = 2
# Greater numbers of sectors mean the end of a chain or free ones.
_LAST = 0xFFFFFFFA


class _Entry(NamedTuple):
    """An entry of the directory; `left`, `right` and `child` are the numbers of others."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int


class CompoundFile:
    """The streams at the top of a compound file; those of embedded files are not looked at."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of a file.

        Raises:
            ImportProblem: no compound file, or a damaged one.
        """
        if len(data) < _HEADER_SIZE or not data.startswith(OLE):
            raise ImportProblem(DAMAGED)
        fields = _HEADER.unpack_from(data)
        _, _, _, _, shift, mini_shift = fields[:6]
        if shift not in (9, 12) or mini_shift != 6:
            raise ImportProblem(DAMAGED)
        self._data = data
        self._size = 1 << shift
        _, _, directory, _, self._cutoff, mini_table, _, more, _ = fields[6:]
        self._table = self._read_table(more)
        self._mini_table = _numbers(self._chain(mini_table))
        entries = [*self._read_directory(directory)]
        if not entries:
            raise ImportProblem(DAMAGED)
        self._mini = self._chain(entries[0].first)
        self._streams = {entry.name: entry for entry in _top(entries) if entry.kind == _STREAM}

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """The content of a stream, as much of it as the file holds; empty where there is none."""
        entry = self._streams.get(name)
        if entry is None:
            return b""
        if entry.size < self._cutoff:
            return b"".join(self._mini_sectors(entry.first))[: entry.size]
        return self._chain(entry.first)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _read_table(self, more: int) -> tuple[int, ...]:
        """The table that says for each sector which one comes next."""
        places = list(struct.unpack_from(f"<{_FIRST_TABLES}I", self._data, 76))
        known: set[int] = set()
        while more < _LAST and more not in known:
            known.add(more)
            numbers = _numbers(self._sector(more))
            if not numbers:
                break
            places += numbers[:-1]
            more = numbers[-1]
        most = len(self._data) // self._size
        sectors = [self._sector(place) for place in places if place < _LAST][: most + 1]
        return _numbers(b"".join(sectors))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sectors(start))

    def _sectors(self, number: int) -> Iterator[bytes]:
        """The sectors of a chain; no more than there are in the file."""
        for _ in range(len(self._data) // self._size):
            if number >= len(self._table):
                return
            yield self._sector(number)
            number = self._table[number]

    def _mini_sectors(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self._mini_table)):
            if number >= len(self._mini_table):
                return
            yield self._mini[number * 64 : number * 64 + 64]
            number = self._mini_table[number]

    def _read_directory(self, start: int) -> Iterator[_Entry]:
        data = self._chain(start)
        for place in range(0, len(data) - _ENTRY.size + 1, _ENTRY.size):
            raw, length, kind, left, right, child, first, size = _ENTRY.unpack_from(data, place)
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            # Version 3 files may hold anything in the upper half of the size.
            yield _Entry(name, kind, left, right, child, first, size & 0xFFFFFFFF)


def _top(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """The entries below the root, which is the first one; they form a tree among themselves."""
    waiting, met = [entries[0].child], set[int]()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in met:
            continue
        met.add(number)
        yield entries[number]
        waiting += [entries[number].left, entries[number].right]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
