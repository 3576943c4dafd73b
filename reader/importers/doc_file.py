"""The frame of a Word 97-2003 file: its header and the pieces of its text (MS-DOC 2.4, 2.5).

Offsets into the streams come from the file and may lie: every read is checked, and what lies
outside counts as damage.
"""

import struct
from dataclasses import dataclass
from typing import NamedTuple

from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED, ENCRYPTED
from reader.importers.compound import CompoundFile
from reader.messages import msg

_WORD_97 = 0xA5EC
# Word 1, 2 and 6 with 95, the last also in its Chinese, Japanese and Korean editions.
_OLDER = frozenset({0xA59B, 0xA59C, 0xA5DB, 0xA5DC, 0xA697, 0xA698, 0xA699})
# Word for Macintosh 1 to 5.
_MACINTOSH = frozenset({0x32FE, 0x34FE, 0x37FE})
_FIRST_97 = 0xC1
_ENCRYPTED, _OTHER_TABLE, _WIDE = 0x0100, 0x0200, 0x1000
_COUNTS, _PAIRS = 64, 154
_COMPRESSED = 0x40000000
_CLX = 33
_PIECES, _CHANGES = 2, 1


OLDER = msg("这是 Word 95 或更早的文件，不能导入；请用 Word 或 WPS 另存为 docx 再导入")
_HEAD = struct.Struct("<HH")


def is_older(head: bytes) -> bool:
    """Whether a text begins as one of a Word before 97 does.

    Those of Word 1 and 2 are files of their own, the later ones streams of a compound file.
    """
    magic = _HEAD.unpack_from(head)[0] if len(head) >= _HEAD.size else 0
    return magic in _OLDER or magic in _MACINTOSH


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that lies together in the stream: from character `start` of the file, at `place`.

    `wide`: two bytes a character; `changes` are modifications that apply to all of it (grpprl).
    """

    start: int
    text: str
    place: int
    wide: bool
    changes: bytes

    def place_of(self, character: int) -> int:
        """Where a character of the file is in the stream."""
        return self.place + (character - self.start) * (2 if self.wide else 1)

    def character_at(self, place: int) -> int:
        """The character of the file that is at a place in the stream."""
        return self.start + (place - self.place) // (2 if self.wide else 1)


class Stories(NamedTuple):
    """How many characters each part of the text has, in the order in which they follow."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int


class WordFile:
    """The streams of a Word file, and where things are in them."""

    def __init__(self, data: bytes) -> None:
        """Read the header.

        Raises:
            ImportProblem: damaged, encrypted, or older than Word 97.
        """
        self.container = CompoundFile(data)
        self.main = self.container.read("WordDocument")
        magic, version = _HEAD.unpack_from(self.main) if len(self.main) >= _HEAD.size else (0, 0)
        if is_older(self.main) or (magic == _WORD_97 and version < _FIRST_97):
            raise ImportProblem(OLDER)
        if magic != _WORD_97 or len(self.main) < _PAIRS:
            raise ImportProblem(DAMAGED)
        (flags,) = struct.unpack_from("<H", self.main, 10)
        if flags & _ENCRYPTED:
            raise ImportProblem(ENCRYPTED)
        self.table = self.container.read("1Table" if flags & _OTHER_TABLE else "0Table")
        self._wide = bool(flags & _WIDE)
        counts = struct.unpack_from("<8i", self.main, _COUNTS + 12)
        if min(counts) < 0 or counts[0] == 0:
            raise ImportProblem(DAMAGED)
        self.stories = Stories(*counts[:7])

    def part(self, number: int) -> bytes:
        """A structure of the table stream, by its number in FibRgFcLcb97; b"" where missing."""
        place = _PAIRS + 8 * number
        if place + 8 > len(self.main):
            return b""
        start, size = struct.unpack_from("<II", self.main, place)
        return self.table[start : start + size] if size and start < len(self.table) else b""

    def after(self, number: int, end: int) -> bytes:
        """What stands between the end of one structure and the beginning of another."""
        start, size = struct.unpack_from("<II", self.main, _PAIRS + 8 * number)
        (stop,) = struct.unpack_from("<I", self.main, _PAIRS + 8 * end)
        return self.table[start + size : max(stop, start + size)]

    def pieces(self) -> list[Piece]:
        """The pieces of the text in order.

        Raises:
            ImportProblem: they reach out of the file or overlap.
        """
        try:
            found = self._read_pieces()
        except struct.error as error:
            raise ImportProblem(DAMAGED) from error
        length = 0
        for piece in found:
            if piece.start != length:
                raise ImportProblem(DAMAGED)
            length += len(piece.text)
        if not 0 < length <= len(self.main):
            raise ImportProblem(DAMAGED)
        return found

    def _read_pieces(self) -> list[Piece]:
        data = self.part(_CLX)
        position = 0
        changes: list[bytes] = []
        while position < len(data) and data[position] == _CHANGES:
            (size,) = struct.unpack_from("<H", data, position + 1)
            changes.append(data[position + 3 : position + 3 + size])
            position += 3 + size
        if position >= len(data) or data[position] != _PIECES:
            return self._one_piece()
        (size,) = struct.unpack_from("<I", data, position + 1)
        plc = data[position + 5 : position + 5 + size]
        count = (len(plc) - 4) // 12
        starts = struct.unpack_from(f"<{count + 1}I", plc)
        return [
            self._piece(starts[n], starts[n + 1], plc[4 * (count + 1) + 8 * n :], changes)
            for n in range(count)
        ]

    def _piece(self, start: int, end: int, descriptor: bytes, changes: list[bytes]) -> Piece:
        _, code, modifier = struct.unpack_from("<HIH", descriptor)
        place = code & ~_COMPRESSED & 0x7FFFFFFF
        length = end - start
        wide = not code & _COMPRESSED
        if not wide:
            place //= 2
        size = length * (2 if wide else 1)
        if length < 0 or place + size > len(self.main):
            raise ImportProblem(DAMAGED)
        raw = self.main[place : place + size]
        which = modifier >> 1
        more = changes[which] if modifier & 1 and which < len(changes) else b""
        return Piece(start, _text(raw, wide=wide), place, wide, more)

    def _one_piece(self) -> list[Piece]:
        """A file without a table of pieces: all of the text lies together."""
        (place,) = struct.unpack_from("<I", self.main, 24)
        length = sum(self.stories)
        size = length * (2 if self._wide else 1)
        raw = self.main[place : place + size]
        if len(raw) < size:
            raise ImportProblem(DAMAGED)
        return [Piece(0, _text(raw, wide=self._wide), place, self._wide, b"")]


def _text(raw: bytes, *, wide: bool) -> str:
    """One character for each code unit; pairs stay apart, since the file counts them so."""
    if not wide:
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-16-le", "surrogatepass")
    if 2 * len(text) == len(raw):
        return text
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))
