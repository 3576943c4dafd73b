"""Names for what is typed, and where Enter leads."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import WAIT_MS
from tests.ui.finding.searching import Search


def test_a_theme_is_found_by_its_initials(search: Search) -> None:
    names = search.panel.matches
    search.ask("dcdb")
    search.bot.waitUntil(lambda: names.count() == 1, timeout=WAIT_MS)
    assert search.hits_listed() == []
    assert "督查督办" in str(names.model().index(0, 0).data())
    search.box.clear()
    assert names.count() == 0


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


def test_a_reference_to_what_is_gone_is_told(search: Search) -> None:
    search.ask("《已经移出的一篇》 › 第 5 段：“值班”")
    summary = search.panel.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    search.bot.waitUntil(lambda: "《已经移出的一篇》" in summary.text(), timeout=WAIT_MS)
    search.bot.waitUntil(lambda: len(search.suggested()) == 1, timeout=WAIT_MS)
    assert "“值班”" in next(iter(search.suggested()))
