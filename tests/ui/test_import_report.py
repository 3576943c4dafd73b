"""What an import did, file by file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from reader.importers.model import FailedFile, ImportedDocument, ImportReport
from reader.messages import Translator, msg
from reader.ui.import_report import ImportReportDialog

REPORT = ImportReport(
    documents=(
        ImportedDocument("/in/a.txt", "d1", "甲文", "txt", "utf-8", 3, 1200, "imported"),
        ImportedDocument(
            "/in/b.txt", "d2", "乙文", "txt", "gbk", 5, 80, "updated", (msg("有乱码"),)
        ),
        ImportedDocument("/in/c.txt", "d1", "甲文", "txt", "utf-8", 3, 120, "unchanged"),
    ),
    failed=(FailedFile("/in/x.zip", msg("不认识这种文件：{kind}", kind="zip")),),
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def rows(dialog: ImportReportDialog) -> list[tuple[str, ...]]:
    model = dialog.rows.model()
    return [
        tuple(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]


def summary(dialog: ImportReportDialog) -> str:
    label = dialog.findChild(QLabel, "import_summary")
    assert isinstance(label, QLabel)
    return label.text()


def test_every_file_has_a_row_and_failures_come_first(parent: QWidget, tr: Translator) -> None:
    dialog = ImportReportDialog(REPORT, tr, parent)
    assert rows(dialog) == [
        ("x.zip", "未导入", "不认识这种文件：zip"),
        ("a.txt", "已导入", "《甲文》，1,200 字"),
        ("b.txt", "已更新", "《乙文》，80 字；有乱码"),
        ("c.txt", "没有变化", "《甲文》，120 字"),
    ]
    tips = [
        dialog.rows.model().index(2, column).data(Qt.ItemDataRole.ToolTipRole)
        for column in range(3)
    ]
    assert tips == ["/in/b.txt", None, "《乙文》，80 字；有乱码"]
    header = dialog.rows.header().model()
    titles = [header.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["文件", "结果", "说明"]


def test_the_summary_counts(parent: QWidget, tr: Translator) -> None:
    said = summary(ImportReportDialog(REPORT, tr, parent))
    assert said == "新导入 1 篇，更新 1 篇，没有变化 1 篇，未导入 1 个文件。"


def test_a_stopped_import_says_so(parent: QWidget, tr: Translator) -> None:
    stopped = ImportReport(REPORT.documents[:1], (), cancelled=True)
    assert "取消" in summary(ImportReportDialog(stopped, tr, parent))
    assert "取消" not in summary(ImportReportDialog(REPORT, tr, parent))


def test_a_document_opens_from_its_row(parent: QWidget, tr: Translator, qtbot: QtBot) -> None:
    dialog = ImportReportDialog(REPORT, tr, parent)
    wanted: list[str] = []
    dialog.document_wanted.connect(wanted.append)
    dialog.show()
    for row in range(4):
        dialog.rows.setCurrentIndex(dialog.rows.model().index(row, 0))
        QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    assert wanted == ["d1", "d2", "d1"]
