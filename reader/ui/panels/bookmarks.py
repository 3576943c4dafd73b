"""书签: the user's bookmarks by folder."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.documents.model import AnchorState
from reader.library.model import Bookmark
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.choosing import Choice
from reader.ui.empty_state import make_way
from reader.ui.menus import name_menu
from reader.ui.naming import name_clear_button

BOOKMARK = Qt.ItemDataRole.UserRole
FOLDER = Qt.ItemDataRole.UserRole + 1
SHOWN = 40
RECURSIVE = Qt.MatchFlag.MatchRecursive


class BookmarksPanel(QWidget):
    """Shows bookmarks as a tree of folders; asks for changes by signals."""

    bookmark_wanted = Signal(object)
    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._muted = appearance.colours["muted"]
        self._bookmarks: tuple[Bookmark, ...] = ()
        self._silent = False
        self._collapsed: set[str] = set()
        self._empty_state: QWidget | None = None
        self.filter = QLineEdit()
        self.filter.setObjectName("bookmark_filter")
        self.filter.setAccessibleName(tr("筛选书签"))
        self.filter.setPlaceholderText(tr("按原文、批注、标签筛选"))
        name_clear_button(self.filter, tr)
        self.filter.textChanged.connect(lambda _: self._show())
        self.tree = BookmarkTree()
        self.tree.setObjectName("bookmark_tree")
        self.tree.setAccessibleName(tr("书签"))
        self.tree.setHeaderHidden(True)
        # On a small screen the note above it, which says what to do, goes first.
        self.tree.setMinimumHeight(24)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(14)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        Choice(self.tree).chosen.connect(lambda _: self._choose(self.tree.currentItem()))
        self.tree.itemClicked.connect(lambda item, _column: self._choose(item))
        self.tree.itemActivated.connect(lambda item, _column: self._choose(item))
        self.tree.itemExpanded.connect(self._note_folder)
        self.tree.itemCollapsed.connect(self._note_folder)
        self.tree.remove_wanted.connect(self._remove_current)
        self._note = QLabel()
        self._note.setObjectName("panel_note")
        self._note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        box = QVBoxLayout()
        box.setContentsMargins(12, 10, 12, 4)
        box.addWidget(self.filter)
        layout.addLayout(box)
        layout.addWidget(self._note)
        layout.addWidget(self.tree, 1)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._muted = appearance.colours["muted"]
        self._show()

    def set_empty_state(self, state: QWidget) -> None:
        """What stands in the place of the tree while there are no bookmarks."""
        self._empty_state = state
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(state, 1)
        self._show()

    def set_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these bookmarks."""
        self._bookmarks = tuple(bookmarks)
        self._show()

    def current(self) -> str | None:
        """The id of the bookmark that is chosen."""
        bookmark = self._current()
        return None if bookmark is None else bookmark.annotation.id

    def select(self, key: str | None) -> None:
        """Mark a bookmark without going there."""
        self._silent = True
        self.tree.setCurrentIndex(QModelIndex())
        for item in self.tree.findItems("", Qt.MatchFlag.MatchContains | RECURSIVE):
            bookmark = item.data(0, BOOKMARK)
            if isinstance(bookmark, Bookmark) and bookmark.annotation.id == key:
                self.tree.setCurrentItem(item)
        self._silent = False

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [b for b in self._bookmarks if all(word in _haystack(b) for word in words)]
        chosen, bar = self._current(), self.tree.verticalScrollBar()
        scrolled = bar.value()
        self._silent = True
        self.tree.clear()
        folders: dict[str, QTreeWidgetItem] = {}
        for bookmark in shown:
            item = self._item(bookmark)
            folder = bookmark.annotation.folder
            if folder:
                self._folder(folder, folders).addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            if chosen is not None and chosen.annotation.id == bookmark.annotation.id:
                self.tree.setCurrentItem(item)
        self.tree.expandAll()
        for folder in () if words else self._collapsed & folders.keys():
            folders[folder].setExpanded(False)
        self.tree.doItemsLayout()
        bar.setValue(scrolled)
        self._silent = False
        self._note.setText(self._summary(len(shown)))
        if self._empty_state is not None:
            self._empty_state.setVisible(not self._bookmarks)
            make_way(self.tree, not self._bookmarks)
            for part in (self._note, self.filter):
                part.setVisible(bool(self._bookmarks))

    def _summary(self, shown: int) -> str:
        if not self._bookmarks:
            return self._tr("还没有书签：阅读时用“加书签”为所选文字或当前段落加书签")
        if shown == len(self._bookmarks):
            return self._tr("{count} 个书签", count=shown)
        return self._tr("{shown} 个书签，共 {count} 个", shown=shown, count=len(self._bookmarks))

    def _folder(self, path: str, folders: dict[str, QTreeWidgetItem]) -> QTreeWidgetItem:
        if path in folders:
            return folders[path]
        parent, _, name = path.rpartition("/")
        item = QTreeWidgetItem([name])
        item.setData(0, FOLDER, path)
        if parent:
            self._folder(parent, folders).addChild(item)
        else:
            self.tree.addTopLevelItem(item)
        folders[path] = item
        return item

    def _note_folder(self, item: QTreeWidgetItem) -> None:
        """Somebody opened or closed a folder: it stays so when the bookmarks change."""
        if self._silent or self.filter.text():
            return
        folder = str(item.data(0, FOLDER))
        if item.isExpanded():
            self._collapsed.discard(folder)
        else:
            self._collapsed.add(folder)

    def _item(self, bookmark: Bookmark) -> QTreeWidgetItem:
        annotation = bookmark.annotation
        quote = annotation.selector.exact
        short = quote if len(quote) <= SHOWN else quote[:SHOWN] + "…"
        lines = [short]
        if annotation.note:
            lines.append(self._tr("批注：{note}", note=annotation.note))
        origin = annotation.title
        if bookmark.state is AnchorState.MOVED:
            origin = self._tr("{title}（原文有改动，已重新定位）", title=origin)
        elif bookmark.state is AnchorState.LOST:
            origin = self._tr("{title}（原文中已找不到这段文字）", title=origin)
        lines.append(origin)
        item = QTreeWidgetItem(["\n".join(lines)])
        tip = [quote, annotation.note, origin, self._tr("、").join(annotation.tags)]
        item.setToolTip(0, "\n".join(part for part in tip if part))
        item.setData(0, BOOKMARK, bookmark)
        if bookmark.state is AnchorState.LOST:
            item.setForeground(0, self._muted)
        return item

    def _current(self) -> Bookmark | None:
        item = self.tree.currentItem()
        bookmark = item.data(0, BOOKMARK) if item is not None else None
        return bookmark if isinstance(bookmark, Bookmark) else None

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        bookmark = item.data(0, BOOKMARK) if item is not None else None
        if isinstance(bookmark, Bookmark) and not self._silent:
            self.bookmark_wanted.emit(bookmark)

    def _remove_current(self) -> None:
        bookmark = self._current()
        if bookmark is not None:
            self.remove_wanted.emit(bookmark)

    def _menu(self, place: QPoint) -> None:
        item = self.tree.itemAt(place)
        bookmark = item.data(0, BOOKMARK) if item is not None else None
        if not isinstance(bookmark, Bookmark):
            return
        menu = QMenu(self)
        menu.addAction(self._tr("转到原文"), lambda: self.bookmark_wanted.emit(bookmark))
        menu.addAction(self._tr("编辑批注…"), lambda: self.edit_wanted.emit(bookmark))
        menu.addSeparator()
        menu.addAction(self._tr("删除书签"), lambda: self.remove_wanted.emit(bookmark))
        name_menu(menu, self._tr("书签"))
        menu.exec(self.tree.viewport().mapToGlobal(place))
        menu.deleteLater()


class BookmarkTree(QTreeWidget):
    """The tree itself, with the Delete key."""

    remove_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to remove the chosen bookmark."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


def _haystack(bookmark: Bookmark) -> str:
    annotation = bookmark.annotation
    parts = (annotation.selector.exact, annotation.note, annotation.title, *annotation.tags)
    return " ".join((*parts, annotation.folder)).casefold()
