"""Word documents (docx, docm, dotx; ISO/IEC 29500 Transitional and Strict), read from their XML.

Pages' headers and footers stand in parts of their own and are not read; macros, embedded files
and links are never touched.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lxml import etree

from reader.documents.blocks import Block, picture_blocks, settled
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import Archive
from reader.importers.docx_numbering import Label, Numbering
from reader.importers.docx_pictures import DocxPictures
from reader.importers.docx_styles import Styles, outline_level
from reader.importers.docx_text import Notes, ParagraphText
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.ooxml import WORD, Package, word_number, word_switch, word_value
from reader.importers.runs import Run, blocks_of_runs, joined_titles
from reader.importers.tables import table_blocks
from reader.importers.xml import local

_CONTAINERS = frozenset(
    {"body", "sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent"}
    | {"Choice", "footnote", "endnote", "txbxContent", "tc"}
)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
# A paragraph this long is text, whatever outline level somebody gave it.
_LONGEST_HEADING = 200
_WIDEST = 50


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a Word document.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or without text.
    """
    with Archive(path, limits) as archive:
        package = Package(archive, "word/document.xml")
        pictures = DocxPictures(package, limits.pictures)
        blocks = _Reader(package, pictures).blocks()
        properties = package.properties()
    documents = build_documents(blocks, path.stem, join=False, properties=properties)
    if not documents:
        raise ImportProblem(EMPTY)
    return ParsedFile(str(path), "docx", None, documents, pictures.warnings)


