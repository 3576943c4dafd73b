import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.numerals import counting, numeral, with_label

_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def value(text: str) -> int:
    """Reads a Chinese number the way a person does."""
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit


@given(st.integers(1, 9999))
def test_counting_reads_back(number: int) -> None:
    assert value(counting(number)) == number


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 7, "7"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 205, "二百零五"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("japaneseCounting", 3, "三"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 5, "05"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("ideographTraditional", 2, "乙"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiac", 13, "13"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ideographZodiacTraditional", 61, "61"),
        ("koreanDigital2", 20, "二零"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("bullet", 3, ""),
        ("none", 3, ""),
        ("hebrew1", 3, "3"),
        ("chineseCounting", 0, "0"),
        ("upperRoman", 10**9, str(10**9)),
    ],
)
def test_styles(style: str, number: int, text: str) -> None:
    assert numeral(style, number) == text


@pytest.mark.parametrize(
    ("label", "whole"), [("一、", "一、总则"), ("（一）", "（一）总则"), ("1.", "1. 总则"),
                         ("第一章", "第一章 总则"), ("", "总则")],
)  # fmt: skip
def test_label(label: str, whole: str) -> None:
    assert with_label(label, "总则") == whole
