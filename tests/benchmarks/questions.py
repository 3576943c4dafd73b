"""What the engines are asked: the same questions for all of them, cut from the corpus."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.corpus import Corpus

AS_YOU_TYPE = "as you type"
_PHRASES = {"1 character": 1, "3": 3, "4": 4, "8": 8, "20": 20}
_COMMON = 300
_SAMPLE = 20_000
_TYPED = (6, 12)


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words, all of which (or any of which) a paragraph has to contain."""

    kind: str
    words: tuple[str, ...]
    any_of: bool = False

    @property
    def query(self) -> str:
        """As somebody would type it."""
        quoted = ['"' + word.replace('"', '""') + '"' for word in self.words]
        return (" OR " if self.any_of else " ").join(quoted)


def questions(corpus: Corpus, each: int, seed: str) -> list[Question]:
    """`each` questions of every class, mixed; the prefixes of a typed phrase stay together."""
    maker = _Maker(corpus, random.Random(seed))
    asked: list[list[Question]] = []
    for kind, size in _PHRASES.items():
        asked += [[Question(kind, (maker.phrase(size),))] for _ in range(each)]
    for _ in range(each):
        asked += [
            [Question("2 common", (maker.common(2),))],
            [Question("3 common", (maker.common(3),))],
            [Question("AND", maker.together())],
            [Question("AND common", (maker.common(2), maker.common(2)))],
            [Question("OR", (maker.common(2), maker.phrase(3)), any_of=True)],
            [Question("no hit", (maker.absent(),))],
        ]
    for _ in range(each // 2):
        phrase = maker.phrase(maker.random.randint(*_TYPED))
        asked.append([Question(AS_YOU_TYPE, (phrase[:n],)) for n in range(1, len(phrase) + 1)])
    maker.random.shuffle(asked)
    return [question for group in asked for question in group]


class _Maker:
    def __init__(self, corpus: Corpus, generator: random.Random) -> None:
        self.random = generator
        self._texts = corpus.folded
        sample = generator.sample(self._texts, min(_SAMPLE, len(self._texts)))
        self._frequent = {size: _frequent(sample, size) for size in (2, 3)}

    def phrase(self, size: int) -> str:
        """A piece of a paragraph that begins and ends with an ideograph."""
        while True:
            text = self.random.choice(self._texts)
            start = self.random.randrange(max(1, len(text) - size + 1))
            piece = text[start : start + size]
            if len(piece) == size and _is_ideograph(piece[0]) and _is_ideograph(piece[-1]):
                return piece

    def common(self, size: int) -> str:
        return self.random.choice(self._frequent[size])

    def together(self) -> tuple[str, str]:
        """Two words of two to four characters that stand in one paragraph."""
        while True:
            text = self.random.choice(self._texts)
            if len(text) > 20:
                sizes = self.random.randint(2, 4), self.random.randint(2, 4)
                starts = [self.random.randrange(len(text) - size) for size in sizes]
                first, second = (text[a : a + n] for a, n in zip(starts, sizes, strict=True))
                if all(map(_is_ideograph, first + second)) and first != second:
                    return first, second

    def absent(self) -> str:
        """Two halves of phrases that hardly ever meet."""
        return self.phrase(4) + self.phrase(4)


def _frequent(texts: Sequence[str], size: int) -> list[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({text[i : i + size] for i in range(len(text) - size + 1)})
    words = (word for word, _ in counts.most_common() if all(map(_is_ideograph, word)))
    return [word for word, _ in zip(words, range(_COMMON), strict=False)]


def _is_ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
