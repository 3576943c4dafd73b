"""Small pictures of every kind, put together by hand."""

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int = 40, height: int = 30, colour: int = 0x3366CC, rows: int | None = None
) -> bytes:
    """A png of one colour; with `rows` it claims to have more than it has."""
    line = b"\0" + colour.to_bytes(3, "big") * min(width, 4000)
    data = zlib.compress(line * (height if rows is None else rows), 1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    """A png of 50,000 x 50,000 pixels in few bytes."""
    return png(50_000, 50_000, rows=1)


def jpeg(width: int, height: int, orientation: int | None = None, order: str = "<") -> bytes:
    """The header of a jpeg, with the orientation of a camera."""
    parts = [b"\xff\xd8"]
    if orientation is not None:
        mark = b"II*\0" if order == "<" else b"MM\0*"
        entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
        tiff = mark + struct.pack(order + "IH", 8, 1) + entry
        body = b"Exif\0\0" + tiff
        parts.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    # A table and filling bytes stand before the frame.
    parts.append(b"\xff\xdb" + struct.pack(">H", 67) + bytes(65))
    parts.append(b"\xff\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3))
    return b"".join(parts)


def gif(width: int, height: int) -> bytes:
    """The header of a gif."""
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(3)


def bmp(width: int, height: int, old: bool = False) -> bytes:
    """The header of a bmp; an `old` one is of OS/2."""
    head = b"BM" + bytes(12)
    if old:
        return head + struct.pack("<IHHHH", 12, width, height, 1, 24)
    return head + struct.pack("<IiiHH", 40, width, height, 1, 24)


def webp(kind: str, width: int, height: int) -> bytes:
    """The header of a webp: lossy, lossless or extended."""
    if kind == "VP8 ":
        body = bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height)
    elif kind == "VP8L":
        body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    else:
        body = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + bytes(4) + b"WEBP" + kind.encode() + bytes(4) + body


EMF = b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(40)
WMF = b"\xd7\xcd\xc6\x9a" + bytes(40)
SVG = b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'
