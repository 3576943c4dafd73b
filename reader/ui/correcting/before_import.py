"""Looking at files before they are imported: they are read one by one, and nothing is kept."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Document
from reader.documents.reading import Reading
from reader.errors import ReaderError
from reader.messages import Translator, msg
from reader.ui.correcting.after_import import offer_encodings
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.files_list import FileState, State
from reader.ui.correcting.steps import Corrections
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace

CHANNEL = "preview"


class BeforeImport(QObject):
    """One dialog on several files.

    `accepted(paths, corrections)`: import these, with the corrections by path;
    `left(corrections)`: it was closed with corrections that nobody imports.
    """

    accepted = Signal(object, object)
    left = Signal(object)

    def __init__(
        self, workspace: Workspace, dialog: CorrectionDialog, tasks: TaskRunner, tr: Translator
    ) -> None:
        super().__init__(dialog)
        self._workspace = workspace
        self._dialog = dialog
        self._tasks = tasks
        self._tr = tr
        self._drafts: Mapping[str, Corrections] = {}
        self._waiting: list[str] = []
        self._total = 0
        self._editings: dict[str, Editing] = {}
        self._shown: str | None = None
        self._wanted: str | None = None
        dialog.file_wanted.connect(self._turn_to)
        dialog.ended.connect(self._ended)

    def begin(self, paths: Sequence[Path], drafts: Mapping[str, Corrections]) -> None:
        """Read the files, one after the other, and show the first of them."""
        self._drafts = drafts
        names = list(dict.fromkeys(os.path.abspath(path) for path in paths))
        self._waiting = list(names)
        self._total = len(names)
        self._dialog.files.set_files(names)
        self._dialog.set_count(self._total)
        self._dialog.show()
        self._read_next()

    # Reading

    def _read_next(self) -> None:
        if not self._waiting:
            self._dialog.say("")
            return
        # The file that the user wants to see does not wait for its turn.
        wanted = self._wanted if self._wanted in self._waiting else self._waiting[0]
        assert wanted is not None
        self._waiting.remove(wanted)
        done = self._total - len(self._waiting)
        self._dialog.say(
            self._tr(
                "正在读取 {done}/{total}：{name}",
                done=done,
                total=self._total,
                name=Path(wanted).name[:30],
            )
        )
        workspace = self._workspace

        def work(_job: Job) -> Reading:
            return workspace.preview(Path(wanted))

        def failed(error: ReaderError) -> None:
            self._dialog.files.tell(FileState(wanted, State.FAILED, remarks=(error.message,)))
            self._dialog.set_count(self._importable())
            self._read_next()

        self._tasks.run(work, self._take, failed, CHANNEL)

    def _take(self, reading: Reading) -> None:
        workspace, path = self._workspace, reading.path
        editing = Editing(
            reading,
            lambda encoding: workspace.preview(Path(path), encoding),
            self._tasks,
            self,
        )
        self._editings[path] = editing
        self._dialog.files.tell(state_of(reading, reading.corrected.documents))
        self._dialog.add(editing)
        editing.shown.connect(lambda: self._tell(editing))
        editing.begin(self._drafts.get(path))
        if self._shown is None or self._wanted == path:
            self._dialog.files.select(path)
            self._turn_to(path)
        self._read_next()

    def _importable(self) -> int:
        failed = sum(file.state is State.FAILED for file in self._dialog.files.files)
        return self._total - failed

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
            files = self._dialog.files.files
            paths = [Path(file.path) for file in files if file.state is not State.FAILED]
            self.accepted.emit(paths, made)
        elif made:
            self.left.emit(made)


def state_of(reading: Reading, documents: Sequence[Document]) -> FileState:
    """What the list says of a file; where the name of the file had to serve as a title, that."""
    titles = tuple(document.metadata.title for document in documents)
    remarks = reading.warnings
    if Path(reading.path).stem in titles:
        remarks = (*remarks, msg("没有找到标题，暂用文件名"))
    return FileState(reading.path, State.DOUBTFUL if remarks else State.READ, titles, remarks)
