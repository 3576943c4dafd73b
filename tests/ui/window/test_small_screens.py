"""Nothing is cut off and nothing overlaps, in windows as small as a screen at 250 % allows."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.ui import panels
from reader.ui.cards import CardList
from reader.ui.eliding import ElidedButton, ElidedCombo
from reader.ui.empty_state import EmptyState
from reader.ui.link_line import LinkLine
from reader.ui.pane_header import ElidedLabel
from reader.ui.theme_line import ThemeLine
from reader.ui.tool_bars import ToolBar
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

# What a screen of 1366 x 768 has at 250 %, 200 % and 100 %, less a title bar; one between; a
# large screen at 200 %.
SMALLEST = QSize(542, 271)
SIZES = (SMALLEST, QSize(683, 348), QSize(1366, 732), QSize(800, 560), QSize(960, 504))
GIVING_WAY = (ElidedLabel, LinkLine, ElidedButton, ElidedCombo)
Scene = Callable[[MainWindow, Desktop, QtBot], None]


@pytest.fixture(params=["zh", "en"])
def window(
    request: pytest.FixtureRequest, desktop: Desktop, open_library: OpenLibrary
) -> MainWindow:
    window = desktop.window(open_library(), tr=Translator(request.param, TRANSLATIONS))
    for number, document in enumerate(tuple(window.shelf.records)[:2]):
        window.desk.open(document, number)
        desktop.settle(window)
    return window


def texts(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    window.sidebar.show_panel(panels.DOCUMENTS)


def one_text(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    window.actions_by_key["split"].setChecked(False)


def empty(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    for pane in window.desk.panes:
        window.desk.empty_pane(pane.number)


def contents(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    window.sidebar.show_panel(panels.CONTENTS)


def theme(window: MainWindow, desktop: Desktop, _bot: QtBot) -> None:
    window.sidebar.show_panel(panels.THEMES)
    window.theming.choose("impl.supervise")
    desktop.settle(window)


def hits(window: MainWindow, desktop: Desktop, _bot: QtBot) -> None:
    window.box.setText("值班")
    window.finding.repeat()
    desktop.settle(window)
    window.sidebar.show_panel(panels.RESULTS)


def bookmarks(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    window.sidebar.show_panel(panels.BOOKMARKS)


def find(window: MainWindow, _desktop: Desktop, bot: QtBot) -> None:
    window.actions_by_key["find"].trigger()
    boxes = [box for box in window.findChildren(QLineEdit, "find_box") if box.isVisible()]
    boxes[0].setText("值班")
    counts = [count for count in window.findChildren(QLabel, "find_count") if count.isVisible()]
    bot.waitUntil(lambda: re.search(r"\d|没有|Not", counts[0].text()) is not None, timeout=WAIT_MS)


def find_nothing(window: MainWindow, _desktop: Desktop, bot: QtBot) -> None:
    window.actions_by_key["find"].trigger()
    boxes = [box for box in window.findChildren(QLineEdit, "find_box") if box.isVisible()]
    boxes[0].setText("从来没有的话")
    counts = [count for count in window.findChildren(QLabel, "find_count") if count.isVisible()]
    bot.waitUntil(
        lambda: re.search("没有|Not|0 / 0", counts[0].text()) is not None, timeout=WAIT_MS
    )


def compared(window: MainWindow, desktop: Desktop, _bot: QtBot) -> None:
    window.actions_by_key["compare_panes"].trigger()
    desktop.settle(window)


def alone(window: MainWindow, _desktop: Desktop, _bot: QtBot) -> None:
    window.actions_by_key["maximise_pane"].trigger()


SCENES: tuple[Scene, ...] = (
    *(
        texts,
        one_text,
        contents,
        theme,
        hits,
        bookmarks,
        find,
        find_nothing,
        compared,
        alone,
        empty,
    ),
)


def settle_layouts() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def parts(window: MainWindow) -> list[QWidget]:
    """The words and buttons that are to be seen, without those inside lists and fields."""
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
    inside = (QAbstractItemView, QLineEdit, QMenu, LinkLine)
    return [
        part
        for kind in kinds
        for part in window.findChildren(kind)
        if part.isVisible()
        and not isinstance(part.parentWidget(), inside)
        and part.objectName() != "qt_toolbar_ext_button"
    ]


def place(part: QWidget, window: MainWindow) -> QRect:
    return QRect(part.mapTo(window, QPoint()), part.size())


def named(part: QWidget) -> str:
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
    return f"{part.objectName() or part.accessibleName()} “{words}” {part.size().toTuple()}"


def faults(window: MainWindow) -> list[str]:
    """What a person would complain about."""
    found = []
    shown = parts(window)
    room = window.rect()
    for part in shown:
        if not room.contains(place(part, window)):
            found.append(f"out of the window: {named(part)}")
        if isinstance(part, GIVING_WAY):
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            if part.height() < part.heightForWidth(part.width()):
                found.append(f"lines are cut: {named(part)}")
        elif isinstance(part, QLabel) and part.width() < part.sizeHint().width():
            found.append(f"words are cut: {named(part)}")
        elif isinstance(part, QAbstractButton) and not needed(part).isNull():
            found.append(f"cut: {named(part)} needs {needed(part).toTuple()}")
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            beside = one.parentWidget() is other.parentWidget()
            if beside and one.geometry().intersects(other.geometry()):
                found.append(f"overlap: {named(one)} and {named(other)}")
    return found


def needed(button: QAbstractButton) -> QSize:
    """How much more room a button needs than it has."""
    least = button.minimumSizeHint()
    words = isinstance(button, QToolButton) and button.toolButtonStyle().value == 0
    icon = button.iconSize() if words and not button.icon().isNull() else least
    return QSize(
        max(min(least.width(), icon.width() + 4) - button.width(), 0),
        max(icon.height() - button.height(), 0),
    )


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_nothing_is_cut_off(
    window: MainWindow, desktop: Desktop, qtbot: QtBot, scene: Scene
) -> None:
    window.resize(SIZES[0])
    scene(window, desktop, qtbot)
    found = {}
    for size in SIZES:
        window.resize(size)
        settle_layouts()
        assert (window.width(), window.height()) == size.toTuple(), "it can be so small"
        if faults(window):
            found[size.toTuple()] = faults(window)
    assert not found


def test_a_low_window_leaves_its_room_to_the_text(window: MainWindow) -> None:
    window.actions_by_key["split"].setChecked(False)
    page = window.desk.active.view
    window.resize(1366, 732)
    settle_layouts()
    around = window.height() - page.height()
    window.resize(SMALLEST)
    settle_layouts()
    assert window.height() - page.height() < 0.75 * around
    assert page.height() > 0.5 * window.height()
    themes = [line for line in window.findChildren(ThemeLine) if line.isVisible()]
    assert not themes, "the margin and a menu tell them"
    window.resize(1366, 732)
    settle_layouts()
    assert window.height() - page.height() == around


def test_a_narrow_pane_keeps_the_words_that_are_looked_for(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    find(window, desktop, qtbot)
    window.resize(SMALLEST)
    settle_layouts()
    bar = window.findChild(QLineEdit, "find_box")
    assert isinstance(bar, QLineEdit)
    words = bar.fontMetrics().horizontalAdvance("值班")
    for box in window.findChildren(QLineEdit, "find_box"):
        assert not box.isVisible() or box.width() > words


def test_an_empty_state_gives_way_in_order(qtbot: QtBot, window: MainWindow) -> None:
    """First the room around it, then its buttons but the first, then its words."""
    state = EmptyState("empty_pane")
    qtbot.addWidget(state)
    state.say("这里还没有文献。\n可以导入文件。")
    actions = [window.actions_by_key[key] for key in ("import_files", "import_folder", "quit")]
    state.offer([(action, "") for action in actions])
    state.show()
    seen = []
    for height in range(300, 20, -4):
        state.resize(220, height)
        buttons = [b.isVisible() for b in state.findChildren(ElidedButton)]
        label = state.findChild(QLabel, "empty_words")
        assert isinstance(label, QLabel)
        assert buttons == sorted(buttons, reverse=True)
        seen.append((sum(buttons), label.isVisible()))
    assert seen == sorted(seen, reverse=True)
    assert {(3, True), (2, True), (1, True), (1, False)} == set(seen)


def test_the_search_box_says_what_there_is_room_for(window: MainWindow) -> None:
    box = window.box
    keys = window.actions_by_key["search"].shortcut().toString()
    window.resize(1366, 732)
    settle_layouts()
    assert box.placeholderText().endswith(keys)
    window.resize(SMALLEST)
    settle_layouts()
    hint = box.placeholderText()
    assert hint
    assert not hint.endswith((keys, "…"))
    assert box.fontMetrics().horizontalAdvance(hint) < box.width() - 60


def test_long_menus_of_a_narrow_window_scroll(
    window: MainWindow, qtbot: QtBot, desktop: Desktop
) -> None:
    """In two columns they would be wider than the screen."""
    window.resize(SMALLEST)
    assert window.property("narrow") is True
    assert "menu-scrollable" in window.styleSheet()
    window.resize(1366, 732)
    assert window.property("narrow") is False
    assert window.property("low") is False
    qtbot.waitUntil(lambda: not desktop.tasks(window).busy, timeout=WAIT_MS)


def test_a_list_of_passages_that_was_empty_still_has_its_share(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.resize(1366, 732)
    theme(window, desktop, qtbot)
    settle_layouts()
    panel = window.sidebar.themes
    assert panel.entries.height() > 0.2 * panel.height()


def rows_in_view(cards: CardList) -> int:
    """How many cards of a list are seen as a whole."""
    place = cards.viewport().rect()
    rects = (cards.visualRect(cards.model().index(row, 0)) for row in range(cards.count()))
    return sum(place.contains(rect) for rect in rects)


def test_the_tool_bar_of_the_smallest_window_has_all_its_buttons(window: MainWindow) -> None:
    window.resize(SMALLEST)
    settle_layouts()
    toolbar = window.findChild(ToolBar, "toolbar")
    assert isinstance(toolbar, ToolBar)
    assert not toolbar.more.isVisible()
    assert all(button.isVisible() for button in toolbar.findChildren(QToolButton, "text_larger"))
    rest = toolbar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(rest, QToolButton)
    assert not rest.isVisible()


@pytest.mark.parametrize(("scene", "least"), [(texts, 3), (hits, 2), (theme, 1)])
def test_lists_of_the_smallest_window_show_several_rows(
    window: MainWindow, desktop: Desktop, qtbot: QtBot, scene: Scene, least: int
) -> None:
    side = window.sidebar
    lists: dict[Scene, CardList] = {
        texts: side.documents.list,
        hits: side.results.list,
        theme: side.themes.entries,
    }
    cards = lists[scene]
    window.resize(SIZES[2])
    scene(window, desktop, qtbot)
    window.resize(SMALLEST)
    settle_layouts()
    cards.scrollToTop()
    wanted = min(least, cards.count())
    qtbot.waitUntil(lambda: rows_in_view(cards) >= wanted, timeout=WAIT_MS)
