from pathlib import Path

import pytest

from reader.documents.model import Document, Kind
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.documents.samples import of_kind, outline
from tests.importers.containers import epub_parts, packed

BODY = "这是书里的一段话，用来说明这本书除了标题以外，也还有一些可以读的文字。"
METADATA = (
    "<dc:title>机关日常</dc:title><dc:creator>王五</dc:creator><dc:date>2016-07</dc:date>"
    "<dc:publisher>某某出版社</dc:publisher>"
)


def read(tmp_path: Path, parts: dict[str, str | bytes]) -> Document:
    parsed = parse_file(packed(tmp_path / "书.epub", parts), Limits())
    assert parsed.format == "epub"
    (document,) = parsed.documents
    return document


def test_headings_of_the_pages(tmp_path: Path) -> None:
    pages = {
        "1.xhtml": f"<h1>第一章</h1><p>{BODY}&nbsp;</p><h2>甲</h2><p>{BODY}</p>",
        "2.xhtml": f"<h1>第二章</h1><p>{BODY}</p>",
    }
    document = read(tmp_path, epub_parts(pages, metadata=METADATA))
    metadata = document.metadata
    assert (metadata.title, metadata.author) == ("机关日常", "王五")
    assert (metadata.date, metadata.source) == ("2016-07", "某某出版社")
    assert outline(document) == [(1, "第一章"), (2, "甲"), (1, "第二章")]
    assert of_kind(document, Kind.BODY) == [BODY] * 3


PLAIN = {
    "1.xhtml": f"<p>第一章 开头</p><p>{BODY}</p><p>甲</p><p>{BODY}</p>",
    "图 2.xhtml": f"<img src='a.png'/><p>{BODY}</p>",
}
NAV = (
    "<ol><li><a href='1.xhtml'>第一章　开头</a><ol><li><a href='1.xhtml#a'>甲</a></li></ol></li>"
    "<li><a href='%E5%9B%BE%202.xhtml'>第二章</a></li></ol>"
)
NCX = (
    "<navPoint><navLabel><text>第一章　开头</text></navLabel><content src='1.xhtml'/><navPoint>"
    "<navLabel><text>甲</text></navLabel><content src='1.xhtml#a'/></navPoint></navPoint>"
    "<navPoint><navLabel><text>第二章</text></navLabel><content src='图 2.xhtml'/></navPoint>"
)


@pytest.mark.parametrize(("contents", "ncx"), [(NAV, False), (NCX, True)])
def test_headings_of_the_contents_tree(tmp_path: Path, contents: str, ncx: bool) -> None:
    document = read(tmp_path, epub_parts(PLAIN, contents, ncx=ncx, metadata=METADATA))
    # The heading of the second page is a picture.
    assert outline(document) == [(1, "第一章 开头"), (2, "甲"), (1, "第二章")]


def test_contents_page_and_nameless_parts_give_no_text(tmp_path: Path) -> None:
    pages = {"1.xhtml": f"<p>{BODY}</p>"}
    document = read(
        tmp_path, epub_parts(pages, "<ol><li><a href='1.xhtml'>Section 1</a></li></ol>")
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [BODY]
    assert document.metadata.title == "书"


def test_bold_by_style_sheet_and_notes_on_another_page(tmp_path: Path) -> None:
    pages = {
        "1.xhtml": "<p><span class='b'>要快。</span>马上办"
        "<a epub:type='noteref' href='2.xhtml#n'>1</a></p>",
        "2.xhtml": "<aside epub:type='footnote' id='n'>说明</aside>",
    }
    document = read(tmp_path, epub_parts(pages, css="p{} .a, span.b { font-weight: bold }"))
    first, note = document.paragraphs
    assert (first.text, first.bold) == ("要快。马上办[注1]", ((0, 3),))
    assert (note.text, note.kind) == ("[注1]说明", Kind.NOTE)


def test_protected_pages(tmp_path: Path) -> None:
    parts = epub_parts(PLAIN) | {
        "META-INF/encryption.xml": "<e><CipherReference URI='OEBPS/1.xhtml'/></e>"
    }
    with pytest.raises(ImportProblem, match="DRM"):
        read(tmp_path, parts)


def test_protected_fonts_do_not_matter(tmp_path: Path) -> None:
    parts = epub_parts(PLAIN) | {
        "META-INF/encryption.xml": "<e><CipherReference URI='OEBPS/a.ttf'/></e>"
    }
    assert read(tmp_path, parts).paragraphs


def test_entities_of_ones_own_are_refused(tmp_path: Path) -> None:
    parts = epub_parts(PLAIN) | {"OEBPS/1.xhtml": "<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>"}
    with pytest.raises(ImportProblem, match="实体"):
        read(tmp_path, parts)


def test_missing_package(tmp_path: Path) -> None:
    parts = epub_parts(PLAIN)
    del parts["OEBPS/a b.opf"]
    with pytest.raises(ImportProblem, match="不完整"):
        read(tmp_path, parts)


PAGE = f"<p>{BODY}</p>"
CONTAINER = "META-INF/container.xml"


def rewritten(old: str, new: str, name: str = "OEBPS/a b.opf") -> dict[str, str | bytes]:
    """A book of two pages with something changed in one of its parts."""
    parts = epub_parts({"1.xhtml": PAGE, "2.xhtml": "<p>第二页的话。</p>"})
    content = parts[name]
    assert isinstance(content, str)
    assert old in content
    return parts | {name: content.replace(old, new)}


@pytest.mark.parametrize(
    "parts",
    [
        rewritten("</spine>", '<itemref idref="1.xhtml"/><itemref idref="none"/></spine>'),
        rewritten("<itemref", "<other"),
        rewritten('media-type="application/xhtml+xml"', 'media-type="text/x-oeb1-document"'),
        rewritten("OEBPS/a b.opf", "oebps/A b.OPF", CONTAINER),
        rewritten('href="2.xhtml"', 'href="../OEBPS/2%2Exhtml"'),
        rewritten("<rootfiles>", '<rootfiles><rootfile full-path="x.opf"/>', CONTAINER),
        {k: v for k, v in epub_parts({"1.xhtml": PAGE, "2.xhtml": "第二页的话。"}).items()
         if k != CONTAINER},
        {f"书/{k}": v for k, v in epub_parts({"1.xhtml": PAGE, "2.xhtml": "第二页的话。"}).items()},
        epub_parts({"1.xhtml": f"<p>{BODY}<div>", "2.xhtml": "<p>第二页的话。<br>"}),
    ],
    ids=["repeats", "no order", "wrong types", "case", "names", "packages", "no container",
         "folder", "tag soup"],
)  # fmt: skip
def test_books_that_bend_the_rules(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    assert of_kind(read(tmp_path, parts), Kind.BODY) == [BODY, "第二页的话。"]


def test_pages_that_are_not_there_are_told(tmp_path: Path) -> None:
    parts = epub_parts({"1.xhtml": PAGE, "2.xhtml": "<p>第二页的话。</p>"})
    del parts["OEBPS/2.xhtml"]
    parsed = parse_file(packed(tmp_path / "a.epub", parts), Limits())
    assert [str(w) for w in parsed.warnings] == ["有 1 页已损坏，未能读取"]
