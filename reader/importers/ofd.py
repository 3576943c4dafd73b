"""OFD, the Chinese standard for pages that are laid out (GB/T 33190-2016).

Pages are read as those of pdf. Seals, signatures, annotations and attachments are not looked at.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from reader.documents.blocks import Hints
from reader.documents.clean import clean
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED, ENCRYPTED, Archive, part_name
from reader.importers.fonts import is_bold_font
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.ofd_glyphs import numbers, page_text, text_objects
from reader.importers.page import Page
from reader.importers.page_text import Entry, PagedText, read_pages
from reader.importers.properties import properties, with_paper
from reader.importers.scans import MOST_UNNAMED, garbled_file, scanned_file, scanned_pages
from reader.importers.xml import local, parse_xml
from reader.messages import Message, msg

_ROOT = "OFD.xml"
_ENCRYPTION = "encryptions.xml"
_A4 = (210.0, 297.0)
# Pages by their ident, and by the bookmarks that lead to them.
Places = dict[str | None, int | None]
_PICTURES = frozenset({"ImageObject", "CompositeObject"})
_DRAWN = _PICTURES | {"PathObject"}


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read an OFD file; a scanned one gives a document without text.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or blank.
    """
    with Archive(path, limits) as archive:
        package = _Package(archive)
        text = read_pages(package.pages(), package.entries())
    if package.unnamed > MOST_UNNAMED * package.characters:
        return garbled_file(path, "ofd", text.pages, package.hints.title)
    if text.is_scan:
        return scanned_file(path, "ofd", text.pages, package.hints.title)
    documents = build_documents(text.blocks, path.stem, join=False, properties=package.hints)
    if not documents:
        raise ImportProblem(EMPTY)
    return ParsedFile(str(path), "ofd", None, documents, _warnings(text, package.missing))


class _Package:
    """The parts of a file; names differ in case and in where they start from."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.names}
        if _ENCRYPTION in self._names:
            raise ImportProblem(ENCRYPTED)
        self.missing = self.characters = self.unnamed = 0
        root = self._part(_ROOT)
        self.hints = _properties(root)
        self._documents = [
            (part_name(found.text.strip()), self._part(part_name(found.text.strip())))
            for found in _inside(root, "DocRoot")
            if found.text
        ]
        if not self._documents:
            raise ImportProblem(DAMAGED)

    def pages(self) -> Iterator[Page]:
        """The pages of all documents in the file."""
        number = 0
        for name, document in self._documents:
            folder = name.rpartition("/")[0]
            bold = self._bold_fonts(document, folder)
            templates = {
                template.get("ID"): template.get("BaseLoc", "")
                for template in _inside(document, "TemplatePage")
            }
            size = _size(document)
            for page in _inside(document, "Page"):
                content = self._found(page.get("BaseLoc", ""), folder)
                layers = [] if content is None else [content]
                for use in [] if content is None else _inside(content, "Template"):
                    template = self._found(templates.get(use.get("TemplateID"), ""), folder)
                    layers += [] if template is None else [template]
                yield self._page(number, layers, size, bold)
                number += 1

    def _page(
        self,
        number: int,
        layers: list[etree._Element],
        size: tuple[float, float],
        bold: frozenset[str],
    ) -> Page:
        width, height = next((s for s in map(_own_size, layers) if s is not None), size)
        # The template lies below the page, but what it says mostly stands above it.
        texts = (text for layer in reversed(layers) for text in text_objects(layer, bold))
        seen = page_text(texts, width, height)
        self.characters += len(seen.glyphs)
        self.unnamed += seen.unnamed
        names = {local(element) for layer in layers for element in layer.iter(etree.Element)}
        drawn = bool(names & _PICTURES) or (not seen.glyphs and bool(names & _DRAWN))
        return Page(number, seen.width, seen.height, seen.glyphs, drawn)

    def entries(self) -> list[Entry]:
        """The contents tree of the file."""
        found: list[Entry] = []
        before = 0
        for _, document in self._documents:
            idents = [page.get("ID") for page in _inside(document, "Page")]
            places: Places = {ident: before + place for place, ident in enumerate(idents)}
            for mark in _inside(document, "Bookmark"):
                target = next(_inside(mark, "Dest"), None)
                if target is not None:
                    places[_bookmark(mark)] = places.get(target.get("PageID"))
            for outline in _inside(document, "Outlines"):
                found += _outline(outline, 1, places)
            before += len(idents)
        return found

    def _part(self, name: str) -> etree._Element:
        known = self._names.get(name.lower(), name)
        return parse_xml(self._archive.read(known), name)

    def _found(self, name: str, folder: str) -> etree._Element | None:
        """A part that a document refers to; None where it is missing."""
        for place in (part_name(name, folder), part_name(name)):
            if name and place.lower() in self._names:
                return self._part(place)
        self.missing += 1
        return None

    def _bold_fonts(self, document: etree._Element, folder: str) -> frozenset[str]:
        """The idents of the fonts that are bold."""
        found = set()
        for kind in ("PublicRes", "DocumentRes"):
            for resource in _inside(document, kind):
                name = part_name((resource.text or "").strip(), folder)
                if name.lower() not in self._names:
                    continue
                for font in _inside(self._part(name), "Font"):
                    named = font.get("FontName", "") + " " + font.get("FamilyName", "")
                    if font.get("Bold") == "true" or is_bold_font(named):
                        found.add(font.get("ID", ""))
        return frozenset(found)


def _bookmark(element: etree._Element) -> str:
    """The key of a place that has a name."""
    return "#" + element.get("Name", "")


def _outline(parent: etree._Element, level: int, places: Places) -> Iterator[Entry]:
    for element in parent:
        if local(element) != "OutlineElem":
            continue
        # The target of the entry itself, not of those below it.
        targets = (
            target
            for actions in element
            if local(actions) == "Actions"
            for target in (*_inside(actions, "Dest"), *_inside(actions, "Bookmark"))
        )
        page = next(
            (places.get(target.get("PageID") or _bookmark(target)) for target in targets), None
        )
        yield Entry(clean(element.get("Title", "")), level, page)
        yield from _outline(element, level + 1, places)


def _properties(root: etree._Element) -> Hints:
    values: dict[str, str] = {}
    own: dict[str, str] = {}
    for info in list(_inside(root, "DocInfo"))[:1]:
        for element in info:
            values.setdefault(local(element), element.text or "")
        for element in _inside(info, "CustomData"):
            own.setdefault(element.get("Name", ""), element.text or "")
    hints = properties(values.get("Title"), values.get("Author"), values.get("CreationDate"))
    return with_paper(hints, own)


def _size(document: etree._Element) -> tuple[float, float]:
    """The size of the pages that do not name their own."""
    return next((s for s in map(_own_size, _inside(document, "CommonData")) if s), _A4)


def _own_size(element: etree._Element) -> tuple[float, float] | None:
    for box in _inside(element, "PhysicalBox"):
        found = numbers(box.text)
        if len(found) == 4 and found[2] > 0 and found[3] > 0:
            return found[2], found[3]
    return None


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name, in whatever namespace."""
    return (found for found in element.iter(etree.Element) if local(found) == name)


def _warnings(text: PagedText, missing: int) -> tuple[Message, ...]:
    found = []
    if text.scanned:
        found.append(scanned_pages(text.scanned))
    if missing:
        found.append(msg("有 {count} 页已损坏，未能读取", count=missing))
    return tuple(found)
