"""What follows upon the hits: facets while somebody looks, suggestions where there are none."""

import threading

import pytest

from reader.workspace.model import Facets, SearchScope, Suggestion
from tests.ui.conftest import WAIT_MS
from tests.ui.finding.searching import Search


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


def test_the_nearest_wording_is_one_click_away(search: Search) -> None:
    search.ask("先口头抱告")
    assert search.hits_listed() == []
    (button,) = (b for name, b in search.suggested().items() if "“先口头报告”" in name)
    button.click()
    assert search.box.text() == "先口头报告"
    search.bot.waitUntil(lambda: len(search.hits_listed()) == 1, timeout=WAIT_MS)
    assert search.suggested() == {}


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
    assert search.suggested() == {}


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
