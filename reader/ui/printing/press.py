"""Work behind the preview: breaks a text into pages, and sends pages to a file or a printer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.messages import Translator
from reader.ui.printing.content import Content, compose
from reader.ui.printing.output import Order, Progress, Stopped, print_pages, write_pdf
from reader.ui.printing.pages import FIRST, Edition, Start
from reader.ui.printing.paper import Sheet
from reader.ui.reading.places import Selection
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

REPORT_EVERY_SECONDS = 0.1
CHANNEL = "print preview"


@dataclass(frozen=True)
class Wish:
    """What is to be seen: a text or what is `chosen` of it, on sheets, with its source or not."""

    text: Text
    chosen: Selection | None
    sheet: Sheet
    source: bool


class Press(QObject):
    """Works off the window's thread and tells what is done; outlives every preview.

    `ready(edition)` comes before the first page, `advanced(starts, whole)` with all pages that
    are known so far. `progressed(pages)`, then `sent(pages)`, `stopped()` or `failed(error)` tell
    of a file or of paper.
    """

    ready = Signal(object)
    advanced = Signal(object, bool)
    progressed = Signal(int)
    sent = Signal(int)
    stopped = Signal()
    failed = Signal(object)
    _made = Signal(int, object)
    _broken = Signal(int, object, bool)

    def __init__(self, tasks: TaskRunner, tr: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._tr = tr
        self._round = 0
        self._sending: Job | None = None
        self._made.connect(self._tell_ready)
        self._broken.connect(self._tell_advanced)

    # Pages

    def count(self, wish: Wish) -> None:
        """Break a text into pages; what was begun before is given up."""

        def content() -> Content:
            return compose(wish.text, wish.chosen, wish.source, self._tr)

        self._run(content, wish.sheet, (), first=True)

    def go_on(self, edition: Edition, starts: tuple[Start, ...]) -> None:
        """Break the rest of a text into pages, whose first are known."""
        self._run(lambda: edition.content, edition.sheet, starts, first=False)

    def stop_counting(self) -> None:
        """Leave it at the pages that are known."""
        self._round += 1
        self._tasks.cancel(CHANNEL)

    def _run(
        self,
        content: Callable[[], Content],
        sheet: Sheet,
        known: tuple[Start, ...],
        *,
        first: bool,
    ) -> None:
        self._round += 1
        this = self._round

        def work(job: Job) -> None:
            composed = content()
            if first and not job.cancelled():
                self._made.emit(this, Edition(composed, sheet))
            self._break(job, this, Edition(composed, sheet), list(known))

        self._tasks.run(work, lambda _: None, self.failed.emit, CHANNEL)

    def _break(self, job: Job, this: int, edition: Edition, starts: list[Start]) -> None:
        """Runs in the worker thread; the first page is told at once, others now and then."""
        told = 0.0
        for start in edition.starts(starts.pop() if starts else FIRST):
            if job.cancelled():
                return
            starts.append(start)
            if monotonic() - told >= REPORT_EVERY_SECONDS:
                told = monotonic()
                self._broken.emit(this, tuple(starts), False)
        self._broken.emit(this, tuple(starts), True)

    def _tell_ready(self, this: int, edition: Edition) -> None:
        if this == self._round:
            self.ready.emit(edition)

    def _tell_advanced(self, this: int, starts: tuple[Start, ...], whole: bool) -> None:
        if this == self._round:
            self.advanced.emit(starts, whole)

    # Files and paper

    @property
    def busy(self) -> bool:
        """Whether something is being sent."""
        return self._sending is not None

    def write(self, order: Order, path: Path) -> None:
        """Write pages to a PDF file."""
        self._send(lambda progress: write_pdf(order, path, progress))

    def print(self, order: Order, printer: "QPrinter") -> None:
        """Print pages."""
        self._send(lambda progress: print_pages(order, printer, progress))

    def stop_sending(self) -> None:
        """Leave off; a file that was begun is taken away."""
        if self._sending is not None:
            self._sending.cancel()

    def _send(self, send: Callable[[Progress], int]) -> None:
        if self._sending is not None:
            return

        def work(job: Job) -> int | None:
            told = 0.0

            def progress(pages: int) -> bool:
                nonlocal told
                if monotonic() - told >= REPORT_EVERY_SECONDS:
                    told = monotonic()
                    self.progressed.emit(pages)
                return not job.cancelled()

            try:
                return send(progress)
            except Stopped:
                return None

        def done(pages: int | None) -> None:
            self._sending = None
            if pages is None:
                self.stopped.emit()
            else:
                self.sent.emit(pages)

        def failed(error: object) -> None:
            self._sending = None
            self.failed.emit(error)

        self._sending = self._tasks.run(work, done, failed)

    def forget(self) -> None:
        """The library is another now: nothing that was begun is told of."""
        self.stop_counting()
        self.stop_sending()
        self._sending = None
