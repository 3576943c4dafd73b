"""The program around the window: libraries, settings, bugs."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import Places
from reader.request import Request
from reader.settings import SettingsFile
from reader.ui.app import Program
from reader.ui.help import HelpWindow
from reader.ui.instance import call_window
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, OpenLibrary, flush_deleted
from tests.ui.reading.pages import whole_text

Start = Callable[..., "Running"]


class Running:
    """A program with its window."""

    def __init__(self, bot: QtBot, request: Request, tr: Translator) -> None:
        self.bot = bot
        before = QApplication.topLevelWidgets()
        self.program = Program(request, tr)
        self.window = next(
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, MainWindow) and widget not in before
        )
        self.started = self.program.start()
        self.ended = False

    def wait(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=WAIT_MS)

    def ready(self) -> "Running":
        """Everything beside the pages is there."""
        self.wait(lambda: self.window.furnished)
        return self

    def titles(self) -> set[str]:
        if not self.window.furnished:
            return set()
        return {r.metadata.title for r in self.window.shelf.records.values()}

    def end(self) -> None:
        if self.ended:
            return
        self.ended = True
        self.window.close()
        self.program.close()
        self.window.deleteLater()
        self.program.deleteLater()


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes said."""
    said: list[str] = []

    def say(_parent: QWidget, _title: str, text: str) -> QMessageBox.StandardButton:
        said.append(text)
        return QMessageBox.StandardButton.Ok

    monkeypatch.setattr(QMessageBox, "warning", say)
    return said


@pytest.fixture
def start(
    qtbot: QtBot, tr: Translator, places: Places, tmp_path: Path, boxes: list[str]
) -> Iterator[Start]:
    running: list[Running] = []

    def run(library: Path, named: bool = True) -> Running:
        request = Request(
            library=library,
            personal=tmp_path / "personal.db",
            starter=library == places.starter,
            named=named,
            places=places,
            language="zh",
        )
        running.append(Running(qtbot, request, tr))
        return running[-1]

    yield run
    for one in running:
        one.end()
    flush_deleted()


@pytest.fixture
def library(open_library: OpenLibrary, tmp_path: Path) -> Path:
    open_library().close()
    return tmp_path / "library"


def test_a_library_opens_and_its_window_answers_the_bell(start: Start, library: Path) -> None:
    running = start(library)
    assert running.started
    assert running.window.isVisible()
    running.wait(lambda: call_window(library))
    running.end()
    assert not call_window(library)


def test_the_starter_library_is_filled_at_the_first_start(start: Start, places: Places) -> None:
    running = start(places.starter)
    running.wait(lambda: len(running.titles()) > 5)
    running.wait(lambda: running.window.desk.panes[0].text is not None)


def test_another_library_is_opened_and_remembered(
    start: Start, library: Path, places: Places, boxes: list[str]
) -> None:
    running = start(library)
    running.window.library_wanted.emit(str(places.starter))
    assert str(places.starter) in boxes[0]
    running.window.library_wanted.emit("starter")
    running.wait(lambda: running.window.workspace is not None and _folder(running) != library)
    kept = SettingsFile(places.settings).load()
    assert kept.library == str(places.starter)
    assert kept.recent_libraries == (str(places.starter), str(library))
    running.wait(lambda: call_window(places.starter))
    assert not call_window(library)
    running.window.library_wanted.emit(str(library))
    running.wait(lambda: _folder(running) == library)


def _folder(running: Running) -> Path:
    workspace = running.window.workspace
    assert workspace is not None
    return workspace.folder


def test_a_new_library_is_made_where_nothing_is_yet(
    start: Start,
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    boxes: list[str],
) -> None:
    running = start(library)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(library), ""))
    running.window.library_wanted.emit("new")
    assert str(library) in boxes[-1]
    new = tmp_path / "我的资料库"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(new), ""))
    running.window.library_wanted.emit("new")
    running.wait(lambda: _folder(running) == new)
    assert (new / "library.db").is_file()
    assert running.titles() == set()


