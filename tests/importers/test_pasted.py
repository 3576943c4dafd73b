"""Texts that were pasted, as documents."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Pasted
from reader.importers.pasted import parse_pasted, read_pasted

PLAIN = """关于做好值班工作的通知

一、值班安排

各科室要排好班次，按时到岗。

二、交接要求

当面交接，写明时间。
"""
PAGE = """<html><head><title>别的标题</title><style>.b{font-weight:bold}</style></head><body>
<!--StartFragment--><h1>调研记</h1><p>到村里去。<img src="http://example.invalid/a.png"></p>
<h2>所见</h2><p>听群众说话。</p>
<table><tr><td>村名</td><td>户数</td></tr><tr><td>东村</td><td>12</td></tr></table>
<script>alert(1)</script><!--EndFragment--></body></html>"""


def document(pasted: Pasted) -> Document:
    found = parse_pasted(pasted, Limits())
    assert (found.format, found.encoding, len(found.documents)) == ("pasted", None, 1)
    return found.documents[0]


def test_plain_text_is_read_by_the_rules_of_text_files() -> None:
    found = document(Pasted(PLAIN))
    assert found.metadata.title == "关于做好值班工作的通知"
    assert [section.title for section in found.sections] == ["一、值班安排", "二、交接要求"]
    assert all(paragraph.lines is None for paragraph in found.paragraphs)


def test_headings_and_tables_of_a_page_stay() -> None:
    found = document(Pasted("没有用到的纯文字", PAGE))
    assert found.metadata.title == "调研记"
    assert [section.title for section in found.sections] == ["所见"]
    kinds = {paragraph.text: paragraph.kind for paragraph in found.paragraphs}
    assert kinds["村名\t户数"] is Kind.TABLE
    assert "alert" not in "".join(kinds)
    assert found.pictures == () or all(not picture.data for picture in found.pictures)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("今天下午三点开会。请各科室派人参加。", "今天下午三点开会"),
        ("长" * 100, "长" * 39 + "…"),
    ],
)
def test_a_text_without_title_is_called_by_its_first_words(text: str, title: str) -> None:
    assert document(Pasted(text)).metadata.title == title


def test_several_articles_are_one_document() -> None:
    """Whoever pastes a text wants to find it as he pasted it."""
    article = "# 第{n}篇\n\n作者：某人\n\n第{n}篇的第一段，讲一件事情。\n\n"
    article += "第{n}篇的第二段，讲另一件事情。\n\n"
    text = "".join(article.format(n=n) for n in "一二三")
    found = document(Pasted(text))
    assert [p.number for p in found.paragraphs] == list(range(1, len(found.paragraphs) + 1))
    assert "第三篇的第二段，讲另一件事情。" in [p.text for p in found.paragraphs]
    for section in found.sections:
        paragraph = found.paragraphs[section.paragraph - 1]
        assert paragraph.text[section.start : section.end] == section.title


@pytest.mark.parametrize("pasted", [Pasted(""), Pasted(" \n\t"), Pasted("x", "<p> </p>")])
def test_nothing_is_no_document(pasted: Pasted) -> None:
    with pytest.raises(ImportProblem, match="没有可以存入"):
        parse_pasted(pasted, Limits())


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(ImportProblem, match="太长"):
        parse_pasted(Pasted("字" * 600), Limits(max_bytes=1000))


@settings(max_examples=60)
@given(st.text(max_size=200), st.text(max_size=200), st.booleans())
def test_whatever_is_pasted_is_a_document_or_is_refused(
    text: str, words: str, layout: bool
) -> None:
    html = f"<p>{words}<table><tr><td>{text}" if layout else ""
    try:
        found = parse_pasted(Pasted(text, html), Limits())
    except ImportProblem:
        return
    assert len(found.documents) == 1


# The worker


def test_the_worker_gives_what_the_parser_gives() -> None:
    pasted = Pasted("", PAGE)
    found = read_pasted(pasted, Limits(), lambda: False)
    assert isinstance(found, ParsedFile)
    assert found == parse_pasted(pasted, Limits())


def test_what_takes_too_long_is_given_up() -> None:
    nested = "<div>" * 200_000
    limits = dataclasses.replace(Limits(), seconds=0.01)
    found = read_pasted(Pasted("", nested), limits, lambda: False)
    assert isinstance(found, FailedFile)


def test_a_cancelled_reading_gives_nothing() -> None:
    assert read_pasted(Pasted(PLAIN), Limits(), lambda: True) is None
