"""The layout of small buttons: as many lines as they need, and no room for what is hidden."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.ui.panels.flow import FlowLayout


def test_the_buttons_flow_like_words(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    layout = FlowLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    outer.setLayout(layout)
    boxes = [QWidget() for _ in range(5)]
    for box in boxes:
        box.setMinimumSize(100, 20)
        box.setMaximumSize(100, 20)
        layout.addWidget(box)
    one, three = layout.heightForWidth(1000), layout.heightForWidth(250)
    assert one == 20
    assert three > 3 * 20
    layout.setGeometry(QRect(0, 0, 250, three))
    places = [box.geometry() for box in boxes]
    assert [places[0].top(), places[2].top()] == [places[1].top(), places[3].top()]
    assert places[0].top() < places[2].top() < places[4].top()
    assert all(place.right() < 250 and place.bottom() < three for place in places)
    assert not any(a.intersects(b) for a in places for b in places if a is not b)
    boxes[0].hide()
    layout.setGeometry(QRect(0, 0, 250, three))
    assert boxes[1].geometry().topLeft() == places[0].topLeft()
    assert layout.heightForWidth(250) < three
