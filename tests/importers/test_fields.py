import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.fields import Fields, is_unseen, seen_of_code


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        # 拼音指南, 带圈字符, 合并字符, as Word writes them.
        (r' EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhí),值) ', "值"),
        (r"eq \o\ac(○,3)", "③"),
        (r"eq \o\ac(〇,21)", "21"),
        (r"eq \o\ac(□,密)", "密"),
        (r'eq \* jc0 \* "Font:宋体" \* hps10 \o(\s\up 5(办公),\s\do 2(人员))', "办公人员"),
        # What formulas are built of.
        (r"EQ \f(1,2)", "1/2"),
        (r"EQ \f(a;b)", "a/b"),
        (r"EQ \r(3,x)+\r(y)", "3√x+√y"),
        (r"EQ \b(\a(甲,乙))", "(甲 乙)"),
        (r"EQ \b\bc\{(x)", "x"),
        (r"EQ \i(0,1,x)", "∫0 1 x"),
        (r"EQ \l(a,b)", "a,b"),
        (r"EQ x\s\up8(2)\,y\(1\)", "x2,y(1)"),
        (r"EQ (a,b)", "(a,b)"),
        (r"EQ \f(1", "1"),
        ("EQ", ""),
        (r'SYMBOL 254 \f "Wingdings" \s 12', "☑"),
        (r"SYMBOL 0xF0FE \f Wingdings", "☑"),
        (r"SYMBOL 20540 \u", "值"),
        ("SYMBOL x", ""),
        ("MACROBUTTON NoMacro [请在这里填写]", "[请在这里填写]"),
        ("GOTOBUTTON", ""),
        ("PAGE", ""),
        ("INCLUDEPICTURE x", ""),
        ("", ""),
    ],
)
def test_codes(code: str, seen: str) -> None:
    assert seen_of_code(code) == seen


def test_unseen() -> None:
    assert is_unseen(' SET 单位 "办公室" ')
    assert is_unseen("ask x")
    assert not is_unseen("SETTINGS")
    assert not is_unseen("REF SET")
    assert not is_unseen("")


def walked(text: str) -> str:
    """A text with {code|result} in it, as its reader sees it."""
    fields = Fields()
    kinds = {"{": "begin", "|": "separate", "}": "end"}
    return "".join(
        fields.meet(kinds[char]) if char in kinds else fields.show(char) for char in text
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("见{REF a|第二节}。", "见第二节。"),
        ("{eq \\o\\ac(○,1)}甲", "①甲"),
        ("{eq \\o\\ac(○,1)|}甲", "①甲"),
        ("{eq \\o\\ac(○,1)|一}甲", "一甲"),
        ("{SET a|藏}甲", "甲"),
        ("{IF {PAGE|3} = 3|{REF a|内}外}", "内外"),
        ("{IF {SYMBOL 65} a|}甲", "甲"),
        ("甲}乙|丙", "甲乙丙"),
        ("甲{乙", "甲"),
    ],
)
def test_fields(text: str, seen: str) -> None:
    assert walked(text) == seen


def test_codes_end_with_their_paragraph() -> None:
    fields = Fields()
    fields.meet("begin")
    fields.meet("separate")
    fields.meet("begin")
    assert fields.show("藏") == ""
    fields.end_paragraph()
    assert fields.show("见") == "见"
    assert fields.meet("end") == ""


@given(st.text(alphabet=r"\osbfrail(),; 甲1", max_size=300))
def test_any_equation_has_an_answer(code: str) -> None:
    assert len(seen_of_code("EQ " + code)) <= 2 * len(code) + 2


def test_deep_and_long_equations() -> None:
    assert seen_of_code("EQ " + r"\f(" * 5000) is not None
    assert len(seen_of_code("EQ " + "(" * 100_000)) < 20_000


@given(st.text(alphabet="{|}甲 SETEQ", max_size=60))
def test_any_order_of_marks(text: str) -> None:
    assert not set(walked(text)) & set("{|}")
