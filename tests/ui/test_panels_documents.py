"""The documents panel: order, filter, keys, menu."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from reader.documents.model import Metadata
from reader.documents.record import DocumentRecord
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.panels.documents import DocumentsPanel
from tests.ui.menus import in_next_menu, trigger_all
from tests.ui.texts import body, text_of

BASE = text_of(body("字")).record


def record(key: str, metadata: Metadata, characters: int, imported: str) -> DocumentRecord:
    return replace(
        BASE,
        document=key,
        metadata=metadata,
        characters=characters,
        imported=imported,
        path=f"/in/{key}.txt",
    )


RECORDS = (
    record("d1", Metadata("乙文", "张三", "日报", "2014-05-08"), 3000, "2026-01-01T00:00:00Z"),
    record("d2", Metadata("甲文", "李四", None, "2019"), 20, "2026-01-03T00:00:00Z"),
    record("d3", Metadata("丙文", None, "文汇", None), 500, "2026-01-02T00:00:00Z"),
)


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> DocumentsPanel:
    made = DocumentsPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.set_documents(RECORDS, writable=True)
    return made


def titles(panel: DocumentsPanel) -> list[str]:
    model = panel.list.model()
    rows = range(model.rowCount())
    return [str(model.index(row, 0).data()).split("\n")[0] for row in rows]


def note_label(panel: DocumentsPanel) -> QLabel:
    labels = (label for label in panel.findChildren(QLabel, "panel_note"))
    return next(label for label in labels if label.text() != "文献夹")


def note(panel: DocumentsPanel) -> str:
    return note_label(panel).text()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("imported", ["甲文", "丙文", "乙文"]),
        ("title", sorted(["甲文", "乙文", "丙文"])),
        ("date", ["甲文", "乙文", "丙文"]),
        # by code point, 文 (U+6587) before 日 (U+65E5); without a source last
        ("source", ["丙文", "乙文", "甲文"]),
        ("length", ["乙文", "丙文", "甲文"]),
    ],
)
def test_orders(panel: DocumentsPanel, order: str, expected: list[str]) -> None:
    panel.set_order(order)
    assert panel.order == order
    assert titles(panel) == expected


def test_an_unknown_order_changes_nothing(panel: DocumentsPanel) -> None:
    panel.set_order("title")
    panel.set_order("by smell")
    assert panel.order == "title"


@pytest.mark.parametrize(
    ("words", "found"),
    [("甲", ["甲文"]), ("张三", ["乙文"]), ("文汇", ["丙文"]), ("2014 日报", ["乙文"]), ("无", [])],
)
def test_the_filter(panel: DocumentsPanel, words: str, found: list[str]) -> None:
    panel.filter.setText(words)
    assert titles(panel) == found
    assert str(len(found)) in note(panel)
    assert "3" in note(panel)


def test_an_empty_library_says_what_to_do(panel: DocumentsPanel) -> None:
    panel.set_documents((), writable=True)
    assert "导入" in note(panel)


def test_a_choice_opens_in_the_active_pane(panel: DocumentsPanel) -> None:
    asked: list[tuple[str, int]] = []
    panel.open_wanted.connect(lambda document, pane: asked.append((document, pane)))
    panel.select("d2")
    assert asked == []
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert asked == [("d3", -1)]


def test_the_choice_outlives_filter_and_order(panel: DocumentsPanel) -> None:
    asked: list[str] = []
    panel.select("d2")
    panel.open_wanted.connect(lambda document, _pane: asked.append(document))
    panel.filter.setText("文")
    panel.set_order("length")
    panel.set_documents(RECORDS, writable=True)
    assert panel.list.current_key() == "d2"
    assert asked == []


def test_delete_asks_to_remove(panel: DocumentsPanel) -> None:
    asked: list[tuple[str, ...]] = []
    panel.remove_wanted.connect(asked.append)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked == []
    panel.select("d3")
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked == [("d3",)]


def test_an_accessibility_action_chooses_one_row_alone(panel: DocumentsPanel) -> None:
    """It adds a row to the selection; what is meant is the row."""
    opened: list[str] = []
    panel.open_wanted.connect(lambda document, _pane: opened.append(document))
    panel.select(str(panel.list.keys[0]))
    index = panel.list.model().index(2, 0)
    panel.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    assert opened == [panel.list.keys[2]]
    assert panel.list.selected() == (panel.list.keys[2],)
    assert panel.list.current_key() == panel.list.keys[2]


def test_several_are_selected_without_opening_them(panel: DocumentsPanel) -> None:
    opened: list[str] = []
    asked: list[tuple[str, ...]] = []
    panel.open_wanted.connect(lambda document, _pane: opened.append(document))
    panel.remove_wanted.connect(asked.append)
    panel.select(str(panel.list.keys[0]))
    QTest.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert opened == []
    assert panel.list.selected() == tuple(panel.list.keys[:2])
    panel.set_documents(RECORDS, writable=True)
    assert panel.list.selected() == tuple(panel.list.keys[:2])
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked == [tuple(panel.list.keys[:2])]
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert len(opened) == 1


@pytest.mark.parametrize("writable", [True, False])
def test_the_menu(panel: DocumentsPanel, writable: bool) -> None:
    panel.set_documents(RECORDS, writable)
    told: list[str] = []
    panel.open_wanted.connect(lambda document, pane: told.append(f"{document} {pane}"))
    panel.original_wanted.connect(lambda document: told.append(f"original {document}"))
    panel.remove_wanted.connect(lambda documents: told.append(f"remove {documents[0]}"))

    in_next_menu(trigger_all)
    panel.list.menu_wanted.emit("d1", QPoint())
    expected = ["d1 0", "d1 1", "original d1", "remove d1"]
    assert told == (expected if writable else expected[:3])


# A low panel


def filled(panel: DocumentsPanel) -> int:
    """How much of the panel the list has, in hundredths."""
    return 100 * panel.list.height() // panel.height()


def test_in_a_low_panel_the_rows_around_the_list_fold(panel: DocumentsPanel, qtbot: QtBot) -> None:
    panel.resize(200, 180)
    order = panel.findChild(QComboBox, "document_order")
    assert isinstance(order, QComboBox)
    qtbot.waitUntil(lambda: filled(panel) > 75)
    assert order.y() < panel.filter.geometry().bottom(), "in one row with the filter"
    assert order.isVisible()
    assert "3" in panel.filter.placeholderText()
    assert "3" in panel.filter.toolTip()
    panel.set_order("title")
    assert titles(panel) == sorted(["甲文", "乙文", "丙文"])
    panel.resize(300, 400)
    qtbot.waitUntil(lambda: note_label(panel).isVisible())
    assert "3" not in panel.filter.placeholderText()


def test_in_a_low_panel_a_folder_can_be_made(panel: DocumentsPanel) -> None:
    panel.resize(200, 180)
    assert not panel.new_button.isVisible()
    panel.show_tree(True)
    assert panel.new_button.isVisible()
    assert panel.new_button.parentWidget() is panel


def test_in_a_low_panel_it_still_says_what_to_do(panel: DocumentsPanel) -> None:
    panel.resize(200, 180)
    assert not note_label(panel).isVisible()
    panel.filter.setText("无")
    assert note_label(panel).isVisible()
