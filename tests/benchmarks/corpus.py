"""The corpora of the benchmarks: tab-separated files, one paragraph a line.

`build_corpus.py` in the tools beside the checkout makes them (`HOW`):
document, title, theme, source, date, number of the paragraph from 0, text.
"""

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
    """All paragraphs of a corpus, the same folded, and as the texts that the index takes in."""

    rows: tuple[Row, ...]
    folded: tuple[str, ...]
    documents: tuple[IndexedDocument, ...]

    @property
    def characters(self) -> int:
        return sum(len(row.text) for row in self.rows)


def read_corpus(path: Path) -> Corpus:
    """Read a corpus file; each text stands in one piece."""
    with path.open(encoding="utf-8", newline="\n") as file:
        rows = tuple(_row(line) for line in file)
    groups = groupby(rows, key=lambda row: row.document)
    documents = tuple(document_of(tuple(group)) for _, group in groups)
    return Corpus(rows, tuple(fold_text(row.text) for row in rows), documents)


def document_of(rows: tuple[Row, ...]) -> IndexedDocument:
    first = rows[0]
    paragraphs = tuple(IndexedParagraph(n, row.text) for n, row in enumerate(rows, 1))
    return IndexedDocument(
        first.document, first.title, None, first.source, first.date, "original", paragraphs
    )


def _row(line: str) -> Row:
    document, title, _, source, date, _, text = line.rstrip("\n").split("\t")
    return Row(document, title, source, date, text)
