"""The results panel: exact totals, hits as cards, more of them on the way down."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.panels.results import ResultsPanel
from reader.workspace.model import SearchHit, SearchResults


def results(count: int, paragraphs: int | None = None) -> SearchResults:
    hits = tuple(
        SearchHit(
            "d1", "短文", n, f"第{n}段讲值班。", ((len(f"第{n}段讲"), len(f"第{n}段讲值班")),), 1.0
        )
        for n in range(1, count + 1)
    )
    total = count if paragraphs is None else paragraphs
    return SearchResults("值班", total, total + 5, 1 if total else 0, hits)


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> ResultsPanel:
    made = ResultsPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def summary(panel: ResultsPanel) -> str:
    label = panel.findChild(QLabel, "search_summary")
    assert isinstance(label, QLabel)
    return label.text()


def test_at_first_it_says_how_to_search(panel: ResultsPanel) -> None:
    assert "OR" in summary(panel)
    assert panel.list.count() == 0


def test_totals_are_those_of_the_library_not_of_the_list(panel: ResultsPanel) -> None:
    panel.show_results(results(3, 12_345))
    assert "12,345" in summary(panel)
    assert "12,350" in summary(panel)
    assert panel.list.count() == 3


def test_nothing_found(panel: ResultsPanel) -> None:
    panel.show_results(results(2))
    panel.show_results(results(0))
    assert "值班" in summary(panel)
    assert panel.list.count() == 0
    panel.show_results(results(2))
    panel.show_problem("不行")
    assert (summary(panel), panel.list.count()) == ("不行", 0)


def test_a_hit_is_a_passage_of_its_first_words(panel: ResultsPanel) -> None:
    panel.show_results(results(3))
    wanted: list[Passage] = []
    panel.passage_wanted.connect(wanted.append)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert wanted[-1] == Passage("d1", 2, 4, 6)
    assert wanted[-1].text == "值班"
    assert "第 2 段" in str(panel.list.currentIndex().data())


def test_more_is_asked_for_near_the_end_only(panel: ResultsPanel, qtbot: QtBot) -> None:
    asked: list[bool] = []
    panel.more_wanted.connect(lambda: asked.append(True))
    panel.show_results(results(50, 200))
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(10)
    assert asked == []
    bar.setValue(bar.maximum())
    assert asked


@pytest.mark.parametrize("order", ["date", "title"])
def test_another_order_is_told(panel: ResultsPanel, qtbot: QtBot, order: str) -> None:
    assert panel.order == "relevance"
    box = panel.findChild(QComboBox, "search_order")
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(panel.order_changed):
        box.setCurrentIndex(box.findData(order))
    assert panel.order == order
