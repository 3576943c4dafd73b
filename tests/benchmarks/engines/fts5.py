"""SQLite FTS5: with its own trigrams, and with pairs of characters split beforehand."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engines.model import TOP, Answer, bigrams
from tests.benchmarks.questions import Question

_FILE = "fts.db"
_TOKEN_MARKS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
# "ascii" takes everything beyond ASCII for part of a word; marks are told to be; the two quote
# marks and the backslash cannot be told.
_BIGRAM_TOKENS = f"ascii tokenchars '{_TOKEN_MARKS}'"
_ESCAPES = str.maketrans({'"': "\uf001", "'": "\uf002", "\\": "\uf003"})


class Trigram:
    """`tokenize='trigram'`; words of one or two characters have to be looked for in the texts."""

    name = "fts5 trigram"
    _database: sqlite3.Connection

    def build(self, corpus: Corpus, folder: Path) -> None:
        with closing(sqlite3.connect(folder / _FILE)) as database, database:
            database.execute(
                "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='trigram case_sensitive 1')"
            )
            rows = enumerate(corpus.folded)
            database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", rows)
            database.execute("INSERT INTO texts (texts) VALUES ('optimize')")

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(f"file:{folder / _FILE}?mode=ro", uri=True)

    def ask(self, question: Question) -> Answer:
        """BM25 only where the index can answer; a scan gives the first paragraphs there are."""
        joint = " OR " if question.any_of else " AND "
        if min(map(len, question.words)) >= 3:
            where, order = "texts MATCH ?", "ORDER BY rank"
            values = [joint.join(map(_quoted, question.words))]
        else:
            where, order = joint.join("instr(text, ?)" for _ in question.words), ""
            values = list(question.words)
        ((total,),) = self._database.execute(f"SELECT count(*) FROM texts WHERE {where}", values)
        best = self._database.execute(
            f"SELECT text FROM texts WHERE {where} {order} LIMIT {TOP}", values
        )
        return Answer(total, tuple(text for (text,) in best))


class Bigrams:
    """An index without content over pre-split pairs, the texts in a table beside it."""

    name = "fts5 bigrams"
    _database: sqlite3.Connection

    def build(self, corpus: Corpus, folder: Path) -> None:
        with closing(sqlite3.connect(folder / _FILE)) as database, database:
            database.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT)")
            database.execute(
                "CREATE VIRTUAL TABLE pairs"
                f" USING fts5(body, content='', tokenize=\"{_BIGRAM_TOKENS}\")"
            )
            database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(corpus.folded))
            split = ((n, " ".join(_pairs(text))) for n, text in enumerate(corpus.folded))
            database.executemany("INSERT INTO pairs (rowid, body) VALUES (?, ?)", split)
            database.execute("INSERT INTO pairs (pairs) VALUES ('optimize')")

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(f"file:{folder / _FILE}?mode=ro", uri=True)

    def ask(self, question: Question) -> Answer:
        joint = " OR " if question.any_of else " AND "
        values = [joint.join(map(self._phrase, question.words))]
        ((total,),) = self._database.execute(
            "SELECT count(*) FROM pairs WHERE pairs MATCH ?", values
        )
        best = self._database.execute(
            "SELECT text FROM (SELECT rowid AS hit, rank AS place FROM pairs WHERE pairs MATCH ?"
            f" ORDER BY rank LIMIT {TOP}) JOIN texts ON number = hit ORDER BY place",
            values,
        )
        return Answer(total, tuple(text for (text,) in best))

    @staticmethod
    def _phrase(word: str) -> str:
        if len(word) == 1:
            return _quoted(word.translate(_ESCAPES)) + "*"
        return _quoted(" ".join(_pairs(word)[:-1]))


def _pairs(text: str) -> list[str]:
    return bigrams(text.translate(_ESCAPES))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
