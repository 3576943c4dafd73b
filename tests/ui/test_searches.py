"""Recent and saved searches: a menu at the search box."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from reader.documents.model import Genre
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.finding.finding import Finding, Surroundings
from reader.ui.panels.results import ResultsPanel
from reader.ui.part import Means
from reader.ui.searches import LONGEST, Searches
from reader.ui.tasks import TaskRunner
from reader.ui.undoing import Undoing
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, OpenLibrary

ORIGINALS = SearchScope(genres=frozenset({Genre.ORIGINAL}))


class Desk:
    """A search box with its menu over a library, without a window."""

    def __init__(self, qtbot: QtBot, tr: Translator, workspace: Workspace) -> None:
        self.bot, self.workspace = qtbot, workspace
        self.box = QLineEdit()
        look = Appearance(RESOURCES, "light")
        panel = ResultsPanel(look, tr)
        for widget in (self.box, panel):
            qtbot.addWidget(widget)
        self.tasks = TaskRunner()
        around = Surroundings(lambda: None, lambda: None)
        self.finding = Finding(self.box, panel, self.tasks, tr, around)
        means = Means(self.box, self.tasks, Undoing(self.tasks, tr, self.box), tr)
        self.searches = Searches(means, self.box, self.finding)
        self.searches.set_appearance(look)
        self.notices = QSignalSpy(self.searches.notice)
        self.failures = QSignalSpy(self.searches.failed)
        with qtbot.waitExposed(self.box):
            self.box.show()

    def turn_to(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.finding.set_workspace(workspace)
        self.searches.set_workspace(workspace)

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.busy, timeout=WAIT_MS)

    def in_menu(self, act: Callable[[QMenu], None]) -> None:
        """Open the menu as a click on the icon does, act, and close it."""
        self.icon().trigger()
        self.bot.waitUntil(lambda: open_menu() is not None, timeout=WAIT_MS)
        menu = open_menu()
        assert menu is not None
        act(menu)
        menu.close()
        self.settle()

    def icon(self) -> QAction:
        return self.box.actions()[0]

    def choose(self, name: str) -> None:
        self.in_menu(lambda menu: named(menu, name).trigger())

    def lines(self) -> list[str]:
        found: list[str] = []
        self.in_menu(lambda menu: found.extend(a.text() for a in menu.actions() if a.text()))
        return found


def open_menu() -> QMenu | None:
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None


def named(menu: QMenu, name: str) -> QAction:
    """An action of a menu; one of a menu inside is meant by "menu/action"."""
    first, _, rest = name.partition("/")
    action = next(a for a in menu.actions() if a.text() == first)
    if not rest:
        return action
    inner = next(m for m in menu.findChildren(QMenu) if m.menuAction() is action)
    return named(inner, rest)


@pytest.fixture
def desk(qtbot: QtBot, tr: Translator, open_library: OpenLibrary) -> Iterator[Desk]:
    workspace = open_library()
    made = Desk(qtbot, tr, workspace)
    made.turn_to(workspace)
    yield made
    made.tasks.close()
    made.tasks.deleteLater()


def test_without_a_library_there_is_no_menu(
    qtbot: QtBot, tr: Translator, open_library: OpenLibrary
) -> None:
    desk = Desk(qtbot, tr, open_library())
    desk.icon().trigger()
    assert not desk.tasks.busy
    desk.tasks.close()
    desk.tasks.deleteLater()


def test_at_first_there_is_nothing_to_offer(desk: Desk) -> None:
    assert not desk.icon().icon().isNull()
    enabled: list[bool] = []
    desk.in_menu(lambda menu: enabled.extend(a.isEnabled() for a in menu.actions()))
    assert enabled == [False]


def test_a_recent_search_is_asked_again_everywhere(desk: Desk) -> None:
    desk.workspace.queries.remember("值班 报告")
    desk.workspace.queries.remember("通知")
    desk.finding.set_scope(ORIGINALS)
    lines = desk.lines()
    assert lines.index("通知") < lines.index("值班 报告"), "the last one comes first"
    desk.choose("值班 报告")
    assert desk.box.text() == "值班 报告"
    assert desk.finding.scope == SearchScope()


def test_a_search_is_saved_and_comes_back_with_its_scope(desk: Desk) -> None:
    desk.finding.search("值班", ORIGINALS)
    desk.choose("保存这次搜索")
    assert "值班" in desk.notices.at(0)[0]
    (saved,) = desk.workspace.queries.saved()
    assert (saved.query, saved.scope) == ("值班", ORIGINALS)
    desk.finding.search("通知", SearchScope())
    desk.settle()
    assert "保存的搜索" in desk.lines()
    desk.choose("值班")
    assert desk.box.text() == "值班"
    assert desk.finding.scope == ORIGINALS


def test_a_saved_search_is_deleted(desk: Desk) -> None:
    desk.workspace.queries.save("我的", "值班")
    desk.workspace.queries.save("别的", "通知")
    desk.choose("删除保存的搜索/我的")
    assert [search.name for search in desk.workspace.queries.saved()] == ["别的"]
    assert "我的" in desk.notices.at(0)[0]


def test_what_cannot_be_done_is_told(desk: Desk, open_library: OpenLibrary) -> None:
    desk.workspace.queries.save("我的", "值班")
    desk.in_menu(lambda menu: _delete_twice(menu, desk.workspace))
    assert desk.failures.count() == 1
    assert desk.notices.count() == 0


def _delete_twice(menu: QMenu, workspace: Workspace) -> None:
    workspace.queries.remove("我的")
    named(menu, "删除保存的搜索/我的").trigger()


def test_long_and_odd_queries_are_legible(desk: Desk) -> None:
    odd = "甲&乙" + "很长" * LONGEST
    desk.workspace.queries.remember(odd)
    line = desk.lines()[-1]
    assert line.startswith("甲&&乙"), "an ampersand is not a shortcut"
    assert line.endswith("…")
    assert len(line) <= LONGEST + 2
    desk.choose(line)
    assert desk.box.text() == odd


def test_a_cut_never_splits_a_doubled_ampersand(desk: Desk) -> None:
    desk.workspace.queries.remember("a" * (LONGEST - 1) + "&" + "b" * LONGEST)
    assert desk.lines()[-1] == "a" * (LONGEST - 1) + "&&…"


def test_another_library_has_the_searches_of_the_same_person(
    desk: Desk, open_library: OpenLibrary
) -> None:
    desk.workspace.queries.remember("值班")
    desk.turn_to(open_library("other", empty=True))
    assert "值班" in desk.lines()
