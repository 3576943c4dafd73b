"""The cache of pictures: loads once, keeps within bounds, never asks for a broken one again."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from reader.errors import UsageError
from reader.messages import msg
from reader.ui.pictures.cache import PictureCache, Wanted
from reader.ui.tasks import TaskRunner
from tests.ui.pictures.samples import image, picture


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.close()
    runner.deleteLater()


class Files:
    """Bytes by number; counts what was asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.asked: list[int] = []
        self.threads: set[object] = set()
        self.gate = threading.Event()
        self.gate.set()

    def load(self, _document: str, number: int) -> bytes:
        self.gate.wait()
        self.asked.append(number)
        self.threads.add(threading.current_thread())
        if number > 100:
            raise UsageError(msg("没有"))
        return self.data


def wanted(number: int, size: int = 40, key: str = "") -> Wanted:
    shown = picture(1, 40, 30, key or f"k{number}")
    return Wanted("d", number, shown, size, size * 3 // 4)


def arrived(qtbot: QtBot, cache: PictureCache, what: Wanted) -> QImage:
    qtbot.waitUntil(lambda: cache.image(what) is not None)
    found = cache.image(what)
    assert found is not None
    return found


def test_a_picture_is_loaded_once_and_in_another_thread(qtbot: QtBot, tasks: TaskRunner) -> None:
    files = Files(image(40, 30))
    cache = PictureCache(tasks, files.load)
    assert cache.image(wanted(1)) is None
    assert cache.image(wanted(1)) is None
    assert arrived(qtbot, cache, wanted(1)).width() == 40
    assert files.asked == [1]
    assert threading.current_thread() not in files.threads
    assert QThread.currentThread() is cache.thread()


def test_the_same_picture_of_another_text_is_there(qtbot: QtBot, tasks: TaskRunner) -> None:
    files = Files(image(40, 30))
    cache = PictureCache(tasks, files.load)
    arrived(qtbot, cache, wanted(1, key="same"))
    assert cache.image(wanted(2, key="same")) is not None
    assert cache.image(wanted(1, 20, key="same")) is None


def test_bounds(qtbot: QtBot, tasks: TaskRunner) -> None:
    files = Files(image(40, 30))
    each = 40 * 30 * 4
    cache = PictureCache(tasks, files.load, most=3 * each)
    for number in range(1, 6):
        arrived(qtbot, cache, wanted(number))
        assert cache.held <= 3 * each
    assert files.asked == [1, 2, 3, 4, 5]
    assert cache.image(wanted(5)) is not None
    assert cache.image(wanted(1)) is None


def test_what_was_asked_for_last_comes_first_and_old_wishes_are_dropped(
    qtbot: QtBot, tasks: TaskRunner
) -> None:
    files = Files(image(40, 30))
    files.gate.clear()
    cache = PictureCache(tasks, files.load)
    for number in range(1, 61):
        cache.image(wanted(number))
    with qtbot.waitSignal(cache.loaded):
        files.gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert 60 in files.asked[:4]
    assert len(files.asked) < 25


@pytest.mark.parametrize("number", [1, 101])
def test_broken_pictures_are_asked_for_once(qtbot: QtBot, tasks: TaskRunner, number: int) -> None:
    files = Files(b"broken")
    cache = PictureCache(tasks, files.load)
    with qtbot.waitSignal(cache.loaded):
        cache.image(wanted(number))
    assert cache.is_broken(wanted(number).picture)
    assert cache.image(wanted(number)) is None
    assert files.asked == [number]
    cache.try_again()
    assert not cache.is_broken(wanted(number).picture)


def test_a_place_alone_is_never_asked_for(tasks: TaskRunner) -> None:
    cache = PictureCache(tasks, Files(b"").load)
    lost = picture(1, key="")
    assert cache.is_broken(lost)
    assert cache.image(Wanted("d", 1, lost, 40, 30)) is None
    assert not tasks.busy
