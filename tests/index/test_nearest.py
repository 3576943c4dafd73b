"""Near wording against an oracle that tries every piece of every paragraph."""

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.alignment import close_pieces, distance
from index.fold import fold_text
from index.model import Change, IndexedDocument, IndexedParagraph
from index.writer import IndexStore

CHARACTERS = "督查落实工作a b1，、。-𠮷😀"
words = st.text(CHARACTERS, min_size=1, max_size=12)
texts = st.lists(words | words.map(lambda word: word * 3), min_size=1, max_size=8)


def document(name: str, paragraphs: Iterable[str]) -> IndexedDocument:
    numbered = tuple(IndexedParagraph(n, text) for n, text in enumerate(paragraphs, 1))
    return IndexedDocument(name, name, None, None, None, "original", numbered)


@cache
def edits(first: str, second: str) -> int:
    """Levenshtein's distance, straight from its definition."""
    if not first or not second:
        return len(first) + len(second)
    if first[0] == second[0]:
        return edits(first[1:], second[1:])
    rest = (first[1:], second), (first, second[1:]), (first[1:], second[1:])
    return 1 + min(edits(*pair) for pair in rest)


def pieces(paragraphs: Iterable[str], shortest: int, longest: int) -> set[str]:
    """Every wording that could be offered: what a query could ask for."""
    found: set[str] = set()
    for text in map(fold_text, paragraphs):
        for size in range(shortest, longest + 1):
            found.update(text[i : i + size] for i in range(len(text) - size + 1))
    return {piece for piece in found if fold_text(piece) == piece}


@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(texts, texts, texts, st.text(CHARACTERS, min_size=2, max_size=5))
def test_the_nearest_wording_is_offered(
    first: list[str], second: list[str], removed: list[str], wanted: str
) -> None:
    literal = fold_text(wanted)
    living = [*first, *second]
    if any(literal in fold_text(text) for text in living):
        return
    with tempfile.TemporaryDirectory() as folder:
        store = IndexStore(Path(folder) / "index", segment_units=40)
        store.rebuild([document("a", first), document("c", removed)], 0)
        store.apply(
            [Change(1, "b"), Change(2, "c", removed=True)], {"b": document("b", second)}.get, 2
        )
        found = store.searcher().nearest(literal)
    texts_of = {"a": first, "b": second}
    for item in found:
        held = [text for text in living if item.text in fold_text(text)]
        assert item.paragraphs == len(held) > 0
        assert item.text in fold_text(texts_of[item.document][item.number - 1])
        assert item.distance == edits(literal, item.text) <= 2
    assert len({item.text for item in found}) == len(found)
    if len(literal) >= 2:
        near = {p for p in pieces(living, 2, len(literal) + 1) if edits(literal, p) == 1}
        # The texts are small: everything is found, and not only something.
        assert {item.text for item in found if item.distance == 1} == near or len(found) == 40
        assert not near or 1 in {item.distance for item in found[:3]}
    else:
        assert found == ()


@settings(max_examples=100)
@given(st.text("甲乙丙丁", min_size=1, max_size=6), st.text("甲乙丙丁", min_size=1, max_size=6))
def test_distance(first: str, second: str) -> None:
    assert distance(first, second) == edits(first, second)


@settings(max_examples=150)
@given(
    st.text("甲乙丙", min_size=1, max_size=6), st.text("甲乙丙，", max_size=15), st.integers(0, 2)
)
def test_close_pieces(pattern: str, text: str, most: int) -> None:
    found = list(close_pieces(pattern, text, most))
    for edits_of_it, piece in found:
        assert piece in text
        assert edits_of_it == edits(pattern, piece) <= most
    ends = range(1, len(text) + 1)
    every = [edits(pattern, text[start:end]) for end in ends for start in range(end)]
    lowest = min(every, default=len(pattern))
    if lowest <= most and lowest < len(pattern):
        assert min(found)[0] == lowest


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("调察研究", "调查研究"),  # another character
        ("调查研救", "调查研究"),
        ("调研究", "调查研究"),  # one is missing
        ("调查查研究", "调查研究"),  # one too many
        ("查调研究", "调查研究"),  # two exchanged
        ("深入基层挑查研救", "深入基层调查研究"),  # two are wrong
        ("调查和研究", "调查研究"),
        ("Antuo", "antou"),
    ],
)
def test_slips_of_all_kinds(tmp_path: Path, wanted: str, offered: str) -> None:
    store = IndexStore(tmp_path / "index")
    paragraphs = ["要深入基层調查研究，掌握情况。", "Antou 是案头。", "没有关系的一段话"]
    store.rebuild([document("a", paragraphs)], 0)
    searcher = store.searcher()
    found = searcher.nearest(fold_text(wanted))
    assert found[0].text == offered


def test_nothing_is_near_a_single_character_or_in_an_empty_library(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.rebuild([], 0)
    for literal in ("督", "督查", "督查督办", "督查督办工作"):
        assert store.searcher().nearest(literal) == ()


def test_commoner_wordings_come_first_and_pieces_last(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.rebuild([document("a", ["党政机构", "党政机关", "党政机关", "党政机，", "党政机"])], 0)
    found = store.searcher().nearest("党政机官")
    assert [(item.text, item.paragraphs, item.at_the_edge) for item in found] == [
        ("党政机关", 2, False),
        ("党政机构", 1, False),
        ("党政机", 5, True),
        ("党政机,", 1, True),
    ]


def test_a_common_side_is_read_in_portions_until_something_is_found(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    paragraphs = ["督查"] * 4500 + ["督查工作"]
    store.rebuild([document("a", paragraphs)], 0)
    found = store.searcher().nearest("督查公作")
    assert (found[0].text, found[0].number) == ("督查工作", 4501)
    assert "督查工" in {item.text for item in store.searcher().nearest("督查公")}
