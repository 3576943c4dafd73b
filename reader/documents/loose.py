"""Text as anchors compare it: without white space, widths and quotation marks made alike.

Much lighter than the folding of the search (no 繁简, no case), because what anchors look for is
the same sentence after a new import, not a similar one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_DROPPED = "".join(chr(code) for code in range(0x10000) if chr(code).isspace()) + (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
_GAP = re.compile(f"[{re.escape(_DROPPED)}]")
_ALIKE = {
    '"': "“”„‟«»「」『』〝〞〟",
    "'": "‘’‚‛`´",
    "-": "‐‑‒–—―−",
    ",": "、",
    ".": "。．",
    ":": "∶",
    "<": "〈《",
    ">": "〉》",
    "(": "〔［【",
    ")": "〕］】",
    "·": "・•",
    "~": "〜～",
}
_TABLE: dict[int, int | None] = {
    # Full width forms stand in the order of ASCII.
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(variant): ord(mark) for mark, variants in _ALIKE.items() for variant in variants},
    **dict.fromkeys(map(ord, _DROPPED)),
}


def loosen(text: str) -> str:
    """The text as it is compared. Each character stays one character or vanishes."""
    return text.translate(_TABLE)


class LooseText:
    """The paragraphs of a document as one string to search, with the way back.

    `raw` is the paragraphs joined by line feeds, `text` the same loosened (so that a sentence
    is found across the border of paragraphs). Offsets into `raw` and `text` are global.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.raw = "\n".join(paragraphs)
        self.text = loosen(self.raw)
        self._starts = list(accumulate((len(p) + 1 for p in paragraphs[:-1]), initial=0))
        self._lengths = [len(p) for p in paragraphs]
        # The n-th dropped character of `raw` stood before this offset of `text`.
        self._gaps = [gap.start() - n for n, gap in enumerate(_GAP.finditer(self.raw))]

    def offset(self, paragraph: int, start: int) -> int:
        """The offset in `raw` of a place; of the end for one behind the last paragraph."""
        if paragraph > len(self._starts):
            return len(self.raw)
        return self._starts[paragraph - 1] + start

    def raw_offset(self, offset: int) -> int:
        """Where in `raw` the character at an offset of `text` stands."""
        return offset + bisect_right(self._gaps, offset)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `raw` for a span of `text` that is not empty."""
        return self.raw_offset(start), self.raw_offset(end - 1) + 1

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Paragraph, start, end of a span of `raw`; the largest part if it crosses a border."""
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, max(start, end - 1))
        parts = [self._part(number, start, end) for number in range(first, last + 1)]
        return max(parts, key=lambda part: part[2] - part[1])

    def _part(self, number: int, start: int, end: int) -> tuple[int, int, int]:
        origin, length = self._starts[number - 1], self._lengths[number - 1]
        low = min(max(start - origin, 0), length)
        return number, low, min(max(end - origin, low), length)


def occurrences(needle: str, text: str, limit: int | None = None) -> Iterator[int]:
    """Where a string occurs, overlapping occurrences too; at most `limit` of them."""
    position = text.find(needle) if needle else -1
    while position >= 0 and (limit is None or limit > 0):
        yield position
        limit = None if limit is None else limit - 1
        position = text.find(needle, position + 1)
