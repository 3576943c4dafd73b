"""Presentations (pptx, ppsx): the slides in order, each with its title as a heading.

Page numbers, dates and footers of the slides are left out, hidden slides too.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from reader.documents.blocks import Block, picture_blocks
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import Archive
from reader.importers.docx_pictures import drawn_wish
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.numerals import numeral
from reader.importers.ooxml import Package
from reader.importers.pictures import Pictures
from reader.importers.runs import Run, blocks_of_runs
from reader.importers.tables import table_blocks
from reader.importers.xml import attribute, local

_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
_GROUPS = frozenset({"spTree", "grpSp", "AlternateContent", "Choice", "graphic", "graphicData"})
# Names of ST_TextAutonumberScheme (ECMA-376 part 1, 20.1.10.61) without their frame.
_SCHEMES = {
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "arabic": "decimal",
    "arabicDb": "decimalFullWidth",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
    "circleNumDb": "decimalEnclosedCircle",
    "circleNumWd": "decimalEnclosedCircle",
    "ea1Chs": "chineseCountingThousand",
    "ea1Cht": "chineseCountingThousand",
    "ea1JpnChs": "chineseCountingThousand",
    "ea1JpnKor": "chineseCountingThousand",
}
_FRAMES = (
    ("ParenBoth", "（", "）"),
    ("ParenR", "", "）"),
    ("DbPeriod", "", "."),
    ("Period", "", "."),
    ("Minus", "- ", " -"),
    ("Plain", "", ""),
    ("BlackPlain", "", ""),
    ("WhitePlain", "", ""),
)


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a presentation.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or without text.
    """
    with Archive(path, limits) as archive:
        package = Package(archive, "ppt/presentation.xml")
        pictures = Pictures(limits.pictures)
        blocks = [
            block for part in _slides(package) for block in _slide_blocks(package, part, pictures)
        ]
        properties = package.properties()
    documents = build_documents(blocks, path.stem, join=False, properties=properties)
    if not documents:
        raise ImportProblem(EMPTY)
    return ParsedFile(str(path), "pptx", None, documents, pictures.warnings)


def _slides(package: Package) -> Iterator[str]:
    relations = package.relations(package.main)
    for element in package.xml(package.main).iter(etree.Element):
        if local(element) == "sldId":
            # Both the number of a slide and its relation are called id.
            ident = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
            relation = relations.get(ident)
            if relation is not None and relation.target in package:
                yield relation.target


def _slide_blocks(package: Package, part: str, pictures: Pictures) -> list[Block]:
    root = package.xml(part)
    if root.get("show") == "0":
        return []
    titles: list[Block] = []
    others: list[Block] = []
    for shape in _shapes(root):
        role = _role(shape)
        if role in _FURNITURE:
            continue
        if role in _TITLES:
            titles += _joined(_texts(shape, is_title=True))
        elif local(shape) == "graphicFrame":
            others += _frame_blocks(package, part, shape)
        elif local(shape) == "pic":
            others += _picture(package, part, shape, pictures)
        else:
            others += _texts(shape)
    return titles + others + _speaker_notes(package, part)


def _speaker_notes(package: Package, part: str) -> list[Block]:
    notes = package.related(part, "notesSlide")
    if notes is None:
        return []
    return [
        Block(block.text, None, (), None, Kind.NOTE)
        for shape in _shapes(package.xml(notes))
        if _role(shape) not in _FURNITURE
        for block in _texts(shape)
    ]


