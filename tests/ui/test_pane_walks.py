"""Long random walks over the two panes: whatever was done, in whatever order, some things hold.

- At least one pane is shown, and the active one is.
- The keyboard is never in a hidden pane.
- A pane without a text names none; one with a text names that, and has it first in its list.
- What follows is marked in both pages or in none, and only where both are there and tied.
- Differences are marked only of the texts that are shown, and only while they are compared.
- What the actions say is what is so.
- The session that is kept, also without closing the window, brings the same window back.
"""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.ui.linking import LINK
from reader.ui.pane import Pane
from reader.ui.session import Session
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

STEPS = 45
FILLER = "这一段是填充的闲话，说说天气和院子里的树，为的是让这一页长到可以滚动。\n\n"


def _long(title: str, change: str) -> str:
    parts = (
        f"## {mark}、督查督办第{mark}节\n\n督查督办要{change}，值班电话要有人接。\n\n{FILLER * 6}"
        for mark in "一二三四"
    )
    return f"# {title}\n\n{FILLER * 2}{''.join(parts)}"


TEXTS = {
    "a.md": _long("甲篇", "有回音"),
    "b.md": _long("乙篇", "有结果"),
    "c.md": "# 丙篇\n\n山高水长，云淡风轻。\n",
    "d.md": _long("丁篇", "有回音").replace("有人接。", "有人接。\n\n", 1),
}
TOGGLED = (
    *("split", "split", "maximise_pane", "link_panes", "compare_panes", "sidebar"),
    *("link_theme", "link_heading", "link_position", "link_wording"),
)
TRIGGERED = (
    *("swap", "swap", "other_pane", "back", "forward", "close_document", "reopen_document"),
    *("next_document", "next_change", "previous_change", "next_of_theme"),
)


class PaneWalk:
    """One window after the other on the same library, and what is done in them."""

    def __init__(self, desktop: Desktop, open_library: OpenLibrary, bot: QtBot) -> None:
        self._desktop = desktop
        self._open_library = open_library
        self._bot = bot
        self.window = self._begin()

    def _begin(self) -> MainWindow:
        self._library = self._open_library("pane walks")
        self._documents = [record.document for record in self._library.documents()]
        return self._desktop.window(self._library)

    def act(self, chance: random.Random) -> str:
        """Do something; what it was, for whoever reads of a failure."""
        ways: list[Callable[[random.Random], str]] = [
            *(self._open, self._open, self._toggle, self._toggle, self._toggle),
            *(self._trigger, self._trigger, self._trigger, self._close, self._scroll),
            *(self._maximise, self._come_again),
        ]
        if chance.randrange(25) == 0:
            return self._restart(chance)
        done = chance.choice(ways)(chance)
        self.settle()
        return done

    def settle(self) -> None:
        """Let all that was begun come to its end."""
        for _ in range(2):
            QApplication.processEvents()
            self._desktop.settle(self.window)

    def _open(self, chance: random.Random) -> str:
        document, pane = chance.choice(self._documents), chance.choice((-1, 0, 1))
        self.window.desk.open(document, pane)
        return f"open {self._documents.index(document)} in {pane}"

    def _toggle(self, chance: random.Random) -> str:
        return self._trigger(chance, TOGGLED)

    def _trigger(self, chance: random.Random, keys: tuple[str, ...] = TRIGGERED) -> str:
        key = chance.choice(keys)
        self.window.actions_by_key[key].trigger()
        if key == "next_document":
            self.settle()
            # The key is let go.
            self.window.opened.settle()
        return key

    def _close(self, chance: random.Random) -> str:
        shown = [pane for pane in self.window.desk.panes if pane.isVisible()]
        if len(shown) < 2:
            return "nothing"
        pane = chance.choice(shown)
        pane.header.closed.emit()
        return f"close pane {pane.number}"

    def _maximise(self, chance: random.Random) -> str:
        pane = chance.choice([pane for pane in self.window.desk.panes if pane.isVisible()])
        pane.header.maximise_wanted.emit()
        return f"maximise pane {pane.number}"

    def _scroll(self, chance: random.Random) -> str:
        self.window.desk.active.view.scroll_by(by := chance.randrange(-600, 600))
        return f"scroll {by}"

    def _come_again(self, _chance: random.Random) -> str:
        """Removed by somebody else, and brought back by an undo."""
        document = self.window.desk.active.document
        if document is None:
            return "nothing"
        shown = self.window.desk.active.number
        self.window.shelf.remove([document])
        self.settle()
        self.holds("removed")
        self.window.actions_by_key["undo"].trigger()
        self.settle()
        assert self.window.desk.panes[shown].document == document
        return "removed and brought back"

    def _restart(self, _chance: random.Random) -> str:
        window = self.window
        kept = self._library.load_session
        self._bot.waitUntil(
            lambda: Session.from_json(kept()) == window.keeping.session(), timeout=WAIT_MS
        )
        before = window.keeping.session()
        self._desktop.close(window)
        self.window = self._begin()
        self.settle()
        after = self.window.keeping.session()
        # Of these the screen has the last word, or tests of their own.
        after = replace(after, geometry="", sidebar_width=0, way="")
        assert after == replace(before, geometry="", sidebar_width=0, way="")
        return "restart"

    # What holds

    def holds(self, after: str) -> None:
        """Check all that must be so at any time."""
        window, desk = self.window, self.window.desk
        assert desk.active.isVisible(), after
        focus = QApplication.focusWidget()
        assert focus is None or focus.isVisible(), after
        for pane in desk.panes:
            self._holds_in(pane, after)
        both = desk.split and all(pane.text is not None for pane in desk.panes)
        marks = [any(m.kind == LINK for m in pane.view.margin_marks) for pane in desk.panes]
        assert marks[0] == marks[1], after
        assert not marks[0] or (both and window.linking.on), after
        comparing = window.comparing
        assert not comparing.on or desk.split or window.maximising.on, after
        if comparing.found is not None:
            assert comparing.on, after
            assert comparing.found.texts == tuple(pane.text for pane in desk.panes), after
        states = {
            "split": desk.split,
            "link_panes": window.linking.on,
            "compare_panes": comparing.on,
            "maximise_pane": window.maximising.on,
            f"link_{window.linking.kind.value}": True,
        }
        for key, state in states.items():
            assert window.actions_by_key[key].isChecked() == state, (after, key)
        assert not (window.maximising.on and desk.split), after

    def _holds_in(self, pane: Pane, after: str) -> None:
        title = pane.header.findChild(QLabel, "pane_title")
        assert isinstance(title, QLabel)
        if pane.text is None:
            assert title.accessibleName() in ("", "没有打开文献"), after
        else:
            named = pane.text.record.metadata.title
            assert title.accessibleName() == named, after
            assert self.window.opened.lists[pane.number][0] == pane.document, after
        tinted = pane.text is not None and any(
            pane.view.marking.tints(paragraph) for paragraph in pane.text.paragraphs
        )
        found = self.window.comparing.found
        assert not tinted or found is not None, after


@pytest.mark.parametrize("seed", range(5))
def test_what_holds_of_the_panes_holds_whatever_is_done(
    seed: int, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    open_library("pane walks", contents=TEXTS).close()
    walk = PaneWalk(desktop, open_library, qtbot)
    chance, done = random.Random(seed), []
    walk.holds("the beginning")
    for _ in range(STEPS):
        done.append(walk.act(chance))
        walk.holds(" › ".join(done))
