"""Differences: taking away what was removed and added leaves the same text on both sides."""

from itertools import pairwise

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


@settings(max_examples=300)
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
    assert (words(old, gone.old), gone.new) == (OLD[2], (ParagraphSpan(3, 0, 0),))
    (come,) = compare(new, old).changes
    assert (come.old, words(old, come.new)) == ((ParagraphSpan(3, 0, 0),), OLD[2])
    (first,) = compare(text(*OLD[1:]), old).changes
    assert first == Change((ParagraphSpan(1, 0, 0),), (ParagraphSpan(1, 0, len(OLD[0])),))


def kept(paragraphs: tuple[Paragraph, ...], marked: dict[int, Spans]) -> list[tuple[int, int]]:
    """The places of all characters that are not marked, in order."""
    return [
        (paragraph.number, index)
        for paragraph in paragraphs
        if paragraph.kind is not Kind.JUNK
        for index in range(len(paragraph.text))
        if not any(start <= index < end for start, end in marked.get(paragraph.number, ()))
    ]


@settings(max_examples=400)
@given(lines, lines, st.integers(0, 6))
def test_borders_between_kept_characters_are_told_where_they_differ_and_only_there(
    first: list[str], second: list[str], junk: int
) -> None:
    old = tuple(
        Paragraph(p.number, Kind.JUNK if p.number == junk else p.kind, p.text) for p in text(*first)
    )
    new = text(*second)
    found = compare(old, new)
    here, there = kept(old, found.removed), kept(new, found.added)
    joined = [change.joined for change in found.changes if change.joined]
    divided = [change.divided for change in found.changes if change.divided]
    for one, other in zip(pairwise(here), pairwise(there), strict=True):
        apart_before, apart_after = (pair[0][0] != pair[1][0] for pair in (one, other))
        if apart_before and not apart_after:
            gone = joined.pop(0)
            assert one[0][0] == gone[0] <= gone[-1] < one[1][0]
        elif apart_after and not apart_before:
            come = divided.pop(0)
            assert other[0][0] == come[0] <= come[-1] < other[1][0]
    assert not joined
    assert not divided


def test_a_paragraph_that_was_divided_or_joined_is_a_change() -> None:
    old = text(*OLD)
    new = text(OLD[0], OLD[1], OLD[2][:9], OLD[2][9:] + OLD[3])
    divided, joined = compare(old, new).changes
    assert divided == Change((ParagraphSpan(3, 9, 9),), (ParagraphSpan(3, 9, 9),), divided=(3,))
    assert joined == Change((ParagraphSpan(3, 23, 23),), (ParagraphSpan(4, 14, 14),), joined=(3,))


def test_words_and_a_border_that_go_together_are_one_change() -> None:
    old, new = text("各科室要建立台账。", "逐项登记。"), text("各科室要建立台账，逐项登记。")
    found = compare(old, new)
    assert told(found, old, new) == [("。", "，")]
    assert found.changes[0].joined == (1,)


def test_whole_paragraphs_that_come_or_go_divide_nothing() -> None:
    old, new = text(*OLD), text(*OLD[:2], "要注意保密。", OLD[2] + "完。", OLD[3])
    for change in (*compare(old, new).changes, *compare(new, old).changes):
        assert (change.joined, change.divided) == ((), ())


def test_a_short_paragraph_that_was_moved_does_not_hide_what_stayed() -> None:
    old = text(*(f"第{n}条，要做好第{n}项工作，写清楚。" for n in range(1, 9)), "单独一段。")
    new = text("单独一段。", *(p.text.replace("写清楚", "写明白") for p in old[:-1]))
    first, *others = told(compare(old, new), old, new)
    assert first == ("", "单独一段。")
    assert others[:-1] == [("清楚", "明白")] * 7


def test_a_paragraph_that_begins_like_its_neighbours_goes_as_a_whole() -> None:
    lines = [
        f"第{n}条，各科室要把第{n}项工作做好，年底以前办完，办完就回告。" for n in range(1, 90)
    ]
    old, new = text(*lines), text(*lines[:40], *lines[41:])
    (gone,) = compare(old, new).changes
    assert words(old, gone.old) == lines[40]
    assert gone.joined == ()


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


@settings(max_examples=60)
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
    assert [words for words in told(found, old, new) if any(words)] == [("回", "报")] * 300
    fives, sevens = set(range(5, 3000, 5)), set(range(7, 3000, 7))
    assert sum(len(change.joined) for change in found.changes) == len(fives - sevens)
    assert sum(len(change.divided) for change in found.changes) == len(sevens - fives)


def test_what_stands_there_again_and_again_does_not_hold_it_up() -> None:
    old = text(*(line for n in range(4_000) for line in ("（略）", f"第{n}条有内容")))
    new = text(*(p.text for p in old if "7" not in p.text))
    found = compare(old, new)
    assert rest(old, found.removed) == rest(new, found.added)


def test_the_share_that_is_done_grows_to_the_whole() -> None:
    one = text(*(f"第{n}件事要在{n % 28 + 1}日以前办完。" * 9 for n in range(200)))
    two = text(*(p.text.replace("办完", "做完") if p.number % 3 else "换了" for p in one))
    told: list[float] = []

    def report(done: float) -> bool:
        told.append(done)
        return True

    compare(one, two, report=report)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > 50


def test_nothing_is_done_any_more_once_nobody_waits() -> None:
    one = text("".join(chr(0x4E00 + (n * 7919) % 9000) for n in range(20_000)))
    two = text("".join(chr(0x4E00 + (n * 104_729) % 9000) for n in range(20_000)))
    asked: list[float] = []

    def report(done: float) -> bool:
        asked.append(done)
        return len(asked) < 40

    found = compare(one, two, seconds=1e9, report=report)
    assert len(asked) == 40
    assert found.rough


def test_what_there_is_no_time_for_is_shown_as_a_whole_and_said_to_be() -> None:
    one, two = text("督查要有回音。" * 400 + "甲乙丙丁" * 300), text("丁丙乙甲" * 900)
    assert compare(one, two, seconds=0).rough
    assert not compare(text(*OLD), text(*OLD[:2], "别的。")).rough


def test_texts_that_share_nothing_end_in_time() -> None:
    one = text(*("".join(chr(0x4E00 + (n * 7 + k) % 5000) for k in range(300)) for n in range(60)))
    two = text(*("".join(chr(0x6500 + (n * 11 + k) % 5000) for k in range(300)) for n in range(60)))
    found = compare(one, two, seconds=0.2)
    assert rest(one, found.removed) == rest(two, found.added)
