"""The package of an EPUB: its properties, the order of its pages, its contents tree.

EPUB 2 (OPF 2.0.1 with an NCX) and EPUB 3 (with a navigation document).
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from reader.documents.blocks import Hints
from reader.documents.clean import clean
from reader.errors import ImportProblem
from reader.importers.archive import Archive, part_name
from reader.importers.properties import author_of, date_of, title_of
from reader.importers.xml import attribute, local, parse_xml
from reader.messages import msg

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_PAGE_ENDINGS = (".xhtml", ".html", ".htm")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents tree: its level from 1, its words, the page it leads to."""

    level: int
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class Book:
    """What the package tells: properties, pages in reading order, contents, style sheets.

    `missing` is how many pages of the reading order are not there.
    """

    hints: Hints
    pages: tuple[str, ...]
    contents: tuple[Entry, ...]
    sheets: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class _Item:
    part: str
    kind: str
    properties: frozenset[str]

    @property
    def is_page(self) -> bool:
        """Whether it is a page of text; makers of books get the media types wrong."""
        by_name = self.part.lower().endswith(_PAGE_ENDINGS)
        return self.kind in _PAGES or (by_name and not self.kind.startswith("image/"))


def read_package(archive: Archive) -> Book:
    """Read what stands around the pages.

    Raises:
        ImportProblem: parts are missing or broken, or the pages are encrypted.
    """
    package = _package_part(archive)
    folder = posixpath.dirname(package)
    root = parse_xml(archive.read(package), package)
    items = _items(root, folder)
    navigation = next((i.part for i in items.values() if "nav" in i.properties), None)
    named = [part for part in _reading_order(root, items) if part != navigation]
    pages = tuple(part for part in named if part in archive)
    _refuse_encrypted(archive, pages)
    return Book(
        hints=_hints(root),
        pages=pages,
        contents=tuple(_contents(archive, items, navigation)),
        sheets=tuple(i.part for i in items.values() if i.kind == "text/css" and i.part in archive),
        missing=len(named) - len(pages),
    )


def _reading_order(root: etree._Element, items: dict[str, _Item]) -> list[str]:
    """The pages by the spine; where it names none, as the manifest lists them."""
    order = [
        (attribute(element, "linear") == "no", item.part)
        for element in root.iter(etree.Element)
        if local(element) == "itemref" and (item := items.get(element.get("idref") or ""))
        if item.is_page
    ]
    # What is not in the line of reading, such as notes, comes behind it.
    parts = [part for _, part in sorted(order, key=lambda pair: pair[0])]
    return list(dict.fromkeys(parts or (item.part for item in items.values() if item.is_page)))


def _package_part(archive: Archive) -> str:
    packages = [name for name in sorted(archive.names) if name.lower().endswith(".opf")]
    if _CONTAINER not in archive and packages:
        return packages[0]
    root = parse_xml(archive.read(_CONTAINER), _CONTAINER)
    paths = [
        part_name(path)
        for element in root.iter(etree.Element)
        if local(element) == "rootfile" and (path := element.get("full-path"))
    ]
    found = [path for path in paths if path in archive]
    if found or paths:
        return (found or paths)[0]
    raise ImportProblem(msg("文件不完整：找不到书的内容；请重新取得后再导入"))


def _items(root: etree._Element, folder: str) -> dict[str, _Item]:
    return {
        element.get("id") or "": _Item(
            part_name(unquote(element.get("href") or ""), folder),
            (element.get("media-type") or "").lower(),
            frozenset((element.get("properties") or "").split()),
        )
        for element in root.iter(etree.Element)
        if local(element) == "item"
    }


def _refuse_encrypted(archive: Archive, pages: tuple[str, ...]) -> None:
    """Encrypted fonts are common and do not matter; encrypted pages cannot be read."""
    if _ENCRYPTION not in archive:
        return
    root = parse_xml(archive.read(_ENCRYPTION), _ENCRYPTION)
    encrypted = {
        part_name(unquote(element.get("URI") or ""))
        for element in root.iter(etree.Element)
        if local(element) == "CipherReference"
    }
    if encrypted & set(pages):
        raise ImportProblem(msg("电子书加了版权保护（DRM），无法读取；请换用没有保护的版本"))


def _hints(root: etree._Element) -> Hints:
    values: dict[str, str] = {}
    for element in root.iter(etree.Element):
        name = local(element)
        if name in ("title", "creator", "date", "publisher") and element.text:
            values.setdefault(name, element.text)
    return Hints(
        title=title_of(values.get("title")),
        author=author_of(values.get("creator")),
        source=author_of(values.get("publisher")),
        date=date_of(values.get("date")),
    )


def _contents(archive: Archive, items: dict[str, _Item], navigation: str | None) -> Iterator[Entry]:
    ncx = next((i.part for i in items.values() if i.kind == "application/x-dtbncx+xml"), None)
    if navigation is not None and navigation in archive:
        root = parse_xml(archive.read(navigation), navigation)
        for element in root.iter(etree.Element):
            if local(element) == "nav" and attribute(element, "type") in ("toc", None):
                yield from _entries(element, "ol", posixpath.dirname(navigation))
                return
    if ncx is not None and ncx in archive:
        root = parse_xml(archive.read(ncx), ncx)
        yield from _entries(root, "navPoint", posixpath.dirname(ncx))


def _entries(root: etree._Element, nesting: str, folder: str) -> Iterator[Entry]:
    """The entries below `root`; each element named `nesting` is one level further in."""
    level = 0
    title = ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if name == nesting:
            level += 1 if event == "start" else -1
        if event == "start":
            continue
        if name == "a" and element.get("href"):
            title = "".join(map(str, element.itertext()))
            yield _entry(level, title, element.get("href") or "", folder)
        elif name == "navLabel":
            title = "".join(map(str, element.itertext()))
        elif name == "content" and element.get("src"):
            yield _entry(level, title, element.get("src") or "", folder)


def _entry(level: int, title: str, target: str, folder: str) -> Entry:
    page = part_name(unquote(target.partition("#")[0]), folder)
    return Entry(max(1, min(level, _DEEPEST)), clean(" ".join(title.split())), page)
