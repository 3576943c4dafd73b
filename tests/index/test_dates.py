"""Dates known to the year, month or day, and whether they meet a range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import parse_date, parse_date_range

dates = st.one_of(
    st.integers(1900, 2100).map(str),
    st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda d: f"{d[0]}-{d[1]:02}"),
    st.dates().map(str),
)


@pytest.mark.parametrize(
    ("date", "wanted", "meets"),
    [
        ("2014-05-08", "2014-05-08", True),
        ("2014-05-08", "2014-05-09", False),
        ("2014", "2014-05-09", True),
        ("2014-05", "2014-05-31..2015", True),
        ("2014-05", "2014-06..2015", False),
        ("2014", "2014-12-31..", True),
        ("2014", "2015..", False),
        ("2014", "..2014-01-01", True),
        ("2014", "..2013", False),
        ("2014-05-08", "２０１４年５月", True),
        ("2014-05-08", "2014/5/8", True),
    ],
)
def test_meeting(date: str, wanted: str, meets: bool) -> None:
    days, limits = parse_date(date), parse_date_range(wanted)
    assert days is not None
    assert limits is not None
    assert limits.meets(days) is days.meets(limits) is meets


@pytest.mark.parametrize(
    "text", ["", "..", "去年", "14", "2014-13", "2014-00", "2014-05-32", "2014-2019", "2015..2014"]
)
def test_no_range(text: str) -> None:
    assert parse_date_range(text) is None


@given(dates, dates)
def test_range_holds_both_ends(first: str, last: str) -> None:
    limits = parse_date_range(f"{min(first, last)}..{max(first, last)}")
    if limits is not None:
        for date in (first, last):
            days = parse_date(date)
            assert days is not None
            assert limits.meets(days)
