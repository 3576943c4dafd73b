"""What two sequences have in common: blocks in order that are the same, whatever they are."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from reader.documents.common import CommonRun, common_items, common_text

words = st.lists(st.sampled_from("甲乙丙丁"), max_size=30)
stretches = st.lists(
    st.sampled_from(
        ("督查督办要建立台账逐项登记按时反馈", "各科室", "值班电话要随时有人接听做好记录", "。")
    ),
    max_size=30,
)


def hold(blocks: Sequence[CommonRun], old: Sequence[str], new: Sequence[str]) -> None:
    one = other = 0
    for block in blocks:
        assert block.length > 0
        assert (block.old, block.new) >= (one, other)
        assert block.old >= one
        assert block.new >= other
        one, other = block.old + block.length, block.new + block.length
        assert list(old[block.old : one]) == list(new[block.new : other])
    assert one <= len(old)
    assert other <= len(new)


@given(words, words)
def test_items_go_together_in_order(old: list[str], new: list[str]) -> None:
    hold(common_items(old, new), old, new)


@given(stretches, stretches)
def test_stretches_of_text_go_together_in_order(one: list[str], other: list[str]) -> None:
    old, new = "".join(one), "".join(other)
    hold(common_text(old, new), old, new)


@given(stretches)
def test_the_same_is_one_block(parts: list[str]) -> None:
    text = "".join(parts)
    assert common_text(text, text) == ([CommonRun(0, 0, len(text))] if text else [])


def test_what_stands_once_in_both_holds_them_together() -> None:
    old, new = list("甲乙丙丁戊己"), list("乙丙子戊己丁")
    assert common_items(old, new) == [CommonRun(1, 0, 2), CommonRun(4, 3, 2)]


def test_what_was_moved_goes_together_where_more_does() -> None:
    first, second = "各科室要建立台账，逐项登记", "值班电话要随时有人接听，做好值班记录，不得离岗"
    assert common_text(first + second, second + first) == [CommonRun(len(first), 0, len(second))]
