"""Search in the window: the last question counts, and it alone comes to the front."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from reader.documents.model import Genre, Kind, Paragraph
from reader.errors import LibraryProblem
from reader.messages import msg
from reader.ui.finding.finding import PAGE
from reader.workspace.model import SearchScope
from tests.ui.conftest import WAIT_MS, OpenLibrary
from tests.ui.finding.searching import Search


def test_typing_asks_and_brings_the_results_to_the_front(search: Search) -> None:
    search.ask("值班")
    assert search.panel.list.count() == 4
    assert search.fronts == [True]


def test_a_session_asks_quietly(search: Search) -> None:
    search.finding.set_query("值班")
    search.settle()
    assert search.panel.list.count() == 4
    assert search.fronts == []


def test_a_repetition_does_not_hold_an_answer_back(search: Search) -> None:
    search.box.setText("值班")
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    assert search.tasks.busy
    search.finding.repeat()
    search.settle()
    assert search.fronts == [True]


def test_a_repetition_of_a_wrong_query_stays_in_the_background(search: Search) -> None:
    search.ask("主题:没有这个主题")
    search.fronts.clear()
    search.finding.repeat()
    search.settle()
    assert search.fronts == []


def test_the_hits_of_a_paragraph_are_handed_on(search: Search) -> None:
    search.ask("值班")
    hits = search.hits[-1]
    assert callable(hits)
    paragraph = Paragraph(1, Kind.BODY, "今天值班，明天还值班。")
    assert list(hits(paragraph)) == [(2, 4), (8, 10)]
    search.box.clear()
    assert search.hits[-1] is None


def test_an_emptied_box_drops_what_was_asked(search: Search) -> None:
    search.box.setText("值班")
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    assert search.tasks.busy
    search.box.clear()
    search.settle()
    assert search.panel.list.count() == 0
    assert search.fronts == []


def test_a_wrong_query_is_explained_with_its_place(search: Search) -> None:
    search.box.setText('值班 "通知')
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    search.settle()
    summary = search.panel.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    assert "引号" in summary.text()
    assert "4" in summary.text()


def test_another_order_asks_again(search: Search) -> None:
    search.ask("值班")
    order = search.panel.findChild(QComboBox, "search_order")
    assert isinstance(order, QComboBox)
    with search.bot.waitSignal(search.tasks.idle, timeout=WAIT_MS):
        order.setCurrentIndex(order.findData("title"))
    titles = [search.panel.list.model().index(row, 0).data() for row in range(4)]
    assert [str(text).split("\n")[0] for text in titles] == sorted(
        str(text).split("\n")[0] for text in titles
    )


def test_more_hits_come_when_somebody_scrolls(
    qtbot: QtBot, search: Search, open_library: OpenLibrary
) -> None:
    workspace = open_library("many", empty=True)
    folder = workspace.folder.parent / "in"
    folder.mkdir()
    lines = "\n\n".join(f"第{n}行说的是同一件事。" for n in range(3 * PAGE))
    (folder / "many.txt").write_text(lines + "\n", "utf-8")
    workspace.imports.take_in([folder])
    search.finding.set_workspace(workspace)
    search.ask("同一件事")
    assert search.panel.list.count() == PAGE
    bar = search.panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    here = bar.value()
    bar.setValue(here - 1)
    bar.setValue(here)
    search.settle()
    assert search.panel.list.count() == 2 * PAGE
    assert bar.value() == here


# Where is searched


def test_a_facet_narrows_down_and_its_restriction_is_taken_away(search: Search) -> None:
    search.panel.filter_button.setChecked(True)
    search.ask("值班")
    everywhere = search.totals()
    assert "4 段" in everywhere
    assert search.groups()["文献"] == {"值班室的一天": "3", "下乡调研记": "1"}
    search.panel.narrow_wanted.emit("documents", search.key_of("调研"))
    search.settle()
    assert "1 段" in search.totals()
    assert [hit.split("\n")[0] for hit in search.hits_listed()] == ["下乡调研记"]
    assert "文献" not in search.groups(), "one document alone is nothing to choose from"
    search.restrictions()["文献：" + search.key_of("调研")].click()
    search.settle()
    assert search.totals() == everywhere
    assert search.restrictions() == {}


def test_these_results_are_searched(search: Search) -> None:
    search.ask("值班")
    before = set(search.hits_listed())
    search.panel.scope_wanted.emit("results")
    assert search.box.text() == ""
    assert search.hits_listed() == []
    assert set(search.restrictions()) == {"在“值班”的结果中"}
    search.ask("报告")
    within = search.hits_listed()
    assert within
    assert {hit.split("\n")[0] for hit in within} == {"值班室的一天"}
    assert len(within) < len(before)
    search.restrictions()["在“值班”的结果中"].click()
    search.settle()
    assert len(search.hits_listed()) >= len(within)
    assert search.finding.scope.everywhere


def test_each_restriction_of_the_menu(search: Search) -> None:
    search.document, search.theme = search.key_of("值班"), "staff.research"
    search.ask("值班")
    for kind, scope in (
        ("document", SearchScope(documents=frozenset({search.document}))),
        ("theme", SearchScope(themes=frozenset({"staff.research"}))),
        ("originals", SearchScope(genres=frozenset({Genre.ORIGINAL}))),
    ):
        search.finding.set_scope(SearchScope())
        search.panel.scope_wanted.emit(kind)
        assert search.finding.scope == scope
        assert len(search.restrictions()) == 1
        search.settle()
        found = search.workspace.searching.search("值班", scope=scope, limit=100)
        assert len(search.hits_listed()) == found.paragraphs
    search.panel.scope_changed.emit(SearchScope())
    search.settle()
    assert len(search.hits_listed()) == 4


@pytest.mark.parametrize("kind", ["document", "theme", "results"])
def test_a_restriction_to_nothing_says_what_is_missing(search: Search, kind: str) -> None:
    told = QSignalSpy(search.finding.notice)
    search.panel.scope_wanted.emit(kind)
    assert told.count() == 1
    assert search.finding.scope.everywhere


def test_another_library_is_searched_everywhere(search: Search, open_library: OpenLibrary) -> None:
    search.ask("值班")
    search.panel.narrow_wanted.emit("documents", search.key_of("调研"))
    search.settle()
    assert search.restrictions()
    search.finding.set_workspace(open_library("other"))
    assert search.restrictions() == {}
    assert search.hits_listed() == []
    search.finding.repeat()
    search.settle()
    assert len(search.hits_listed()) == 4


def test_a_search_from_elsewhere_brings_its_scope(search: Search) -> None:
    only = SearchScope(documents=frozenset({search.key_of("调研")}))
    search.ask("值班")
    search.finding.search("值班", only)
    search.settle()
    assert len(search.hits_listed()) == 1
    search.finding.search("通知", SearchScope())
    found = search.workspace.searching.search("通知").paragraphs
    search.bot.waitUntil(lambda: f"{found} 段" in search.totals(), timeout=WAIT_MS)
    assert len(search.hits_listed()) == found
    assert search.restrictions() == {}


# What is remembered


def remembered(search: Search) -> list[str]:
    search.settle()
    return [query.text for query in search.workspace.queries.recent()]


def test_a_query_is_remembered_with_enter_not_while_typing(search: Search) -> None:
    search.ask("值")
    search.ask("值班")
    assert remembered(search) == []
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    assert remembered(search) == ["值班"]
    search.box.clear()
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    assert remembered(search) == ["值班"]


def test_a_query_is_remembered_when_a_hit_is_chosen(search: Search) -> None:
    search.ask("值班")
    search.panel.list.setCurrentIndex(search.panel.list.model().index(0, 0))
    assert remembered(search) == ["值班"]


def test_what_cannot_be_remembered_is_told(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_query: str) -> None:
        raise LibraryProblem(msg("磁盘已满"))

    monkeypatch.setattr(search.workspace.queries, "remember", refuse)
    told = QSignalSpy(search.finding.notice)
    search.ask("值班")
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    search.settle()
    assert [told.at(n)[0] for n in range(told.count())] == ["磁盘已满"]
    assert len(search.hits_listed()) == 4
