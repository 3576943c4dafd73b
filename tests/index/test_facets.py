"""Facet counts and conjunctions with former queries, over segments and deletions."""

import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model import Grouping, IndexedDocument, Scope
from index.query import parse
from index.tree import Nothing
from index.writer import IndexStore
from tests.index import oracle
from tests.index.oracle import Condition
from tests.index.test_search import THEME, conditions, documents, fill, rows_of, themes

GROUPS = 4
passages = st.lists(
    st.tuples(st.sampled_from(["d1", "d2", "d3", "dx"]), st.integers(-1, 9) | st.just(1 << 40)),
    unique=True,
    max_size=20,
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(documents() | st.sampled_from(["d1", "d2"]), max_size=3), max_size=3),
    conditions,
    st.lists(conditions, max_size=2),
    passages,
    st.data(),
)
def test_counts(
    steps: list[list[IndexedDocument | str]],
    condition: Condition,
    former: list[Condition],
    known: list[tuple[str, int]],
    data: st.DataObject,
) -> None:
    pairs = sorted(
        data.draw(st.sets(st.tuples(st.integers(0, len(known) - 1), st.integers(0, GROUPS - 1))))
        if known
        else ()
    )
    grouping = Grouping(
        known,
        np.array([row for row, _ in pairs], np.int32),
        np.array([group for _, group in pairs], np.int32),
        GROUPS,
    )
    tree, *within = (parse(oracle.render(c), unfinished=True) for c in (condition, *former))
    if any(isinstance(query, Nothing) for query in (tree, *within)):
        return
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder) / "index", segment_units=150)
        rows = rows_of(fill(store, steps))
        rows = [row for row in rows if all(oracle.holds(c, row) for c in (condition, *former))]
        searcher = store.searcher()
        for scope, inside in ((None, rows), (Scope(paragraphs=THEME), None)):
            expected = inside
            if expected is None:
                expected = [row for row in rows if (row[0].document, row[1].number) in THEME]
            counted = searcher.facets(
                tree, scope=scope, within=within, themes=themes, grouping=grouping
            )
            found = {(document.document, paragraph.number) for document, paragraph in expected}
            assert counted.paragraphs == len(found)
            assert counted.documents == Counter(document for document, _ in found)
            totals = Counter(group for row, group in pairs if known[row] in found)
            assert counted.groups == tuple(totals[group] for group in range(GROUPS))
            hits = searcher.search(tree, scope=scope, within=within, limit=None, themes=themes)
            assert {(hit.document, hit.paragraph) for hit in hits.hits} == found
            assert hits.paragraphs == len(found)


def test_without_groups(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.rebuild([], 0)
    counted = store.searcher().facets(parse("督查"))
    assert (counted.paragraphs, counted.documents, counted.groups) == (0, {}, ())
