"""OpenDocument texts (LibreOffice, WPS), read from their XML (ODF 1.3 part 3).

Pages' headers and footers stand in the styles and are not read; tracked deletions are stored
apart from the text and are not read either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from reader.documents.blocks import Block, Hints, picture_blocks, settled
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import ENCRYPTED, Archive
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.odt_lists import Lists, OpenList
from reader.importers.odt_pictures import OdtPictures
from reader.importers.odt_styles import Styles, small_number
from reader.importers.properties import properties, with_paper
from reader.importers.runs import Run, blocks_of_runs, joined_titles
from reader.importers.tables import table_blocks
from reader.importers.xml import attribute, local, parse_xml

_MANIFEST, _CONTENT, _STYLES, _META = (
    "META-INF/manifest.xml",
    "content.xml",
    "styles.xml",
    "meta.xml",
)
_SPACE = re.compile(r"[ \t\r\n]+")
_DROPPED = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "forms", "ruby-text", "script", "title"}
    | {"desc", "sequence-decls", "variable-decls", "user-field-decls", "object", "object-ole"}
    | {"event-listeners", "note-citation", "hidden-paragraph", "plugin", "applet"}
)
_CONTAINERS = frozenset(
    {"section", "index-body", "index-title", "frame", "text-box", "text", "g", "a", "list-header"}
    | {"table-of-content", "illustration-index", "table-index", "object-index", "user-index"}
    | {"alphabetical-index", "bibliography", "table-cell", "note-body", "custom-shape"}
)
_INDEXES = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index"}
    | {"alphabetical-index"}
)
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_FRAMES = frozenset({"frame", "custom-shape", "g", "rect", "text-box"})
_MARKS = {"s": " ", "tab": "\t", "line-break": "\n"}
_OUTLINE = "Outline"
_WIDEST = 50
_LONGEST_HEADING = 200


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read an OpenDocument text.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or without text.
    """
    with Archive(path, limits) as archive:
        if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
            raise ImportProblem(ENCRYPTED)
        content = parse_xml(archive.read(_CONTENT), _CONTENT)
        roots = [parse_xml(archive.read(_STYLES), _STYLES)] if _STYLES in archive else []
        hints = _properties(archive)
        pictures = OdtPictures(archive, limits.pictures)
        blocks = _Reader(Styles(*roots, content), pictures).blocks(content)
    documents = build_documents(blocks, path.stem, join=False, properties=hints)
    if not documents:
        raise ImportProblem(EMPTY)
    return ParsedFile(str(path), "odt", None, documents, pictures.warnings)


