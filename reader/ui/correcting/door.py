"""The way into correcting from the window; everything behind it is loaded when it is gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from reader.ui.appearance import Appearance
from reader.ui.part import LibraryPart, Means
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.correcting.correcting import Correcting


class CorrectionDoor(LibraryPart):
    """Opens the dialogs of correction on the library that is open.

    `applied(documents)`: what the library holds of these may be different now. `left(text,
    again)`: a dialog was closed with work in it that does not count; `again()` opens it as it
    was. `import_wanted(paths, corrections)`: bring files in, with the corrections by path.
    """

    applied = Signal(object)
    left = Signal(str, object)
    import_wanted = Signal(object, object)

    def __init__(self, means: Means, appearance: Appearance) -> None:
        super().__init__(means)
        self._appearance = appearance
        self._correcting: Correcting | None = None

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library; the dialogs on the former one are closed."""
        super().set_workspace(workspace)
        former, self._correcting = self._correcting, None
        if former is not None:
            former.close()
            former.deleteLater()

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._appearance = appearance
        if self._correcting is not None:
            self._correcting.set_appearance(appearance)

    def correct(self, document: str) -> None:
        """Open the file of a document for correction."""
        correcting = self._open()
        if correcting is not None:
            correcting.correct(document)

    def preview(self, paths: Sequence[Path]) -> None:
        """Open files for a look before they are imported."""
        correcting = self._open()
        if correcting is not None:
            correcting.preview(paths)

    def _open(self) -> "Correcting | None":
        workspace = self._workspace
        if workspace is None or workspace.read_only:
            return None
        if self._correcting is None:
            from reader.ui.correcting.correcting import Correcting

            made = Correcting(self._means, workspace, self._appearance)
            made.applied.connect(self.applied)
            made.left.connect(self.left)
            made.import_wanted.connect(self.import_wanted)
            made.failed.connect(self.failed)
            self._correcting = made
        return self._correcting
