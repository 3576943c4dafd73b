"""Whole texts: what the reader makes of the papers that offices keep."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.blocks import Block, Hints
from reader.documents.model import Genre, Kind
from reader.documents.structure import build_documents
from tests.documents.samples import (
    ALL,
    COLLECTION,
    GAZETTEER,
    GUIDE,
    HANDBOOK,
    LAW,
    LISTS,
    MINUTES,
    NOTICE,
    REQUEST,
    SPEECH,
    STORY,
    VERSE,
    WEB_PAGE,
    documents,
    of_kind,
    only,
    outline,
)


def test_law_has_its_chapters_and_divisions_only() -> None:
    law = only(LAW)
    assert law.metadata.title == "某市机关文件管理办法"
    assert law.metadata.date == "2021-03-05"
    assert outline(law) == [
        (1, "第一章　总则"),
        (1, "第二章　文件的形成"),
        (2, "第一节　起草"),
        (2, "第二节　审核"),
        (1, "第三章　附则"),
    ]
    assert "（二）通知、通报；" in of_kind(law, Kind.LIST)
    assert "第四条　第一章的规定适用于本章。" in of_kind(law, Kind.BODY)


def test_contents_of_a_law_are_no_headings() -> None:
    assert of_kind(only(LAW), Kind.LIST)[:3] == ["目　录", "第一章　总则", "第二章　文件的形成"]


def test_speech_counts_its_levels() -> None:
    speech = only(SPEECH)
    assert outline(speech) == [
        (1, "一、充分认识信息工作的重要性"),
        (2, "（一）信息是决策的基础"),
        (3, "1.要全面。"),
        (3, "2.要及时。"),
        (4, "（1）当天的事当天报"),
        (4, "（2）重要的事专人报"),
        (2, "（二）信息是沟通的桥梁"),
        (1, "二、突出信息工作的重点"),
        (2, "一是围绕中心报信息。"),
        (2, "二是贴近群众报信息。"),
        (1, "三、加强对信息工作的领导"),
    ]
    assert speech.metadata.author == "李建国"
    assert speech.metadata.date == "2018-06-20"
    assert of_kind(speech, Kind.META) == ["（2018年6月20日）", "李建国"]


def test_numbered_handbook() -> None:
    assert outline(only(HANDBOOK)) == [
        (1, "1 总则"),
        (2, "1.1 目的"),
        (2, "1.2 适用范围"),
        (1, "2 会前准备"),
        (2, "2.1 会场布置"),
        (3, "2.1.1 桌椅摆放"),
        (3, "2.1.2 设备调试"),
        (2, "2.2 材料准备"),
    ]


def test_official_paper() -> None:
    notice = only(NOTICE)
    assert notice.metadata.title == "清河县人民政府办公室关于做好春节期间值班工作的通知"
    assert notice.metadata.author == "清河县人民政府办公室"
    assert notice.metadata.date == "2019-01-25"
    assert of_kind(notice, Kind.META) == [
        "清河县人民政府办公室文件",
        "清政办发〔2019〕23号",
        "清河县人民政府办公室",
        "2019年1月25日",
        "抄送：县委办公室，县人大常委会办公室。",
    ]
    assert outline(notice) == [(1, "一、严格值班制度。"), (1, "二、及时报送信息。")]


def test_collection_gives_several_documents() -> None:
    parts = documents(COLLECTION)
    assert [part.metadata.title for part in parts] == [
        "办公室文员个人总结",
        "办公室主任个人总结",
        "办公室秘书个人总结",
    ]
    assert outline(parts[0]) == [
        (1, "篇一：办公室文员个人总结"),
        (2, "一、学习情况"),
        (2, "二、工作情况"),
    ]
    assert of_kind(parts[0], Kind.META) == ["办公室个人总结范文三篇"]
    assert [p.lines for p in parts[1].paragraphs] == [(8, 8), (9, 9)]


@pytest.mark.parametrize("text", [VERSE, LISTS, STORY], ids=["verse", "lists", "story"])
def test_no_headings_where_there_are_none(text: str) -> None:
    assert outline(only(text)) == []


def test_lists_are_lists() -> None:
    assert of_kind(only(LISTS), Kind.LIST) == LISTS.splitlines()[2:]


def test_story_without_title_is_named_after_its_file() -> None:
    story = only(STORY)
    assert story.metadata.title == "文件名"
    assert {p.kind for p in story.paragraphs} == {Kind.BODY}


def test_table_of_contents_with_leaders() -> None:
    guide = only(GUIDE)
    assert outline(guide) == [(1, "一、公文的种类"), (1, "二、行文的规则"), (1, "三、公文的办理")]
    assert guide.sections[0].paragraph == 6


def test_signature_and_date_at_the_end() -> None:
    request = only(REQUEST)
    assert (request.metadata.author, request.metadata.date) == ("信息科", "2024-05-08")
    assert of_kind(request, Kind.META) == ["信息科", "二〇二四年五月八日"]


def test_web_page() -> None:
    page = only(WEB_PAGE)
    assert (page.metadata.author, page.metadata.source) == ("小王", "某某网")
    assert page.metadata.date == "2023-05-06"
    assert of_kind(page, Kind.JUNK) == ["下载本文", "上一篇：机关工作总结", "下一篇：学校工作总结"]
    assert len(of_kind(page, Kind.BODY)) == 2


def test_particulars_of_a_meeting_are_text() -> None:
    minutes = only(MINUTES)
    assert minutes.metadata.date == "2020"
    assert "时间：2020年3月5日上午" in of_kind(minutes, Kind.BODY)
    assert outline(minutes) == [(1, "一、关于重点工作"), (1, "二、关于队伍建设：")]


def test_books_parts_chapters_divisions() -> None:
    assert outline(only(GAZETTEER)) == [
        (1, "第一编 地理"),
        (2, "第一章 位置"),
        (3, "第一节 疆域"),
        (3, "第二节 区划"),
        (1, "第二编 人口"),
        (2, "第一章 总数"),
    ]


def test_markdown_in_plain_text() -> None:
    text = """# 如何写好信息

