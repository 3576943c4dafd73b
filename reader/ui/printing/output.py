"""Sends pages to a file or to a printer. All of it runs in a worker thread.

Qt allows a printer or a PDF file to be painted in any thread; fonts and layouts are made there.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from reader.documents.labels import section_label
from reader.errors import ReaderError, system_reason
from reader.messages import Translator, msg
from reader.ui.printing.content import Content
from reader.ui.printing.glyphs import meant_characters
from reader.ui.printing.pages import FIRST, Edition, Leaf, Start
from reader.ui.printing.painting import Around, paint_page
from reader.ui.printing.paper import UNITS_PER_INCH, Sheet
from reader.ui.printing.pdf import Entry, StrangePdf, finish_pdf
from reader.ui.printing.pictures import Images
from reader.ui.printing.ranges import ALL_PAGES, PageRanges

PDF_DOTS = 1200
# What stands on pages beside the text.
AROUND_CHARACTERS = "0123456789—第页共…　 "

# Tells how many pages are done; False: nobody wants the rest.
Progress = Callable[[int], bool]


class Stopped(Exception):
    """Somebody asked the work to stop; nothing is left of it."""


@dataclass(frozen=True)
class Order:
    """What is to be sent: a text on sheets, the pages that are wanted of it.

    `starts` are those pages that were broken already, `whole` says whether these are all; the
    `images` must be read in any thread.
    """

    content: Content
    sheet: Sheet
    images: Images
    tr: Translator
    pages: PageRanges = ALL_PAGES
    ribbons: frozenset[int] = frozenset()
    starts: tuple[Start, ...] = ()
    whole: bool = False


def write_pdf(order: Order, path: Path, progress: Progress) -> int:
    """Write pages as a PDF file and give their number; the old file stays until it is done.

    Raises:
        Stopped: `progress` said so.
        ReaderError: there are no such pages, or the file cannot be written.
    """
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.tmp")
    try:
        with beside.open("xb"):
            pass
        try:
            entries, count = _write(order, beside, progress)
            with suppress(StrangePdf):
                finish_pdf(beside, entries, _meant(order), "zh-CN")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, system_reason(error)) from error
    return count


def print_pages(order: Order, printer: QPrinter, progress: Progress) -> int:
    """Print pages and give their number.

    Raises:
        Stopped: `progress` said so.
        ReaderError: there are no such pages, or the printer does not take them.
    """
    printer.setFullPage(True)
    printer.setPageLayout(order.sheet.layout())
    # A printer that can do it makes the copies itself.
    times = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    painter = QPainter()
    count = 0
    try:
        for number, edition, leaf, around in _pages(order, progress, times):
            if number == 0 and not painter.begin(printer):
                raise ReaderError(msg("打印机没有接受：{name}", name=printer.printerName()))
            if number and not printer.newPage():
                raise ReaderError(msg("打印中断：{name}", name=printer.printerName()))
            _paint(painter, printer.resolution(), edition, leaf, around, order)
            count = number + 1
    except Stopped:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return count


def _write(order: Order, path: Path, progress: Progress) -> tuple[list[Entry], int]:
    file = QFile(path)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _not_written(path, msg("{reason}", reason=file.errorString()))
    writer = QPdfWriter(file)
    writer.setResolution(PDF_DOTS)
    writer.setPageLayout(order.sheet.layout())
    metadata = order.content.text.record.metadata
    writer.setTitle(metadata.title)
    writer.setAuthor(metadata.author or metadata.issuer or "")
    writer.setCreator(order.tr("案头"))
    painter = QPainter()
    entries: list[Entry] = []
    count = 0
    try:
        for number, edition, leaf, around in _pages(order, progress, 1):
            if not (writer.newPage() if number else painter.begin(writer)):
                raise _not_written(path, msg("{reason}", reason=file.errorString()))
            _paint(painter, PDF_DOTS, edition, leaf, around, order)
            top = order.sheet.column.top()
            entries += (
                Entry(section.level, section_label(section.title), number, top + down)
                for section, down in edition.sections_on(leaf)
            )
            count = number + 1
    finally:
        if painter.isActive():
            painter.end()
    file.close()
    if file.error() is not QFile.FileError.NoError:
        raise _not_written(path, msg("{reason}", reason=file.errorString()))
    return entries, count


def _paint(
    painter: QPainter, dots: int, edition: Edition, leaf: Leaf, around: Around, order: Order
) -> None:
    painter.save()
    painter.scale(dots / UNITS_PER_INCH, dots / UNITS_PER_INCH)
    paint_page(painter, edition, leaf, around, order.images, order.tr)
    painter.restore()


def _pages(
    order: Order, progress: Progress, times: int
) -> Iterator[tuple[int, Edition, Leaf, Around]]:
    """The pages that are wanted, numbered from 0 as they are sent."""
    edition = Edition(order.content, order.sheet)
    starts, whole = _starts(order, edition, progress)
    total = len(starts) if whole else None
    wanted = order.pages.within(range(1, len(starts) + 1))
    if not wanted:
        raise ReaderError(msg("没有这些页：一共只有 {total} 页", total=len(starts)))
    sent = 0
    for _ in range(times):
        for page in wanted:
            if not progress(sent):
                raise Stopped
            yield sent, edition, edition.leaf(starts[page - 1]), Around(page, total, order.ribbons)
            sent += 1


def _starts(order: Order, edition: Edition, progress: Progress) -> tuple[Sequence[Start], bool]:
    """Where the pages begin, as far as they are needed, and whether these are all."""
    starts = list(order.starts)
    if order.whole:
        return starts, True
    needed = None if order.sheet.numbers == "counted" else order.pages.last
    begin = starts.pop() if starts else FIRST
    for start in edition.starts(begin):
        if needed is not None and len(starts) >= needed:
            return starts, False
        starts.append(start)
        if not progress(0):
            raise Stopped
    return starts, True


def _meant(order: Order) -> dict[str, str]:
    text = order.content.text
    characters = set(AROUND_CHARACTERS) | set(text.record.metadata.title)
    for paragraph in text.paragraphs:
        characters.update(paragraph.text)
    return meant_characters(characters, order.sheet.style)


def _not_written(path: Path, reason: object) -> ReaderError:
    return ReaderError(msg("无法写入“{path}”：{reason}", path=path.parent, reason=reason))
