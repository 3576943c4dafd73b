"""A text that does not come at once: its pane says that it is on its way."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow
from reader.workspace.text import Text
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop
from tests.ui.window.acting import document_of, title


@pytest.fixture
def gate(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds every text back until it is set."""
    event = threading.Event()
    read = Workspace.read

    def wait(workspace: Workspace, document: str) -> Text:
        assert event.wait(WAIT_MS / 1000)
        return read(workspace, document)

    monkeypatch.setattr(Workspace, "read", wait)
    yield event
    event.set()


def signs(window: MainWindow) -> list[bool]:
    """For each pane whether it says so."""
    found = [pane.view.findChild(QLabel, "opening_sign") for pane in window.desk.panes]
    return [isinstance(sign, QLabel) and sign.isVisible() for sign in found]


def test_a_text_that_takes_its_time_is_announced(
    window: MainWindow, desktop: Desktop, gate: threading.Event, qtbot: QtBot
) -> None:
    window.desk.open(document_of(window, "通知"), 1)
    qtbot.waitUntil(lambda: signs(window) == [False, True], timeout=WAIT_MS)
    gate.set()
    desktop.settle(window)
    assert signs(window) == [False, False]
    assert "通知" in (title(window, 1) or "")


def test_who_stays_is_not_kept_waiting(
    window: MainWindow, desktop: Desktop, gate: threading.Event, qtbot: QtBot
) -> None:
    here = window.desk.panes[0].document
    assert here is not None
    window.desk.open(document_of(window, "下乡"), 0)
    qtbot.waitUntil(lambda: signs(window) == [True, False], timeout=WAIT_MS)
    window.desk.open(here, 0)
    assert signs(window) == [False, False]
