"""Documents by their titles and themes by their names: as written, by pinyin, or by initials."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.fold import Folded, fold, fold_text
from reader.workspace.catalogue import Catalogue
from reader.workspace.model import Match, MatchKind
from reader.workspace.pinyin import Readings
from reader.workspace.themes import ThemeDesk

_SEPARATORS = str.maketrans("", "", " '’`-")
_DOUBLE_INITIALS = ("zh", "ch", "sh")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with the readings of each of its folded characters."""

    folded: Folded
    readings: tuple[tuple[str, ...], ...]
    beginnings: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where in a folded name the text was recognised; the lowest is the best.

    `shortened` counts the characters that were given by their initials only.
    """

    spelled: bool
    shortened: int
    start: int
    end: int


class LookupDesk:
    """Recognises what somebody types as the name of a document or theme. Any thread."""

    def __init__(self, catalogue: Catalogue, themes: ThemeDesk, readings: Readings) -> None:
        self._catalogue = catalogue
        self._themes = themes
        self._readings = readings
        self._lock = threading.Lock()
        self._names: dict[str, _Name] = {}

    def lookup(self, text: str, limit: int) -> tuple[Match, ...]:
        """See `Workspace.lookup`."""
        wanted = fold_text(text)
        if not wanted:
            return ()
        typed = wanted.translate(_SEPARATORS)
        found = []
        for kind, key, name in self._all():
            known = self._name(name)
            place = _literally(known.folded.text, wanted) or _by_sound(known, typed)
            if place is not None:
                found.append((_rank(place, known, kind, name, key), place))
        found.sort()
        return tuple(self._match(*rank[-3:], place) for rank, place in found[:limit])

    def _match(self, kind: MatchKind, name: str, key: str, place: _Place) -> Match:
        span = self._name(name).folded.original_span(place.start, place.end)
        return Match(kind, key, name, (span,))

    def _all(self) -> Iterator[tuple[MatchKind, str, str]]:
        for theme in self._themes.outline().themes:
            yield MatchKind.THEME, theme.id, theme.name
        for document, metadata in self._catalogue.holdings().metadata.items():
            yield MatchKind.DOCUMENT, document, metadata.title

    def _name(self, name: str) -> _Name:
        with self._lock:
            if name not in self._names:
                self._names[name] = self._read(name)
            return self._names[name]

    def _read(self, name: str) -> _Name:
        folded = fold(name)
        readings = tuple(map(self._readings.of, folded.text))
        beginnings = tuple(
            frozenset((character, *(reading[0] for reading in known)))
            for character, known in zip(folded.text, readings, strict=True)
        )
        return _Name(folded, readings, beginnings)


def _rank(
    place: _Place, name: _Name, kind: MatchKind, text: str, key: str
) -> tuple[bool, bool, bool, int, int, bool, MatchKind, str, str]:
    """As written before spelled out before shortened; then at the beginning, then the whole."""
    left = len(name.folded.text) - (place.end - place.start)
    return (
        place.spelled,
        place.shortened > 0,
        place.start > 0,
        left,
        place.shortened,
        kind is not MatchKind.THEME,
        kind,
        text,
        key,
    )


def _literally(name: str, wanted: str) -> _Place | None:
    start = name.find(wanted)
    return None if start < 0 else _Place(False, 0, start, start + len(wanted))


def _by_sound(name: _Name, typed: str) -> _Place | None:
    """The best place where the characters of the name, one after the other, give what was typed."""
    if not typed:
        return None
    places = [
        place
        for start, letters in enumerate(name.beginnings)
        if typed[0] in letters and (place := _spelled_from(name, typed, start)) is not None
    ]
    return min(places, default=None)


def _spelled_from(name: _Name, typed: str, start: int) -> _Place | None:
    """Follow all readings at once: how much of `typed` is used up -> fewest initials so far."""
    states = {0: 0}
    for place in range(start, len(name.readings)):
        character, readings = name.folded.text[place], name.readings[place]
        following: dict[int, int] = {}
        if not character.isalnum() and place > start:
            following.update(states)
        for used, shortened in states.items():
            for size, cost in _steps(character, readings, typed, used):
                total = shortened + cost
                if total < following.get(used + size, total + 1):
                    following[used + size] = total
        if len(typed) in following:
            return _Place(True, following[len(typed)], start, place + 1)
        if not following:
            return None
        states = following
    return None


def _steps(
    character: str, readings: Iterable[str], typed: str, used: int
) -> Iterator[tuple[int, int]]:
    """How many letters one character can stand for here, and 1 if it is not spelled out."""
    if typed[used] == character:
        yield 1, 0
    for reading in readings:
        if typed.startswith(reading, used):
            yield len(reading), 0
        elif reading.startswith(typed[used:]):
            # The last one may be unfinished.
            yield len(typed) - used, 1
        if typed[used] == reading[0]:
            yield 1, 1
        if reading[:2] in _DOUBLE_INITIALS and typed.startswith(reading[:2], used):
            yield 2, 1
