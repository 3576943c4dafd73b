"""Reading references out of what people paste: a chat message, an e-mail, a line of a draft.

The reference itself (reader.documents.references) may have anything before and behind it, its
punctuation may have been exchanged on the way, its number be written in full width or in
Chinese, and its words may stand before the title, as they do in a draft: “……”（《标题》第 3 段）.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.documents.references import CUT, Reference

# What is longer is a text and not a message with a reference in it.
_LONGEST = 4000
_TITLES = 20
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_PARAGRAPH = re.compile(r"第\s*(?:(\d{1,7})|([零〇一二两三四五六七八九十百千]{1,7}))\s*(?:自然)?段")
# The title is followed at once by a step of the way, the number or the words.
_DIRECT = re.compile(r"\s*(?:[›>＞»→/]|第\s*[\d零〇一二两三四五六七八九十百千]|[:：“\"「『])")
# What stands between words and the title that they are from.
_FROM = re.compile(r"[”\"」』’'][\s，,。.；;：:（(\[【—–-]*(?:摘自|引自|出自|语出|载于|载|见)?\s*$")
_CLOSING = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_MARKS = "”\"」』’'"
# A straight mark closes where no word goes on behind it.
_STRAIGHT_END = re.compile(r"[\"'](?=[\s，,。.；;：:、！!？?）)\]】]|$)")
# Every line of an answered message begins so.
_ANSWERED = re.compile(r"(?m)^[\s>＞|]+")


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in outermost 《》 that begin at `start`; `end` is behind them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Address:
    """A reference that was read; `place` tells those apart that share a number or words."""

    reference: Reference
    place: int
    end: int
    direct: bool


def read_reference(text: str) -> Reference | None:
    """What a text names first, None where it names no passage."""
    return next(iter(read_references(text)), None)


def read_references(text: str) -> tuple[Reference, ...]:
    """All passages that a text names, in its order; none in a text without a reference.

    Of several titles that the same number may belong to, the one that it follows at once is
    meant, else the first.
    """
    if len(text) > _LONGEST or "《" not in text:
        return ()
    flat = " ".join(_ANSWERED.sub(" ", text).split())
    titles = list(_titles(flat))[:_TITLES]
    found: dict[int, _Address] = {}
    used = behind = 0
    for number, title in enumerate(titles):
        if title.start < behind:
            continue
        following = titles[number + 1 :]
        address = _address(flat, title, following, used)
        if address is None:
            continue
        used = address.end
        known = found.get(address.place)
        if known is None or (address.direct and not known.direct):
            found[address.place] = address
        if address.direct:
            behind = address.end
    return tuple(address.reference for address in found.values())


def _address(flat: str, title: _Title, following: list[_Title], used: int) -> _Address | None:
    """What a title names; words up to `used` belong to another title."""
    number = _PARAGRAPH.search(flat, title.end)
    begin = number.end() if number else title.end
    limit = next((other.start for other in following if other.start >= begin), len(flat))
    direct = _DIRECT.match(flat, title.end) is not None
    words, place, end = _behind(flat, begin, limit)
    if not words:
        words, end = _before(flat, used, title.start), begin
        place = title.start
    if number is None and not words:
        return None
    paragraph = _number(number) if number else 0
    place = number.start() if number else place
    parts = tuple(part for part in words.split(CUT) if part.strip())
    ends = parts if len(parts) < 2 else (parts[0], parts[-1])
    return _Address(Reference(title.text, paragraph or None, ends), place, end, direct)


def _titles(flat: str) -> Iterator[_Title]:
    """The outermost pairs of 《》; what was never closed is none."""
    depth = start = 0
    for place, character in enumerate(flat):
        if character == "《":
            start = start if depth else place
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            title = flat[start + 1 : place].strip()
            if not depth and title:
                yield _Title(title, start, place + 1)


def _behind(flat: str, begin: int, limit: int) -> tuple[str, int, int]:
    """The first words in quotation marks that begin between two places; where they stand."""
    for start in range(begin, limit):
        if flat[start] in _CLOSING or flat[start] in "\"'":
            end = _closed(flat, start)
            if end is not None and flat[start + 1 : end].strip():
                return flat[start + 1 : end], start, end + 1
    return "", begin, begin


def _closed(flat: str, start: int) -> int | None:
    """Where the quotation that begins here ends: words in it may be in marks of their own."""
    opening = flat[start]
    closing = _CLOSING.get(opening)
    if closing is None:
        straight = _STRAIGHT_END.search(flat, start + 1)
        return straight.start() if straight else None
    depth = 0
    for place in range(start, len(flat)):
        depth += (flat[place] == opening) - (flat[place] == closing)
        if depth == 0:
            return place
    # An editor may have made the last mark into another one.
    last = max(flat.rfind(mark, start + 1) for mark in _MARKS)
    return last if last > start else None


def _before(flat: str, begin: int, end: int) -> str:
    """The words in quotation marks that a title in brackets follows upon."""
    found = _FROM.search(flat, begin, end)
    if found is None:
        return ""
    closing = flat[found.start()]
    opening = next((o for o, c in _CLOSING.items() if c == closing), closing)
    depth = 0
    for place in range(found.start(), begin - 1, -1):
        depth += (flat[place] == closing) - (flat[place] == opening and opening != closing)
        if depth == 0 or (opening == closing and depth == 2):
            return flat[place + 1 : found.start()]
    return ""


def _number(found: re.Match[str]) -> int:
    if found[1]:
        return int(found[1])
    total = digit = 0
    for character in found[2]:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return total + digit
