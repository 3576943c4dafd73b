"""Folding many paragraphs at once, as the index takes them in: `index.fold` in numpy.

The rules are those of `index.fold.fold_text`, which is asked wherever a character needs more
than one UTF-16 unit. About ten times as fast.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from index.characters import folding_table
from index.fold import fold_text

Units = npt.NDArray[np.uint16]

LINE_FEED = 10
_SPACE, _DASH, _DOT = 32, 45, 46
# Surrogates, which stand for no character of their own: what is dropped, what needs `fold_text`.
_DROPPED = 0xD800
_SLOW = 0xDC00


def fold_paragraphs(texts: Sequence[str]) -> Units:
    """The folded paragraphs as UTF-16, a line feed behind each (folding leaves none inside)."""
    joined = "\n".join((*texts, ""))
    original = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    folded = _units_table()[original]
    if np.any(folded == _SLOW):
        slow = "".join([fold_text(text) + "\n" for text in texts])
        return np.frombuffer(slow.encode("utf-16-le"), "<u2")
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
    folded[ends] = LINE_FEED
    dropped = folded == _DROPPED
    if np.any(dropped):
        folded = folded[~dropped]
    return _without_runs(_without_loose_spaces(folded))


def _without_loose_spaces(units: Units) -> Units:
    """A run of spaces becomes one between two ASCII letters or digits, else none."""
    spaces = np.flatnonzero(units == _SPACE)
    if not len(spaces):
        return units
    # The last unit is a line feed: there is a unit behind every space, and before it (or that).
    firsts = spaces[units[spaces - 1] != _SPACE]
    lasts = spaces[units[spaces + 1] != _SPACE]
    alphanumeric = _alphanumeric()
    wanted = alphanumeric[units[firsts - 1]] & alphanumeric[units[lasts + 1]]
    keep = np.ones(len(units), bool)
    keep[spaces] = False
    keep[firsts[wanted]] = True
    return units[keep]


def _without_runs(units: Units) -> Units:
    """A run of dashes, or of full stops, becomes one."""
    again = np.flatnonzero(units[1:] == units[:-1]) + 1
    again = again[(units[again] == _DASH) | (units[again] == _DOT)]
    return np.delete(units, again) if len(again) else units


@cache
def _units_table() -> Units:
    """Unit -> folded unit; must not be changed."""
    table = np.arange(0x10000, dtype=np.uint16)
    for point, character in folding_table().items():
        if point < len(table):
            folded = _DROPPED if character is None else ord(character)
            table[point] = folded if folded < len(table) else _SLOW
    table[0xD800:0xE000] = _SLOW
    return table


@cache
def _alphanumeric() -> npt.NDArray[np.bool_]:
    """Unit -> whether it is a folded ASCII letter or digit; must not be changed."""
    found = np.zeros(0x10000, bool)
    found[list(b"0123456789abcdefghijklmnopqrstuvwxyz")] = True
    return found
