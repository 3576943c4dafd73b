"""No index: `find` over all texts in one memory map."""

import heapq
import math
import mmap
from bisect import bisect_right
from pathlib import Path

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engines.model import TOP, Answer
from tests.benchmarks.questions import Question

_FILE = "texts.txt"


class Scan:
    """UTF-8, a line a paragraph. BM25 for the paragraphs that are found, in plain Python."""

    name = "plain scan"
    _map: mmap.mmap
    _starts: list[int]

    def build(self, corpus: Corpus, folder: Path) -> None:
        with (folder / _FILE).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(text + "\n" for text in corpus.folded)

    def open(self, folder: Path) -> None:
        with (folder / _FILE).open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts = [0]
        while (end := self._map.find(b"\n", self._starts[-1])) >= 0:
            self._starts.append(end + 1)

    def ask(self, question: Question) -> Answer:
        counts = [self._counts(word.encode()) for word in question.words]
        sets = [set(found) for found in counts]
        together = set.union(*sets) if question.any_of else set.intersection(*sets)
        everything = len(self._starts) - 1
        average = len(self._map) / max(1, everything)
        rarity = [math.log1p((everything - len(c) + 0.5) / (len(c) + 0.5)) for c in counts]

        def score(number: int) -> float:
            norm = 0.3 + 0.9 * (self._starts[number + 1] - self._starts[number]) / average
            found = ((idf, c.get(number, 0)) for idf, c in zip(rarity, counts, strict=True))
            return sum(idf * tf / (tf + norm) for idf, tf in found)

        best = heapq.nlargest(TOP, together, key=score)
        return Answer(len(together), tuple(self._text(number) for number in best))

    def _counts(self, pattern: bytes) -> dict[int, int]:
        counts: dict[int, int] = {}
        place = self._map.find(pattern)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            counts[number] = counts.get(number, 0) + 1
            place = self._map.find(pattern, place + len(pattern))
        return counts

    def _text(self, number: int) -> str:
        return self._map[self._starts[number] : self._starts[number + 1] - 1].decode()
