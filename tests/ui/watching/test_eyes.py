"""Quick notice of what happens in folders."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.ui.watching import eyes as module
from reader.ui.watching.eyes import Eyes
from tests.ui.conftest import WAIT_MS


@pytest.fixture
def eyes(qtbot: QtBot) -> Iterator[Eyes]:
    parent = QObject()
    made = Eyes(parent)
    yield made
    made.close()
    parent.deleteLater()


def see(qtbot: QtBot, eyes: Eyes, *folders: Path) -> None:
    """Watch folders, and wait until they are."""
    with qtbot.waitSignal(eyes.watching, timeout=WAIT_MS):
        eyes.watch([str(folder) for folder in folders])


def test_a_new_file_is_noticed(qtbot: QtBot, eyes: Eyes, tmp_path: Path) -> None:
    see(qtbot, eyes, tmp_path)
    with qtbot.waitSignal(eyes.noticed, timeout=WAIT_MS):
        (tmp_path / "x.txt").write_text("x")


def test_other_folders_take_the_place_of_the_first(
    qtbot: QtBot, eyes: Eyes, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    see(qtbot, eyes, one)
    see(qtbot, eyes, other)
    told: list[bool] = []
    eyes.noticed.connect(lambda: told.append(True))
    (one / "x.txt").write_text("x")
    with qtbot.waitSignal(eyes.noticed, timeout=WAIT_MS):
        (other / "x.txt").write_text("x")
    assert len(told) == 1


def test_no_more_folders_are_watched_than_there_is_room_for(
    qtbot: QtBot, eyes: Eyes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    folders = [tmp_path / str(number) for number in range(4)]
    for folder in folders:
        folder.mkdir()
    with qtbot.waitSignal(eyes.watching, timeout=WAIT_MS) as blocker:
        eyes.watch([str(folder) for folder in folders])
    assert blocker.args == [2]


def test_folders_that_are_gone_are_no_trouble(qtbot: QtBot, eyes: Eyes, tmp_path: Path) -> None:
    see(qtbot, eyes, tmp_path / "none", tmp_path)
    with qtbot.waitSignal(eyes.noticed, timeout=WAIT_MS):
        (tmp_path / "x.txt").write_text("x")
    eyes.watch(())
    eyes.watch(())
