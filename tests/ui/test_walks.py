"""Long random walks through the window, against a list of where each jump left from.

Whatever jumps were made, by whatever way, in whichever pane: going back through all of them and
forward again passes exactly the places that were left, with pane, text, scroll position, panel
and what was chosen in it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui import panels
from reader.ui.cards import CardList
from reader.ui.reading.places import Spot
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

FILLER = "这一段是填充的闲话，说说天气和院子里的树，为的是让这一页长到可以滚动。\n\n"
JUMPS = 25


def _long(title: str, theme: str) -> str:
    parts = (
        f"## {mark}、{theme}第{mark}节\n\n{theme}要有回音，值班电话要有人接。\n\n{FILLER * 9}"
        for mark in "一二三四五六"
    )
    return f"# {title}\n\n{FILLER * 4}{''.join(parts)}"


TEXTS = {"a.md": _long("甲篇", "督查督办"), "b.md": _long("乙篇", "会议组织")}


@dataclass(frozen=True)
class Seen:
    """All that a jump must bring back."""

    pane: int
    document: str | None
    spot: Spot
    panel: int
    chosen: object


class Walk:
    """One window, and the ways to move in it."""

    def __init__(
        self, window: MainWindow, desktop: Desktop, library: Workspace, bot: QtBot
    ) -> None:
        self._bot = bot
        self._window = window
        self._desktop = desktop
        self._documents = [record.document for record in library.documents()]
        self._themes = [c.theme.id for c in library.themes.counts() if c.entries > 1]

    def seen(self) -> Seen:
        desk = self._window.desk
        spot = desk.active.spot()
        return Seen(desk.active.number, desk.active.document, spot, *self._window.choices.now())

    def seen_in(self, pane: int) -> Seen:
        """What would be seen after turning to a pane."""
        desk = self._window.desk
        active = desk.active.number
        desk.activate(pane)
        self.settle()
        seen = self.seen()
        desk.activate(active)
        self.settle()
        return seen

    # Ways that leave a place behind; False where the place was in view already

    def open(self, chance: random.Random) -> bool:
        desk, document = self._window.desk, chance.choice(self._documents)
        pane = chance.choice((0, 1))
        there = desk.panes[pane].document == document
        if not there:
            self._window.sidebar.show_panel(panels.DOCUMENTS)
        desk.open(document, pane)
        return not there

    def section(self, chance: random.Random) -> bool:
        self._window.sidebar.show_panel(panels.CONTENTS)
        tree = self._window.sidebar.contents.tree
        top = tree.topLevelItem(0)
        assert top is not None
        row = chance.randrange(-1, top.childCount())
        item = top if row < 0 else top.child(row)
        assert item is not None
        tree.setCurrentItem(item)
        tree.itemClicked.emit(item, 0)
        return True

    def hit(self, chance: random.Random) -> bool:
        self._window.sidebar.show_panel(panels.RESULTS)
        choose(self._window.sidebar.results.list, chance)
        return True

    def theme(self, chance: random.Random) -> bool:
        self._window.theming.choose(chance.choice(self._themes))
        return True

    def entry(self, chance: random.Random) -> bool:
        entries = self._window.sidebar.themes.entries
        if not entries.count():
            return False
        self._window.sidebar.show_panel(panels.THEMES)
        choose(entries, chance)
        return True

    def bookmark(self, chance: random.Random) -> bool:
        self._window.sidebar.show_panel(panels.BOOKMARKS)
        tree = self._window.sidebar.bookmarks.tree
        item = tree.topLevelItem(chance.randrange(tree.topLevelItemCount()))
        assert item is not None
        tree.setCurrentItem(item)
        tree.itemClicked.emit(item, 0)
        return True

    # Moves within a place

    def scroll(self, chance: random.Random) -> None:
        view = self._window.desk.active.view
        with self._bot.waitSignal(view.scrolled, timeout=WAIT_MS):
            view.scroll_by(chance.randrange(-900, 900))

    def other_pane(self, _chance: random.Random) -> None:
        self._window.desk.activate(1 - self._window.desk.active.number)

    def steps(self, key: str) -> Iterator[None]:
        """Go that way as far as it leads."""
        while self._window.actions_by_key[key].isEnabled():
            self._window.actions_by_key[key].trigger()
            self.settle()
            yield

    def settle(self) -> None:
        self._desktop.settle(self._window)


def choose(cards: CardList, chance: random.Random) -> None:
    """Click on a card, be it chosen already or not."""
    index = cards.model().index(chance.randrange(cards.count()), 0)
    cards.scrollTo(index)
    place = cards.visualRect(index).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def walk(desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot) -> Walk:
    library = open_library("walks", contents=TEXTS)
    for record in library.documents():
        for paragraph in library.read(record.document).paragraphs[8:60:16]:
            words = paragraph.text
            passage = Passage(record.document, paragraph.number, 0, len(words), words)
            library.bookmarks.add(passage)
    window = desktop.window(library)
    window.box.setText("值班")
    hits, marks = window.sidebar.results.list, window.sidebar.bookmarks.tree
    qtbot.waitUntil(lambda: hits.count() > 5 and marks.topLevelItemCount() > 5, timeout=WAIT_MS)
    window.sidebar.show_panel(panels.DOCUMENTS)
    desktop.settle(window)
    return Walk(window, desktop, library, qtbot)


@pytest.mark.parametrize("seed", range(6))
def test_back_and_forward_pass_what_was_left(walk: Walk, seed: int) -> None:
    chance = random.Random(seed)
    jumps: list[Callable[[random.Random], bool]] = [
        *(walk.open, walk.section, walk.hit, walk.theme, walk.entry, walk.bookmark)
    ]
    moves = [walk.scroll, walk.scroll, walk.other_pane]
    left: list[Seen] = []
    arrived: Seen | None = None
    for _ in range(JUMPS):
        for move in chance.choices(moves, k=chance.randrange(3)):
            move(chance)
            walk.settle()
        before = walk.seen()
        last = arrived or before
        turned = (before.pane, before.document) != (last.pane, last.document)
        beside = walk.seen_in(last.pane)
        if not chance.choice(jumps)(chance):
            continue
        walk.settle()
        arrived = walk.seen()
        if turned:
            left += (beside, before)
        elif arrived != replace(last, spot=arrived.spot):
            left.append(before)
    ends = walk.seen()
    assert arrived is not None
    if (ends.pane, ends.document) != (arrived.pane, arrived.document):
        left.append(walk.seen_in(arrived.pane))
    back = [walk.seen() for _ in walk.steps("back")]
    forward = [walk.seen() for _ in walk.steps("forward")]
    assert back == left[::-1]
    assert forward == [*left[1:], ends]
