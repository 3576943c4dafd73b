"""Folders in the whole window: every change is kept, and can be taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reader.library.model import Collection
from reader.ui.panels import DOCUMENTS, RESULTS
from reader.ui.panels.collections import Node
from reader.ui.window import MainWindow
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, flush_deleted
from tests.ui.menus import in_next_menu


class Room:
    """A window, and what a user does with folders in it."""

    def __init__(self, desktop: Desktop, window: MainWindow) -> None:
        self.desktop = desktop
        self.window = window
        workspace = window.workspace
        assert workspace is not None
        self.workspace: Workspace = workspace
        self.panel = window.sidebar.documents

    def settle(self) -> None:
        self.desktop.settle(self.window)

    def trigger(self, key: str) -> None:
        self.window.actions_by_key[key].trigger()
        self.settle()

    def document(self, words: str) -> str:
        return next(r.document for r in self.workspace.documents() if words in r.metadata.title)

    def folders(self) -> dict[str, Collection]:
        return {folder.name: folder for folder in self.workspace.collections.folders()}

    def new(self, name: str) -> str:
        """Make a folder and write its name, as a user does."""
        self.trigger("new_collection")
        editor = self.panel.tree.viewport().findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        editor.setText(name)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        # What was written is handed over by an event of its own.
        QApplication.processEvents()
        flush_deleted()
        self.settle()
        return self.folders()[name].id

    def listed(self) -> list[str]:
        titles = (self.panel.title_of(str(key)) or "" for key in self.panel.list.keys)
        return [title[:2] for title in titles]

    def menu(self, documents: tuple[str, ...], act: Callable[[dict[str, QAction]], None]) -> None:
        """The menu of the list on documents that are selected."""

        def look(menu: QMenu) -> None:
            found = {}
            for action in menu.actions():
                below = action.menu()
                found[action.text()] = action
                if isinstance(below, QMenu):
                    found |= {inner.text(): inner for inner in below.actions()}
            act(found)

        self.panel.list.select_all(documents)
        in_next_menu(look)
        self.panel.list.menu_wanted.emit(documents[0], QPoint())
        self.settle()


@pytest.fixture
def room(desktop: Desktop, open_library: OpenLibrary) -> Room:
    return Room(desktop, desktop.window(open_library()))


def test_a_folder_is_made_named_and_filled(room: Room) -> None:
    room.window.sidebar.show_panel(RESULTS)
    folder = room.new("常用")
    assert room.window.sidebar.panel == DOCUMENTS
    assert room.panel.node == Node("folder", folder)
    assert room.listed() == []
    chosen = (room.document("值班"), room.document("通知"))
    room.panel.tree.documents_dropped.emit(folder, chosen, False)
    room.settle()
    assert room.folders()["常用"].documents == chosen
    assert set(room.listed()) == {"值班", "怎样"}
    for _ in range(3):
        room.trigger("undo")
    assert room.folders() == {}
    assert room.panel.node == Node()
    for _ in range(3):
        room.trigger("redo")
    assert room.folders()["常用"].id == folder
    assert room.folders()["常用"].documents == chosen


def test_the_menu_of_the_list_puts_documents_into_folders(room: Room) -> None:
    room.new("常用")
    chosen = (room.document("值班"), room.document("下乡"))
    room.panel.show_node(Node())

    def put(found: dict[str, QAction]) -> None:
        assert "在左栏打开" not in found
        assert not found["常用"].isChecked()
        found["常用"].trigger()

    def take(found: dict[str, QAction]) -> None:
        assert found["常用"].isChecked()
        found["移出“常用”"].trigger()

    room.menu(chosen, put)
    assert set(room.folders()["常用"].documents) == set(chosen)
    room.panel.show_node(Node("folder", room.folders()["常用"].id))
    room.menu((chosen[0],), take)
    assert room.folders()["常用"].documents == (chosen[1],)
    room.trigger("undo")
    assert set(room.folders()["常用"].documents) == set(chosen)


def test_a_new_folder_may_take_the_documents_at_once(room: Room) -> None:
    chosen = (room.document("值班"),)
    room.menu(chosen, lambda found: found["新建文献夹"].trigger())
    assert room.folders()["新文献夹"].documents == chosen
    room.trigger("undo")
    assert room.folders() == {}


def test_folders_are_renamed_moved_and_removed_with_a_way_back(room: Room) -> None:
    year, plan = room.new("年度"), room.new("计划")
    room.panel.tree.move_wanted.emit(plan, year, None)
    room.settle()
    assert room.folders()["计划"].parent == year
    room.panel.tree.rename_wanted.emit(plan, "工作计划")
    room.settle()
    room.panel.tree.remove_wanted.emit(year)
    room.settle()
    assert room.folders() == {}
    offer = room.window.status.findChild(QPushButton, "status_offer")
    assert offer is not None
    offer.click()
    room.settle()
    assert room.folders()["工作计划"].parent == year
    room.trigger("undo")
    room.trigger("undo")
    assert room.folders()["计划"].parent is None


def test_what_cannot_be_done_is_said(room: Room) -> None:
    year, plan = room.new("年度"), room.new("计划")
    room.panel.tree.move_wanted.emit(plan, year, None)
    room.settle()
    room.panel.tree.move_wanted.emit(year, plan, None)
    room.settle()
    assert "自己里面" in room.window.status.accessibleDescription()
    assert room.window.undoing.undoable == "移动文献夹“计划”"


def test_documents_are_moved_between_folders_and_put_in_order(room: Room) -> None:
    one, two = room.new("甲"), room.new("乙")
    known = tuple(room.document(words) for words in ("值班", "通知", "下乡"))
    room.workspace.collections.add(one, known)
    room.window.collecting.refresh()
    room.settle()
    room.panel.show_node(Node("folder", one))
    room.panel.set_order("own")
    assert room.listed() == ["值班", "怎样", "下乡"]
    room.panel.list.select(known[2])
    QTest.keyClick(room.panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert room.listed() == ["值班", "下乡", "怎样"]
    room.panel.tree.documents_dropped.emit(two, known[:1], True)
    room.settle()
    assert room.listed() == ["下乡", "怎样"]
    assert room.folders()["乙"].documents == known[:1]
    room.trigger("undo")
    room.trigger("undo")
    assert room.listed() == ["值班", "怎样", "下乡"]
    assert room.folders()["乙"].documents == ()


def test_a_search_becomes_a_folder_that_follows_the_texts(room: Room) -> None:
    room.trigger("keep_search")
    assert room.folders() == {}
    assert "搜索框" in room.window.status.accessibleDescription()
    room.window.box.setText("值班")
    room.settle()
    room.window.sidebar.results.keep_button.click()
    room.settle()
    folder = room.folders()["值班"]
    assert folder.search is not None
    assert room.panel.node == Node("folder", folder.id)
    assert set(room.listed()) == {"值班", "下乡"}
    room.window.shelf.remove((room.document("下乡"),))
    room.settle()
    assert room.listed() == ["值班"]
    room.trigger("undo")
    assert set(room.listed()) == {"值班", "下乡"}
    room.trigger("undo")
    assert room.folders() == {}


def test_a_search_stays_within_a_folder(room: Room, qtbot: QtBot) -> None:
    folder = room.new("常用")
    room.panel.tree.documents_dropped.emit(folder, (room.document("下乡"),), False)
    room.settle()
    room.trigger("search_collection")
    assert room.window.sidebar.panel == RESULTS
    assert room.window.finding.scope == SearchScope(collections=frozenset({folder}))
    room.window.box.setText("值班")
    hits = room.window.sidebar.results.list
    qtbot.waitUntil(lambda: hits.count() == 1, timeout=WAIT_MS)
    button = room.window.sidebar.results.scope_bar.findChild(QPushButton, "scope_restriction")
    assert button is not None
    assert "文献夹：常用" in button.text()
    # Another document in the folder: the hits follow.
    room.panel.tree.documents_dropped.emit(folder, (room.document("值班"),), False)
    qtbot.waitUntil(lambda: hits.count() > 1, timeout=WAIT_MS)


def test_the_folder_and_the_tree_come_back_with_the_session(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    first = Room(desktop, desktop.window(open_library()))
    folder = first.new("常用")
    first.panel.tree.documents_dropped.emit(folder, (first.document("下乡"),), False)
    first.settle()
    desktop.close(first.window)
    second = Room(desktop, desktop.window(open_library()))
    assert second.panel.node == Node("folder", folder)
    assert second.panel.tree_button.isChecked()
    assert second.listed() == ["下乡"]


def test_each_library_shows_its_own_folders(desktop: Desktop, open_library: OpenLibrary) -> None:
    room = Room(desktop, desktop.window(open_library()))
    room.new("常用")
    room.window.set_workspace(open_library("new", empty=True))
    room.settle()
    assert room.panel.folders == ()
    assert room.panel.node == Node()


def test_delete_in_the_list_of_a_folder_leaves_the_library_alone(room: Room) -> None:
    folder = room.new("常用")
    document = room.document("下乡")
    room.panel.tree.documents_dropped.emit(folder, (document,), False)
    room.settle()
    room.panel.select(document)
    QTest.keyClick(room.panel.list, Qt.Key.Key_Delete)
    room.settle()
    assert room.folders()["常用"].documents == ()
    assert len(room.workspace.documents()) == 3
