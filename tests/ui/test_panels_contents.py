"""The contents panel: the outline of a text, following what is read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage, Section
from reader.messages import Translator
from reader.ui.panels.contents import ContentsPanel
from reader.workspace.text import Text
from tests.ui.texts import body, text_of


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> ContentsPanel:
    made = ContentsPanel(tr)
    qtbot.addWidget(made)
    made.resize(300, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def text() -> Text:
    paragraphs = [
        Paragraph(1, Kind.BODY, "开头的话。"),
        Paragraph(2, Kind.HEADING, "一、先"),
        Paragraph(3, Kind.HEADING, "（一）先之一"),
        Paragraph(4, Kind.BODY, "一是快。要快。二是稳。要稳。"),
        Paragraph(5, Kind.HEADING, "二、后"),
    ]
    sections = [
        Section(1, "一、先", 2, 0, 3),
        Section(3, "（一）先之一", 3, 0, 6),
        Section(4, "一是快。", 4, 0, 4),
        Section(4, "二是稳。", 4, 7, 11),
        Section(1, "二、后", 5, 0, 3),
    ]
    return text_of(paragraphs, sections)


def outline(panel: ContentsPanel) -> list[tuple[int, str]]:
    found, iterator = [], QTreeWidgetItemIterator(panel.tree)
    while iterator.value() is not None:
        depth, above = 0, iterator.value().parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        found.append((depth, iterator.value().text(0)))
        iterator += 1
    return found


def current(panel: ContentsPanel) -> str:
    item: QTreeWidgetItem | None = panel.tree.currentItem()
    return "" if item is None else item.text(0)


def test_sections_are_nested_by_level_whatever_levels_are_left_out(
    panel: ContentsPanel, text: Text
) -> None:
    panel.set_text(text)
    assert [depth for depth, _ in outline(panel)] == [0, 1, 2, 2, 0]
    names = [name for _, name in outline(panel)]
    assert all(
        part in name for part, name in zip(("先", "先之一", "快", "稳", "后"), names, strict=True)
    )


def test_a_text_without_sections_says_so(panel: ContentsPanel) -> None:
    panel.set_text(text_of(body("一段")))
    assert next(text for _, text in outline(panel)) == "这篇文献没有小标题"
    wanted: list[object] = []
    panel.passage_wanted.connect(wanted.append)
    item = panel.tree.topLevelItem(0)
    assert item is not None
    panel.tree.itemClicked.emit(item, 0)
    panel.follow(1)
    assert wanted == []
    panel.set_text(None)
    assert [text for _, text in outline(panel)] == ["打开一篇文献，这里就是它的目录"]
    panel.follow(1)


def test_a_section_leads_to_its_words(panel: ContentsPanel, text: Text) -> None:
    panel.set_text(text)
    wanted: list[Passage] = []
    panel.passage_wanted.connect(wanted.append)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert wanted[-1] == Passage("d1", 4, 7, 11)
    assert wanted[-1].text == "二是稳。"


def test_it_follows_what_is_read_without_going_there(panel: ContentsPanel, text: Text) -> None:
    panel.set_text(text)
    wanted: list[object] = []
    panel.passage_wanted.connect(wanted.append)
    marks = []
    for paragraph in range(1, 6):
        panel.follow(paragraph)
        marks.append(current(panel))
    assert marks[0] == ""
    assert [
        part in mark for part, mark in zip(("先", "先之一", "稳", "后"), marks[1:], strict=True)
    ] == [True] * 4
    panel.follow(1)
    assert current(panel) == ""
    assert wanted == []


def test_a_run_in_section_that_was_chosen_stays_chosen(panel: ContentsPanel, text: Text) -> None:
    panel.set_text(text)
    panel.follow(2)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert "快" in current(panel)
    panel.follow(4)
    assert "快" in current(panel)


def test_the_same_text_again_leaves_the_tree_alone(panel: ContentsPanel, text: Text) -> None:
    panel.set_text(text)
    top = panel.tree.topLevelItem(0)
    assert top is not None
    top.setExpanded(False)
    panel.set_text(text)
    again = panel.tree.topLevelItem(0)
    assert again is not None
    assert not again.isExpanded()
