"""Which line is the title, where a file marks some of its lines."""

from dataclasses import replace

import pytest

from reader.documents.blocks import Block, Hints
from reader.documents.model import Document, Kind
from reader.documents.structure import build_documents

BODY = "各科室要把值班安排表报到办公室，由办公室汇总以后印发，并于每月月底通报一次执行的情况。"
TITLE = "值班工作规范"


def heading(text: str, level: int = 1) -> Block:
    return Block(text, level=level)


def read(*lines: str | Block, named: str | None = None) -> Document:
    """The one document of paragraphs, each with a text below it where it is a heading."""
    blocks: list[Block] = []
    for line in lines:
        block = Block(line) if isinstance(line, str) else line
        blocks += [block, Block(BODY)] if block.level else [block]
    (document,) = build_documents(
        [*blocks, Block(BODY)], "文件名", join=False, properties=Hints(title=named)
    )
    return document


def outline(document: Document) -> list[str]:
    return [section.title for section in document.sections]


def test_a_contents_tree_that_begins_below_the_title_does_not_give_it() -> None:
    found = read(TITLE, heading("总体情况"), heading("工作打算"))
    assert found.metadata.title == TITLE
    assert outline(found) == ["总体情况", "工作打算"]
    assert found.paragraphs[0].kind is Kind.HEADING


def test_the_first_of_several_headings_is_the_title_where_nothing_stands_above() -> None:
    assert read(heading(TITLE), heading("总体情况")).metadata.title == TITLE
    found = read("来源：本局办公室", heading(TITLE), heading("总体情况"))
    assert found.metadata.title == TITLE


def test_the_only_top_heading_is_the_title_whatever_stands_above() -> None:
    found = read("某某局内部学习资料", heading(TITLE), heading("总体情况", 2), heading("打算", 2))
    assert found.metadata.title == TITLE


@pytest.mark.parametrize("marked", [BODY, BODY * 4, "来源：网络  作者：张三", "2024年5月8日"])
def test_a_paragraph_or_a_credit_is_no_title_though_it_is_marked(marked: str) -> None:
    assert read(TITLE, heading(marked)).metadata.title == TITLE
    assert read(heading(marked), named=TITLE).metadata.title == TITLE


def test_the_name_that_the_properties_have_counts_where_it_stands_in_the_head() -> None:
    lines = ("学习材料汇编", "值班工作规范", heading("总体情况", 2))
    assert read(*lines).metadata.title == "学习材料汇编"
    assert read(*lines, named="值班 工作规范").metadata.title == TITLE
    assert read(*lines, named="没有的题目").metadata.title == "学习材料汇编"
    broken = ("关于做好值班和", "应急工作的通知", "各科室：")
    whole = "关于做好值班和应急工作的通知"
    assert read(*broken, named=whole).metadata.title == whole


def test_an_office_is_no_title() -> None:
    """Word notes whose computer it was, or the head of the sheet."""
    lines = ("某某市人民政府办公室", "值班工作规范（试行）", heading("总体情况", 2))
    plain = read(*lines).metadata.title
    assert read(*lines, named="某某市人民政府办公室").metadata.title == plain


def test_what_the_page_sets_as_the_title_is_it() -> None:
    title = replace(Block(TITLE), is_title=True)
    found = read("内部资料", title, heading("总体情况"), named="内部资料")
    assert found.metadata.title == TITLE
    assert outline(found) == ["总体情况"]
