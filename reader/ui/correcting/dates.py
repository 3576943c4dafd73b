"""A date as somebody types it, to ISO as exact as it is."""

import re
from datetime import date

from reader.documents.corrections import read_value
from reader.errors import UsageError

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NARROW = str.maketrans("０１２３４５６７８９－．／", "0123456789-./")


def typed_date(text: str) -> str | None:
    """2014, 2014-05, 20140508, 2014.5.8, 2014年5月8日, 二〇一四年五月 … -> ISO.

    None for what is no date of the calendar, and for nothing.
    """
    plain = _COMPACT.sub(r"\1-\2-\3", text.strip().translate(_NARROW))
    try:
        value = read_value("date", plain)
    except UsageError:
        return None
    return value if value is not None and _exists(value) else None


def _exists(value: str) -> bool:
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
