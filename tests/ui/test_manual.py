"""The help: shortcuts and manual in one window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItemIterator, QWidget
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.help import MANUAL, SHORTCUTS, HelpWindow
from reader.ui.manual import Manual
from reader.ui.shortcuts.keymap import Command, Keymap
from reader.ui.typesetting import TextStyle
from reader.workspace.manual import read_manual
from tests.ui.conftest import flush_deleted
from tests.ui.reading.pages import whole_text


def style(palette: str, pixels: int) -> TextStyle:
    return TextStyle(pixels, Appearance(RESOURCES, palette).colours)


@pytest.fixture
def window(qtbot: QtBot, tr: Translator) -> Iterator[HelpWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = HelpWindow(tr, parent)
    made.manual_wanted.connect(lambda: made.show_manual(read_manual(), style("light", 18)))
    made.show_page(MANUAL)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    flush_deleted()


@pytest.fixture
def manual(window: HelpWindow) -> Manual:
    return window.manual


def contents(manual: Manual) -> QTreeWidget:
    tree = manual.findChild(QTreeWidget, "manual_contents")
    assert isinstance(tree, QTreeWidget)
    return tree


def ink(manual: Manual) -> QColor:
    """The colour of the text."""
    assert manual.view.page is not None
    piece = manual.view.page.placed()[-1]
    return piece.lines.setting.face.colour


def test_it_shows_the_manual_with_its_contents(manual: Manual) -> None:
    assert "案头" in whole_text(manual.view)
    assert manual.view.hasFocus()
    names = []
    iterator = QTreeWidgetItemIterator(contents(manual))
    while iterator.value() is not None:
        names.append(iterator.value().text(0))
        iterator += 1
    assert any("导入" in name for name in names)
    assert any("搜索" in name for name in names)


def test_a_heading_leads_to_its_place(manual: Manual, qtbot: QtBot) -> None:
    tree = contents(manual)
    last = tree.topLevelItem(tree.topLevelItemCount() - 1)
    assert last is not None
    tree.setCurrentItem(last)
    qtbot.waitUntil(
        lambda: (
            (passage := manual.view.current_passage()) is not None
            and passage.text.endswith(last.text(0))
        )
    )


def test_the_contents_follow_what_is_read(manual: Manual, qtbot: QtBot) -> None:
    bar, tree = manual.view.bar, contents(manual)
    first = tree.topLevelItem(0)
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: tree.currentItem() not in (None, first))


def test_it_follows_palette_and_text_size(manual: Manual) -> None:
    before = ink(manual)
    manual.restyle(style("dark", 24))
    assert manual.view.page is not None
    assert manual.view.page.style.pixels == 24
    assert "案头" in whole_text(manual.view)
    assert before.lightness() < 100 < ink(manual).lightness()


def test_it_fits_the_screen(window: HelpWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_escape_closes_it_and_lets_it_go(window: HelpWindow, qtbot: QtBot) -> None:
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    QTest.keyClick(window.manual.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone == [True])


def test_the_shortcuts_are_listed_with_the_keys_that_cannot_be_changed(window: HelpWindow) -> None:
    command = Command("undo", "撤销", "编辑", ("Ctrl+Z",))
    window.show_keys(Keymap((command,), {"undo": ("Ctrl+U",)}))
    window.show_page(SHORTCUTS)
    assert window.shortcuts.filter.hasFocus()
    tree = window.shortcuts.tree
    groups = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    assert [group.text(0) for group in groups if group is not None] == ["编辑", "固定的按键"]
    first, fixed = groups
    assert first is not None
    assert fixed is not None
    (undo,) = first.takeChildren()
    assert [undo.text(column) for column in (0, 1)] == ["撤销", "Ctrl+U"]
    assert fixed.childCount() > 10
    with_esc = [fixed.child(row) for row in range(fixed.childCount())]
    assert any(item is not None and item.text(1) == "Esc" for item in with_esc)


def test_the_manual_is_read_when_its_page_is_wanted(qtbot: QtBot, tr: Translator) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = HelpWindow(tr, parent)
    wanted: list[bool] = []
    window.manual_wanted.connect(lambda: wanted.append(True))
    window.show_page(SHORTCUTS)
    window.show()
    assert wanted == []
    window.tabs.setCurrentIndex(MANUAL)
    assert wanted == [True]
    window.close()
    flush_deleted()
