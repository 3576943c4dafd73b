"""Random libraries and queries in quantity: quicker than Hypothesis, from a seed."""

import random
from collections.abc import Sequence

from index.fold import fold_text
from index.model import IndexedDocument, IndexedParagraph
from tests.index import oracle
from tests.index.oracle import Condition

FRAGMENTS = (
    *("国务院", "國務院", "办公厅", "（室）", "(室)", "，", "。", "；", "——", "－", "……", "..."),
    *("“三公”", '"', "＂", "『甲』", "经费", "經費", "ＡＢＣ", "abc", "aBc", "a b", " ", "\u3000"),
    *("open source", "1979 年", "１９７９年", "人", "人人", "人人人人", "𠮷", "𠮷野", "😀😀"),
    *("\u200b", "的", "的的", "一、", "甲", "乙", "甲乙甲", "督查督办", "督查", "的工作", "·", "•"),
)
# Each character of a row folds to the same: any of them may stand in the query.
_VARIANTS = (
    "国國",
    "务務",
    "经經",
    "费費",
    "“”「＂",
    "—－-―",
    "·•",
    "aAａＡ",
    "bBｂ",
    "1１",
    "（(",
)
_SIZES = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11, 15, 20, 28, 40)


class Maker:
    """Makes texts and queries; the same ones for the same seed."""

    def __init__(self, seed: int, fields: Sequence[Condition]) -> None:
        self.random = random.Random(seed)
        self._fields = fields

    def document(self, name: str) -> IndexedDocument:
        choose = self.random.choice
        paragraphs = []
        number = 0
        for _ in range(self.random.randint(0, 6)):
            number += self.random.randint(1, 3)
            paragraphs.append(IndexedParagraph(number, self._text(), self.random.random() < 0.2))
        return IndexedDocument(
            name,
            choose(["国务院通知", "Ａ通知", "報告", ""]),
            choose([None, "甲", "乙乙"]),
            choose([None, "某報", "网站"]),
            choose([None, "2013", "2014", "2014-05", "2014-05-08", "2015-01-01"]),
            choose(["original", "commentary", "other"]),
            tuple(paragraphs),
        )

    def condition(self, texts: Sequence[str], depth: int = 2) -> Condition:
        """A query; most of its literals are cut from the texts."""
        kind = self.random.choices(
            ["literal", "near", "field", "and", "or", "not"],
            [6, 1, 1, 2, 2, 1] if depth else [6, 1, 1, 0, 0, 0],
        )[0]
        if kind == "literal":
            return self._literal(texts)
        if kind == "near":
            distance = self.random.randint(0, 12)
            return oracle.near(self._literal(texts), self._literal(texts), distance)
        if kind == "field":
            return self.random.choice(self._fields)
        count = 1 if kind == "not" else self.random.randint(2, 3)
        return Condition(kind, tuple(self.condition(texts, depth - 1) for _ in range(count)))

    def _text(self) -> str:
        longest = self.random.choice((0, 3, 10, 25))
        return "".join(self.random.choices(FRAGMENTS, k=self.random.randint(0, longest)))

    def _literal(self, texts: Sequence[str]) -> Condition:
        while True:
            literal = self._piece(self.random.choice(texts) if texts else "")
            if fold_text(literal):
                return oracle.literal(literal)

    def _piece(self, text: str) -> str:
        """A piece of a text, often its beginning or end, often written in another way."""
        if not text or self.random.random() < 0.1:
            return "".join(self.random.choices(FRAGMENTS, k=self.random.randint(1, 3)))
        size = min(len(text), self.random.choice(_SIZES))
        last = len(text) - size
        start = self.random.choice((0, last, *(self.random.randint(0, last) for _ in range(4))))
        piece = text[start : start + size]
        if self.random.random() < 0.3:
            piece = "".join(map(self._another, piece))
        return piece

    def _another(self, character: str) -> str:
        for row in _VARIANTS:
            if character in row:
                return self.random.choice(row)
        return character
