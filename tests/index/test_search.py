"""Search against an oracle that reads every paragraph: nothing missed, nothing added."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import QueryProblem
from index.fold import fold, fold_text
from index.model import Change, IndexedDocument, IndexedParagraph, Results, Scope, Sort
from index.query import parse
from index.search import Searcher, spans
from index.tree import Nothing
from index.writer import IndexStore
from tests.index import oracle
from tests.index.oracle import Condition, Row

Library = dict[str, IndexedDocument]

FRAGMENTS = [
    *("国务院", "國務院", "办公厅", "（室）", "(室)", "，", "。", "——", "－", "……", "..."),
    *("“三公”", '"', "＂", "经费", "ＡＢＣ", "abc", "a b", " ", "\u3000", "open source"),
    *("1979 年", "人", "人人", "人人人人", "𠮷", "𠮷野", "😀😀", "\u200b", "的", "的的"),
    *("一、", "甲", "乙"),
]
fragments = st.sampled_from(FRAGMENTS)
paragraph_texts = st.lists(fragments, max_size=12).map("".join)
dates = st.sampled_from([None, "2013", "2014", "2014-05", "2014-05-08", "2015-01-01"])


@st.composite
def documents(draw: st.DrawFn) -> IndexedDocument:
    """A text; paragraph numbers have gaps where junk was."""
    texts = draw(st.lists(paragraph_texts, max_size=5))
    gaps = draw(st.lists(st.integers(1, 3), min_size=len(texts), max_size=len(texts)))
    paragraphs = tuple(
        IndexedParagraph(sum(gaps[: place + 1]), text, draw(st.booleans()))
        for place, text in enumerate(texts)
    )
    return IndexedDocument(
        draw(st.sampled_from(["d1", "d2", "d3", "d4"])),
        draw(st.sampled_from(["国务院通知", "Ａ通知", "報告", ""])),
        draw(st.sampled_from([None, "甲", "乙乙"])),
        draw(st.sampled_from([None, "某報", "网站"])),
        draw(dates),
        draw(st.sampled_from(["original", "commentary", "other"])),
        paragraphs,
    )


@st.composite
def literals(draw: st.DrawFn) -> Condition:
    text = draw(st.lists(fragments, min_size=1, max_size=4).map("".join))
    start = draw(st.integers(0, len(text) - 1))
    text = text[start : draw(st.integers(start + 1, len(text)))]
    return oracle.literal(text if fold_text(text) else "甲")


def _date_field(query: str, first: str, last: str) -> Condition:
    def inside(document: IndexedDocument, _: IndexedParagraph) -> bool:
        if document.date is None:
            return False
        missing = {4: ("-01-01", "-12-31"), 7: ("-01", "-31"), 10: ("", "")}[len(document.date)]
        return document.date + missing[0] <= last and first <= document.date + missing[1]

    return oracle.field(query, inside)


THEME = frozenset({("d1", 1), ("d1", 2), ("d3", 1), ("d9", 1), ("d2", 99)})
FIELDS = [
    oracle.field("标题:通知", lambda d, p: "通知" in d.title),
    oracle.field("标题：ａ", lambda d, p: d.title == "Ａ通知"),
    oracle.field("作者:乙", lambda d, p: d.author == "乙乙"),
    oracle.field('source:"某报"', lambda d, p: d.source == "某報"),
    oracle.field("类型:解读", lambda d, p: d.genre == "commentary"),
    oracle.field("主题:督查", lambda d, p: (d.document, p.number) in THEME),
    _date_field("日期:2014", "2014-01-01", "2014-12-31"),
    _date_field("日期:2014-05..", "2014-05-01", "9999-12-31"),
    _date_field("date:..2014-05-07", "0000-01-01", "2014-05-07"),
    _date_field("日期:2014-05-08", "2014-05-08", "2014-05-08"),
]
leaves = (
    literals()
    | st.builds(oracle.near, literals(), literals(), st.integers(0, 6))
    | st.sampled_from(FIELDS)
)
conditions = st.recursive(
    leaves,
    lambda parts: (
        st.builds(
            lambda kind, items: Condition(kind, tuple(items)),
            st.sampled_from(["and", "or"]),
            st.lists(parts, min_size=2, max_size=3),
        )
        | parts.map(lambda part: Condition("not", (part,)))
    ),
    max_leaves=5,
)
batches = st.lists(documents() | st.sampled_from(["d1", "d2", "d3"]), max_size=4)


def themes(name: str) -> frozenset[tuple[str, int]]:
    assert name == "督查"
    return THEME


def rows_of(library: Mapping[str, IndexedDocument]) -> list[Row]:
    return [(d, p) for _, d in sorted(library.items()) for p in d.paragraphs]


def fill(store: IndexStore, steps: Sequence[Sequence[IndexedDocument | str]]) -> Library:
    """Bring changes into the store, batch by batch; gives the library as it then is."""
    library: Library = {}
    sequence = 0
    store.rebuild([], 0)
    for step in steps:
        changes: list[Change] = []
        for item in step:
            sequence += 1
            if isinstance(item, str):
                library.pop(item, None)
                changes.append(Change(sequence, item, removed=True))
            else:
                library[item.document] = item
                changes.append(Change(sequence, item.document))
        store.apply(changes, library.get, sequence)
        assert store.marker.sequence == sequence
    return library


def check(
    searcher: Searcher, condition: Condition, rows: Sequence[Row], scores: bool = True
) -> Results | None:
    """Compare everything about one query with the oracle; the scores, which take long, if asked."""
    query = oracle.render(condition)
    try:
        tree = parse(query)
    except QueryProblem as problem:
        if problem.reason != "only_negative":
            raise
        return None
    results = searcher.search(tree, limit=None, themes=themes)
    expected = [row for row in rows if oracle.holds(condition, row)]
    assert {(h.document, h.paragraph) for h in results.hits} == {
        (d.document, p.number) for d, p in expected
    }, query
    assert results.paragraphs == len(results.hits) == len(expected)
    assert results.documents == len({d.document for d, _ in expected})
    occurrences = 0
    for _, paragraph in expected:
        found = spans(tree, paragraph.text)
        folded = fold(paragraph.text)
        wanted = oracle.marks(condition, paragraph.text)
        assert list(found) == sorted(folded.original_span(*mark) for mark in wanted), query
        assert sorted(fold_text(paragraph.text[s:e]) for s, e in found) == sorted(
            folded.text[s:e] for s, e in wanted
        )
        occurrences += len(found)
    assert results.occurrences == occurrences, query
    for d, p in expected if scores else ():
        (hit,) = [h for h in results.hits if (h.document, h.paragraph) == (d.document, p.number)]
        assert hit.score == pytest.approx(oracle.score(condition, (d, p), rows), rel=1e-4), query
    headings = {(d.document, p.number): p.heading for d, p in expected}
    order = [
        (not headings[hit.document, hit.paragraph], -hit.score, hit.document, hit.paragraph)
        for hit in results.hits
    ]
    assert order == sorted(order)
    assert [hit.score for hit in results.hits] == sorted((-o[1] for o in order), reverse=True)
    return results


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(st.lists(batches, max_size=4), st.lists(conditions, min_size=1, max_size=6))
def test_against_the_oracle(
    steps: list[list[IndexedDocument | str]], wanted: list[Condition]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder) / "index", segment_units=150, most_segments=3)
        library = fill(store, steps)
        rows = rows_of(library)
        fresh = IndexStore(Path(folder) / "fresh")
        fresh.rebuild(library.values(), 0)
        assert store.searcher().paragraph_count == len(rows)
        for condition in wanted:
            found = check(store.searcher(), condition, rows)
            assert found == check(fresh.searcher(), condition, rows)


@pytest.mark.parametrize("word", ["一一", "一二一", "一一一", "一二一二一"])
def test_occurrences_of_a_frequent_word_do_not_overlap(tmp_path: Path, word: str) -> None:
    store = IndexStore(tmp_path / "index")
    texts = ["一二一二一二一，一一一一一。", "一二一"] * 200
    paragraphs = tuple(IndexedParagraph(n, text) for n, text in enumerate(texts, start=1))
    store.rebuild([IndexedDocument("d", "", None, None, None, "other", paragraphs)], 0)
    found = store.searcher().search(parse(word))
    assert found.paragraphs == sum(word in text for text in texts)
    assert found.occurrences == sum(text.count(word) for text in texts)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(documents(), min_size=1, max_size=4), st.data())
def test_any_piece_of_a_text_finds_it(texts: list[IndexedDocument], data: st.DataObject) -> None:
    """Literals of 1 to 40 characters cut across punctuation, case, width and 繁简."""
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder) / "index")
        library = fill(store, [[text] for text in texts])
        rows = rows_of(library)
        for _, paragraph in rows:
            size = data.draw(st.integers(1, 40))
            start = data.draw(st.integers(0, max(0, len(paragraph.text) - size)))
            piece = paragraph.text[start : start + size]
            if fold_text(piece):
                check(store.searcher(), oracle.literal(piece), rows)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(documents(), max_size=3), max_size=3), conditions, st.integers(0, 4))
def test_limit_offset_scope_and_order(
    steps: list[list[IndexedDocument | str]], condition: Condition, limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder) / "index", segment_units=150)
        library = fill(store, steps)
        tree = parse(oracle.render(condition), unfinished=True)
        if isinstance(tree, Nothing):
            return
        rows = [row for row in rows_of(library) if oracle.holds(condition, row)]
        searcher = store.searcher()
        scopes: list[tuple[Scope, Callable[[Row], bool]]] = [
            (Scope(), lambda row: True),
            (Scope(documents=frozenset({"d1", "dx"})), lambda row: row[0].document == "d1"),
            (Scope(paragraphs=THEME), lambda row: (row[0].document, row[1].number) in THEME),
            (
                Scope(frozenset({"d3"}), THEME),
                lambda row: (row[0].document, row[1].number) == ("d3", 1),
            ),
        ]
        for scope, inside in scopes:
            for order in Sort:
                every = searcher.search(tree, scope=scope, limit=None, sort=order, themes=themes)
                expected = [row for row in rows if inside(row)]
                assert every.paragraphs == len(expected)
                assert every.occurrences == sum(len(spans(tree, p.text)) for _, p in expected)
                if order is not Sort.RELEVANCE:
                    assert [(h.document, h.paragraph) for h in every.hits] == _sorted(
                        expected, order
                    )
                page = searcher.search(
                    tree, scope=scope, limit=limit, offset=1, sort=order, themes=themes
                )
                assert page.hits == every.hits[1 : 1 + limit]
                assert page.paragraphs == every.paragraphs
                assert page.occurrences == every.occurrences


def _sorted(rows: Sequence[Row], order: Sort) -> list[tuple[str, int]]:
    ordered = sorted(rows, key=lambda row: (row[0].document, row[1].number))
    if order is Sort.TITLE:
        ordered.sort(key=lambda row: fold_text(row[0].title))
    else:
        ordered.sort(key=lambda row: row[0].date or "", reverse=True)
    return [(d.document, p.number) for d, p in ordered]


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    return IndexStore(tmp_path / "index")


def text(document: str, *paragraphs: str) -> IndexedDocument:
    numbered = tuple(IndexedParagraph(n, p) for n, p in enumerate(paragraphs, 1))
    return IndexedDocument(document, document, None, None, None, "original", numbered)


@pytest.mark.parametrize("times", [1, 255, 256, 300, 70_000])
def test_large_frequencies_are_exact(store: IndexStore, times: int) -> None:
    store.rebuild([text("a", "甲乙" * times, "丙"), text("b", "甲" * times)], 0)
    searcher = store.searcher()
    assert searcher.search(parse("甲乙")).occurrences == times
    assert searcher.search(parse("甲")).occurrences == 2 * times
    assert searcher.search(parse("乙")).occurrences == times
    assert searcher.search(parse("甲甲")).occurrences == times // 2
    assert searcher.search(parse("甲甲甲")).occurrences == times // 3


@pytest.mark.parametrize("size", range(2, 9))
def test_bytes_that_match_between_characters_do_not_count(store: IndexStore, size: int) -> None:
    """In UTF-16 "一乎乎华" holds the six bytes of "乎乎乎", one byte off."""
    between = "一" + "乎" * (size - 1) + "华"
    store.rebuild([text("a", between, between + "乎" * (2 * size + 1))], 0)
    results = store.searcher().search(parse("乎" * size))
    assert [hit.paragraph for hit in results.hits] == [2]
    assert results.occurrences == 2


@pytest.mark.parametrize(
    ("query", "occurrences"),
    [
        ("甲 NEAR/0 乙", 4),
        ("甲 (甲 NEAR/0 乙)", 5),
        ("(甲 NEAR/0 乙) OR 丙", 5),
        ("(甲 NEAR/0 乙) (乙 NEAR/1 甲)", 5),
    ],
)
def test_spans_of_several_conditions_count_once(
    store: IndexStore, query: str, occurrences: int
) -> None:
    texts = ("甲乙一甲", "乙甲", "丙")
    store.rebuild([text("a", *texts)], 0)
    tree = parse(query)
    results = store.searcher().search(tree)
    assert results.occurrences == occurrences
    assert occurrences == sum(len(spans(tree, texts[h.paragraph - 1])) for h in results.hits)


def test_postings(store: IndexStore) -> None:
    store.rebuild([text("a", "督查督查", "无"), text("b", "督 查")], 0)
    store.apply([Change(1, "c")], {"c": text("c", "督查")}.get, 1)
    store.apply([Change(2, "b", removed=True)], lambda document: None, 2)
    found, empty, absent = store.searcher().postings(["督查", "\u200b", "沒有"])
    rows = zip(found.documents, found.paragraphs, found.frequencies, strict=True)
    assert sorted(rows) == [("a", 1, 2), ("c", 1, 1)]
    assert (empty.term, empty.documents) == ("\u200b", ())
    assert (absent.term, absent.paragraphs) == ("沒有", ())


def test_headings_come_first(store: IndexStore) -> None:
    body = IndexedParagraph(1, "督查工作")
    heading = IndexedParagraph(2, "督查工作", heading=True)
    store.rebuild([IndexedDocument("a", "", None, None, None, "other", (body, heading))], 0)
    hits = store.searcher().search(parse("督查")).hits
    assert [hit.paragraph for hit in hits] == [2, 1]


def test_nothing_matches_nothing(store: IndexStore) -> None:
    store.rebuild([text("a", "甲")], 0)
    results = store.searcher().search(Nothing())
    assert results == Results(0, 0, 0, ())
