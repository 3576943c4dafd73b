"""Answers that a screen reader says when somebody has stopped typing."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.ui import aloud
from reader.ui.aloud import Aloud
from tests.ui.conftest import WAIT_MS


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced: where no assistive program listens Qt tells it to nobody."""
    found: list[str] = []

    def note(_part: QWidget, words: str) -> None:
        found.append(words)

    monkeypatch.setattr(aloud, "announce", note)
    return found


@pytest.fixture
def box(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    return made


def rest(qtbot: QtBot, one: Aloud) -> None:
    """Wait until nobody has typed for a while."""
    timer = one.findChild(QTimer)
    assert timer is not None
    qtbot.waitUntil(lambda: not timer.isActive(), timeout=WAIT_MS)


def test_a_late_answer_is_told_as_it_comes(qtbot: QtBot, box: QLineEdit, told: list[str]) -> None:
    one = Aloud(box, lambda: "两段")
    one.ask()
    rest(qtbot, one)
    assert told == []
    one.answer()
    one.answer()
    assert told == ["两段"]


def test_who_went_on_is_told_nothing(qtbot: QtBot, box: QLineEdit, told: list[str]) -> None:
    one = Aloud(box, lambda: "两段")
    one.ask()
    one.forget()
    one.answer()
    rest(qtbot, one)
    assert told == []


def test_what_was_gone_to_is_told_at_once(box: QLineEdit, told: list[str]) -> None:
    one = Aloud(box, lambda: "第二处")
    one.ask()
    one.ask(at_once=True)
    one.answer()
    assert told == ["第二处"]
