"""Where the words of a query stand in one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.occurrences import near_spans, occurrences, spans
from index.query import parse
from index.tree import Literal, Near

letters = st.text(st.sampled_from("甲乙x"), max_size=14)
words = st.text(st.sampled_from("甲乙"), min_size=1, max_size=3)


@given(letters, words, words, st.integers(0, 5))
def test_near_against_every_pair(text: str, first: str, second: str, distance: int) -> None:
    expected: set[tuple[int, int]] = set()
    for a in occurrences(text, first):
        for b in occurrences(text, second):
            (_, end), (start, _) = sorted([(a, a + len(first)), (b, b + len(second))])
            if 0 <= start - end <= distance:
                expected |= {(a, a + len(first)), (b, b + len(second))}
    assert near_spans(text, Near(Literal(first), Literal(second), distance)) == expected


@given(letters, words)
def test_occurrences_are_those_of_count(text: str, word: str) -> None:
    starts = list(occurrences(text, word))
    assert len(starts) == text.count(word)
    assert all(text.startswith(word, start) for start in starts)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("国务院", "國務院和国务院", ["國務院", "国务院"]),
        ("1979年", "在1979 年，１９７９年", ["1979 年", "１９７９年"]),
        ('"三公"', "“三公”经费", ["三公"]),
        ("所谓“三公”", '所谓"三公"', ['所谓"三公"']),
        ("是—的", "是——的", ["是——的"]),
        ("国务 务院", "国务院", ["国务", "务院"]),
        ("甲 甲 OR 甲", "甲甲", ["甲", "甲"]),
        ("甲 -乙", "甲乙", ["甲"]),
        ("甲 NEAR/1 乙", "甲一乙一一甲", ["甲", "乙"]),
        ("甲 NEAR/1 乙 NEAR/1 丙", "甲乙一丙", ["甲", "乙", "丙"]),
        ("甲 (甲 NEAR/0 乙)", "甲乙一甲", ["甲", "乙", "甲"]),
        ("人 NEAR/0 人", "人人", ["人", "人"]),
        ("人民 NEAR/0 民主", "人民主", []),
        ("标题:甲", "甲", []),
    ],
)
def test_spans_of_the_original(query: str, text: str, expected: list[str]) -> None:
    found = spans(parse(query), text)
    assert [text[start:end] for start, end in found] == expected
    assert list(found) == sorted(found)