@pytest.mark.parametrize("chosen", ["", "no-library"])
def test_a_folder_that_is_no_library_is_not_made_one(
    start: Start,
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    boxes: list[str],
    chosen: str,
) -> None:
    running = start(library)
    folder = tmp_path / "no-library"
    folder.mkdir()
    name = str(folder) if chosen else ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: name)
    running.window.library_wanted.emit("open")
    assert _folder(running) == library
    assert list(folder.iterdir()) == []
    assert len(boxes) == (1 if chosen else 0)


def test_a_damaged_library_is_refused_with_a_message(
    start: Start,
    library: Path,
    tmp_path: Path,
    boxes: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "library.db").write_bytes(b"this is not a library" * 100)
    running = start(damaged)
    assert not running.started
    assert len(boxes) == 1
    assert "library.db" in boxes[0]
    assert boxes[0] in capsys.readouterr().err
    assert (damaged / "library.db").read_bytes().startswith(b"this is not")

    running = start(library)
    running.window.library_wanted.emit(str(damaged))
    running.wait(lambda: len(boxes) == 2)
    assert _folder(running) == library


def spoil_list(library: Path) -> None:
    """One row makes no sense any more, which only a look at the whole list tells."""
    with closing(sqlite3.connect(library / "library.db")) as file, file:
        file.execute("UPDATE document SET genre = 'nonsense' WHERE number = 2")


def test_a_library_whose_list_is_damaged_is_left_after_the_first_paint(
    start: Start, library: Path, boxes: list[str]
) -> None:
    spoil_list(library)
    running = start(library)
    running.wait(lambda: not running.window.isVisible())
    assert len(boxes) == 1


def test_the_starter_library_takes_the_place_of_the_last_one_that_is_damaged(
    start: Start, library: Path, places: Places, boxes: list[str]
) -> None:
    spoil_list(library)
    running = start(library, named=False).ready()
    assert _folder(running) == places.starter
    assert len(boxes) == 1


def test_settings_are_kept_as_soon_as_they_change(
    start: Start, library: Path, places: Places
) -> None:
    running = start(library).ready()
    running.window.actions_by_key["sepia"].setChecked(True)
    running.window.actions_by_key["larger"].trigger()
    kept = SettingsFile(places.settings).load()
    assert (kept.palette, kept.text_size) == ("sepia", 19)
    assert kept.library == str(library)


def test_the_manual_opens_beside_the_text(start: Start, library: Path) -> None:
    running = start(library).ready()
    running.window.actions_by_key["manual"].trigger()
    running.wait(lambda: bool(running.window.findChildren(HelpWindow)))
    window = running.window.findChildren(HelpWindow)[0]
    manual = window.manual
    running.wait(lambda: "案头" in whole_text(manual.view))
    running.window.actions_by_key["manual"].trigger()
    running.window.actions_by_key["larger"].trigger()
    assert manual.view.page is not None
    assert manual.view.page.style.pixels == 19
    running.window.actions_by_key["shortcuts"].trigger()
    assert running.window.findChildren(HelpWindow) == [window]
    assert window.shortcuts.isVisible()
    assert not manual.isVisible()
    running.window.close()
    assert not window.isVisible()


def test_a_bug_is_logged_and_told(
    start: Start,
    library: Path,
    places: Places,
    boxes: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    running = start(library)
    try:
        raise ZeroDivisionError("one")
    except ZeroDivisionError as bug:
        running.program.handle_bug(type(bug), bug, bug.__traceback__)
    assert "ZeroDivisionError: one" in boxes[0]
    assert str(places.log) in boxes[0]
    log = places.log.read_text("utf-8")
    assert "ZeroDivisionError: one" in log
    assert "test_app.py" in log
    assert capsys.readouterr().err == "ZeroDivisionError: one\n"


def test_the_end_of_the_program_may_come_at_once(
    start: Start, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *bug: bugs.append(bug))
    running = start(places.starter)
    running.end()
    assert bugs == []
