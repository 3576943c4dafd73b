"""Columns that become rows, and fields in two columns or one."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.columns import HANDLE, Columns, Fields
from reader.ui.fitting import Scrolled


def part(width: int) -> QWidget:
    made = QListWidget()
    made.setMinimumSize(width, 50)
    return made


class Room(QWidget):
    """Holds a widget, and gives it this width."""

    def __init__(self, held: QWidget, width: int, qtbot: QtBot) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(held)
        qtbot.addWidget(self)
        self.be(width)
        with qtbot.waitExposed(self):
            self.show()

    def be(self, width: int) -> None:
        self.resize(width, 400)
        QApplication.sendPostedEvents()


def test_they_stand_side_by_side_where_all_have_room(qtbot: QtBot) -> None:
    columns = Columns((part(100), part(200)))
    room = Room(columns, 300 + HANDLE, qtbot)
    assert not columns.in_rows
    room.be(300 + HANDLE - 1)
    assert columns.in_rows
    assert columns.minimumSizeHint().width() == 200
    room.be(300 + HANDLE)
    assert not columns.in_rows


def test_a_hidden_part_takes_no_room(qtbot: QtBot) -> None:
    first, second = part(100), part(200)
    columns = Columns((first, second))
    first.hide()
    room = Room(columns, 210, qtbot)
    assert room.isVisible()
    assert not columns.in_rows


def test_columns_in_columns_stay_as_long_as_the_outer_ones(qtbot: QtBot) -> None:
    pair = Columns((part(100), part(100)))
    outer = Columns((pair, part(150)))
    outer.setSizes([100, 1000])
    room = Room(outer, 600, qtbot)
    for width in range(600, 150, -7):
        room.be(width)
        assert outer.in_rows or not pair.in_rows
    assert outer.in_rows
    assert pair.in_rows
    assert outer.minimumSizeHint().width() == 150


@pytest.mark.parametrize("rows", [True, False])
def test_a_part_that_scrolls_has_all_its_height_in_rows(rows: bool, qtbot: QtBot) -> None:
    body = QWidget()
    layout = QVBoxLayout(body)
    for _ in range(12):
        layout.addWidget(QLineEdit())
    area = Scrolled(body, sideways=False)
    columns = Columns((part(200), area))
    around = QWidget()
    QVBoxLayout(around).addWidget(columns)
    outside = Scrolled(around)
    room = Room(outside, 260 if rows else 800, qtbot)
    qtbot.waitUntil(lambda: columns.in_rows == rows)
    room.resize(room.width(), 150)
    if rows:
        qtbot.waitUntil(lambda: area.height() >= body.minimumSizeHint().height())
        assert not area.verticalScrollBar().isVisible()
        assert not outside.horizontalScrollBar().isVisible()
    else:
        qtbot.waitUntil(area.verticalScrollBar().isVisible)


def test_fields_stand_in_two_columns_or_in_one(qtbot: QtBot) -> None:
    rows = [(QLabel(f"第{n}个："), QLineEdit()) for n in range(4)]
    for _, field in rows:
        field.setMinimumWidth(100)
    fields = Fields(rows)
    around = QWidget()
    QVBoxLayout(around).addWidget(fields)
    room = Room(around, 800, qtbot)
    first, second = rows[0][1], rows[1][1]
    assert first.y() == second.y()
    high = fields.minimumSizeHint().height()
    room.be(around.minimumSizeHint().width())
    qtbot.waitUntil(lambda: first.y() < second.y())
    assert first.x() == second.x()
    assert fields.minimumSizeHint().height() > high
    assert all(field.width() >= 100 for _, field in rows)
    room.be(800)
    qtbot.waitUntil(lambda: first.y() == second.y())
