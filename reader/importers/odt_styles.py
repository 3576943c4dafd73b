"""The styles of an odt: bold and hidden type, titles, levels, list styles (ODF 1.3 part 3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reader.importers.numerals import numeral
from reader.importers.xml import attribute, local

_TITLE = re.compile(r"^(?:title|标题|標題|文章标题|公文标题)$", re.IGNORECASE)
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_LATIN = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Other formats are named by their first numbers: 一, 二, 三, ...
_BY_FIRST = {
    "一": "chineseCountingThousand",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "㊀": "ideographEnclosedCircle",
    "01": "decimalZero",
}
_PLACE = re.compile(r"%([1-9]|10)%")
_DEEPEST = 10
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered; `style` "" for no number, "bullet" for a bullet."""

    style: str
    prefix: str
    suffix: str
    shown: int
    start: int
    pattern: str | None


Levels = dict[int, ListLevel]


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    name: str
    bold: bool | None
    hidden: bool | None
    outline: int | None
    list_style: str | None


class Styles:
    """The styles of both parts; the later part's win where names are the same."""

    def __init__(self, *roots: etree._Element) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._lists: dict[str, Levels] = {}
        self.outline: Levels = {}
        for root in roots:
            for element in root.iter(etree.Element):
                name = local(element)
                if name == "style":
                    key = (attribute(element, "family") or "", attribute(element, "name") or "")
                    self._styles[key] = _read(element)
                elif name == "list-style":
                    self._lists[attribute(element, "name") or ""] = _levels(element)
                elif name == "outline-style":
                    self.outline = _levels(element)
                elif name == "body":
                    break

    def list_levels(self, name: str | None) -> Levels:
        """The levels of a list style from 1."""
        return self._lists.get(name or "", {})

    def list_style(self, style: str | None) -> str | None:
        """The list style that a paragraph style names; "" where it says there is none."""
        chain = self._chain("paragraph", style)
        return next((s.list_style for s in chain if s.list_style is not None), None)

    def is_title(self, style: str | None) -> bool:
        """Whether a paragraph style is that of the document's title."""
        return any(_TITLE.match(s.name) for s in self._chain("paragraph", style))

    def outline_level(self, style: str | None) -> int | None:
        """The heading level that a paragraph style gives."""
        chain = self._chain("paragraph", style)
        return next((s.outline for s in chain if s.outline is not None), None)

    def look(self, family: str, style: str | None) -> tuple[bool | None, bool | None]:
        """Whether a style is bold and whether it is hidden; None where it says nothing."""
        chain = list(self._chain(family, style))
        bold = next((s.bold for s in chain if s.bold is not None), None)
        hidden = next((s.hidden for s in chain if s.hidden is not None), None)
        return bold, hidden

    def _chain(self, family: str, name: str | None) -> Iterator[_Style]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.parent


def label_of(levels: Levels, level: int, counts: dict[int, int]) -> str:
    """The number of an item as it is shown; "" for bullets and items without one."""
    shape = levels.get(level)
    if shape is None or shape.style == "bullet":
        return ""

    def number(at: int) -> str:
        other = levels.get(at)
        return numeral(other.style, counts.get(at, other.start)) if other and other.style else ""

    if shape.pattern is not None:
        return _PLACE.sub(lambda match: number(int(match[1])), shape.pattern).strip()
    first = max(1, level - shape.shown + 1)
    numbers = [text for at in range(first, level + 1) if (text := number(at))]
    return (shape.prefix + ".".join(numbers) + shape.suffix).strip()


def number_style(num_format: str) -> str:
    """The name that `numerals` has for a num-format of ODF."""
    if num_format in _LATIN:
        return _LATIN[num_format]
    first = num_format.partition(",")[0].strip()
    return _BY_FIRST.get(first, "decimal" if first else "")


def _read(element: etree._Element) -> _Style:
    western = asian = hidden = None
    for child in element:
        if local(child) != "text-properties":
            continue
        western = attribute(child, "font-weight") or western
        asian = attribute(child, "font-weight-asian") or asian
        display = attribute(child, "display")
        hidden = hidden if display is None else display == "none"
    weight = asian or western
    return _Style(
        parent=attribute(element, "parent-style-name"),
        name=attribute(element, "display-name") or attribute(element, "name") or "",
        bold=None if weight is None else weight in _BOLD,
        hidden=hidden,
        outline=small_number(attribute(element, "default-outline-level")),
        list_style=attribute(element, "list-style-name"),
    )


def _levels(element: etree._Element) -> Levels:
    levels: Levels = {}
    for child in element:
        name = local(child)
        level = small_number(attribute(child, "level"))
        if level is None or not 1 <= level <= _DEEPEST:
            continue
        is_number = name in ("list-level-style-number", "outline-level-style")
        start = small_number(attribute(child, "start-value"))
        levels[level] = ListLevel(
            style=number_style(attribute(child, "num-format") or "") if is_number else "bullet",
            prefix=attribute(child, "num-prefix") or "",
            suffix=attribute(child, "num-suffix") or "",
            shown=small_number(attribute(child, "display-levels")) or 1,
            start=1 if start is None else start,
            pattern=attribute(child, "num-list-format"),
        )
    return levels


def small_number(text: str | None) -> int | None:
    """An attribute that is a small number; None where it is missing or none."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
