import pytest

from reader.documents.blocks import Block
from reader.documents.marks import is_table_row, is_table_rule, plain_block, strip_bold
from reader.documents.model import Kind


@pytest.mark.parametrize(
    ("raw", "text", "spans"),
    [
        ("**要求。**各地", "要求。各地", ((0, 3),)),
        ("前**中**后**尾**", "前中后尾", ((1, 2), (3, 4))),
        ("***三颗星***", "三颗星", ((0, 3),)),
        ("__下划线__也是", "下划线也是", ((0, 3),)),
        ("2**3**2", "2**3**2", ()),
        ("调用__init__函数", "调用__init__函数", ()),
        ("没有配对的**星号", "没有配对的**星号", ()),
        ("**甲****乙**", "甲乙", ((0, 1), (1, 2))),
        ("空的** **", "空的** **", ()),
    ],
)
def test_bold(raw: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert strip_bold(raw) == (text, spans)


def test_headings() -> None:
    assert plain_block("## 甲 ##", (3, 3)) == Block("甲", (3, 3), level=2)
    assert plain_block("#话题#", (1, 1)) == Block("#话题#", (1, 1))
    assert plain_block("#### **乙**", (1, 1)) == Block("乙", (1, 1), ((0, 1),), 4)
    assert plain_block("####### 丙", (1, 1)) == Block("####### 丙", (1, 1))


def test_markers_are_cut() -> None:
    assert plain_block("##paidbegin##正文", (1, 1)) == Block("正文", (1, 1))
    assert plain_block("[bookmark: _Toc1]标题", (1, 1)) == Block("标题", (1, 1))
    assert plain_block(" ##paidend## ", (1, 1)) is None
    assert plain_block("**  **", (1, 1)) == Block("**  **", (1, 1))


def test_tables() -> None:
    assert is_table_row("| 甲 | 乙 |")
    assert is_table_row("甲\t乙\t丙")
    assert not is_table_row("|绝对值|")
    assert is_table_rule("|---|:--:|")
    assert not is_table_rule("| 甲 | 乙 |")
    block = plain_block("| 甲 | 乙 |", (1, 1))
    assert block is not None
    assert block.kind is Kind.TABLE
