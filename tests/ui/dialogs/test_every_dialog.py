"""Every dialog on small and large screens, with small and large words: nothing is out of reach."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from reader.ui.appearance import interface_font
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui import texts
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.dialogs.looks import cut, feet, hidden, in_reach, sideways, unreached
from tests.ui.pictures.samples import image

# Pixels of 100 %: a large screen; one of 1366 by 768 at 200 % and at 250 %.
ROOMS = (QSize(1920, 1080), QSize(683, 384), QSize(546, 307))
LARGE_FONT = 20
PASTED = "怎样守夜\n\n一、火要看住\n\n柴不离人，人不离火。\n"
Opener = Callable[[MainWindow], None]


def by_action(name: str) -> Opener:
    return lambda window: window.actions_by_key[name].trigger()


def paste(window: MainWindow) -> None:
    data = QMimeData()
    data.setText(PASTED)
    data.setHtml("<h1>怎样守夜</h1><p>柴不离人，人不离火。</p>")
    window.pasting.take(data)


def report(window: MainWindow) -> None:
    assert window.workspace is not None
    window.importing.start([Path(window.workspace.folder).parent / "new"])


def preview(window: MainWindow) -> None:
    assert window.workspace is not None
    window.correcting.preview(sorted((Path(window.workspace.folder).parent / "new").iterdir()))


# How each is opened, its object name, and what has the keyboard then.
DIALOGS: dict[str, tuple[Opener, str, str]] = {
    "settings": (by_action("preferences"), "preferences", "preferences_pages"),
    "shortcuts": (by_action("shortcuts"), "help_window", "help_shortcuts_filter"),
    "manual": (by_action("manual"), "help_window", "manual_text"),
    "report": (report, "import_report", "import_rows"),
    "correcting": (by_action("correct"), "correction_dialog", "correction_text"),
    "preview": (preview, "correction_dialog", "correction_files"),
    "pasting": (paste, "paste_dialog", "paste_title"),
    "bookmark": (by_action("add_bookmark"), "bookmark_dialog", "bookmark_note"),
    "theme": (by_action("theme_add"), "theme_chooser", "theme_search"),
    "watched": (by_action("watched_folders"), "watched_folders_dialog", "watched_folders"),
    "picture": (by_action("view_picture"), "picture_window", "picture"),
    "print": (by_action("print_preview"), "print_preview", "print_words"),
}


@pytest.fixture
def workspace(open_library: OpenLibrary, tmp_path: Path) -> Workspace:
    pictured = "# 值班要点\n\n坚守岗位。\n\n![值班流程](red.png)\n"
    shown: dict[str, str | bytes] = {"a.md": pictured, "red.png": image(400, 300)}
    write_texts(tmp_path / "new", {**shown, "broken.docx": b"PK\x03\x04nothing"})
    return open_library(contents={**texts.ALL, **shown})


@pytest.fixture
def window(desktop: Desktop, workspace: Workspace) -> MainWindow:
    window = desktop.window(workspace)
    window.activateWindow()
    pictured = next(r for r in workspace.documents() if r.metadata.title == "值班要点")
    window.desk.open(pictured.document)
    desktop.settle(window)
    return window


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[QSize], None]:
    """Lets windows find a screen of this size."""

    def be(size: QSize) -> None:
        place = QRect(0, 0, size.width() - 4, size.height() - 36)
        monkeypatch.setattr("reader.ui.fitting.room_for", lambda _window: place)

    return be


@pytest.fixture
def fonts() -> Iterator[Callable[[int], None]]:
    """Lets all words of the window have this size (pixels)."""
    before = QApplication.font()

    def be(pixels: int) -> None:
        font = interface_font()
        font.setPixelSize(pixels)
        QApplication.setFont(font)

    yield be
    QApplication.setFont(before)


def opened(
    name: str, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> tuple[QDialog, QWidget | None]:
    """The dialog, when all is there that it shows; and what has the keyboard."""
    opener, object_name, _ = DIALOGS[name]

    def found() -> list[QDialog]:
        dialogs = window.findChildren(QDialog, object_name)
        return [dialog for dialog in dialogs if dialog.isVisible()]

    opener(window)
    qtbot.waitUntil(lambda: len(found()) == 1, timeout=WAIT_MS)
    (dialog,) = found()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=WAIT_MS)
    desktop.settle(window)
    QApplication.sendPostedEvents()
    return dialog, QApplication.focusWidget()


def look_at(dialog: QDialog) -> bool:
    """Nothing is cut or out of reach; what is scrolled is laid out in several steps."""
    assert cut(dialog) == []
    assert hidden(dialog) == []
    assert [button for button in feet(dialog) if not in_reach(button, dialog)] == []
    return True


def close(dialog: QDialog, window: MainWindow, desktop: Desktop) -> None:
    dialog.close()
    desktop.settle(window)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: f"{room.width()}x{room.height()}")
@pytest.mark.parametrize("name", DIALOGS)
def test_it_fits_its_screen(
    name: str,
    room: QSize,
    window: MainWindow,
    desktop: Desktop,
    qtbot: QtBot,
    small_screen: Callable[[QSize], None],
) -> None:
    small_screen(room)
    dialog, _ = opened(name, window, desktop, qtbot)
    assert dialog.size().boundedTo(room) == dialog.size()
    qtbot.waitUntil(lambda: look_at(dialog), timeout=WAIT_MS)
    assert sideways(dialog) == []
    close(dialog, window, desktop)


@pytest.mark.parametrize("name", ["settings", "correcting", "preview", "print"])
def test_it_is_never_scrolled_sideways_while_it_is_made_smaller(
    name: str, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    """Columns become rows, and columns again."""
    dialog, _ = opened(name, window, desktop, qtbot)
    for room in (*ROOMS, *ROOMS[::-1]):
        dialog.resize(room - QSize(4, 36))
        qtbot.waitUntil(lambda: not sideways(dialog) and not hidden(dialog), timeout=WAIT_MS)
    close(dialog, window, desktop)


@pytest.mark.parametrize("name", DIALOGS)
def test_large_words_are_not_cut(
    name: str,
    window: MainWindow,
    desktop: Desktop,
    qtbot: QtBot,
    small_screen: Callable[[QSize], None],
    fonts: Callable[[int], None],
) -> None:
    fonts(LARGE_FONT)
    small_screen(ROOMS[1])
    dialog, _ = opened(name, window, desktop, qtbot)
    qtbot.waitUntil(lambda: look_at(dialog), timeout=WAIT_MS)
    close(dialog, window, desktop)


@pytest.mark.parametrize("name", DIALOGS)
def test_the_keyboard_is_enough(
    name: str, window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    dialog, focus = opened(name, window, desktop, qtbot)
    assert focus is not None
    assert focus.objectName() == DIALOGS[name][2]
    assert unreached(dialog) == []
    last = QApplication.focusWidget()
    assert last is not None
    QTest.keyClick(last, Qt.Key.Key_Escape)
    desktop.settle(window)
    assert not [d for d in window.findChildren(QDialog, DIALOGS[name][1]) if d.isVisible()]
