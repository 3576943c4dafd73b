"""Lists of cards: what is spoken, chosen, opened, kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.paths import RESOURCES
from reader.ui.appearance import Appearance, interface_font
from reader.ui.card_model import Card
from reader.ui.card_painting import fitted
from reader.ui.cards import CardList
from reader.ui.typesetting import utf16_length

CARDS = (
    Card("a", "第一篇", "讲值班的规矩", badge="第 3 段"),
    Card("b", "第二篇", "讲写通知", spans=((1, 2),), tip="从哪里来"),
    Card("c", "第三篇"),
)


@pytest.fixture
def cards(qtbot: QtBot) -> CardList:
    made = CardList(Appearance(RESOURCES, "light"), 2)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.set_cards(CARDS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def click(cards: CardList, row: int) -> None:
    place = cards.visualRect(cards.model().index(row, 0)).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_all_that_is_seen_can_be_heard(cards: CardList) -> None:
    model = cards.model()
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        assert model.data(model.index(0, 0), role) == "第一篇\n讲值班的规矩\n第 3 段"
        assert model.data(model.index(2, 0), role) == "第三篇"
    tip = Qt.ItemDataRole.ToolTipRole
    assert model.data(model.index(1, 0), tip) == "从哪里来"
    assert model.data(model.index(0, 0), tip) is None
    assert model.data(QModelIndex(), Qt.ItemDataRole.DisplayRole) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_click_chooses_and_the_same_click_again(cards: CardList) -> None:
    chosen: list[object] = []
    cards.chosen.connect(chosen.append)
    click(cards, 1)
    assert set(chosen) == {"b"}
    chosen.clear()
    click(cards, 1)
    assert set(chosen) == {"b"}
    assert cards.current_key() == "b"


def test_keys_choose_and_enter_opens(cards: CardList) -> None:
    chosen: list[object] = []
    opened: list[object] = []
    cards.chosen.connect(chosen.append)
    cards.opened.connect(opened.append)
    cards.select("a")
    assert chosen == []
    QTest.keyClick(cards, Qt.Key.Key_Down)
    assert chosen == ["b"]
    QTest.keyClick(cards, Qt.Key.Key_Return)
    assert opened == ["b"]


def test_choosing_by_the_selection_model_counts(cards: CardList) -> None:
    """As a screen reader does it."""
    chosen: list[object] = []
    cards.chosen.connect(chosen.append)
    cards.setCurrentIndex(cards.model().index(2, 0))
    assert chosen == ["c"]


def test_new_cards_keep_the_chosen_one_quietly(cards: CardList) -> None:
    cards.select("b")
    chosen: list[object] = []
    cards.chosen.connect(chosen.append)
    cards.set_cards(tuple(reversed(CARDS)), keep=True)
    assert cards.current_key() == "b"
    assert cards.currentIndex().row() == 1
    cards.set_cards(CARDS[:1], keep=True)
    assert cards.current_key() is None
    cards.select("a")
    cards.set_cards(CARDS)
    assert cards.current_key() is None
    assert cards.count() == 3
    assert chosen == []


def test_more_of_the_same_list_does_not_move_it(cards: CardList, qtbot: QtBot) -> None:
    many = [Card(number, f"第 {number} 条", "一行说明") for number in range(200)]
    cards.set_cards(many[:50])
    bar = cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    before = bar.value()
    cards.set_cards(many, keep=True)
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert bar.value() == before


def test_a_menu_is_asked_for_a_card_only(cards: CardList) -> None:
    asked: list[object] = []
    cards.menu_wanted.connect(lambda key, _place: asked.append(key))
    cards.customContextMenuRequested.emit(cards.visualRect(cards.model().index(2, 0)).center())
    cards.customContextMenuRequested.emit(QPoint(20, 390))
    assert asked == ["c"]


def test_marked_words_are_painted_in_the_colour_of_hits(cards: CardList) -> None:
    colour = Appearance(RESOURCES, "light").colours["hit"]
    assert _has(cards, 1, colour)
    assert not _has(cards, 0, colour)
    dark = Appearance(RESOURCES, "dark")
    cards.set_appearance(dark)
    assert _has(cards, 1, dark.colours["hit"])
    assert not _has(cards, 1, colour)


@given(st.text(st.sampled_from("通知𠮷😀，。ail 一")), st.integers(40, 300), st.integers(1, 3))
def test_a_long_detail_is_cut_and_says_so(text: str, width: int, lines: int) -> None:
    font = interface_font()
    shown, layout = fitted(text, font, width, lines)
    assert layout.text() == shown
    assert layout.lineCount() <= lines
    if shown != text:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])
        _, longer = fitted(text, font, width, lines + 1)
        assert longer.lineCount() == lines + 1
    if layout.lineCount():
        last = layout.lineAt(layout.lineCount() - 1)
        assert last.textStart() + last.textLength() == utf16_length(shown)


def _picture(cards: CardList, row: int) -> QImage:
    cards.clearSelection()
    return cards.viewport().grab(cards.visualRect(cards.model().index(row, 0))).toImage()


def _has(cards: CardList, row: int, colour: QColor) -> bool:
    picture = _picture(cards, row)
    return any(
        picture.pixelColor(x, y).rgb() == colour.rgb()
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_rows_are_as_high_as_their_lines(qtbot: QtBot) -> None:
    look = Appearance(RESOURCES, "light")
    heights = []
    for lines in (1, 2, 3):
        made = CardList(look, lines)
        qtbot.addWidget(made)
        made.setFont(QFont())
        made.set_cards(CARDS)
        heights.append(made.sizeHintForRow(0))
    assert heights[2] - heights[1] == heights[1] - heights[0] > 0
