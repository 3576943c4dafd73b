"""Boxes that fold to a sign."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.eliding import FoldingCombo


@pytest.fixture
def box(qtbot: QtBot) -> FoldingCombo:
    made = FoldingCombo()
    made.addItems(["最近导入的在前", "标题"])
    made.set_sign(Appearance(RESOURCES, "light").icon("sort", "text", 16))
    qtbot.addWidget(made)
    return made


def test_it_is_as_wide_as_its_sign_and_its_list_as_its_words(box: FoldingCombo) -> None:
    wide = box.sizeHint()
    box.fold(True)
    assert box.sizeHint().width() < wide.width() / 2
    assert box.minimumSizeHint() == box.sizeHint()
    assert box.sizeHint().height() == wide.height()
    assert box.view().minimumWidth() >= wide.width()
    box.fold(False)
    assert box.sizeHint() == wide


def test_the_keys_and_the_tip_are_as_ever(box: FoldingCombo, qtbot: QtBot) -> None:
    box.fold(True)
    with qtbot.waitExposed(box):
        box.show()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == box.toolTip() == "标题"


def test_folded_it_paints_the_sign_only(box: FoldingCombo) -> None:
    box.fold(True)
    box.resize(box.sizeHint())
    first = box.grab().toImage()
    box.setCurrentIndex(1)
    assert box.grab().toImage() == first, "whatever is chosen"
    box.set_sign(Appearance(RESOURCES, "dark").icon("filter", "text", 16))
    assert box.grab().toImage() != first
