"""How the text of a Word 97-2003 file looks: properties of paragraphs and characters.

They stand in pages of 512 bytes (FKP) that list, for stretches of the stream, the differences
(sprm) from the style (MS-DOC 2.4.6, 2.6).
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reader.importers.doc_changes import (
    BOLD,
    HIDDEN,
    LIST,
    LIST_LEVEL,
    OUTLINE,
    modifications,
    number,
)
from reader.importers.doc_file import WordFile

_CHARACTERS, _PARAGRAPHS = 12, 13
_PAGE = 512
_STYLE, _HUGE = 0x4600, 0x6646
_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_DELETED, _SPECIAL, _SYMBOL = 0x0800, 0x0855, 0x6A09
_PLAIN, _CHARACTER_STYLE = 0x2A33, 0x4A30


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What the end mark of a paragraph says. None: as the style says."""

    style: int = 0
    outline: int | None = None
    list_number: int | None = None
    list_level: int | None = None
    in_table: bool = False
    ends_row: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """How characters look; `symbol` is a font's number and a code in it. None: as the style."""

    bold: int | None = None
    hidden: int | None = None
    deleted: bool = False
    special: bool = False
    symbol: tuple[int, int] | None = None
    style: int | None = None


class Looks:
    """The looks by the place of the text in the stream."""

    def __init__(self, file: WordFile) -> None:
        self._data = file.container.read("Data")
        self._paragraphs = sorted(_stretches(file, _PARAGRAPHS, _paragraph_changes))
        self._characters = sorted(_stretches(file, _CHARACTERS, _character_changes))
        self._paragraph_starts = [start for start, _, _ in self._paragraphs]
        self._character_starts = [start for start, _, _ in self._characters]

    def paragraph(self, place: int, changes: bytes) -> ParagraphLook:
        """The look of the paragraph whose end mark is at a place; `changes` are its piece's."""
        index = bisect_right(self._paragraph_starts, place) - 1
        data = b""
        if index >= 0 and place < self._paragraphs[index][1]:
            data = self._paragraphs[index][2]
        style = struct.unpack_from("<H", data)[0] if len(data) >= 2 else 0
        look = ParagraphLook(style)
        for code, operand in self._all_changes(data[2:] + changes):
            look = _with_paragraph(look, code, number(operand))
        return look

    def characters(
        self, start: int, end: int, changes: bytes
    ) -> Iterator[tuple[int, CharacterLook]]:
        """The looks from one place to another: where each ends, and the look."""
        index = max(0, bisect_right(self._character_starts, start) - 1)
        while start < end:
            if index >= len(self._characters):
                yield end, _characters(changes)
                return
            first, last, data = self._characters[index]
            if start < first:
                stop = min(first, end)
                yield stop, _characters(changes)
            else:
                index += 1
                stop = min(last, end)
                if stop <= start:
                    continue
                yield stop, _characters(data + changes)
            start = stop

    def _all_changes(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The changes of a paragraph; many of them stand in a stream of their own."""
        for code, operand in modifications(data):
            if code == _HUGE and len(operand) == 4:
                (place,) = struct.unpack("<I", operand)
                size = int.from_bytes(self._data[place : place + 2], "little")
                yield from modifications(self._data[place + 2 : place + 2 + size])
            else:
                yield code, operand


def _stretches(
    file: WordFile, part: int, read: Callable[[bytes, int, int], bytes]
) -> Iterator[tuple[int, int, bytes]]:
    """From where to where in the stream, and the changes there."""
    table = file.part(part)
    count = (len(table) - 4) // 8
    if count < 1:
        return
    pages = struct.unpack_from(f"<{count}I", table, 4 * (count + 1))
    for place in dict.fromkeys((page & 0x3FFFFF) * _PAGE for page in pages):
        page = file.main[place : place + _PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[-1]
        if 4 * (runs + 1) > _PAGE - 1:
            continue
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            if places[run] < places[run + 1]:
                yield places[run], places[run + 1], read(page, runs, run)


def _paragraph_changes(page: bytes, runs: int, run: int) -> bytes:
    """The number of the style (two bytes) and the changes of a paragraph."""
    place = 2 * page[4 * (runs + 1) + 13 * run] if 4 * (runs + 1) + 13 * run < _PAGE else 0
    if place == 0 or place + 2 > _PAGE:
        return b""
    size = page[place]
    if size:
        return page[place + 1 : place + 2 * size]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]


def _character_changes(page: bytes, runs: int, run: int) -> bytes:
    place = 2 * page[4 * (runs + 1) + run] if 4 * (runs + 1) + run < _PAGE else 0
    return page[place + 1 : place + 1 + page[place]] if place else b""


def _with_paragraph(look: ParagraphLook, code: int, value: int) -> ParagraphLook:
    if code == _STYLE:
        return replace(look, style=value)
    if code == OUTLINE:
        return replace(look, outline=value)
    if code == LIST:
        return replace(look, list_number=value)
    if code == LIST_LEVEL:
        return replace(look, list_level=value)
    if code == _IN_TABLE:
        return replace(look, in_table=bool(value))
    if code == _ROW_END:
        return replace(look, ends_row=bool(value))
    if code == _DEPTH:
        return replace(look, depth=value)
    return look


def _characters(data: bytes) -> CharacterLook:
    look = CharacterLook()
    for code, operand in modifications(data):
        value = number(operand)
        if code == BOLD:
            look = replace(look, bold=value)
        elif code == HIDDEN:
            look = replace(look, hidden=value)
        elif code == _DELETED:
            look = replace(look, deleted=bool(value))
        elif code == _SPECIAL:
            look = replace(look, special=bool(value))
        elif code == _SYMBOL:
            look = replace(look, symbol=(value & 0xFFFF, value >> 16), special=True)
        elif code == _CHARACTER_STYLE:
            look = replace(look, style=value)
        elif code == _PLAIN:
            look = replace(look, bold=None, hidden=None)
    return look
