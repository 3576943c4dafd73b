"""Light normalisation and its way back to the text as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.loose import LooseText, loosen, occurrences


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("“要 抓好”", '"要抓好"'),
        ("「要　抓好」", '"要抓好"'),
        ("第３项（ＡＢＣ）", "第3项(ABC)"),
        ("甲，乙。丙：丁；戊！己？", "甲,乙.丙:丁;戊!己?"),
        ("2014—2019", "2014-2019"),
        ("零\u200b宽\ufeff", "零宽"),
        ("大Ａ小a", "大A小a"),
        ("繁體與简体", "繁體與简体"),
    ],
)
def test_what_is_alike(text: str, loose: str) -> None:
    assert loosen(text) == loose


def test_occurrences_may_overlap_and_be_limited() -> None:
    assert list(occurrences("甲甲", "甲甲甲乙甲甲")) == [0, 1, 4]
    assert list(occurrences("甲甲", "甲甲甲乙甲甲", 2)) == [0, 1]
    assert list(occurrences("", "甲")) == []


def test_a_span_across_a_border_gives_its_larger_part() -> None:
    loose = LooseText(("甲乙丙", "", "丁戊"))
    assert loose.place(1, 7) == (1, 1, 3)
    assert loose.place(2, 7) == (3, 0, 2)
    assert loose.place(3, 3) == (1, 3, 3)
    assert loose.place(4, 4) == (2, 0, 0)


@given(st.lists(st.text(" 　a“，督查"), max_size=6).map(tuple), st.data())
def test_loose_text_leads_back(texts: tuple[str, ...], data: st.DataObject) -> None:
    loose = LooseText(texts)
    assert loose.text == loosen("".join(texts))
    if not loose.text:
        return
    start = data.draw(st.integers(0, len(loose.text) - 1))
    end = data.draw(st.integers(start + 1, len(loose.text)))
    low, high = loose.raw_span(start, end)
    assert loosen(loose.raw[low:high]) == loose.text[start:end]
    number, first, last = loose.place(low, high)
    part = texts[number - 1][first:last]
    assert part
    assert part in loose.raw[low:high]