作者：陈明
日期：2021-05

## 一、选题要准

信息的选题要围绕领导的关注点，做到人无我有、人有我优，不要写成流水账。

**小切口**：从一个具体的问题入手，讲深讲透，避免面面俱到、泛泛而谈。

---
| 类别 | 篇数 |
| --- | --- |
| 采用 | 12 |
"""
    document = only(text)
    assert document.metadata.title == "如何写好信息"
    assert (document.metadata.author, document.metadata.date) == ("陈明", "2021-05")
    assert outline(document) == [(2, "一、选题要准"), (3, "小切口：")]
    assert of_kind(document, Kind.TABLE) == ["| 类别 | 篇数 |", "| 采用 | 12 |"]
    assert of_kind(document, Kind.JUNK) == ["---", "| --- | --- |"]
    assert document.paragraphs[5].bold == ((0, 3),)


def test_marked_levels_are_kept() -> None:
    blocks = [
        Block("手册", level=1),
        Block("甲", level=2),
        Block("文字。"),
        Block("乙", level=4),
        Block("文字。"),
    ]
    (document,) = build_documents(blocks, "x")
    assert outline(document) == [(2, "甲"), (4, "乙")]


def test_first_of_numbered_headings_is_no_title() -> None:
    blocks = [Block(text, level=1) for text in ("一、甲", "二、乙", "三、丙")]
    (document,) = build_documents(blocks, "文件名")
    assert document.metadata.title == "文件名"
    assert len(document.sections) == 3


def test_hints_come_first() -> None:
    blocks = [Block("一篇文章的标题", level=1), Block("作者：张三"), Block("正文。")]
    hints = Hints("另一个标题", "李四", "某报", "2014-05", Genre.COMMENTARY)
    (document,) = build_documents(blocks, "x", hints)
    assert document.metadata.title == "另一个标题"
    assert document.metadata.author == "李四"
    assert document.metadata.genre is Genre.COMMENTARY
    assert outline(document) == [(1, "一篇文章的标题")]


def test_short_text_of_one_line_is_body() -> None:
    document = only("只有一行字")
    assert document.metadata.title == "文件名"
    assert of_kind(document, Kind.BODY) == ["只有一行字"]


def test_file_names_that_are_no_text() -> None:
    blocks = [Block("正文一句。")]
    assert build_documents(blocks, "甲\udcff乙")[0].metadata.title == "甲乙"
    assert build_documents(blocks, "\udcff")[0].metadata.title == "无题"


def test_nothing_gives_nothing() -> None:
    assert documents(" \n\n##paidend##\n") == ()


@pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())
def test_no_character_is_lost(text: str) -> None:
    read = "".join(p.text for document in documents(text) for p in document.paragraphs)
    assert Counter("".join(read.split())) == Counter("".join(text.split()))


_LINES = st.one_of(
    st.sampled_from([line for text in ALL.values() for line in text.splitlines()]),
    st.text(
        st.sampled_from("一二三、（）1.条章节。，：；“”甲乙 \u3000-|\t篇第目录年月日2014"),
        max_size=70,
    ),
)


@settings(max_examples=150)
@given(st.lists(_LINES, max_size=25))
def test_any_mixture_of_lines_keeps_its_characters(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = documents(text)
    read = "".join(p.text for document in found for p in document.paragraphs)
    assert Counter("".join(read.split())) == Counter("".join(text.split()))
    for document in found:
        for section in document.sections:
            paragraph = document.paragraphs[section.paragraph - 1]
            assert paragraph.text[section.start : section.end] == section.title
