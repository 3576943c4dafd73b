"""The preview: sheets as they will be printed, and what can be chosen about them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.messages import Translator
from reader.settings import Settings
from reader.ui.columns import Columns
from reader.ui.dialog import FittedDialog
from reader.ui.file_names import file_name
from reader.ui.fitting import Scrolled, held
from reader.ui.pictures.cache import PictureCache
from reader.ui.printing.form import PrintForm
from reader.ui.printing.navigation import Navigation
from reader.ui.printing.output import Order
from reader.ui.printing.pages import Edition, Start
from reader.ui.printing.paper import sheet_of
from reader.ui.printing.pictures import CachedImages, ReadImages
from reader.ui.printing.press import Press, Wish
from reader.ui.printing.ranges import PageRanges
from reader.ui.printing.sheet_view import SheetView
from reader.ui.printing.strip import Strip
from reader.ui.reading.places import Selection
from reader.workspace.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

SIZE = (1080, 820)
# The least height of the sheets, in pixels.
LEAST_VIEW = 150


@dataclass(frozen=True)
class Printable:
    """A text to be printed, what is selected in it, which of its paragraphs have bookmarks.

    `labels` are those of its sections in a list, `near` is the paragraph that is read, `load`
    gives the bytes of a picture by its number.
    """

    text: Text
    labels: Sequence[str]
    selection: Selection | None
    near: int
    ribbons: frozenset[int]
    load: Callable[[int], bytes]


class PreviewDialog(FittedDialog):
    """Shows what will be printed; `settings_changed(settings)` carries what is to be kept."""

    settings_changed = Signal(object)
    folder_changed = Signal(str)

    def __init__(
        self,
        printable: Printable,
        settings: Settings,
        press: Press,
        cache: PictureCache,
        tr: Translator,
        parent: QWidget,
    ) -> None:
        title = tr("打印预览：{title}", title=printable.text.record.metadata.title)
        super().__init__("print_preview", title, parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._printable = printable
        self._press = press
        self._cache = cache
        self._tr = tr
        self._edition: Edition | None = None
        self._starts: tuple[Start, ...] = ()
        self._whole = False
        self._folder = ""
        self._path: Path | None = None
        self._settings = settings

    def furnish(self) -> Iterator[None]:
        """Make what is in the dialog, some milliseconds a step; not to be shown before."""
        printable, tr = self._printable, self._tr
        self.form = PrintForm(
            printable.text, printable.labels, printable.selection, self._settings, tr
        )
        yield
        self.form.show_section(printable.near)
        yield
        self.view = SheetView(tr)
        yield
        self.navigation = Navigation(self.view, tr)
        yield
        self.strip = Strip(tr)
        self.print_button = QPushButton(tr("打印(&P)…"))
        self.print_button.setObjectName("print_print")
        self.pdf_button = QPushButton(tr("导出为 PDF(&E)…"))
        self.pdf_button.setObjectName("print_export")
        yield
        yield from self._lay_out(tr)
        yield
        self._connect()
        self._count()
        self.view.setFocus()

    # Pages

    def _count(self) -> None:
        """Break the text anew, as it is wanted now."""
        settings = self.form.settings
        self._edition, self._starts, self._whole = None, (), False
        wish = Wish(
            self._printable.text, self.form.chosen, sheet_of(settings), settings.print_source
        )
        self.strip.counting(0, 0.0)
        self._update()
        self._press.count(wish)

    def _changed(self) -> None:
        self.settings_changed.emit(self.form.settings)
        self._count()

    def _ready(self, edition: Edition) -> None:
        self._edition = edition
        document = self._printable.text.record.document
        images = CachedImages(document, edition.content.pictures, self._cache)
        self.view.show_edition(edition, images, self._printable.ribbons)

    def _advanced(self, starts: tuple[Start, ...], whole: bool) -> None:
        if self._edition is None:
            return
        self._starts, self._whole = starts, whole
        self.view.set_starts(starts, whole)
        self.navigation.set_pages(len(starts), whole=whole)
        if not self._press.busy:
            if whole:
                self.strip.rest()
            else:
                done = (starts[-1].piece + 1) / max(1, len(self._edition.pieces))
                self.strip.counting(len(starts), done)
        self._update()

    def _update(self) -> None:
        free = bool(self._starts) and self.form.readable and not self._press.busy
        self.print_button.setEnabled(free)
        self.pdf_button.setEnabled(free)

    def _pages_changed(self) -> None:
        if self.form.readable:
            self.view.set_pages(self.form.pages)
        self._update()

    def _stop(self) -> None:
        """Leave off what is under way; the pages that are known stay."""
        if self._press.busy:
            self._press.stop_sending()
        else:
            self._press.stop_counting()
            self.strip.stopped_counting(len(self._starts))

    def _go_on(self) -> None:
        if self._edition is not None:
            self._press.go_on(self._edition, self._starts)

    # Sending

    def _order(self, pages: PageRanges | None = None) -> Order | None:
        if self._edition is None or not self._starts:
            return None
        numbers, load = self._edition.content.pictures, self._printable.load
        return Order(
            self._edition.content,
            self._edition.sheet,
            ReadImages(lambda number: load(numbers[number - 1])),
            self._tr,
            self.form.pages if pages is None else pages,
            self._printable.ribbons,
            self._starts,
            self._whole,
        )

    def set_folder(self, folder: str) -> None:
        """Where the last file was written."""
        self._folder = folder

    def choose_file(self) -> None:
        """Ask where the PDF file is to be written, without waiting for the answer."""
        dialog = QFileDialog(self, self._tr("导出为 PDF"))
        dialog.setObjectName("print_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(self._tr("PDF 文件 (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(self._folder or QStandardPaths.writableLocation(documents))
        title = self._printable.text.record.metadata.title
        dialog.selectFile(file_name(title, self._tr("文献")) + ".pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the PDF file behind the scenes."""
        order = self._order()
        if order is not None and not self._press.busy:
            self._path = path
            self._folder = str(path.parent)
            self.folder_changed.emit(self._folder)
            self._begin(order)
            self._press.write(order, path)
            self._update()

    def _choose_printer(self) -> None:
        """Ask for the printer, without waiting for the answer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._edition is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._printable.text.record.metadata.title)
        printer.setPageLayout(self._edition.sheet.layout())
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("print_printer")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, len(self._starts)))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self._print(printer, dialog))
        dialog.show()

    def _print(self, printer: "QPrinter", dialog: "QPrintDialog") -> None:
        pages = None
        if dialog.printRange() is dialog.PrintRange.PageRange:
            pages = PageRanges(((dialog.fromPage(), dialog.toPage()),))
        order = self._order(pages)
        if order is not None and not self._press.busy:
            self._path = None
            self._begin(order)
            self._press.print(order, printer)
            self._update()

    def _begin(self, order: Order) -> None:
        """The pages are counted by whoever sends them, not twice at a time."""
        self._press.stop_counting()
        known = range(1, len(order.starts) + 1)
        self.strip.sending(len(order.pages.within(known)) if order.whole else 0)

    def _sent(self, pages: int) -> None:
        if self._path is not None:
            said = self._tr("已导出 {count} 页：{path}", count=pages, path=self._path)
        else:
            said = self._tr("已送到打印机：{count} 页", count=pages)
        self._end(said, self._path)

    def _end(self, said: str, path: Path | None = None) -> None:
        self.strip.say(said, file=path is not None)
        self._update()
        if not self._whole:
            self._go_on()

    def _stopped(self) -> None:
        self._end(self._tr("已停止"))

    def _failed(self, error: ReaderError) -> None:
        self._end(self._tr.render(error.message))

    def _open_file(self) -> None:
        if self._path is not None and not QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(self._path))
        ):
            self.strip.say(self._tr("系统没有能打开它的程序：{path}", path=self._path), file=False)

    # Widgets

    def _lay_out(self, tr: Translator) -> Iterator[None]:
        """Put them together: a widget is polished when it gets a parent."""
        buttons = QDialogButtonBox()
        buttons.addButton(self.print_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.pdf_button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.close)
        for button in (self.pdf_button, close):
            button.setAutoDefault(False)
        self.print_button.setDefault(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        self.view.setMinimumHeight(LEAST_VIEW)
        left.addWidget(self.navigation)
        columns = Columns((held(left), Scrolled(self.form, sideways=False)))
        columns.setStretchFactor(0, 1)
        content = QVBoxLayout()
        content.addWidget(columns, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.strip, 1)
        foot.addWidget(buttons)
        yield
        self.lay_out(content, foot, *SIZE)

    def _connect(self) -> None:
        press = self._press
        press.ready.connect(self._ready)
        press.advanced.connect(self._advanced)
        press.progressed.connect(self.strip.advance)
        press.sent.connect(self._sent)
        press.stopped.connect(self._stopped)
        press.failed.connect(self._failed)
        self._cache.loaded.connect(self.view.images_changed)
        self.form.changed.connect(self._changed)
        self.form.pages_changed.connect(self._pages_changed)
        self.form.problem.connect(lambda words: self.strip.say(words, file=False))
        self.strip.stop_wanted.connect(self._stop)
        self.strip.go_on_wanted.connect(self._go_on)
        self.strip.open_wanted.connect(self._open_file)
        self.print_button.clicked.connect(self._choose_printer)
        self.pdf_button.clicked.connect(self.choose_file)

    def done(self, result: int) -> None:
        """Pages are not counted any more; a file that is being written is written to its end."""
        self._press.stop_counting()
        super().done(result)
