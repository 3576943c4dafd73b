"""From the clipboard, or from a drop, to a document: reads, asks, keeps, and can take it back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QApplication

from reader.errors import ReaderError
from reader.ui.part import LibraryPart
from reader.ui.tasks import Job
from reader.ui.undoing import Deed
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.documents.model import Document
    from reader.ui.pasting.dialog import PasteDialog
    from reader.workspace.pasting import AddedText


class Pasting(LibraryPart):
    """Takes texts in. Files that were copied or dropped are imported: `files_wanted(paths)`.

    `added(document)`: a text is in the library, now or since before. `changed`: the documents are
    others.
    """

    files_wanted = Signal(object)
    added = Signal(str)
    changed = Signal()
    notice = Signal(str)

    def takes(self, data: QMimeData) -> bool:
        """Whether there is anything in it for the library."""
        workspace = self._workspace
        if workspace is None or workspace.read_only:
            return False
        return bool(files_of(data)) or data.hasText() or data.hasHtml()

    def paste(self) -> None:
        """Take in what is on the clipboard."""
        # Unlike its declaration, Qt gives none for an empty clipboard on some systems.
        data: QMimeData | None = QApplication.clipboard().mimeData()
        if data is None or not self.take(data):
            self.notice.emit(self._tr("剪贴板里没有文字：先在别处复制一段文字"))

    def take(self, data: QMimeData) -> bool:
        """Take in what was pasted or dropped; False where there is nothing in it."""
        files = files_of(data)
        if files:
            self.files_wanted.emit(files)
            return True
        text, html = data.text(), data.html() if data.hasHtml() else ""
        if self._workspace is None or not (text.strip() or html.strip()):
            return False
        self.ask(text, html)
        return True

    def ask(self, text: str, html: str = "") -> None:
        """Show what was pasted, and let the user say what it is."""
        from reader.importers.model import Pasted
        from reader.ui.pasting.dialog import PasteDialog

        dialog = PasteDialog(Pasted(text, html), self._tr, self._window)
        dialog.read_wanted.connect(lambda pasted: self._read(dialog, pasted))
        dialog.accepted_document.connect(self._add)
        dialog.finished.connect(lambda _: self._tasks.cancel(_channel(dialog)))
        self._read(dialog, dialog.pasted)
        dialog.show()

    def _read(self, dialog: "PasteDialog", pasted: object) -> None:
        from reader.importers.model import Pasted

        workspace = self._workspace
        if workspace is None or not isinstance(pasted, Pasted):
            return

        def read(job: Job) -> "Document":
            return workspace.pasted.read(pasted, job.cancelled)

        def failed(error: ReaderError) -> None:
            dialog.show_problem(self._tr.render(error.message))

        self._tasks.run(read, dialog.show_document, failed, _channel(dialog))

    def _add(self, document: "Document") -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def done(added: "AddedText") -> None:
            self.changed.emit()
            if added.new:
                self._undoing.keep(self._deed(workspace, added), None)
            else:
                said = self._tr("资料库中已有相同的文字：《{title}》", title=added.title)
                self.notice.emit(said)
            self.added.emit(added.document)

        self._tasks.run(lambda _job: workspace.pasted.add(document), done, self.failed.emit)

    def _deed(self, workspace: Workspace, added: "AddedText") -> Deed[None]:
        back: list[Callable[[], object]] = []

        def undo(_: None) -> None:
            held = workspace.removal.withdraw((added.document,))
            back[:] = [lambda: workspace.removal.restore(held)]

        def again() -> None:
            for restore in back:
                restore()

        return Deed(
            self._tr("存入《{title}》", title=added.title),
            self._tr("已存入资料库：《{title}》", title=added.title),
            again,
            undo,
            self.changed.emit,
        )


def files_of(data: QMimeData) -> list[Path]:
    """The files that were copied or dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _channel(dialog: "PasteDialog") -> str:
    return f"paste {id(dialog)}"
