"""Differences: taking away what was removed and added leaves the same text on both sides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.comparison import Change, Comparison, ParagraphSpan, Spans, compare
from reader.documents.model import Kind, Paragraph

SENTENCES = ("督查要有回音", "各科室要建立台账，逐项登记", "逾期不报的，予以通报", "要", "")
OLD = (
    "关于加强督查工作的意见",
    "督查是推动落实的重要手段。",
    "各科室要建立台账，逐项登记，按时反馈办理结果。",
    "逾期不报的，予以通报。",
)


def text(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(n, Kind.BODY, line) for n, line in enumerate(lines, start=1))


def words(paragraphs: tuple[Paragraph, ...], places: tuple[ParagraphSpan, ...]) -> str:
    return "".join(paragraphs[p.paragraph - 1].text[p.start : p.end] for p in places)


def rest(paragraphs: tuple[Paragraph, ...], marked: dict[int, Spans]) -> str:
    """What is left of a text without what is marked in it."""
    left = []
    for paragraph in paragraphs:
        if paragraph.kind is Kind.JUNK:
            assert paragraph.number not in marked
            continue
        position = 0
        for start, end in marked.get(paragraph.number, ()):
            assert position <= start < end <= len(paragraph.text)
            left.append(paragraph.text[position:start])
            position = end
        left.append(paragraph.text[position:])
    return "".join(left)


def told(
    comparison: Comparison, old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]
) -> list[tuple[str, str]]:
    return [(words(old, c.old), words(new, c.new)) for c in comparison.changes]


lines = st.lists(st.text("督查办公室要，。𠮷a", max_size=12), max_size=7)


@settings(max_examples=300, deadline=None)
@given(lines, lines, st.integers(0, 6))
def test_what_is_not_marked_is_the_same_in_both(
    first: list[str], second: list[str], junk: int
) -> None:
    old = tuple(
        Paragraph(p.number, Kind.JUNK if p.number == junk else p.kind, p.text) for p in text(*first)
    )
    new = text(*second)
    found = compare(old, new)
    assert rest(old, found.removed) == rest(new, found.added)
    if [p.text for p in old if p.kind is not Kind.JUNK] == second:
        assert found.same
    assert list(found.pairs) == sorted(found.pairs)
    for one, other in found.pairs:
        assert set(old[one - 1].text) & set(new[other - 1].text) or not new[other - 1].text


def test_the_same_text_has_no_difference() -> None:
    found = compare(text(*OLD), text(*OLD))
    assert found.same
    assert found.pairs == ((1, 1), (2, 2), (3, 3), (4, 4))


def test_words_that_were_changed_are_told_with_their_places() -> None:
    new = text(*OLD[:2], "各部门要建立台账，逐项登记，及时反馈办理结果。", OLD[3])
    found = compare(text(*OLD), new)
    assert told(found, text(*OLD), new) == [("科室", "部门"), ("按", "及")]
    assert found.removed == {3: ((1, 3), (14, 15))}
    assert found.added == {3: ((1, 3), (14, 15))}


def test_a_paragraph_that_came_or_went() -> None:
    old, new = text(*OLD), text(*OLD[:2], OLD[3])
    (gone,) = compare(old, new).changes
    assert (words(old, gone.old), gone.new) == (OLD[2], (ParagraphSpan(2, 13, 13),))
    (come,) = compare(new, old).changes
    assert (come.old, words(old, come.new)) == ((ParagraphSpan(2, 13, 13),), OLD[2])
    (first,) = compare(text(*OLD[1:]), old).changes
    assert first == Change((ParagraphSpan(1, 0, 0),), (ParagraphSpan(1, 0, len(OLD[0])),))


def test_a_paragraph_that_was_divided_lost_nothing() -> None:
    found = compare(text(*OLD), text(OLD[0], OLD[1], OLD[2][:9], OLD[2][9:], OLD[3]))
    assert found.removed == {}
    assert found.added == {}
    assert {(3, 3), (3, 4), (4, 5)} <= set(found.pairs)


@pytest.mark.parametrize(("old", "new"), [((), OLD), (OLD, ()), ((), ())])
def test_texts_without_anything(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    found = compare(text(*old), text(*new))
    assert rest(text(*old), found.removed) == rest(text(*new), found.added) == ""


long_lines = st.lists(
    st.builds("。".join, st.lists(st.sampled_from(SENTENCES), max_size=60)), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(long_lines, long_lines)
def test_long_runs_lose_nothing_either(first: list[str], second: list[str]) -> None:
    old, new = text(*first), text(*second)
    found = compare(old, new)
    assert rest(old, found.removed) == rest(new, found.added)


def test_every_change_of_a_long_text_that_was_divided_otherwise_is_found() -> None:
    sentences = [f"第{n}件事要在{n % 28 + 1}日以前办完，办完就回告。" for n in range(3000)]
    changed = [s.replace("回告", "报告") if n % 10 == 0 else s for n, s in enumerate(sentences)]
    old = text(*("".join(sentences[n : n + 5]) for n in range(0, 3000, 5)))
    new = text(*("".join(changed[n : n + 7]) for n in range(0, 3000, 7)))
    found = compare(old, new, seconds=60)
    assert told(found, old, new) == [("回", "报")] * 300


def test_what_stands_there_again_and_again_does_not_hold_it_up() -> None:
    old = text(*(line for n in range(4_000) for line in ("（略）", f"第{n}条有内容")))
    new = text(*(p.text for p in old if "7" not in p.text))
    found = compare(old, new)
    assert rest(old, found.removed) == rest(new, found.added)


def test_texts_that_share_nothing_end_in_time() -> None:
    one = text(*("".join(chr(0x4E00 + (n * 7 + k) % 5000) for k in range(300)) for n in range(60)))
    two = text(*("".join(chr(0x6500 + (n * 11 + k) % 5000) for k in range(300)) for n in range(60)))
    found = compare(one, two, seconds=0.2)
    assert rest(one, found.removed) == rest(two, found.added)
