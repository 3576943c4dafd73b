"""The documents of the library in the window, kept in step with what is stored."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from reader.errors import ReaderError
from reader.library.model import DocumentRecord
from reader.messages import Translator
from reader.ui.panels.documents import DocumentsPanel
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace

WATCH_MS = 2000


class Shelf(QObject):
    """Shows the documents and notices when a command or another program changed them.

    `changed(changed, gone)` names the documents whose text is another now, and those that
    are no longer there.
    """

    changed = Signal(object, object)
    index_ready = Signal()
    annotations_changed = Signal()
    notice = Signal(str)
    failed = Signal(object)

    def __init__(
        self, panel: DocumentsPanel, tasks: TaskRunner, tr: Translator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._panel = panel
        self._tasks = tasks
        self._tr = tr
        self._window = window
        self._workspace: Workspace | None = None
        self._records: dict[str, DocumentRecord] = {}
        self._watch = QTimer(self, singleShot=True, interval=WATCH_MS)
        self._watch.timeout.connect(self._look)
        panel.original_wanted.connect(self.open_original)
        panel.remove_wanted.connect(self._ask_remove)

    @property
    def records(self) -> dict[str, DocumentRecord]:
        """The documents by id."""
        return self._records

    @property
    def characters(self) -> int:
        """How much text the library holds."""
        return sum(record.characters for record in self._records.values())

    def set_workspace(self, workspace: Workspace) -> None:
        """Show the documents of another library."""
        self._workspace = workspace
        self._set(workspace.documents())
        self._watch.start()

    def refresh(self) -> None:
        """Read the list anew, tell what is different, and bring the index up to date."""
        workspace = self._workspace
        if workspace is None:
            return

        def show(records: Sequence[DocumentRecord]) -> None:
            before = self._records
            self._set(records)
            gone = before.keys() - self._records.keys()
            other = {
                key
                for key, record in self._records.items()
                if key in before and before[key] != record
            }
            self.changed.emit(other, gone)
            self.load_index()

        self._tasks.run(lambda _job: workspace.documents(), show, self.failed.emit, "documents")

    def load_index(self) -> None:
        """Bring the index up to date, off the window's thread."""
        workspace = self._workspace
        if workspace is not None:
            self._tasks.run(
                lambda _job: workspace.warm_up(),
                lambda _: self.index_ready.emit(),
                self.failed.emit,
                "index",
            )

    def open_original(self, document: str) -> None:
        """Open the file that a document came from, in the system's program for it."""
        record = self._records.get(document)
        if record is None:
            return
        if not Path(record.path).exists():
            self.notice.emit(self._tr("原文件已不在原处：{path}", path=record.path))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(record.path)):
            self.notice.emit(self._tr("系统没有能打开它的程序：{path}", path=record.path))

    def _set(self, records: Sequence[DocumentRecord]) -> None:
        self._records = {record.document: record for record in records}
        writable = self._workspace is not None and not self._workspace.read_only
        self._panel.set_documents(records, writable)

    def _ask_remove(self, document: str) -> None:
        workspace, record = self._workspace, self._records.get(document)
        if workspace is None or record is None or workspace.read_only:
            return
        answer = QMessageBox.question(
            self._window,
            self._tr("移出资料库"),
            self._tr(
                "把《{title}》移出资料库？原文件不受影响，以后可以重新导入；书签会保留。",
                title=record.metadata.title,
            ),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._tasks.run(
                lambda _job: workspace.remove((document,)),
                lambda _: self.refresh(),
                self.failed.emit,
            )

    def _look(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def look(_job: Job) -> tuple[bool, bool]:
            return workspace.changed_elsewhere()

        def seen(changes: tuple[bool, bool]) -> None:
            self._watch.start()
            texts, annotations = changes
            if texts:
                self.refresh()
            if annotations:
                self.annotations_changed.emit()

        def failed(_error: ReaderError) -> None:
            """A file that cannot be looked at now: the next look tells whether that lasts."""
            self._watch.start()

        self._tasks.run(look, seen, failed, "watch")
