"""The manual in a window of its own."""

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
from reader.ui.manual import ManualWindow
from reader.ui.typesetting import TextStyle
from reader.workspace.manual import read_manual
from tests.ui.conftest import flush_deleted
from tests.ui.reading.pages import whole_text


def style(palette: str, pixels: int) -> TextStyle:
    return TextStyle(pixels, Appearance(RESOURCES, palette).colours)


@pytest.fixture
def manual(qtbot: QtBot, tr: Translator) -> Iterator[ManualWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ManualWindow(read_manual(), style("light", 18), tr, parent)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    flush_deleted()


def contents(manual: ManualWindow) -> QTreeWidget:
    tree = manual.findChild(QTreeWidget, "manual_contents")
    assert isinstance(tree, QTreeWidget)
    return tree


def ink(manual: ManualWindow) -> QColor:
    """The colour of the text."""
    assert manual.view.page is not None
    piece = manual.view.page.placed()[-1]
    return piece.lines.setting.face.colour


def test_it_shows_the_manual_with_its_contents(manual: ManualWindow) -> None:
    assert manual.windowTitle() == "使用手册"
    assert "案头" in whole_text(manual.view)
    assert manual.view.hasFocus()
    names = []
    iterator = QTreeWidgetItemIterator(contents(manual))
    while iterator.value() is not None:
        names.append(iterator.value().text(0))
        iterator += 1
    assert any("导入" in name for name in names)
    assert any("搜索" in name for name in names)


def test_a_heading_leads_to_its_place(manual: ManualWindow, qtbot: QtBot) -> None:
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


def test_the_contents_follow_what_is_read(manual: ManualWindow, qtbot: QtBot) -> None:
    bar, tree = manual.view.bar, contents(manual)
    first = tree.topLevelItem(0)
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: tree.currentItem() not in (None, first))


def test_it_follows_palette_and_text_size(manual: ManualWindow) -> None:
    before = ink(manual)
    manual.restyle(style("dark", 24))
    assert manual.view.page is not None
    assert manual.view.page.style.pixels == 24
    assert "案头" in whole_text(manual.view)
    assert before.lightness() < 100 < ink(manual).lightness()


def test_it_fits_the_screen(manual: ManualWindow) -> None:
    room = manual.screen().availableSize()
    assert manual.width() <= room.width()
    assert manual.height() <= room.height()


def test_escape_closes_it_and_lets_it_go(manual: ManualWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(manual.destroyed):
        QTest.keyClick(manual.view, Qt.Key.Key_Escape)
