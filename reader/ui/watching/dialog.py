"""关注的文件夹: which folders are kept in step, how they are, and what is to be decided."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.dialog import FittedDialog
from reader.ui.watching.folder_tree import FolderTree, Kind
from reader.ui.watching.lost_box import LostBox
from reader.watching.model import Folder
from reader.workspace.steps import FolderStatus, LostDocument

SIZE = (920, 680)


@dataclass(frozen=True)
class Overview:
    """What the dialog shows."""

    statuses: tuple[FolderStatus, ...]
    lost: tuple[LostDocument, ...]


class WatchedFoldersDialog(FittedDialog):
    """Shows and asks; what is wanted is told by signals, and done by whoever opened it.

    `change_wanted(before, after)` carries folders; `try_again_wanted` paths of files.
    """

    add_wanted = Signal()
    check_wanted = Signal()
    open_wanted = Signal(str)
    believe_wanted = Signal(str)
    remove_wanted = Signal(str)
    change_wanted = Signal(object, object)
    try_again_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, tr: Translator, parent: QWidget) -> None:
        super().__init__("watched_folders_dialog", tr("关注的文件夹"), parent)
        self._tr = tr
        self.tree = FolderTree(tr)
        self.tree.chosen.connect(self._update)
        self.lost = LostBox(tr)
        self._hint = QLabel(
            tr(
                "关注的文件夹里新增或改动的文件会自动导入，移动的会跟着走；文件不见了，"
                "文字仍保留，由您决定去留。单击“添加文件夹”开始。"
            )
        )
        self._hint.setWordWrap(True)
        self._make_buttons()
        self._make_patterns()
        self._detail = QLabel()
        self._detail.setObjectName("watching_detail")
        self._detail.setWordWrap(True)
        self._said = QLabel()
        self._said.setObjectName("watching_said")
        self._said.setWordWrap(True)
        self._lay_out()
        self._update()

    # What it shows

    def set_overview(self, overview: Overview, checking: str) -> None:
        """Show the state of things."""
        self.tree.set_statuses(overview.statuses, checking)
        self.lost.set_documents(overview.lost)
        self._update()

    def set_checking(self, checking: str) -> None:
        """Say how far a check is; "" when there is none."""
        self.tree.set_checking(checking)

    def say(self, text: str, undoable: bool) -> None:
        """Say what was done, or what could not be, with a way back."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self.undo_button.setEnabled(undoable)

    # Making it

    def _make_buttons(self) -> None:
        tr = self._tr
        self.add_button = self._button("watch_add", tr("添加文件夹(&N)…"), self.add_wanted.emit)
        self.check_button = self._button("watch_check", tr("立即检查(&C)"), self.check_wanted.emit)
        self.pause_button = self._button("watch_pause", tr("暂停(&P)"), self._pause)
        self.open_button = self._button("watch_open", tr("打开文件夹(&O)"), self._open)
        self.again_button = self._button("watch_again", tr("重新导入(&T)"), self._try_again)
        self.again_button.setToolTip(tr("再导入一次所选的文件，包括已移出资料库的"))
        self.believe_button = self._button("watch_believe", tr("文件确已不在(&G)"), self._believe)
        self.believe_button.setToolTip(tr("磁盘和共享都连着，文件确实删了；文字仍然保留"))
        self.remove_button = self._button("watch_remove", tr("停止关注(&S)"), self._remove)
        self.remove_button.setToolTip(tr("已导入的文献不受影响"))
        self._side = (
            self.add_button,
            self.check_button,
            self.pause_button,
            self.open_button,
            self.again_button,
            self.believe_button,
            self.remove_button,
        )
        self.undo_button = self._button("watch_undo", tr("撤销"), self.undo_wanted.emit)
        self.undo_button.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.undo_button.setEnabled(False)
        self.close_button = self._button("watch_close", tr("关闭"), self.close)

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _make_patterns(self) -> None:
        tr = self._tr
        self.only = QLineEdit()
        self.only.setObjectName("watch_only")
        self.only.setAccessibleName(tr("只导入这些文件"))
        self.only.setPlaceholderText(tr("能读的都导入；可写 *.docx *.pdf，用空格分开"))
        self.without = QLineEdit()
        self.without.setObjectName("watch_without")
        self.without.setAccessibleName(tr("不导入这些"))
        self.without.setPlaceholderText(tr("文件或下级文件夹的名字，如 草稿* 备份 *.xlsx"))
        for edit in (self.only, self.without):
            edit.editingFinished.connect(self._keep_patterns)

    def _lay_out(self) -> None:
        for label in (self._detail, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        side = QVBoxLayout()
        for button in self._side:
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.tree, 1)
        middle.addLayout(side)
        patterns = QFormLayout()
        patterns.addRow(self._tr("只导入这些文件(&L)"), self.only)
        patterns.addRow(self._tr("不导入这些(&E)"), self.without)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        content = QVBoxLayout()
        content.addWidget(self._hint)
        content.addLayout(middle, 3)
        content.addWidget(self._detail)
        content.addLayout(patterns)
        content.addWidget(self.lost, 2)
        self.lay_out(content, foot, *SIZE)

    # What is chosen

    def _update(self) -> None:
        """Offer what makes sense for the row that is chosen."""
        row, status = self.tree.row, self.tree.status
        folder = status.folder if status is not None else None
        some = self.tree.topLevelItemCount() > 0
        self._hint.setVisible(not some)
        self._detail.setText(self.tree.detail)
        self._detail.setVisible(some)
        self.check_button.setEnabled(some)
        for widget in (
            self.pause_button,
            self.open_button,
            self.remove_button,
            self.only,
            self.without,
        ):
            widget.setEnabled(folder is not None)
        paused = folder is not None and folder.paused
        self.pause_button.setText(self._tr("继续(&P)") if paused else self._tr("暂停(&P)"))
        self.again_button.setEnabled(row is not None and row.kind is not Kind.FOLDER)
        self.believe_button.setEnabled(
            status is not None and (status.folder.trouble is not None or bool(status.problems))
        )
        if folder is not None and not self.only.hasFocus() and not self.without.hasFocus():
            self.only.setText(" ".join(folder.only))
            self.without.setText(" ".join(folder.without))

    @property
    def _folder(self) -> Folder | None:
        status = self.tree.status
        return status.folder if status is not None else None

    def _pause(self) -> None:
        folder = self._folder
        if folder is not None:
            self.change_wanted.emit(folder, replace(folder, paused=not folder.paused))

    def _keep_patterns(self) -> None:
        folder = self._folder
        if folder is None:
            return
        only, without = _patterns(self.only.text()), _patterns(self.without.text())
        if (only, without) != (folder.only, folder.without):
            self.change_wanted.emit(folder, replace(folder, only=only, without=without))

    def _open(self) -> None:
        row = self.tree.row
        if row is not None:
            self.open_wanted.emit(row.folder)

    def _try_again(self) -> None:
        row = self.tree.row
        if row is not None and row.paths:
            self.try_again_wanted.emit(row.paths)

    def _believe(self) -> None:
        if self._folder is not None:
            self.believe_wanted.emit(self._folder.path)

    def _remove(self) -> None:
        if self._folder is not None:
            self.remove_wanted.emit(self._folder.path)


def _patterns(text: str) -> tuple[str, ...]:
    """Patterns as people write them: divided by white space or Chinese marks, also ".docx"."""
    words = text.replace("；", " ").replace("，", " ").replace("、", " ").replace(";", " ").split()
    return tuple(f"*{word}" if word.startswith(".") else word for word in words)
