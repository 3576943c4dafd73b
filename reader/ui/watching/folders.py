"""Watched folders in the window: the looks in the background, the dialog, and what it asks for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from reader.errors import ReaderError
from reader.ui.part import LibraryPart, Means
from reader.ui.undoing import Deed
from reader.ui.watching.in_step import Checked, InStep
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.watching.dialog import Overview, WatchedFoldersDialog
    from reader.watching.model import Folder


class WatchedFolders(LibraryPart):
    """Keeps a library in step with folders, and lets the user say with which.

    `texts_changed`: documents came, are others, or have their files elsewhere now.
    `lost_changed` carries the ids of the documents whose file is gone.
    """

    texts_changed = Signal()
    lost_changed = Signal(object)
    remove_wanted = Signal(object)
    document_wanted = Signal(str)
    notice = Signal(str)

    def __init__(self, means: Means, busy: Callable[[], bool]) -> None:
        super().__init__(means)
        self._dialog: WatchedFoldersDialog | None = None
        self.in_step = InStep(means.tasks, means.tr, busy, self)
        self.in_step.checked.connect(self._checked)
        self.in_step.changed.connect(self._tell_progress)
        self.in_step.notice.connect(self.notice)
        self.in_step.failed.connect(self.failed)

    @property
    def dialog(self) -> "WatchedFoldersDialog | None":
        """The dialog, while it is open."""
        return self._dialog

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to another library; a dialog that is open belongs to the old one."""
        super().set_workspace(workspace)
        self.in_step.set_workspace(workspace)
        self.lost_changed.emit(frozenset())
        if self._dialog is not None:
            self._dialog.close()

    def begin(self) -> None:
        """The window has what it needs: look at the folders for the first time."""
        self.in_step.begin()

    def stop(self) -> None:
        """The window closes."""
        self.in_step.stop()

    # The dialog

    def open(self) -> None:
        """Show the folders."""
        if self._workspace is None or self._workspace.read_only:
            return
        if self._dialog is None:
            self._dialog = self._make_dialog()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self.refresh()

    def refresh(self) -> None:
        """Read anew what the dialog shows, if it is open."""
        workspace = self._workspace
        if workspace is None or self._dialog is None:
            return

        from reader.ui.watching.dialog import Overview

        def read() -> Overview:
            watching = workspace.watching
            return Overview(watching.status(), watching.lost_documents())

        self._tasks.run(lambda _job: read(), self._show, self.failed.emit, "watched folders")

    def _show(self, overview: "Overview") -> None:
        if self._dialog is not None:
            self._dialog.set_overview(overview, self._checking())

    def _make_dialog(self) -> "WatchedFoldersDialog":
        from reader.ui.watching.dialog import WatchedFoldersDialog

        dialog = WatchedFoldersDialog(self._tr, self._window)
        dialog.finished.connect(self._let_go)
        # Later: whoever pressed the button from outside should not wait for the user's answer.
        dialog.add_wanted.connect(lambda: QTimer.singleShot(0, self.choose))
        dialog.check_wanted.connect(self.in_step.check)
        dialog.open_wanted.connect(self._open_folder)
        dialog.believe_wanted.connect(self._believe)
        dialog.remove_wanted.connect(self.remove)
        dialog.change_wanted.connect(self.change)
        dialog.try_again_wanted.connect(self._try_again)
        dialog.undo_wanted.connect(self._undoing.undo)
        dialog.lost.keep_wanted.connect(self.keep)
        dialog.lost.remove_wanted.connect(self.remove_wanted)
        dialog.lost.document_wanted.connect(self.document_wanted)
        self._undoing.said.connect(dialog.say)
        self._undoing.failed.connect(self._say_failure)
        return dialog

    def _let_go(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            self._undoing.failed.disconnect(self._say_failure)
            dialog.deleteLater()

    def _say_failure(self, error: ReaderError) -> None:
        if self._dialog is not None:
            self._dialog.say(self._tr.render(error.message), undoable=False)

    # What the user wants

    def choose(self) -> None:
        """Ask for a folder to watch."""
        above = self._dialog or self._window
        name = QFileDialog.getExistingDirectory(above, self._tr("选择要关注的文件夹"))
        if name:
            self.add(name)

    def add(self, path: str) -> None:
        """Watch a folder; that can be undone."""
        workspace = self._workspace
        if workspace is not None:
            self._do(
                self._tr("关注文件夹：{name}", name=Path(path).name or path),
                self._tr("已关注：{path}；其中的文件在后台导入", path=path),
                lambda: workspace.watching.add(Path(path)).path,
                lambda added: workspace.watching.remove(added),
            )

    def remove(self, path: str) -> None:
        """Watch a folder no longer; that can be undone."""
        workspace = self._workspace
        if workspace is not None:
            self._do(
                self._tr("停止关注：{name}", name=Path(path).name or path),
                self._tr("已停止关注：{path}；已导入的文献都保留", path=path),
                lambda: workspace.watching.remove(path),
                lambda _: workspace.watching.restore(path),
            )

    def change(self, before: "Folder", after: "Folder") -> None:
        """Pause a folder, go on with it, or take other files of it; that can be undone."""
        workspace = self._workspace
        if workspace is None:
            return
        name = Path(before.path).name or before.path
        if before.paused != after.paused:
            words = self._tr("暂停关注：{name}") if after.paused else self._tr("继续关注：{name}")
        else:
            words = self._tr("改变导入哪些文件：{name}")
        words = words.format(name=name)
        self._do(
            words,
            words,
            lambda: workspace.watching.change(after),
            lambda _: workspace.watching.change(before),
        )

    def keep(self, documents: Sequence[str]) -> None:
        """Keep documents whose file is gone without asking again; that can be undone."""
        workspace = self._workspace
        if workspace is not None and documents:
            words = self._tr("保留 {count} 篇原文件已不在的文献", count=len(documents))
            self._do(
                words,
                words,
                lambda: workspace.watching.keep(documents),
                lambda _: workspace.watching.keep(documents, kept=False),
            )

    def _do(
        self,
        name: str,
        said: str,
        do: Callable[[], object],
        undo: Callable[..., object],
    ) -> None:
        self._undoing.do(Deed(name, said, do, undo, self._look))

    def _believe(self, path: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._run(lambda: workspace.watching.believe(path))

    def _try_again(self, paths: Sequence[str]) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._run(lambda: workspace.watching.try_again(paths))

    def _run(self, work: Callable[[], None]) -> None:
        self._tasks.run(lambda _job: work(), lambda _: self._look(), self.failed.emit)

    def _open_folder(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.notice.emit(self._tr("系统没有能打开它的程序：{path}", path=path))

    # What happens

    def _look(self) -> None:
        """Something is different: show it, and look at the folders."""
        self.refresh()
        self.in_step.check()

    def _checked(self, checked: Checked) -> None:
        self.lost_changed.emit(checked.lost)
        if checked.report.changed_texts:
            self.texts_changed.emit()
        self.refresh()

    def _tell_progress(self) -> None:
        if self._dialog is not None:
            self._dialog.set_checking(self._checking())

    def _checking(self) -> str:
        if not self.in_step.running:
            return ""
        if self.in_step.progress is None:
            return self._tr("正在检查…")
        done, total = self.in_step.progress
        return self._tr("正在导入 {done}/{total}", done=done, total=total)
