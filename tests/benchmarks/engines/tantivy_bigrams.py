"""tantivy (a library in Rust) over pairs of characters split beforehand."""

import re
from pathlib import Path

import tantivy

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engines.model import TOP, Answer, bigrams
from tests.benchmarks.questions import Question

_HEAP = 200_000_000


class Tantivy:
    """One field for the pairs, the text stored beside it. Its threads count as its time."""

    name = "tantivy"
    _searcher: tantivy.Searcher

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
        builder.add_bytes_field("text", stored=True)
        self._schema = builder.build()

    def build(self, corpus: Corpus, folder: Path) -> None:
        index = tantivy.Index(self._schema, path=str(folder))
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for text in corpus.folded:
            writer.add_document(
                tantivy.Document.from_dict(
                    {"pairs": " ".join(bigrams(text)), "text": text.encode()}
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._searcher = tantivy.Index(self._schema, path=str(folder)).searcher()

    def ask(self, question: Question) -> Answer:
        parts = [self._word(word) for word in question.words]
        occur = tantivy.Occur.Should if question.any_of else tantivy.Occur.Must
        query = parts[0]
        if len(parts) > 1:
            query = tantivy.Query.boolean_query([(occur, part) for part in parts])
        found = self._searcher.search(query, limit=TOP, count=True)
        texts = [self._searcher.doc(place)["text"][0].decode() for _, place in found.hits]
        return Answer(found.count, tuple(texts))

    def _word(self, word: str) -> tantivy.Query:
        """One character: all terms that begin with it, which tantivy does not rank."""
        query = tantivy.Query
        if len(word) == 1:
            return query.regex_query(self._schema, "pairs", re.escape(word) + ".")
        pairs = bigrams(word)[:-1]
        if len(pairs) == 1:
            return query.term_query(self._schema, "pairs", pairs[0], "freq")
        return query.phrase_query(self._schema, "pairs", list(pairs))
