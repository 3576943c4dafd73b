"""Pages as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.ui.printing.ranges import parse_pages


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("", range(1, 31)),
        ("3", [3]),
        ("1-3", [1, 2, 3]),
        ("1—3，5", [1, 2, 3, 5]),
        ("2至4页", [2, 3, 4]),
        ("28-", [28, 29, 30]),
        ("-2", [1, 2]),
        ("3 1、2", [1, 2, 3]),
    ],
)
def test_what_is_meant(words: str, pages: list[int]) -> None:
    assert parse_pages(words).within(range(1, 31)) == list(pages)


@pytest.mark.parametrize("words", ["三", "0", "5-3", "1--2", "-", "1.5", "1-2-3"])
def test_what_cannot_be_read(words: str) -> None:
    with pytest.raises(UsageError):
        parse_pages(words)


@given(st.sets(st.integers(1, 60)))
def test_any_pages_can_be_written(pages: set[int]) -> None:
    words = ", ".join(map(str, sorted(pages)))
    expected = sorted(pages) if pages else list(range(1, 61))
    found = parse_pages(words)
    assert found.within(range(1, 61)) == expected
    assert found.last == (max(pages) if pages else None)
