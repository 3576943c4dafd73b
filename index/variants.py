"""Which wordings one character away from a literal stand in the texts.

A wording is one edit away when a character of the literal is left out, replaced, or another one
put in between. The last two are wildcards: a prefix and a suffix of the literal with one unknown
character between them, which is read off the texts.

- If either side has two UTF-16 units or more, the index gives the paragraphs that hold both
  sides, and those are looked through, a portion at a time, until something turns up.
- Two sides of one unit each would be in half of all paragraphs: there the units of the texts are
  compared as whole arrays (about 1 ms for a million characters).
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from index.fold import fold_text
from index.gram_reader import NO_MATCHES, intersection
from index.postings import Ordinals
from index.snapshot import Snapshot

SHORTEST = 2
"""Characters of the shortest wording worth offering."""

_NOWHERE: Ordinals = NO_MATCHES.ordinals
_PORTION = 2000
_LINE_FEED = ord("\n")
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
_Units = npt.NDArray[np.unsignedinteger]


def shortened(literal: str) -> frozenset[str]:
    """The literal with one character left out."""
    if len(literal) <= SHORTEST:
        return frozenset()
    return frozenset(literal[:i] + literal[i + 1 :] for i in range(len(literal)))


def swapped(literal: str) -> frozenset[str]:
    """The literal with two neighbouring characters exchanged."""
    return frozenset(
        literal[:i] + literal[i + 1] + literal[i] + literal[i + 2 :]
        for i in range(len(literal) - 1)
    ) - {literal}


def filled(snapshot: Snapshot, literal: str) -> Counter[str]:
    """Every wording in which one character is replaced or put in between.

    The counts are rough: occurrences in the paragraphs that were looked through. Paragraphs that
    are deleted may be among them. Where too many hold both sides of a wildcard, only a portion is
    read in which something was found.
    """
    sides = _Sides(snapshot)
    found: Counter[str] = Counter()
    for prefix, suffix in _wildcards(literal):
        for character, count in sides.between(prefix, suffix).items():
            found[prefix + character + suffix] += count
    del found[literal]
    return found


def _wildcards(literal: str) -> Iterator[tuple[str, str]]:
    for place in range(len(literal)):
        yield literal[:place], literal[place + 1 :]
        if place:
            yield literal[:place], literal[place:]


class _Sides:
    """Looks up what stands between a prefix and a suffix; knows the sides it has met."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, Ordinals] = {}

    def between(self, prefix: str, suffix: str) -> Counter[str]:
        if max(_size(prefix), _size(suffix)) < 2:
            return _foldable(_between_units(self._snapshot, prefix, suffix), prefix, suffix)
        longer, shorter = sorted((prefix, suffix), key=len, reverse=True)
        ordinals = self._holding(longer)
        if shorter and len(ordinals):
            ordinals = intersection(ordinals, self._holding(shorter), self._snapshot.size)
        for start in range(0, len(ordinals), _PORTION):
            portion = ordinals[start : start + _PORTION].tolist()
            text = "\n".join([self._snapshot.paragraph(ordinal) for ordinal in portion])
            found = _foldable(Counter(_between(text, prefix, suffix)), prefix, suffix)
            if found:
                return found
        return Counter()

    def _holding(self, side: str) -> Ordinals:
        if side not in self._known:
            # What does not hold "甲乙" does not hold "甲乙丙" either.
            parts = [self._known.get(part) for part in (side[:-1], side[1:])]
            hopeless = any(part is not None and not len(part) for part in parts)
            self._known[side] = _NOWHERE if hopeless else self._snapshot.literal(side).ordinals
        return self._known[side]


def _foldable(characters: Counter[str], prefix: str, suffix: str) -> Counter[str]:
    """Without characters that cannot be asked for there: a space at the end, for instance."""
    texts = {character: prefix + character + suffix for character in characters}
    return Counter({c: characters[c] for c, text in texts.items() if fold_text(text) == text})


def _size(text: str) -> int:
    """UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _between(text: str, prefix: str, suffix: str) -> Iterator[str]:
    """The characters that stand between the two, paragraphs divided by line feeds."""
    anchor, from_prefix = (prefix, True) if len(prefix) >= len(suffix) else (suffix, False)
    start = text.find(anchor)
    while start >= 0:
        place = start + len(anchor) if from_prefix else start - 1
        if 0 <= place < len(text) and text[place] != "\n":
            if from_prefix:
                fits = text.startswith(suffix, place + 1)
            else:
                fits = text.endswith(prefix, 0, place)
            if fits:
                yield text[place]
        start = text.find(anchor, start + 1)


def _between_units(snapshot: Snapshot, prefix: str, suffix: str) -> Counter[str]:
    """The same for sides of one unit or none, over whole segments."""
    found: Counter[str] = Counter()
    for segment in snapshot.segments:
        units = segment.grams.units
        for size in (1, 2):
            found.update(_characters_between(units, prefix, suffix, size))
    return found


def _characters_between(units: _Units, prefix: str, suffix: str, size: int) -> Counter[str]:
    """The characters of 1 or 2 units between two units, of which one may be missing."""
    if len(units) < len(prefix) + size + len(suffix):
        return Counter()
    if prefix:
        places = np.flatnonzero(units[: -size - len(suffix)] == ord(prefix)) + 1
        if suffix:
            places = places[units[places + size] == ord(suffix)]
    else:
        places = np.flatnonzero(units[size:] == ord(suffix))
    first = units[places]
    if size == 1:
        counts = np.bincount(first[(first < _HIGH) | (first >= _END)])
        counts[_LINE_FEED : _LINE_FEED + 1] = 0
        return Counter({chr(point): int(counts[point]) for point in counts.nonzero()[0].tolist()})
    second = units[places + 1]
    pairs = (first >= _HIGH) & (first < _LOW) & (second >= _LOW) & (second < _END)
    points = 0x10000 + ((first[pairs].astype(np.int64) - _HIGH) << 10) + (second[pairs] - _LOW)
    return Counter(map(chr, points.tolist()))