def _picture(package: Package, part: str, shape: etree._Element, pictures: Pictures) -> list[Block]:
    for blip in shape.iter(etree.Element):
        relation = None
        if local(blip) == "blip":
            relation = package.relations(part).get(attribute(blip, "embed") or "")
        if relation is not None:
            name = relation.target
            found = pictures.take(name, partial(package.head, name), drawn_wish(blip))
            return picture_blocks([found] if found else [])
    return []


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Shapes and frames in order, those in groups too."""
    for element in root:
        name = local(element)
        if name in ("sp", "graphicFrame", "cxnSp", "pic"):
            yield element
        elif name in _GROUPS or name == "cSld":
            yield from _shapes(element)


def _role(shape: etree._Element) -> str:
    """What a shape stands for in the layout: title, body, sldNum …; "" for free ones."""
    for element in shape.iter(etree.Element):
        if local(element) == "ph":
            return element.get("type") or "body"
        if local(element) in ("txBody", "graphic"):
            break
    return ""


def _joined(blocks: list[Block]) -> list[Block]:
    """A title over several paragraphs is one."""
    runs: list[Run] = []
    for place, block in enumerate(blocks):
        runs.append((("\n" if place else "") + block.text, False))
    return blocks_of_runs(runs, level=1)


def _texts(shape: etree._Element, *, is_title: bool = False) -> list[Block]:
    """The paragraphs of a shape or a cell, with the numbers that PowerPoint counts for them."""
    blocks: list[Block] = []
    counts: dict[int, int] = {}
    for paragraph in shape.iter(etree.Element):
        if local(paragraph) != "p":
            continue
        runs = _runs(paragraph)
        look = next((child for child in paragraph if local(child) == "pPr"), None)
        level = _number(None if look is None else look.get("lvl"))
        label, listed = ("", False) if is_title else _label(look, level, counts)
        if any(text.strip() for text, _ in runs):
            kind = Kind.LIST if listed else None
            blocks += blocks_of_runs(runs, kind=kind, label=label)
    return blocks


def _runs(paragraph: etree._Element) -> list[Run]:
    runs: list[Run] = []
    for element in paragraph:
        name = local(element)
        if name == "br":
            runs.append(("\n", False))
        elif name == "r" or (name == "fld" and element.get("type") != "slidenum"):
            look = next((child for child in element if local(child) == "rPr"), None)
            bold = look is not None and look.get("b") in ("1", "true")
            text = "".join(child.text or "" for child in element if local(child) == "t")
            # PowerPoint writes a vertical tab for a line break in titles.
            runs.append((text.replace("_x000B_", "\n").replace("\x0b", "\n"), bold))
    return runs


def _label(look: etree._Element | None, level: int, counts: dict[int, int]) -> tuple[str, bool]:
    """The automatic number of a paragraph, and whether it is an item of a list at all."""
    for deeper in [n for n in counts if n > level]:
        del counts[deeper]
    for element in [] if look is None else look:
        if local(element) == "buChar":
            counts.pop(level, None)
            return "", True
        if local(element) == "buAutoNum":
            start = _number(element.get("startAt")) or 1
            counts[level] = counts.get(level, start - 1) + 1
            return _framed(element.get("type") or "", counts[level]), True
    counts.pop(level, None)
    return "", False


def _framed(scheme: str, number: int) -> str:
    for ending, before, behind in _FRAMES:
        if scheme.endswith(ending):
            style = _SCHEMES.get(scheme.removesuffix(ending), "decimal")
            if style == "chineseCountingThousand" and behind == ".":
                behind = "、"
            return before + numeral(style, number) + behind
    return f"{number}."


def _frame_blocks(package: Package, part: str, frame: etree._Element) -> list[Block]:
    """A table, or the words of a diagram, which stand in a part of their own."""
    for element in frame.iter(etree.Element):
        if local(element) == "tbl":
            return table_blocks(_rows(element))
        if local(element) == "relIds":
            relation = package.relations(part).get(attribute(element, "dm") or "")
            if relation is not None and relation.target in package:
                return _texts(package.xml(relation.target))
    return []


def _rows(table: etree._Element) -> list[list[list[Block]]]:
    rows: list[list[list[Block]]] = []
    for row in (element for element in table if local(element) == "tr"):
        cells: list[list[Block]] = []
        for cell in (element for element in row if local(element) == "tc"):
            merged = "1" in (cell.get("hMerge"), cell.get("vMerge"))
            cells.append([] if merged else _texts(cell))
        rows.append(cells)
    return rows


def _number(text: str | None) -> int:
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
