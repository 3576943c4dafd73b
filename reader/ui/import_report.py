"""What an import did, file by file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.importers.model import ImportedDocument, ImportReport
from reader.messages import Translator

DOCUMENT = Qt.ItemDataRole.UserRole


class ImportReportDialog(QDialog):
    """Lists every file with what became of it; a double click opens the document."""

    document_wanted = Signal(str)

    def __init__(self, report: ImportReport, tr: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setObjectName("import_report")
        self.setWindowTitle(tr("导入结果"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        summary = QLabel(self._summary(report))
        summary.setObjectName("import_summary")
        summary.setWordWrap(True)
        self.rows = QTreeWidget()
        self.rows.setAccessibleName(tr("导入结果"))
        self.rows.setColumnCount(3)
        self.rows.setHeaderLabels([tr("文件"), tr("结果"), tr("说明")])
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for failure in report.failed:
            self._add(failure.path, tr("未导入"), tr.render(failure.reason), None)
        for document in report.documents:
            self._add(document.path, self._status(document), self._remarks(document), document)
        header = self.rows.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.rows.setColumnWidth(0, 260)
        self.rows.itemActivated.connect(self._open)
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr("关闭"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(summary)
        layout.addWidget(self.rows, 1)
        layout.addWidget(buttons)
        self.resize(820, 440)

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

    def _status(self, document: ImportedDocument) -> str:
        names = {
            "imported": self._tr("已导入"),
            "updated": self._tr("已更新"),
            "unchanged": self._tr("没有变化"),
        }
        return names[document.status]

    def _remarks(self, document: ImportedDocument) -> str:
        remarks = [
            self._tr("《{title}》，{count} 字", title=document.title, count=document.characters)
        ]
        remarks.extend(self._tr.render(warning) for warning in document.warnings)
        return self._tr("；").join(remarks)

    def _add(self, path: str, status: str, remark: str, document: ImportedDocument | None) -> None:
        item = QTreeWidgetItem([Path(path).name, status, remark])
        item.setToolTip(0, path)
        item.setToolTip(2, remark)
        if document is not None:
            item.setData(0, DOCUMENT, document.document)
        self.rows.addTopLevelItem(item)

    def _open(self, item: QTreeWidgetItem) -> None:
        document = item.data(0, DOCUMENT)
        if document is not None:
            self.document_wanted.emit(str(document))
