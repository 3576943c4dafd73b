"""Steps of the window's thread: one a turn, until somebody stops them or one fails."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from reader.ui.turns import Turns, loading


def counted(taken: list[int], most: int) -> Iterator[None]:
    for number in range(most):
        taken.append(number)
        yield


def test_others_come_between_the_steps(qtbot: QtBot) -> None:
    owner, taken = QObject(), list[int]()
    between: list[int] = []
    timer = QTimer(owner, interval=0)
    timer.timeout.connect(lambda: between.append(len(taken)))
    timer.start()
    turns = Turns(counted(taken, 5), owner)
    assert not taken, "the caller is not kept waiting"
    qtbot.waitUntil(lambda: not turns.running)
    assert taken == [0, 1, 2, 3, 4]
    assert set(between) >= {1, 2, 3, 4}


def test_steps_can_be_stopped(qtbot: QtBot) -> None:
    owner, taken = QObject(), list[int]()

    def steps() -> Iterator[None]:
        for number in range(5):
            taken.append(number)
            if number == 2:
                turns.stop()
            yield

    turns = Turns(steps(), owner)
    qtbot.waitUntil(lambda: bool(taken) and not turns.running)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    assert taken == [0, 1, 2]


def test_nothing_is_done_after_a_bug(qtbot: QtBot) -> None:
    def steps() -> Iterator[None]:
        yield
        raise RuntimeError("a bug")

    owner = QObject()
    turns = Turns(steps(), owner)
    with qtbot.captureExceptions() as found:
        qtbot.waitUntil(lambda: not turns.running)
    assert [str(one[1]) for one in found] == ["a bug"]


def test_modules_are_loaded_one_by_one() -> None:
    steps = loading(("json", "csv"))
    assert len(list(steps)) == 2
