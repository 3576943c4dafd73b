"""How Word counts the paragraphs of its lists, in each of its formats (ECMA-376 part 1, 17.9)."""

from collections.abc import Mapping
from dataclasses import dataclass

from reader.importers.numerals import SILENT, numeral


@dataclass(frozen=True, slots=True)
class WordLevel:
    """A level of a list. Levels are counted from 0, the outermost.

    `style` is a name of numerals.py, `label` the words before, between and behind the numbers,
    which are given as their levels. `start` is its first number. It begins anew behind a
    paragraph of a level before `restart`, None: of any level before itself. With `legal` the
    numbers of all levels are in Arabic digits.
    """

    style: str
    label: tuple[str | int, ...]
    start: int
    restart: int | None
    legal: bool


@dataclass(frozen=True, slots=True)
class WordList:
    """A list that paragraphs belong to. Those of the same `shape` are counted together.

    `starts`: the numbers with which levels begin in this list, where it says so itself.
    """

    shape: str | int
    levels: Mapping[int, WordLevel]
    starts: Mapping[int, int]


class ListCounter:
    """How far each list of a text has counted."""

    def __init__(self) -> None:
        self._counts: dict[str | int, dict[int, int]] = {}
        self._begun: set[tuple[str | int, int]] = set()

    def next(self, number: str | int, known: WordList, level: int) -> str:
        """Count a paragraph of list `number` and give its label; "" for a bullet.

        `level` is one that the list knows.
        """
        counts = self._counts.setdefault(known.shape, {})
        shown = known.levels[level]
        begins = level in known.starts and (number, level) not in self._begun
        self._begun.add((number, level))
        if begins:
            counts[level] = known.starts[level]
        else:
            counts[level] = counts.get(level, shown.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            below = known.levels.get(deeper)
            if below is None or below.restart is None or level < below.restart:
                del counts[deeper]
        return "" if shown.style == "bullet" else _label(shown, known.levels, counts)


def _label(shown: WordLevel, levels: Mapping[int, WordLevel], counts: Mapping[int, int]) -> str:
    parts = []
    for part in shown.label:
        if isinstance(part, str):
            parts.append(part)
        elif (other := levels.get(part)) is not None:
            legal = shown.legal and other.style not in SILENT
            style = "decimal" if legal else other.style
            parts.append(numeral(style, counts.get(part, other.start)))
    return "".join(parts).strip()
