"""Deciding in the window what belongs to a theme: at once, without a question, with a way back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeWidget
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.messages import Translator
from reader.themes.model import Theme
from reader.ui.theme_chooser import ThemeChooser
from reader.ui.window import MainWindow
from reader.workspace.model import Match, MatchKind, ThemeCount
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.menus import in_next_menu
from tests.ui.reading.pages import select_words
from tests.ui.window.acting import items, rows

DUTY_THEME, RESEARCH_THEME = "值班应急", "调查研究"


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


def entries(window: MainWindow) -> list[str]:
    return rows(window.sidebar.themes.entries)


def count(window: MainWindow, theme: str) -> int:
    return int(items(window.sidebar.themes.tree)[theme].text(1) or 0)


def open_theme(window: MainWindow, desktop: Desktop, theme: str = DUTY_THEME) -> None:
    tree = window.sidebar.themes.tree
    tree.setCurrentItem(items(tree)[theme])
    desktop.settle(window)
    window.sidebar.themes.entries.setFocus()


def fire(window: MainWindow, desktop: Desktop, key: str) -> None:
    action = window.actions_by_key[key]
    assert action.isEnabled()
    action.trigger()
    desktop.settle(window)


def trigger_named(name: str) -> Callable[[QMenu], None]:
    """Choose the first enabled entry of a name, in the menu or one inside it."""

    def act(menu: QMenu) -> None:
        for action in menu.actions():
            sub = action.menu()
            if isinstance(sub, QMenu):
                act(sub)
            elif action.objectName() == name and action.isEnabled():
                action.trigger()

    return act


def passage_of(window: MainWindow, words: str) -> Passage:
    """The paragraph of some document that holds the words."""
    workspace = window.workspace
    assert workspace is not None
    return next(
        Passage(record.document, p.number, 0, len(p.text), p.text)
        for record in workspace.documents()
        for p in workspace.read(record.document).paragraphs
        if words in p.text
    )


def choosers(window: MainWindow) -> list[ThemeChooser]:
    return [dialog for dialog in window.findChildren(ThemeChooser) if dialog.isVisible()]


def chooser(window: MainWindow, qtbot: QtBot) -> ThemeChooser:
    qtbot.waitUntil(lambda: bool(choosers(window)), timeout=WAIT_MS)
    return choosers(window)[0]


def take(window: MainWindow, desktop: Desktop, qtbot: QtBot, name: str) -> None:
    """Write a name in the dialog and press Enter."""
    dialog = chooser(window, qtbot)
    dialog.search.setText(name)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not choosers(window), timeout=WAIT_MS)
    desktop.settle(window)


def test_delete_removes_an_entry_everywhere_and_undo_brings_it_back(
    window: MainWindow, desktop: Desktop
) -> None:
    open_theme(window, desktop)
    before, total = entries(window), count(window, DUTY_THEME)
    panel = window.sidebar.themes
    removed = panel.entry
    assert removed is not None
    place = removed.entry.passage
    pane = window.desk.active
    assert "值班应急" in [t.name for t in window.margins.tags(pane, place.paragraph)]
    QTest.keyClick(panel.entries, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert len(entries(window)) == len(before) - 1 == count(window, DUTY_THEME)
    # The next one is chosen, so that a list can be gone through.
    assert panel.entry is not None
    assert panel.entries.currentIndex().row() == 0
    assert window.desk.active.document == panel.entry.entry.passage.document
    for shown in window.desk.panes:
        if shown.document == place.document:
            assert DUTY_THEME not in [t.name for t in window.margins.tags(shown, place.paragraph)]
    assert "值班应急" in (window.undoing.undoable or "")
    fire(window, desktop, "undo")
    assert (entries(window), count(window, DUTY_THEME)) == (before, total)
    fire(window, desktop, "redo")
    assert count(window, DUTY_THEME) == total - 1


def test_removed_entries_are_shown_on_demand_and_can_come_back(
    window: MainWindow, desktop: Desktop
) -> None:
    open_theme(window, desktop)
    panel, total = window.sidebar.themes, count(window, DUTY_THEME)
    assert panel.aside.isHidden()
    fire(window, desktop, "theme_remove")
    assert not panel.aside.isHidden()
    assert panel.aside.accessibleName() == "已排除 1 段　显示"
    panel.aside.setChecked(True)
    assert panel.aside.text() == "已排除 1 段　隐藏"
    assert len(entries(window)) == total
    assert "已排除" in entries(window)[-1]
    panel.entries.setCurrentIndex(panel.entries.model().index(total - 1, 0))
    assert not window.actions_by_key["theme_remove"].isEnabled()
    fire(window, desktop, "theme_reset")
    assert panel.aside.isHidden()
    assert count(window, DUTY_THEME) == total
    assert not any("已排除" in row for row in entries(window))


def test_a_confirmed_entry_says_so(window: MainWindow, desktop: Desktop) -> None:
    open_theme(window, desktop)
    fire(window, desktop, "theme_keep")
    assert "已确认" in entries(window)[0]
    assert not window.actions_by_key["theme_keep"].isEnabled()
    fire(window, desktop, "theme_reset")
    assert "已确认" not in entries(window)[0]


def test_a_selection_goes_to_a_theme_found_by_its_initials(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    passage = passage_of(window, "炕头")
    window.desk.show(passage)
    desktop.settle(window)
    select_words(window.desk.active.view, "坐到炕头上")
    window.actions_by_key["theme_add"].trigger()
    take(window, desktop, qtbot, "zbyj")
    open_theme(window, desktop)
    assert "已归入" in entries(window)[0]
    entry = window.sidebar.themes.entry
    assert entry is not None
    assert entry.entry.passage.text == "坐到炕头上"
    assert "坐到炕头上" in (window.undoing.undoable or "")
    # What was used last is offered first, and marked.
    window.actions_by_key["theme_add"].trigger()
    dialog = chooser(window, qtbot)
    recent, marked = dialog.tree.topLevelItem(0), dialog.tree.currentItem()
    assert recent is not None
    assert marked is not None
    assert (recent.text(0), marked.text(0)) == ("最近用过", DUTY_THEME)
    dialog.reject()


def test_all_selected_paragraphs_go_there(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.desk.show(passage_of(window, "炕头"))
    desktop.settle(window)
    select_words(window.desk.active.view, "炕头", until="院子里")
    in_next_menu(trigger_named("menu_theme_add"))
    pane = window.desk.active
    pane.menu_wanted.emit(pane.number, QPoint(10, 10))
    take(window, desktop, qtbot, "保密机要")
    open_theme(window, desktop, "保密机要")
    assert len([row for row in entries(window) if "已归入" in row]) == 2
    fire(window, desktop, "undo")
    assert not any("已归入" in row for row in entries(window))


def test_the_menu_of_a_page_decides_on_the_themes_of_the_paragraph(
    window: MainWindow, desktop: Desktop
) -> None:
    open_theme(window, desktop)
    total = count(window, DUTY_THEME)
    pane = window.desk.active
    in_next_menu(trigger_named("menu_theme_remove"))
    pane.menu_wanted.emit(pane.number, QPoint(10, 10))
    desktop.settle(window)
    assert count(window, DUTY_THEME) == total - 1
    assert DUTY_THEME not in [tag.name for tag in pane.themes]


def test_the_menu_of_an_entry_confirms_it(window: MainWindow, desktop: Desktop) -> None:
    open_theme(window, desktop)
    panel = window.sidebar.themes
    entry = panel.entry
    assert entry is not None
    in_next_menu(trigger_named("menu_theme_keep"))
    panel.passage_menu_wanted.emit(entry.entry.passage, QPoint(10, 10))
    desktop.settle(window)
    assert "已确认" in entries(window)[0]


def test_a_hit_goes_to_a_theme_with_its_whole_paragraph(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    passage = passage_of(window, "炕头")
    hit = Passage(passage.document, passage.paragraph, 3, 5, passage.text[3:5])
    in_next_menu(trigger_named("menu_theme_add"))
    window.sidebar.results.passage_menu_wanted.emit(hit, QPoint(10, 10))
    take(window, desktop, qtbot, DUTY_THEME)
    open_theme(window, desktop)
    entry = window.sidebar.themes.entry
    assert entry is not None
    assert entry.entry.passage == passage


def test_a_decision_whose_words_are_lost_is_told_and_can_be_let_go_of(
    window: MainWindow, desktop: Desktop
) -> None:
    workspace, panel = window.workspace, window.sidebar.themes
    assert workspace is not None
    passage = passage_of(window, "炕头")
    workspace.decisions.add(DUTY_THEME, [passage])
    workspace.removal.remove([passage.document])
    window.shelf.refresh()
    desktop.settle(window)
    open_theme(window, desktop)
    assert panel.aside.text() == "1 处找不到原文　显示"
    panel.aside.click()
    assert "找不到原文" in entries(window)[-1]
    assert "炕头" in entries(window)[-1]
    panel.entries.setCurrentIndex(panel.entries.model().index(len(entries(window)) - 1, 0))
    QTest.keyClick(panel.entries, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert panel.aside.isHidden()
    fire(window, desktop, "undo")
    assert not panel.aside.isHidden()


def test_decisions_of_another_program_are_shown(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    open_theme(window, desktop)
    total = count(window, DUTY_THEME)
    other = open_library()
    other.decisions.remove(DUTY_THEME, [other.themes.entries(DUTY_THEME)[0].entry.passage])
    qtbot.waitUntil(lambda: count(window, DUTY_THEME) == total - 1, timeout=WAIT_MS)


# The dialog by itself

THEMES = (
    ThemeCount(Theme("ops", "运转保障", None), 3),
    ThemeCount(Theme("ops.duty", "值班应急", "ops"), 3),
    ThemeCount(Theme("impl", "推动落实", None), 0),
)


@pytest.fixture
def dialog(qtbot: QtBot, tr: Translator, window: MainWindow) -> ThemeChooser:
    made = ThemeChooser("一段话", THEMES, (), tr, window)
    made.show()
    return made


def match(key: str, name: str) -> Match:
    return Match(MatchKind.THEME, key, name, ())


def visible(tree: QTreeWidget) -> set[str]:
    return {name for name, item in items(tree).items() if not item.isHidden()}


def test_enter_waits_for_what_is_being_looked_up(dialog: ThemeChooser) -> None:
    taken: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda *theme: taken.append(theme))
    dialog.search.setText("zb")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert taken == []
    dialog.show_found([match("ops.duty", "值班应急")])
    assert taken == [("ops.duty", "值班应急")]


def test_only_what_was_found_and_what_is_above_it_is_shown(dialog: ThemeChooser) -> None:
    dialog.search.setText("值班")
    dialog.show_found([match("ops.duty", "值班应急")])
    assert visible(dialog.tree) == {"运转保障", "值班应急"}
    dialog.search.clear()
    assert visible(dialog.tree) == {"运转保障", "值班应急", "推动落实"}
    dialog.reject()


def test_nothing_is_taken_where_nothing_was_found(dialog: ThemeChooser) -> None:
    taken: list[str] = []
    dialog.chosen.connect(lambda theme, _name: taken.append(theme))
    dialog.search.setText("没有的")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.show_found([])
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert taken == []
    assert dialog.isVisible()
    dialog.reject()


def test_the_arrow_keys_move_in_the_tree(dialog: ThemeChooser) -> None:
    taken: list[str] = []
    dialog.chosen.connect(lambda theme, _name: taken.append(theme))
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert taken == ["ops.duty"]
