"""Random damage of good files: an answer or one line of refusal, never a crash."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.model import Document
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.importers.bad_binaries import doc, ofd, pdf, rtf
from tests.importers.bad_files import docx, workbook, zipped
from tests.importers.containers import (
    content_types,
    core,
    docx_parts,
    epub_parts,
    in_list,
    odt_parts,
    p,
    r,
    relations,
)

BODY = "这是正文里的一段话，写在一个好好的文件里面，可以读出来。"

DOCX = docx_parts(
    p("总则", '<w:pStyle w:val="1"/>')
    + p(BODY, in_list(1))
    + "<w:p>" + r("甲", "<w:b/>") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + '<w:r><w:footnoteReference w:id="2"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("左") + "</w:tc><w:tc>"
    + p("右") + "</w:tc></w:tr></w:tbl>",
    properties=core("题目", "张三", "2019-03-05T00:00:00Z"),
    styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt '
    'w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
)  # fmt: skip
ODT = odt_parts(
    f'<text:h text:outline-level="1">总则</text:h><text:p>{BODY}<text:s text:c="3"/></text:p>'
    '<text:list text:style-name="L"><text:list-item text:start-value="2"><text:p>甲</text:p>'
    "</text:list-item></text:list><table:table><table:table-row><table:table-cell "
    'table:number-columns-repeated="2"><text:p>乙</text:p></table:table-cell></table:table-row>'
    "</table:table>",
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" text:display-levels="2"/></text:list-style>',
)
EPUB = epub_parts(
    {"1.xhtml": f"<h1>第一章</h1><p class='b'>{BODY}</p><ol start='4'><li>甲</li></ol>"},
    "<ol><li><a href='1.xhtml#a'>第一章</a></li></ol>",
    css=".b { font-weight: bold }",
)
PPTX = {
    "[Content_Types].xml": content_types("presentationml.presentation"),
    "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
    "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "a.xml")),
    "ppt/presentation.xml": "<p><sldId xmlns:r='r' r:id='r1'/></p>",
    "ppt/a.xml": "<sld><cSld><spTree><sp><txBody><p><pPr lvl='1'><buAutoNum type='ea1ChsPeriod' "
    f"startAt='7'/></pPr><r><rPr b='1'/><t>{BODY}</t></r></p></txBody></sp></spTree></cSld></sld>",
}
HTML = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>题目</title>"
    "<style>.b{font-weight:bold}</style></head><body><h1>总则</h1>"
    f"<p><b>要快。</b>{BODY}</p><ol type='A' start='3'><li value=9>甲</ol>"
    "<table><tr><td rowspan=2 colspan='3'>乙<td>丙</table><a class=noteref href='#n'>1</a>"
    "<aside epub:type=footnote id=n>注</aside><span style='display:none;font-weight:700'>藏</span>"
)
MHT = (
    "MIME-Version: 1.0\r\nSubject: =?gb2312?B?xOO6ww==?=\r\nContent-Type: multipart/related;\r\n"
    ' boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n'
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{HTML}\r\n--b--\r\n"
)
SHEET = (
    "<w><sheetData><row><c r='B1'><v>41767.5</v></c><c t='inlineStr'><is><t>甲</t></is></c>"
    "<c t='s'><v>3</v></c></row></sheetData></w>"
)


def unpacked(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


PACKAGES: dict[str, dict[str, str | bytes]] = {
    "docx": {**DOCX},
    "odt": ODT,
    "epub": EPUB,
    "pptx": {**PPTX},
    "xlsx": unpacked(workbook(SHEET)),
}
MARKDOWN = (
    f"---\ntitle: 题目\n---\n# 总则\n\n**要快。**{BODY}[^1]\n\n1. 甲\n   - 乙\n\n"
    "| 丙 | 丁 |\n|---|---|\n| 戊 | 己 |\n\n[^1]: 注\n<b>庚</b>\n```\n辛\n```\n"
)
PLAIN = {
    "html": HTML.encode(),
    "mht": MHT.encode(),
    "docx": docx(),
    "pdf": pdf(),
    "ofd": ofd(),
    "rtf": rtf(),
    "doc": doc(),
    "wps": doc(),
    "md": MARKDOWN.encode(),
    "txt": f"第一章  总则\n\n    {BODY}\n    {BODY}\n".encode("gb18030"),
}


@dataclass(frozen=True)
class Damage:
    """Where (a share of the length), how many bytes, and what comes in their place."""

    place: float
    length: int
    instead: bytes

    def done_to(self, data: bytes) -> bytes:
        start = int(self.place * len(data))
        return data[:start] + self.instead + data[start + self.length :]


PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b"<", b">", b"&", b'"', b"/>", b"\0", b"\xff\xfe", b"-1", b"99999999999", b"<!--", b"]]>",
         b"<w:p>", b"</w:p>", b"<w:tbl>", b"<text:list>", b"<table>", b"</td>", b"<ol>",
         b"&#x202e;",          "零".encode(), b"<!DOCTYPE a [", b"xmlns:w='x'", b"1e308", b"nan"]
    ),
)  # fmt: skip
DAMAGES = st.lists(
    st.builds(Damage, st.floats(0, 0.999), st.integers(0, 40), PIECES), min_size=1, max_size=4
)


def answer(path: Path) -> None:
    """An answer, or a refusal in one line; anything else is a crash."""
    refusal = ""
    documents: tuple[Document, ...] = ()
    try:
        documents = parse_file(path, Limits()).documents
    except ImportProblem as problem:
        refusal = str(problem.message)
    assert bool(documents) != bool(refusal)
    assert "\n" not in refusal


def damaged(data: bytes, damages: list[Damage]) -> bytes:
    for damage in damages:
        data = damage.done_to(data)
    return data


@pytest.mark.parametrize("kind", PACKAGES)
def test_good_packages_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(zipped(PACKAGES[kind]))
    assert parse_file(path, Limits()).format == kind


@pytest.mark.parametrize("kind", PLAIN)
def test_good_files_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(PLAIN[kind])
    parsed = parse_file(path, Limits())
    assert (parsed.format, parsed.warnings) == (kind, ())


@settings(max_examples=400)
@given(kind=st.sampled_from(sorted(PACKAGES)), chosen=st.integers(0, 99), damages=DAMAGES)
def test_damage_inside_of_packages(
    tmp_path_factory: pytest.TempPathFactory, kind: str, chosen: int, damages: list[Damage]
) -> None:
    parts = dict(PACKAGES[kind])
    name = sorted(parts)[chosen % len(parts)]
    content = parts[name]
    parts[name] = damaged(content.encode() if isinstance(content, str) else content, damages)
    path = tmp_path_factory.getbasetemp() / f"fuzz.{kind}"
    path.write_bytes(zipped(parts))
    answer(path)


@pytest.mark.parametrize("kind", sorted(PLAIN))
@settings(max_examples=120)
@given(damages=DAMAGES)
def test_damage_of_bytes(
    tmp_path_factory: pytest.TempPathFactory, kind: str, damages: list[Damage]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damage"
    folder.mkdir(exist_ok=True)
    path = folder / f"fuzz.{kind}"
    path.write_bytes(damaged(PLAIN[kind], damages))
    answer(path)
    # Nothing is ever unpacked beside the file.
    assert {each.stem for each in folder.iterdir()} == {"fuzz"}
