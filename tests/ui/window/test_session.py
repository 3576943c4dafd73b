"""What the whole window comes back to, and where the user has been."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from reader.documents.model import Genre, Passage
from reader.ui.panels import BOOKMARKS
from reader.ui.session import Session
from reader.ui.window import MainWindow
from reader.workspace.model import SearchScope
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.window.acting import document_of, items, results, rows, title, trigger


def test_another_window_comes_back_to_the_same_place(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    writing = document_of(window, "通知")
    window.desk.show(Passage(writing, 5, 0, 2), 1)
    desktop.settle(window)
    window.sidebar.themes.tree.setCurrentItem(items(window.sidebar.themes.tree)["调查研究"])
    desktop.settle(window)
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.sidebar.show_panel(BOOKMARKS)
    window.sidebar.documents.set_order("title")
    trigger(window, "split")
    desktop.settle(window)
    before = window.keeping.session()
    desktop.close(window)

    again = desktop.window(open_library())
    after = again.keeping.session()
    assert replace(after, geometry="", sidebar_width=0) == replace(
        before, geometry="", sidebar_width=0
    )
    assert len(results(again)) == 4
    assert rows(again.sidebar.themes.entries)
    assert again.sidebar.panel == BOOKMARKS


def test_the_next_window_searches_where_the_last_one_did(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    scope = SearchScope(
        documents=frozenset({document_of(window, "下乡")}),
        genres=frozenset({Genre.OTHER, Genre.ORIGINAL}),
        within=("值班",),
    )
    window.finding.search("院子", scope)
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    desktop.close(window)
    again = desktop.window(open_library())
    assert again.finding.scope == scope
    assert len(results(again)) == 1
    workspace = again.workspace
    assert workspace is not None
    workspace.removal.remove(list(scope.documents))
    desktop.close(again)
    assert desktop.window(open_library()).finding.scope == SearchScope()


def test_a_window_that_is_closed_at_once_keeps_the_session(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.desk.open(document_of(window, "通知"), 0)
    desktop.settle(window)
    desktop.close(window)
    workspace = open_library()
    hasty = desktop.window(workspace)
    hasty.desk.reload()
    desktop.close(hasty)
    kept = Session.from_json(open_library().load_session())
    assert kept.panes[0].document is not None
    last = desktop.window(open_library())
    assert title(last, 0) == "怎样写好一份通知"


def test_a_session_from_a_damaged_file_opens_a_window(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    document = workspace.documents()[0].document
    huge = 10**30
    pane = {"document": document, "paragraph": huge, "offset": -huge}
    workspace.save_session(
        {"panes": [pane, pane], "sidebar_width": huge, "geometry": "???", "theme": "没有的主题"}
    )
    window = desktop.window(workspace)
    assert title(window, 0) is not None


def test_where_somebody_goes_is_kept_in_the_personal_data(
    window: MainWindow, desktop: Desktop
) -> None:
    workspace = window.workspace
    assert workspace is not None
    record = workspace.documents()[0]
    text = workspace.read(record.document).paragraphs[1].text
    passage = Passage(record.document, 2, 0, len(text), text)
    window.desk.show(passage)
    desktop.settle(window)
    visits = workspace.visits.recent()
    assert [(visit.passage, visit.title) for visit in visits] == [(passage, record.metadata.title)]
