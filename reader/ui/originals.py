"""The files that documents came from: open them, show where they are, find them again."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from reader.documents.record import DocumentRecord
from reader.importers.model import ImportReport
from reader.ui.part import LibraryPart, Means
from reader.ui.revealing import reveal
from reader.ui.status import Offer


class Originals(LibraryPart):
    """Goes from a document to its file; `notice(text, offer)` says what is in the way.

    `changed`: a document has another file, and perhaps another text.
    """

    notice = Signal(str, object)
    changed = Signal()

    def __init__(self, means: Means, records: Callable[[], Mapping[str, DocumentRecord]]) -> None:
        super().__init__(means)
        self._records = records

    def open(self, document: str) -> None:
        """Open the file in the system's program for it."""
        self._with_file(document, self._open)

    def show_place(self, document: str) -> None:
        """Show the file in the file manager."""
        self._with_file(document, lambda path: reveal(path, self, lambda: self._say_unopened(path)))

    def relocate(self, document: str) -> None:
        """Let the user say where the file is now."""
        record, workspace = self._records().get(document), self._workspace
        if record is None or workspace is None or not record.has_file:
            return
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self._tr("指定《{title}》的原文件", title=record.metadata.title),
            str(_nearest(Path(record.path))),
        )
        if name:
            self._tasks.run(
                lambda _job: workspace.imports.relink(document, Path(name)),
                lambda report: self._relinked(name, report),
                self.failed.emit,
            )

    def _relinked(self, name: str, report: ImportReport) -> None:
        self.changed.emit()
        if report.failed:
            self.notice.emit(self._tr.render(report.failed[0].reason), None)
        elif any(document.status == "updated" for document in report.documents):
            said = self._tr("已重新指定原文件，并按它更新了文字：{path}", path=name)
            self.notice.emit(said, None)
        else:
            self.notice.emit(self._tr("已重新指定原文件：{path}", path=name), None)

    def _with_file(self, document: str, do: Callable[[Path], None]) -> None:
        """Do something with the file, if it is there; that may have to wait for a network."""
        record = self._records().get(document)
        if record is None:
            return
        if not record.has_file:
            self.notice.emit(self._tr("这篇是粘贴的文字，没有原文件"), None)
            return
        path = record.path

        def looked(there: bool) -> None:
            if there:
                do(Path(path))
                return
            workspace = self._workspace
            writable = workspace is not None and not workspace.read_only
            offer = Offer(self._tr("重新指定原文件…"), lambda: self.relocate(document))
            said = self._tr("原文件已不在原处：{path}", path=path)
            self.notice.emit(said, offer if writable else None)

        self._tasks.run(lambda _job: os.path.exists(path), looked, self.failed.emit, "original")

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say_unopened(path)

    def _say_unopened(self, path: Path) -> None:
        self.notice.emit(self._tr("系统没有能打开它的程序：{path}", path=path), None)


def _nearest(path: Path) -> Path:
    """The folder of a file that is gone, or the nearest above it that is there."""
    return next((folder for folder in path.parents if folder.is_dir()), Path.home())
