"""Titles, subtitles, author and source lines as they stand at the head and the tail."""

import pytest

from reader.documents.model import Kind, Metadata
from tests.documents.samples import documents, of_kind, only

BODY = "办公室的工作千头万绪，既要当好参谋，又要搞好服务，还要管好自己，一刻也不能松懈。"


def metadata(text: str) -> Metadata:
    return only(text).metadata


def test_repeats_and_cut_summary_are_junk() -> None:
    title = "在全县办公室主任会议上的讲话"
    summary = f"{title}{BODY[:25]}..."
    document = only(f"{title}\n{summary}\n{title}\n{BODY}\n{BODY}")
    assert of_kind(document, Kind.JUNK) == [summary, title]
    assert of_kind(document, Kind.BODY) == [BODY, BODY]


def test_summary_with_words_of_its_own_is_text() -> None:
    summary = "这一份讲话谈的是怎样当好参谋助手以及怎样做好服务保障……"
    assert of_kind(only(f"讲话稿一份\n{summary}\n{BODY}\n{BODY}"), Kind.JUNK) == []


def test_subtitle_with_a_dash() -> None:
    document = only(f"做好秘书工作\n——学习体会\n某县县委办公室 王思远\n{BODY}\n{BODY}")
    assert of_kind(document, Kind.HEADING) == ["做好秘书工作", "——学习体会"]
    assert document.metadata.author == "王思远"
    assert document.sections == ()


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("作者：张 三", "author", "张 三"),
        ("（作者：张三，系某局局长）", "author", "张三"),
        ("来源：《某某日报》", "source", "《某某日报》"),
        ("2019-02-20 09:30 来源：某市日报", "source", "某市日报"),
        ("2019-02-20 某市日报", "date", "2019-02-20"),
        ("发布日期：2020年3月", "date", "2020-03"),
        ("某政发〔2016〕8号", "date", "2016"),
    ],
)
def test_lines_under_the_title(line: str, field: str, value: str) -> None:
    document = only(f"办公室工作札记\n{line}\n{BODY}\n{BODY}")
    assert getattr(document.metadata, field) == value
    assert of_kind(document, Kind.META) == [line]


def test_events_in_the_text_are_no_date() -> None:
    text = f"回顾\n2018年10月18日，全县召开了大会。{BODY}\n1990年3月发表的文章。{BODY}"
    assert metadata(text).date is None


def test_source_note_at_the_end() -> None:
    document = only(f"札记一则\n{BODY}\n{BODY}\n（原载《某某日报》2016年7月1日）")
    assert document.metadata.source is not None
    assert "某某日报" in document.metadata.source
    assert document.metadata.date == "2016-07-01"


def test_title_over_two_lines() -> None:
    text = f"关于进一步加强全县办公室系统\n信息报送工作的通知\n各乡镇：\n{BODY}\n{BODY}"
    assert metadata(text).title == "关于进一步加强全县办公室系统信息报送工作的通知"


def test_a_second_title_is_no_part_of_the_first() -> None:
    text = f"办公室工作札记\n年终总结会议通知\n各乡镇：\n{BODY}\n{BODY}"
    assert metadata(text).title == "办公室工作札记"


@pytest.mark.parametrize(
    "first", ["各位领导、同志们：", "一、总体情况", BODY, "- 第一项", "床前明月光，"]
)
def test_what_is_no_title(first: str) -> None:
    assert metadata(f"{first}\n{BODY}\n{BODY}").title == "文件名"


def test_serial_titles_need_evidence() -> None:
    with_note = f"学习体会\n（2篇）\n学习体会1\n{BODY}\n学习体会2\n{BODY}"
    assert [d.metadata.title for d in documents(with_note)] == ["学习体会1", "学习体会2"]
    assert len(documents(f"材料\n{BODY}\n表格1\n{BODY}\n表格2\n{BODY}")) == 1
    assert len(documents(f"总结\n{BODY}\n年度计划2\n{BODY}\n年度计划3\n{BODY}")) == 1


def test_serial_title_is_followed_by_the_real_one() -> None:
    text = (
        f"读书心得体会\n（2篇）\n读书心得体会1\n学思践悟促提升——读某书有感\n{BODY}\n"
        f"以学促干开新局2\n{BODY}"
    )
    first, second = documents(text)
    assert (first.metadata.title, second.metadata.title) == ("学思践悟促提升", "以学促干开新局")
    assert [s.title for s in first.sections] == ["读书心得体会1", "学思践悟促提升——读某书有感"]
    assert of_kind(first, Kind.META) == ["读书心得体会"]
    assert of_kind(first, Kind.JUNK) == ["（2篇）"]
