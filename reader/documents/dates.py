"""Dates as people write them in Chinese papers, to ISO as exact as known."""

import re

_DIGITS = "〇零○Ｏ一二三四五六七八九"
_VALUES = {"〇": 0, "零": 0, "○": 0, "Ｏ": 0} | {
    c: i + 1 for i, c in enumerate("一二三四五六七八九")
}
_YEAR = rf"(?:1[89]\d\d|20\d\d|[一二][{_DIGITS}]{{3}})"
_SMALL = (
    r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
)
_CHINESE = rf"(?P<y1>{_YEAR})\s?年(?:\s?(?P<m1>{_SMALL})\s?月(?:\s?(?P<d1>{_SMALL})\s?日)?)?"
_MARKED = (
    r"(?P<y2>1[89]\d\d|20\d\d)(?P<sep>[-/.．])(?P<m2>\d{1,2})(?:(?P=sep)(?P<d2>\d{1,2}))?(?!\d)"
)
_DATE = re.compile(rf"(?<!\d)(?:{_CHINESE}|{_MARKED})")
_CLOCK = r"(?:\s*[T]?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_AROUND = " \t\u3000\xa0|｜/()（）[]【】"
_LINE = re.compile(rf"^[（(\[【]?\s*(?:{_CHINESE}|{_MARKED}){_CLOCK}\s*[）)\]】]?$")


def _number(text: str) -> int:
    """8, 八, 十八, 二十八, 廿八 -> a number."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" in text:
        tens, ones = text.split("十")
        return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)
    return _VALUES[text]


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(str(_VALUES[c]) for c in text))


def _iso(match: re.Match[str]) -> str | None:
    year = _year(match["y1"] or match["y2"])
    month_text, day_text = match["m1"] or match["m2"], match["d1"] or match["d2"]
    if month_text is None:
        return f"{year:04d}"
    month = _number(month_text)
    if not 1 <= month <= 12:
        return None
    if day_text is None:
        return f"{year:04d}-{month:02d}"
    day = _number(day_text)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def find_date(text: str) -> str | None:
    """The first date inside a text, ISO; None where there is none."""
    match = _DATE.search(text)
    return _iso(match) if match else None


def date_line(text: str) -> str | None:
    """The date of a line that holds nothing else (brackets and a clock time are allowed)."""
    match = _LINE.match(text)
    return _iso(match) if match else None


def cut_date(text: str) -> tuple[str, str] | None:
    """Take the date at one end of a line off, with its clock time: (ISO date, what is left)."""
    for match in _DATE.finditer(text):
        before = text[: match.start()].strip(_AROUND)
        after = re.sub(rf"^{_CLOCK}", "", text[match.end() :]).strip(_AROUND)
        if not (before and after) and (iso := _iso(match)):
            return iso, before or after
    return None


def date_at_end(text: str) -> tuple[str, str] | None:
    """Split `某某办公室 2014年5月8日` into what stands before the date and the ISO date."""
    matches = list(_DATE.finditer(text))
    if not matches:
        return None
    last = matches[-1]
    if text[last.end() :].strip("）) 印发") or not last["d1"]:
        return None
    iso = _iso(last)
    return (text[: last.start()].strip(" \u3000（("), iso) if iso else None
