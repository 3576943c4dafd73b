"""Back and forward bring page, pane and what was chosen beside it back; where one was last."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui import panels
from reader.ui.panels.collections import FOLDER, Node
from reader.ui.reading.places import Place, Selection
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary


@pytest.fixture
def library(open_library: OpenLibrary) -> Workspace:
    return open_library()


@pytest.fixture
def window(desktop: Desktop, library: Workspace) -> MainWindow:
    return desktop.window(library)


def trigger(window: MainWindow, key: str, desktop: Desktop) -> None:
    window.actions_by_key[key].trigger()
    desktop.settle(window)


def choose_hit(window: MainWindow, desktop: Desktop, query: str, row: int) -> Passage:
    window.box.setText(query)
    found = window.sidebar.results.list
    desktop.settle(window)
    found.setCurrentIndex(found.model().index(row, 0))
    desktop.settle(window)
    passage = found.current_key()
    assert isinstance(passage, Passage)
    return passage


def test_back_chooses_the_hit_again_without_going_there(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    results = window.sidebar.results
    window.box.setText("值班")
    qtbot.waitUntil(lambda: results.list.count() > 1, timeout=WAIT_MS)
    first = choose_hit(window, desktop, "值班", 0)
    second = choose_hit(window, desktop, "值班", 1)
    assert first != second
    trigger(window, "back", desktop)
    assert results.list.current_key() == first
    assert window.desk.active.document == first.document
    trigger(window, "forward", desktop)
    assert results.list.current_key() == second


def test_back_over_another_search_brings_the_first_one_back(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    results = window.sidebar.results
    window.box.setText("值班")
    qtbot.waitUntil(lambda: results.list.count() > 1, timeout=WAIT_MS)
    first = choose_hit(window, desktop, "值班", 0)
    window.box.setText("调研")
    qtbot.waitUntil(lambda: first not in results.list.keys, timeout=WAIT_MS)
    choose_hit(window, desktop, "调研", 0)
    trigger(window, "back", desktop)
    qtbot.waitUntil(lambda: results.list.current_key() == first, timeout=WAIT_MS)
    assert window.box.text() == "值班"
    assert window.sidebar.panel == panels.RESULTS


def test_back_marks_the_theme_and_its_passage(window: MainWindow, desktop: Desktop) -> None:
    themes = window.sidebar.themes
    assert window.workspace is not None
    known = [c.theme.id for c in window.workspace.themes.counts() if c.entries > 0][:2]
    window.theming.choose(known[0])
    desktop.settle(window)
    before = themes.current(), themes.entries.current_key()
    assert before[1] is not None
    window.theming.choose(known[1])
    desktop.settle(window)
    trigger(window, "back", desktop)
    assert (themes.current(), themes.entries.current_key()) == before
    assert window.sidebar.panel == panels.THEMES


def test_back_marks_section_and_bookmark(
    window: MainWindow, desktop: Desktop, library: Workspace
) -> None:
    record = next(r for r in library.documents() if r.path.endswith("writing.txt"))
    window.desk.open(record.document)
    desktop.settle(window)
    side = window.sidebar
    text = window.desk.active.text
    assert text is not None
    for paragraph in (text.paragraphs[2], text.paragraphs[-1]):
        words = paragraph.text
        library.bookmarks.add(Passage(record.document, paragraph.number, 0, len(words), words))
    window.bookmarking.refresh()
    desktop.settle(window)
    side.show_panel(panels.CONTENTS)
    item = side.contents.tree.topLevelItem(1)
    assert item is not None
    side.contents.tree.setCurrentItem(item)
    desktop.settle(window)
    section = side.contents.current()
    side.show_panel(panels.BOOKMARKS)
    for row in (0, 1):
        mark = side.bookmarks.tree.topLevelItem(row)
        assert mark is not None
        side.bookmarks.tree.setCurrentItem(mark)
        desktop.settle(window)
    last = side.bookmarks.current()
    trigger(window, "back", desktop)
    assert side.bookmarks.current() not in (None, last)
    trigger(window, "back", desktop)
    assert side.panel == panels.CONTENTS
    assert side.contents.current() == section


def test_back_chooses_the_folder_again(
    window: MainWindow, desktop: Desktop, library: Workspace
) -> None:
    second, _, first = (record.document for record in library.documents())
    folder = library.collections.create("甲夹")
    library.collections.add(folder.id, [first])
    window.collecting.refresh()
    desktop.settle(window)
    documents, chosen = window.sidebar.documents, Node(FOLDER, folder.id)
    documents.show_tree(True)
    documents.show_node(chosen)
    window.desk.open(first)
    desktop.settle(window)
    documents.show_node(Node())
    window.desk.open(second)
    desktop.settle(window)
    trigger(window, "back", desktop)
    assert documents.node == chosen
    trigger(window, "forward", desktop)
    assert documents.node == Node()


def test_the_selection_in_the_text_comes_back(
    window: MainWindow, desktop: Desktop, library: Workspace
) -> None:
    first, second = (record.document for record in library.documents()[:2])
    window.desk.open(first)
    desktop.settle(window)
    selection = Selection(Place(1, 0), Place(1, 3))
    window.desk.active.view.select(selection)
    window.desk.open(second)
    desktop.settle(window)
    trigger(window, "back", desktop)
    assert window.desk.active.document == first
    assert window.desk.active.view.selection == selection


def test_a_long_press_lists_the_places_and_one_leads_several_steps_back(
    window: MainWindow, desktop: Desktop, library: Workspace, qtbot: QtBot
) -> None:
    documents = [record.document for record in library.documents()]
    for document in documents:
        window.desk.open(document)
        desktop.settle(window)
    button = window.findChild(QToolButton, "back")
    assert isinstance(button, QToolButton)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=WAIT_MS)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.desk.active.document == documents[2], "the press itself did not go back"
    titles = {r.document: r.metadata.title for r in library.documents()}
    entries = menu.actions()
    assert titles[documents[1]] in entries[0].text()
    assert titles[documents[0]] in entries[1].text()
    entries[1].trigger()
    menu.close()
    desktop.settle(window)
    assert window.desk.active.document == documents[0]
    assert len(window.desk.ways.navigator.ahead) == 2


def recent(window: MainWindow) -> list[str]:
    menu = window.recent.menu(window)
    entries = [entry.text() for entry in menu.actions()]
    menu.deleteLater()
    return entries


def test_recent_places_outlive_the_window_and_lead_back(
    window: MainWindow, desktop: Desktop, library: Workspace, open_library: OpenLibrary
) -> None:
    record = next(r for r in library.documents() if r.path.endswith("duty.txt"))
    text = library.read(record.document)
    place = text.paragraphs[-1]
    passage = Passage(record.document, place.number, 0, 4, place.text[:4])
    window.desk.show(passage)
    desktop.settle(window)
    assert recent(window)[0].startswith(f"值班室的一天 › 二、报告 › 第 {place.number} 段\t")
    desktop.close(window)
    window = desktop.window(open_library())
    assert recent(window)[0].startswith("值班室的一天 › 二、报告")
    cards = window.sidebar.results.matches
    assert str(cards.model().index(0, 0).data()).startswith("值班室的一天 › 第")
    window.recent.go(window.recent.places[0])
    desktop.settle(window)
    found = window.desk.active.view.current_passage()
    assert found is not None
    assert found.paragraph == place.number


def test_a_recent_place_that_is_gone_is_told(
    window: MainWindow, desktop: Desktop, library: Workspace, qtbot: QtBot
) -> None:
    record = library.documents()[2]
    window.desk.open(record.document)
    desktop.settle(window)
    place = window.recent.places[0]
    library.removal.remove([record.document])
    with qtbot.waitSignal(window.recent.notice, timeout=WAIT_MS) as told:
        window.recent.go(place)
    assert record.metadata.title in str(told.args)


def test_the_next_window_goes_back_where_this_one_was(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: window.sidebar.results.list.count() > 1, timeout=WAIT_MS)
    first = choose_hit(window, desktop, "值班", 0)
    second = choose_hit(window, desktop, "值班", 1)
    trigger(window, "show_documents", desktop)
    desktop.close(window)

    again = desktop.window(open_library())
    results = again.sidebar.results
    assert again.sidebar.panel == panels.DOCUMENTS
    trigger(again, "back", desktop)
    assert again.desk.active.document == first.document
    assert again.sidebar.panel == panels.RESULTS
    assert results.list.current_key() == first
    trigger(again, "forward", desktop)
    assert results.list.current_key() == second


def test_another_panel_leaves_the_page_active_that_is_read(
    window: MainWindow, desktop: Desktop, library: Workspace
) -> None:
    for number, record in enumerate(library.documents()[:2]):
        window.desk.open(record.document, number)
        desktop.settle(window)
    entered = window.sidebar.enter
    for first, second in ((panels.THEMES, panels.RESULTS), (panels.DOCUMENTS, panels.CONTENTS)):
        for active in (1, 0):
            window.desk.activate(active)
            entered(first)
            window.sidebar.show_panel(second)
            desktop.settle(window)
            assert window.desk.active.number == active
            focused = QApplication.focusWidget()
            assert focused is None or window.sidebar.isAncestorOf(focused)
