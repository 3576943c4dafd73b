"""How characters are read: pinyin without tones, all readings of a character that has several.

The table is that of the package pypinyin (MIT), read without importing the package: that would
load its dictionary of phrases too, which takes 0.15 s and 55 MB and adds nothing here, since
every reading of a character is accepted.
"""

import json
import unicodedata
from array import array
from functools import cached_property
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

_FIRST, _LAST = 0x4E00, 0x9FFF
_ZERO = 0x3007


class Readings:
    """The readings of characters in simplified form. Read when it is first asked; any thread."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, character: str) -> tuple[str, ...]:
        """The readings of a character, the usual one first; none for what is no 汉字.

        ü is written v, as on a keyboard, and u as well.
        """
        if character not in self._known:
            self._known[character] = _plain(self._toned(character))
        return self._known[character]

    def alike(self, first: str, second: str) -> bool:
        """Whether two texts of one length can be read alike: the usual slip of an input method."""
        return len(first) == len(second) and all(
            one == other or not set(self.of(one)).isdisjoint(self.of(other))
            for one, other in zip(first, second, strict=True)
        )

    @cached_property
    def _table(self) -> tuple[str, "array[int]"]:
        """The readings of all characters as one text, and where those of each begin.

        With tones, joined by commas; rare planes are left out. As a dictionary it would take
        twelve times as much memory.
        """
        spec = find_spec("pypinyin")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("pypinyin")
        text = Path(spec.origin).with_name("pinyin_dict.json").read_text("utf-8")
        points: dict[str, str] = json.loads(text)
        readings = [points.get(str(point), "") for point in (_ZERO, *range(_FIRST, _LAST + 1))]
        return "".join(readings), array("I", accumulate(map(len, readings), initial=0))

    def _toned(self, character: str) -> str:
        """The readings of a character with tones, joined by commas; none for what is no 汉字."""
        point = ord(character)
        if point != _ZERO and not _FIRST <= point <= _LAST:
            return ""
        readings, starts = self._table
        place = 0 if point == _ZERO else point - _FIRST + 1
        return readings[starts[place] : starts[place + 1]]


def _plain(readings: str) -> tuple[str, ...]:
    found: list[str] = []
    for reading in readings.split(","):
        letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
        plain = "".join(letter for letter in letters if letter.isascii())
        found += [plain, plain.replace("v", "u")] if "v" in plain else [plain]
    return tuple(dict.fromkeys(reading for reading in found if reading))
