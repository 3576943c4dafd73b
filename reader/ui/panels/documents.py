"""文献: the documents of the library, to sort, filter and open in either pane."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from reader.library.model import DocumentRecord
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.cards import Card, CardList

ACTIVE, LEFT, RIGHT = -1, 0, 1
# An ISO time up to its minute: what came in together stays in the order of the files.
MINUTE = len("2026-11-21T09:30")


class DocumentsPanel(QWidget):
    """Lists documents; asks for what it cannot do itself by signals.

    `open_wanted(document, pane)`: pane is 0 (left), 1 (right) or -1 (the active one);
    `remove_wanted` carries the ids of one document or several.
    """

    open_wanted = Signal(str, int)
    opened = Signal()
    order_changed = Signal()
    original_wanted = Signal(str)
    remove_wanted = Signal(object)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._records: dict[str, DocumentRecord] = {}
        self._haystacks: dict[str, str] = {}
        self._writable = True
        self.filter = QLineEdit()
        self.filter.setObjectName("document_filter")
        self.filter.setAccessibleName(tr("筛选文献"))
        self.filter.setPlaceholderText(tr("按标题、作者、来源筛选"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._show())
        self._order = QComboBox()
        self._order.setObjectName("document_order")
        self._order.setAccessibleName(tr("文献排序"))
        for name, key in _orders(tr):
            self._order.addItem(name, key)
        self._order.currentIndexChanged.connect(lambda _: self._show())
        self._order.currentIndexChanged.connect(lambda _: self.order_changed.emit())
        self.list = DocumentList(appearance)
        self.list.setObjectName("document_list")
        self.list.setAccessibleName(tr("文献"))
        self.list.chosen.connect(lambda key: self.open_wanted.emit(key, ACTIVE))
        self.list.opened.connect(lambda key: self.open_wanted.emit(key, ACTIVE))
        self.list.opened.connect(lambda _key: self.opened.emit())
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.menu_wanted.connect(self._menu)
        self._count = QLabel()
        self._count.setObjectName("panel_note")
        top = QHBoxLayout()
        top.setContentsMargins(10, 10, 10, 4)
        top.addWidget(self.filter, 1)
        top.addWidget(self._order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._count)
        layout.addWidget(self.list, 1)

    def set_documents(self, records: Sequence[DocumentRecord], writable: bool) -> None:
        """Show the documents of a library."""
        self._records = {record.document: record for record in records}
        self._haystacks = {}
        self._writable = writable
        self._show()

    def select(self, document: str | None) -> None:
        """Mark the document that is read."""
        self.list.select(document)

    def title_of(self, document: str) -> str | None:
        """The title of a document that is listed."""
        record = self._records.get(document)
        return None if record is None else record.metadata.title

    @property
    def order(self) -> str:
        """The order chosen, to be kept with the session."""
        return str(self._order.currentData())

    def set_order(self, key: str) -> None:
        """Choose an order."""
        index = self._order.findData(key)
        if index >= 0:
            self._order.setCurrentIndex(index)

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [r for r in self._records.values() if self._matches(r, words)]
        shown.sort(key=lambda record: (record.path, record.part))
        shown.sort(key=_SORTS[self.order][0], reverse=_SORTS[self.order][1])
        self.list.set_keys([record.document for record in shown], self._card, keep=True)
        self._count.setText(self._summary(len(shown)))

    def _matches(self, record: DocumentRecord, words: Sequence[str]) -> bool:
        if not words:
            return True
        haystack = self._haystacks.get(record.document)
        if haystack is None:
            haystack = self._haystacks[record.document] = _haystack(record)
        return all(word in haystack for word in words)

    def _summary(self, shown: int) -> str:
        if not self._records:
            return self._tr("资料库是空的：点“导入”，或把文件拖到窗口里")
        if shown == len(self._records):
            return self._tr("{count} 篇", count=shown)
        return self._tr("{shown} 篇，共 {count} 篇", shown=shown, count=len(self._records))

    def _card(self, document: object) -> Card:
        record = self._records[str(document)]
        metadata = record.metadata
        facts = [part for part in (metadata.author, metadata.source, metadata.date) if part]
        facts.append(self._tr("{count} 字", count=f"{record.characters:,}"))
        return Card(
            key=record.document,
            headline=metadata.title,
            detail="　".join(facts),
            tip="\n".join((metadata.title, record.path)),
        )

    def _menu(self, key: object, place: QPoint) -> None:
        document = str(key)
        chosen = self.list.meant(document)
        menu = QMenu(self)
        tr = self._tr
        menu.addAction(tr("在左栏打开"), lambda: self.open_wanted.emit(document, LEFT))
        menu.addAction(tr("在右栏打开"), lambda: self.open_wanted.emit(document, RIGHT))
        menu.addSeparator()
        menu.addAction(tr("打开原文件"), lambda: self.original_wanted.emit(document))
        remove = menu.addAction(tr("移出资料库"), lambda: self.remove_wanted.emit(chosen))
        remove.setEnabled(self._writable)
        menu.exec(place)
        menu.deleteLater()


class DocumentList(CardList):
    """The list itself, with the Delete key; several documents may be selected."""

    remove_wanted = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, 1, several=True)

    def selected(self) -> tuple[str, ...]:
        """The documents that are selected, from the top."""
        return tuple(str(key) for key in self.selected_keys())

    def meant(self, document: str) -> tuple[str, ...]:
        """What a menu on a document is about: all that are selected, if it is one of them."""
        selected = self.selected()
        return selected if document in selected else (document,)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to take the selected documents out of the library."""
        selected = self.selected()
        if event.key() == Qt.Key.Key_Delete and selected:
            self.remove_wanted.emit(selected)
        else:
            super().keyPressEvent(event)


def _orders(tr: Translator) -> tuple[tuple[str, str], ...]:
    return (
        (tr("最近导入"), "imported"),
        (tr("标题"), "title"),
        (tr("日期"), "date"),
        (tr("来源"), "source"),
        (tr("字数"), "length"),
    )


# What is equal stays in the order of the files, also where the order is reversed.
_SORTS: dict[str, tuple[Callable[[DocumentRecord], str | int], bool]] = {
    "imported": (lambda record: record.imported[:MINUTE], True),
    "title": (lambda record: record.metadata.title, False),
    "date": (lambda record: record.metadata.date or "", True),
    "source": (lambda record: record.metadata.source or "\uffff", False),
    "length": (lambda record: record.characters, True),
}


def _haystack(record: DocumentRecord) -> str:
    metadata = record.metadata
    parts = (metadata.title, metadata.author, metadata.source, metadata.date, record.path)
    return " ".join(part for part in parts if part).casefold()
