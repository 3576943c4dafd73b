"""Pictures in files of every kind that carries them: where they stand, and byte by byte."""

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Document
from reader.errors import ImportProblem
from reader.importers.limits import Limits, PictureLimits
from reader.importers.registry import parse_file
from tests.importers.containers import (
    R,
    content_types,
    docx_parts,
    epub_parts,
    odt_parts,
    p,
    packed,
    r,
    relations,
)
from tests.importers.picture_files import EMF, bomb, png

RED, BLUE = png(40, 30, 0xCC0000), png(40, 30, 0x0000CC)
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
FIRST, SECOND = "这是第一段的文字，写得不长。", "这是第二段的文字，也写得不长。"


def read(path: Path, limits: Limits | None = None) -> Document:
    (document,) = parse_file(path, limits or Limits()).documents
    return document


def shown(document: Document) -> list[tuple[int, bytes]]:
    """The paragraphs behind which pictures stand, and their bytes."""
    return [(picture.after, picture.data) for picture in document.pictures]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


# Word


def drawing(ident: str, frame: str = "inline", alt: str = "", attribute: str = "embed") -> str:
    """A picture 80 pixels wide, in a run."""
    return (
        f'<w:r><w:drawing><wp:{frame} xmlns:wp="{WP}"><wp:extent cx="762000" cy="571500"/>'
        f'<wp:docPr id="1" name="x" descr="{alt}"/><a:graphic xmlns:a="{A}"><a:graphicData>'
        f'<pic:pic xmlns:pic="{PIC}"><pic:blipFill><a:blip r:{attribute}="{ident}"/></pic:blipFill>'
        f"</pic:pic></a:graphicData></a:graphic></wp:{frame}></w:drawing></w:r>"
    )


def vml(ident: str) -> str:
    return (
        '<w:r><w:pict><v:shape style="width:60pt;height:45pt" alt="旧式的图">'
        f'<v:imagedata r:id="{ident}"/></v:shape></w:pict></w:r>'
    )


def word(path: Path, body: str, pictures: Mapping[str, bytes], **parts: str) -> Path:
    files: dict[str, str | bytes] = {**docx_parts(body, **parts)}
    items = [(f"r{n}", name, f"{name}.xml") for n, name in enumerate(parts)]
    items += [(name, "image", f"media/{name}.png") for name in pictures]
    files["word/_rels/document.xml.rels"] = relations(*items)
    files |= {f"word/media/{name}.png": data for name, data in pictures.items()}
    return packed(path, files)


