"""The watched folders as a tree: below each of them the files that did not come in, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from reader.messages import Translator
from reader.ui.choosing import Choice
from reader.workspace.steps import FolderStatus

ROW = Qt.ItemDataRole.UserRole
# How many files are listed below a folder; the number of all of them is told.
LONGEST = 200
NAME, STATE, FILES, DOCUMENTS, CHECKED = range(5)
NAME_WIDTH, STATE_WIDTH = 300, 240


class Kind(StrEnum):
    """What a row stands for."""

    FOLDER = "folder"
    PROBLEM = "problem"
    DECLINED = "declined"


@dataclass(frozen=True)
class Row:
    """A row: of a watched folder, or with `paths` of files that can be tried again."""

    kind: Kind
    folder: str
    paths: tuple[str, ...] = ()


class FolderTree(QTreeWidget):
    """Shows the folders; `chosen` when another row is the current one."""

    chosen = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._statuses: tuple[FolderStatus, ...] = ()
        self.setObjectName("watched_folders")
        self.setAccessibleName(tr("关注的文件夹"))
        self.setHeaderLabels([tr("文件夹"), tr("状态"), tr("文件"), tr("文献"), tr("上次检查")])
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in ((NAME, NAME_WIDTH), (STATE, STATE_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        Choice(self).chosen.connect(lambda _index: self.chosen.emit())

    @property
    def row(self) -> Row | None:
        """What the current row stands for."""
        item = self.currentItem()
        row = item.data(NAME, ROW) if item is not None else None
        return row if isinstance(row, Row) else None

    @property
    def status(self) -> FolderStatus | None:
        """The folder that the current row belongs to."""
        row = self.row
        found = (s for s in self._statuses if row is not None and s.folder.path == row.folder)
        return next(found, None)

    @property
    def detail(self) -> str:
        """All of what the current row says, where there is no room for it in the row."""
        item = self.currentItem()
        parts = (item.toolTip(NAME), item.toolTip(STATE)) if item is not None else ()
        return "\n".join(part for part in parts if part)

    def select(self, folder: str) -> None:
        """Make a folder the current row."""
        for item in self._tops():
            if item.data(NAME, ROW).folder == folder:
                self.setCurrentItem(item)

    def set_statuses(self, statuses: Sequence[FolderStatus], checking: str = "") -> None:
        """Show the folders; what was unfolded and chosen stays so.

        `checking` says how far a check is, "" when there is none.
        """
        open_rows = {self._key(item) for item in self._all() if item.isExpanded()}
        current = self.currentItem()
        key = self._key(current) if current is not None else None
        self._statuses = tuple(statuses)
        self.clear()
        for status in statuses:
            self.addTopLevelItem(self._folder(status, checking))
        for item in self._all():
            item.setExpanded(self._key(item) in open_rows)
            if self._key(item) == key:
                self.setCurrentItem(item)
        if self.currentItem() is None:
            for item in self._tops()[:1]:
                self.setCurrentItem(item)
        self.chosen.emit()

    def set_checking(self, checking: str) -> None:
        """Say how far a check is, or with "" how each folder is."""
        for item, status in zip(self._tops(), self._statuses, strict=True):
            item.setText(STATE, self._state(status, checking))
            item.setToolTip(STATE, self._state(status, checking))
        self.chosen.emit()

    # Rows

    def _folder(self, status: FolderStatus, checking: str) -> QTreeWidgetItem:
        folder = status.folder
        state = self._state(status, checking)
        texts = [folder.path, state, f"{status.files:,}", f"{status.documents:,}"]
        item = QTreeWidgetItem([*texts, self._time(folder.checked)])
        item.setData(NAME, ROW, Row(Kind.FOLDER, folder.path))
        item.setToolTip(NAME, folder.path)
        item.setToolTip(STATE, state)
        for column in (FILES, DOCUMENTS):
            item.setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        tr, render = self._tr, self._tr.render
        bad = [(problem.path, render(problem.reason)) for problem in status.problems]
        gone = [(path, tr("它的文献已由您移出资料库")) for path in status.declined]
        for kind, title, files in (
            (Kind.PROBLEM, tr("未导入：{count} 个", count=len(bad)), bad),
            (Kind.DECLINED, tr("移出后不再导入：{count} 个", count=len(gone)), gone),
        ):
            if files:
                item.addChild(self._group(kind, folder.path, title, files))
        return item

    def _group(
        self, kind: Kind, folder: str, title: str, files: Sequence[tuple[str, str]]
    ) -> QTreeWidgetItem:
        group = QTreeWidgetItem([title])
        group.setData(NAME, ROW, Row(kind, folder, tuple(path for path, _ in files)))
        for path, reason in files[:LONGEST]:
            item = QTreeWidgetItem([_below(path, folder), reason])
            item.setData(NAME, ROW, Row(kind, folder, (path,)))
            item.setToolTip(NAME, path)
            item.setToolTip(STATE, reason)
            group.addChild(item)
        if len(files) > LONGEST:
            rest = self._tr("还有 {count} 个没有列出", count=len(files) - LONGEST)
            group.addChild(QTreeWidgetItem([rest]))
        return group

    def _state(self, status: FolderStatus, checking: str) -> str:
        folder, tr = status.folder, self._tr
        if folder.paused:
            return tr("已暂停")
        if checking:
            return checking
        if folder.trouble is not None:
            return tr("不可访问：{reason}", reason=tr.render(folder.trouble))
        if folder.checked is None:
            return tr("等待检查")
        if status.problems:
            return tr("已同步，{count} 个未导入", count=len(status.problems))
        return tr("已同步")

    def _time(self, checked: str | None) -> str:
        if checked is None:
            return "—"
        moment = QDateTime.fromString(checked, Qt.DateFormat.ISODate).toLocalTime()
        return QLocale().toString(moment, QLocale.FormatType.ShortFormat)

    def _tops(self) -> list[QTreeWidgetItem]:
        items = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _all(self) -> list[QTreeWidgetItem]:
        """The folders, the groups below them, and the files in these."""
        tops = self._tops()
        groups = [child for item in tops for child in _children(item)]
        return [*tops, *groups, *(child for item in groups for child in _children(item))]

    @staticmethod
    def _key(item: QTreeWidgetItem) -> object:
        """What a row is known by when its numbers are others."""
        row = item.data(NAME, ROW)
        if not isinstance(row, Row):
            return None
        group = row.kind is Kind.FOLDER or item.childCount() > 0
        return (row.kind, row.folder, () if group else row.paths)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = map(item.child, range(item.childCount()))
    return [child for child in children if child is not None]


def _below(path: str, folder: str) -> str:
    """A path as it is read below its folder."""
    try:
        return str(Path(path).relative_to(folder))
    except ValueError:
        return path
