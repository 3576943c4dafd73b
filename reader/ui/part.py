"""What the parts of a window have in common."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.messages import Translator
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Undoing
from reader.workspace.workspace import Workspace


@dataclass(frozen=True)
class Means:
    """What every part of a window works with; the window is the parent of its dialogs."""

    window: QWidget
    tasks: TaskRunner
    undoing: Undoing
    tr: Translator


class WindowPart(QObject):
    """Does one kind of work for a window; `failed(error)` carries what went wrong in it."""

    failed = Signal(object)

    def __init__(self, means: Means) -> None:
        super().__init__(means.window)
        self._means = means
        self._window = means.window
        self._tasks = means.tasks
        self._undoing = means.undoing
        self._tr = means.tr


class LibraryPart(WindowPart):
    """A part whose work is on the library that is open, once there is one."""

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        self._workspace: Workspace | None = None

    def set_workspace(self, workspace: Workspace) -> None:
        """Work on this library from now on."""
        self._workspace = workspace
