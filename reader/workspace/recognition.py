"""Recognising a name as somebody types it: as written, by pinyin, by initials, or mixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.fold import fold_text
from reader.workspace.pinyin import Readings

_SEPARATORS = str.maketrans("", "", " '’`-")
_DOUBLE_INITIALS = ("zh", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, folded: as it is, and as the letters of a reading."""

    literal: str
    letters: str


def typed(text: str) -> Typed:
    """Prepare what somebody typed; both parts are "" where there is nothing to look for."""
    literal = fold_text(text)
    return Typed(literal, literal.translate(_SEPARATORS))


@dataclass(frozen=True, slots=True, order=True)
class Recognised:
    """Where in a folded name the text was recognised; the lowest is the best.

    `shortened` counts the characters that were given by their initials only.
    """

    spelled: bool
    shortened: int
    start: int
    end: int


# As written before spelled out before shortened; then at the beginning, then the shortest name.
Rank = tuple[bool, bool, bool, int, int]


def rank(place: Recognised, name: str) -> Rank:
    """What orders places in different folded names, the best first."""
    left = len(name) - (place.end - place.start)
    return place.spelled, place.shortened > 0, place.start > 0, left, place.shortened


class Recogniser:
    """Finds what was typed in folded names. Any thread."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._known: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}

    def find(self, wanted: Typed, name: str) -> Recognised | None:
        """The best place of what was typed in a folded name."""
        return literally(wanted, name) or self.by_sound(wanted, name)

    def by_sound(self, wanted: Typed, name: str) -> Recognised | None:
        """The best place where characters that follow each other give all the letters."""
        letters = wanted.letters
        if not letters:
            return None
        first = letters[0]
        places = [
            place
            for start, character in enumerate(name)
            if first in self._character(character)[1]
            and (place := self._spelled_from(name, letters, start)) is not None
        ]
        return min(places, default=None)

    def _character(self, character: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """The readings of a character, and all that they and itself begin with."""
        known = self._known.get(character)
        if known is None:
            readings = self._readings.of(character)
            known = readings, frozenset((character, *(reading[0] for reading in readings)))
            self._known[character] = known
        return known

    def _spelled_from(self, name: str, letters: str, start: int) -> Recognised | None:
        """Follow all readings at once: how many letters are used up -> fewest initials so far."""
        states = {0: 0}
        for place in range(start, len(name)):
            character = name[place]
            readings = self._character(character)[0]
            following: dict[int, int] = {}
            if not character.isalnum() and place > start:
                following.update(states)
            for used, shortened in states.items():
                for size, cost in _steps(character, readings, letters, used):
                    total = shortened + cost
                    if total < following.get(used + size, total + 1):
                        following[used + size] = total
            if len(letters) in following:
                return Recognised(True, following[len(letters)], start, place + 1)
            if not following:
                return None
            states = following
        return None


def literally(wanted: Typed, name: str) -> Recognised | None:
    """Where a folded name holds what was typed as it is written."""
    start = name.find(wanted.literal) if wanted.literal else -1
    return None if start < 0 else Recognised(False, 0, start, start + len(wanted.literal))


def _steps(
    character: str, readings: Iterable[str], letters: str, used: int
) -> Iterator[tuple[int, int]]:
    """How many letters one character can stand for here, and 1 if it is not spelled out."""
    if letters[used] == character:
        yield 1, 0
    for reading in readings:
        if letters.startswith(reading, used):
            yield len(reading), 0
        elif reading.startswith(letters[used:]):
            # The last one may be unfinished.
            yield len(letters) - used, 1
        if letters[used] == reading[0]:
            yield 1, 1
        if reading[:2] in _DOUBLE_INITIALS and letters.startswith(reading[:2], used):
            yield 2, 1
