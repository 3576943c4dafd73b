"""Ten thousand random queries over random libraries, against the oracle.

Each library is built up in 1 to 20 segments by additions, updates and removals, then merged, then
built anew: every query is asked in all three states, and gives the same each time.
"""

from pathlib import Path

import pytest

from index import gram_reader, inversion, keys, postings, varints
from index.errors import QueryProblem
from index.model import IndexedDocument
from index.query import parse
from index.tree import Query
from index.writer import IndexStore
from tests.index import oracle
from tests.index.oracle import Condition
from tests.index.random_libraries import Maker
from tests.index.test_search import FIELDS, Library, check, fill, rows_of, themes
from tests.index.test_writer import merge

SEEDS = range(20)
SEGMENTS = (1, 2, 5, 12, 20)
QUERIES = 101


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    if seed % 2:
        _like_a_large_library(monkeypatch)
    maker = Maker(seed, FIELDS)
    asked = 0
    for segments in SEGMENTS:
        folder = tmp_path / str(segments)
        store = IndexStore(folder, most_segments=99)
        library = fill(store, _steps(maker, segments))
        assert len(list(folder.glob("*.body.col"))) == segments
        asked += _ask(maker, folder, library, tmp_path / f"fresh {segments}")
    assert asked == QUERIES * len(SEGMENTS)
    assert asked * len(SEEDS) > 10_000


def _like_a_large_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go the ways that frequent strings, long lists and full blocks take."""
    monkeypatch.setattr(keys, "FREQUENT_LEAST", 3)
    monkeypatch.setattr(keys, "BLOCK", 40)
    monkeypatch.setattr(inversion, "BLOCK", 40)
    monkeypatch.setattr(gram_reader, "_MANY", 2)
    monkeypatch.setattr(postings, "_FEW", 2)
    monkeypatch.setattr(postings, "_BLOCK", 10)
    monkeypatch.setattr(varints, "_SHORT", 1)


def _steps(maker: Maker, segments: int) -> list[list[IndexedDocument | str]]:
    """Batches that leave one segment each: with a text of their own that is never removed."""
    names = [f"d{number}" for number in range(8)]
    steps: list[list[IndexedDocument | str]] = []
    for number in range(segments):
        changed = maker.random.sample(names, maker.random.randint(0, 3))
        step: list[IndexedDocument | str] = [
            name if maker.random.random() < 0.3 else maker.document(name) for name in changed
        ]
        steps.append([*step, _with_text(maker, f"kept {number}")])
    return steps


def _with_text(maker: Maker, name: str) -> IndexedDocument:
    """Empty segments would not stay."""
    while not (document := maker.document(name)).paragraphs:
        pass
    return document


def _ask(maker: Maker, folder: Path, library: Library, fresh_folder: Path) -> int:
    store = IndexStore(folder)
    rows = rows_of(library)
    texts = [paragraph.text for _, paragraph in rows]
    wanted = [_positive(maker, texts) for _ in range(QUERIES)]
    searcher = store.searcher()
    answers = [
        check(searcher, condition, rows, scores=number % 8 == 0)
        for number, (condition, _) in enumerate(wanted)
    ]
    merge(folder)
    fresh = IndexStore(fresh_folder)
    fresh.rebuild(library.values(), 0)
    for later in (store.searcher(), fresh.searcher()):
        for (_, tree), answer in zip(wanted, answers, strict=True):
            assert later.search(tree, limit=None, themes=themes) == answer
    return len([answer for answer in answers if answer is not None])


def _positive(maker: Maker, texts: list[str]) -> tuple[Condition, Query]:
    """A condition that says what is wanted: only unwanted things are no query."""
    while True:
        condition = maker.condition(texts)
        try:
            return condition, parse(oracle.render(condition))
        except QueryProblem as problem:
            if problem.reason != "only_negative":
                raise
