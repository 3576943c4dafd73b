"""Texts on their way into Qt: positions in UTF-16, punctuation."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.typesetting import (
    from_utf16,
    narrow_marks,
    to_utf16,
    utf16_length,
    western_borders,
)

# A text of the program comes from a decoded file: without half pairs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("“”，。（）𠮷😀ab 的"))


def utf16_before(text: str, index: int) -> int:
    """The oracle: encode and count."""
    return len(text[:index].encode("utf-16-le")) // 2


@given(st.text(st.sampled_from("的〇々〆ｙé1A%‰， 𠮷ж")))
def test_gaps_are_where_pairs_of_characters_want_them(text: str) -> None:
    chinese, western = "的〇々𠮷", "1Aéж"
    wanted = [
        index
        for index, (one, other) in enumerate(pairwise(text))
        if (one in chinese and other in western) or (one in western + "%‰" and other in chinese)
    ]
    assert list(western_borders(text)) == wanted


@given(TEXTS, st.data())
def test_python_indexes_as_utf16_and_back(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    position = to_utf16(text, index)
    assert position == utf16_before(text, index)
    assert from_utf16(text, position) == index


@given(TEXTS, st.data())
def test_utf16_positions_as_python_indexes(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, utf16_length(text)))
    index = from_utf16(text, position)
    # The greatest index that does not lie after the position.
    assert utf16_before(text, index) <= position
    assert index == len(text) or utf16_before(text, index + 1) > position


@given(TEXTS)
def test_length_in_utf16(text: str) -> None:
    assert utf16_length(text) == utf16_before(text, len(text))


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("他说：“好。”她笑了。", ["：", "。"]),
        ("《〈一〉〉", ["〈", "〉"]),
        ("（“甲”、“乙”）", ["“", "”", "、", "”"]),
        ("没有连着的标点，一个也不缩。", []),
        ("，", []),
        ("", []),
    ],
)
def test_marks_that_meet_are_squeezed(text: str, narrow: list[str]) -> None:
    assert [text[index] for index in narrow_marks(text)] == narrow


@pytest.mark.parametrize(
    ("text", "before_gaps"),
    [
        ("2026年5月GDP增长5.2%左右", ["6", "年", "5", "月", "P", "长", "%"]),
        ("用Ctrl+K查", ["用", "K"]),
        ("有 空格 的 PDF 文件", []),
        ("（A）、“B”，C。", []),
        ("𠮷林ABC𠮷", ["林", "C"]),
        ("一二三", []),
        ("", []),
    ],
)
def test_a_gap_parts_chinese_from_western(text: str, before_gaps: list[str]) -> None:
    assert [text[index] for index in western_borders(text)] == before_gaps
