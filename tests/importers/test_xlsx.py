from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers.containers import R, content_types, core, packed, relations

STYLES = (
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;'/>"
    "<numFmt numFmtId='165' formatCode='0.0%'/>"
    "<numFmt numFmtId='166' formatCode='&quot;day&quot;0'/>"
    "</numFmts><cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/>"
    "<xf numFmtId='166'/><xf numFmtId='22'/><xf numFmtId='20'/></cellXfs></styleSheet>"
)


def book(
    path: Path, sheets: dict[str, str], strings: str = "", *, state: str = "", title: str = ""
) -> Path:
    listing = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" {state if n else ""}/>'
        for n, name in enumerate(sheets)
    )
    parts = {
        "[Content_Types].xml": content_types("spreadsheetml.sheet"),
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml"),
                                 ("r2", "core", "docProps/core.xml")),
        "docProps/core.xml": core(title),
        "xl/workbook.xml": f'<workbook xmlns:r="{R}"><sheets>{listing}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *((f"r{n}", "worksheet", f"worksheets/s{n}.xml") for n in range(len(sheets))),
            ("a", "sharedStrings", "strings.xml"), ("b", "styles", "styles.xml"),
        ),
        "xl/strings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": STYLES,
    } | {
        f"xl/worksheets/s{n}.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
        for n, rows in enumerate(sheets.values())
    }  # fmt: skip
    return packed(path, parts)


def read(path: Path) -> Document:
    parsed = parse_file(path, Limits())
    assert parsed.format == "xlsx"
    (document,) = parsed.documents
    return document


def test_cells(tmp_path: Path) -> None:
    strings = "<si><t>姓名</t></si><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si>"
    rows = (
        '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>说\n明</t></is></c></row>'
        '<row/><row><c r="A3" t="s"><v>1</v></c><c r="B3"><v>0.30000000000000004</v></c>'
        '<c r="C3"><v>12</v></c><c r="D3" t="b"><v>1</v></c>'
        '<c r="E3" t="str"><f>A1</f><v>甲</v></c>'
        '<c r="F3" t="s"><v>99</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row><c r="A4" s="1"><v>41767</v></c><c r="B4" s="2"><v>41767</v></c>'
        '<c r="C4" s="3"><v>0.1254</v></c><c r="D4" s="4"><v>5</v></c>'
        '<c r="E4" s="5"><v>41767.5</v></c><c r="F4" s="6"><v>0.75</v></c></row>'
        '<row><c r="XFD5"><v>7</v></c></row>'
    )
    document = read(book(tmp_path / "名册.xlsx", {"Sheet1": rows}, strings))
    assert document.metadata.title == "名册"
    assert of_kind(document, Kind.TABLE) == [
        "姓名\t\t说 明", "张三\t0.3\t12\tTRUE\t甲\t#N/A",
        "2014-05-08\t2014-05-08\t12.5%\t5\t2014-05-08 12:00\t18:00", "\t" * 50 + "7",
    ]  # fmt: skip


def row(text: str) -> str:
    return f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_names_of_sheets_are_headings(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", {"一季度": row("甲"), "空": "", "二季度": row("乙")}, title="台账"
    )
    document = read(path)
    assert document.metadata.title == "台账"
    assert outline(document) == [(1, "一季度"), (1, "二季度")]


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Sheet1": row("甲"), "b": row("乙")}, state='state="hidden"')
    assert [p.text for p in read(path).paragraphs] == ["甲"]


def test_cells_far_apart_cost_nothing(tmp_path: Path) -> None:
    rows = '<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    text = read(book(tmp_path / "a.xlsx", {"a": rows})).paragraphs[-1].text
    assert (text.split("\t")[0], text.split("\t")[-1]) == ("1", "2")
    assert len(text) < 100


def test_without_text(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"甲": "", "乙": "<row/>"})
    with pytest.raises(ImportProblem, match="没有找到文字"):
        parse_file(path, Limits())


def test_one_text_in_many_cells(tmp_path: Path) -> None:
    cell = "<c t='s'><v>0</v></c>"
    path = book(
        tmp_path / "a.xlsx",
        {"甲": f"<row>{cell * 30}</row>" * 10},
        f"<si><t>{'字' * 90_000}</t></si>",
    )
    with pytest.raises(ImportProblem, match="太大"):
        parse_file(path, Limits())
