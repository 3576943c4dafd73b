from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers.containers import odt_parts, packed

BODY = "这是正文里的一段话，用来说明这个文件除了标题以外，也还有一些可以读的文字。"
P = f"<text:p>{BODY}</text:p>"


def read(tmp_path: Path, body: str, **parts: str) -> Document:
    path = packed(tmp_path / "文件.odt", odt_parts(body, **parts))
    parsed = parse_file(path, Limits())
    assert parsed.format == "odt"
    (document,) = parsed.documents
    return document


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def head(level: int, text: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def items(*texts: str, more: str = "") -> str:
    return "".join(f"<text:list-item {more}><text:p>{t}</text:p></text:list-item>" for t in texts)


LISTS = """
<text:list-style style:name="L">
 <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."
  style:num-suffix="、"/>
 <text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（"
  style:num-suffix="）" text:start-value="3"/>
 <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="P"><text:list-level-style-number text:level="1"
 style:num-format="甲, 乙, 丙, ..." loext:num-list-format="第%1%条"/></text:list-style>
"""


def test_headings_and_title(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<style:style style:name="H" style:display-name="我的标题" style:family="paragraph" '
        'style:default-outline-level="2"/>'
    )
    body = (
        '<text:p text:style-name="Title">值班</text:p><text:p text:style-name="Title">制度</text:p>'
        + head(1, "总则")
        + P
        + '<text:p text:style-name="H">目的</text:p>'
        + P
        + head(1, "附则")
        + P
        + head(2, BODY * 8)
    )
    document = read(tmp_path, body, styles=styles)
    assert document.metadata.title == "值班制度"
    assert outline(document) == [(1, "总则"), (2, "目的"), (1, "附则")]


def test_numbers_of_lists(tmp_path: Path) -> None:
    body = (
        '<text:list text:style-name="L" xml:id="a">'
        + items("甲")
        + "<text:list-item><text:p>乙</text:p><text:list>"
        + items("子")
        + "<text:list-item><text:list>"
        + items("深")
        + "</text:list></text:list-item></text:list>"
        "<text:p>乙的下文</text:p></text:list-item><text:list-header><text:p>无号</text:p>"
        "</text:list-header></text:list>"
        '<text:list text:style-name="B">' + items("圆点") + "</text:list>"
        '<text:list text:style-name="L" text:continue-numbering="true">'
        + items("丙")
        + "</text:list>"
        '<text:list text:style-name="L">' + items("又一") + "</text:list>"
        '<text:list text:style-name="L" text:continue-list="a">' + items("丁") + "</text:list>"
        '<text:list text:style-name="P">'
        + items("条", more='text:start-value="5"')
        + "</text:list>"
    )
    document = read(tmp_path, P + body, automatic=LISTS)
    assert texts(document)[1:] == [
        "一、甲",
        "二、乙",
        "（3）子",
        "3.1 深",
        "乙的下文",
        "无号",
        "圆点",
        "三、丙",
        "一、又一",
        "四、丁",
        "第戊条 条",
    ]


def test_numbers_of_headings(tmp_path: Path) -> None:
    styles = (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." '
        'style:num-prefix="第" style:num-suffix="章"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="1" '
        'style:num-suffix="."/></text:outline-style>'
        '<style:style style:name="N" style:family="paragraph" style:list-style-name=""/>'
    )
    body = (
        "<text:p>会议制度</text:p>"
        + head(1, "总则")
        + P
        + head(2, "目的")
        + P
        + head(1, "会前")
        + P
        + head(2, "通知")
        + P
        + head(1, "附记", 'text:style-name="N"')
        + P
        + head(1, "题", 'text:is-list-header="true"')
        + P
    )
    assert outline(read(tmp_path, body, styles=styles)) == [
        (1, "第一章 总则"),
        (2, "1. 目的"),
        (1, "第二章 会前"),
        (2, "1. 通知"),
        (1, "附记"),
        (1, "题"),
    ]


def test_looks(tmp_path: Path) -> None:
    automatic = (
        '<style:style style:name="b" style:family="text"><style:text-properties '
        'fo:font-weight="normal" style:font-weight-asian="bold"/></style:style>'
        '<style:style style:name="c" style:family="text" style:parent-style-name="b"/>'
        '<style:style style:name="x" style:family="text"><style:text-properties '
        'text:display="none"/></style:style>'
        '<style:style style:name="loop" style:family="text" style:parent-style-name="loop"/>'
    )
    body = (
        '<text:p><text:span text:style-name="c">要快。</text:span>马上'
        '<text:span text:style-name="x">藏</text:span><text:span text:style-name="loop">就办'
        "</text:span></text:p>"
    )
    (paragraph,) = read(tmp_path, body, automatic=automatic).paragraphs
    assert (paragraph.text, paragraph.bold) == ("要快。马上就办", ((0, 3),))


def test_inline_elements(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>甲 \n  乙<text:s text:c="2"/>丙<text:tab/>丁<text:line-break/>戊'
        "<office:annotation><text:p>批注</text:p></office:annotation><text:change/>"
        "<text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text>"
        "</text:ruby><text:a>链</text:a><text:page-number>7</text:page-number></text:p>"
    )
    assert texts(read(tmp_path, body)) == ["甲 乙  丙\t丁", "戊汉链7"]


def test_notes_frames_sections_and_index(tmp_path: Path) -> None:
    body = (
        "<text:table-of-content><text:index-body><text:p>总则\t1</text:p></text:index-body>"
        "</text:table-of-content><text:section><text:p>甲<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>脚注</text:p><text:p>再说</text:p>"
        "</text:note-body></text:note>乙<draw:frame><draw:text-box><text:p>框里</text:p>"
        "</draw:text-box></draw:frame></text:p></text:section>"
        '<text:section text:display="none"><text:p>藏</text:p></text:section>'
    )
    document = read(tmp_path, body)
    assert texts(document) == ["总则 1", "甲[注1]乙", "框里", "[注1]脚注", "再说"]
    assert of_kind(document, Kind.NOTE) == ["[注1]脚注", "再说"]
    assert of_kind(document, Kind.LIST) == ["总则 1"]


def test_tables(tmp_path: Path) -> None:
    def cell(inside: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{inside}</table:table-cell>"

    inner = (
        "<table:table><table:table-row>"
        + cell("<text:p>内一</text:p>")
        + cell("<text:p>内二</text:p>")
        + "</table:table-row></table:table>"
    )
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("<text:p>姓名</text:p>", 'table:number-rows-spanned="2"')
        + cell("<text:p>班次</text:p>", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        + cell("<text:p>备注</text:p>")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        "<table:covered-table-cell/>"
        + cell("<text:p>早</text:p>")
        + cell("", 'table:number-columns-repeated="2"')
        + cell(inner)
        + "</table:table-row></table:table>"
    )
    document = read(tmp_path, P + body)
    assert of_kind(document, Kind.TABLE) == ["姓名\t班次\t\t备注", "\t早\t\t\t内一 内二"]


def test_properties(tmp_path: Path) -> None:
    meta = (
        "<dc:title>放假通知</dc:title><meta:initial-creator>张三</meta:initial-creator>"
        "<dc:creator>user</dc:creator><meta:creation-date>2019-03-05T01:00:00</meta:creation-date>"
    )
    metadata = read(tmp_path, P, meta=meta).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("放假通知", "张三", "2019-03-05")


def test_properties_of_a_paper(tmp_path: Path) -> None:
    meta = (
        '<meta:user-defined meta:name="文号">某府发[2014]3号</meta:user-defined>'
        '<meta:user-defined meta:name="密级">秘密★1年</meta:user-defined>'
        '<meta:user-defined meta:name="发文机关">本人</meta:user-defined>'
    )
    metadata = read(tmp_path, P, meta=meta).metadata
    assert (metadata.number, metadata.issuer) == ("某府发〔2014〕3号", None)
    assert metadata.classification == "秘密★1年"


def test_password(tmp_path: Path) -> None:
    parts = odt_parts(P) | {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    path = packed(tmp_path / "a.odt", parts)
    with pytest.raises(ImportProblem, match="密码"):
        parse_file(path, Limits())