class _Reader:
    """Walks the body and then the notes that it refers to."""

    def __init__(self, package: Package, pictures: DocxPictures) -> None:
        self._package = package
        self._pictures = pictures
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._list_of_style)
        self._notes = Notes()
        self._text = ParagraphText(self._styles, self._notes)
        # Runs of a paragraph whose end was deleted: they belong to the next one.
        self._carried: list[Run] = []

    def _part(self, kind: str) -> etree._Element | None:
        part = self._package.related(self._package.main, kind)
        return None if part is None else self._package.xml(part)

    def _list_of_style(self, style: str) -> str | None:
        found = self._styles.numbering(style)
        return found[0] if found else None

    def blocks(self) -> list[Block]:
        """The blocks of the document, its notes at the end."""
        root = self._package.xml(self._package.main)
        self._pictures.survey(root, self._package.main)
        # Some programs join documents by putting one body after the other.
        bodies = (self._walk(body) for body in root.findall(WORD + "body"))
        found = joined_titles(chain.from_iterable(bodies))
        return found + blocks_of_runs(self._carried) + self._note_blocks()

    def _walk(self, parent: etree._Element) -> Iterator[tuple[Block, bool]]:
        """The blocks below an element, each with whether it is in the style of titles."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from ((block, False) for block in table_blocks(self._rows(element)))
            elif name in _CONTAINERS:
                yield from self._walk(element)

    def _plain_walk(self, parent: etree._Element) -> list[Block]:
        return [block for block, _ in self._walk(parent)]

    def _paragraph(self, element: etree._Element) -> Iterator[tuple[Block, bool]]:
        look = element.find(WORD + "pPr")
        style = self._styles.paragraph_style(
            None if look is None else word_value(look.find(WORD + "pStyle"))
        )
        runs, boxes = self._text.read(element, style)
        self._carried += runs
        mark = None if look is None else look.find(WORD + "rPr")
        if mark is None or mark.find(WORD + "del") is None:
            runs, self._carried = self._carried, []
            is_title = self._styles.is_title(style)
            if runs or not word_switch(mark, "vanish"):
                for block in self._blocks(runs, look, style):
                    yield block, is_title
        yield from ((block, False) for block in self._pictures.blocks(element))
        for box in boxes:
            yield from ((block, False) for block in self._plain_walk(box))

    def _blocks(
        self, runs: list[Run], look: etree._Element | None, style: str | None
    ) -> list[Block]:
        """The blocks of a paragraph; an empty one still counts in its list, as Word shows it."""
        ends_section = look is not None and look.find(WORD + "sectPr") is not None
        # One that only ends a section is not seen.
        label = None if ends_section and not runs else self._label(look, style)
        level = self._level(look, style)
        if level is not None and sum(len(text) for text, _ in runs) > _LONGEST_HEADING:
            level = None
        kind = Kind.LIST if label is not None or self._styles.is_contents(style) else None
        if level is not None:
            kind = None
        if label is not None and label.glued:
            bold = next((bold for text, bold in runs if text.strip()), False)
            has_text = any(text.strip() for text, _ in runs)
            runs = [(label.text, bold), *runs] if has_text else []
            label = None
        return blocks_of_runs(runs, level=level, kind=kind, label=label.text if label else "")

    def _level(self, look: etree._Element | None, style: str | None) -> int | None:
        own = None if look is None else word_number(look.find(WORD + "outlineLvl"))
        if own is not None:
            return outline_level(own)
        return self._styles.level(style)

    def _label(self, look: etree._Element | None, style: str | None) -> Label | None:
        own = None if look is None else look.find(WORD + "numPr")
        own_id = None if own is None else word_value(own.find(WORD + "numId"))
        own_level = None if own is None else word_number(own.find(WORD + "ilvl"))
        by_style = self._styles.numbering(style)
        if own_id is not None:
            number_id, level = own_id, own_level
        elif by_style is not None:
            number_id, style_level, said_by = by_style
            level = own_level
            if level is None:
                tied = self._numbering.level_of_style(number_id, said_by)
                level = tied if tied is not None else style_level
        else:
            return None
        return self._numbering.next(number_id, level or 0)

    def _rows(self, table: etree._Element) -> list[list[list[Block]]]:
        rows: list[list[list[Block]]] = []
        for row in _inside(table, "tr"):
            look = row.find(WORD + "trPr")
            if look is not None and look.find(WORD + "del") is not None:
                continue
            skipped = None if look is None else word_number(look.find(WORD + "gridBefore"))
            cells: list[list[Block]] = [[] for _ in range(_bounded(skipped or 0))]
            for cell in _inside(row, "tc"):
                cells += self._cell(cell)
            rows.append(cells)
        return rows

    def _cell(self, cell: etree._Element) -> list[list[Block]]:
        """A cell, and empty ones for the further columns that it takes up."""
        look = cell.find(WORD + "tcPr")
        merge = None if look is None else look.find(WORD + "vMerge")
        span = None if look is None else word_number(look.find(WORD + "gridSpan"))
        covered = merge is not None and word_value(merge) in (None, "continue")
        content = [] if covered else self._plain_walk(cell)
        return [content] + [[] for _ in range(_bounded((span or 1) - 1))]

    def _note_blocks(self) -> list[Block]:
        """The notes in the order of their marks; a note may refer to another."""
        blocks: list[Block] = []
        parts = {kind: self._note_elements(kind) for kind in ("footnotes", "endnotes")}
        done = 0
        while done < len(self._notes.order):
            kind, ident = self._notes.order[done]
            done += 1
            # Each note is read once, whoever refers to it again.
            element = parts[kind].pop(ident, None)
            if element is None:
                continue
            leading, found = settled(self._plain_walk(element))
            blocks += picture_blocks(leading)
            for place, block in enumerate(found):
                mark = "" if place else f"[注{done}]"
                text = mark + block.text
                blocks.append(Block(text, None, (), None, Kind.NOTE, block.pictures))
        return blocks

    def _note_elements(self, kind: str) -> dict[str, etree._Element]:
        part = self._package.related(self._package.main, kind)
        root = None if part is None else self._package.xml(part)
        if part is not None and root is not None:
            self._pictures.survey(root, part)
        return {
            word_value(element, "id") or "": element
            for element in ([] if root is None else root)
            if word_value(element, "type") not in _SEPARATORS
        }


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also inside of content controls and inserted ones."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found in _CONTAINERS and found != "tc":
            yield from _inside(element, name)


def _bounded(columns: int) -> int:
    return max(0, min(columns, _WIDEST))
