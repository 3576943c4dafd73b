"""PDF files with a text layer, through PDFium (ISO 32000).

The bookmarks become the contents tree. Nothing in the file is run: no script, no form, no link.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from reader.documents.blocks import Hints
from reader.documents.clean import clean
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.archive import DAMAGED, ENCRYPTED
from reader.importers.html import EMPTY
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.page import Page
from reader.importers.page_text import Entry, PagedText, read_pages
from reader.importers.pdf_glyphs import PageReader
from reader.importers.properties import properties
from reader.importers.scans import MOST_UNNAMED, garbled_file, scanned_file, scanned_pages
from reader.importers.whole import read_whole
from reader.messages import Message, msg

_MOST_BOOKMARKS = 20_000
_WORTH_SAYING = 10


def parse(path: Path, limits: Limits) -> ParsedFile:
    """Read a pdf; a scanned one gives a document without text.

    Raises:
        ImportProblem: damaged, with a password, or blank.
    """
    with _opened(read_whole(path, limits)) as document:
        source = _Source(document)
        entries = _entries(document)
        text = read_pages(source.pages(), entries)
        hints = _properties(document)
    if source.is_garbled:
        return garbled_file(path, "pdf", text.pages, hints.title)
    if text.is_scan:
        return scanned_file(path, "pdf", text.pages, hints.title)
    documents = build_documents(text.blocks, path.stem, join=False, properties=hints)
    if not documents:
        raise ImportProblem(DAMAGED if source.broken else EMPTY)
    return ParsedFile(str(path), "pdf", None, documents, _warnings(text, source))


class _Source:
    """The pages of a document, and what went wrong with them."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self._document = document
        self._reader = PageReader()
        self.broken: list[int] = []

    def pages(self) -> Iterator[Page]:
        """Each page that can be read."""
        for number in range(len(self._document)):
            try:
                page = self._document[number]
            except pdfium.PdfiumError:
                self.broken.append(number + 1)
                continue
            try:
                yield self._reader.read(page, number)
            finally:
                page.close()

    @property
    def unnamed(self) -> int:
        """How many characters were met whose fonts do not tell which they are."""
        return self._reader.unnamed

    @property
    def is_garbled(self) -> bool:
        """Whether the fonts do not tell which characters they show."""
        return self._reader.unnamed > MOST_UNNAMED * self._reader.characters


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise ImportProblem(ENCRYPTED if locked else DAMAGED) from error
    if not len(document):
        document.close()
        raise ImportProblem(DAMAGED)
    return document


def _entries(document: pdfium.PdfDocument) -> list[Entry]:
    """The bookmarks, in their order."""
    found = []
    for place, mark in enumerate(document.get_toc()):
        if place >= _MOST_BOOKMARKS:
            break
        target = mark.get_dest()
        title = clean(mark.get_title())
        found.append(Entry(title, mark.level + 1, target.get_index() if target else None))
    return found


def _properties(document: pdfium.PdfDocument) -> Hints:
    values = document.get_metadata_dict()
    return properties(values.get("Title"), values.get("Author"), _day(values.get("CreationDate")))


def _day(date: str | None) -> str | None:
    """The day of D:20140508100000+08'00'."""
    digits = (date or "").removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else None


def _warnings(text: PagedText, source: _Source) -> tuple[Message, ...]:
    found = []
    if text.scanned:
        found.append(scanned_pages(text.scanned))
    if source.unnamed >= _WORTH_SAYING:
        found.append(
            msg(
                "有 {count} 个字的字体不带文字对照，读出来是“□”或乱码；需要时请看原文件",
                count=source.unnamed,
            )
        )
    if source.broken:
        found.append(msg("有 {count} 页已损坏，未能读取", count=len(source.broken)))
    return tuple(found)
