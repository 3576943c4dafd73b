"""Which place of one text goes with a place of another: by heading, or by theme.

What two texts share decides, never how far down they are: texts of different lengths drift
apart when they are tied by percent or page.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.documents.labels import section_label
from reader.documents.loose import loosen
from reader.documents.model import Section
from reader.documents.numbering import mark_of
from reader.documents.similarity import pairs

# The share of character pairs from which on two headings speak of the same.
_ALIKE = 0.5
# What the order of the texts is worth beside the words.
_ORDER = 0.1


@dataclass(frozen=True, slots=True)
class Partner:
    """A paragraph of the other text, and the name of what it has in common with this one."""

    paragraph: int
    name: str


class HeadingLinks:
    """The headings of two texts that go together; made once for two texts, pure."""

    def __init__(self, one: Sequence[Section], other: Sequence[Section]) -> None:
        self._starts = [section.paragraph for section in one]
        self._one, self._other = one, other
        self._partners = list(_partners(one, other))

    @property
    def any(self) -> bool:
        """Whether there are headings that go together at all."""
        return any(partner is not None for partner in self._partners)

    def partner(self, paragraph: int) -> Partner | None:
        """Where the other text speaks of what the section of a paragraph is about.

        A section without a partner goes with that of the one around it.
        """
        index = bisect_right(self._starts, paragraph) - 1
        level = self._one[index].level + 1 if index >= 0 else 0
        while index >= 0:
            section = self._one[index]
            if section.level < level:
                level = section.level
                partner = self._partners[index]
                if partner is not None:
                    found = self._other[partner]
                    return Partner(found.paragraph, section_label(found.title))
            index -= 1
        return None


class ThemeLinks:
    """The themes of the paragraphs of two texts; pure.

    Both are `paragraph -> its themes, the best first`; `names` has the names of the themes.
    """

    def __init__(
        self,
        one: Mapping[int, Sequence[str]],
        other: Mapping[int, Sequence[str]],
        names: Mapping[str, str],
    ) -> None:
        self._one, self._names = one, names
        self._places = (places(one), places(other))

    def partner(self, paragraph: int, beside: int, by: int = 1) -> Partner | None:
        """The paragraph of the other text with the best theme that both have.

        The one in view there (`beside`) if it has the theme, else the next one in the direction
        of reading (`by` 1, backwards -1), else the outermost one in that direction.
        """
        for theme in self._one.get(paragraph, ()):
            there = self._places[1].get(theme)
            if there:
                if by > 0:
                    index = min(bisect_left(there, beside), len(there) - 1)
                else:
                    index = max(bisect_right(there, beside) - 1, 0)
                return Partner(there[index], self._names.get(theme, theme))
        return None

    def step(self, theme: str, at: tuple[int, int], by: int) -> tuple[int | None, int | None]:
        """The next (`by` 1) or previous (-1) paragraph of a theme in each of the texts.

        `at` is where they are now; None for a text that has no further one.
        """
        one, other = (
            beyond(known.get(theme, ()), place, by)
            for known, place in zip(self._places, at, strict=True)
        )
        return one, other

    def shared(self) -> tuple[str, ...]:
        """The themes that both texts have, those with the most paragraphs first."""
        one, other = self._places
        both = one.keys() & other.keys()
        return tuple(sorted(both, key=lambda t: (-len(one[t]) - len(other[t]), t)))


def places(themes: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """The paragraphs of each theme, in order."""
    found: dict[str, list[int]] = {}
    for paragraph in sorted(themes):
        for theme in themes[paragraph]:
            found.setdefault(theme, []).append(paragraph)
    return found


def beyond(paragraphs: Sequence[int], place: int, by: int) -> int | None:
    """The first paragraph after a place, or the last one before it."""
    index = bisect_right(paragraphs, place) if by > 0 else bisect_left(paragraphs, place) - 1
    return paragraphs[index] if 0 <= index < len(paragraphs) else None


def _partners(one: Sequence[Section], other: Sequence[Section]) -> Iterator[int | None]:
    """For each section the best one of the other text; None where none is like it."""
    words = [_words(section) for section in other]
    known: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        known.setdefault(word, []).append(index)
    sets = [pairs(word) for word in words]
    having: dict[str, list[int]] = {}
    for index, both in enumerate(sets):
        for pair in both:
            having.setdefault(pair, []).append(index)
    for index, section in enumerate(one):
        word = _words(section)
        order = index / max(1, len(one))

        def off(candidate: int, order: float = order) -> float:
            return abs(candidate / max(1, len(other)) - order)

        same = known.get(word)
        if same and word:
            yield min(same, key=off)
            continue
        mine = pairs(word)
        shared = Counter(candidate for pair in mine for candidate in having.get(pair, ()))
        merits = [
            (likeness - _ORDER * off(candidate), candidate)
            for candidate, both in shared.items()
            if (likeness := 2 * both / (len(mine) + len(sets[candidate]))) >= _ALIKE
        ]
        yield max(merits)[1] if merits else None


def _words(section: Section) -> str:
    """What a heading says, without its number and marks."""
    label = section_label(section.title)
    mark = mark_of(label, handbook=True)
    return loosen(label[mark.end :] if mark and label[mark.end :].strip() else label)
