"""Our own index, through its public surface."""

from pathlib import Path

from index.query import parse
from index.search import Searcher
from index.writer import IndexStore
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engines.model import TOP, Answer
from tests.benchmarks.questions import Question


class Antou:
    """Parses what was typed; takes the texts of the hits from the index (folded)."""

    name = "antou"
    _searcher: Searcher

    def build(self, corpus: Corpus, folder: Path) -> None:
        IndexStore(folder).rebuild(corpus.documents, 0)

    def open(self, folder: Path) -> None:
        self._searcher = IndexStore(folder).searcher()

    def ask(self, question: Question) -> Answer:
        found = self._searcher.search(parse(question.query), limit=TOP)
        return Answer(found.paragraphs, self._searcher.folded_texts(found.hits))
