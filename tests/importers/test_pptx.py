from pathlib import Path

from reader.documents.model import Kind
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers.containers import R, content_types, core, packed, relations

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NS = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"'


def para(text: str, look: str = "", bold: bool = False) -> str:
    return f'<a:p>{look}<a:r><a:rPr b="{int(bold)}"/><a:t>{text}</a:t></a:r></a:p>'


def shape(inside: str, role: str = "") -> str:
    place = f'<p:nvPr><p:ph type="{role}"/></p:nvPr>' if role else ""
    return f"<p:sp>{place}<p:txBody>{inside}</p:txBody></p:sp>"


def slide(*shapes: str, more: str = "") -> str:
    tree = "".join(shapes)
    return f"<p:sld {_NS} {more}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"


def deck(path: Path, *slides: str, **parts: str) -> Path:
    # The slides are listed in the opposite order of their files.
    idents = [f"r{n}" for n in range(len(slides), 0, -1)]
    files = dict(zip(idents, slides, strict=True))
    listing = "".join(f'<p:sldId id="256" r:id="{ident}"/>' for ident in idents)
    return packed(
        path,
        {
            "[Content_Types].xml": content_types("presentationml.presentation"),
            "_rels/.rels": relations(
                ("r1", "officeDocument", "ppt/presentation.xml"),
                ("r2", "core", "docProps/core.xml"),
            ),
            "docProps/core.xml": core("PowerPoint 演示文稿", "赵六"),
            "ppt/presentation.xml": f"<p:presentation {_NS}><p:sldIdLst>{listing}</p:sldIdLst>"
            "</p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                *((ident, "slide", f"slides/{ident}.xml") for ident in idents)
            ),
            **{f"ppt/slides/{ident}.xml": text for ident, text in files.items()},
            **parts,
        },
    )


def auto(scheme: str, level: int = 0, start: int = 1) -> str:
    return f'<a:pPr lvl="{level}"><a:buAutoNum type="{scheme}" startAt="{start}"/></a:pPr>'


def test_slides(tmp_path: Path) -> None:
    table = (
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc gridSpan='2'><a:txBody>"
        + para("班次")
        + "</a:txBody></a:tc><a:tc hMerge='1'><a:txBody>"
        + para("不见")
        + "</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody>"
        + para("早")
        + "</a:txBody></a:tc><a:tc>"
        "<a:txBody>" + para("晚") + "</a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )
    bullets = (
        para("第一项", auto("ea1ChsPeriod"))
        + para("细目", auto("arabicParenR", 1))
        + para("细目", auto("arabicParenR", 1))
        + para("第二项", auto("ea1ChsPeriod"))
        + para("要快。", bold=True)
        + para("点", "<a:pPr><a:buChar char='•'/></a:pPr>")
        + para("五", auto("circleNumDbPlain", 0, 5))
    )
    notes = f"<p:notes {_NS}><p:cSld><p:spTree>{shape(para('讲的时候要慢'), 'body')}"
    path = deck(
        tmp_path / "演示.pptx",
        slide(
            shape(para("单位：综合科"), "subTitle"), shape(para("会务") + para("培训"), "ctrTitle")
        ),
        slide(
            shape(para("要求"), "title"),
            "<p:grpSp>" + shape(bullets) + "</p:grpSp>",
            table,
            shape(para("7"), "sldNum"),
            shape(para("页脚"), "ftr"),
        ),
        slide(shape(para("藏")), more='show="0"'),
        **{
            "ppt/slides/_rels/r2.xml.rels": relations(("n", "notesSlide", "../notes/n.xml")),
            "ppt/notes/n.xml": notes + "</p:spTree></p:cSld></p:notes>",
        },
    )
    parsed = parse_file(path, Limits())
    (document,) = parsed.documents
    assert parsed.format == "pptx"
    assert (document.metadata.title, document.metadata.author) == ("会务培训", "赵六")
    assert outline(document)[0] == (1, "要求")
    assert [p.text for p in document.paragraphs] == [
        "会务培训",
        "单位：综合科",
        "要求",
        "一、第一项",
        "1）细目",
        "2）细目",
        "二、第二项",
        "要快。",
        "点",
        "⑤ 五",
        "班次",
        "早\t晚",
        "讲的时候要慢",
    ]
    assert of_kind(document, Kind.NOTE) == ["讲的时候要慢"]
    assert document.paragraphs[7].bold == ((0, 3),)


def test_words_of_a_diagram(tmp_path: Path) -> None:
    frame = (
        "<p:graphicFrame><a:graphic><a:graphicData><d:relIds xmlns:d='d' r:dm='d1'/>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
    path = deck(
        tmp_path / "图.pptx",
        slide(frame),
        **{
            "ppt/slides/_rels/r1.xml.rels": relations(("d1", "diagramData", "/ppt/d.xml")),
            "ppt/d.xml": f"<m xmlns:a='{A}'><t>{para('收文')}</t><t>{para('发文')}</t></m>",
        },
    )
    (document,) = parse_file(path, Limits()).documents
    assert [p.text for p in document.paragraphs] == ["收文", "发文"]
