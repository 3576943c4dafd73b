"""文献: the documents of the library, to sort, filter, put into folders and open in either pane."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from reader.documents.record import DocumentRecord
from reader.library.model import Collection
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.empty_state import make_way
from reader.ui.menus import name_menu
from reader.ui.panels import arranging
from reader.ui.panels.catalogue import Catalogue
from reader.ui.panels.collections import FOLDER, CollectionTree, Node
from reader.ui.panels.document_list import DocumentList
from reader.ui.panels.document_tools import DocumentTools

ACTIVE, LEFT, RIGHT = -1, 0, 1
# Of the whole height: the list is what people look at.
TREE_SHARE, LIST_SHARE = 2, 3
# In a panel that is lower (pixels) what stands around the list folds.
LOW = 260


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
        self._catalogue = Catalogue(tr)
        self._writable = True
        self._empty_state: QWidget | None = None
        self._tools = tools = DocumentTools(tr, self)
        self.filter, self.lost_only = tools.filter, tools.lost_only
        self.tree_button, self.new_button = tools.tree_button, tools.new_button
        tools.filtered.connect(self._show)
        tools.order_changed.connect(self._show)
        tools.order_changed.connect(self.order_changed)
        self.tree_button.toggled.connect(self._toggle_tree)
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
        self._lay_out()
        self.set_appearance(appearance)
        self._grow()

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.list.set_appearance(appearance)
        self.tree.set_appearance(appearance)
        self._tools.set_appearance(appearance)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low panel the list has the room; in a narrow one the order gives way."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self._tools.fold(self.height() < LOW, self.width())

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
        self._catalogue.set_documents(records)
        self._writable = writable
        self._grow()
        self._show()

    def set_folders(self, folders: Sequence[Collection]) -> None:
        """Show the user's folders."""
        before = self.node
        self._catalogue.set_folders(folders)
        self._grow()
        self._show()
        if self.node != before:
            self.node_changed.emit()

    def set_found(self, found: Mapping[str, frozenset[str]]) -> None:
        """Show what the folders of searches hold."""
        self._catalogue.set_found(found)
        self.tree.set_counts(self._catalogue.counts())
        if self.node.kind == FOLDER:
            self._show()

    def set_lost(self, documents: frozenset[str]) -> None:
        """Mark the documents whose file is gone from a watched folder; they can be filtered."""
        if self._catalogue.set_lost(documents):
            self._show()

    def select(self, document: str | None) -> None:
        """Mark the document that is read."""
        self.list.select(document)

    def title_of(self, document: str) -> str | None:
        """The title of a document that is listed."""
        record = self._catalogue.records.get(document)
        return None if record is None else record.metadata.title

    def folder_name(self, folder: str) -> str | None:
        """The name of a folder."""
        found = self._catalogue.folders.get(folder)
        return None if found is None else found.name

    @property
    def folders(self) -> tuple[Collection, ...]:
        """The user's folders, each before those inside it."""
        return tuple(self._catalogue.folders)

    def inside(self, folder: str) -> set[str]:
        """A folder and all that lie in it."""
        return self._catalogue.folders.inside(folder)

    @property
    def folder(self) -> Collection | None:
        """The folder that is shown."""
        return self._catalogue.folder(self.node)

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
        return self._tools.order

    def set_order(self, key: str) -> None:
        """Choose an order."""
        self._tools.set_order(key)

    # The tree

    def _grow(self) -> None:
        groups = self._catalogue.groups(self.tree.open_groups)
        self.tree.set_tree(len(self._catalogue.records), self.folders, groups)
        self.tree.set_counts(self._catalogue.counts())

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
        catalogue, words = self._catalogue, self._tools.words
        lost = self._tools.offer_lost(len(catalogue.lost))
        shown = catalogue.listed(self.node, self.order, words, lost)
        self.list.set_keys(shown, catalogue.card, keep=True)
        self.list.set_sortable(self._sortable and not words and not lost)
        name, filtered = self.tree.name_of(self.node), bool(self.filter.text())
        summary = catalogue.summary(self.node, name, len(shown), filtered)
        empty = self._empty_state is not None and not catalogue.records
        self._tools.say(summary, not shown, empty)
        self._fold()
        if self._empty_state is not None:
            self._empty_state.setVisible(empty)
            make_way(self.list, empty)

    @property
    def _sortable(self) -> bool:
        folder = self.folder
        return folder is not None and folder.search is None and self.order == arranging.OWN

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
        if len(chosen) == 1 and self._catalogue.records[document].has_file:
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
        name_menu(menu, tr("文献"))
        menu.exec(place)
        menu.deleteLater()

    # Parts

    def _lay_out(self) -> None:
        tools = self._tools
        self._tree_box, self._list_box = QWidget(), QWidget()
        _stack(self._tree_box, tools.tree_row, self.tree)
        _stack(self._list_box, tools.count_row, tools.lost_row, self.list)
        splitter = self._splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._tree_box)
        splitter.addWidget(self._list_box)
        splitter.setStretchFactor(0, TREE_SHARE)
        splitter.setStretchFactor(1, LIST_SHARE)
        _stack(self, tools.head, splitter).setSpacing(2)
        self._tree_box.hide()


def _stack(box: QWidget, *parts: QLayout | QWidget) -> QVBoxLayout:
    """Put rows into a box, above a part that has all the rest."""
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part, 1)
        else:
            layout.addLayout(part)
    return layout
