"""Importing in the window: choose, watch the progress, cancel, read the report."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from reader.errors import ReaderError
from reader.importers.model import ImportReport
from reader.messages import Translator
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace

REPORT_EVERY_SECONDS = 0.05
READABLE = (
    "*.txt *.md *.markdown *.html *.htm *.mht *.mhtml *.docx *.docm *.odt *.epub *.pptx *.ppsx "
    "*.xlsx *.xlsm *.pdf *.ofd *.rtf *.doc *.wps"
)


class ProgressStrip(QWidget):
    """A line in the status bar: which file, how many of how many, and a way to stop."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._file = QLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("导入进度"))
        self._bar.setMaximumWidth(180)
        self._bar.setTextVisible(False)
        self.cancel = QPushButton(tr("取消导入"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._file)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        self.hide()

    def begin(self) -> None:
        """Show that the files are being counted."""
        self._file.setText(self._tr("正在清点文件…"))
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def update_to(self, done: int, total: int, name: str) -> None:
        """Show how far it got."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._file.setText(
            self._tr("正在导入 {done}/{total}：{name}", done=done, total=total, name=name[:30])
        )


class Importing(QObject):
    """One import at a time, off the window's thread."""

    finished = Signal(object)
    document_wanted = Signal(str)
    failed = Signal(object)
    _progressed = Signal(int, int, str)

    def __init__(self, tasks: TaskRunner, tr: Translator, window: QWidget) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._tr = tr
        self._window = window
        self._workspace: Workspace | None = None
        self._job: Job | None = None
        self._waiting: list[Path] = []
        self.strip = ProgressStrip(tr)
        self.strip.cancel.clicked.connect(self.cancel)
        self._progressed.connect(self.strip.update_to)

    @property
    def running(self) -> bool:
        """Whether an import is under way."""
        return self._job is not None

    def set_workspace(self, workspace: Workspace) -> None:
        """Import into another library from now on; an import into the old one stops."""
        self._workspace = workspace
        self.cancel()
        self._end()

    def choose_files(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self._tr("导入文件"),
            "",
            self._tr("文献 ({patterns})", patterns=READABLE) + ";;" + self._tr("所有文件 (*)"),
        )
        self.start([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, self._tr("导入文件夹"))
        if name:
            self.start([Path(name)])

    def start(self, paths: Sequence[Path], quiet: bool = False) -> None:
        """Bring files and folders in; with `quiet` without a report at the end.

        What is asked for during an import follows when it is finished.
        """
        workspace = self._workspace
        if not paths or workspace is None:
            return
        if self._job is not None:
            self._waiting.extend(paths)
            return
        self.strip.begin()

        def work(job: Job) -> ImportReport:
            tell = Throttle(self._progressed.emit)
            return workspace.import_paths(
                paths, lambda step: tell(step.done, step.total, step.path), job.cancelled
            )

        def done(report: ImportReport) -> None:
            self._end()
            self.finished.emit(report)
            if not quiet:
                self._report(report)
            self._go_on()

        def failed(error: ReaderError) -> None:
            self._end()
            self.failed.emit(error)
            self._go_on()

        self._job = self._tasks.run(work, done, failed)

    def cancel(self) -> None:
        """Stop after the file that is being read."""
        self._waiting.clear()
        if self._job is not None:
            self.strip.cancel.setEnabled(False)
            self._job.cancel()

    def _go_on(self) -> None:
        paths, self._waiting = self._waiting, []
        self.start(paths)

    def _end(self) -> None:
        self._job = None
        self.strip.hide()

    def _report(self, report: ImportReport) -> None:
        from reader.ui.import_report import ImportReportDialog

        dialog = ImportReportDialog(report, self._tr, self._window)
        dialog.document_wanted.connect(self.document_wanted)
        dialog.show()


class Throttle:
    """Passes progress on, but not more often than a person can see."""

    def __init__(self, target: Callable[[int, int, str], None]) -> None:
        self._target = target
        self._last = 0.0

    def __call__(self, done: int, total: int, name: str) -> None:
        """Runs in the worker thread."""
        now = monotonic()
        if now - self._last >= REPORT_EVERY_SECONDS or done == total:
            self._last = now
            self._target(done, total, name)
