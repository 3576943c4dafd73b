"""Contents that scroll where there is no room, and windows that are no larger than their screen."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.fitting import (
    Scrolled,
    fit,
    keep_on_screen,
    let_scroll,
    room_for,
    too_large,
)
from tests.ui.conftest import WAIT_MS

WORDS = "添柴的人先看火，看火的人先看柴。" * 6


@pytest.fixture
def area(qtbot: QtBot) -> Scrolled:
    """A note that wraps, a list, and ten fields."""
    body = QWidget()
    layout = QVBoxLayout(body)
    note = QLabel(WORDS)
    note.setWordWrap(True)
    layout.addWidget(note)
    layout.addWidget(QListWidget(), 1)
    for _ in range(10):
        layout.addWidget(QLineEdit())
    area = Scrolled(body)
    qtbot.addWidget(area)
    return area


def body_of(area: Scrolled) -> QWidget:
    body = area.widget()
    assert body is not None
    return body


def show(area: Scrolled, width: int, height: int, qtbot: QtBot) -> None:
    area.resize(width, height)
    with qtbot.waitExposed(area):
        area.show()


def test_a_content_fills_the_room_there_is(area: Scrolled, qtbot: QtBot) -> None:
    show(area, 500, 900, qtbot)
    assert body_of(area).size() == area.viewport().size() == QSize(500, 900)


def test_a_list_is_made_small_before_anything_scrolls(area: Scrolled, qtbot: QtBot) -> None:
    layout = body_of(area).layout()
    assert layout is not None
    show(area, 500, 900, qtbot)
    least, wanted = layout.totalMinimumHeightForWidth(500), layout.totalHeightForWidth(500)
    assert least < wanted
    area.resize(500, least)
    qtbot.waitUntil(lambda: body_of(area).size() == QSize(500, least), timeout=WAIT_MS)
    assert not area.verticalScrollBar().isVisible()
    area.resize(500, least - 1)
    qtbot.waitUntil(area.verticalScrollBar().isVisible, timeout=WAIT_MS)


def test_what_wraps_has_its_whole_height(area: Scrolled, qtbot: QtBot) -> None:
    note = area.findChild(QLabel)
    assert isinstance(note, QLabel)
    for width in (300, 500, 240):
        show(area, width, 200, qtbot)
        assert not area.horizontalScrollBar().isVisible()
        assert note.height() >= note.heightForWidth(note.width())


def test_more_words_get_more_room(area: Scrolled, qtbot: QtBot) -> None:
    show(area, 300, 300, qtbot)
    before = body_of(area).height()
    note = area.findChild(QLabel)
    assert isinstance(note, QLabel)
    note.setText(WORDS * 3)
    qtbot.waitUntil(lambda: body_of(area).height() > before)


def test_who_gets_the_keyboard_is_in_view(area: Scrolled, qtbot: QtBot) -> None:
    show(area, 300, 200, qtbot)
    area.activateWindow()
    first, *_, last = area.findChildren(QLineEdit)
    qtbot.waitUntil(area.isActiveWindow)
    first.setFocus()
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert last.visibleRegion().boundingRect().size() == last.size()


def test_without_scrolling_sideways_the_width_is_enough(qtbot: QtBot) -> None:
    body = QWidget()
    QVBoxLayout(body).addWidget(QLabel("很长的一行字不能断开" * 8))
    area, other = Scrolled(body, sideways=False), Scrolled(long_line())
    qtbot.addWidget(area)
    qtbot.addWidget(other)
    assert area.minimumSizeHint().width() > body.minimumSizeHint().width()
    assert other.minimumSizeHint().width() < body.minimumSizeHint().width()


def long_line() -> QWidget:
    body = QWidget()
    QVBoxLayout(body).addWidget(QLabel("很长的一行字不能断开" * 8))
    return body


def test_a_window_gets_what_the_screen_has(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = room_for(window).size()
    fit(window, 300, 200)
    assert window.size() == QSize(300, 200)
    fit(window, 9000, 200)
    assert window.size() == QSize(room.width(), 200)


def test_a_window_that_needs_more_gets_it(qtbot: QtBot) -> None:
    window = long_line()
    qtbot.addWidget(window)
    fit(window, 10, 10)
    assert window.size() == window.minimumSizeHint()


def test_a_window_comes_back_onto_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    window.setGeometry(QRect(screen.right() - 50, screen.bottom() - 50, 400, 300))
    with qtbot.waitExposed(window):
        window.show()
    keep_on_screen(window)
    assert screen.contains(window.frameGeometry())


def test_the_last_row_of_a_foreign_window_stays(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    for _ in range(60):
        layout.addWidget(QLineEdit())
    button = QPushButton("行")
    layout.addWidget(button)
    qtbot.addWidget(window)
    assert too_large(window)
    let_scroll(window)
    let_scroll(window)
    assert not too_large(window)
    assert len(window.findChildren(Scrolled)) == 1
    window.resize(300, 300)
    with qtbot.waitExposed(window):
        window.show()
    assert window.rect().contains(button.geometry())
