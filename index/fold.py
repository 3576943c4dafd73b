"""Folding: the normal form that search compares, with a map back to the original.

Every rule is local, so folding is homomorphic: for every piece of a text, the folded piece
stands in the folded text. That makes a literal search over folded texts exact.

- width, case, 繁→简, quotes, brackets, dashes, middle dots: one character to one
  (`index.characters`)
- white space is dropped, but between two ASCII letters or digits a run of it becomes one space
- zero-width characters, soft hyphens and variation selectors are dropped
- a run of dashes, and a run of full stops or ellipses, becomes one
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.characters import SPACE, folding_table

_ALPHANUMERIC = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_COLLAPSING = frozenset("-.")
_SPACES = re.compile(" +")
_LOOSE_SPACE = re.compile("(?<![0-9a-z]) | (?![0-9a-z])")
_DASH_RUN = re.compile("--+")
_DOT_RUN = re.compile(r"\.\.+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its characters, the original characters it covers.

    `text[i]` stands for `original[starts[i]:ends[i]]`: a whole run where a run collapsed.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original for the folded span [start, end), which is not empty."""
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> str:
    """The folded text alone: about 15 times faster than `fold`."""
    folded = text.translate(folding_table())
    if SPACE in folded:
        folded = _LOOSE_SPACE.sub("", _SPACES.sub(SPACE, folded))
    if "--" in folded:
        folded = _DASH_RUN.sub("-", folded)
    if ".." in folded:
        folded = _DOT_RUN.sub(".", folded)
    return folded


def fold(text: str) -> Folded:
    """Fold a text and remember where each folded character came from."""
    plain = fold_text(text)
    if len(plain) == len(text):
        # No character gives more than one, so nothing was dropped and nothing collapsed.
        return Folded(plain, range(len(text)), range(1, len(text) + 1))
    return _fold_with_map(text)


def _fold_with_map(text: str) -> Folded:
    table = folding_table()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = ""
    space: tuple[int, int] | None = None
    for position, original in enumerate(text):
        point = table.get(ord(original), ord(original))
        if point is None:
            continue
        character = chr(point)
        if character == SPACE:
            space = (space[0] if space else position, position + 1)
            continue
        if space and last in _ALPHANUMERIC and character in _ALPHANUMERIC:
            characters.append(SPACE)
            starts.append(space[0])
            ends.append(space[1])
        space = None
        if character == last and character in _COLLAPSING:
            ends[-1] = position + 1
            continue
        characters.append(character)
        starts.append(position)
        ends.append(position + 1)
        last = character
    return Folded("".join(characters), starts, ends)
