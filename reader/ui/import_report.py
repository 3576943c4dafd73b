"""What an import did, file by file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.importers.model import FailedFile, ImportedDocument, ImportReport
from reader.messages import Translator
from reader.ui.dialog import FittedDialog

FILE, RESULT, REMARK = range(3)
SIZE = (820, 440)
# Beside the widest word of the column of results, in pixels.
RESULT_MARGIN = 28
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Words:
    """The texts of a row."""

    file: str
    result: str
    remark: str


class ReportModel(QAbstractTableModel):
    """The rows of a report; their words are made when they are looked at."""

    def __init__(self, report: ImportReport, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._items: Sequence[FailedFile | ImportedDocument] = (*report.failed, *report.documents)
        self._statuses = {
            "imported": tr("已导入"),
            "updated": tr("已更新"),
            "unchanged": tr("没有变化"),
        }
        self._failed = tr("未导入")
        self._titles = (tr("文件"), tr("结果"), tr("说明"))

    @property
    def results(self) -> tuple[str, ...]:
        """All words of the column of results: no row has to be measured for its width."""
        return (*self._statuses.values(), self._failed)

    def document(self, row: int) -> str | None:
        """The document of a row, None for a file that was not imported."""
        item = self._items[row]
        return item.document if isinstance(item, ImportedDocument) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """One row for each document and for each file that failed."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def columnCount(self, parent: Index | None = None) -> int:
        """File, result, remarks."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row; as a tip the whole path, and the whole remark."""
        if not index.isValid():
            return None
        item, column = self._items[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            words = self._words(item)
            return (words.file, words.result, words.remark)[column]
        if role == Qt.ItemDataRole.ToolTipRole and column != RESULT:
            return item.path if column == FILE else self._words(item).remark
        return None

    def _words(self, item: FailedFile | ImportedDocument) -> _Words:
        name = Path(item.path).name
        if isinstance(item, FailedFile):
            return _Words(name, self._failed, self._tr.render(item.reason))
        remarks = [
            self._tr("《{title}》，{count} 字", title=item.title, count=f"{item.characters:,}")
        ]
        remarks.extend(self._tr.render(warning) for warning in item.warnings)
        return _Words(name, self._statuses[item.status], self._tr("；").join(remarks))


class ImportReportDialog(FittedDialog):
    """Lists every file with what became of it; a double click opens the document."""

    document_wanted = Signal(str)
    watch_wanted = Signal(str)
    correction_wanted = Signal(str)

    def __init__(self, report: ImportReport, tr: Translator, parent: QWidget) -> None:
        super().__init__("import_report", tr("导入结果"), parent)
        self._tr = tr
        summary = QLabel(self._summary(report))
        summary.setObjectName("import_summary")
        summary.setWordWrap(True)
        self._model = ReportModel(report, tr, self)
        self.rows = QTreeView()
        self.rows.setObjectName("import_rows")
        self.rows.setAccessibleName(tr("导入结果"))
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setModel(self._model)
        header = self.rows.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.rows.setColumnWidth(FILE, 260)
        words = (*self._model.results, self._model.headerData(RESULT, Qt.Orientation.Horizontal))
        metrics = self.rows.fontMetrics()
        widest = max(metrics.horizontalAdvance(str(word)) for word in words)
        self.rows.setColumnWidth(RESULT, widest + RESULT_MARGIN)
        self.rows.activated.connect(self._open)
        buttons = self._buttons = QDialogButtonBox()
        self.correct = buttons.addButton(tr("更正…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.correct.setObjectName("report_correct")
        self.correct.setToolTip(tr("查看并更正所选文件的标题、目录、日期等"))
        self.correct.setAutoDefault(False)
        self.correct.clicked.connect(self._correct)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self._offer()
        close = buttons.addButton(tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        content = QVBoxLayout()
        content.addWidget(summary)
        content.addWidget(self.rows, 1)
        self.lay_out(content, buttons, *SIZE)
        self.rows.setFocus()

    def offer_watching(self, folders: Sequence[str]) -> None:
        """Offer to keep the imported folders in step from now on; one button for all."""
        if not folders:
            return
        button = self._buttons.addButton(
            self._tr("关注这个文件夹"), QDialogButtonBox.ButtonRole.ActionRole
        )
        button.setObjectName("import_watch")
        button.setAutoDefault(False)
        button.setToolTip(
            self._tr("以后其中的文件有增有改，自动导入：{names}", names="\n".join(folders))
        )

        def watch() -> None:
            button.setEnabled(False)
            for folder in folders:
                self.watch_wanted.emit(folder)

        button.clicked.connect(watch)

    def _summary(self, report: ImportReport) -> str:
        counts = {"imported": 0, "updated": 0, "unchanged": 0}
        for document in report.documents:
            counts[document.status] += 1
        text = self._tr(
            "新导入 {imported} 篇，更新 {updated} 篇，没有变化 {unchanged} 篇，"
            "未导入 {failed} 个文件。",
            failed=len(report.failed),
            **counts,
        )
        if report.cancelled:
            text += self._tr("导入已中途取消，已导入的保留。")
        return text

    def _open(self, index: QModelIndex) -> None:
        document = self._model.document(index.row())
        if document is not None:
            self.document_wanted.emit(document)

    def _chosen(self) -> str | None:
        indexes = self.rows.selectionModel().selectedIndexes()
        return self._model.document(indexes[0].row()) if indexes else None

    def _offer(self) -> None:
        self.correct.setEnabled(self._chosen() is not None)

    def _correct(self) -> None:
        document = self._chosen()
        if document is not None:
            self.correction_wanted.emit(document)
