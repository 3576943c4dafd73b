"""The characters of a page of OFD with their places (GB/T 33190-2016, 11: text objects).

Text may run in any direction on a page, and down the page with its characters upright (竖排). The
direction of most of it is taken as that of reading. A few words that run otherwise on a page that
is upright, or upright on one that runs down, are read from where they begin; the rest (watermarks,
notes along the edge) is left out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from reader.importers.page import Glyph
from reader.importers.xml import local

_BOLD_WEIGHT = 600
_DEFAULT_SIZE = 3.7
_ASCII_WIDTH = 0.5
_TILT = math.radians(8)
_MOST_REPEATS = 100_000
_PRIVATE = range(0xE000, 0xF900)
_NAMELESS = "\ufffd¤"

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
# Directions: quarters of a circle, clockwise, and down the page with upright characters.
_ACROSS, _DOWN = 0, 4


class _Char(NamedTuple):
    """A character with its origin on the page, and its width along the text."""

    char: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text object: its characters, their direction and their look."""

    chars: tuple[_Char, ...]
    direction: int
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page in the direction of reading, and the size of the page in it.

    `unnamed` are those of which the file does not say what they are.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    unnamed: int


def page_text(texts: Iterable[Text], width: float, height: float) -> PageText:
    """Put the text objects of a page together; what lies outside of it is not seen."""
    known = list(texts)
    counts = Counter[int]()
    for text in known:
        counts[text.direction] += sum(not each.char.isspace() for each in text.chars)
    direction = counts.most_common(1)[0][0] if counts else _ACROSS
    found: list[Glyph] = []
    for text in known:
        seen = _on_page(text, width, height)
        if text.direction == direction:
            found += _placed(seen, direction, width, height)
        elif {text.direction, direction} == {_ACROSS, _DOWN} and seen.chars:
            found += _placed(_laid(seen, direction), direction, width, height)
    unnamed = sum(ord(glyph.char) in _PRIVATE or glyph.char in _NAMELESS for glyph in found)
    if direction in (1, 3, _DOWN):
        width, height = height, width
    return PageText(tuple(found), width, height, unnamed)


def text_objects(page: etree._Element, bold_fonts: frozenset[str]) -> Iterator[Text]:
    """The text objects of a page or template; text at an angle is left out."""
    for element in page.iter(etree.Element):
        if local(element) == "TextObject":
            text = _text(element, bold_fonts)
            if text is not None and text.chars:
                yield text


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is none counts as 0."""
    return [_number(part) for part in (text or "").split()]


def _text(element: etree._Element, bold_fonts: frozenset[str]) -> Text | None:
    box = [*numbers(element.get("Boundary")), 0.0, 0.0][:2]
    matrix = _matrix(element.get("CTM"))
    a, b, c, d, _, _ = matrix
    size = (_number(element.get("Size")) or _DEFAULT_SIZE) * math.hypot(c, d)
    angle = math.atan2(b, a)
    quarter = round(angle / (math.pi / 2))
    if abs(angle - quarter * math.pi / 2) > _TILT or size <= 0:
        return None
    if element.get("Visible") == "false":
        return None
    bold = element.get("Font") in bold_fonts or _number(element.get("Weight")) >= _BOLD_WEIGHT
    scale = math.hypot(a, b)
    chars: list[_Char] = []
    x, y = 0.0, 0.0
    right_way = down_way = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        # Places that are not given go on from those of the code before.
        x = _number(code.get("X"), x)
        y = _number(code.get("Y"), y)
        # Line breaks come from programs that make the XML look nice.
        text = code.text.strip() if "\n" in code.text else code.text
        across = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        for char, right, below in zip(text, across, down, strict=True):
            advance = right * scale if right is not None else None
            width = _width(char, size, advance)
            left = box[0] + a * x + c * y + matrix[4]
            chars.append(_Char(char, left, box[1] + b * x + d * y + matrix[5], width))
            x += right if right is not None else (0 if below else width / (scale or 1))
            y += below or 0
            right_way, down_way = right_way + abs(right or 0), down_way + abs(below or 0)
    runs_down = quarter == 0 and down_way > right_way
    direction = _DOWN if runs_down else quarter % 4
    return Text(tuple(chars), direction, round(size, 2), bold)


def _on_page(text: Text, width: float, height: float) -> Text:
    size = text.size
    seen = (
        each
        for each in text.chars
        if -size < each.x < width + size and 0 <= each.y <= height + size
    )
    return Text(tuple(seen), text.direction, size, text.bold)


def _laid(text: Text, direction: int) -> Text:
    """The characters of a text one after the other in another direction, from the first one."""
    x, y = text.chars[0].x, text.chars[0].y
    chars = []
    for each in text.chars:
        chars.append(_Char(each.char, x, y, text.size))
        x, y = (x, y + text.size) if direction == _DOWN else (x + text.size, y)
    return Text(tuple(chars), direction, text.size, text.bold)


def _placed(text: Text, direction: int, width: float, height: float) -> Iterator[Glyph]:
    """Characters as they lie when the page is turned so that the text runs to the right."""
    for char, x, y, advance in text.chars:
        if direction == 1:
            start, baseline = y, width - x
        elif direction == 2:
            start, baseline = width - x, height - y
        elif direction == 3:
            start, baseline = height - y, x
        elif direction == _DOWN:
            start, baseline, advance = y - text.size, width - x, text.size
        else:
            start, baseline = x, y
        yield Glyph(char, start, start + advance, baseline, text.size, text.bold)


def _width(char: str, size: float, advance: float | None) -> float:
    """The width of a character: files say only how far it is to the next one."""
    if char.isascii():
        return advance if advance is not None and 0 < advance <= size else _ASCII_WIDTH * size
    return min(size, advance) if advance is not None and advance > 0 else size


def _steps(text: str | None, count: int) -> list[float | None]:
    """The way from each character to the next; `g 3 4.2` says 4.2 three times."""
    parts = (text or "").split()
    found: list[float | None] = []
    place = 0
    while place < len(parts) and len(found) < count:
        if parts[place] == "g" and place + 2 < len(parts):
            times = max(0, min(int(_number(parts[place + 1])), _MOST_REPEATS, count))
            found += [_number(parts[place + 2])] * times
            place += 3
        else:
            found.append(_number(parts[place]))
            place += 1
    return [*found, *[None] * count][:count]


def _matrix(text: str | None) -> Matrix:
    found: Sequence[float] = numbers(text)
    if len(found) != 6:
        return _PLAIN
    a, b, c, d, e, f = found
    return a, b, c, d, e, f


def _number(text: str | None, default: float = 0.0) -> float:
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < 1e6 else default
