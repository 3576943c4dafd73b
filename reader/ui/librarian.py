"""Libraries in the window: create, open, switch, and the starter library at the first start."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import LibraryProblem, ReaderError
from reader.messages import Translator
from reader.request import Request
from reader.ui.instance import call_window
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.opening import fill_starter, is_library, open_workspace
from reader.workspace.workspace import Workspace


class Opened(NamedTuple):
    """A library that was opened; `fresh` tells that its starter texts are still to come."""

    workspace: Workspace
    fresh: bool


class Librarian(QObject):
    """Finds out which library is meant and opens it."""

    opened = Signal(object)
    filled = Signal(object)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(
        self, request: Request, tasks: TaskRunner, tr: Translator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._request = request
        self._tasks = tasks
        self._tr = tr
        self._window = window

    def open(self, folder: Path, whole: bool = True) -> Opened:
        """Open a library now; with `whole` see that all its documents can be listed.

        Raises:
            LibraryProblem: it cannot be opened.
        """
        request = self._request
        fresh = folder == request.places.starter and not is_library(folder)
        workspace = open_workspace(folder, request.personal, request.places)
        try:
            # What the window will ask for at once: better refused now than half shown.
            if whole:
                workspace.documents()
            workspace.load_session()
        except LibraryProblem:
            workspace.close()
            raise
        return Opened(workspace, fresh)

    def fill(self, workspace: Workspace) -> None:
        """Bring the starter texts in, off the window's thread."""
        self._tasks.run(
            lambda _job: fill_starter(workspace),
            lambda _: self.filled.emit(workspace),
            self.failed.emit,
        )

    def change(self, kind: str, current: Path | None) -> None:
        """Open another library: "new", "open", "starter", or the path of a recent one.

        One that a window is open on already brings that window to the front instead.
        """
        folder = self._choose(kind)
        if folder is None or folder == current or call_window(folder):
            return

        def work(job: Job) -> Opened:
            opened = self.open(folder)
            if job.cancelled():
                opened.workspace.close()
            return opened

        self._tasks.run(work, self.opened.emit, self._refuse, "library")

    def _refuse(self, error: ReaderError) -> None:
        self.refused.emit(self._tr.render(error.message))

    def _choose(self, kind: str) -> Path | None:
        if kind == "starter":
            return self._request.places.starter
        if kind == "new":
            return self._choose_new()
        if kind == "open":
            return self._choose_existing()
        folder = Path(kind)
        if not is_library(folder):
            self.refused.emit(self._tr("资料库已不在原处：{name}", name=kind))
            return None
        return folder

    def _choose_existing(self) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._window, self._tr("打开资料库"))
        if name and not is_library(Path(name)):
            text = self._tr("这个文件夹不是资料库（其中没有 library.db）：{name}", name=name)
            self.refused.emit(text)
            return None
        return Path(name) if name else None

    def _choose_new(self) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self._tr("新建资料库：写出新文件夹的名字"),
            str(Path.home() / self._tr("我的资料库")),
            "",
        )
        folder = Path(name)
        if name and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            self.refused.emit(self._tr("请给新资料库一个还不存在的名字：{name}", name=name))
            return None
        return folder if name else None
