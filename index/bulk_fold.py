"""Folding many paragraphs at once, as the index takes them in: `index.fold` in numpy.

The rules are those of `index.fold.fold_text`, which is asked for paragraphs
with a character that needs more than one UTF-16 unit. Several times as fast.
"""

import re
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
    translated = _translated(texts)
    if not np.any(translated == _SLOW):
        return _folded(translated, texts)
    slow = {n: fold_text(text) for n, text in enumerate(texts) if _slow_characters().search(text)}
    plain = ["" if n in slow else text for n, text in enumerate(texts)]
    folded = _folded(_translated(plain), plain)
    gaps = (folded == LINE_FEED).nonzero()[0][list(slow)]
    pieces = np.split(folded, gaps)
    for place, text in enumerate(slow.values()):
        pieces.insert(2 * place + 1, np.frombuffer(text.encode("utf-16-le"), "<u2"))
    return np.concatenate(pieces)


def _translated(texts: Sequence[str]) -> Units:
    joined = "\n".join((*texts, ""))
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    return _units_table().take(units)


def _folded(units: Units, texts: Sequence[str]) -> Units:
    """What is left to do after translation; each character of `texts` is one unit."""
    units[np.cumsum(np.fromiter(map(len, texts), np.intp, len(texts)) + 1) - 1] = LINE_FEED
    dropped = units == _DROPPED
    if np.any(dropped):
        units = np.compress(~dropped, units)
    return _without_runs(_without_loose_spaces(units))


def _without_loose_spaces(units: Units) -> Units:
    """A run of spaces becomes one between two ASCII letters or digits, else none."""
    spaces = (units == _SPACE).nonzero()[0]
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
    return np.compress(keep, units)


def _without_runs(units: Units) -> Units:
    """A run of dashes, or of full stops, becomes one."""
    again = (units[1:] == units[:-1]).nonzero()[0] + 1
    again = again[(units[again] == _DASH) | (units[again] == _DOT)]
    return np.delete(units, again) if len(again) else units


@cache
def _units_table() -> Units:
    """Unit -> folded unit; must not be changed."""
    table = np.arange(0x10000, dtype=np.uint16)
    for point, folded in folding_table().items():
        if point < len(table):
            folded = _DROPPED if folded is None else folded
            table[point] = folded if folded < len(table) else _SLOW
    table[0xD800:0xE000] = _SLOW
    return table


@cache
def _slow_characters() -> re.Pattern[str]:
    slow = (_units_table() == _SLOW).nonzero()[0].tolist()
    return re.compile(f"[{''.join(map(chr, slow))}\U00010000-\U0010ffff]")


@cache
def _alphanumeric() -> npt.NDArray[np.bool_]:
    """Unit -> whether it is a folded ASCII letter or digit; must not be changed."""
    found = np.zeros(0x10000, bool)
    found[list(b"0123456789abcdefghijklmnopqrstuvwxyz")] = True
    return found
