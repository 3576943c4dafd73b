"""Dates that are known to the year, the month or the day, and ranges of them."""

import re
import unicodedata
from dataclasses import dataclass

_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?",
)
_EARLIEST = "0000-01-01"
_LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day, both included, as ISO dates; months are taken to have 31 days."""

    first: str
    last: str

    def meets(self, other: "DateRange") -> bool:
        """Whether the ranges have a day in common."""
        return other.first <= self.last and self.first <= other.last


def parse_date(text: str) -> DateRange | None:
    """The days of "2014", "2014-05" or "2014-05-08" (also 2014年5月8日); None if it is no date."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None:
        return DateRange(f"{year}-01-01", f"{year}-12-31")
    if not 1 <= int(month) <= 12:
        return None
    prefix = f"{year}-{int(month):02}"
    if day is None:
        return DateRange(f"{prefix}-01", f"{prefix}-31")
    if not 1 <= int(day) <= 31:
        return None
    return DateRange(f"{prefix}-{int(day):02}", f"{prefix}-{int(day):02}")


def parse_date_range(text: str) -> DateRange | None:
    """A date, or two joined by "..", of which one may be missing; None if it is neither."""
    plain = unicodedata.normalize("NFKC", text.strip())
    first_text, dots, last_text = plain.partition("..")
    if not dots:
        return parse_date(plain)
    if not first_text and not last_text:
        return None
    first = parse_date(first_text) if first_text else DateRange(_EARLIEST, _EARLIEST)
    last = parse_date(last_text) if last_text else DateRange(_LATEST, _LATEST)
    if first is None or last is None or first.first > last.last:
        return None
    return DateRange(first.first, last.last)
