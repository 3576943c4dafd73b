from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import outline
from tests.importers.containers import packed

BODY = "各单位要按照分工抓好落实，每月底前把进展情况报送办公室，遇到问题及时沟通，不得拖延。"
SIZE, LEFT, ACROSS, STEP = 5.0, 30.0, 30, 9.0
_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(
    content: str, x: float, y: float, size: float = SIZE, more: str = "", code: str = ""
) -> str:
    """Text with its baseline at y: the box of an object begins a size above it."""
    across = code or f'DeltaX="g {max(len(content) - 1, 0)} {size}"'
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 150 {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {across}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def paragraph(content: str, y: float, indent: int = 2) -> tuple[str, float]:
    """A paragraph set in lines, and the place for the next one."""
    first = ACROSS - indent
    lines = [content[:first]] + [
        content[i : i + ACROSS] for i in range(first, len(content), ACROSS)
    ]
    objects = ""
    for number, line in enumerate(lines):
        objects += text(line, LEFT + (0 if number else indent * SIZE), y)
        y += STEP
    return objects, y


def parts(
    *pages: str,
    info: str = "",
    outlines: str = "",
    common: str = "",
    template: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a file."""
    listing = "".join(
        f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(pages))
    )
    use = '<ofd:Template TemplateID="50"/>' if template else ""
    found: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
        f'<ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listing}</ofd:Pages><ofd:Outlines>{outlines}</ofd:Outlines></ofd:Document>",
    }
    for number, page in enumerate(pages):
        layer = f"<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content>"
        found[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"<ofd:Page {_NS}>{use}{layer}</ofd:Page>"
    if template:
        found["Doc_0/Tpls/T.xml"] = (
            f"<ofd:Page {_NS}><ofd:Content>{template}</ofd:Content></ofd:Page>"
        )
    return found | dict(more or {})


def read(tmp_path: Path, found: Mapping[str, str | bytes]) -> Document:
    parsed = parse_file(packed(tmp_path / "公文.ofd", found), Limits())
    assert (parsed.format, parsed.warnings) == ("ofd", ())
    (document,) = parsed.documents
    return document


def texts(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]


def refused(tmp_path: Path, found: Mapping[str, str | bytes]) -> str:
    with pytest.raises(ImportProblem) as caught:
        parse_file(packed(tmp_path / "公文.ofd", found), Limits())
    return str(caught.value.message)


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    title = text("关于报送情况的通知", 70, 40, 8)
    first, y = paragraph(BODY * 3, 60)
    second, y = paragraph(BODY, y)
    # Objects come in any order.
    page = f"<ofd:PageBlock>{second}</ofd:PageBlock>{first}{title}" + text("- 1 -", 100, 285, 4)
    document = read(tmp_path, parts(page))
    assert texts(document) == ["关于报送情况的通知", BODY * 3, BODY]
    assert document.metadata.title == "关于报送情况的通知"


def test_places_of_characters(tmp_path: Path) -> None:
    page = (
        # One object a character, with the matrix doing the scaling.
        "".join(
            text(char, 20 + 5 * n, 40, 1, 'CTM="5 0 0 5 0 0"') for n, char in enumerate("甲乙丙")
        )
        + text("Word file", 20, 60, 5, "", 'DeltaX="4.4 2.5 1.7 2.5 1.3 1.4 1.2 1.2"')
        + text("姓名", 20, 80, 5)
        + text("班次", 60, 80, 5)
        + text("无间距", 20, 100, 5, "", "x=''")
        + text("水印", 90, 150, 20, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
        + text("看不见", 20, 160, 5, 'Visible="false"')
    )
    assert texts(read(tmp_path, parts(page))) == ["甲乙丙", "Word file", "姓名\t班次", "无间距"]


def test_contents_properties_and_bold(tmp_path: Path) -> None:
    def entry(title: str, page: int, inside: str = "") -> str:
        goto = f'<ofd:Goto><ofd:Dest Type="XYZ" PageID="{page}"/></ofd:Goto>'
        return (
            f'<ofd:OutlineElem Title="{title}"><ofd:Actions><ofd:Action>{goto}</ofd:Action>'
            f"</ofd:Actions>{inside}</ofd:OutlineElem>"
        )

    one = text("总体要求", LEFT, 40) + paragraph(BODY, 60)[0]
    two = text("指导思想", LEFT, 40, SIZE, 'Font="7"') + paragraph(BODY, 60)[0]
    fonts = f'<ofd:Res {_NS}><ofd:Fonts><ofd:Font ID="7" FontName="黑体"/></ofd:Fonts></ofd:Res>'
    document = read(
        tmp_path,
        parts(
            one,
            two,
            outlines=entry("总体要求", 100, entry("指导思想", 101)),
            common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
            info="<ofd:Title>工作方案</ofd:Title><ofd:Author>办公室</ofd:Author>"
            "<ofd:CreationDate>2019-03-05</ofd:CreationDate><ofd:CustomDatas>"
            '<ofd:CustomData Name="发文字号">某府发〔2019〕3号</ofd:CustomData></ofd:CustomDatas>',
            more={"Doc_0/PublicRes.xml": fonts},
        ),
    )
    assert outline(document) == [(2, "指导思想")]
    assert document.metadata.title == "总体要求"
    assert (document.metadata.author, document.metadata.date) == ("办公室", "2019-03-05")
    assert document.metadata.number == "某府发〔2019〕3号"
    assert [p.bold for p in document.paragraphs if p.text == "指导思想"] == [((0, 4),)]


def test_templates_and_names_in_other_case(tmp_path: Path) -> None:
    found = parts(paragraph(BODY * 4, 80)[0], template=text("内部资料", 20, 60))
    renamed = {name.replace("Doc_0/Pages", "DOC_0\\pages"): data for name, data in found.items()}
    assert texts(read(tmp_path, renamed)) == ["内部资料", BODY * 4]


def test_scan_is_kept_by_its_name(tmp_path: Path) -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="9"/>'
    parsed = parse_file(packed(tmp_path / "批复.ofd", parts(picture, picture)), Limits())
    (document,) = parsed.documents
    assert document.metadata.title == "批复"
    assert [p.kind for p in document.paragraphs] == [Kind.META]
    assert document.paragraphs[0].text.startswith("扫描件，无文字层：批复.ofd（2 页")
    mixed = parse_file(packed(tmp_path / "b.ofd", parts(picture, paragraph(BODY, 60)[0])), Limits())
    assert "第 1 页" in str(mixed.warnings[0])
    drawn = parts('<ofd:PathObject Boundary="0 0 9 9"/>')
    assert "扫描件" in str(parse_file(packed(tmp_path / "c.ofd", drawn), Limits()).warnings[0])


def test_missing_page_is_told(tmp_path: Path) -> None:
    found = parts(paragraph(BODY, 60)[0], "")
    del found["Doc_0/Pages/Page_1/Content.xml"]
    parsed = parse_file(packed(tmp_path / "a.ofd", found), Limits())
    assert [str(w) for w in parsed.warnings] == ["有 1 页已损坏，未能读取"]


def test_refused(tmp_path: Path) -> None:
    whole = parts(paragraph(BODY, 60)[0])
    assert "没有找到文字" in refused(tmp_path, parts(""))
    assert "密码" in refused(tmp_path, whole | {"Encryptions.xml": "<x/>"})
    assert "缺少" in refused(tmp_path, {"OFD.xml": whole["OFD.xml"]})
    assert "损坏" in refused(tmp_path, {"OFD.xml": "<a/>"})
    assert "已损坏" in refused(tmp_path, whole | {"Doc_0/Document.xml": "<a>"})
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    assert "不安全" in refused(tmp_path, whole | {"OFD.xml": entity})


@pytest.mark.parametrize(
    "code", ['DeltaX="g 999999999 1"', 'DeltaX="x g"', 'X="1e999" Y="nan"', 'DeltaX="g 1"', 'X=""']
)
def test_strange_numbers(tmp_path: Path, code: str) -> None:
    page = (
        text("还是能读", 20, 40, 5, "", code)
        .replace('X="0" Y="5.0" X', "X")
        .replace('X="0" Y="5" X', "X")
    )
    assert "".join(texts(read(tmp_path, parts(page)))) == "还是能读"


def turned(content: str, x: float, y: float, ctm: str) -> str:
    """Text whose matrix turns it around the upper left corner of its box."""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 60 60" Size="5" CTM="{ctm}">'
        f'<ofd:TextCode X="0" Y="0" DeltaX="g {len(content) - 1} 5">{content}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def column(content: str, x: float, y: float) -> str:
    """Upright characters one below the other."""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 5 200" Size="5"><ofd:TextCode X="0" Y="5" '
        f'DeltaY="g {len(content) - 1} 6">{content}</ofd:TextCode></ofd:TextObject>'
    )


@pytest.mark.parametrize(
    ("ctm", "places"),
    [
        ("0 1 -1 0 0 0", [(150, 40), (140, 40)]),
        ("-1 0 0 -1 0 0", [(180, 250), (180, 240)]),
        ("0 -1 1 0 0 0", [(40, 250), (50, 250)]),
    ],
)
def test_pages_that_lie_on_their_side(
    tmp_path: Path, ctm: str, places: list[tuple[float, float]]
) -> None:
    lines = ["横放的页面第一行", "第二行接着写在下面。"]
    page = "".join(turned(line, x, y, ctm) for line, (x, y) in zip(lines, places, strict=True))
    found = "".join(texts(read(tmp_path, parts(page + text("边注", 20, 20)))))
    assert found == "".join(lines)


def test_columns_of_upright_characters(tmp_path: Path) -> None:
    upright = column("竖排的第一列写在最右边", 180, 30) + column("第二列写在它的左边", 170, 30)
    found = "".join(texts(read(tmp_path, parts(upright))))
    assert found == "竖排的第一列写在最右边第二列写在它的左边"
    # On a page that is read across, a label that runs down is a word.
    page = column("购买方", LEFT, 60) + paragraph(BODY, 120)[0]
    assert texts(read(tmp_path, parts(page))) == ["购买方", BODY]


def test_as_programs_write_it(tmp_path: Path) -> None:
    """Sections of CDATA, steps that end early, breaks that make the XML look nice, blocks."""
    page = (
        '<ofd:PageBlock ID="1"><ofd:PageBlock ID="2">'
        '<ofd:TextObject Boundary="20 30 100 6" Size="5" CTM="0.89 0 0 1 0 0"><ofd:Clips/>'
        '<ofd:FillColor Value="128 0 0"/><ofd:CGTransform CodePosition="0" CodeCount="4" '
        'GlyphCount="4"><ofd:Glyphs>1 2 3 4</ofd:Glyphs></ofd:CGTransform>'
        '<ofd:TextCode X="0" Y="5" DeltaX="g 2 5.6">\n   第一行字\n  </ofd:TextCode>'
        "</ofd:TextObject></ofd:PageBlock></ofd:PageBlock>"
        '<ofd:TextObject Boundary="20 60 100 6" Size="5"><ofd:TextCode DeltaX="" X="0" Y="5">'
        "<![CDATA[第二行字<甲&乙>]]></ofd:TextCode></ofd:TextObject>" + text("看不到的", 30, 320)
        # Left by a form on the part of the sheet that was cut off.
    )
    namespace = {
        name: data.replace("ofdspec.org/2016", "ofdspec.org") if isinstance(data, str) else data
        for name, data in parts(page).items()
    }
    assert texts(read(tmp_path, namespace)) == ["第一行字", "第二行字<甲&乙>"]


def test_signatures_attachments_and_annotations_are_left_alone(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "Doc_0/Signs/Signatures.xml": "<a/>",
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"\x30\x82" + bytes(range(256)),
        "Doc_0/Attachs/附件.docx": b"PK\x03\x04",
        "Doc_0/Annots/Page_0/Annotation.xml": f"<a>{text('下载次数：1', 20, 200)}</a>",
        "Doc_0/Tags/CustomTags.xml": "<broken",
    }
    common = "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
    found = parts(paragraph(BODY, 60)[0], common=common, more=more)
    assert texts(read(tmp_path, found)) == [BODY]


def test_the_folder_packed_with_its_name(tmp_path: Path) -> None:
    found = {f"公文/{name}": data for name, data in parts(paragraph(BODY, 60)[0]).items()}
    assert texts(read(tmp_path, found)) == [BODY]


def test_contents_that_lead_to_named_places(tmp_path: Path) -> None:
    marks = (
        '<ofd:Bookmarks><ofd:Bookmark Name="乙"><ofd:Dest Type="Fit" PageID="102"/></ofd:Bookmark>'
        "</ofd:Bookmarks>"
    )
    entries = "".join(
        f'<ofd:OutlineElem Title="{title}"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>{to}'
        "</ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem>"
        for title, to in (
            ("关于工作的意见", '<ofd:Dest Type="Fit" PageID="100"/>'),
            ("工作任务", '<ofd:Dest Type="Fit" PageID="101"/>'),
            ("保障措施", '<ofd:Bookmark Name="乙"/>'),
        )
    )
    pages = (
        text("关于工作的意见", 60, 20, 8) + paragraph(BODY, 60)[0],
        text("工作任务", LEFT, 40) + paragraph(BODY, 60)[0],
        text("保障措施", LEFT, 40) + paragraph(BODY, 60)[0],
    )
    document = read(tmp_path, parts(*pages, outlines=entries, common=marks))
    assert document.metadata.title == "关于工作的意见"
    assert outline(document) == [(1, "工作任务"), (1, "保障措施")]


def test_characters_that_the_file_does_not_name(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.ofd", parts(text("\ue123\ue124\ue125\ue126甲", 20, 40)))
    parsed = parse_file(path, Limits())
    assert "乱码" in str(parsed.warnings[0])
    assert [p.kind for p in parsed.documents[0].paragraphs] == [Kind.META]
