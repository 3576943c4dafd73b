"""The characters of a page of OFD with their places (GB/T 33190-2016, 11: text objects)."""

import math
from collections.abc import Iterator, Sequence

from lxml import etree

from reader.importers.page import Glyph
from reader.importers.xml import local

_BOLD_WEIGHT = 600
_DEFAULT_SIZE = 3.7
_ASCII_WIDTH = 0.5
_TILT = math.radians(8)
_MOST_REPEATS = 100_000

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


def text_glyphs(page: etree._Element, bold_fonts: frozenset[str]) -> Iterator[Glyph]:
    """The characters of all text objects of a page or template; text at an angle is left out."""
    for element in page.iter(etree.Element):
        if local(element) == "TextObject":
            yield from _object(element, bold_fonts)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is none counts as 0."""
    return [_number(part) for part in (text or "").split()]


def _object(element: etree._Element, bold_fonts: frozenset[str]) -> Iterator[Glyph]:
    box = [*numbers(element.get("Boundary")), 0.0, 0.0][:2]
    matrix = _matrix(element.get("CTM"))
    a, b, c, d, _, _ = matrix
    size = (_number(element.get("Size")) or _DEFAULT_SIZE) * math.hypot(c, d)
    if abs(math.atan2(b, a)) > _TILT or size <= 0 or element.get("Visible") == "false":
        return
    bold = element.get("Font") in bold_fonts or _number(element.get("Weight")) >= _BOLD_WEIGHT
    scale = math.hypot(a, b)
    x, y = 0.0, 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        # Places that are not given go on from those of the code before.
        x = _number(code.get("X"), x)
        y = _number(code.get("Y"), y)
        text = code.text
        across = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        for char, right, below in zip(text, across, down, strict=True):
            left = box[0] + a * x + c * y + matrix[4]
            baseline = box[1] + b * x + d * y + matrix[5]
            advance = right * scale if right is not None else None
            width = _width(char, size, advance)
            yield Glyph(char, left, left + width, baseline, round(size, 2), bold)
            x += right if right is not None else (0 if below else width / (scale or 1))
            y += below or 0


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
