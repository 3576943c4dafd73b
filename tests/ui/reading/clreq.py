"""What is wrong with the lines of a text by "Requirements for Chinese Text Layout" (W3C, clreq).

An oracle that shares nothing with the program but the fonts: it reads the characters of each line
and where they stand, and knows the rules by heart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.ui.reading.galley import Galley
from reader.ui.reading.lines import Lines
from reader.ui.reading.setting import JUSTIFIED
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

NEVER_FIRST = "，。、；：？！”’」』）》〉】〗〕］｝…—％‰℃·～〜,.;:!?)]}%々ー／"
NEVER_LAST = "“‘「『（《〈【〖〔［｛([{￥¥＄$№"
OPENING, CLOSING = "“‘（《〈【「『〔〖［｛", "”’）》〉】」』〕〗］｝，。、；："
LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
TOKENS = re.compile(
    rf"—+|…+|[-+−±]?[¥￥$€]?\d+(?:[.,:/]\d+)*\s?(?:[%‰％℃°]|[{LETTER}²³]{{1,3}}(?![{LETTER}]))?"
    rf"|[{LETTER}]+(?:['’][{LETTER}]+)*\d*"
)
# In em: what a gap between Chinese characters may grow by, in a column of the usual measure and
# in one that is too narrow for a book; a space as well; what a mark may lose.
MOST, MOST_NARROW, SPACE, SQUEEZE = 0.25, 0.5, 0.25, 0.25
USUAL = 30
WIDE = 10_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which words."""

    kind: str
    words: str
    much: float = 0.0


def faults(text: Text, style: TextStyle, width: float) -> Iterator[Fault]:
    """Whatever is wrong with the lines of a text in a view of some width (pixels)."""
    galley = Galley(text, style, width)
    ragged = Galley(text, replace(style, justify=False, measure=WIDE), 2 * WIDE * style.pixels)
    for piece in range(len(galley.pieces)):
        lines = galley.lines(piece)
        if lines.setting.row is None:
            start, end = galley.pieces.span(piece)
            words = galley.pieces.paragraphs[piece].text[start:end]
            yield from _Piece(words, lines, ragged.lines(piece), galley.column[1]).faults()


class _Piece:
    def __init__(self, text: str, lines: Lines, ragged: Lines, column: float) -> None:
        self.text, self.lines, self.column = text, lines, column
        self.em = lines.setting.face.font.pixelSize()
        self.natural = [_advance(ragged, index) for index in range(len(text))]
        self.tokens = [match.span() for match in TOKENS.finditer(text)]

    def faults(self) -> Iterator[Fault]:
        flush = self.lines.setting.alignment == JUSTIFIED
        for line in range(self.lines.count):
            start, end = self.lines.span_of(line)
            seen = start + len(self.text[start:end].rstrip())
            if line:
                yield from self._break(start)
            if seen > start and flush:
                yield from self._edges(line, start, seen)
                yield from self._gaps(line, start, seen)

    def _break(self, at: int) -> Iterator[Fault]:
        near = f"{self.text[max(at - 5, 0) : at]}|{self.text[at : at + 5]}"
        if at < len(self.text) and self.text[at] in NEVER_FIRST:
            yield Fault("first", near)
        if self.text[:at].rstrip()[-1:] in tuple(NEVER_LAST):
            yield Fault("last", near)
        for start, end in self.tokens:
            if start < at < end and sum(self.natural[start:end]) <= self.column - 2 * self.em:
                yield Fault("parted", near)

    def _edges(self, line: int, start: int, seen: int) -> Iterator[Fault]:
        words, setting = self.text[start:seen], self.lines.setting
        left = setting.left + (0 if line else setting.indent)
        if line and words[0] in OPENING and self.natural[start] > 0.95 * self.em:
            left -= self.em / 2
        off = self.lines.x_of(line, start) - left
        if abs(off) > 1:
            yield Fault("left", words, off)
        right = self.lines.x_of(line, seen)
        if words[-1] in CLOSING and self.natural[seen - 1] > 0.95 * self.em:
            right -= self.em / 2
        last = line + 1 == self.lines.count
        off = right - self.column
        if off > 1 if last else abs(off) > 1:
            yield Fault("right", words, off)

    def _gaps(self, line: int, start: int, seen: int) -> Iterator[Fault]:
        words, last = self.text[start:seen], line + 1 == self.lines.count
        most = MOST if self.column >= USUAL * self.em else MOST_NARROW
        for index in range(start, seen - 1):
            more = _advance(self.lines, index) - self.natural[index]
            inside = any(first <= index < after - 1 for first, after in self.tokens)
            if inside and not self.text[index].isspace() and abs(more) > 0.5:
                yield Fault("inside", words, more)
            bound = most + SPACE * (self.text[index] == " ")
            bound = 0 if last else 1.3 if _western(words) else bound
            if more > bound * self.em + 0.6:
                yield Fault("stretched", words, more / self.em)
            if more < -SQUEEZE * self.em * (1 + _between(self.text[index : index + 2])) - 0.6:
                yield Fault("squeezed", words, more / self.em)


def _advance(lines: Lines, index: int) -> float:
    line = lines.line_of(index)
    return lines.x_of(line, index + 1) - lines.x_of(line, index)


def _western(words: str) -> bool:
    return not any(character > "\u2e80" for character in words)


def _between(pair: str) -> bool:
    """Whether both an empty right half and an empty left half are between two characters."""
    return pair[:1] in CLOSING and pair[1:] in OPENING
