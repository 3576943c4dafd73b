"""Search in the window: the last question counts, and it alone comes to the front."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Genre, Kind, Paragraph
from reader.errors import LibraryProblem
from reader.messages import Translator, msg
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.finding import PAGE, Finding, Surroundings
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import TaskRunner
from reader.workspace.model import Facets, SearchScope, Suggestion
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary


class Search:
    """A box with its results over a library, without a window."""

    def __init__(self, qtbot: QtBot, tr: Translator, workspace: Workspace) -> None:
        self.bot = qtbot
        self.box = QLineEdit()
        self.panel = ResultsPanel(Appearance(RESOURCES, "light"), tr)
        self.panel.resize(300, 300)
        for widget in (self.box, self.panel):
            qtbot.addWidget(widget)
        self.panel.show()
        self.tasks = TaskRunner()
        self.document: str | None = None
        self.theme: str | None = None
        around = Surroundings(lambda: self.document, lambda: self.theme)
        self.finding = Finding(self.box, self.panel, self.tasks, tr, around)
        self.workspace = workspace
        self.fronts: list[bool] = []
        self.hits: list[object] = []
        self.finding.shown.connect(lambda: self.fronts.append(True))
        self.finding.hits_changed.connect(self.hits.append)
        self.finding.set_workspace(workspace)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)

    def ask(self, query: str) -> None:
        with self.bot.waitSignal(self.tasks.idle, timeout=WAIT_MS):
            self.box.setText(query)

    def hits_listed(self) -> list[str]:
        model = self.panel.list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def totals(self) -> str:
        label = self.panel.findChild(QLabel, "search_summary")
        assert isinstance(label, QLabel)
        return label.text()

    def suggested(self) -> QLabel:
        label = self.panel.findChild(QLabel, "search_suggestions")
        assert isinstance(label, QLabel)
        return label

    def groups(self) -> dict[str, dict[str, str]]:
        """The facets as they are listed."""
        tree, found = self.panel.facets, {}
        for number in range(tree.topLevelItemCount()):
            group = tree.topLevelItem(number)
            assert group is not None
            items = [group.child(row) for row in range(group.childCount())]
            found[group.text(0)] = {i.text(0): i.text(1) for i in items if i is not None}
        return found

    def restrictions(self) -> dict[str, QPushButton]:
        buttons = self.panel.scope_bar.findChildren(QPushButton)
        return {b.text().removesuffix("  ×"): b for b in buttons if not b.isHidden()}

    def key_of(self, words: str) -> str:
        records = self.workspace.documents()
        return next(r.document for r in records if words in r.metadata.title)


@pytest.fixture
def search(qtbot: QtBot, tr: Translator, open_library: OpenLibrary) -> Iterator[Search]:
    made = Search(qtbot, tr, open_library())
    yield made
    made.tasks.close()
    made.tasks.deleteLater()


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


def test_facets_are_counted_only_while_somebody_looks(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    count = search.workspace.searching.facets

    def facets(query: str, scope: SearchScope, unfinished: bool) -> Facets:
        asked.append(query)
        return count(query, scope=scope, unfinished=unfinished)

    monkeypatch.setattr(search.workspace.searching, "facets", facets)
    search.ask("值班")
    assert asked == []
    search.panel.filter_button.click()
    search.settle()
    assert asked == ["值班"]
    assert search.panel.facets.isVisible()
    search.ask("通知")
    assert asked == ["值班", "通知"]
    search.ask("宇宙飞船")
    search.panel.filter_button.click()
    search.ask("值班")
    assert asked == ["值班", "通知"]


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


# Where nothing was found


def test_the_nearest_wording_is_one_click_away(search: Search) -> None:
    search.ask("先口头抱告")
    assert search.hits_listed() == []
    assert "先口头报告" in search.suggested().text()
    search.suggested().linkActivated.emit("先口头报告")
    assert search.box.text() == "先口头报告"
    search.bot.waitUntil(lambda: len(search.hits_listed()) == 1, timeout=WAIT_MS)
    assert not search.suggested().isVisible()


def test_suggestions_that_come_late_are_dropped(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def suggestions(query: str) -> tuple[Suggestion, ...]:
        gate.wait(WAIT_MS / 1000)
        return (Suggestion(query, query, "迟到的话", 1, 1),)

    monkeypatch.setattr(search.workspace.searching, "suggestions", suggestions)
    search.box.setText("先口头抱告")
    search.bot.waitUntil(lambda: "先口头抱告" in search.totals(), timeout=WAIT_MS)
    search.box.setText("值班")
    search.bot.waitUntil(lambda: len(search.hits_listed()) == 4, timeout=WAIT_MS)
    gate.set()
    search.settle()
    assert not search.suggested().isVisible()


def test_facets_that_come_late_are_dropped(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    count = search.workspace.searching.facets

    def facets(query: str, scope: SearchScope, unfinished: bool) -> Facets:
        gate.wait(WAIT_MS / 1000)
        return count(query, scope=scope, unfinished=unfinished)

    monkeypatch.setattr(search.workspace.searching, "facets", facets)
    search.panel.filter_button.setChecked(True)
    search.box.setText("值班")
    search.bot.waitUntil(lambda: len(search.hits_listed()) == 4, timeout=WAIT_MS)
    search.box.setText("宇宙飞船")
    search.bot.waitUntil(lambda: "宇宙飞船" in search.totals(), timeout=WAIT_MS)
    gate.set()
    search.settle()
    assert search.panel.facets.empty


# Names


def test_a_theme_is_found_by_its_initials(search: Search) -> None:
    names = search.panel.matches
    search.ask("dcdb")
    search.bot.waitUntil(lambda: names.count() == 1, timeout=WAIT_MS)
    assert search.hits_listed() == []
    assert "督查督办" in str(names.model().index(0, 0).data())
    search.box.clear()
    assert names.count() == 0


def test_down_leads_to_what_was_found(search: Search) -> None:
    wanted, hits = QSignalSpy(search.panel.match_wanted), QSignalSpy(search.panel.passage_wanted)
    search.ask("dcdb")
    search.bot.waitUntil(lambda: search.panel.matches.count() == 1, timeout=WAIT_MS)
    QTest.keyClick(search.box, Qt.Key.Key_Down)
    assert wanted.count() == 0, "to look is not yet to go"
    QTest.keyClick(search.panel.matches, Qt.Key.Key_Return)
    assert wanted.count() == 1
    search.ask("值班")
    QTest.keyClick(search.box, Qt.Key.Key_Down)
    assert hits.count() == 1


def test_enter_goes_to_a_name_that_is_no_wording(search: Search) -> None:
    wanted = QSignalSpy(search.panel.match_wanted)
    search.ask("dcdb")
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    search.bot.waitUntil(lambda: wanted.count() == 1, timeout=WAIT_MS)
    assert wanted.at(0)[0].name == "督查督办"


def test_enter_on_words_that_are_found_stays_with_the_hits(search: Search) -> None:
    wanted = QSignalSpy(search.panel.match_wanted)
    search.ask("值班")
    QTest.keyClick(search.box, Qt.Key.Key_Return)
    search.settle()
    assert wanted.count() == 0
    assert search.hits_listed()


def test_arrow_keys_walk_through_names_and_hits_as_one(search: Search) -> None:
    panel, names, hits = search.panel, search.panel.matches, search.panel.list
    wanted = QSignalSpy(panel.match_wanted)
    search.ask("值班")
    search.bot.waitUntil(lambda: names.count() > 0 and hits.count() > 0, timeout=WAIT_MS)
    QTest.keyClick(search.box, Qt.Key.Key_Down)
    assert panel.focusWidget() is hits
    QTest.keyClick(hits, Qt.Key.Key_Up)
    assert panel.focusWidget() is names
    assert names.currentIndex().row() == names.count() - 1
    QTest.keyClick(names, Qt.Key.Key_Down)
    assert panel.focusWidget() is hits
    QTest.keyClick(search.box, Qt.Key.Key_Up)
    assert panel.focusWidget() is names
    assert names.currentIndex().row() == 0
    assert wanted.count() == 0, "to walk is not yet to go"
    left = QSignalSpy(search.finding.left)
    QTest.keyClick(names, Qt.Key.Key_Escape)
    assert left.count() == 1


def test_a_reference_to_what_is_gone_is_told(search: Search) -> None:
    search.ask("《已经移出的一篇》 › 第 5 段：“值班”")
    summary = search.panel.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    search.bot.waitUntil(lambda: "《已经移出的一篇》" in summary.text(), timeout=WAIT_MS)
    links = search.panel.findChild(QLabel, "search_suggestions")
    assert isinstance(links, QLabel)
    search.bot.waitUntil(lambda: "值班" in links.text(), timeout=WAIT_MS)


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
