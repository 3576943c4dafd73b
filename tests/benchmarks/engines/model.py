"""What a benchmark asks of an engine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.questions import Question

TOP = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """How many paragraphs there are, and the folded texts of the best of them."""

    total: int
    texts: tuple[str, ...]


class Engine(Protocol):
    """One way of searching. `build` writes into an empty folder, `open` comes before `ask`.

    We take the paragraphs as they come, and folding is part of our time; the others are given
    paragraphs that are folded already.
    """

    name: str

    def build(self, corpus: Corpus, folder: Path) -> None: ...

    def open(self, folder: Path) -> None: ...

    def ask(self, question: Question) -> Answer: ...


_SPACE = "\u2581"
_END = "\u2582"


def bigrams(text: str) -> list[str]:
    """The pre-split form: every character with the one behind it, the last with a mark."""
    closed = text.replace(" ", _SPACE)
    return [a + b for a, b in zip(closed, closed[1:] + _END, strict=True)]


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
