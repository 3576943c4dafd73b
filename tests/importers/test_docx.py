from pathlib import Path

import pytest

from reader.documents.blocks import Block
from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers.containers import core, docx_parts, in_list, p, packed, r, relations

BODY = "这是正文里的一段话，用来说明这个文件除了标题以外，也还有一些可以读的文字。"


def read(tmp_path: Path, body: str, name: str = "文件.docx", **parts: str) -> Document:
    path = packed(tmp_path / name, docx_parts(body, **parts))
    parsed = parse_file(path, Limits())
    assert parsed.format == "docx"
    (document,) = parsed.documents
    return document


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def level(number: int, fmt: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, numbers: str = "") -> str:
    numbers = numbers or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="x"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="l"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="S"/><w:rPr><w:b/></w:rPr></w:style>
"""


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_headings_by_style_and_outline_level(tmp_path: Path) -> None:
    body = (
        styled("办公室", "t")
        + styled("工作手册", "t")
        + styled("总则", "1")
        + p(BODY)
        + styled("目的", "2")
        + p(BODY)
        + styled("范围", "Heading3")
        + p(BODY)
        + styled("附则", "mine")
        + styled(BODY, "2", '<w:outlineLvl w:val="9"/>')
        + p("解释", '<w:outlineLvl w:val="1"/>')
        + styled(BODY, "loop")
    )
    document = read(tmp_path, body, styles=STYLES)
    assert document.metadata.title == "办公室工作手册"
    assert outline(document) == [(1, "总则"), (2, "目的"), (3, "范围"), (1, "附则"), (2, "解释")]


def test_numbers_of_chinese_papers(tmp_path: Path) -> None:
    shape = numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircleChinese", "%4", '<w:suff w:val="nothing"/>'),
    )
    body = "".join(
        p(text, in_list(1, depth))
        for text, depth in [
            ("甲", 0),
            ("子", 1),
            ("丑", 1),
            ("乙", 0),
            ("寅", 1),
            ("卯", 2),
            ("辰", 3),
            ("", 0),
            ("丙", 0),
        ]
    )
    document = read(tmp_path, p(BODY) + body, numbering=shape)
    assert texts(document)[1:] == [
        "一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", "1. 卯", "①辰", "四、丙",
    ]  # fmt: skip


def test_numbers_with_several_places(tmp_path: Path) -> None:
    shape = numbering(
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(
        p(text, in_list(1, depth))
        for text, depth in zip("甲子寅乙丑卯", (0, 1, 2, 0, 1, 2), strict=True)
    )
    assert texts(read(tmp_path, body, numbering=shape)) == [
        "第一章 甲", "1.1 子", "a) 寅", "第二章 乙", "2.1 丑", "b) 卯",
    ]  # fmt: skip


def test_lists_that_go_on_and_lists_that_start_again(tmp_path: Path) -> None:
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "upperRoman", "%1.")
        + "</w:lvlOverride></w:num>"
    )
    shape = numbering(level(0, "decimal", "%1."), numbers=numbers)
    body = "".join(p("甲", in_list(n)) for n in (1, 1, 2, 3, 3, 1, 4, 9, 0))
    assert texts(read(tmp_path, body, numbering=shape)) == [
        "1. 甲", "2. 甲", "3. 甲", "5. 甲", "6. 甲", "7. 甲", "VIII. 甲", "甲", "甲",
    ]  # fmt: skip


def test_numbers_and_bullets_of_styles(tmp_path: Path) -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="n1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="n2"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    shape = numbering(
        level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="n1"/>'),
        level(1, "decimal", "%2）", '<w:pStyle w:val="n2"/>'),
        level(2, "bullet", "\uf0b7"),
    )
    body = (
        styled("甲", "n1") + p(BODY) + styled("乙", "n2") + p(BODY) + styled("丙", "n2")
        + p("丁", in_list(1, 2)) + styled("戊", "n1", in_list(0))
    )  # fmt: skip
    document = read(tmp_path, p("总的题目") + body, styles=styles, numbering=shape)
    assert outline(document) == [(1, "第一章 甲"), (2, "1）乙"), (2, "2）丙"), (1, "戊")]
    assert of_kind(document, Kind.LIST) == ["丁"]


def test_numbered_paragraphs_are_headings_where_none_are_marked(tmp_path: Path) -> None:
    shape = numbering(level(0, "chineseCounting", "%1、"))
    body = p("工作总结") + p("基本情况", in_list(1)) + p(BODY) + p("主要做法", in_list(1)) + p(BODY)
    document = read(tmp_path, body, numbering=shape)
    assert outline(document) == [(1, "一、基本情况"), (1, "二、主要做法")]


def test_bold_of_lead_ins(tmp_path: Path) -> None:
    body = (
        "<w:p>" + r("要快。", "<w:b/>") + r("马上", '<w:b w:val="0"/>') + r("就", "<w:bCs/>")
        + r("办", '<w:rStyle w:val="strong"/>') + "</w:p>"
    )  # fmt: skip
    (paragraph,) = read(tmp_path, body, styles=STYLES).paragraphs
    assert (paragraph.text, paragraph.bold) == ("要快。马上就办", ((0, 3), (6, 7)))


def test_tracked_and_hidden_text(tmp_path: Path) -> None:
    body = (
        "<w:p>" + r("留") + "<w:del>" + "<w:r><w:delText>删</w:delText></w:r>" + "</w:del>"
        "<w:ins>" + r("添") + "</w:ins><w:moveFrom>" + r("移走") + "</w:moveFrom><w:moveTo>"
        + r("移来") + "</w:moveTo>" + r("藏", "<w:vanish/>") + "</w:p>"
        # a paragraph whose end was deleted runs on into the next
        + p("前半句，", "<w:rPr><w:del/></w:rPr>") + p("后半句。")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("删行") + "</w:tc><w:tc/></w:tr>"
        "<w:tr><w:tc>" + p("左") + "</w:tc><w:tc>" + p("右") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == ["留添移来", "前半句，后半句。", "左\t右"]


def test_fields_show_their_results(tmp_path: Path) -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = (
        "<w:p>" + r("见") + char("begin") + "<w:r><w:instrText>REF a</w:instrText></w:r>"
        + char("begin") + r("内层") + char("separate") + r("不见") + char("end")
        + char("separate") + r("第二节") + char("end")
        + '<w:fldSimple w:instr="DATE">' + r("今天") + "</w:fldSimple>"
        + '<w:hyperlink r:id="x">' + r("链接") + "</w:hyperlink>"
        + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r>" + char("end") + "</w:p>"
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == ["见第二节今天链接☑"]


def test_results_run_over_paragraphs_and_codes_do_not(tmp_path: Path) -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    body = (
        f"<w:p>{char('begin')}{r('藏')}{char('separate')}{r('一')}</w:p>{p('二')}"
        f"<w:p>{char('end')}{r('三')}{char('begin')}{r('藏')}</w:p>{p('四')}"
    )
    assert texts(read(tmp_path, body)) == ["一", "二", "三", "四"]


def test_tabs_breaks_and_symbols(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/>"
        '<w:t>丁</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:sym w:font="x" w:char="4E2D"/><w:sym w:font="y" w:char="zz"/></w:r>'
        "<w:ruby><w:rt>" + r("hàn") + "</w:rt><w:rubyBase>" + r("汉") + "</w:rubyBase></w:ruby>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["甲\t乙", "丙-丁☑中汉x=1"]


def test_text_boxes_once_and_content_controls(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("框里的话") + "</w:txbxContent>"
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p>" + r("正文") + "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["正文", "框里的话", "框里的话"]


def test_tables(tmp_path: Path) -> None:
    def cell(text: str, look: str = "", more: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{p(text)}{more}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('内一')}{cell('内二')}</w:tr></w:tbl>"
    body = (
        "<w:tbl><w:tr>" + cell("姓名", '<w:vMerge w:val="restart"/>')
        + cell("班次", '<w:gridSpan w:val="2"/>') + cell("备注") + "</w:tr>"
        "<w:tr>" + cell("看不见", "<w:vMerge/>") + cell("早") + cell("晚", "", p("夜")) + cell("无")
        + "</w:tr><w:sdt><w:sdtContent><w:tr>" + cell("张三") + cell("一", "", inner)
        + "</w:tr></w:sdtContent></w:sdt></w:tbl>"
    )  # fmt: skip
    document = read(tmp_path, p(BODY) + body)
    assert of_kind(document, Kind.TABLE) == [
        "姓名\t班次\t\t备注", "\t早\t晚 夜\t无", "张三\t一 内一 内二",
    ]  # fmt: skip


def test_box_made_of_a_table_holds_paragraphs(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" + p(BODY) + p(BODY) + "</w:tc></w:tr></w:tbl>"
    assert of_kind(read(tmp_path, body), Kind.BODY) == [BODY, BODY]


def test_notes_at_the_end(tmp_path: Path) -> None:
    def note(kind: str, ident: int, text: str, more: str = "") -> str:
        return f'<w:{kind} w:id="{ident}"{more}>{p(text)}</w:{kind}>'

    body = (
        "<w:p>" + r("甲") + '<w:r><w:endnoteReference w:id="2"/></w:r>' + r("乙")
        + '<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    )  # fmt: skip
    document = read(
        tmp_path,
        body,
        footnotes=note("footnote", 0, "线", ' w:type="separator"')
        + note("footnote", 7, "脚注")
        + note("footnote", 8, "没有人提到"),
        endnotes=note("endnote", 2, "尾注"),
    )
    assert texts(document) == ["甲[注1]乙[注2]", "[注1]尾注", "[注2]脚注"]
    assert of_kind(document, Kind.NOTE) == ["[注1]尾注", "[注2]脚注"]


def test_contents_are_no_headings(tmp_path: Path) -> None:
    body = styled("总则\t1", "TOC1") + styled("总则", "1") + p(BODY) + styled("附则", "1") + p(BODY)
    document = read(tmp_path, p("管理办法") + body, styles=STYLES)
    assert outline(document) == [(1, "总则"), (1, "附则")]
    assert of_kind(document, Kind.LIST) == ["总则\t1"]


@pytest.mark.parametrize(
    ("properties", "title", "author", "date"),
    [
        (core("放假通知", "张三", "2019-03-05T01:00:00Z"), "放假通知", "张三", "2019-03-05"),
        (core("文档1", "Administrator"), "文件", None, None),
        ("", "文件", None, None),
    ],
)
def test_properties(
    tmp_path: Path, properties: str, title: str, author: str | None, date: str | None
) -> None:
    metadata = read(tmp_path, p(BODY), properties=properties).metadata
    assert (metadata.title, metadata.author, metadata.date) == (title, author, date)


def test_the_text_itself_is_believed_before_the_properties(tmp_path: Path) -> None:
    body = styled("值班制度", "t") + p("作者：李四") + p("2020年1月2日") + p(BODY)
    old = core("旧的题目", "张三", "2001-01-01T00:00:00Z")
    metadata = read(tmp_path, body, properties=old, styles=STYLES).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("值班制度", "李四", "2020-01-02")


@pytest.mark.parametrize("broken", [False, True])
def test_properties_of_a_paper(tmp_path: Path, broken: bool) -> None:
    """Office systems keep them as properties of their own; a slip there costs nothing."""
    custom = "".join(
        f'<property name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        for name, value in {"发文字号": "某府发〔2014〕3号", "发文机关": "某市人民政府"}.items()
    )
    found = docx_parts(p(BODY))
    found["_rels/.rels"] = relations(
        ("r1", "officeDocument", "word/document.xml"),
        ("r2", "custom-properties", "docProps/custom.xml"),
    )
    end = "" if broken else "</Properties>"
    found["docProps/custom.xml"] = f'<Properties xmlns:vt="vt">{custom}{end}'
    parsed = parse_file(packed(tmp_path / "文件.docx", found), Limits())
    metadata = parsed.documents[0].metadata
    expected = (None, None) if broken else ("某府发〔2014〕3号", "某市人民政府")
    assert (metadata.number, metadata.issuer) == expected


def test_strict_vocabulary_and_another_name(tmp_path: Path) -> None:
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/",
            "http://purl.oclc.org/ooxml/wordprocessingml/",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, text in docx_parts(styled("总则", "1") + p(BODY) + p(BODY), styles=STYLES).items()
    }
    path = packed(tmp_path / "严格.doc", strict)
    (document,) = parse_file(path, Limits()).documents
    assert document.paragraphs[0].kind is Kind.HEADING


def test_long_paragraph_with_an_outline_level_is_text(tmp_path: Path) -> None:
    body = p(BODY * 8, '<w:outlineLvl w:val="0"/>') + p(BODY)
    assert of_kind(read(tmp_path, body), Kind.HEADING) == []


def test_part_in_another_place(tmp_path: Path) -> None:
    parts = docx_parts(p(BODY))
    parts["文/正文.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("word/document.xml", "/文/正文.xml")
    (document,) = parse_file(packed(tmp_path / "a.docx", parts), Limits()).documents
    assert texts(document) == [BODY]


def test_without_text(tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="没有找到文字"):
        read(tmp_path, p(" ") + p(""))


def test_blocks_are_exactly_the_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, p("　　" + BODY + " ") + p("\u202e" + BODY))
    assert texts(document) == [BODY, BODY]
    assert Block(BODY).text == document.paragraphs[1].text


def test_levels_that_are_none_leave_body_text(tmp_path: Path) -> None:
    wild = (
        '<w:style w:type="paragraph" w:styleId="w"><w:name w:val="w"/>'
        '<w:pPr><w:outlineLvl w:val="-3"/></w:pPr></w:style>'
    )
    body = styled(BODY, "w") + p(BODY + "又", '<w:outlineLvl w:val="-2"/>')
    document = read(tmp_path, body + p(BODY + "再", '<w:outlineLvl w:val="25"/>'), styles=wild)
    assert outline(document) == []
    assert len(document.paragraphs) == 3


def test_a_style_may_leave_the_list_to_the_one_below_it(tmp_path: Path) -> None:
    shape = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"))
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = styled("甲", "A") + styled("子", "B") + styled("丑", "B") + styled("乙", "A")
    document = read(tmp_path, p(BODY) + body, styles=styles, numbering=shape)
    assert texts(document)[1:] == ["一、甲", "一.1 子", "一.2 丑", "二、乙"]


def test_a_level_without_a_start_begins_with_0(tmp_path: Path) -> None:
    shape = numbering(level(0, "decimal", "%1.").replace('<w:start w:val="1"/>', ""))
    document = read(tmp_path, p(BODY) + p("甲", in_list(1)) + p("乙", in_list(1)), numbering=shape)
    assert texts(document)[1:] == ["0. 甲", "1. 乙"]


def test_documents_joined_body_after_body(tmp_path: Path) -> None:
    body = p(BODY) + f"</w:body><w:body>{p('第二部分的正文。')}"
    assert texts(read(tmp_path, body)) == [BODY, "第二部分的正文。"]


def test_parts_that_nobody_reads_may_be_large(tmp_path: Path) -> None:
    parts = docx_parts(p(BODY)) | {"docProps/app.xml": " " * 30_000_000}
    (document,) = parse_file(packed(tmp_path / "a.docx", parts), Limits()).documents
    assert texts(document) == [BODY]


def test_fields_whose_code_is_what_is_seen(tmp_path: Path) -> None:
    def field(code: str, result: str | None = None) -> str:
        char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        shown = "" if result is None else char.format("separate") + result
        instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        return char.format("begin") + instruction + shown + char.format("end")

    body = (
        "<w:p>" + field(r"eq \o\ac(○,1)") + field(r"EQ \o\ad(\s\up 9(zhí),值)", "")
        + field("MACROBUTTON NoMacro [填写]") + field("SET a", r("藏"))
        + field("SYMBOL 1", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>') + "</w:p>"
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == ["①值[填写]☑"]


def test_a_paragraph_that_only_ends_a_section_has_no_number(tmp_path: Path) -> None:
    shape = numbering(level(0, "chineseCounting", "%1、"))
    body = p("甲", in_list(1)) + f"<w:p><w:pPr>{in_list(1)}<w:sectPr/></w:pPr></w:p>"
    document = read(tmp_path, p(BODY) + body + p("乙", in_list(1)), numbering=shape)
    assert texts(document)[1:] == ["一、甲", "二、乙"]
