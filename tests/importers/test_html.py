from pathlib import Path

import pytest

from reader.documents.blocks import Block
from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.html import html_blocks, html_tree
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline


def blocks(body: str, head: str = "") -> list[Block]:
    root = html_tree(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return html_blocks(root)


def texts(body: str, head: str = "") -> list[str]:
    return [block.text for block in blocks(body, head)]


def read(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    (document,) = parse_file(path, Limits()).documents
    return document


PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>值班制度_某某网</title>
<meta name="author" content="综合科"><meta name="PubDate" content="2021-04-05 10:00"></head>
<body><form action="x.aspx">
<h1>值班制度</h1>
<h2>一、总的要求</h2>
<p><b>要守时。</b>值班人员应当提前十分钟到岗，<i>交接清楚</i>以后，上一班方可离开。</p>
<h2>二、交接班</h2>
<p>交接班时应当逐项核对。</p>
</form></body></html>
"""


@pytest.mark.parametrize("name", ["值班.html", "值班.doc", "值班.txt", "值班", "值班.xyz"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_page_whatever_its_name_and_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.encode(encoding))
    parsed = parse_file(path, Limits())
    (document,) = parsed.documents
    assert parsed.format == "html"
    metadata = document.metadata
    assert (metadata.title, metadata.author, metadata.date) == ("值班制度", "综合科", "2021-04-05")
    assert outline(document) == [(2, "一、总的要求"), (3, "要守时。"), (2, "二、交接班")]
    assert of_kind(document, Kind.BODY)[-1] == "交接班时应当逐项核对。"


def test_fragment_by_its_ending(tmp_path: Path) -> None:
    document = read(tmp_path / "片段.htm", "<p>只有一段的网页，没有别的。</p>".encode())
    assert [p.text for p in document.paragraphs] == ["只有一段的网页，没有别的。"]


def test_title_of_the_page_where_the_text_has_none(tmp_path: Path) -> None:
    page = "<html><head><title>食堂管理 - 某某网</title></head><body><p>正文一句话。</p></body>"
    assert read(tmp_path / "a.html", page.encode()).metadata.title == "食堂管理"


def test_declared_encoding_where_the_bytes_tell_nothing(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>déjà vu à Genève</p>'
    assert read(tmp_path / "a.html", page.encode("cp1252")).paragraphs[0].text == "déjà vu à Genève"


def test_numbers_of_lists() -> None:
    body = (
        "<ol start=3><li>丙<li>丁<ol type=a><li>子<li>丑</ol></ol>"
        "<ol style='list-style-type: cjk-ideographic'><li>甲</li><li value=12>乙</li></ol>"
        "<ol style='list-style: none'><li>戊</li></ol><ul><li>己</ul><ol type=I><li><p>庚</ol>"
    )
    found = blocks(body)
    assert [b.text for b in found] == [
        "3. 丙", "4. 丁", "a. 子", "b. 丑", "一、甲", "十二、乙", "戊", "己", "I. 庚",
    ]  # fmt: skip
    assert {b.kind for b in found} == {Kind.LIST}


def test_bold_of_a_lead_in() -> None:
    (block,) = blocks("<p><span style='color:red;font-weight:700'>要快。</span>马上就办。</p>")
    assert (block.text, block.bold) == ("要快。马上就办。", ((0, 3),))


def test_hidden_and_deleted_text() -> None:
    body = (
        "<p>甲<span style='display:none'>藏</span><del>删</del><ins>添</ins>"
        "<span hidden>藏</span>乙<rt>音</rt></p><div style='mso-element:header'>页眉</div>"
        "<div title=footer>页脚</div><script>x</script><noscript>无</noscript>"
    )
    assert texts(body) == ["甲添乙"]


def test_table_with_merged_cells() -> None:
    body = (
        "<table><caption>排班表</caption><tr><th rowspan=2>姓名<th colspan=2>班次<th>备注</tr>"
        "<tr><td>早<td>晚<td>无</tr><tr><td>张<br>三<td>一<td>二</tr></table>"
    )
    found = blocks(body)
    assert [b.text for b in found] == [
        "排班表", "姓名\t班次\t\t备注", "\t早\t晚\t无", "张 三\t一\t二",
    ]  # fmt: skip
    assert [b.kind for b in found][1:] == [Kind.TABLE] * 3


def test_spans_past_all_measure_cost_nothing() -> None:
    row = "<tr>" + "<td colspan=9999 rowspan=9999>x" * 20
    found = texts("<table>" + row * 300 + "</table>")
    assert len(found) == 300
    assert sum(text.count("x") for text in found) == 300 * 20


def test_nested_table() -> None:
    body = "<table><tr><td>外<table><tr><td>内一<td>内二</table><td>右</table>"
    assert texts(body) == ["外 内一 内二\t右"]


def test_table_for_layout_gives_paragraphs() -> None:
    long = "这一段写在一个大表格里面，页面用表格来排版，读的人看到的是一段一段的文字。"
    body = f"<table><tr><td><h1>标题</h1><p>{long}<p>{long}</table>"
    assert [(b.level, b.kind) for b in blocks(body)] == [(1, None), (None, None), (None, None)]


@pytest.mark.parametrize(
    "body",
    [
        # LibreOffice
        "<p>正文<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a>。"
        "<div id=sdfootnote1><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a>说明</div>",
        # Word
        "<p>正文<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>。"
        "<div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a> 说明</div>",
        # EPUB
        "<p>正文<a epub:type=noteref href='#n1'>1</a>。<aside epub:type=footnote id=n1>说明",
        "<p>正文<a role=doc-noteref href='#n1'>1</a>。<ol role=doc-endnotes><li id=n1>说明"
        "<a role=doc-backlink href='#r'>↩</a></ol>",
    ],
)
def test_footnotes(body: str) -> None:
    text, note = blocks(body)
    assert text.text == "正文[注1]。"
    assert (note.text.replace(" ", ""), note.kind) == ("[注1]说明", Kind.NOTE)


def test_line_breaks() -> None:
    assert texts("<p>第一行<br>第二行</p><h2>上<br>下</h2>") == ["第一行", "第二行", "上下"]
    assert texts("<p>办公\n室 in\nthe office\n在</p>") == ["办公室 in the office 在"]
    libre = "<meta name=generator content='LibreOffice 7.4'>"
    assert texts("<p>前面\n后面</p>", libre) == ["前面 后面"]


def test_heading_in_a_list_keeps_its_number() -> None:
    (block,) = blocks("<ol style='list-style-type:cjk-ideographic'><li><h2>总则</h2></ol>")
    assert (block.text, block.level) == ("一、总则", 2)


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html>",
        b"<html><body><img src='http://example.invalid/a.png'></body></html>",
        b"<html><body><script>a</script></body></html>",
        b"<html>" + b"<div>" * 5000,
    ],
)
def test_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.html").write_bytes(data)
    with pytest.raises(ImportProblem):
        parse_file(tmp_path / "a.html", Limits())
