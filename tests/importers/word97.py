"""Word 97-2003 files, put together by hand (MS-DOC)."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.importers.compound import compound

TEXT_AT = 2048
_PAGE = 512
_PER_PAGE = 8
# Numbers of structures in FibRgFcLcb97.
STYLES, FOOTNOTE_MARKS, FOOTNOTES, SECTIONS = 1, 2, 3, 6
CHARACTERS, PARAGRAPHS, FONTS = 12, 13, 15
CLX, SHAPES, END_MARKS, ENDNOTES, BOXES, LISTS, LIST_USES = 33, 40, 46, 47, 56, 73, 74

# Changes of the look (sprm).
BOLD, PLAIN_BOLD, NOT_AS_STYLE = b"\x35\x08\x01", b"\x35\x08\x00", b"\x35\x08\x81"
HIDDEN, DELETED = b"\x3c\x08\x01", b"\x00\x08\x01"
LEVEL_1 = b"\x0a\x26\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def outline(level: int) -> bytes:
    """An outline level from 0."""
    return b"\x40\x26" + bytes([level])


def in_list(number: int, level: int = 0) -> bytes:
    """A list by its number from 1, and the level in it."""
    return b"\x0a\x26" + bytes([level]) + b"\x0b\x46" + struct.pack("<H", number)


def symbol(font: int, code: int) -> bytes:
    """A character of a picture font."""
    return b"\x09\x6a" + struct.pack("<HH", font, code)


Run = tuple[str, bytes]


@dataclass
class Word97:
    """A file in the making. A paragraph is its runs, each with changes, and changes of its own."""

    text: str = ""
    runs: list[tuple[int, bytes]] = field(default_factory=list)
    paragraphs: list[tuple[int, bytes]] = field(default_factory=list)
    parts: dict[int, bytes] = field(default_factory=dict)
    counts: list[int] = field(default_factory=lambda: [0] * 8)
    flags: int = 0x1200
    magic: tuple[int, int] = (0xA5EC, 0xC1)
    narrow: bool = False
    summary: bytes = b""
    cuts: Sequence[int] = ()
    changes: bytes = b""

    def put(
        self, *runs: Run | str, style: int = 0, look: bytes = b"", end: str = "\r", story: int = 0
    ) -> None:
        """Add a paragraph; stories come in their order, the main text (0) first."""
        before = len(self.text)
        for run in runs:
            text, changes = (run, b"") if isinstance(run, str) else run
            self._add(text, changes)
        self._add(end, b"")
        self.paragraphs.append((len(units(self.text)), struct.pack("<H", style) + look))
        self.counts[story] += len(units(self.text[before:]))

    def _add(self, text: str, changes: bytes) -> None:
        self.text += text
        if text:
            self.runs.append((len(units(self.text)), changes))

    @property
    def length(self) -> int:
        """The characters (code units) so far."""
        return len(units(self.text))

    def build(self) -> bytes:
        """The whole file."""
        width = 1 if self.narrow else 2
        raw = self.text.encode("cp1252" if self.narrow else "utf-16-le")
        main = bytearray(TEXT_AT) + raw
        table = bytearray(b"table")
        parts = dict(self.parts)
        for number, stretches, size in (
            (CHARACTERS, self.runs, 1),
            (PARAGRAPHS, self.paragraphs, 13),
        ):
            parts[number] = _pages(main, stretches, size, width)
        parts.setdefault(CLX, self._clx(width))
        header = bytearray(TEXT_AT)
        struct.pack_into("<HH", header, 0, *self.magic)
        struct.pack_into("<H", header, 10, self.flags)
        struct.pack_into("<I", header, 24, TEXT_AT)
        struct.pack_into("<H", header, 32, 14)
        struct.pack_into("<H", header, 62, 22)
        struct.pack_into("<8i", header, 76, *self.counts)
        struct.pack_into("<H", header, 152, 93)
        # What belongs to the lists stands right behind them.
        for number in sorted(parts):
            struct.pack_into("<II", header, 154 + 8 * number, len(table), len(parts[number]))
            table += parts[number]
            if number == LISTS:
                table += self.levels
        main[:TEXT_AT] = header
        streams = {"WordDocument": bytes(main), "1Table": bytes(table)}
        if self.summary:
            streams["\x05SummaryInformation"] = self.summary
        return compound(streams)

    levels: bytes = b""

    def _clx(self, width: int) -> bytes:
        bounds = [0, *self.cuts, self.length]
        plc = struct.pack(f"<{len(bounds)}I", *bounds)
        for start in bounds[:-1]:
            place = TEXT_AT + start * width
            code = place * 2 | 0x40000000 if self.narrow else place
            plc += struct.pack("<HIH", 0, code, 1 if self.changes else 0)
        change = b"\x01" + struct.pack("<H", len(self.changes)) + self.changes
        head = change if self.changes else b""
        return head + b"\x02" + struct.pack("<I", len(plc)) + plc


def units(text: str) -> bytes:
    """One byte for each code unit of a text, to count them."""
    return bytes(len(text.encode("utf-16-le")) // 2)


def _pages(main: bytearray, stretches: Sequence[tuple[int, bytes]], size: int, width: int) -> bytes:
    """Write pages of looks behind the text; gives the list of them."""
    bounds, numbers = [TEXT_AT], list[int]()
    start = TEXT_AT
    for first in range(0, len(stretches), _PER_PAGE):
        group = stretches[first : first + _PER_PAGE]
        main += bytes(-len(main) % _PAGE)
        numbers.append(len(main) // _PAGE)
        page = bytearray(_PAGE)
        ends = [TEXT_AT + end * width for end, _ in group]
        struct.pack_into(f"<{len(group) + 1}I", page, 0, start, *ends)
        place = _PAGE - 1
        for number, (_, data) in enumerate(group):
            if not data:
                continue
            body = bytes([len(data)]) + data
            if size == 13:
                data += bytes(len(data) % 2 == 0)
                body = bytes([(len(data) + 1) // 2]) + data
            place = (place - len(body)) // 2 * 2
            page[place : place + len(body)] = body
            page[4 * (len(group) + 1) + size * number] = place // 2
        page[-1] = len(group)
        main += page
        start = ends[-1]
        bounds.append(start)
    return struct.pack(f"<{len(bounds)}I{len(numbers)}I", *bounds, *numbers)


def style_sheet(*styles: tuple[int, str, bytes], bases: Mapping[int, int] | None = None) -> bytes:
    """Styles of paragraphs: built-in number, name, changes of paragraphs and of characters.

    `bases` tells by their places which is based on which.
    """
    data = struct.pack("<HHH", 4, len(styles), 10)
    for place, (built_in, name, changes) in enumerate(styles):
        base = (bases or {}).get(place, 0xFFF)
        head = struct.pack("<HHHHH", built_in, 1 | base << 4, 2, 0, 0)
        body = head + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        of_paragraph = struct.pack("<H", place) + (changes if changes[1:2] >= b"\x20" else b"")
        of_characters = b"" if changes[1:2] >= b"\x20" else changes
        for part in (of_paragraph, of_characters):
            body += struct.pack("<H", len(part)) + part + bytes(len(part) % 2)
        data += struct.pack("<H", len(body)) + body
    return data


def fonts(*names: str) -> bytes:
    """A table of fonts."""
    data = struct.pack("<HH", len(names), 0)
    for name in names:
        body = bytes(39) + name.encode("utf-16-le") + b"\0\0"
        data += bytes([len(body)]) + body
    return data


def level(style: int, text: str, start: int = 1) -> bytes:
    """A level of a list; characters below 9 stand for the numbers of levels."""
    head = struct.pack("<iBB9sBII", start, style, 0, bytes(9), 0, 0, 0) + bytes(4)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(*shapes: Sequence[bytes]) -> tuple[bytes, bytes, bytes]:
    """Lists of nine levels, the levels that stand behind them, and one use of each list."""
    heads = struct.pack("<H", len(shapes))
    uses = struct.pack("<I", len(shapes))
    for ident, _ in enumerate(shapes, start=1):
        heads += struct.pack("<ii", ident, 0) + bytes(20)
        uses += struct.pack("<i", ident) + bytes(12)
    uses += b"\xff\xff\xff\xff" * len(shapes)
    empty = level(255, "")
    behind = b"".join(b"".join([*shape, *[empty] * (9 - len(shape))]) for shape in shapes)
    return heads, behind, uses


def positions(*numbers: int, entry: bytes = b"", entries: Sequence[bytes] = ()) -> bytes:
    """A list of positions with an entry for each but the last (PLC)."""
    rest = b"".join(entries) if entries else entry * (len(numbers) - 1)
    return struct.pack(f"<{len(numbers)}I", *numbers) + rest


def properties(**values: str) -> bytes:
    """The summary: title and author in code page 936."""
    ids = {"title": 2, "author": 4}
    items = [(1, struct.pack("<IHH", 2, 936, 0))]
    for name, value in values.items():
        raw = value.encode("gbk") + b"\0"
        items.append((ids[name], struct.pack("<II", 30, len(raw)) + raw + bytes(-len(raw) % 4)))
    # 2019-03-05T10:15:00Z in units of 100 ns since 1601.
    items.append((12, struct.pack("<IQ", 64, 131962545000000000)))
    offset = 8 + 8 * len(items)
    table, data = b"", b""
    for key, value_data in items:
        table += struct.pack("<II", key, offset + len(data))
        data += value_data
    section = struct.pack("<II", offset + len(data), len(items)) + table + data
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 2, bytes(16), 1, bytes(16), 48) + section
