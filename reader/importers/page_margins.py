"""What stands on every page and is no text of the document: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from reader.importers.page import Line

# The upper and lower part of a page where such lines stand.
_BAND = 0.15
_OUTERMOST = 2
_FEWEST_PAGES = 2
_SHARE = 0.3
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百〇]{1,4}(?=页)")
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_PAGE_NUMBER = re.compile(
    rf"^(?:[-—–－─·•~～\s]*{_NUMBER}[-—–－─·•~～\s]*"
    rf"|第\s*[\d一二三四五六七八九十百]{{1,5}}\s*页(?:[\s,，/]*共\s*\d{{1,4}}\s*页)?"
    rf"|(?:[Pp]age\s*)?{_NUMBER}\s*(?:/|of)\s*{_NUMBER}(?:\s*页)?|[Pp]age\s*{_NUMBER}"
    rf"|[（(]\s*{_NUMBER}\s*[）)])$"
)


def without_margins(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page (in any order) without those of its margins.

    A line of the margins stands at the top or the foot, and comes again at the same height of
    other pages with at most its digits changed; or it is a page number.
    """
    outer = [_outermost(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts = Counter(sign for lines in outer for sign in {_sign(line) for line in lines})
    needed = max(_FEWEST_PAGES, _SHARE * len(pages))
    kept = []
    for lines, candidates in zip(pages, outer, strict=True):
        dropped = {
            id(line)
            for line in candidates
            if counts[_sign(line)] >= needed or _PAGE_NUMBER.match(line.text)
        }
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _outermost(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines at the very top and the very foot of a page, inside of the bands."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and line.baseline - rows[-1][0].baseline < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    found = [
        line
        for row in rows[:_OUTERMOST]
        for line in row
        if line.baseline - line.size < _BAND * height
    ]
    found += [
        line
        for row in rows[max(_OUTERMOST, len(rows) - _OUTERMOST) :]
        for line in row
        if line.baseline > (1 - _BAND) * height
    ]
    return found


def _sign(line: Line) -> tuple[str, int]:
    """A line without its digits, and its height on the page in units of its type."""
    return _DIGITS.sub("#", line.text), round(line.baseline / line.size)
