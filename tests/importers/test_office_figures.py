"""How much of the example texts comes back from the files that LibreOffice writes of them."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from reader.documents.model import Kind
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.registry import parse_file
from tests.importers.office import Example, convert, examples

KINDS = ("html", "docx", "odt", "epub", "rtf", "doc")
PARAGRAPHS, HEADINGS = 0.99, 0.97


@pytest.fixture(scope="module")
def texts() -> list[Example]:
    return examples()


@pytest.fixture(scope="module")
def sources(texts: list[Example], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("office") / "source"
    folder.mkdir()
    paths = [folder / f"{example.name}.fodt" for example in texts]
    for path, example in zip(paths, texts, strict=True):
        path.write_text(example.flat, "utf-8")
    return paths


def paragraphs(parsed: ParsedFile) -> list[str]:
    return [p.text for document in parsed.documents for p in document.paragraphs]


@pytest.mark.parametrize("kind", KINDS)
def test_example_texts(texts: list[Example], sources: list[Path], kind: str) -> None:
    files = convert(sources, kind, sources[0].parent.parent / kind)
    same = total = right = marked = 0
    for example, file in zip(texts, files, strict=True):
        parsed = parse_file(file, Limits())
        assert parsed.format == kind
        found = SequenceMatcher(None, paragraphs(parsed), example.paragraphs, autojunk=False)
        same += sum(block.size for block in found.get_matching_blocks())
        total += len(example.paragraphs)
        sections = {(s.level, s.title) for d in parsed.documents for s in d.sections}
        right += sum(heading in sections for heading in example.headings)
        marked += len(example.headings)
    assert same >= PARAGRAPHS * total, f"{same} of {total} paragraphs"
    assert right >= HEADINGS * marked, f"{right} of {marked} headings"


FEATURES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>会务手册</dc:title>
<meta:initial-creator>会务组</meta:initial-creator></office:meta>
<office:automatic-styles>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."
 style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/>
</text:list-style>
</office:automatic-styles>
<office:body><office:text>
<text:p>会务工作的全部内容都在下面，请大家对照着一项一项地落实，不要遗漏。</text:p>
<text:list text:style-name="L">
<text:list-item><text:p>会前</text:p><text:list>
<text:list-item><text:p>发通知</text:p></text:list-item>
<text:list-item><text:p>摆席位牌</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>会后</text:p></text:list-item>
</text:list>
<text:p>席位牌按照名单摆放<text:note text:note-class="footnote"
><text:note-citation>1</text:note-citation><text:note-body><text:p>名单由办公室提供。</text:p></text:note-body></text:note>。</text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>会场</text:p
></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>人数</text:p
></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>一楼</text:p></table:table-cell><table:table-cell>
<text:p>东</text:p></table:table-cell><table:table-cell><text:p>30</text:p></table:table-cell>
</table:table-row></table:table>
</office:text></office:body></office:document>
"""


@pytest.mark.parametrize("kind", ["html", "docx", "odt", "doc", "rtf"])
def test_numbers_notes_and_tables(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "source" / "a.fodt"
    source.parent.mkdir()
    source.write_text(FEATURES, "utf-8")
    (file,) = convert([source], kind, tmp_path / kind)
    (document,) = parse_file(file, Limits()).documents
    assert (document.metadata.title, document.metadata.author) == ("会务手册", "会务组")
    numbers = ["一、会前", "1.发通知", "2.摆席位牌", "二、会后"]
    if kind == "html":
        # LibreOffice writes Chinese numbers of lists as plain ones into HTML.
        numbers = ["1.会前", "1.发通知", "2.摆席位牌", "2.会后"]
    # Whether a gap follows a number is up to LibreOffice.
    assert [p.text.replace(". ", ".") for p in document.paragraphs][1:] == [
        *numbers,
        "席位牌按照名单摆放[注1]。",
        # These two do not say which cells were merged.
        "会场\t人数" if kind in ("doc", "rtf") else "会场\t\t人数",
        "一楼\t东\t30",
        "[注1]名单由办公室提供。",
    ]
    assert document.paragraphs[-1].kind is Kind.NOTE
