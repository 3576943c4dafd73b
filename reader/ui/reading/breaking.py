"""Where the lines of a text break and how each fills its room: arithmetic, without Qt.

After "Requirements for Chinese Text Layout" (W3C, clreq): no line begins with a closing mark or
ends with an opening one; a dash, an ellipsis, a number with its sign and its unit, and a Western
word stay whole. A line that is to end flush is set a little wider between its Chinese
characters, after its words and at its spaces, never inside of a number or a word; or a little
closer at its marks where the next character comes in by that.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from reader.ui.typesetting import CLOSING, OPENING

# In em: what a space grows by before all else does, what any gap may grow by, and a gap between
# Western words where there are no others; what a mark may lose.
SPACE, MOST, MOST_WORDS = 0.25, 0.5, 1.0
SQUEEZE = 0.25
TIGHT = 0.05
"""In em: where gaps would have to grow by more, the next character is rather squeezed in."""
RUNT = 2
"""No last line is as short as that (characters) where it can be helped."""
MOST_BALANCED = 6
"""Titles of more lines are not balanced."""
LONG_WORD = 12
"""A Western word of more characters, an address for one, may be parted behind its marks."""

_LETTER = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
_PARTS = "-./,:@_&=+#?~"
_WORD = (
    rf"(?:[-+−±]?[$¥￥€£№#]?[{_LETTER}]+(?:%?[-.,:/'’@_&+=#?~–]+[{_LETTER}]+)*[%‰％℃°′″]*"
    rf"(?:(?<=[0-9]) (?:[A-Za-zμΩ]{{1,3}}[²³]?|[%‰℃])(?![{_LETTER}]))?)"
)
_OPEN = rf"[{OPENING}(\[{{]"
# Composed characters go with what is before them.
_CLOSE = rf"[{CLOSING},.;:!?)\]}}%…—―‰％℃·～/／々ー\u0300-\u036f\u200d\ufe0e\ufe0f\u20e3]"
_ENDS = rf"(?:\s*{_CLOSE}|(?<=\u200d)\S|[\U0001f3fb-\U0001f3ff])"
_WORDS = re.compile(_WORD)
_WHOLE = re.compile(
    rf"\S?(?:[\u00a0\u202f\u2060]+\S)+"
    rf"|(?:{_OPEN}\s*)+\S?{_ENDS}*|\S{_ENDS}+"
)
_MIXED = re.compile(rf"[{_LETTER}\s—―…]")
# Not between figures: that is one number.
_PARTED = re.compile(rf"(?:(?<![0-9])[{_PARTS}]|[{_PARTS}](?![0-9]))(?=[{_LETTER}])")


Gaps = Mapping[int, float]
NO_GAPS: Gaps = MappingProxyType({})


class Filled(NamedTuple):
    """A line: its characters, where it begins and which row it is in (both from 0), its width.

    `gaps` are what makes it that wide: pixels after a character, by its index.
    """

    start: int
    end: int
    left: float
    row: int
    width: float
    gaps: Gaps = NO_GAPS


class Marks(NamedTuple):
    """Which opening marks have an empty left half and which closing ones an empty right half.

    `narrow` are the indexes of those that have lost it, `spaced` of characters with a gap of
    `gap` pixels after them, `em` is the size of the letters.
    """

    opening: frozenset[str]
    closing: frozenset[str]
    narrow: set[int]
    spaced: set[int]
    gap: float
    em: float


class Filler:
    """Breaks one text, whose characters have some widths (pixels), into lines."""

    def __init__(self, text: str, widths: Sequence[float], marks: Marks) -> None:
        self._text = text
        self._marks = marks
        self._at = list(accumulate(widths, initial=0.0))

    @cached_property
    def _whole(self) -> set[int]:
        """Where no line may begin."""
        found: set[int] = set()
        for match in _WHOLE.finditer(self._text):
            found.update(range(match.start() + 1, match.end()))
        for match in self._words:
            found.update(range(match.start() + 1, match.end()))
            if len(match[0]) > LONG_WORD and any(map(str.isalpha, match[0])):
                parts = _PARTED.finditer(self._text, match.start() + 1, match.end())
                found.difference_update(part.end() for part in parts)
        return found

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(_WORDS.finditer(self._text))

    @cached_property
    def _within(self) -> set[int]:
        """The characters after which a word or a number goes on."""
        return {index for match in self._words for index in range(match.start(), match.end() - 1)}

    def width(self, start: int, end: int) -> float:
        """What some characters take up, without the spaces at their end."""
        return self._at[self._seen(start, end)] - self._at[start]

    # Breaking

    def lines(
        self,
        room: float,
        indent: float = 0.0,
        flush: bool = False,
        start: int = 0,
        stop: int | None = None,
    ) -> Iterator[Filled]:
        """The lines of a text, or of a part of it, in some room; at least one.

        The first begins at `indent`. With `flush` all but the last end at the edge, the empty
        halves of marks standing out at both sides.
        """
        stop = len(self._text) if stop is None else stop
        whole, row = self._whole_in(room), 0
        while not row or start < stop:
            left = -self._hung(start) if row and flush else 0.0 if row else indent
            end = self._end(start, stop, room - left, flush, whole)
            if flush:
                end, width, gaps = self._flush(start, end, stop, room - left, whole)
                yield Filled(start, end, left, row, width, gaps)
            else:
                yield Filled(start, end, left, row, self.width(start, end))
            start, row = end, row + 1

    def balanced(self, room: float) -> list[Filled]:
        """As few lines as there can be, about as long as each other; parted at spaces, if any."""
        usual = list(self.lines(room))
        if not 1 < len(usual) <= MOST_BALANCED:
            return usual
        spaces = " " in self._text
        best, least = usual, sum(line.width for line in usual) / len(usual)
        step = self._marks.em / 2
        for number in range(max(0, int((room - least) / step)) + 1):
            found = list(self.lines(least + number * step))
            if len(found) != len(usual):
                continue
            if not spaces or all(self._text[line.start - 1].isspace() for line in found[1:]):
                return found
            if best is usual:
                best = found
        return best

    def _whole_in(self, room: float) -> set[int]:
        """Where no line of some room may begin: a word that is wider than that is cut."""
        whole = self._whole
        for match in self._words:
            start, end = match.span()
            if self._at[end] - self._at[start] > room:
                whole = whole - set(self._cuts(start, end, room))
        return whole

    def _cuts(self, start: int, end: int, room: float) -> Iterator[int]:
        """Where a word may be cut: in its parts that are wider than the room, in no others."""
        borders = [start, *(i for i in range(start + 1, end) if i not in self._whole), end]
        for begin, after in pairwise(borders):
            if self._at[after] - self._at[begin] > room:
                yield from (i for i in range(begin + 1, after) if self._text[i].isalnum())

    def _end(self, start: int, stop: int, room: float, flush: bool, whole: set[int]) -> int:
        """Where the line ends that has as many characters as there is room for."""
        out = self._marks.em / 2 if flush else 0.0
        limit = self._at[start] + room + max(out, self._marks.gap) + 0.01
        most = min(bisect_right(self._at, limit, start, stop + 1) - 1, stop)
        most = self._over_spaces(max(most, start), stop)
        end = most
        while end > start and not (
            (end == stop or end not in whole) and self._fill(start, end, flush) <= room + 0.01
        ):
            end -= 1
        if end > start or start == stop:
            return end
        end = max(most, start + 1)
        while end > start + 1 and self._fill(start, end, flush) > room + 0.01:
            end -= 1
        return end

    def _over_spaces(self, index: int, stop: int) -> int:
        while index < stop and self._text[index].isspace():
            index += 1
        return index

    def _seen(self, start: int, end: int) -> int:
        """The end of a line without the spaces there, which take no room."""
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return end

    def _fill(self, start: int, end: int, flush: bool) -> float:
        """What of a line takes up room: neither the last gap nor an empty half at the edge."""
        seen = self._seen(start, end)
        width = self._at[seen] - self._at[start]
        if seen == start:
            return width
        if seen - 1 in self._marks.spaced:
            width -= self._marks.gap
        return width - self._out(seen) if flush else width

    def _out(self, end: int) -> float:
        """How far the mark before an index may stand out."""
        last, marks = end - 1, self._marks
        out = self._text[last] in marks.closing and last not in marks.narrow
        return marks.em / 2 if out else 0.0

    def _hung(self, start: int) -> float:
        """How far an opening mark at the beginning of a line stands out."""
        marks = self._marks
        out = start < len(self._text) and self._text[start] in marks.opening
        return marks.em / 2 if out and start not in marks.narrow else 0.0

    # Filling

    def _flush(
        self, start: int, end: int, stop: int, room: float, whole: set[int]
    ) -> tuple[int, float, Gaps]:
        """Let a line end at the edge: where it does, its width, its gaps.

        It ends elsewhere than was thought where that looks better.
        """
        em = self._marks.em
        if end < stop:
            need = room - self._fill(start, end, True)
            runt = stop - end <= RUNT
            if runt or need > TIGHT * em * (end - start):
                squeezed = self._squeezed(start, end, stop, room, whole)
                if squeezed is not None:
                    return squeezed
            if runt:
                end = self._less(start, end, room, whole)
        if end == stop:
            return end, self.width(start, end), NO_GAPS
        return end, *self._stretched(start, end, room)

    def _less(self, start: int, end: int, room: float, whole: set[int]) -> int:
        """The end before, if the line is not stretched much by that."""
        before = end - 1
        while before > start and before in whole:
            before -= 1
        need = room - self._fill(start, before, True)
        return before if start < before and need <= TIGHT * self._marks.em * 2 * before else end

    def _squeezed(
        self, start: int, end: int, stop: int, room: float, whole: set[int]
    ) -> tuple[int, float, Gaps] | None:
        """A line that takes in what comes next; None where its marks cannot lose that much."""
        end = self._over_spaces(end + 1, stop)
        while end < stop and end in whole:
            end = self._over_spaces(end + 1, stop)
        seen, em = self._seen(start, end), self._marks.em
        over = self._fill(start, end, True) - room
        if over > SQUEEZE * em * (seen - start):
            return None
        places = list(self._squeezable(start, seen))
        if not 0 < over <= SQUEEZE * em * len(places):
            return None
        gaps: dict[int, float] = {}
        for place in places:
            gaps[place] = gaps.get(place, 0.0) - _stepped(over / len(places))
        return end, room + self._out(seen), gaps

    def _squeezable(self, start: int, seen: int) -> Iterator[int]:
        """The characters that the next ones may come closer to, the empty half of a mark between.

        A character before one opening mark and behind another closing one is told of twice.
        """
        marks = self._marks
        for index in range(start, seen - 1):
            character = self._text[index]
            if character in marks.closing and index not in marks.narrow:
                yield index
            elif index > start and character in marks.opening and index not in marks.narrow:
                yield index - 1

    def _stretched(self, start: int, end: int, room: float) -> tuple[float, Gaps]:
        """The width and the gaps of a line that is full by them; none where they got too wide."""
        seen, em = self._seen(start, end), self._marks.em
        need = room - self._fill(start, end, True)
        width = self._at[seen] - self._at[start]
        if seen - 1 in self._marks.spaced:
            width -= self._marks.gap
        if need <= 0:
            return width, NO_GAPS
        spaces: list[int] = []
        others: Sequence[int] = range(start, seen - 1)
        if _MIXED.search(self._text, start, seen) is not None:
            spaces = [i for i in others if self._text[i].isspace() and i not in self._within]
            others = [index for index in others if self._grows(index)]
        gaps: dict[int, float] = {}
        if spaces:
            most = SPACE if others else MOST_WORDS
            gaps = dict.fromkeys(spaces, _stepped(min(need / len(spaces), most * em)))
        rest = need - sum(gaps.values())
        if others and rest > 0:
            each = _stepped(rest / (len(spaces) + len(others)))
            for index in spaces:
                gaps[index] += each
            gaps.update(dict.fromkeys(others, each))
            if each > MOST * em:
                gaps = {}
        elif rest > em:
            gaps = {}
        return width + sum(gaps.values()), gaps

    def _grows(self, index: int) -> bool:
        """Whether there may be a gap after a character: not in a word or a dash, at no space."""
        here, after = self._text[index], self._text[index + 1]
        return not (here.isspace() or after.isspace() or here in "—―…" or index in self._within)


def _stepped(pixels: float) -> float:
    """A length that Qt knows, which has 64 parts of a pixel."""
    return round(pixels * 64) / 64
