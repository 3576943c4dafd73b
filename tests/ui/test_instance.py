"""One window for each library: the doorbell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from reader.ui.instance import Doorbell, call_window, server_name


@pytest.fixture
def doorbell(qtbot: QtBot) -> Iterator[Doorbell]:
    made = Doorbell()
    yield made
    made.close()
    made.deleteLater()


def test_nobody_is_at_home(tmp_path: Path) -> None:
    assert not call_window(tmp_path)


def test_a_second_start_rings(doorbell: Doorbell, tmp_path: Path, qtbot: QtBot) -> None:
    doorbell.listen(tmp_path)
    with qtbot.waitSignal(doorbell.rung):
        assert call_window(tmp_path)
    with qtbot.waitSignal(doorbell.rung):
        assert call_window(tmp_path)


def test_another_library_has_another_bell(doorbell: Doorbell, tmp_path: Path, qtbot: QtBot) -> None:
    doorbell.listen(tmp_path / "one")
    with qtbot.assertNotEmitted(doorbell.rung):
        assert not call_window(tmp_path / "other")
    doorbell.listen(tmp_path / "other")
    assert not call_window(tmp_path / "one")
    with qtbot.waitSignal(doorbell.rung):
        assert call_window(tmp_path / "other")


def test_a_closed_window_does_not_answer(doorbell: Doorbell, tmp_path: Path) -> None:
    doorbell.listen(tmp_path)
    doorbell.close()
    assert not call_window(tmp_path)


def test_two_windows_ring_each_for_itself(doorbell: Doorbell, tmp_path: Path, qtbot: QtBot) -> None:
    neighbour = Doorbell()
    try:
        doorbell.listen(tmp_path / "one")
        neighbour.listen(tmp_path / "two")
        with qtbot.assertNotEmitted(doorbell.rung), qtbot.waitSignal(neighbour.rung):
            assert call_window(tmp_path / "two")
    finally:
        neighbour.close()
        neighbour.deleteLater()


def test_the_same_folder_by_another_way_has_the_same_bell(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    same = tmp_path / "one" / ".." / "one"
    assert server_name(same) == server_name(tmp_path / "one")
    assert server_name(tmp_path / "one") != server_name(tmp_path / "two")


def test_the_name_does_not_tell_the_folder(tmp_path: Path) -> None:
    name = server_name(tmp_path / "机密")
    assert name.isascii()
    assert len(name) < 40


def test_what_a_crashed_window_left_behind_is_removed(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot
) -> None:
    server = QLocalServer()
    assert server.listen(server_name(tmp_path))
    stale = Path(server.fullServerName())
    server.close()
    if stale.parent.is_dir():
        stale.write_bytes(b"")
    server.deleteLater()
    doorbell.listen(tmp_path)
    with qtbot.waitSignal(doorbell.rung):
        assert call_window(tmp_path)
