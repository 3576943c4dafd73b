"""The query language, rule by rule; unfinished queries never raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import DateRange
from index.errors import QueryProblem
from index.fold import fold_text
from index.query import parse
from index.tree import (
    And,
    DateWithin,
    GenreIs,
    InTheme,
    Literal,
    MetadataContains,
    Near,
    Not,
    Nothing,
    Or,
    Query,
)

A, B, C = Literal("甲"), Literal("乙"), Literal("丙")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("甲", A),
        ("  甲\u3000", A),
        ("甲 乙", And((A, B))),
        ("甲 AND 乙", And((A, B))),
        ("甲 OR 乙", Or((A, B))),
        ("甲 ＯＲ 乙", Or((A, B))),
        ("甲 乙 OR 丙", Or((And((A, B)), C))),
        ("甲 (乙 OR 丙)", And((A, Or((B, C))))),
        ("甲 （乙 OR 丙）", And((A, Or((B, C))))),
        ("(甲)OR(乙)", Or((A, B))),
        ("甲 -乙", And((A, Not(B)))),
        ("甲 －乙", And((A, Not(B)))),
        ("甲 NOT 乙", And((A, Not(B)))),
        ("甲 NOT NOT 乙", And((A, B))),
        ("甲 -(乙 丙)", And((A, Not(And((B, C)))))),
        ('甲 -"乙"', And((A, Not(B)))),
        ("甲 OR -乙", Or((A, Not(B)))),
        ("甲 NEAR/3 乙", Near(A, B, 3)),
        ("甲 NEAR／3 乙", Near(A, B, 3)),
        ("甲 NEAR 乙", Near(A, B, 10)),
        ("甲 NEAR/3 乙 NEAR/4 丙", And((Near(A, B, 3), Near(B, C, 4)))),
        ("(甲) NEAR/0 (乙)", Near(A, B, 0)),
        ('"甲 NEAR/3 乙"', Literal("甲near/3乙")),
        ('"open  source"', Literal("open source")),
        ("“open source”", Literal("open source")),
        ("open source", And((Literal("open"), Literal("source")))),
        ('"甲""乙"', Literal('甲"乙')),
        ('"""甲"""', Literal('"甲"')),
        ("“甲“““", Literal('甲"')),
        ('"所谓“三公”经费"', Literal('所谓"三公"经费')),
        ('“甲"', A),
        ("所谓“三公”经费", Literal('所谓"三公"经费')),
        ("办公厅（室）", Literal("办公厅(室)")),
        ("办公厅(室)主任", Literal("办公厅(室)主任")),
        ("办公厅（室 主任）", Literal("办公厅(室主任)")),
        ("办公厅（室", Literal("办公厅(室")),
        ("(办公厅（室） OR 乙)", Or((Literal("办公厅(室)"), B))),
        ("〔2014〕5号", Literal("[2014]5号")),
        ("2014-05", Literal("2014-05")),
        ("——", Literal("-")),
        ("甲 --", And((A, Literal("-")))),
        ("9:30", Literal("9:30")),
        ("未知：甲", Literal("未知:甲")),
        ("or", Literal("or")),
        ("ORDER NOTE", And((Literal("order"), Literal("note")))),
        ("國務院", Literal("国务院")),
        ("甲，乙。", Literal("甲,乙。")),
        ("\u200b甲 \u200b", A),
        ("标题:通知", MetadataContains("title", "通知")),
        ("标题：《通知（试行）》", MetadataContains("title", "《通知(试行)》")),
        ("标题:（试行）", MetadataContains("title", "(试行)")),
        ('title:"open source"', MetadataContains("title", "open source")),
        ("Title:通知", MetadataContains("title", "通知")),
        (
            "作者:某人 来源:某報",
            And((MetadataContains("author", "某人"), MetadataContains("source", "某报"))),
        ),
        ("甲 -来源:某报", And((A, Not(MetadataContains("source", "某报"))))),
        ("类型:解读", GenreIs("commentary")),
        ("类型:解讀", GenreIs("commentary")),
        ("type:Original", GenreIs("original")),
        ("主题:督查 督办", And((InTheme("督查"), Literal("督办")))),
        ('theme:"督查 督办"', InTheme("督查 督办")),
        ("日期:2014", DateWithin(DateRange("2014-01-01", "2014-12-31"))),
        ("日期：２０１４－０５", DateWithin(DateRange("2014-05-01", "2014-05-31"))),
        ("日期:2014-05-08", DateWithin(DateRange("2014-05-08", "2014-05-08"))),
        ("日期:2014..2019", DateWithin(DateRange("2014-01-01", "2019-12-31"))),
        ("日期:2014-05..", DateWithin(DateRange("2014-05-01", "9999-12-31"))),
        ("date:..2014-05", DateWithin(DateRange("0000-01-01", "2014-05-31"))),
        ("日期:2014年5月", DateWithin(DateRange("2014-05-01", "2014-05-31"))),
    ],
)
def test_meaning(query: str, tree: Query) -> None:
    assert parse(query) == tree
    assert parse(query, unfinished=True) == tree


@pytest.mark.parametrize(
    ("query", "reason", "position", "shown"),
    [
        ("", "empty", 0, Nothing()),
        (" \u3000", "empty", 0, Nothing()),
        ("\u200b", "empty", 0, Nothing()),
        ('甲 ""', "empty", 2, A),
        ('甲 "乙', "unclosed_quote", 2, And((A, B))),
        ("(甲 乙", "unmatched_open", 0, And((A, B))),
        ("甲 (乙 OR 丙", "unmatched_open", 2, And((A, Or((B, C))))),
        ("甲) 乙", "unmatched_close", 1, And((A, B))),
        ("甲 ()", "missing_operand", 3, A),
        ("OR", "missing_operand", 0, Nothing()),
        ("甲 OR", "missing_operand", 4, A),
        ("甲 OR OR 乙", "missing_operand", 5, Or((A, B))),
        ("AND 甲", "missing_operand", 0, A),
        ("甲 NOT", "missing_operand", 5, A),
        ("甲 NEAR/5", "missing_operand", 8, A),
        ("甲 NEAR/ 乙", "bad_distance", 2, And((A, B))),
        ("甲 NEAR/很 乙", "bad_distance", 2, And((A, B))),
        ("甲 NEAR/5 (乙 OR 丙)", "bad_near", 2, And((A, Or((B, C))))),
        ("-甲", "only_negative", 0, Nothing()),
        ("-甲 OR -乙", "only_negative", 0, Nothing()),
        ("-标题:甲", "only_negative", 0, Nothing()),
        ("-(甲 -乙) -丙", "", 0, And((Not(And((A, Not(B)))), Not(C)))),
        ("标题:", "missing_value", 0, Nothing()),
        ("甲 标题: 乙", "missing_value", 2, And((A, B))),
        ('甲 标题:""', "missing_value", 5, A),
        ("甲 日期:去年", "bad_date", 5, A),
        ("甲 日期:2019..2014", "reversed_dates", 5, A),
        ("甲 日期:2014-13", "bad_date", 5, A),
        ("甲 日期:..", "bad_date", 5, A),
        ("甲 类型:诗", "unknown_type", 5, A),
        ("(" * 60 + "甲" + ")" * 60, "too_deep", 50, A),
    ],
)
def test_problems(query: str, reason: str, position: int, shown: Query) -> None:
    assert parse(query, unfinished=True) == shown
    if not reason:
        assert parse(query) == shown
        return
    with pytest.raises(QueryProblem) as caught:
        parse(query)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@given(
    st.text(st.sampled_from('甲乙a1 \u3000()（）"“”-－:：/.—\u200b') | st.characters(), max_size=30)
)
def test_unfinished_never_raises(query: str) -> None:
    parse(query, unfinished=True)


words = st.sampled_from(
    [
        *("甲", "乙", "OR", "NOT", "AND", "NEAR", "NEAR/3", "NEAR/", "(", ")", "（", "）", "-"),
        *('"', "“", "”", "标题:", "日期:", "2014..", "类型:原文", "主题:x"),
    ]
)


@given(st.lists(words, max_size=12), st.booleans())
def test_unfinished_agrees_where_strict_succeeds(parts: list[str], spaced: bool) -> None:
    query = (" " if spaced else "").join(parts)
    shown = parse(query, unfinished=True)
    position = 0
    try:
        finished = parse(query)
    except QueryProblem as problem:
        position = problem.position
    else:
        assert finished == shown
    assert 0 <= position <= len(query)


@given(st.text(max_size=20))
def test_quoting_makes_any_text_a_literal(text: str) -> None:
    query = '"' + text.replace('"', '""').replace("＂", "＂＂") + '"'
    folded = fold_text(text)
    expected = Literal(folded) if folded else Nothing()
    assert parse(query, unfinished=True) == expected


def test_long_nonsense_is_quick() -> None:
    for piece in ("(", ")", "甲(", "甲)", "-", '"', "NOT ", "甲 NEAR ", "标题:"):
        parse(piece * 3000, unfinished=True)
