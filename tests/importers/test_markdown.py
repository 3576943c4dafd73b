from pathlib import Path

import pytest

from reader.documents.model import Genre, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.markdown import markdown_blocks, parse
from tests.documents.samples import of_kind, outline

DOCUMENT = """---
title: "办公室工作手册"
author: 综合科
source: 内部编印
date: 2022-03-01
genre: commentary
layout: page
---
# 办公室工作手册

开头的一段话，说明这本手册为谁而写、怎样使用，以及由谁负责修订。

## 一、收文

**要及时。**收到文件当天登记，第二天送到有关领导手中，不得积压。

- 签收
- 登记

1. 拆封
2. 核对

## 二、发文

| 环节 | 时限 |
| --- | --- |
| 核稿 | **一天** |

发文要留底稿[^1]。

[^1]: 底稿存档十年。
"""


def read(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "手册.md"
    path.write_text(text, "utf-8")
    return path


def test_document(tmp_path: Path) -> None:
    parsed = parse(read(tmp_path, DOCUMENT), Limits())
    (document,) = parsed.documents
    metadata = document.metadata
    assert (metadata.title, metadata.author) == ("办公室工作手册", "综合科")
    assert (metadata.source, metadata.date) == ("内部编印", "2022-03-01")
    assert metadata.genre is Genre.COMMENTARY
    assert outline(document) == [(2, "一、收文"), (3, "要及时。"), (2, "二、发文")]
    assert of_kind(document, Kind.HEADING) == ["办公室工作手册", "一、收文", "二、发文"]
    assert of_kind(document, Kind.LIST) == ["签收", "登记", "1. 拆封", "2. 核对"]
    assert of_kind(document, Kind.TABLE) == ["环节\t时限", "核稿\t一天"]
    assert of_kind(document, Kind.NOTE) == ["[注1]底稿存档十年。"]
    assert "发文要留底稿[注1]。" in of_kind(document, Kind.BODY)
    assert all(p.lines is None for p in document.paragraphs)
    assert (parsed.format, parsed.encoding) == ("md", "utf-8")


def test_bold_spans() -> None:
    (block,) = markdown_blocks("先**后**又**前**。")
    assert (block.text, block.bold) == ("先后又前。", ((1, 2), (3, 4)))


def test_raw_html_gives_its_words_only() -> None:
    text = (
        "<script>alert('坏')</script>\n\n<div onclick='x()'>里面<b>的</b>字<!-- 注 -->尾</div>\n\n"
        "前<img src='http://example.invalid/a.png' alt='示意图'>后<iframe src='x'>框</iframe>\n"
    )
    blocks = markdown_blocks(text)
    assert [b.text for b in blocks] == ["里面的字尾", "前示意图后"]


def test_images_and_links_give_their_words() -> None:
    (block,) = markdown_blocks(
        "见![图一](http://example.invalid/1.png)和[办法](http://example.invalid)。"
    )
    assert block.text == "见图一和办法。"


def test_lines_of_chinese_paragraphs_stay_apart() -> None:
    text = "第一段写到这里就结束了。\n第二段从这里开始，也结束了。\n**小标题**\n第三段。"
    assert len(markdown_blocks(text)) == 4


def test_hard_wrapped_paragraph_is_joined() -> None:
    lines = [
        "这是一段用编辑器折行的文字它的每一行都差不多一样长而且",
        "并不在句子结束的地方换行所以应当连成一段来读才对头不然",
        "就读不通了。",
    ]
    (block,) = markdown_blocks("\n".join(lines))
    assert block.text == "".join(lines)


def test_list_without_blank_line_above() -> None:
    blocks = markdown_blocks("要带的东西有：\n- 纸张若干\n- 铅笔两支")
    assert [(b.text, b.kind) for b in blocks[1:]] == [
        ("纸张若干", Kind.LIST),
        ("铅笔两支", Kind.LIST),
    ]


def test_numbers_of_lists_go_on_from_their_start() -> None:
    assert [b.text for b in markdown_blocks("3. 甲\n4. 乙")] == ["3. 甲", "4. 乙"]


def test_several_articles(tmp_path: Path) -> None:
    body = "这一篇的正文应当写得稍微长一些，免得人家以为这里什么也没有，只是一个目录而已。"
    text = f"# 总结两篇\n\n## 篇一：文员总结\n\n{body}\n\n## 篇二：主任总结\n\n{body}\n"
    parsed = parse(read(tmp_path, text), Limits())
    assert [d.metadata.title for d in parsed.documents] == ["文员总结", "主任总结"]


def test_dashes_without_front_matter_are_a_rule(tmp_path: Path) -> None:
    (document,) = parse(
        read(tmp_path, "---\n\n正文一句话。\n\n---\n\n正文两句话。\n"), Limits()
    ).documents
    assert [p.text for p in document.paragraphs] == ["正文一句话。", "正文两句话。"]


@pytest.mark.parametrize("text", ["---\ntitle: 空\n---\n", "<script>x</script>", "![](a.png)"])
def test_nothing_left_is_refused(tmp_path: Path, text: str) -> None:
    path = read(tmp_path, text)
    with pytest.raises(ImportProblem):
        parse(path, Limits())


def test_deep_nesting_of_html_is_read() -> None:
    (block,) = markdown_blocks("<div>" * 1500 + "底" + "</div>" * 1500)
    assert block.text == "底"


def test_nesting_past_the_parser_is_refused_not_cut() -> None:
    with pytest.raises(ImportProblem, match="嵌套"):
        markdown_blocks("上<div>" * 3000 + "底" + "</div>" * 3000)
