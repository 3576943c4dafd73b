import pytest

from reader.documents.names import bare_name, byline, plain_name, signing_body


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县委副书记、县长李建国", "李建国"),
        ("某县人民政府办公室主任 王 平", "王平"),
        ("某市委党校 赵小梅", "赵小梅"),
        ("文/陈明", "陈明"),
    ],
)
def test_bylines(text: str, name: str) -> None:
    assert byline(text) == name


@pytest.mark.parametrize(
    "text",
    ["办公室主任的主要职责", "各位主任：", "会议由局长主持。", "争当服务群众的好书记", "总则"],
)
def test_no_bylines(text: str) -> None:
    assert byline(text) is None


def test_names_alone() -> None:
    assert plain_name("张　平") == "张平"
    assert plain_name("王小明") == "王小明"
    assert plain_name("时间表") is None
    assert plain_name("李白") is None
    assert bare_name("（李白）") == "李白"
    assert bare_name("背景") is None


def test_signing_bodies() -> None:
    assert signing_body("某县人民政府办公室")
    assert not signing_body("希望大家努力工作")
