"""What the whole window comes back to, and where the user has been."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from reader.documents.model import Genre, Passage
from reader.ui.panels import BOOKMARKS
from reader.ui.panels.collections import Node
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
    left = replace(scope, documents=frozenset())
    assert desktop.window(open_library()).finding.scope == left


def test_nobody_searches_in_a_folder_that_was_deleted_meanwhile(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    workspace = window.workspace
    assert workspace is not None
    kept, gone = (workspace.collections.create(name).id for name in ("留下的", "删去的"))
    duty = document_of(window, "值班")
    workspace.collections.add(kept, [duty])
    window.finding.search("值班", SearchScope(collections=frozenset({gone})))
    desktop.settle(window)
    assert not results(window)
    desktop.close(window)

    workspace = open_library()
    workspace.collections.remove(gone)
    again = desktop.window(workspace)
    assert again.finding.scope == SearchScope()
    assert len(results(again)) == 4
    again.finding.set_scope(SearchScope(collections=frozenset({kept})))
    desktop.settle(again)
    assert 0 < len(results(again)) < 4
    again.collecting.remove(kept)
    qtbot.waitUntil(lambda: len(results(again)) == 4, timeout=WAIT_MS)
    assert again.finding.scope == SearchScope()


def test_what_is_gone_is_not_searched_in_and_the_rest_is(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    duty, theme = document_of(window, "值班"), "没有的主题"
    scope = SearchScope(
        documents=frozenset({duty, "没有的文献"}),
        themes=frozenset({theme}),
        sources=frozenset({"没有的来源"}),
        years=frozenset({"1804"}),
        within=("值班",),
    )
    window.finding.search("值班", scope)
    desktop.close(window)
    again = desktop.window(open_library())
    left = SearchScope(documents=frozenset({duty}), within=("值班",))
    assert again.finding.scope == left


def test_a_removed_document_gives_way_to_the_one_that_was_read_before(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    writing, duty = document_of(window, "通知"), document_of(window, "值班")
    for document in (duty, writing):
        window.desk.open(document, 0)
        desktop.settle(window)
    view = window.desk.panes[0].view
    view.scroll_as("text_end")
    window.desk.open(duty, 0)
    desktop.settle(window)
    window.actions_by_key["compare_panes"].trigger()
    beside = window.desk.panes[1].document
    desktop.close(window)
    workspace = open_library()
    workspace.removal.remove([duty])
    again = desktop.window(workspace)
    assert again.desk.panes[0].document == writing
    assert again.desk.panes[1].document == (beside if beside != duty else None)
    assert again.opened.lists[0][0] == writing


def test_a_session_of_things_that_are_gone_is_a_window_at_its_beginning(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    gone = {"document": "没有的文献", "paragraph": 3}
    workspace.save_session(
        {
            "panes": [gone, gone],
            "opened": [["没有的文献"], ["没有的文献"]],
            "theme": "没有的主题",
            "node": "folder:没有的文献夹",
            "order": "没有的顺序",
            "link": "没有的联动",
            "panel": 2,
            "comparing": True,
            "linked": True,
        }
    )
    window = desktop.window(workspace)
    kept = window.keeping.session()
    assert all(pane.text is not None for pane in window.desk.panes)
    assert (kept.theme, kept.order, kept.node) == ("", Session().order, Node().text)
    assert "没有的主题" not in window.status.accessibleDescription()
    assert not window.comparing.on


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
