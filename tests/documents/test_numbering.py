import pytest

from reader.documents.numbering import is_law_article, mark_of


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("第一编 总论", "part"),
        ("第二部分 做法", "part"),
        ("第十二章 附则", "chapter"),
        ("第3节 方法", "division"),
        ("一、总则", "yi"),
        ("二十一、其他", "yi"),
        ("（三）保障", "bracket"),
        ("1. 目的", "arabic"),
        ("2、范围", "arabic"),
        ("3）方法", "arabic"),
        ("1.2 范围", "decimal2"),
        ("1.2.3 设备", "decimal3"),
        ("（4）归档", "arabic_bracket"),
        ("⑤销毁", "circled"),
        ("第一，要学习", "first"),
        ("三是抓落实", "first_is"),
        ("- 甲", "bullet"),
    ],
)
def test_rungs(text: str, rung: str) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert mark.rung.name == rung


@pytest.mark.parametrize(
    "text",
    [
        "第一部门负责",
        "3.5万元",
        "12.7%的人",
        "2014年",
        "一个人",
        "一切为了群众",
        "第十条 范围",
        "--- 线",
    ],
)
def test_no_rungs(text: str) -> None:
    assert mark_of(text) is None


def test_number_and_space_in_a_handbook_only() -> None:
    assert mark_of("1 总则") is None
    assert mark_of("1 总则", handbook=True) is not None


def test_articles_of_laws() -> None:
    assert is_law_article("第一百二十条　本法")
    assert not is_law_article("第一章")
