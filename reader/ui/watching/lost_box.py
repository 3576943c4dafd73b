"""The documents whose file is gone: each stays or goes as the user says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from reader.messages import Translator
from reader.workspace.steps import LostDocument

DOCUMENT = Qt.ItemDataRole.UserRole


class LostBox(QGroupBox):
    """Lists them; `keep_wanted` and `remove_wanted` carry ids, `document_wanted` one of them."""

    keep_wanted = Signal(object)
    remove_wanted = Signal(object)
    document_wanted = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.rows = QTreeWidget()
        self.rows.setObjectName("lost_documents")
        self.rows.setAccessibleName(tr("原文件已不在原处的文献"))
        self.rows.setHeaderLabels([tr("文献"), tr("原来的文件")])
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.rows.header().setStretchLastSection(True)
        self.rows.setColumnWidth(0, 260)
        self.rows.itemActivated.connect(lambda item, _column: self._open(item))
        self.rows.itemSelectionChanged.connect(self._update)
        self.keep = self._button("keep_lost", tr("保留(&K)"))
        self.remove = self._button("remove_lost", tr("移出资料库(&R)"))
        self.keep.clicked.connect(lambda: self.keep_wanted.emit(self._meant()))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self._meant()))
        every = self._button("select_all_lost", tr("全选(&A)"))
        every.clicked.connect(self.rows.selectAll)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (every, self.keep, self.remove):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.rows, 1)
        layout.addLayout(buttons)
        self.set_documents(())

    def set_documents(self, documents: Sequence[LostDocument]) -> None:
        """Show the documents; without any the box is not there."""
        meant = set(self._meant())
        self.rows.clear()
        for lost in documents:
            item = QTreeWidgetItem([lost.title, lost.path])
            item.setData(0, DOCUMENT, lost.document)
            item.setToolTip(0, lost.title)
            item.setToolTip(1, lost.path)
            self.rows.addTopLevelItem(item)
            item.setSelected(lost.document in meant)
        self.setTitle(self._tr("原文件已不在原处，文字仍保留：{count} 篇", count=len(documents)))
        self.setVisible(bool(documents))
        self._update()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _meant(self) -> tuple[str, ...]:
        return tuple(str(item.data(0, DOCUMENT)) for item in self.rows.selectedItems())

    def _update(self) -> None:
        some = bool(self.rows.selectedItems())
        self.keep.setEnabled(some)
        self.remove.setEnabled(some)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.document_wanted.emit(str(item.data(0, DOCUMENT)))
