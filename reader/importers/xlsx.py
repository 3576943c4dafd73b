"""Workbooks (xlsx, xlsm): a row of a sheet is a row of text, the sheets' names are headings.

Formulas show the results that were stored with them; nothing is calculated.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.documents.blocks import Block, Hints
from reader.documents.clean import clean, clean_row, scrub
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import Archive
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.ooxml import Package
from reader.importers.xlsx_values import Formats
from reader.importers.xml import local
from reader.messages import msg

_REFERENCE = re.compile(r"^([A-Z]{1,3})\d{1,7}$")
_NAMELESS = re.compile(r"^(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)
# Empty cells between two full ones give tabs, but not thousands of them.
_WIDEST_GAP = 50
_MOST_CELLS = 2_000_000
# One long text may be shown by any number of cells.
_MOST_CHARACTERS = 20_000_000


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a workbook; hidden sheets are left out.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or without text.
    """
    with Archive(path, limits) as archive:
        package = Package(archive, "xl/workbook.xml")
        blocks = list(_Workbook(package).blocks())
        properties = package.properties()
    if not any(block.kind is Kind.TABLE for block in blocks):
        raise ImportProblem(EMPTY)
    # The name of the first sheet is no title of the whole.
    hints = Hints(title=properties.title or clean(path.stem) or None)
    documents = build_documents(blocks, path.stem, hints, join=False, properties=properties)
    return ParsedFile(str(path), "xlsx", None, documents)


class _Workbook:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.xml(package.main)
        properties = next((e for e in self._root if local(e) == "workbookPr"), None)
        from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        styles = package.related(package.main, "styles")
        self._formats = Formats(package.xml(styles) if styles else None, from_1904=from_1904)
        shared = package.related(package.main, "sharedStrings")
        self._strings = _strings(package.xml(shared)) if shared else []
        self._cells = self._characters = 0

    def blocks(self) -> Iterator[Block]:
        """The rows of all sheets that are shown, below the names of the sheets."""
        sheets = list(self._sheets())
        for name, part in sheets:
            rows = [Block(text, None, (), None, Kind.TABLE) for text in self._rows(part)]
            if not rows:
                continue
            title = clean(name)
            if title and (len(sheets) > 1 or not _NAMELESS.match(title)):
                yield Block(title, None, (), 1)
            yield from rows

    def _sheets(self) -> Iterator[tuple[str, str]]:
        relations = self._package.relations(self._package.main)
        for element in self._root.iter(etree.Element):
            if local(element) != "sheet" or (element.get("state") or "visible") != "visible":
                continue
            ident = next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), "")
            relation = relations.get(ident)
            if relation and relation.kind == "worksheet" and relation.target in self._package:
                yield element.get("name") or "", relation.target

    def _rows(self, part: str) -> Iterator[str]:
        data = next((e for e in self._package.xml(part) if local(e) == "sheetData"), None)
        for row in [] if data is None else data:
            text = clean_row(self._row(row))
            if text:
                yield text

    def _row(self, row: etree._Element) -> list[str]:
        words: list[str] = []
        column = 0
        for cell in row:
            place = _column(cell.get("r"), column)
            text = self._text(cell)
            self._count(text)
            if text:
                words += [""] * min(max(place - column, 0), _WIDEST_GAP)
                words.append(text)
                column = place + 1
        return words

    def _count(self, text: str) -> None:
        """Take one more cell into account.

        Raises:
            ImportProblem: there are too many by now, or they say too much.
        """
        self._cells += 1
        self._characters += len(text)
        if self._cells > _MOST_CELLS:
            raise ImportProblem(
                msg("表格太大，超过 {limit} 个单元格；请拆分后再导入", limit=_MOST_CELLS)
            )
        if self._characters > _MOST_CHARACTERS:
            raise ImportProblem(
                msg("表格太大，超过 {limit} 个字；请拆分后再导入", limit=_MOST_CHARACTERS)
            )

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return _words(cell)
        value = next((child.text for child in cell if local(child) == "v"), None) or ""
        if kind == "s":
            place = int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, "")
        if kind == "n":
            style = cell.get("s") or ""
            return self._formats.words(value, int(style) if style.isdecimal() else 0)
        return _one_line(value)


def _strings(root: etree._Element) -> list[str]:
    return [_words(item) for item in root if local(item) == "si"]


def _words(item: etree._Element) -> str:
    """The text of a string without its readings (`rPh`)."""
    parts: list[str] = []
    for child in item:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) in ("r", "is"):
            parts.append(_words(child))
    return _one_line("".join(parts))


def _one_line(text: str) -> str:
    return clean(scrub(" ".join(text.split())))


def _column(reference: str | None, default: int) -> int:
    """B7 -> 1; cells without a reference follow one another."""
    match = _REFERENCE.match(reference or "")
    if match is None:
        return default
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
