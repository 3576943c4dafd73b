"""What a picture is and how large, told from its first bytes; nothing of it is ever decoded.

Of the kinds that can be shown (png, jpeg, gif, bmp, webp) the size in pixels is read, of others
that offices use only the name. Sources: PNG 1.2 section 11.2.2, JFIF and ITU T.81 annex B,
EXIF 2.3 section 4.6.4 (orientation), GIF89a section 18, BITMAPINFOHEADER, the WebP container
specification, MS-EMF 2.3.4.2, MS-WMF 2.3.2.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\0\0"
# Start of frame: C0 to CF without the tables that stand among them.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers without a segment behind them: TEM, RST0 to RST7, SOI.
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END, _APP1 = 0xDA, 0xD9, 0xE1
_ORIENTATION = 0x0112
_MOST_ENTRIES = 200
_SVG = re.compile(rb"<(?:\w{1,20}:)?svg\b")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Header:
    """The type of a picture and its size in pixels as it is to be seen (turned by its EXIF).

    `width` and `height` are 0 for kinds that are not shown, whose size nobody needs.
    """

    media: str
    width: int = 0
    height: int = 0


def read_header(data: bytes) -> Header | None:
    """The kind and size of a picture; None for what is no picture, or broken at its start."""
    for magic, media, size in _SHOWN:
        if data.startswith(magic):
            try:
                width, height = size(data)
            except (struct.error, IndexError, _Broken):
                return None
            return Header(media, width, height) if width > 0 and height > 0 else None
    return next((Header(media) for media, fits in _NAMED if fits(data)), None)


class _Broken(Exception):
    """The header ends early, or is none."""


_Size = tuple[int, int]


def _png(data: bytes) -> _Size:
    if data[12:16] != b"IHDR":
        raise _Broken
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> _Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _bmp(data: bytes) -> _Size:
    (length,) = struct.unpack_from("<I", data, 14)
    if length == 12:
        width, height = struct.unpack_from("<HH", data, 18)
    else:
        # A negative height means that the rows stand from the top.
        width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)


def _webp(data: bytes) -> _Size:
    if data[8:12] != b"WEBP":
        raise _Broken
    kind = data[12:16]
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X" and len(data) >= 30:
        return _three(data, 24) + 1, _three(data, 27) + 1
    raise _Broken


def _three(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "little")


def _jpeg(data: bytes) -> _Size:
    turned = False
    position = 2
    while True:
        position, marker = _marker(data, position)
        if marker in _BARE:
            continue
        if marker in (_SCAN, _END):
            raise _Broken
        (length,) = struct.unpack_from(">H", data, position)
        if length < 2:
            raise _Broken
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 3)
            return (height, width) if turned else (width, height)
        if marker == _APP1:
            turned = turned or _is_turned(data[position + 2 : position + length])
        position += length


def _marker(data: bytes, position: int) -> tuple[int, int]:
    """The next marker, over any filling: the place behind it and its code."""
    if data[position] != 0xFF:
        raise _Broken
    while data[position] == 0xFF:
        position += 1
    return position + 1, data[position]


def _is_turned(segment: bytes) -> bool:
    """Whether the EXIF of a photograph says that it is shown turned by a quarter."""
    if not segment.startswith(_EXIF):
        return False
    tiff = segment[len(_EXIF) :]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return False
    try:
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, first)
        for place in range(min(count, _MOST_ENTRIES)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + place * 12)
            if tag == _ORIENTATION:
                return bool(5 <= value <= 8)
    except struct.error:
        pass
    return False


def _is_svg(data: bytes) -> bool:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and _SVG.search(head) is not None


_SHOWN: tuple[tuple[bytes, str, Callable[[bytes], _Size]], ...] = (
    (_PNG, "image/png", _png),
    (b"\xff\xd8", "image/jpeg", _jpeg),
    (b"GIF87a", "image/gif", _gif),
    (b"GIF89a", "image/gif", _gif),
    (b"BM", "image/bmp", _bmp),
    (b"RIFF", "image/webp", _webp),
)
_NAMED: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/emf", lambda data: data.startswith(b"\x01\0\0\0") and data[40:44] == b" EMF"),
    ("image/wmf", lambda data: data.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0\0\x03"))),
    # Office packs its drawings (emz, wmz).
    ("image/wmf", lambda data: data.startswith(b"\x1f\x8b")),
    ("image/tiff", lambda data: data.startswith((b"II*\0", b"MM\0*"))),
    ("image/svg+xml", _is_svg),
    ("image/heic", lambda data: data[4:8] == b"ftyp"),
    ("image/jxr", lambda data: data.startswith(b"II\xbc")),
    ("image/x-icon", lambda data: data.startswith(b"\0\0\1\0")),
)
