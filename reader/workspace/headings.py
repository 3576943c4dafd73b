"""The headings of all documents, to be found by name; kept in memory while no text changes."""

import re
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.fold import fold_text
from reader.documents.labels import section_label
from reader.documents.model import Passage
from reader.library.text_reading import TextReader
from reader.workspace.recognition import Recognised, Recogniser, Typed

_BORDER = "\n"
# Sounds are looked for in so many headings at most: some 0.2 s of work behind the window.
_HEARD = 20_000
_LETTER = re.compile("[a-z]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading where it stands, under the name by which it is listed."""

    name: str
    passage: Passage


class HeadingIndex:
    """Finds headings by a piece of them, by pinyin or by initials. Any thread."""

    def __init__(self, texts: TextReader, recogniser: Recogniser) -> None:
        self._texts = texts
        self._recogniser = recogniser
        self._lock = threading.Lock()
        self._state: _State | None = None

    def find(self, wanted: Typed) -> Iterator[tuple[Heading, str, Recognised]]:
        """Headings with their folded names, and the place of what was typed in each of these."""
        state = self._read()
        if not wanted.literal:
            return
        found = set()
        for number, place in state.literally(wanted.literal):
            found.add(number)
            yield state.headings[number], state.name(number), place
        if len(wanted.letters) < 2 or not _LETTER.search(wanted.letters):
            return
        for number, heading in enumerate(state.headings[:_HEARD]):
            if number not in found:
                name = state.name(number)
                heard = self._recogniser.by_sound(wanted, name)
                if heard is not None:
                    yield heading, name, heard

    def _read(self) -> "_State":
        # Before the headings: at worst they are newer than their number, and are read once more.
        sequence = self._texts.last_sequence()
        with self._lock:
            if self._state is None or self._state.sequence != sequence:
                self._state = _State(sequence, [_heading(p) for p in self._texts.headings()])
            return self._state


class _State:
    """The headings at one state of the texts, their folded names as one string to search."""

    def __init__(self, sequence: int, headings: Sequence[Heading]) -> None:
        self.sequence = sequence
        self.headings = headings
        names = [fold_text(heading.name) for heading in headings]
        self._all = _BORDER.join(names) + _BORDER
        self._starts = array("I", accumulate((len(name) + 1 for name in names), initial=0))

    def name(self, number: int) -> str:
        """The folded name of a heading."""
        return self._all[self._starts[number] : self._starts[number + 1] - 1]

    def literally(self, wanted: str) -> Iterator[tuple[int, Recognised]]:
        """The numbers of the headings that hold a folded text, and its first place in each."""
        position = self._all.find(wanted)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            start = position - self._starts[number]
            yield number, Recognised(False, 0, start, start + len(wanted))
            position = self._all.find(wanted, self._starts[number + 1] - 1)


def _heading(passage: Passage) -> Heading:
    return Heading(section_label(passage.text), passage)
