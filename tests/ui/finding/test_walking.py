"""Box, names and hits: walked through with the arrow keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from tests.ui.conftest import WAIT_MS
from tests.ui.finding.searching import Search


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
