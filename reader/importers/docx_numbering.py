"""The automatic numbers of a docx (numbering.xml; ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from reader.importers.ooxml import WORD, word_number, word_switch, word_value
from reader.importers.word_lists import ListCounter, WordLevel, WordList

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
# Full definitions of another list may refer on and on.
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class _Level(WordLevel):
    """A level with what only this format says of it."""

    glued: bool
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class _List(WordList):
    levels: Mapping[int, _Level]


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
        self._counter = ListCounter()
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
        label = self._counter.next(number_id, known, level)
        shown = known.levels[level]
        return Label(label, shown.glued and shown.style != "bullet")

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


def _levels(parent: etree._Element) -> dict[int, _Level]:
    found = {}
    for element in parent.findall(WORD + "lvl"):
        start = word_number(element.find(WORD + "start"))
        found[word_number(element, "ilvl") or 0] = _Level(
            style=_style(element),
            label=_pieces(word_value(element.find(WORD + "lvlText")) or ""),
            # A level that does not say where it starts begins with 0 (17.9.25).
            start=0 if start is None else start,
            restart=word_number(element.find(WORD + "lvlRestart")),
            legal=bool(word_switch(element, "isLgl")),
            glued=word_value(element.find(WORD + "suff")) == "nothing",
            paragraph_style=word_value(element.find(WORD + "pStyle")),
        )
    return found


def _pieces(text: str) -> tuple[str | int, ...]:
    """The words of a label and the levels whose numbers stand between them (%1 is level 0)."""
    return tuple(
        int(part) - 1 if place % 2 else part for place, part in enumerate(_PLACE.split(text))
    )


def _style(level: etree._Element) -> str:
    # Newer formats stand in an alternative, with an older one to fall back on.
    element = next(level.iter(WORD + "numFmt"), None)
    style = word_value(element) or "decimal"
    if style == "custom":
        return "decimalZero" if (word_value(element, "format") or "").startswith("0") else "decimal"
    return style
