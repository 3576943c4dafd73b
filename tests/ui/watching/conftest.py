"""For the tests of watched folders in the window: a folder, and a runner of work."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.ui.tasks import TaskRunner
from tests.ui.conftest import WAIT_MS
from tests.ui.texts import DUTY

LONG_AGO = 1_700_000_000

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to be watched."""
    made = tmp_path / "文件"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a file of the folder that has been finished long ago."""

    def write_it(name: str, text: str = DUTY) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
        return path

    return write_it


class Work:
    """A runner of work, and a way to wait for it."""

    def __init__(self, bot: QtBot) -> None:
        self.tasks = TaskRunner()
        self._bot = bot

    def settle(self) -> None:
        self._bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    made = Work(qtbot)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()
