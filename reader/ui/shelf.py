"""The documents of the library in the window, kept in step with what is stored."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal

from reader.documents.record import DocumentRecord
from reader.errors import ReaderError
from reader.ui.memory import give_back
from reader.ui.panels.documents import DocumentsPanel
from reader.ui.part import LibraryPart, Means
from reader.ui.tasks import Job
from reader.ui.undoing import Deed
from reader.workspace.workspace import Workspace

WATCH_MS = 2000


class Shelf(LibraryPart):
    """Shows the documents and notices when a command or another program changed them.

    `changed(changed, gone)` names the documents whose text is another now, and those that
    are no longer there; `came` those that were not there before. `listed`: the documents are
    known, these or others. `index_ready`: the index has
    all texts; `index_advanced`: it has some more of those that are being imported.
    """

    changed = Signal(object, object)
    listed = Signal()
    came = Signal(object)
    index_ready = Signal()
    index_advanced = Signal()
    annotations_changed = Signal()
    decisions_changed = Signal()
    notice = Signal(str)

    def __init__(self, means: Means, panel: DocumentsPanel) -> None:
        super().__init__(means)
        self._panel = panel
        self._records: dict[str, DocumentRecord] = {}
        self._followed = False
        self._watch = QTimer(self, singleShot=True, interval=WATCH_MS)
        self._watch.timeout.connect(self._look)
        panel.remove_wanted.connect(self.remove)

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
        super().set_workspace(workspace)
        self._set(workspace.documents())
        self._watch.start()

    def set_followed(self, followed: bool) -> None:
        """Whether an import tells of what comes in: then nothing else need be looked for."""
        self._followed = followed

    def follow(self) -> None:
        """An import has brought texts in and the index up to them: show them."""
        self._read(self.index_advanced.emit)

    def refresh(self) -> None:
        """Read the list anew, tell what is different, and bring the index up to date."""
        self._read(self.load_index)

    def _read(self, then: Callable[[], None]) -> None:
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
            came = self._records.keys() - before.keys()
            if came:
                self.came.emit(came)
            then()

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

    def rest(self) -> None:
        """Hand memory back that was needed for a while."""
        workspace = self._workspace
        if workspace is not None:
            self._tasks.run(
                lambda _job: give_back(workspace.rest), lambda _: None, self.failed.emit
            )

    def remove(self, documents: Sequence[str]) -> None:
        """Take documents out of the library; that can be undone."""
        workspace = self._workspace
        titles = [self._records[d].metadata.title for d in documents if d in self._records]
        if workspace is None or workspace.read_only or not titles:
            return
        there = tuple(document for document in documents if document in self._records)
        tr, title, count = self._tr, titles[0], len(titles)
        if count == 1:
            name = tr("移出《{title}》", title=title)
            said = tr("已移出资料库：《{title}》", title=title)
        else:
            name = tr("移出 {count} 篇文献", count=count)
            said = tr("已移出资料库：《{title}》等 {count} 篇", title=title, count=count)
        self._undoing.do(
            Deed(
                name,
                said,
                lambda: workspace.removal.withdraw(there),
                workspace.removal.restore,
                self.refresh,
            )
        )

    def _set(self, records: Sequence[DocumentRecord]) -> None:
        self._records = {record.document: record for record in records}
        writable = self._workspace is not None and not self._workspace.read_only
        self._panel.set_documents(records, writable)
        self.listed.emit()

    def _look(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def look(_job: Job) -> tuple[bool, bool, bool]:
            return *workspace.changed_elsewhere(), workspace.decided_elsewhere()

        def seen(changes: tuple[bool, bool, bool]) -> None:
            self._watch.start()
            texts, annotations, decisions = changes
            if texts and not self._followed:
                self.refresh()
            if annotations:
                self.annotations_changed.emit()
            if decisions:
                self.decisions_changed.emit()

        def failed(_error: ReaderError) -> None:
            """A file that cannot be looked at now: the next look tells whether that lasts."""
            self._watch.start()

        self._tasks.run(look, seen, failed, "watch")
