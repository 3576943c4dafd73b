"""Importing in the window: choose, watch the progress, stop, go on later, read the report."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from reader.errors import ReaderError
from reader.importers.model import ImportReport, Progress, UnfinishedImport
from reader.settings import Settings
from reader.ui.import_strip import ProgressStrip, UnfinishedStrip
from reader.ui.part import LibraryPart, Means
from reader.ui.tasks import Job
from reader.ui.undoing import Deed
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.documents.corrections import Correction

REPORT_EVERY_SECONDS = 0.1
READABLE = (
    "*.txt *.md *.markdown *.html *.htm *.mht *.mhtml *.docx *.docm *.odt *.epub *.pptx *.ppsx "
    "*.xlsx *.xlsm *.pdf *.ofd *.rtf *.doc *.wps"
)


@dataclass(frozen=True)
class _Asked:
    """An import that the library knows of, by its number; `quiet` has no report at the end.

    `paths` are what the user named, if that was just now.
    """

    number: int
    quiet: bool
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _Wanted:
    """Files and folders that the library does not know of yet.

    `corrections` were made in the preview of some files, by absolute path.
    """

    paths: tuple[Path, ...]
    quiet: bool
    corrections: "Mapping[str, Sequence[Correction]]"


class Importing(LibraryPart):
    """One import after the other, off the window's thread.

    Each is noted in the library before it begins and forgotten when it has come to its end: what
    was cancelled, and what the program did not live to finish, is offered to be resumed.

    `advanced`: texts have come in and can be searched while the import goes on. `changed`: one
    began or ended, or what is offered is another.
    """

    finished = Signal(object)
    advanced = Signal()
    changed = Signal()
    document_wanted = Signal(str)
    watch_wanted = Signal(str)
    correction_wanted = Signal(str)
    _progressed = Signal(object)

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._settings = Settings()
        self._job: Job | None = None
        # What is on its way into the library's list, and what is in it.
        self._wanted: deque[_Wanted] = deque()
        self._stopped = 0
        self._queue: deque[_Asked] = deque()
        self.unfinished: tuple[UnfinishedImport, ...] = ()
        self.strip = ProgressStrip(means.tr)
        self.strip.cancel.clicked.connect(self.cancel)
        self.offer = UnfinishedStrip(means.tr)
        self.offer.resume.clicked.connect(self.resume)
        self.offer.give_up.clicked.connect(self.give_up)
        self.area = QWidget()
        layout = QHBoxLayout(self.area)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.strip)
        layout.addWidget(self.offer)
        self._progressed.connect(self.strip.update_to)

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._job is not None or bool(self._wanted)

    def set_workspace(self, workspace: Workspace) -> None:
        """Import into another library from now on; an import into the old one stops."""
        self.cancel()
        super().set_workspace(workspace)
        self._wanted.clear()
        self._stopped = 0
        self._end()
        self._look(begin=True)

    def set_settings(self, settings: Settings) -> None:
        """The limits of the next import."""
        self._settings = settings

    # Asking

    def choose_files(self) -> None:
        """Ask for files and bring them in."""
        self.start(self.ask_files())

    def ask_files(self) -> list[Path]:
        """Ask for files; none where the user thinks better of it."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self._tr("导入文件"),
            "",
            self._tr("文献 ({patterns})", patterns=READABLE) + ";;" + self._tr("所有文件 (*)"),
        )
        return [Path(name) for name in names]

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, self._tr("导入文件夹"))
        if name:
            self.start([Path(name)])

    def start_corrected(
        self, paths: Sequence[Path], corrections: "Mapping[str, Sequence[Correction]]"
    ) -> None:
        """Bring files in with the corrections that were made in their preview."""
        self._want(_Wanted(tuple(paths), quiet=False, corrections=corrections))

    def start(self, paths: Sequence[Path], quiet: bool = False) -> None:
        """Bring files and folders in; with `quiet` without a report at the end.

        What is asked for during an import follows when it is finished.
        """
        self._want(_Wanted(tuple(paths), quiet, corrections={}))

    def _want(self, wanted: _Wanted) -> None:
        if not wanted.paths or self._workspace is None:
            return
        if not self.running:
            self._show_begin()
        self._wanted.append(wanted)
        if len(self._wanted) == 1:
            self._ask()

    def _ask(self) -> None:
        """Have the library note the first of those that are wanted, one after the other."""
        workspace = self._workspace
        if workspace is None or not self._wanted:
            return
        wanted = self._wanted[0]

        def asked(number: int) -> None:
            if not self._next():
                self._queue.append(_Asked(number, quiet=wanted.quiet, paths=wanted.paths))
            self._ask()
            self._go_on()

        def failed(error: ReaderError) -> None:
            self._next()
            self.failed.emit(error)
            self._ask()
            self._go_on()

        self._tasks.run(
            lambda _job: workspace.imports.ask(wanted.paths, wanted.corrections), asked, failed
        )

    def _next(self) -> bool:
        """The first of those that are wanted is noted; whether it was stopped before that."""
        self._wanted.popleft()
        stopped, self._stopped = self._stopped > 0, max(0, self._stopped - 1)
        return stopped

    # What is left of earlier imports

    def resume(self) -> None:
        """Go on with all imports that did not come to their end."""
        self._queue.extend(_Asked(one.job, quiet=False) for one in self.unfinished)
        self._offer(())
        self._go_on()

    def give_up(self) -> None:
        """Offer them no longer; that can be undone."""
        workspace, jobs = self._workspace, [one.job for one in self.unfinished]
        if workspace is None or not jobs:
            return
        tr = self._tr
        self._undoing.do(
            Deed(
                tr("放弃未完成的导入"),
                tr("已放弃未完成的导入；已经导入的文献都保留"),
                lambda: workspace.imports.give_up(jobs),
                lambda _: workspace.imports.give_up(jobs, given_up=False),
                self._look,
            )
        )

    def _look(self, begin: bool = False) -> None:
        """Find out what is unfinished, and offer it."""
        workspace = self._workspace
        if workspace is None or self.running:
            return

        def ask() -> tuple[UnfinishedImport, ...]:
            if not workspace.has_unfinished_imports:
                return ()
            return workspace.imports.unfinished(begin=begin)

        self._tasks.run(
            lambda _job: ask(), self._found, lambda _error: self._offer(()), "unfinished"
        )

    def _found(self, imports: tuple[UnfinishedImport, ...]) -> None:
        if not self.running:
            self._offer(imports)

    def _offer(self, imports: tuple[UnfinishedImport, ...]) -> None:
        self.unfinished = imports
        self.offer.offer(imports)
        self.changed.emit()

    # The import

    def cancel(self) -> None:
        """Stop at once; what is in stays, and the rest can be resumed."""
        self._queue.clear()
        self._stopped = len(self._wanted)
        self.strip.set_queued(0)
        if self._job is not None:
            self.strip.stopping()
            self._job.cancel()

    def _go_on(self) -> None:
        workspace = self._workspace
        if self._job is None and self._queue and workspace is not None:
            self._run(workspace, self._queue.popleft())
        elif not self.running:
            self._end()
            self._look()
        self.strip.set_queued(len(self._queue))

    def _run(self, workspace: Workspace, asked: _Asked) -> None:
        seconds, memory = self._settings.import_seconds, self._settings.import_megabytes
        self._show_begin()

        def work(job: Job) -> tuple[ImportReport, tuple[str, ...]]:
            tell = Throttle(self._progressed.emit)
            report = workspace.imports.run(
                asked.number,
                tell,
                job.cancelled,
                self.advanced.emit,
                seconds=seconds,
                megabytes=memory,
            )
            return report, workspace.watching.offer(map(str, asked.paths))

        def done(result: tuple[ImportReport, tuple[str, ...]]) -> None:
            report, folders = result
            self._job = None
            self.finished.emit(report)
            if not asked.quiet:
                self._report(report, folders)
            self._go_on()

        def failed(error: ReaderError) -> None:
            self._job = None
            self.failed.emit(error)
            self._go_on()

        self._job = self._tasks.run(work, done, failed)
        self.changed.emit()

    def _show_begin(self) -> None:
        self._tasks.cancel("unfinished")
        self._offer(())
        self.strip.begin()

    def _end(self) -> None:
        self._job = None
        self.strip.hide()
        self.changed.emit()

    def _report(self, report: ImportReport, folders: Sequence[str]) -> None:
        from reader.ui.import_report import ImportReportDialog

        dialog = ImportReportDialog(report, self._tr, self._window)
        dialog.document_wanted.connect(self.document_wanted)
        dialog.watch_wanted.connect(self.watch_wanted)
        dialog.offer_watching(folders)
        dialog.correction_wanted.connect(self.correction_wanted)
        dialog.show()


class Throttle:
    """Passes progress on, but not more often than a person can see."""

    def __init__(self, target: Callable[[Progress], None]) -> None:
        self._target = target
        self._last = 0.0

    def __call__(self, progress: Progress) -> None:
        """Runs in the worker thread."""
        now = monotonic()
        if now - self._last >= REPORT_EVERY_SECONDS or progress.done == progress.total:
            self._last = now
            self._target(progress)