def _properties(archive: Archive) -> Hints:
    if _META not in archive:
        return Hints()
    values: dict[str, str] = {}
    own: dict[str, str] = {}
    for element in parse_xml(archive.read(_META), _META).iter(etree.Element):
        if local(element) == "user-defined":
            own[attribute(element, "name") or ""] = element.text or ""
        elif element.text:
            values.setdefault(local(element), element.text)
    author = values.get("initial-creator") or values.get("creator")
    return with_paper(properties(values.get("title"), author, values.get("creation-date")), own)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands. `numbered`: it is the first of its item, which has a number."""

    open: OpenList | None = None
    level: int = 0
    start: int | None = None
    numbered: bool = False
    in_index: bool = False


class _Reader:
    """Walks the text and then its notes."""

    def __init__(self, styles: Styles, pictures: OdtPictures) -> None:
        self._styles = styles
        self._pictures = pictures
        self._lists = Lists()
        self._outline = OpenList(_OUTLINE, styles.outline)
        self._notes: list[etree._Element] = []

    def blocks(self, content: etree._Element) -> list[Block]:
        """The blocks of the document, its notes at the end."""
        body = next((e for e in content if local(e) == "body"), None)
        found = [] if body is None else joined_titles(self._walk(body, _Place()))
        return found + self._note_blocks()

    def _walk(self, parent: etree._Element, place: _Place) -> Iterator[tuple[Block, bool]]:
        """The blocks below an element, each with whether it is in the style of titles."""
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, name, place)
                place = replace(place, numbered=False)
            elif name == "list":
                yield from self._list(element, place)
            elif name == "table":
                yield from ((block, False) for block in table_blocks(self._rows(element)))
            elif name in _CONTAINERS and attribute(element, "display") != "none":
                if name == "frame":
                    yield from ((block, False) for block in self._pictures.blocks(element))
                inside = replace(place, in_index=True) if name in _INDEXES else place
                yield from self._walk(element, inside)

    def _plain_walk(self, parent: etree._Element) -> list[Block]:
        return [block for block, _ in self._walk(parent, _Place())]

    def _list(self, element: etree._Element, place: _Place) -> Iterator[tuple[Block, bool]]:
        style = attribute(element, "style-name") or (place.open.style if place.open else None)
        levels = self._styles.list_levels(style)
        if style == _OUTLINE:
            opened = self._outline
        elif place.open is not None:
            opened = OpenList(style, levels, place.open.counts)
        else:
            opened = self._lists.open(
                style,
                levels,
                ident=attribute(element, "id"),
                continues=attribute(element, "continue-list"),
                continues_last=attribute(element, "continue-numbering") == "true",
            )
        for item in element:
            start = small_number(attribute(item, "start-value"))
            numbered = local(item) == "list-item"
            inside = _Place(opened, place.level + 1, start, numbered, place.in_index)
            yield from self._walk(item, inside)

    def _paragraph(
        self, element: etree._Element, name: str, place: _Place
    ) -> Iterator[tuple[Block, bool]]:
        style = attribute(element, "style-name")
        is_title = self._styles.is_title(style)
        level = self._level(element, name, style)
        label = self._label(element, level, style, place)
        runs, boxes = self._read(element, style)
        if level is not None and sum(len(text) for text, _ in runs) > _LONGEST_HEADING:
            level = None
        kind = Kind.LIST if level is None and (place.open or place.in_index) else None
        for block in blocks_of_runs(runs, level=level, kind=kind, label=label):
            yield block, is_title
        for box in boxes:
            yield from ((block, False) for block in self._box(box))

    def _box(self, box: etree._Element) -> list[Block]:
        """The pictures and the text of what is anchored in a paragraph."""
        return self._pictures.blocks(box) + self._plain_walk(box)

    def _level(self, element: etree._Element, name: str, style: str | None) -> int | None:
        level = self._styles.outline_level(style)
        if name == "h":
            level = small_number(attribute(element, "outline-level")) or level or 1
        if not level and self._styles.is_title(style):
            level = 1
        return level or None

    def _label(
        self, element: etree._Element, level: int | None, style: str | None, place: _Place
    ) -> str:
        if place.open is not None:
            return place.open.next(place.level, place.start) if place.numbered else ""
        if level is None or local(element) != "h" or self._styles.list_style(style) == "":
            return ""
        if attribute(element, "is-list-header") == "true" or not self._styles.outline:
            return ""
        return self._outline.next(level, small_number(attribute(element, "start-value")))

    def _read(
        self, paragraph: etree._Element, style: str | None
    ) -> tuple[list[Run], list[etree._Element]]:
        """The runs of a paragraph, and the frames anchored in it."""
        runs: list[Run] = []
        boxes: list[etree._Element] = []
        bold, hidden = self._styles.look("paragraph", style)

        def read(element: etree._Element, bold: bool, hidden: bool) -> None:
            if element.text and not hidden:
                runs.append((_SPACE.sub(" ", element.text), bold))
            for child in element:
                visit(child, bold, hidden)
                if child.tail and not hidden:
                    runs.append((_SPACE.sub(" ", child.tail), bold))

        def visit(child: etree._Element, bold: bool, hidden: bool) -> None:
            name = local(child)
            if name in _FRAMES:
                boxes.append(child)
            elif name == "note":
                self._notes.append(child)
                runs.append((f"[注{len(self._notes)}]", bold))
            elif name in _MARKS:
                count = small_number(attribute(child, "c")) or 1
                runs.append((_MARKS[name] * min(count, _WIDEST), bold))
            elif name not in _DROPPED and attribute(child, "is-hidden") != "true":
                own = self._styles.look("text", attribute(child, "style-name"))
                read(
                    child,
                    bold if own[0] is None or name != "span" else own[0],
                    hidden if own[1] is None or name != "span" else own[1],
                )

        read(paragraph, bool(bold), bool(hidden))
        return runs, boxes

    def _rows(self, table: etree._Element) -> list[list[list[Block]]]:
        rows: list[list[list[Block]]] = []
        for element in table:
            name = local(element)
            if name in _ROW_GROUPS:
                rows += self._rows(element)
            elif name == "table-row":
                rows.append(self._cells(element))
        return rows

    def _cells(self, row: etree._Element) -> list[list[Block]]:
        cells: list[list[Block]] = []
        for element in row:
            repeated = small_number(attribute(element, "number-columns-repeated")) or 1
            content = self._plain_walk(element) if local(element) == "table-cell" else []
            cells += [content, *([] for _ in range(min(repeated, _WIDEST) - 1))]
        return cells

    def _note_blocks(self) -> list[Block]:
        """The notes in the order of their marks; a note may hold another."""
        blocks: list[Block] = []
        done = 0
        while done < len(self._notes):
            note = self._notes[done]
            done += 1
            leading, found = settled(self._plain_walk(note))
            blocks += picture_blocks(leading)
            for place, block in enumerate(found):
                text = ("" if place else f"[注{done}]") + block.text
                blocks.append(Block(text, None, (), None, Kind.NOTE, block.pictures))
        return blocks
