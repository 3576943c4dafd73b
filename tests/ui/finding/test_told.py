"""What a screen reader is told of a search: each answer once, after the last key."""

import pytest
from PySide6.QtWidgets import QWidget

from reader.ui import aloud
from reader.workspace.model import SearchScope
from tests.ui.conftest import WAIT_MS
from tests.ui.finding.searching import Search


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced: where no assistive program listens Qt tells it to nobody."""
    found: list[str] = []

    def note(_part: QWidget, words: str) -> None:
        found.append(words)

    monkeypatch.setattr(aloud, "announce", note)
    return found


def test_the_answer_to_the_last_key_is_told_once(search: Search, told: list[str]) -> None:
    for words in ("值", "值班", "值班室"):
        search.ask(words)
    search.bot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    search.settle()
    assert told == [search.panel.words]
    assert search.totals() in told[0]
    assert search.box.accessibleDescription() == told[0]


def test_what_happens_in_the_background_is_not_told(search: Search, told: list[str]) -> None:
    search.finding.restore("值班", SearchScope())
    search.settle()
    search.finding.repeat()
    search.settle()
    assert search.box.accessibleDescription() == search.panel.words
    search.finding.search("通知", SearchScope())
    search.bot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert told == [search.panel.words]


def test_suggestions_and_problems_are_told_too(search: Search, told: list[str]) -> None:
    search.ask("先口头抱告")
    search.bot.waitUntil(lambda: len(told) == 1, timeout=WAIT_MS)
    assert "没有找到" in told[0]
    assert "资料库里有：先口头报告" in told[0]
    search.ask("主题:没有这个主题")
    search.bot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    assert told[1] == search.panel.words
    assert "没有这个主题" in told[1]
    search.box.clear()
    assert search.box.accessibleDescription() == ""
