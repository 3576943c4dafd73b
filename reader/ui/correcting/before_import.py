"""Looking at files before they are imported: they are read one by one, and nothing is kept."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Document
from reader.documents.reading import Reading
from reader.errors import ReaderError
from reader.importers.model import FailedFile, Progress
from reader.messages import Translator, msg
from reader.ui.correcting.after_import import offer_encodings, tell_draft
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.drafts import Drafts
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.files_list import FileState, State
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace

CHANNEL = "previews"


class BeforeImport(QObject):
    """One dialog on several files.

    `accepted(paths, corrections)`: import these, with the corrections by path;
    `left(count)`: it was closed with so many corrections that nobody imports. `drafted` as of
    `AfterImport`.
    """

    accepted = Signal(object, object)
    left = Signal(int)
    drafted = Signal(str, object)

    def __init__(
        self, workspace: Workspace, dialog: CorrectionDialog, tasks: TaskRunner, tr: Translator
    ) -> None:
        super().__init__(dialog)
        self._workspace = workspace
        self._dialog = dialog
        self._tasks = tasks
        self._tr = tr
        self._paths: tuple[Path, ...] = ()
        self._drafts: Drafts | None = None
        self._editings: dict[str, Editing] = {}
        self._wanted: str | None = None
        self._shown: str | None = None
        self._job: Job | None = None
        self._failed = 0
        dialog.file_wanted.connect(self._turn_to)
        dialog.ended.connect(self._ended)

    def begin(self, paths: Sequence[Path], drafts: Drafts) -> None:
        """Read the files, one after the other, and show the first of them."""
        self._paths, self._drafts = tuple(paths), drafts
        self._dialog.set_count(0)
        self._dialog.say(self._tr("正在读取文件…"))
        self._dialog.show()
        self._read()

    # Reading

    def _read(self) -> None:
        """Take the files from the readers one at a time; each shows itself when it is there."""
        reached: deque[Progress] = deque(maxlen=1)
        drafts, files = (
            self._drafts,
            self._workspace.previews.read_all(self._paths, reached.append, self._is_left),
        )

        def take(job: Job) -> Reading | FailedFile | None:
            self._job = job
            if drafts is not None:
                drafts.load()
            item = None if job.cancelled() else next(files, None)
            if job.cancelled():
                # Nobody waits any more: the processes that read need not either.
                files.close()
            return item

        def taken(item: Reading | FailedFile | None) -> None:
            if item is None:
                self._dialog.say("")
                return
            if isinstance(item, FailedFile):
                self._failed += 1
                failed = FileState(item.path, State.FAILED, remarks=(item.reason,))
                self._dialog.files.tell(failed)
            else:
                self._take(item)
            self._tell_progress(reached[-1])
            self._tasks.run(take, taken, failed_as_whole, CHANNEL)

        def failed_as_whole(error: ReaderError) -> None:
            self._dialog.say(self._tr.render(error.message))

        self._tasks.run(take, taken, failed_as_whole, CHANNEL)

    def _is_left(self) -> bool:
        """Whether nobody waits for files any more; asked by the thread that reads them."""
        return self._job is not None and self._job.cancelled()

    def _tell_progress(self, reached: Progress) -> None:
        known = len(self._editings) + self._failed
        self._dialog.set_count(reached.total - self._failed)
        self._dialog.say(self._tr("正在读取文件：{done}/{total}", done=known, total=reached.total))

    def _take(self, reading: Reading) -> None:
        workspace, path = self._workspace, reading.path
        editing = Editing(
            reading,
            lambda encoding: workspace.previews.read_anew(Path(path), encoding),
            self._tasks,
            self,
        )
        self._editings[path] = editing
        self._dialog.files.tell(state_of(reading, reading.corrected.documents))
        self._dialog.add(editing)
        editing.shown.connect(lambda: self._tell(editing))
        editing.shown.connect(lambda: tell_draft(editing, self.drafted.emit))
        editing.begin(None if self._drafts is None else self._drafts.get(path))
        if self._shown is None or self._wanted == path:
            self._dialog.files.select(path)
            self._turn_to(path)

    def _tell(self, editing: Editing) -> None:
        """The list shows the titles as they are corrected."""
        view = editing.view
        state = state_of(editing.reading, view.lines.documents)
        self._dialog.files.tell(replace(state, corrections=len(view.corrections)))

    def _turn_to(self, path: str) -> None:
        self._wanted = path
        editing = self._editings.get(path)
        if editing is not None and self._shown != path:
            self._shown = path
            self._dialog.turn_to(editing)
            offer_encodings(self._dialog, editing.reading, self._tasks)

    # The end

    def _ended(self, accepted: bool) -> None:
        self._tasks.cancel(CHANNEL)
        for editing in self._editings.values():
            editing.close()
        made = {path: e.corrections for path, e in self._editings.items() if e.changed}
        if accepted:
            self.accepted.emit(self._paths, made)
        elif made:
            self.left.emit(sum(map(len, made.values())))


def state_of(reading: Reading, documents: Sequence[Document]) -> FileState:
    """What the list says of a file; where the name of the file had to serve as a title, that."""
    titles = tuple(document.metadata.title for document in documents)
    remarks = reading.warnings
    if Path(reading.path).stem in titles:
        remarks = (*remarks, msg("没有找到标题，暂用文件名"))
    return FileState(reading.path, State.DOUBTFUL if remarks else State.READ, titles, remarks)
