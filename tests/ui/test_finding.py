"""Search in the window: the last question counts, and it alone comes to the front."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.finding import PAGE, Finding, Surroundings
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import TaskRunner
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
        self.finding = Finding(
            self.box, self.panel, self.tasks, tr, Surroundings(lambda: None, lambda: None)
        )
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
    workspace.import_paths([folder])
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
