"""The properties of Office 97-2003 files, the stream SummaryInformation (MS-OLEPS)."""

import struct
from datetime import UTC, datetime, timedelta

from reader.documents.blocks import Hints
from reader.importers.code_pages import code_page
from reader.importers.properties import properties

_CODE_PAGE, _TITLE, _AUTHOR, _CREATED = 1, 2, 4, 12
_SHORT, _BYTES, _WIDE, _TIME = 2, 30, 31, 64
_MOST = 1000
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_SECTION = 44


def summary(data: bytes) -> Hints:
    """What the summary says; nothing where it is damaged."""
    try:
        values = _values(data)
    except (struct.error, OverflowError):
        return Hints()
    title, author, created = (values.get(key) for key in (_TITLE, _AUTHOR, _CREATED))
    return properties(title, author, created)


def _values(data: bytes) -> dict[int, str]:
    (section,) = struct.unpack_from("<I", data, _SECTION)
    _, count = struct.unpack_from("<II", data, section)
    places = {}
    for number in range(min(count, _MOST)):
        key, offset = struct.unpack_from("<II", data, section + 8 + 8 * number)
        places[key] = section + offset
    encoding = "cp1252"
    if _CODE_PAGE in places:
        kind, page = struct.unpack_from("<IH", data, places[_CODE_PAGE])
        encoding = code_page(page) if kind == _SHORT else encoding
    return {
        key: _value(data, places[key], encoding)
        for key in (_TITLE, _AUTHOR, _CREATED)
        if key in places
    }


def _value(data: bytes, place: int, encoding: str) -> str:
    kind, length = struct.unpack_from("<II", data, place)
    if kind == _TIME:
        (ticks,) = struct.unpack_from("<Q", data, place + 4)
        return (_EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
    if kind == _WIDE:
        text = data[place + 8 : place + 8 + 2 * length].decode("utf-16-le", "replace")
    elif kind == _BYTES:
        text = data[place + 8 : place + 8 + length].decode(encoding, "replace")
    else:
        text = ""
    return text.partition("\0")[0]
