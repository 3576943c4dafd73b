"""The tree of folders, and the list of what is in them."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from reader.documents.model import Metadata
from reader.documents.record import PASTED, DocumentRecord
from reader.library.model import Collection, StoredSearch
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.card_model import Card
from reader.ui.panels.catalogue import Catalogue
from reader.ui.panels.collections import DOCUMENTS_TYPE, FOLDER_TYPE, Node, documents_data
from reader.ui.panels.documents import DocumentsPanel
from tests.ui.conftest import flush_deleted

SEARCH = StoredSearch("落实", "督查 落实", {}, "2026-01-01")
FOLDERS = (
    Collection("c1", "年度", None, ("d4", "d1")),
    Collection("c2", "计划", "c1", ("d2", "d1", "gone")),
    Collection("c3", "常用", None, ("d3",)),
    Collection("c4", "落实", None, (), SEARCH),
)


def record(
    name: str, source: str | None, date: str | None, path: str, form: str = "txt"
) -> DocumentRecord:
    return DocumentRecord(
        name, Metadata(f"标题{name}", None, source, date), path, 0, form, "utf-8", 3, 10, "", "2026"
    )


RECORDS = (
    record("d1", "甲报", "2014-05", "/in/a/1.txt"),
    record("d2", "乙报", "2015", "/in/b/2.txt"),
    record("d3", "甲报", None, "/in/a/3.txt"),
    record("d4", None, "2014", "pasted:x", PASTED),
)


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> DocumentsPanel:
    made = DocumentsPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.set_documents(RECORDS, writable=True)
    made.set_folders(FOLDERS)
    made.show_tree(True)
    made.show()
    return made


def rows(panel: DocumentsPanel) -> dict[str, str]:
    found = {}
    iterator = QTreeWidgetItemIterator(panel.tree)
    while iterator.value() is not None:
        found[iterator.value().text(0)] = iterator.value().text(1)
        iterator += 1
    return found


def item(panel: DocumentsPanel, name: str) -> QTreeWidgetItem:
    (found,) = panel.tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return found


def below(panel: DocumentsPanel, name: str) -> list[str]:
    heading = item(panel, name)
    children = (heading.child(number) for number in range(heading.childCount()))
    return [child.text(0) for child in children if child is not None]


def listed(panel: DocumentsPanel) -> list[str]:
    return [str(key) for key in panel.list.keys]


def test_folders_count_what_is_there_and_below(panel: DocumentsPanel) -> None:
    assert rows(panel) == {
        "全部文献": "4",
        "年度": "3",
        "计划": "2",
        "常用": "1",
        "落实": "…",
        "按来源": "",
        "按年份": "",
        "按原文件位置": "",
    }
    panel.set_found({"c4": frozenset({"d3", "d2"})})
    assert rows(panel)["落实"] == "2"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("年度", ["d4", "d1", "d2"]), ("计划", ["d2", "d1"]), ("常用", ["d3"])],
)
def test_a_folder_shows_its_documents_in_their_order(
    panel: DocumentsPanel, name: str, wanted: list[str]
) -> None:
    panel.set_order("own")
    panel.tree.setCurrentItem(item(panel, name))
    assert listed(panel) == wanted
    panel.filter.setText("标题d1")
    assert listed(panel) == [d for d in wanted if d == "d1"]


def test_a_folder_of_a_search_shows_what_it_finds(panel: DocumentsPanel) -> None:
    panel.tree.setCurrentItem(item(panel, "落实"))
    assert listed(panel) == []
    panel.set_found({"c4": frozenset({"d3", "d2", "gone"})})
    assert set(listed(panel)) == {"d2", "d3"}
    panel.set_found({"c4": frozenset()})
    assert listed(panel) == []


def test_what_is_chosen_stays_until_it_is_gone(panel: DocumentsPanel) -> None:
    told: list[str] = []
    panel.node_changed.connect(lambda: told.append(panel.node.text))
    panel.tree.setCurrentItem(item(panel, "计划"))
    assert told == ["folder:c2"]
    panel.set_folders(FOLDERS)
    panel.set_documents(RECORDS[:3], writable=True)
    assert panel.node == Node("folder", "c2")
    assert told == ["folder:c2"]
    panel.set_folders(FOLDERS[2:])
    assert panel.node == Node()
    assert told == ["folder:c2", "all:"]
    assert len(listed(panel)) == 3


def test_documents_group_themselves_when_it_is_wanted(panel: DocumentsPanel) -> None:
    heading = item(panel, "按来源")
    assert heading.childCount() == 0
    heading.setExpanded(True)
    assert [(name, count) for name, count in rows(panel).items() if "报" in name] == [
        ("甲报", "2"),
        ("乙报", "1"),
    ]
    panel.tree.setCurrentItem(item(panel, "甲报"))
    assert set(listed(panel)) == {"d1", "d3"}
    item(panel, "按年份").setExpanded(True)
    assert below(panel, "按年份") == ["2015", "2014", "未注明"]
    item(panel, "按原文件位置").setExpanded(True)
    assert below(panel, "按原文件位置") == ["a", "b", "粘贴的文字"]
    panel.show_node(Node("place", "/in/b"))
    assert listed(panel) == ["d2"]


@pytest.mark.parametrize("text", ["folder:c2", "source:甲报", "year:2014", "place:/in/a", "all:"])
def test_a_session_finds_its_node_again(panel: DocumentsPanel, text: str) -> None:
    panel.show_node(Node.parse(text))
    assert panel.node.text == text


@pytest.mark.parametrize("text", ["", "folder", "folder:nothing", "heading:source", "x:y", ":"])
def test_a_node_without_sense_is_all_documents(panel: DocumentsPanel, text: str) -> None:
    panel.show_node(Node.parse(text))
    assert panel.node == Node()
    assert len(listed(panel)) == 4


def test_a_name_is_written_in_its_place(panel: DocumentsPanel) -> None:
    told: list[tuple[str, str]] = []
    panel.tree.rename_wanted.connect(lambda key, name: told.append((key, name)))
    for name in ("  新名 ", "计划", ""):
        panel.tree.rename("c2")
        editor = panel.tree.viewport().findChild(type(panel.filter))
        assert editor is not None
        editor.setText(name)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        # What was written is handed over by an event of its own.
        QApplication.processEvents()
        flush_deleted()
        # The old one stands until the new one is kept.
        assert "计划" in rows(panel)
    assert told == [("c2", "新名")]


def test_delete_in_a_folder_takes_out_of_it_only(panel: DocumentsPanel) -> None:
    told: list[object] = []
    panel.take_out_wanted.connect(lambda folder, documents: told.append((folder, documents)))
    panel.remove_wanted.connect(told.append)
    panel.tree.setCurrentItem(item(panel, "常用"))
    panel.select("d3")
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    panel.tree.setCurrentItem(item(panel, "全部文献"))
    panel.select("d3")
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert told == [("c3", ("d3",)), ("d3",)]


def test_delete_in_the_tree_removes_the_folder(panel: DocumentsPanel) -> None:
    told: list[str] = []
    panel.tree.remove_wanted.connect(told.append)
    for name in ("全部文献", "按来源", "计划"):
        panel.tree.setCurrentItem(item(panel, name))
        QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert told == ["c2"]


def test_alt_and_arrows_put_documents_in_order(panel: DocumentsPanel) -> None:
    told: list[tuple[object, object]] = []
    panel.arranged.connect(lambda _folder, documents, before: told.append((documents, before)))
    alt = Qt.KeyboardModifier.AltModifier
    panel.tree.setCurrentItem(item(panel, "年度"))
    panel.select("d1")
    QTest.keyClick(panel.list, Qt.Key.Key_Up, alt)
    assert told == []
    panel.set_order("own")
    panel.select("d1")
    QTest.keyClick(panel.list, Qt.Key.Key_Up, alt)
    QTest.keyClick(panel.list, Qt.Key.Key_Down, alt)
    panel.select("d4")
    QTest.keyClick(panel.list, Qt.Key.Key_Up, alt)
    assert told == [(("d1",), "d4"), (("d1",), None)]


# Drag and drop


def drop(
    panel: DocumentsPanel,
    data: QMimeData,
    name: str,
    height: float = 0.5,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> bool:
    """Drop on a row, at a part of its height; whether it would be taken."""
    box = panel.tree.visualItemRect(item(panel, name))
    place = QPointF(box.left() + 5, box.top() + box.height() * height)
    actions, button = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    move = QDragMoveEvent(place.toPoint(), actions, data, button, modifiers)
    panel.tree.dragMoveEvent(move)
    panel.tree.dropEvent(QDropEvent(place, actions, data, button, modifiers))
    return move.isAccepted()


def test_documents_are_dropped_on_folders(panel: DocumentsPanel) -> None:
    told: list[tuple[object, ...]] = []
    panel.tree.documents_dropped.connect(lambda *what: told.append(what))
    data = documents_data(["d2", "d3"])
    assert drop(panel, data, "常用")
    assert drop(panel, data, "计划", modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert not drop(panel, data, "落实")
    assert not drop(panel, data, "全部文献")
    assert told == [("c3", ("d2", "d3"), False), ("c2", ("d2", "d3"), True)]


@pytest.mark.parametrize(
    ("key", "name", "height", "wanted"),
    [
        ("c3", "计划", 0.5, ("c3", "c2", None)),
        ("c3", "计划", 0.02, ("c3", "c1", 0)),
        ("c3", "计划", 0.9, ("c3", "c1", 1)),
        ("c2", "年度", 0.02, ("c2", None, 0)),
        ("c1", "落实", 0.02, ("c1", None, 1)),
        ("c1", "落实", 0.9, ("c1", None, 2)),
        ("c2", "全部文献", 0.9, ("c2", None, 0)),
        ("c1", "按来源", 0.5, ("c1", None, None)),
    ],
)
def test_folders_are_dropped_on_and_between_folders(
    panel: DocumentsPanel, key: str, name: str, height: float, wanted: tuple[object, ...]
) -> None:
    told: list[tuple[object, ...]] = []
    panel.tree.move_wanted.connect(lambda *what: told.append(what))
    data = QMimeData()
    data.setData(FOLDER_TYPE, key.encode())
    drop(panel, data, name, height)
    assert told == [wanted]
    assert rows(panel).keys() >= {"年度", "计划", "常用", "落实"}


def test_what_is_dragged_from_the_list_is_all_that_is_selected(panel: DocumentsPanel) -> None:
    panel.set_order("title")
    panel.list.select_all(["d3", "d1"])
    data = panel.list.model().mimeData(panel.list.selectionModel().selectedIndexes())
    assert json.loads(bytes(data.data(DOCUMENTS_TYPE).data())) == ["d1", "d3"]


def test_files_dropped_on_the_panel_are_for_the_window(panel: DocumentsPanel) -> None:
    data = QMimeData()
    data.setText("text")
    assert not drop(panel, data, "常用")


def test_many_documents_make_few_cards(
    panel: DocumentsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards are made when they are looked at, however many documents there are."""
    many = [record(f"n{number:05}", None, None, f"/in/{number}.txt") for number in range(5000)]
    panel.set_documents(many, writable=True)
    made: list[object] = []
    card = Catalogue.card

    def count(catalogue: Catalogue, key: object) -> Card:
        made.append(key)
        return card(catalogue, key)

    monkeypatch.setattr(Catalogue, "card", count)
    panel.filter.setText("n0")
    panel.list.grab()
    assert panel.list.count() == 5000
    assert 0 < len(made) < 200
    assert panel.list.indexAt(QPoint(5, 5)).isValid()
