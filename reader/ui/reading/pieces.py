"""A text cut into the pieces that are laid out one by one.

A piece is a paragraph. Only a paragraph of many thousand characters is cut, at the ends of
sentences, so that no piece costs more than a few milliseconds. Junk is in no piece.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from reader.documents.model import Kind, Paragraph
from reader.ui.reading.cells import Tables
from reader.workspace.text import Text

LONGEST = 4_000
"""Characters that are laid out as one."""
FINEST = 8
"""Steps of the scroll bar for each character."""
LEAST = 20
"""Characters that even the shortest paragraph counts for: it takes up a line and a gap."""
SENTENCE_ENDS = "。！？；…"


class Pieces:
    """The pieces of one text, numbered from 0, and the length of the text in steps of the bar."""

    def __init__(self, text: Text) -> None:
        self.paragraphs = [p for p in text.paragraphs if p.kind is not Kind.JUNK]
        self._spans: dict[int, tuple[int, int]] = {}
        if any(len(p.text) > LONGEST for p in self.paragraphs):
            self._cut()
        self._numbers = [p.number for p in self.paragraphs]
        lengths = [(len(p.text) + LEAST) * FINEST for p in self.paragraphs]
        for piece, (start, end) in self._spans.items():
            lengths[piece] = (end - start + LEAST) * FINEST
        self._steps = list(accumulate(lengths, initial=0))

    def __len__(self) -> int:
        return len(self.paragraphs)

    def _cut(self) -> None:
        whole, self.paragraphs = self.paragraphs, []
        for paragraph in whole:
            if len(paragraph.text) <= LONGEST:
                self.paragraphs.append(paragraph)
                continue
            for span in cuts(paragraph.text):
                self._spans[len(self.paragraphs)] = span
                self.paragraphs.append(paragraph)

    def span(self, piece: int) -> tuple[int, int]:
        """Which characters of its paragraph a piece holds."""
        return self._spans.get(piece) or (0, len(self.paragraphs[piece].text))

    def of(self, number: int, index: int = 0) -> int:
        """The piece of a character; of the nearest paragraph before where it is hidden."""
        first = bisect_left(self._numbers, number)
        if first == len(self._numbers) or self._numbers[first] != number:
            return max(first - 1, 0)
        last = bisect_right(self._numbers, number) - 1
        piece = first
        while piece < last and self.span(piece)[1] <= index:
            piece += 1
        return piece

    def holds(self, number: int) -> bool:
        """Whether a paragraph is shown at all."""
        place = bisect_left(self._numbers, number)
        return place < len(self._numbers) and self._numbers[place] == number

    @cached_property
    def tables(self) -> Tables:
        """The tables, whose rows are pieces."""
        return Tables(self.paragraphs)

    @cached_property
    def characters(self) -> list[int]:
        """How many characters stand before each piece; the last number is that of all."""
        lengths = [len(paragraph.text) for paragraph in self.paragraphs]
        for piece, (start, end) in self._spans.items():
            lengths[piece] = end - start
        return list(accumulate(lengths, initial=0))

    # The scroll bar

    @property
    def steps(self) -> int:
        """The whole text in steps of the scroll bar, which is proportional to its characters."""
        return self._steps[-1]

    def step(self, piece: int, part: float) -> int:
        """The step at a part (0 to 1) of a piece."""
        first = self._steps[piece]
        return first + round(part * (self._steps[piece + 1] - first))

    def step_of(self, number: int, index: int) -> int:
        """The step of a character."""
        piece = self.of(number, index)
        start, end = self.span(piece)
        return self.step(piece, min(max((index - start) / max(end - start, 1), 0.0), 1.0))

    def at_step(self, step: int) -> tuple[int, float]:
        """The piece at a step, and which part of it lies before."""
        piece = min(max(bisect_right(self._steps, step) - 1, 0), len(self) - 1)
        first, after = self._steps[piece], self._steps[piece + 1]
        return piece, min(max((step - first) / (after - first), 0.0), 1.0)


def cuts(text: str) -> list[tuple[int, int]]:
    """Cut a text at ends of sentences into spans of at most `LONGEST` characters."""
    spans = []
    start = 0
    while len(text) - start > LONGEST:
        limit = start + LONGEST
        end = 1 + max(text.rfind(mark, start + LONGEST // 2, limit) for mark in SENTENCE_ENDS)
        spans.append((start, end or limit))
        start = end or limit
    spans.append((start, len(text)))
    return spans


def shown_text(paragraph: Paragraph, span: tuple[int, int]) -> str:
    """What is laid out for a piece: as many characters, without any that would break a line."""
    text = paragraph.text
    if span != (0, len(text)):
        text = text[span[0] : span[1]]
    if text.isprintable():
        return text
    return text.translate(_SPACES)


_SPACES = dict.fromkeys(map(ord, "\u2028\u2029\r\v\f\x1c\x1d\x1e\x85"), " ")
