"""The automatic numbers of a Word 97-2003 file (PlfLst, PlfLfo; MS-DOC 2.9.131, 2.9.150)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from reader.importers.doc_file import WordFile
from reader.importers.word_lists import ListCounter, WordLevel, WordList

_LISTS, _OVERRIDES = 73, 74
_LIST, _LEVEL, _OVERRIDE = 28, 28, 16
_LEVELS = 9
# Formats of numbers (MSONFC) by their code, with the names of numerals.py.
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    16: "japaneseLegal", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "ideographDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash",
    255: "none",
}  # fmt: skip
_LEGAL, _KEEPS_COUNT = 0x04, 0x08


@dataclass(frozen=True, slots=True)
class _List(WordList):
    """A list whose levels are changed while it is read."""

    levels: dict[int, WordLevel]
    starts: dict[int, int]


class Lists:
    """The lists of a file and how far each has counted."""

    def __init__(self, file: WordFile) -> None:
        self._lists: dict[int, _List] = {}
        self._counter = ListCounter()
        try:
            shapes = _shapes(file.part(_LISTS), file.after(_LISTS, _OVERRIDES))
            self._lists = _overridden(file.part(_OVERRIDES), shapes)
        except struct.error:
            # Damaged lists cost their numbers, not the text.
            self._lists = {}

    def next(self, number: int, level: int) -> str | None:
        """Count a paragraph in list `number` (from 1); None where there is none, "" for bullets."""
        known = self._lists.get(number)
        if known is None or level not in known.levels:
            return None
        return self._counter.next(number, known, level)


def _shapes(data: bytes, levels: bytes) -> dict[int, _List]:
    """The lists by their own ident."""
    found: dict[int, _List] = {}
    if len(data) < 2:
        return found
    (count,) = struct.unpack_from("<H", data)
    position = 0
    for place in range(min(count, (len(data) - 2) // _LIST)):
        start = 2 + place * _LIST
        (ident,) = struct.unpack_from("<i", data, start)
        shape = _List(ident, {}, {})
        for level in range(1 if data[start + 26] & 1 else _LEVELS):
            shape.levels[level], position = _level(levels, position)
        found[ident] = shape
    return found


def _level(data: bytes, position: int) -> tuple[WordLevel, int]:
    """A level, and where the next one begins."""
    start, style, flags = struct.unpack_from("<iBB", data, position)
    characters, paragraphs, restart = struct.unpack_from("<BBB", data, position + 24)
    position += _LEVEL + paragraphs + characters
    (length,) = struct.unpack_from("<H", data, position)
    text = data[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    known = WordLevel(
        _FORMATS.get(style, "decimal"),
        tuple(ord(char) if ord(char) < _LEVELS else char for char in text),
        start,
        restart if flags & _KEEPS_COUNT else None,
        bool(flags & _LEGAL),
    )
    return known, position + 2 + 2 * length


def _overridden(data: bytes, shapes: dict[int, _List]) -> dict[int, _List]:
    """The lists by the number that paragraphs use, with the changes that each makes."""
    found: dict[int, _List] = {}
    if len(data) < 4:
        return found
    (count,) = struct.unpack_from("<I", data)
    count = min(count, (len(data) - 4) // _OVERRIDE)
    changes: list[int] = []
    for place in range(count):
        (ident,) = struct.unpack_from("<i", data, 4 + place * _OVERRIDE)
        changes.append(data[4 + place * _OVERRIDE + 12])
        shape = shapes.get(ident)
        if shape is not None:
            found[place + 1] = _List(ident, dict(shape.levels), {})
    _take_changes(data, 4 + count * _OVERRIDE, changes, found)
    return found


def _take_changes(
    data: bytes, position: int, changes: Sequence[int], found: dict[int, _List]
) -> None:
    for place, several in enumerate(changes):
        position += 4
        for _ in range(several):
            if position + 8 > len(data):
                return
            start, flags = struct.unpack_from("<iI", data, position)
            position += 8
            level = flags & 0xF
            shape = found.get(place + 1)
            if flags & 0x20:
                changed, position = _level(data, position)
                if shape is not None:
                    shape.levels[level] = changed
                    start = changed.start
            if flags & 0x10 and shape is not None:
                shape.starts[level] = start
