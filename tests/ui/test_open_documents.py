"""The open documents of each pane: stepping, closing, opening again, and the next day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.ui.reading.places import Spot
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def library(open_library: OpenLibrary) -> Workspace:
    return open_library()


@pytest.fixture
def window(desktop: Desktop, library: Workspace) -> MainWindow:
    return desktop.window(library)


@pytest.fixture
def documents(library: Workspace) -> list[str]:
    """As a window shows them that was never open: in the order of their files."""
    return [r.document for r in sorted(library.documents(), key=lambda record: record.path)]


def open_all(window: MainWindow, desktop: Desktop, documents: list[str], pane: int = 0) -> None:
    for document in documents:
        window.desk.open(document, pane)
        desktop.settle(window)


def press(window: MainWindow, key: str, desktop: Desktop) -> None:
    window.actions_by_key[key].trigger()
    desktop.settle(window)


def opened(window: MainWindow, pane: int = 0) -> tuple[str, ...]:
    return window.opened.lists[pane]


def test_what_was_read_last_is_first(
    window: MainWindow, desktop: Desktop, documents: list[str]
) -> None:
    open_all(window, desktop, documents)
    assert opened(window) == tuple(reversed(documents))
    open_all(window, desktop, documents[1:2])
    assert opened(window) == (documents[1], documents[2], documents[0])
    assert opened(window, 1) == (documents[1],), "the other pane has its own"


def test_stepping_keeps_the_order_until_the_key_is_let_go(
    window: MainWindow, desktop: Desktop, documents: list[str]
) -> None:
    open_all(window, desktop, documents)
    order = opened(window)
    press(window, "next_document", desktop)
    press(window, "next_document", desktop)
    assert window.desk.panes[0].document == order[2]
    assert opened(window) == order
    QTest.keyRelease(window.desk.panes[0].view, Qt.Key.Key_Control)
    assert opened(window) == (order[2], order[0], order[1])
    press(window, "next_document", desktop)
    QTest.keyRelease(window.desk.panes[0].view, Qt.Key.Key_Control)
    assert window.desk.panes[0].document == order[0], "one step is the one before"
    press(window, "previous_document", desktop)
    assert window.desk.panes[0].document == opened(window)[-1]


def test_the_keys_step(window: MainWindow, desktop: Desktop, documents: list[str]) -> None:
    open_all(window, desktop, documents)
    view = window.desk.panes[0].view
    view.setFocus()
    before = opened(window)
    QTest.keyClick(view, Qt.Key.Key_Tab, CONTROL)
    desktop.settle(window)
    assert window.desk.panes[0].document == before[1]


def test_closing_shows_the_one_before_and_the_last_leaves_nothing(
    window: MainWindow, desktop: Desktop, documents: list[str]
) -> None:
    open_all(window, desktop, documents)
    order = opened(window)
    for closed in range(3):
        assert window.desk.panes[0].document == order[closed]
        press(window, "close_document", desktop)
    assert window.desk.panes[0].document is None
    assert opened(window) == ()
    press(window, "reopen_document", desktop)
    press(window, "reopen_document", desktop)
    assert opened(window) == (order[1], order[2])
    assert window.desk.panes[0].document == order[1]


def test_the_list_names_what_is_open(
    window: MainWindow, desktop: Desktop, documents: list[str], qtbot: QtBot
) -> None:
    open_all(window, desktop, documents)
    press(window, "open_documents", desktop)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [window.shelf.records[d].metadata.title for d in opened(window)]
    entries = menu.actions()
    assert [entry.text() for entry in entries[:3]] == titles
    assert [entry.isChecked() for entry in entries[:3]] == [True, False, False]
    entries[2].trigger()
    menu.close()
    desktop.settle(window)
    assert window.desk.panes[0].document == documents[0]


def test_swapped_panes_swap_their_lists(
    window: MainWindow, desktop: Desktop, documents: list[str]
) -> None:
    open_all(window, desktop, documents)
    before = window.opened.lists
    press(window, "swap", desktop)
    assert window.opened.lists == (before[1], before[0])


def test_a_removed_document_is_not_offered(
    window: MainWindow, desktop: Desktop, documents: list[str], qtbot: QtBot
) -> None:
    open_all(window, desktop, documents)
    window.shelf.remove([documents[1]])
    qtbot.waitUntil(lambda: documents[1] not in window.shelf.records, timeout=WAIT_MS)
    desktop.settle(window)
    press(window, "next_document", desktop)
    assert window.desk.panes[0].document == documents[0]


def test_the_next_window_has_the_same_documents_at_the_same_places(
    window: MainWindow,
    desktop: Desktop,
    documents: list[str],
    library: Workspace,
    open_library: OpenLibrary,
) -> None:
    window.resize(900, 300)
    open_all(window, desktop, documents)
    window.desk.panes[0].view.show_spot(Spot(3, -4))
    open_all(window, desktop, documents[:1])
    before = window.opened.lists
    desktop.close(window)
    window = desktop.window(open_library())
    window.resize(900, 300)
    assert window.opened.lists == before
    press(window, "next_document", desktop)
    assert window.desk.panes[0].document == documents[2]
    assert window.desk.panes[0].spot().paragraph > 1


def test_a_place_is_found_again_in_a_changed_text(
    window: MainWindow, desktop: Desktop, documents: list[str], library: Workspace, qtbot: QtBot
) -> None:
    from pathlib import Path

    window.resize(900, 320)
    record = next(r for r in library.documents() if r.path.endswith("writing.txt"))
    open_all(window, desktop, [record.document])
    view = window.desk.panes[0].view
    view.show_spot(Spot(4, 0))
    words = library.read(record.document).paragraphs[view.spot().paragraph - 1].text
    source = Path(record.path)
    whole = source.read_text("utf-8")
    try:
        head, _, rest = whole.partition("\n")
        source.write_text(f"{head}\n\n多了一段开场白，讲为什么要写通知。\n{rest}", "utf-8")
        library.imports.take_in([source])
        window.shelf.refresh()
        fresh = library.read(record.document).record
        qtbot.waitUntil(lambda: (t := view.text) is not None and t.record == fresh, timeout=WAIT_MS)
    finally:
        source.write_text(whole, "utf-8")
    text = view.text
    assert text is not None
    assert text.paragraphs[view.spot().paragraph - 1].text == words
