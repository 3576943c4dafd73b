"""How much of the example texts comes back from the pdf files that LibreOffice makes of them.

The same texts are set in several ways: as they come, as official papers are (GB/T 9704: indents,
29 points from line to line, page numbers), with gaps between paragraphs, and in two columns.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from reader.importers.limits import Limits
from reader.importers.registry import parse_file
from tests.importers.office import Example, convert, examples

PARAGRAPHS, HEADINGS = 0.97, 0.97

_FURNITURE = (
    "<style:header><text:p>内部资料　注意保存</text:p></style:header>"
    '<style:footer><text:p>— <text:page-number text:select-page="current">1</text:page-number> —'
    "</text:p></style:footer>"
)
_HEIGHTS = (
    '<style:header-style><style:header-footer-properties fo:min-height="0.6cm" '
    'fo:margin-bottom="0.3cm"/></style:header-style><style:footer-style>'
    '<style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.3cm"/>'
    "</style:footer-style>"
)
# LibreOffice loses marks that hang over the edge when it justifies lines.
_JUSTIFIED = 'fo:text-align="justify" style:punctuation-wrap="simple"'


@dataclass(frozen=True)
class Layout:
    """How a text is set: attributes of the page and of its paragraphs, size of type, columns."""

    page: str
    paragraph: str
    size: str
    columns: str = ""

    def apply(self, flat: str) -> str:
        """The flat document set in this way."""
        styles = (
            '<office:styles><style:default-style style:family="paragraph">'
            f"<style:paragraph-properties {self.paragraph}/><style:text-properties "
            f'fo:font-size="{self.size}" style:font-size-asian="{self.size}"/>'
            '</style:default-style><style:style style:name="Standard" style:family="paragraph"/>'
            "</office:styles><office:automatic-styles>"
            '<style:page-layout style:name="P"><style:page-layout-properties '
            f'fo:page-width="21cm" fo:page-height="29.7cm" {self.page}>{self.columns}'
            f"</style:page-layout-properties>{_HEIGHTS}</style:page-layout>"
        )
        master = (
            "</office:automatic-styles><office:master-styles><style:master-page "
            f'style:name="Standard" style:page-layout-name="P">{_FURNITURE}</style:master-page>'
            "</office:master-styles>"
        )
        flat = flat.replace("<office:automatic-styles>", styles, 1)
        return flat.replace("</office:automatic-styles>", master, 1)


LAYOUTS = {
    "plain": None,
    "paper": Layout(
        'fo:margin-top="3.7cm" fo:margin-bottom="3.2cm" fo:margin-left="2.8cm" '
        'fo:margin-right="2.6cm"',
        f'fo:text-indent="1.13cm" fo:line-height="29pt" {_JUSTIFIED}',
        "16pt",
    ),
    "gaps": Layout('fo:margin="2.5cm"', f'fo:margin-bottom="0.3cm" {_JUSTIFIED}', "11pt"),
    "columns": Layout(
        'fo:margin="2cm"',
        f'fo:text-indent="0.74cm" {_JUSTIFIED}',
        "10.5pt",
        '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/>',
    ),
}


@pytest.fixture(scope="module")
def texts() -> list[Example]:
    return examples()


@pytest.mark.parametrize("name", LAYOUTS)
def test_example_texts(texts: list[Example], tmp_path: Path, name: str) -> None:
    layout = LAYOUTS[name]
    source = tmp_path / "source"
    source.mkdir()
    paths = [source / f"{example.name}.fodt" for example in texts]
    for path, example in zip(paths, texts, strict=True):
        path.write_text(layout.apply(example.flat) if layout else example.flat, "utf-8")
    files = convert(paths, "pdf", tmp_path / "pdf")
    same = total = right = marked = 0
    for example, file in zip(texts, files, strict=True):
        parsed = parse_file(file, Limits())
        assert (parsed.format, parsed.warnings) == ("pdf", ())
        found = [p.text for document in parsed.documents for p in document.paragraphs]
        matcher = SequenceMatcher(None, found, example.paragraphs, autojunk=False)
        same += sum(block.size for block in matcher.get_matching_blocks())
        total += len(example.paragraphs)
        sections = {(s.level, s.title) for d in parsed.documents for s in d.sections}
        right += sum(heading in sections for heading in example.headings)
        marked += len(example.headings)
    assert same >= PARAGRAPHS * total, f"{same} of {total} paragraphs"
    assert right >= HEADINGS * marked, f"{right} of {marked} headings"
