"""文献: the documents of the library, to sort, filter, put into folders and open in either pane."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.documents.record import DocumentRecord
from reader.library.model import Collection
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.cards import Card
from reader.ui.eliding import ElidedCombo
from reader.ui.empty_state import make_way
from reader.ui.naming import name_clear_button, name_combo
from reader.ui.panels import arranging
from reader.ui.panels.arranging import Group
from reader.ui.panels.collections import ALL, FOLDER, CollectionTree, Node
from reader.ui.panels.document_list import DocumentList
from reader.ui.panels.folders import Folders

ACTIVE, LEFT, RIGHT = -1, 0, 1
ICON = QSize(16, 16)
# What the number of documents and the order beside it have around them, in pixels.
MARGINS = 40
# Of the whole height: the list is what people look at.
TREE_SHARE, LIST_SHARE = 2, 3


class DocumentsPanel(QWidget):
    """Lists documents; asks for what it cannot do itself by signals.

    `open_wanted(document, pane)`: pane is 0 (left), 1 (right) or -1 (the active one);
    `remove_wanted` carries the ids of one document or several. `menu_filling(menu, documents)`
    lets others put what they can do with these documents into the menu of the list.
    `take_out_wanted(folder, documents)` and `arranged(folder, documents, before)` are about the
    folder that is shown.
    """

    open_wanted = Signal(str, int)
    opened = Signal()
    order_changed = Signal()
    original_wanted = Signal(str)
    place_wanted = Signal(str)
    correction_wanted = Signal(str)
    remove_wanted = Signal(object)
    menu_filling = Signal(object, object)
    take_out_wanted = Signal(str, object)
    arranged = Signal(str, object, object)
    node_changed = Signal()

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._records: dict[str, DocumentRecord] = {}
        self._haystacks: dict[str, str] = {}
        self._ordered: tuple[str, list[DocumentRecord]] | None = None
        self._folders = Folders()
        self._found: Mapping[str, frozenset[str]] = {}
        self._writable = True
        self._empty_state: QWidget | None = None
        self.filter = QLineEdit()
        self.filter.setObjectName("document_filter")
        self.filter.setAccessibleName(tr("筛选文献"))
        self.filter.setPlaceholderText(tr("按标题、作者、来源筛选"))
        self.filter.setToolTip(tr("按标题、作者、来源筛选"))
        name_clear_button(self.filter, tr)
        self.filter.textChanged.connect(lambda _: self._show())
        self._order = self._make_order()
        self.tree_button = self._button("show_collections", tr("显示文献夹"))
        self.tree_button.setCheckable(True)
        self.tree_button.toggled.connect(self._toggle_tree)
        self.new_button = self._button("new_collection", tr("新建文献夹"))
        self.tree = CollectionTree(appearance, tr)
        self.tree.chosen.connect(lambda _node: self._turn())
        self.tree.group_opened.connect(lambda _grouping: self._grow())
        self.list = DocumentList(appearance)
        self.list.setObjectName("document_list")
        self.list.setAccessibleName(tr("文献"))
        self.list.chosen.connect(lambda key: self.open_wanted.emit(key, ACTIVE))
        self.list.opened.connect(lambda key: self.open_wanted.emit(key, ACTIVE))
        self.list.opened.connect(lambda _key: self.opened.emit())
        self.list.remove_wanted.connect(self._remove)
        self.list.arranged.connect(self._arrange)
        self.list.menu_wanted.connect(self._menu)
        self._lost: frozenset[str] = frozenset()
        self.lost_only = QCheckBox()
        self.lost_only.setObjectName("document_lost_only")
        self.lost_only.toggled.connect(lambda _: self._show())
        self.lost_only.hide()
        self._count = QLabel()
        self._count.setObjectName("panel_note")
        self._count.setWordWrap(True)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.set_appearance(appearance)
        self._grow()

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.list.set_appearance(appearance)
        self.tree.set_appearance(appearance)
        self.tree_button.setIcon(appearance.icon("folder", "muted", 16))
        self.new_button.setIcon(appearance.icon("add", "muted", 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The order gives way to the number of documents beside it."""
        super().resizeEvent(event)
        self._fit_order()

    def _fit_order(self) -> None:
        """It has what the number of documents leaves, two fifths of the width at least."""
        count = self._count.fontMetrics().horizontalAdvance(self._count.text()) + MARGINS
        self._order.setMaximumWidth(max(self.width() - count, self.width() * 2 // 5))

    def set_empty_state(self, state: QWidget) -> None:
        """What stands in the place of the list while the library is empty."""
        self._empty_state = state
        layout = self._list_box.layout()
        if layout is not None:
            layout.addWidget(state)
        self._show()

    # What is shown

    def set_documents(self, records: Sequence[DocumentRecord], writable: bool) -> None:
        """Show the documents of a library."""
        self._records = {record.document: record for record in records}
        self._haystacks = {}
        self._ordered = None
        self._writable = writable
        self._grow()
        self._show()

    def set_folders(self, folders: Sequence[Collection]) -> None:
        """Show the user's folders."""
        before = self.node
        self._folders = Folders(folders, self._found)
        self._grow()
        self._show()
        if self.node != before:
            self.node_changed.emit()

    def set_found(self, found: Mapping[str, frozenset[str]]) -> None:
        """Show what the folders of searches hold."""
        self._found = found
        self._folders = Folders(tuple(self._folders), found)
        self.tree.set_counts(self._folders.counts(self._records))
        if self.node.kind == FOLDER:
            self._show()

    def set_lost(self, documents: frozenset[str]) -> None:
        """Mark the documents whose file is gone from a watched folder; they can be filtered."""
        if documents != self._lost:
            self._lost = documents
            self._show()

    def select(self, document: str | None) -> None:
        """Mark the document that is read."""
        self.list.select(document)

    def title_of(self, document: str) -> str | None:
        """The title of a document that is listed."""
        record = self._records.get(document)
        return None if record is None else record.metadata.title

    def folder_name(self, folder: str) -> str | None:
        """The name of a folder."""
        found = self._folders.get(folder)
        return None if found is None else found.name

    @property
    def folders(self) -> tuple[Collection, ...]:
        """The user's folders, each before those inside it."""
        return tuple(self._folders)

    def inside(self, folder: str) -> set[str]:
        """A folder and all that lie in it."""
        return self._folders.inside(folder)

    @property
    def folder(self) -> Collection | None:
        """The folder that is shown."""
        return self._folders.get(self.node.key) if self.node.kind == FOLDER else None

    def folder_id(self) -> str | None:
        """The id of the folder that is shown."""
        return self.node.key if self.node.kind == FOLDER else None

    @property
    def node(self) -> Node:
        """What is chosen in the tree."""
        return self.tree.node

    def show_node(self, node: Node) -> None:
        """Choose a row of the tree; all documents where there is no such row."""
        if node.kind in arranging.GROUPINGS:
            self.tree.open_group(node.kind)
            self._grow()
        before = self.node
        self.tree.select(node)
        self._show()
        if self.node != before:
            self.node_changed.emit()

    def show_tree(self, shown: bool) -> None:
        """Show the tree, or the list alone."""
        self.tree_button.setChecked(shown)

    @property
    def order(self) -> str:
        """The order chosen, to be kept with the session."""
        return str(self._order.currentData())

    def set_order(self, key: str) -> None:
        """Choose an order."""
        index = self._order.findData(key)
        if index >= 0:
            self._order.setCurrentIndex(index)

    # The tree

    def _grow(self) -> None:
        records = list(self._records.values())
        groups: dict[str, list[Group]] = {}
        for grouping in arranging.GROUPINGS:
            wanted = grouping in self.tree.open_groups
            groups[grouping] = arranging.groups(records, grouping, self._tr) if wanted else []
        self.tree.set_tree(len(records), self.folders, groups)
        self.tree.set_counts(self._folders.counts(self._records))

    def _turn(self) -> None:
        self._show()
        self.node_changed.emit()

    def _toggle_tree(self, on: bool) -> None:
        self._tree_box.setVisible(on)
        if on:
            height = self._splitter.height()
            self._splitter.setSizes([height * TREE_SHARE, height * LIST_SHARE])
        self.node_changed.emit()

    # The list

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        lost = self._offer_lost()
        shown = [record for record in self._of_node() if self._matches(record, words)]
        if lost is not None:
            shown = [record for record in shown if record.document in lost]
        self.list.set_keys([record.document for record in shown], self._card, keep=True)
        self.list.set_sortable(self._sortable and not words and lost is None)
        self._count.setText(self._summary(len(shown)))
        self._fit_order()
        if self._empty_state is not None:
            empty = not self._records
            self._empty_state.setVisible(empty)
            make_way(self.list, empty)
            self._count.setVisible(not empty)

    def _offer_lost(self) -> frozenset[str] | None:
        """Offer to show only what lost its file, where there is any; what is asked for of it."""
        lost = self._lost & self._records.keys()
        self.lost_only.setText(self._tr("只看原文件已不在的 {count} 篇", count=len(lost)))
        self.lost_only.setVisible(bool(lost))
        return lost if lost and self.lost_only.isChecked() else None

    def _of_node(self) -> Iterable[DocumentRecord]:
        """What the row of the tree holds, in the order that was chosen."""
        node = self.node
        if node.kind == ALL:
            return self._in_order()
        if node.kind == FOLDER:
            members = self._folders.members(node.key, self._records)
            return arranging.arranged((self._records[d] for d in members), self.order)
        return [r for r in self._in_order() if arranging.group_of(r, node.kind) == node.key]

    def _in_order(self) -> Sequence[DocumentRecord]:
        """All documents in the order that was chosen: put in order once, not with every key."""
        if self._ordered is None or self._ordered[0] != self.order:
            found = arranging.arranged(self._records.values(), self.order)
            self._ordered = (self.order, found)
        return self._ordered[1]

    @property
    def _sortable(self) -> bool:
        folder = self.folder
        return folder is not None and folder.search is None and self.order == arranging.OWN

    def _matches(self, record: DocumentRecord, words: Sequence[str]) -> bool:
        if not words:
            return True
        haystack = self._haystacks.get(record.document)
        if haystack is None:
            haystack = self._haystacks[record.document] = arranging.haystack(record)
        return all(word in haystack for word in words)

    def _summary(self, shown: int) -> str:
        tr, folder = self._tr, self.folder
        if not self._records:
            return tr("资料库是空的：单击“导入”，或把文件拖到窗口里")
        if shown == 0 and folder is not None and not self.filter.text():
            if folder.search is None:
                return tr("“{name}”里还没有文献：把文献拖进来，或用右键菜单加入", name=folder.name)
            if not self._folders.knows(folder.id):
                return tr("正在查找…")
            return tr("现在没有符合“{query}”的文献", query=folder.search.query)
        if self.node.kind != ALL:
            return tr("{name}：{count} 篇", name=self.tree.name_of(self.node), count=shown)
        if shown == len(self._records):
            return tr("{count} 篇", count=shown)
        return tr("{shown} 篇，共 {count} 篇", shown=shown, count=len(self._records))

    def _card(self, document: object) -> Card:
        record = self._records[str(document)]
        metadata = record.metadata
        facts = [part for part in (metadata.author, metadata.source, metadata.date) if part]
        facts.append(self._tr("{count} 字", count=f"{record.characters:,}"))
        if record.document in self._lost:
            facts.insert(0, self._tr("原文件已不在原处"))
        place = record.path if record.has_file else self._tr("粘贴的文字，没有原文件")
        holders = self._folders.holding(record.document)
        tip = [metadata.title, place]
        if holders:
            tip.append(self._tr("文献夹：{names}", names=self._tr("、").join(holders)))
        return Card(
            key=record.document,
            headline=metadata.title,
            detail="　".join(facts),
            tip="\n".join(tip),
        )

    # What the user does

    def _remove(self, documents: Sequence[str]) -> None:
        """The Delete key: out of the folder that is shown, else out of the library."""
        folder = self.folder
        if folder is not None and folder.search is None:
            self.take_out_wanted.emit(folder.id, tuple(documents))
        else:
            self.remove_wanted.emit(tuple(documents))

    def _arrange(self, documents: Sequence[str], before: str | None) -> None:
        if self._sortable:
            self.arranged.emit(self.node.key, tuple(documents), before)

    def _menu(self, key: object, place: QPoint) -> None:
        document = str(key)
        chosen = self.list.meant(document)
        menu, tr = QMenu(self), self._tr
        if len(chosen) == 1:
            menu.addAction(tr("在左栏打开"), lambda: self.open_wanted.emit(document, LEFT))
            menu.addAction(tr("在右栏打开"), lambda: self.open_wanted.emit(document, RIGHT))
            menu.addSeparator()
        self.menu_filling.emit(menu, chosen)
        if len(chosen) == 1 and self._records[document].has_file:
            menu.addAction(tr("打开原文件"), lambda: self.original_wanted.emit(document))
            menu.addAction(tr("打开所在文件夹"), lambda: self.place_wanted.emit(document))
        if len(chosen) == 1:
            correct = menu.addAction(
                tr("更正识别结果…"), lambda: self.correction_wanted.emit(document)
            )
            correct.setEnabled(self._writable)
        menu.addSeparator()
        remove = menu.addAction(tr("移出资料库"), lambda: self.remove_wanted.emit(chosen))
        remove.setEnabled(self._writable)
        menu.exec(place)
        menu.deleteLater()

    # Parts

    def _make_order(self) -> QComboBox:
        order = ElidedCombo()
        order.setObjectName("document_order")
        name_combo(order, self._tr("文献排序"))
        for name, key in arranging.orders(self._tr):
            order.addItem(name, key)
        order.currentIndexChanged.connect(lambda _: self._show())
        order.currentIndexChanged.connect(lambda _: self.order_changed.emit())
        return order

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.setIconSize(ICON)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 8, 0)
        top.setSpacing(4)
        top.addWidget(self.filter, 1)
        top.addWidget(self.tree_button)
        counted = QHBoxLayout()
        counted.setContentsMargins(0, 4, 12, 4)
        counted.setSpacing(0)
        counted.addWidget(self._count, 1)
        counted.addWidget(self._order)
        self._tree_box, lower = QWidget(), QWidget()
        self._list_box = lower
        heading = QLabel(self._tr("文献夹"))
        heading.setObjectName("panel_note")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(heading, 1)
        row.addWidget(self.new_button)
        marked = QHBoxLayout()
        marked.setContentsMargins(12, 0, 12, 2)
        marked.addWidget(self.lost_only)
        for box, parts in (
            (self._tree_box, (row, self.tree)),
            (lower, (counted, marked, self.list)),
        ):
            layout = QVBoxLayout(box)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            for part in parts:
                if isinstance(part, QWidget):
                    layout.addWidget(part, 1)
                else:
                    layout.addLayout(part)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._tree_box)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, TREE_SHARE)
        splitter.setStretchFactor(1, LIST_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(splitter, 1)
        self._tree_box.hide()
