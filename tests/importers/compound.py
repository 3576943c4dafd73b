"""Compound files (MS-CFB version 3), put together by hand."""

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NO_ENTRY = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(streams: Mapping[str, bytes], folder: Mapping[str, bytes] | None = None) -> bytes:
    """A file with these streams at its top, and others in a folder as embedded files have."""
    sectors: list[bytes] = []
    table: list[int] = []

    def store(data: bytes) -> int:
        """Put data into sectors; gives the first."""
        if not data:
            return _END
        first = len(sectors)
        parts = [data[i : i + SECTOR] for i in range(0, len(data), SECTOR)]
        sectors.extend(part.ljust(SECTOR, b"\0") for part in parts)
        table.extend([*range(first + 1, first + len(parts)), _END])
        return first

    small, minis = b"", list[int]()
    entries = [("Root Entry", _ROOT, _NO_ENTRY, 1, 0, 0)]
    everything = [*streams.items(), *(folder or {}).items()]
    for place, (name, data) in enumerate(everything):
        if len(data) < CUTOFF:
            count = -(-len(data) // MINI)
            first = len(minis) if count else _END
            minis += [*range(len(minis) + 1, len(minis) + count), _END][:count] if count else []
            small += data.ljust(count * MINI, b"\0")
        else:
            first = store(data)
        last = place == len(streams) - 1
        right = _NO_ENTRY if last or place == len(everything) - 1 else place + 2
        if last and folder:
            right = len(everything) + 1
        entries.append((name, _STREAM, right, _NO_ENTRY, first, len(data)))
    if folder:
        entries.append(("ObjectPool", _STORAGE, _NO_ENTRY, len(streams) + 1, 0, 0))
    root = store(small)
    entries[0] = ("Root Entry", _ROOT, _NO_ENTRY, 1, root, len(small))
    mini_table = store(struct.pack(f"<{len(minis)}I", *minis))
    directory = store(b"".join(_entry(*entry) for entry in entries))
    places: list[int] = []
    while len(places) * (SECTOR // 4) < len(table):
        places.append(len(sectors))
        sectors.append(b"")
        table.append(_TABLE)
    for number, place in enumerate(places):
        part = table[number * SECTOR // 4 : (number + 1) * SECTOR // 4]
        part += [_FREE] * (SECTOR // 4 - len(part))
        sectors[place] = struct.pack(f"<{SECTOR // 4}I", *part)
    head = MAGIC + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, len(places), directory, 0, CUTOFF, mini_table, 1, _END, 0)
    head += struct.pack("<109I", *places, *[_FREE] * (109 - len(places)))
    return head + b"".join(sectors)


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    links = struct.pack("<III", _NO_ENTRY, right, child)
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + links
    return head + bytes(36) + struct.pack("<IQ", first, size)