def pictured(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_word_inline_anchored_and_vml(tmp_path: Path) -> None:
    body = (
        pictured(drawing("red"))
        + pictured(r(FIRST), drawing("red", alt="督查流程"), drawing("blue", "anchor"))
        + pictured(vml("blue"))
        + p(SECOND)
    )
    document = read(word(tmp_path / "a.docx", body, {"red": RED, "blue": BLUE}))
    assert texts(document) == [FIRST, SECOND]
    assert shown(document) == [(0, RED), (1, RED), (1, BLUE), (1, BLUE)]
    assert [picture.alt for picture in document.pictures] == ["", "督查流程", "", "旧式的图"]
    assert {(picture.width, picture.height) for picture in document.pictures} == {(80, 60)}
    first, again = document.pictures[:2]
    assert first.data is again.data


def test_word_in_tables_boxes_and_notes(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框内')}{pictured(drawing('blue'))}"
    box += "</w:txbxContent></v:textbox></w:pict></w:r>"
    body = (
        pictured(r(FIRST), box)
        + f"<w:tbl><w:tr>{cell(p('甲'))}{cell(p('乙'))}</w:tr>"
        + f"<w:tr>{cell(p('丙'))}{cell(pictured(drawing('red')))}</w:tr></w:tbl>"
        + pictured(r(SECOND), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    note = f'<w:footnote w:id="2">{p("注文")}</w:footnote>'
    document = read(word(tmp_path / "a.docx", body, {"red": RED, "blue": BLUE}, footnotes=note))
    assert texts(document) == [FIRST, "框内", "甲\t乙", "丙", SECOND + "[注1]", "[注1]注文"]
    assert shown(document) == [(2, BLUE), (4, RED)]


def test_word_what_nobody_sees(tmp_path: Path) -> None:
    body = pictured(
        r(FIRST),
        f"<w:del>{drawing('red')}</w:del>",
        drawing("red").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        "<w:r><w:object><v:shape><v:imagedata r:id='red'/></v:shape></w:object></w:r>",
        drawing("red", attribute="link"),
        drawing("missing"),
        "<w:r><mc:AlternateContent><mc:Choice>"
        + drawing("blue")
        + "</mc:Choice><mc:Fallback>"
        + vml("red")
        + "</mc:Fallback></mc:AlternateContent></w:r>",
    )
    document = read(word(tmp_path / "a.docx", body, {"red": RED, "blue": BLUE}))
    assert shown(document) == [(1, BLUE)]


def test_word_links_to_pictures_elsewhere(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {**docx_parts(pictured(r(FIRST), drawing("far")))}
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="far" Type="{R}/image" Target="http://example.com/a.png" '
        'TargetMode="External"/></Relationships>'
    )
    assert read(packed(tmp_path / "a.docx", parts)).pictures == ()


def test_word_pictures_change_nothing_of_the_text(tmp_path: Path) -> None:
    title = '<w:pStyle w:val="t"/>'
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    plain = p("关于做好工作的", title) + "<w:p/>" + p("通知", title) + p(FIRST) + p(SECOND)
    other = plain.replace("<w:p/>", pictured(drawing("red"))).replace(
        p(FIRST), pictured(drawing("red"), r(FIRST), drawing("red"))
    )
    without = read(word(tmp_path / "a.docx", plain, {}, styles=styles))
    document = read(word(tmp_path / "b.docx", other, {"red": RED}, styles=styles))
    assert document.paragraphs == without.paragraphs
    assert document.sections == without.sections
    assert document.fingerprint == without.fingerprint
    assert [picture.after for picture in document.pictures] == [1, 2, 2]


def test_word_bad_pictures_cost_only_themselves(tmp_path: Path) -> None:
    pictures = {"bomb": bomb(), "emf": EMF, "empty": b"", "cut": RED[:10], "red": RED}
    body = p(FIRST) + pictured(*(drawing(name) for name in pictures))
    parsed = parse_file(word(tmp_path / "a.docx", body, pictures), Limits())
    (document,) = parsed.documents
    assert [bool(picture.key) for picture in document.pictures] == [False] * 4 + [True]
    assert len(parsed.warnings) == 3
    assert not any("\n" in str(warning) for warning in parsed.warnings)


def test_limits_of_a_file(tmp_path: Path) -> None:
    body = p(FIRST) + pictured(drawing("red"), drawing("blue"))
    path = word(tmp_path / "a.docx", body, {"red": RED, "blue": BLUE})
    document = read(path, Limits(pictures=PictureLimits(count=1)))
    assert shown(document) == [(1, RED)]


# OpenDocument


def frame(name: str, inside: str = "") -> str:
    return (
        '<draw:frame svg:width="2.1167cm" svg:height="1cm" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{inside}<draw:image xlink:href="{name}"/>'
        "<svg:desc>组织结构</svg:desc></draw:frame>"
    )


def test_open_document(tmp_path: Path) -> None:
    body = (
        f"<text:p>{FIRST}{frame('Pictures/red.png')}</text:p><text:p>{frame('./Pictures/b.png')}"
        f"{frame('http://example.com/a.png')}</text:p><text:p>{SECOND}"
        f"{frame('Pictures/red.png', '<draw:object/>')}</text:p>"
    )
    parts = odt_parts(body) | {"Pictures/red.png": RED, "Pictures/b.png": BLUE}
    document = read(packed(tmp_path / "a.odt", parts))
    assert texts(document) == [FIRST, SECOND]
    assert shown(document) == [(1, RED), (1, BLUE)]
    picture = document.pictures[0]
    assert (picture.alt, picture.width, picture.height) == ("组织结构", 80, 60)


# Presentations


def test_slides(tmp_path: Path) -> None:
    def slide(inside: str) -> str:
        space = f'xmlns:a="{A}" xmlns:r="{R}"'
        return f"<sld {space}><cSld><spTree>{inside}</spTree></cSld></sld>"

    picture = (
        '<pic><nvPicPr><cNvPr descr="流程"/></nvPicPr><blipFill><a:blip r:embed="i"/></blipFill>'
        '<spPr><a:xfrm><a:ext cx="762000" cy="571500"/></a:xfrm></spPr></pic>'
    )
    words = "<sp><txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></txBody></sp>".format
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types("presentationml.presentation"),
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/_rels/presentation.xml.rels": relations(
            ("r1", "slide", "slides/1.xml"), ("r2", "slide", "slides/2.xml")
        ),
        "ppt/presentation.xml": f'<p xmlns:r="{R}"><sldId r:id="r1"/><sldId r:id="r2"/></p>',
        "ppt/slides/1.xml": slide(picture + words(FIRST)),
        "ppt/slides/2.xml": slide(picture),
        "ppt/slides/_rels/1.xml.rels": relations(("i", "image", "../media/1.png")),
        "ppt/slides/_rels/2.xml.rels": relations(("i", "image", "../media/2.png")),
        "ppt/media/1.png": RED,
        "ppt/media/2.png": BLUE,
    }
    document = read(packed(tmp_path / "a.pptx", parts))
    assert texts(document) == [FIRST]
    assert shown(document) == [(0, RED), (1, BLUE)]
    assert (document.pictures[0].alt, document.pictures[0].width) == ("流程", 80)


# Books


def test_books(tmp_path: Path) -> None:
    pages = {
        "cover.xhtml": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><g>'
        '<image xlink:href="img/1.png"/></g></svg>',
        "text/1.xhtml": f'<h1>第一章</h1><p>{FIRST}<img src="../img/1.png" alt="封面图"/></p>'
        '<img src="1.png"/><img src="http://example.com/1.png"/>'
        '<img src="../../../../etc/passwd"/>',
        "text/2.xhtml": f'<p>{SECOND}</p><img src="../img/1.png" alt="img/1.png"/>',
    }
    parts = epub_parts(pages) | {"OEBPS/img/1.png": RED, "OEBPS/text/1.png": BLUE}
    document = read(packed(tmp_path / "a.epub", parts))
    assert texts(document) == ["第一章", FIRST + "封面图", SECOND]
    assert shown(document) == [(0, RED), (2, RED), (2, BLUE), (3, RED)]


def test_a_page_that_is_a_picture_makes_no_heading(tmp_path: Path) -> None:
    pages = {"1.xhtml": f"<p>{FIRST}</p>", "2.xhtml": '<img src="1.png"/>'}
    contents = "<ol><li><a href='2.xhtml'>插图</a></li></ol>"
    parts = epub_parts(pages, contents) | {"OEBPS/1.png": RED}
    document = read(packed(tmp_path / "a.epub", parts))
    assert texts(document) == [FIRST]
    assert shown(document) == [(1, RED)]


# Pages and Markdown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pictures in it, and one above."""
    (tmp_path / "文档" / "a.files").mkdir(parents=True)
    (tmp_path / "文档" / "a.files" / "red.png").write_bytes(RED)
    (tmp_path / "above.png").write_bytes(BLUE)
    (tmp_path / "文档" / "link.png").symlink_to(tmp_path / "above.png")
    return tmp_path / "文档"


def uri(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


def sources(folder: Path) -> list[str]:
    """The first two may be shown, the others may not."""
    return [
        "a.files/red.png",
        uri(BLUE),
        "../above.png",
        str(folder / "a.files" / "red.png"),
        (folder / "a.files" / "red.png").as_uri(),
        "http://example.com/red.png",
        "//example.com/red.png",
        "link.png",
        "missing.png",
    ]


def test_pages(folder: Path) -> None:
    images = "".join(f'<img src="{source}" width="80">' for source in sources(folder))
    path = folder / "a.html"
    path.write_text(
        f"<meta charset=utf-8><h1>标题</h1><p>{FIRST}{images}</p><table><tr><td>甲<td>乙"
        "<tr><td>丙<td><img src='a.files/red.png'></table>"
        "<div style='display:none'><img src='a.files/red.png'></div>"
    )
    document = read(path)
    assert texts(document) == ["标题", FIRST, "甲\t乙", "丙"]
    assert shown(document) == [(2, RED), (2, BLUE), (4, RED)]
    assert [picture.width for picture in document.pictures] == [80, 80, 40]


def test_markdown(folder: Path) -> None:
    path = folder / "a.md"
    images = "\n\n".join(f"![]({source})" for source in sources(folder))
    path.write_text(f"# 标题\n\n{FIRST}\n\n{images}\n\n- ![](a.files/red.png)\n\n{SECOND}\n")
    document = read(path)
    assert texts(document) == ["标题", FIRST, SECOND]
    assert shown(document) == [(2, RED), (2, BLUE), (2, RED)]


def test_words_in_place_of_a_picture_are_read_as_before(folder: Path) -> None:
    path = folder / "a.md"
    path.write_text(f"{FIRST}\n\n见下图：![流程图](a.files/red.png)\n\n{SECOND}\n")
    document = read(path)
    assert texts(document) == [FIRST, "见下图：流程图", SECOND]
    assert [(p.after, p.alt) for p in document.pictures] == [(2, "流程图")]


def test_archived_pages(tmp_path: Path) -> None:
    page = f'<p>{FIRST}<img src="cid:one"><img src="img/b.png"><img src="http://example.com/c.png">'

    def part(kind: str, head: str, data: bytes) -> str:
        body = base64.encodebytes(data).decode()
        return f"--b\nContent-Type: {kind}\n{head}\nContent-Transfer-Encoding: base64\n\n{body}\n"

    path = tmp_path / "a.mht"
    path.write_text(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        + part("text/html; charset=utf-8", "Content-Location: http://e.cn/x/a.html", page.encode())
        + part("image/png", "Content-ID: <one>", RED)
        + part("image/png", "Content-Location:\n http://e.cn/x/img/b.png", BLUE)
        + "--b--\n"
    )
    document = read(path)
    assert shown(document) == [(1, RED), (1, BLUE)]


def test_a_file_with_pictures_only_is_still_refused(folder: Path) -> None:

    path = folder / "a.html"
    path.write_text("<img src='a.files/red.png'>")
    with pytest.raises(ImportProblem, match="没有找到文字"):
        parse_file(path, Limits())


# Random damage

WHOLE = [
    pictured(r(FIRST), drawing("red", alt="图"), drawing("blue", "anchor"), vml("red")),
    f"<text:p>{FIRST}{frame('Pictures/red.png')}</text:p>",
]


@given(st.floats(0, 0.999), st.integers(0, 40), st.binary(max_size=8), st.sampled_from([0, 1]))
@settings(max_examples=60)
def test_random_damage(
    tmp_path_factory: pytest.TempPathFactory, share: float, length: int, instead: bytes, which: int
) -> None:
    """Of what shows pictures, and of a picture: an answer or a refusal, never a crash."""
    data = WHOLE[which].encode()
    place = int(share * len(data))
    inside = (data[:place] + instead + data[place + length :]).decode("utf-8", "replace")
    place = int(share * len(RED))
    broken = RED[:place] + instead + RED[place + length :]
    path = tmp_path_factory.mktemp("damage") / "a"
    if which:
        packed(path, odt_parts(inside) | {"Pictures/red.png": broken})
    else:
        word(path, inside, {"red": broken, "blue": BLUE})
    refusal = ""
    documents: tuple[Document, ...] = ()
    try:
        documents = parse_file(path, Limits()).documents
    except ImportProblem as problem:
        refusal = str(problem.message)
    assert bool(documents) != bool(refusal)
    assert "\n" not in refusal
    assert all(bool(p.data) == bool(p.key) for d in documents for p in d.pictures)
