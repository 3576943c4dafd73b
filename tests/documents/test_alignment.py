"""Places go over to the other version: common characters meet themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.alignment import NEW, OLD, Alignment
from reader.documents.comparison import Comparison, Spans, compare
from reader.documents.model import Kind, Paragraph

Text = tuple[Paragraph, ...]


def text(*lines: str, junk: int = 0) -> Text:
    return tuple(
        Paragraph(n, Kind.JUNK if n == junk else Kind.BODY, line)
        for n, line in enumerate(lines, start=1)
    )


def common_places(paragraphs: Text, apart: dict[int, Spans]) -> list[tuple[int, int]]:
    """Every common character in its order, found the slow way."""
    return [
        (p.number, index)
        for p in paragraphs
        if p.kind is not Kind.JUNK
        for index in range(len(p.text))
        if not any(start <= index < end for start, end in apart.get(p.number, ()))
    ]


def aligned(old: Text, new: Text) -> tuple[Comparison, Alignment]:
    found = compare(old, new)
    return found, Alignment(found, old, new)


lines = st.lists(st.text("督查办公室要，。𠮷a", max_size=12), max_size=7)


@settings(max_examples=300)
@given(lines, lines, st.integers(0, 6))
def test_common_characters_meet_themselves(first: list[str], second: list[str], junk: int) -> None:
    old, new = text(*first, junk=junk), text(*second)
    found, alignment = aligned(old, new)
    here, there = common_places(old, found.removed), common_places(new, found.added)
    assert len(here) == len(there) == alignment.common
    for one, other in zip(here, there, strict=True):
        assert alignment.across(OLD, *one) == other
        assert alignment.across(NEW, *other) == one


@settings(max_examples=200)
@given(lines, lines)
def test_every_place_has_one_in_the_other_text_and_they_keep_their_order(
    first: list[str], second: list[str]
) -> None:
    old, new = text(*first), text(*second)
    _, alignment = aligned(old, new)
    places = [(p.number, index) for p in old for index in range(len(p.text) + 1)]
    found = [alignment.across(OLD, *place) for place in places]
    if not alignment.common:
        assert set(found) <= {None}
        return
    there = [place for place in found if place is not None]
    assert len(there) == len(places)
    assert there == sorted(there)
    for paragraph, index in there:
        assert 0 <= index <= len(new[paragraph - 1].text)


def test_words_that_are_only_here_stand_where_they_would_be() -> None:
    old, new = text("各科室要按时反馈。"), text("各科室要建立台账，按时反馈。")
    _, alignment = aligned(old, new)
    # in the middle of what was added
    assert alignment.across(NEW, 1, 6) == (1, 4)
    # what follows
    assert alignment.across(OLD, 1, 4) == (1, 9)


def test_beyond_the_end_is_the_end() -> None:
    old, new = text("一样的话。"), text("一样的话。", "多出来的一段。")
    _, alignment = aligned(old, new)
    assert alignment.across(NEW, 2, 3) == (1, 5)
    assert alignment.across(OLD, 1, 5) == (1, 5)


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        (text("相同"), text("相同"), 1.0),
        (text("甲乙"), text("丙丁"), 0.0),
        (text("相同"), text("相同甲乙"), 2 / 3),
        (text(), text(), 1.0),
    ],
)
def test_the_share_of_what_is_common(old: Text, new: Text, share: float) -> None:
    _, alignment = aligned(old, new)
    assert alignment.share == pytest.approx(share)
