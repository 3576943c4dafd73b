"""The values of cells as words: dates and shares by their formats (ECMA-376 part 1, 18.8)."""

import re
from datetime import datetime, timedelta

from lxml import etree

from reader.importers.xml import local

# Built-in formats of dates and times, the East Asian ones too; the formats of times alone.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_SHARES = {9: 0, 10: 2}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_SHARE = re.compile(r"(?:\.(0+))?%")
_LAST_DAY = 2_958_466


class Formats:
    """The number formats of the cell styles of a workbook."""

    def __init__(self, root: etree._Element | None, *, from_1904: bool) -> None:
        self._epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        codes: dict[int, str] = {}
        self._styles: list[int] = []
        for element in [] if root is None else root.iter(etree.Element):
            name = local(element)
            if name == "numFmt":
                codes[_number(element.get("numFmtId"))] = element.get("formatCode") or ""
            elif name == "cellXfs":
                self._styles = [_number(xf.get("numFmtId")) for xf in element]
        # The first section is for positive numbers; quoted letters are no parts of a date.
        self._codes = {
            ident: _QUOTED.sub("", code.partition(";")[0]) for ident, code in codes.items()
        }

    def words(self, value: str, style: int) -> str:
        """A number as stored (`45000.5`) as it is read; other text as it is."""
        try:
            number = float(value)
        except ValueError:
            return value
        if number in (float("inf"), float("-inf")) or number != number:
            return value
        ident = self._styles[style] if 0 <= style < len(self._styles) else 0
        code = self._codes.get(ident)
        if code is None:
            is_date, places = ident in _BUILT_IN_DATES, _BUILT_IN_SHARES.get(ident)
        else:
            share = _SHARE.search(code)
            places = len(share[1] or "") if share else None
            is_date = share is None and bool(_DATE_LETTERS.search(code)) and "General" not in code
        if is_date and 0 <= number < _LAST_DAY:
            return self._date(number)
        if places is not None:
            return f"{number * 100:.{places}f}%"
        return _plain(number)

    def _date(self, number: float) -> str:
        seconds = round(number * 86_400)
        moment = self._epoch + timedelta(seconds=seconds)
        clock = moment.strftime("%H:%M") if moment.second == 0 else moment.strftime("%H:%M:%S")
        if number < 1:
            return clock
        day = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
        return day if seconds % 86_400 == 0 else f"{day} {clock}"


def _plain(number: float) -> str:
    """Without the noise of binary fractions: 0.1 + 0.2 is .3."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}"


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
