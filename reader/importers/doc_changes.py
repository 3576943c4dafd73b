"""Changes of the look, as Word 97-2003 lists them (sprm in a grpprl; MS-DOC 2.2.5, 2.6)."""

import struct
from collections.abc import Iterator

# Bytes of the operand by the upper three bits of the code; 0: it says itself.
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
_WIDE_OPERANDS = frozenset({0xD608, 0xD605, 0xD606})
_TABS = 0xC615
_MOST_CHANGES = 1000
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81

OUTLINE, LIST, LIST_LEVEL = 0x2640, 0x460B, 0x260A
BOLD, HIDDEN = 0x0835, 0x083C


def modifications(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes in a list of them (grpprl): code and operand."""
    position = 0
    for _ in range(_MOST_CHANGES):
        if position + 2 > len(data):
            return
        (code,) = struct.unpack_from("<H", data, position)
        position += 2
        size = _OPERANDS[code >> 13]
        if size == 0:
            if code in _WIDE_OPERANDS:
                size = int.from_bytes(data[position : position + 2], "little") - 1
                position += 2
            else:
                size = data[position] if position < len(data) else 0
                position += 1
            if code == _TABS and size == 255:
                # Too many to count; nothing that we need comes behind them.
                return
        if size < 0 or position + size > len(data):
            return
        yield code, data[position : position + size]
        position += size


def toggled(value: int | None, by_style: bool) -> bool:
    """A switch of characters: on, off, as the style says, or the opposite of that."""
    if value is None or value == _AS_STYLE:
        return by_style
    if value == _NOT_AS_STYLE:
        return not by_style
    return bool(value)


def number(operand: bytes) -> int:
    """An operand as a number."""
    return int.from_bytes(operand, "little")
