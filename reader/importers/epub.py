"""Electronic books (EPUB 2 and 3): the pages in reading order, as one text."""

import posixpath
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import Archive, part_name
from reader.importers.css import bold_classes
from reader.importers.epub_package import Book, Entry, read_package
from reader.importers.html import EMPTY, as_shown, decode_html, html_tree
from reader.importers.html_blocks import blocks_of
from reader.importers.html_pictures import PagePictures
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.xml import refuse_internal_dtd
from reader.messages import msg

# What makers call parts without a name of their own.
_NAMELESS = re.compile(
    r"^(?:(?:section|chapter|part|page)?\s*[\divxlc]*|cover|title ?page|untitled|start|封面|扉页|"
    r"版权页|书名页|目录|未命名\S{0,3})$",
    re.IGNORECASE,
)


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read an electronic book.

    Raises:
        ImportProblem: damaged, encrypted, beyond the limits, or without text.
    """
    with Archive(path, limits) as archive:
        book = read_package(archive)
        inside = _Inside(archive)
        pictures = PagePictures(limits.pictures, inside)
        blocks = _book_blocks(archive, book, inside, pictures)
    documents = build_documents(blocks, path.stem, book.hints, join=False)
    if not documents:
        raise ImportProblem(EMPTY)
    lost = msg("有 {count} 页已损坏，未能读取", count=book.missing)
    warnings = (*((lost,) if book.missing else ()), *pictures.warnings)
    return ParsedFile(str(path), "epub", None, documents, warnings)


class _Inside:
    """The pictures of a book are parts of it, named from the `page` that shows them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.page = ""

    def address(self, source: str) -> str:
        """The name of the part."""
        name = unquote(source.partition("#")[0])
        return part_name(name, posixpath.dirname(self.page))

    def read(self, address: str, most: int) -> bytes | None:
        """The content of the part; never anything outside of the book."""
        return self._archive.head(address, most)


def _book_blocks(
    archive: Archive, book: Book, inside: _Inside, pictures: PagePictures
) -> list[Block]:
    sheets = "\n".join(archive.read(part).decode("utf-8", "replace") for part in book.sheets)
    bold = bold_classes(sheets)
    entries: dict[str, list[Entry]] = {}
    for entry in book.contents:
        entries.setdefault(entry.page, []).append(entry)
    # Where the marks of notes lead to: notes often stand on a page of their own.
    marks: dict[str, str] = {}
    blocks: list[Block] = []
    for page in book.pages:
        data = archive.read(page)
        if not data.strip():
            continue
        refuse_internal_dtd(data)
        root = html_tree(decode_html(data).text)
        if root is not None:
            inside.page = page
            found = blocks_of(root, as_shown, bold, marks, pictures.find)
            blocks += _with_contents(found, entries.get(page, []))
    return blocks


def _with_contents(blocks: list[Block], entries: Sequence[Entry]) -> list[Block]:
    """Mark the paragraphs that the contents tree names and the page does not mark as headings."""
    places: dict[str, list[int]] = {}
    for place, block in enumerate(blocks if entries else ()):
        places.setdefault(bare(block.text), []).append(place)
    start = 0
    for entry in entries:
        named = places.get(bare(entry.title), []) if bare(entry.title) else []
        after = bisect_left(named, start)
        if after == len(named):
            continue
        found = named[after]
        if blocks[found].level is None:
            blocks[found] = replace(blocks[found], level=entry.level, kind=None)
        start = found + 1
    has_heading = any(block.level is not None for block in blocks)
    has_text = any(block.text for block in blocks)
    if entries and has_text and not has_heading and not _NAMELESS.match(entries[0].title):
        # A page whose heading is a picture: the contents tree has its words.
        first = entries[0]
        return [Block(first.title, None, (), first.level), *blocks]
    return blocks
