"""The tree of the 文献 panel: all documents, the user's folders, and what groups by itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from reader.library.model import Collection
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.choosing import Choice
from reader.ui.panels.arranging import GROUPINGS, Group

NODE = Qt.ItemDataRole.UserRole
FOLDER_TYPE = "application/x-antou-collection"
DOCUMENTS_TYPE = "application/x-antou-documents"
ALL, FOLDER, HEADING = "all", "folder", "heading"

Flag = Qt.ItemFlag
Drop = QAbstractItemView.DropIndicatorPosition


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree.

    All documents, a folder (`key` is its id), or a group by source, year or place (`key` is the
    group's, as in `arranging`).
    """

    kind: str = ALL
    key: str = ""

    @property
    def text(self) -> str:
        """The node as one word, to be kept with the session."""
        return f"{self.kind}:{self.key}"

    @staticmethod
    def parse(text: str) -> "Node":
        """The node of a session; all documents where it makes no sense."""
        kind, colon, key = text.partition(":")
        known = colon and kind in (FOLDER, *GROUPINGS)
        return Node(kind, key) if known else Node()


class CollectionTree(QTreeWidget):
    """Named 文献夹. Shows folders with the number of their documents; asks for changes by signals.

    `chosen(node)` comes for every way of choosing. `rename_wanted(id, name)`,
    `move_wanted(id, parent or None, position or None)`, `remove_wanted(id)`,
    `documents_dropped(id, documents, moved)`, and `menu_wanted(node, place)`.
    """

    chosen = Signal(object)
    rename_wanted = Signal(str, str)
    move_wanted = Signal(str, object, object)
    remove_wanted = Signal(str)
    documents_dropped = Signal(str, object, bool)
    menu_wanted = Signal(object, QPoint)
    group_opened = Signal(str)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._appearance = appearance
        self._silent = False
        self._open_groups: set[str] = set()
        self._closed_folders: set[str] = set()
        self._folders: dict[str, Collection] = {}
        self._items: dict[Node, QTreeWidgetItem] = {}
        self._node = Node()
        self.setObjectName("collection_tree")
        self.setAccessibleName(tr("文献夹"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        Choice(self).chosen.connect(lambda _: self._choose(self.currentItem()))
        self.itemClicked.connect(lambda item, _column: self._choose(item))
        self.itemExpanded.connect(self._note_open)
        self.itemCollapsed.connect(self._note_open)
        self.itemChanged.connect(self._edited)

    # What is shown

    @property
    def node(self) -> Node:
        """What is chosen."""
        return self._node

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._appearance = appearance
        self._silent = True
        for node, item in self._items.items():
            self._dress(node, item)
        self._silent = False

    def set_tree(
        self,
        total: int,
        folders: Sequence[Collection],
        groups: Mapping[str, Sequence[Group]],
    ) -> None:
        """Show folders, and the groups of those groupings that are open; all groupings are named.

        What was chosen and open stays so; a folder that is gone leaves all documents chosen.
        """
        self._silent = True
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        self.clear()
        self._items = {}
        self._folders = {folder.id: folder for folder in folders}
        self._add(None, Node(), self._tr("全部文献"), str(total))
        for folder in folders:
            parent = self._items.get(Node(FOLDER, folder.parent or ""))
            self._add(parent, Node(FOLDER, folder.id), folder.name, "")
        for grouping, found in groups.items():
            self._add_groups(grouping, found)
        for folder in folders:
            item = self._items[Node(FOLDER, folder.id)]
            item.setExpanded(folder.id not in self._closed_folders)
        self.doItemsLayout()
        bar.setValue(scrolled)
        self._silent = False
        self.select(self._node)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many documents the folders hold; one that is not named is still being counted."""
        self._silent = True
        # Else the column is measured anew for each number.
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        for folder in self._folders:
            count = counts.get(folder)
            self._items[Node(FOLDER, folder)].setText(1, "…" if count is None else str(count))
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._silent = False

    def select(self, node: Node) -> None:
        """Mark a node without telling anybody; all documents where it is not there."""
        self._node = node if node in self._items else Node()
        self._silent = True
        item = self._items.get(self._node)
        if item is not None:
            self.setCurrentItem(item)
        self._silent = False

    def name_of(self, node: Node) -> str:
        """What people call a row."""
        item = self._items.get(node)
        return item.text(0) if item is not None else ""

    def open_group(self, grouping: str) -> None:
        """Have the groups of a grouping shown, with the next tree."""
        self._open_groups.add(grouping)

    def rename(self, collection: str) -> None:
        """Let the user write the name of a folder."""
        item = self._items.get(Node(FOLDER, collection))
        if item is not None:
            self.setCurrentItem(item)
            self.setFocus()
            self.editItem(item, 0)

    def _add(
        self, parent: QTreeWidgetItem | None, node: Node, name: str, count: str
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([name, count])
        item.setData(0, NODE, node)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(self._flags(node))
        self._dress(node, item)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self._items[node] = item
        return item

    def _add_groups(self, grouping: str, found: Sequence[Group]) -> None:
        tr = self._tr
        names = {"source": tr("按来源"), "year": tr("按年份"), "place": tr("按原文件位置")}
        heading = self._add(None, Node(HEADING, grouping), names[grouping], "")
        heading.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        for group in found:
            item = self._add(heading, Node(grouping, group.key), group.name, str(group.count))
            item.setToolTip(0, group.key or group.name)
        heading.setExpanded(grouping in self._open_groups)

    def _flags(self, node: Node) -> Qt.ItemFlag:
        if node.kind == HEADING:
            return Flag.ItemIsEnabled
        flags = Flag.ItemIsEnabled | Flag.ItemIsSelectable
        if node.kind == FOLDER:
            flags |= Flag.ItemIsEditable | Flag.ItemIsDragEnabled
            if self._folders[node.key].search is None:
                flags |= Flag.ItemIsDropEnabled
        return flags

    def _dress(self, node: Node, item: QTreeWidgetItem) -> None:
        colours = self._appearance.colours
        item.setForeground(1, colours["muted"])
        if node.kind == HEADING:
            item.setForeground(0, colours["muted"])
        elif node.kind == FOLDER:
            search = self._folders[node.key].search
            icon = "folder" if search is None else "search"
            item.setIcon(0, self._appearance.icon(icon, "muted", 16))
            item.setToolTip(0, item.text(0) if search is None else search.query)
        elif node.kind == ALL:
            item.setIcon(0, self._appearance.icon("documents", "muted", 16))

    # What the user does

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        node = _node(item)
        if item is None or node is None or self._silent:
            return
        if node.kind == HEADING:
            item.setExpanded(not item.isExpanded())
        else:
            self._node = node
            self.chosen.emit(node)

    def _note_open(self, item: QTreeWidgetItem) -> None:
        """Somebody opened or closed a row: it stays so when the documents change."""
        node = _node(item)
        if self._silent or node is None:
            return
        if node.kind == HEADING and item.isExpanded():
            self._open_groups.add(node.key)
            if not item.childCount():
                self.group_opened.emit(node.key)
        elif node.kind == HEADING:
            self._open_groups.discard(node.key)
        elif item.isExpanded():
            self._closed_folders.discard(node.key)
        else:
            self._closed_folders.add(node.key)

    @property
    def open_groups(self) -> frozenset[str]:
        """The groupings whose groups are shown."""
        return frozenset(self._open_groups)

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        node = _node(item)
        if self._silent or node is None or column != 0 or node.kind != FOLDER:
            return
        former, name = self._folders[node.key].name, item.text(0).strip()
        self._silent = True
        item.setText(0, former)
        self._silent = False
        if name and name != former:
            self.rename_wanted.emit(node.key, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the chosen folder."""
        node = _node(self.currentItem())
        if event.key() == Qt.Key.Key_Delete and node is not None and node.kind == FOLDER:
            self.remove_wanted.emit(node.key)
        else:
            super().keyPressEvent(event)

    def _ask_menu(self, place: QPoint) -> None:
        node = _node(self.itemAt(place)) or Node()
        self.menu_wanted.emit(node, self.viewport().mapToGlobal(place))

    # Drag and drop

    def mimeTypes(self) -> list[str]:
        """Folders can be put elsewhere, documents into folders."""
        return [FOLDER_TYPE, DOCUMENTS_TYPE]

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """The folder that is dragged."""
        data = QMimeData()
        node = _node(items[0]) if items else None
        if node is not None:
            data.setData(FOLDER_TYPE, node.key.encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Documents are put into a folder as well, or moved there from the one that is shown."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What comes from elsewhere is for the window."""
        if _is_ours(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would be put."""
        super().dragMoveEvent(event)
        data = event.mimeData()
        if data.hasFormat(DOCUMENTS_TYPE) and self._takes_documents(event.position().toPoint()):
            event.acceptProposedAction()
        elif not data.hasFormat(FOLDER_TYPE):
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what the drop means; the tree changes when it was done."""
        place, data = event.position().toPoint(), event.mimeData()
        if data.hasFormat(DOCUMENTS_TYPE):
            node = _node(self.itemAt(place))
            if node is not None and self._takes_documents(place):
                moved = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.documents_dropped.emit(node.key, dropped_documents(data), moved)
        elif data.hasFormat(FOLDER_TYPE):
            key = bytes(data.data(FOLDER_TYPE).data()).decode()
            self._drop_folder(key, self.itemAt(place), self.dropIndicatorPosition())
        # Nothing was moved by Qt: the row must not be taken away where it came from.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def _takes_documents(self, place: QPoint) -> bool:
        node = _node(self.itemAt(place))
        folder = self._folders.get(node.key) if node and node.kind == FOLDER else None
        return folder is not None and folder.search is None

    def _drop_folder(self, key: str, target: QTreeWidgetItem | None, where: Drop) -> None:
        node = _node(target)
        if node is None or node.kind != FOLDER:
            # Over all others at the top, or below all of them.
            self.move_wanted.emit(key, None, 0 if node == Node() else None)
            return
        if where is Drop.OnItem:
            self.move_wanted.emit(key, node.key, None)
            return
        parent = self._folders[node.key].parent
        beside = [f.id for f in self._folders.values() if f.parent == parent and f.id != key]
        if node.key in beside:
            position = beside.index(node.key) + (where is Drop.BelowItem)
            self.move_wanted.emit(key, parent, position)


def documents_data(documents: Sequence[str]) -> QMimeData:
    """Documents on their way to a folder."""
    data = QMimeData()
    data.setData(DOCUMENTS_TYPE, json.dumps(list(documents)).encode())
    return data


def dropped_documents(data: QMimeData) -> tuple[str, ...]:
    """The documents that came."""
    return tuple(json.loads(bytes(data.data(DOCUMENTS_TYPE).data())))


def _is_ours(data: QMimeData) -> bool:
    return data.hasFormat(FOLDER_TYPE) or data.hasFormat(DOCUMENTS_TYPE)


def _node(item: QTreeWidgetItem | None) -> Node | None:
    node = item.data(0, NODE) if item is not None else None
    return node if isinstance(node, Node) else None
