"""The menus of the user's folders: what can be done with one, and which take documents in."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader.library.model import Collection
from reader.messages import Translator
from reader.ui.collecting import Collecting
from reader.ui.menus import name_menu
from reader.ui.panels.collections import FOLDER, Node
from reader.ui.panels.documents import DocumentsPanel

INDENT = "\u3000"


class FolderMenus(QObject):
    """Fills the menus of the documents panel, and opens one of the folders alone."""

    def __init__(self, collecting: Collecting, panel: DocumentsPanel, tr: Translator) -> None:
        super().__init__(collecting)
        self._collecting = collecting
        self._panel = panel
        self._tr = tr
        panel.tree.menu_wanted.connect(self._folder_menu)
        panel.menu_filling.connect(self._fill_list_menu)

    def offer(self, documents: Sequence[str], place: QPoint) -> None:
        """Show a menu of the folders that documents may be put into."""
        menu = QMenu(self._panel)
        menu.setObjectName("collect_menu")
        self._fill_folders(menu, documents)
        name_menu(menu, self._tr("加入文献夹"))
        menu.exec(place)
        menu.deleteLater()

    def _fill_list_menu(self, menu: QMenu, documents: Sequence[str]) -> None:
        self._fill_folders(menu.addMenu(self._tr("加入文献夹")), documents)
        shown = self._panel.folder
        if shown is not None and shown.search is None:
            name = _plain(self._tr("移出“{name}”", name=shown.name))
            menu.addAction(name, partial(self._collecting.take_out, shown.id, documents))
        menu.addSeparator()

    def _fill_folders(self, menu: QMenu, documents: Sequence[str]) -> None:
        """Folders as a tree; those that hold all of the documents are ticked."""
        depths = _depths(self._panel.folders)
        for folder in self._panel.folders:
            if folder.search is None:
                inside = set(documents) <= set(folder.documents)
                do = self._collecting.take_out if inside else self._collecting.add
                name = _plain(INDENT * depths[folder.id] + folder.name)
                action = menu.addAction(name, partial(do, folder.id, documents))
                action.setCheckable(True)
                action.setChecked(inside)
        menu.addSeparator()
        menu.addAction(self._tr("新建文献夹"), lambda: self._collecting.create(None, documents))

    def _folder_menu(self, node: Node, place: QPoint) -> None:
        menu = QMenu(self._panel)
        folder = next((f for f in self._panel.folders if node == Node(FOLDER, f.id)), None)
        if folder is None:
            menu.addAction(self._tr("新建文献夹"), lambda: self._collecting.create())
        else:
            self._fill_folder_menu(menu, folder)
        name_menu(menu, self._tr("文献夹"))
        menu.exec(place)
        menu.deleteLater()

    def _fill_folder_menu(self, menu: QMenu, folder: Collection) -> None:
        tr, key = self._tr, folder.id
        menu.addAction(tr("在此文献夹中搜索"), lambda: self._collecting.search_in(key))
        if folder.search is not None:
            menu.addAction(tr("查看搜索结果"), lambda: self._collecting.search_again(key))
        else:
            menu.addAction(tr("新建下级文献夹"), lambda: self._collecting.create(key))
        menu.addSeparator()
        menu.addAction(tr("重命名"), lambda: self._panel.tree.rename(key))
        targets = menu.addMenu(tr("移到"))
        top = targets.addAction(tr("最上层"), lambda: self._collecting.move(key, None))
        top.setEnabled(folder.parent is not None)
        inside, depths = self._panel.inside(key), _depths(self._panel.folders)
        for other in self._panel.folders:
            if other.search is None and other.id not in inside:
                name = _plain(INDENT * (depths[other.id] + 1) + other.name)
                action = targets.addAction(name, partial(self._collecting.move, key, other.id))
                action.setEnabled(other.id != folder.parent)
        menu.addSeparator()
        menu.addAction(tr("删除文献夹"), lambda: self._collecting.remove(key))


def _depths(folders: Iterable[Collection]) -> dict[str, int]:
    """How deep each folder lies, by id; the outermost ones at 0."""
    depths: dict[str, int] = {}
    for folder in folders:
        depths[folder.id] = depths.get(folder.parent or "", -1) + 1
    return depths


def _plain(name: str) -> str:
    return name.replace("&", "&&")
