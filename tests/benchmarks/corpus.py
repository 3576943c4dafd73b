"""The corpora of the benchmarks: tab-separated files, one paragraph a line.

`build_corpus.py` in the tools beside the checkout makes them (`HOW`):
document, title, theme, source, date, number of the paragraph from 0, text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from index.fold import fold_text
from index.model import IndexedDocument, IndexedParagraph

HOW = "python ../shared/tools/build_corpus.py --debs TMP/debs --out TMP/corpora"


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of a corpus."""

    document: str
    title: str
    source: str
    date: str
    text: str


@dataclass(frozen=True)
class Corpus:
    """All paragraphs of a corpus, and the same folded: what every engine has to search."""

    rows: tuple[Row, ...]
    folded: tuple[str, ...]

    @property
    def characters(self) -> int:
        return sum(len(row.text) for row in self.rows)

    def documents(self) -> Iterator[IndexedDocument]:
        """The texts as the index takes them in."""
        for _, group in groupby(self.rows, key=lambda row: row.document):
            yield document_of(tuple(group))


def read_corpus(path: Path) -> Corpus:
    """Read a corpus file; each text stands in one piece."""
    with path.open(encoding="utf-8", newline="\n") as file:
        rows = tuple(_row(line) for line in file)
    return Corpus(rows, tuple(fold_text(row.text) for row in rows))


def document_of(rows: tuple[Row, ...]) -> IndexedDocument:
    first = rows[0]
    paragraphs = tuple(IndexedParagraph(n, row.text) for n, row in enumerate(rows, 1))
    return IndexedDocument(
        first.document, first.title, None, first.source, first.date, "original", paragraphs
    )


def _row(line: str) -> Row:
    document, title, _, source, date, _, text = line.rstrip("\n").split("\t")
    return Row(document, title, source, date, text)
