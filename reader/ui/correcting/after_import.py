"""Correcting the file of a document that is in the library."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.documents.corrections import encoding_of
from reader.documents.reading import Reading
from reader.documents.record import PASTED
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.encodings import Sample, samples
from reader.ui.correcting.steps import Corrections
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace


class AfterImport(QObject):
    """One dialog on one file.

    `drafted(path, corrections)` comes with every step: what does not count yet, None for nothing.

    `accepted(corrections)` and `left(corrections)`: it was closed with these, to be applied or
    not.
    """

    accepted = Signal(object)
    left = Signal(object)
    drafted = Signal(str, object)

    def __init__(
        self,
        workspace: Workspace,
        reading: Reading,
        dialog: CorrectionDialog,
        tasks: TaskRunner,
        tr: Translator,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._tr = tr
        self.editing = Editing(
            reading,
            lambda encoding: workspace.previews.read_anew(Path(reading.path), encoding),
            tasks,
            self,
        )
        dialog.add(self.editing)
        dialog.turn_to(self.editing)
        name = tr("粘贴的文字") if reading.format == PASTED else Path(reading.path).name
        dialog.setWindowTitle(tr("更正识别结果：{name}", name=name))
        dialog.ended.connect(self._ended)
        self.editing.shown.connect(lambda: tell_draft(self.editing, self.drafted.emit))
        offer_encodings(dialog, reading, tasks)

    def begin(self, draft: Corrections | None) -> None:
        """Show the file; a draft is what was left unfinished the last time."""
        self.editing.begin(draft)
        if draft is not None and draft != self.editing.saved:
            self._dialog.say(self._tr("上次没有应用的更正已恢复；如不需要，可以撤销"))
        self._dialog.show()

    def _ended(self, accepted: bool) -> None:
        signal = self.accepted if accepted else self.left
        if self.editing.changed:
            signal.emit(self.editing.corrections)
        self.editing.close()


def tell_draft(editing: Editing, tell: Callable[[str, Corrections | None], None]) -> None:
    """Tell what the user has begun in a file, as soon as nothing of it is under way."""
    if editing.settled:
        tell(editing.path, editing.corrections if editing.changed else None)


def offer_encodings(dialog: CorrectionDialog, reading: Reading, tasks: TaskRunner) -> None:
    """List the encodings of a text file, with how it begins in each."""
    header = dialog.sheet.header
    chosen = encoding_of(reading.corrections)
    found = (reading.encoding if chosen is None else "") if reading.can_choose_encoding else None
    header.set_samples((), found)
    if found is None:
        return

    def work(_job: Job) -> tuple[Sample, ...]:
        return samples(Path(reading.path))

    def failed(_error: ReaderError) -> None:
        """The file is gone: it stays as it was read."""
        header.set_samples((), None)

    tasks.run(work, lambda found_: header.set_samples(found_, found), failed, "encodings")
