"""The automatic numbers of a docx (numbering.xml; ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from reader.importers.numerals import numeral
from reader.importers.ooxml import WORD, word_number, word_switch, word_value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
# Full definitions of another list may refer on and on.
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int
    restart: int | None
    legal: bool
    glued: bool
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A number as it is shown; "" for bullets. `glued`: no gap between it and the text."""

    text: str
    glued: bool


class Numbering:
    """The lists of a document and how far each has counted.

    `style_list` tells which list a numbering style stands for.
    """

    def __init__(
        self, root: etree._Element | None, style_list: Callable[[str], str | None]
    ) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root, style_list)

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        known = self._lists.get(number_id)
        levels = known.levels.items() if known else ()
        return next((n for n, level in levels if level.paragraph_style == style), None)

    def next(self, number_id: str, level: int) -> Label | None:
        """Count one paragraph; None where there is no such list."""
        known = self._lists.get(number_id)
        level = max(0, min(level, _DEEPEST))
        if known is None or level not in known.levels:
            return None
        counts = self._counts.setdefault(known.abstract, {})
        shape = known.levels[level]
        begun = (number_id, level) in self._begun
        self._begun.add((number_id, level))
        if level in known.starts and not begun:
            counts[level] = known.starts[level]
        else:
            counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            below = known.levels.get(deeper)
            restart = below.restart if below and below.restart is not None else deeper
            if level < restart:
                del counts[deeper]
        if shape.style == "bullet":
            return Label("", False)
        return Label(_fill(shape, known.levels, counts), shape.glued)

    def _read(self, root: etree._Element, style_list: Callable[[str], str | None]) -> None:
        abstracts = {
            word_value(element, "abstractNumId") or "": element
            for element in root.findall(WORD + "abstractNum")
        }
        numbers = {
            word_value(element, "numId") or "": element for element in root.findall(WORD + "num")
        }

        def abstract_of(number_id: str) -> str:
            number = numbers.get(number_id)
            return word_value(None if number is None else number.find(WORD + "abstractNumId")) or ""

        def resolve(number_id: str) -> str:
            ident = abstract_of(number_id)
            for _ in range(_MOST_LINKS):
                element = abstracts.get(ident)
                link = None if element is None else element.find(WORD + "numStyleLink")
                linked = style_list(word_value(link) or "") if link is not None else None
                if linked is None:
                    return ident
                ident = abstract_of(linked)
            return ident

        for number_id, element in numbers.items():
            ident = resolve(number_id)
            abstract = abstracts.get(ident)
            levels = {} if abstract is None else _levels(abstract)
            starts: dict[int, int] = {}
            for override in element.findall(WORD + "lvlOverride"):
                level = word_number(override, "ilvl") or 0
                levels.update(_levels(override))
                start = word_number(override.find(WORD + "startOverride"))
                if start is not None:
                    starts[level] = start
            self._lists[number_id] = _List(ident, levels, starts)


def _fill(shape: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def value(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        other = levels.get(level)
        if other is None:
            return ""
        style = "decimal" if shape.legal and other.style != "none" else other.style
        return numeral(style, counts.get(level, other.start))

    return _PLACE.sub(value, shape.text).strip()


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in parent.findall(WORD + "lvl"):
        start = word_number(element.find(WORD + "start"))
        found[word_number(element, "ilvl") or 0] = _Level(
            style=_style(element),
            text=word_value(element.find(WORD + "lvlText")) or "",
            # A level that does not say where it starts begins with 0 (17.9.25).
            start=0 if start is None else start,
            restart=word_number(element.find(WORD + "lvlRestart")),
            legal=bool(word_switch(element, "isLgl")),
            glued=word_value(element.find(WORD + "suff")) == "nothing",
            paragraph_style=word_value(element.find(WORD + "pStyle")),
        )
    return found


def _style(level: etree._Element) -> str:
    # Newer formats stand in an alternative, with an older one to fall back on.
    element = next(level.iter(WORD + "numFmt"), None)
    style = word_value(element) or "decimal"
    if style == "custom":
        return "decimalZero" if (word_value(element, "format") or "").startswith("0") else "decimal"
    return style
