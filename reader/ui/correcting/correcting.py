"""Correcting in the window: opens the dialogs, applies what they give, offers the way back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from reader.documents.reading import Reading
from reader.importers.model import ImportReport
from reader.ui.appearance import Appearance
from reader.ui.correcting.after_import import AfterImport
from reader.ui.correcting.before_import import BeforeImport
from reader.ui.correcting.dialog import CorrectionDialog
from reader.ui.correcting.drafts import Drafts
from reader.ui.correcting.steps import Corrections
from reader.ui.part import Means, WindowPart
from reader.ui.tasks import Job
from reader.ui.undoing import Deed
from reader.workspace.workspace import Workspace


class Correcting(WindowPart):
    """At most one dialog for each file; what a dialog leaves unfinished is there the next time.

    Its signals are those of `CorrectionDoor`.
    """

    applied = Signal(object)
    left = Signal(str, object)
    import_wanted = Signal(object, object)

    def __init__(self, means: Means, workspace: Workspace, appearance: Appearance) -> None:
        super().__init__(means)
        self._workspace = workspace
        self._appearance = appearance
        self._drafts = Drafts(workspace, means.tasks, self.failed.emit)
        self._dialogs: dict[str, CorrectionDialog] = {}

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._appearance = appearance
        for dialog in self._dialogs.values():
            dialog.set_appearance(appearance)

    def close(self) -> None:
        """The library is another now: close all dialogs without a word."""
        self.blockSignals(True)
        for dialog in tuple(self._dialogs.values()):
            dialog.close()

    # After the import

    def correct(self, document: str) -> None:
        """Open the file of a document for correction."""
        workspace, drafts = self._workspace, self._drafts

        def work(_job: Job) -> Reading:
            drafts.load()
            return workspace.corrections.reading(document)

        self._tasks.run(
            work,
            lambda reading: self._correct(document, reading),
            self.failed.emit,
            "reading",
        )

    def _correct(self, document: str, reading: Reading) -> None:
        if self._come_forward(reading.path):
            return
        dialog = self._dialog(reading.path, several=False)
        session = AfterImport(self._workspace, reading, dialog, self._tasks, self._tr)
        session.accepted.connect(lambda made: self._apply(document, reading, made))
        session.drafted.connect(self._drafts.note)
        session.left.connect(lambda made: self._leave(len(made), lambda: self.correct(document)))
        session.begin(self._drafts.get(reading.path))

    def _apply(self, document: str, reading: Reading, made: Corrections) -> None:
        """Let corrections count; the former ones are the way back."""
        workspace, title = self._workspace, reading.corrected.documents[0].metadata.title
        touched: set[str] = {document}

        def do(document: str, corrections: Corrections) -> ImportReport:
            report = workspace.corrections.set(document, corrections)
            touched.update(imported.document for imported in report.documents)
            return report

        def undo(report: ImportReport) -> None:
            # A document that was joined to another is no longer there to be asked for.
            first = next((imported.document for imported in report.documents), document)
            do(first, reading.corrections)

        def after() -> None:
            # They stayed a draft until they were kept.
            self._drafts.note(reading.path, None)
            self.applied.emit(frozenset(touched))

        self._undoing.do(
            Deed(
                self._tr("更正《{title}》", title=title),
                self._tr("已更正：《{title}》", title=title),
                lambda: do(document, made),
                undo,
                after,
            )
        )

    # Before the import

    def preview(self, paths: Sequence[Path]) -> None:
        """Open files for a look before they are imported."""
        if not paths or self._come_forward(""):
            return
        dialog = self._dialog("", several=True)
        session = BeforeImport(self._workspace, dialog, self._tasks, self._tr)
        session.accepted.connect(self.import_wanted)
        session.drafted.connect(self._drafts.note)
        session.left.connect(lambda count: self._leave(count, lambda: self.preview(paths)))
        session.begin(paths, self._drafts)

    # Dialogs

    def _dialog(self, key: str, several: bool) -> CorrectionDialog:
        dialog = CorrectionDialog(several, self._appearance, self._tr, self._window)
        self._dialogs[key] = dialog
        dialog.ended.connect(lambda _accepted: self._dialogs.pop(key, None))
        return dialog

    def _come_forward(self, key: str) -> bool:
        """Show the dialog of a file that is open already."""
        dialog = self._dialogs.get(key)
        if dialog is not None:
            dialog.raise_()
            dialog.activateWindow()
        return dialog is not None

    def _leave(self, count: int, again: Callable[[], None]) -> None:
        """Nothing is lost with a dialog that was closed: it can be opened as it was."""
        self.left.emit(self._tr("有 {count} 处更正没有应用", count=count), again)
