"""For the tests of the window: libraries to work on, and windows that leave nothing behind."""

import gc
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from shutil import copytree

import pytest

from reader.messages import Translator
from reader.paths import RESOURCES, TRANSLATIONS, Places
from reader.settings import Settings
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace
from tests.conftest import MISSING_QT
from tests.ui import texts

if MISSING_QT is None:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt, SignalInstance
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot
    from pytestqt.wait_signal import SignalBlocker

    from reader.ui.appearance import Appearance
    from reader.ui.tasks import TaskRunner
    from reader.ui.window import MainWindow

WAIT_MS = 30_000
"""How long a wait may take at most; every wait ends as soon as what it waits for is there."""

OpenLibrary = Callable[..., Workspace]
Imported = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def tr() -> Translator:
    return Translator("zh", TRANSLATIONS)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "config", tmp_path / "cache")


# Waiting

if MISSING_QT is None:

    class PatientBot(QtBot):
        """Waits as long as all tests do: the 5 s of pytest-qt can pass on a busy machine."""

        def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = WAIT_MS) -> None:
            """Wait until the callback is true, or does not fail any more."""
            super().waitUntil(callback, timeout=timeout)

        def waitSignal(
            self,
            signal: SignalInstance,
            *,
            timeout: int = WAIT_MS,
            raising: bool | None = None,
            check_params_cb: Callable[..., bool] | None = None,
        ) -> SignalBlocker:
            """Wait at the end of the block until the signal came."""
            return super().waitSignal(
                signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
            )

    @pytest.fixture
    def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
        """Drives widgets, and waits for them."""
        return PatientBot(request)


# Libraries


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Gives a library of some texts; each is imported once, and tests work on copies of it.

    What is no text lies beside them: pictures that they show.
    """
    made: dict[frozenset[tuple[str, str | bytes]], Path] = {}

    def library_of(contents: Mapping[str, str | bytes]) -> Path:
        key = frozenset(contents.items())
        if key not in made:
            place = tmp_path_factory.mktemp("imported")
            sources = write_texts(place / "sources", contents)
            workspace = open_workspace(place / "library", place / "personal.db", _places(place))
            named = sorted(sources / n for n, c in contents.items() if isinstance(c, str))
            report = workspace.imports.take_in(named)
            workspace.close()
            assert not report.failed
            made[key] = place / "library"
        return made[key]

    return library_of


def _places(folder: Path) -> Places:
    return Places(folder / "data", folder / "config", folder / "cache")


def write_texts(folder: Path, contents: Mapping[str, str | bytes]) -> Path:
    """Write texts, and pictures that they show, to files of a new folder."""
    folder.mkdir()
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def open_library(tmp_path: Path, places: Places, imported: Imported) -> Iterator[OpenLibrary]:
    """Opens libraries with the personal data of this test; closes them at the end.

    A name that is new gives a library of the small texts or of other `contents`, or with `empty`
    one without texts. The files that they came from are those of all tests: none may change them.
    """
    opened: list[Workspace] = []

    def open_it(
        name: str = "library",
        *,
        empty: bool = False,
        contents: Mapping[str, str | bytes] = texts.ALL,
    ) -> Workspace:
        folder = tmp_path / name
        if not folder.exists() and not empty:
            copytree(imported(contents), folder)
        opened.append(open_workspace(folder, tmp_path / "personal.db", places))
        return opened[-1]

    yield open_it
    for workspace in opened:
        workspace.close()


# Windows


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves threads of the program or windows behind."""
    if MISSING_QT is not None:
        yield
        return
    yield
    if QCoreApplication.instance() is not None:
        # without a screen, Qt lets go of what was copied only after Python's end, and crashes
        QGuiApplication.clipboard().clear()
        release_keys()
        flush_deleted()
        left = [w for w in QApplication.topLevelWidgets() if w.parent() is None]
        assert not left, f"windows are left: {left}"
    threads = [t.name for t in threading.enumerate() if t.name.startswith("antou")]
    assert not threads, f"threads are left: {threads}"


def release_keys() -> None:
    """After a click with a modifier, Qt holds its key for pressed until the next event.

    A button that a test has pressed and not released is held just as long.
    """
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        if QGuiApplication.mouseButtons() & button:
            QTest.mouseRelease(QWidget(), button)


def flush_deleted() -> None:
    """Let everything go that was asked to be deleted, in Qt and in Python."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Desktop:
    """Opens windows as the program does, and closes them as a user does."""

    def __init__(self, bot: "QtBot", tr: Translator) -> None:
        self._bot = bot
        self._tr = tr
        self._open: list[tuple[MainWindow, TaskRunner]] = []

    def window(
        self, workspace: Workspace, settings: Settings | None = None, tr: Translator | None = None
    ) -> "MainWindow":
        """A window on a library, with everything there that is loaded behind the scenes."""
        tasks = TaskRunner()
        window = MainWindow(
            # not that of the system, which an earlier test may have made dark
            settings or Settings(palette="light"),
            lambda palette: Appearance(RESOURCES, palette),
            tr or self._tr,
            tasks,
        )
        window.furnish()
        window.closing.connect(window.importing.cancel)
        self._open.append((window, tasks))
        window.set_workspace(workspace)
        with self._bot.waitExposed(window):
            window.show()
        window.shelf.load_index()
        self.settle(window)
        return window

    def tasks(self, window: "MainWindow") -> "TaskRunner":
        """The runner of a window's work."""
        return next(tasks for other, tasks in self._open if other is window)

    def settle(self, window: "MainWindow") -> None:
        """Wait until nothing is under way any more."""
        tasks = self.tasks(window)
        self._bot.waitUntil(lambda: not tasks.busy, timeout=WAIT_MS)

    def close(self, window: "MainWindow") -> None:
        """Close a window and let go of what it held, as at the end of the program."""
        tasks = self.tasks(window)
        self._open.remove((window, tasks))
        window.close()
        tasks.close()
        window.deleteLater()
        tasks.deleteLater()
        flush_deleted()

    def close_all(self) -> None:
        """Close whatever is open."""
        for window, _ in tuple(self._open):
            self.close(window)


@pytest.fixture
def desktop(qtbot: "QtBot", tr: Translator, open_library: OpenLibrary) -> Iterator[Desktop]:
    """Opens windows; at the end they are closed before their libraries are."""
    desktop = Desktop(qtbot, tr)
    yield desktop
    desktop.close_all()
