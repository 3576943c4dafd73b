"""The page that has the keyboard shows it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.page_focus import PageFocus
from reader.ui.reading.view import ReadingView


def bar(view: ReadingView) -> QFrame:
    found = view.findChild(QFrame, "page_focus")
    assert isinstance(found, QFrame)
    return found


def test_a_bar_follows_the_keyboard_but_not_a_click(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    layout = QHBoxLayout(room)
    views = (ReadingView(), ReadingView())
    for view in views:
        layout.addWidget(view)
    marks = PageFocus(views, room)
    room.resize(500, 300)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    views[1].setFocus()
    views[0].setFocus()
    assert [bar(view).isVisible() for view in views] == [True, False]
    assert bar(views[0]).height() == views[0].height()
    QTest.keyClick(views[0], Qt.Key.Key_Tab)
    assert [bar(view).isVisible() for view in views] == [False, True]
    assert marks.parent() is room
