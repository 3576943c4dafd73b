"""The way back after a document was imported anew; a passage lights up in a text just opened."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.importers.model import ImportReport
from reader.ui.reading.places import Place, Selection
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts

SHORT = "另一篇短文\n\n只有一段话，用来离开一会儿。\n"


def long_text(extra: int = 0) -> str:
    lines = ["# 值班记录"]
    lines += [f"新添的第{n}段：这一段是后来补写的，说明有关情况。" for n in range(extra)]
    lines += [f"第{n}件事：{n * 37 % 101}号来电，由值班员{n}记下并报告。" for n in range(1, 121)]
    return "\n\n".join(lines) + "\n"


class Shelf:
    """A window on a folder whose texts change."""

    def __init__(self, window: MainWindow, desktop: Desktop, folder: Path, bot: QtBot) -> None:
        self.window, self.desktop, self.folder, self._bot = window, desktop, folder, bot
        self._finished: list[ImportReport] = []
        window.importing.finished.connect(self._finished.append)
        self.read()

    def read(self) -> None:
        """Import the folder, again."""
        before = len(self._finished)
        self.window.importing.start([self.folder], quiet=True)
        self._bot.waitUntil(lambda: len(self._finished) > before, timeout=WAIT_MS)
        self.desktop.settle(self.window)

    def change(self, extra: int) -> None:
        """Put paragraphs before all others."""
        (self.folder / "a.md").write_text(long_text(extra), "utf-8")
        self.read()

    def document(self, title: str) -> str:
        """The id of a document."""
        workspace = self.window.workspace
        assert workspace is not None
        (found,) = (r for r in workspace.documents() if title in r.metadata.title)
        return found.document

    def show(self, words: str) -> Passage:
        """Go to a paragraph by its words."""
        workspace = self.window.workspace
        assert workspace is not None
        document = self.document("值班")
        text = workspace.read(document)
        (number,) = (p.number for p in text.paragraphs if p.text.startswith(words))
        passage = Passage(document, number, 0, len(words), words)
        self.window.desk.show(passage)
        self.desktop.settle(self.window)
        return passage

    def go(self, key: str) -> None:
        """Back or forward."""
        self.window.actions_by_key[key].trigger()
        self.desktop.settle(self.window)

    def in_view(self) -> str:
        """The words of the paragraphs in view."""
        page = self.window.desk.active.view.page
        assert page is not None
        return "\n".join(placed.paragraph.text for placed in page.placed())


@pytest.fixture
def shelf(desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot) -> Shelf:
    folder = write_texts(tmp_path / "in", {"a.md": long_text(), "b.txt": SHORT})
    window = desktop.window(open_library("again", empty=True))
    return Shelf(window, desktop, folder, qtbot)


def test_back_finds_its_words_in_a_text_that_changed_meanwhile(shelf: Shelf) -> None:
    shelf.show("第40件事")
    shelf.show("第90件事")
    shelf.change(extra=30)
    assert "第90件事" in shelf.in_view()
    shelf.go("back")
    assert "第40件事" in shelf.in_view()
    shelf.go("forward")
    assert "第90件事" in shelf.in_view()


def test_back_into_a_text_that_changed_while_it_was_closed(shelf: Shelf) -> None:
    shelf.show("第60件事")
    shelf.window.desk.open(shelf.document("另一篇"))
    shelf.desktop.settle(shelf.window)
    shelf.change(extra=25)
    shelf.go("back")
    assert "第60件事" in shelf.in_view()


def test_the_selection_is_found_again_too(shelf: Shelf) -> None:
    passage = shelf.show("第40件事")
    view = shelf.window.desk.active.view
    view.select(Selection(Place(passage.paragraph, 2), Place(passage.paragraph, 9)))
    words = view.selected_text
    shelf.show("第90件事")
    shelf.change(extra=7)
    shelf.go("back")
    assert view.selected_text == words
    assert view.selection is not None
    assert view.selection.start.paragraph == passage.paragraph + 7


def test_words_that_are_gone_leave_somebody_nearby(shelf: Shelf) -> None:
    shelf.show("第40件事")
    shelf.show("第90件事")
    (shelf.folder / "a.md").write_text("# 值班记录\n\n全都重写了，只剩这一段。\n", "utf-8")
    shelf.read()
    shelf.go("back")
    assert "全都重写了" in shelf.in_view()


def test_a_passage_lights_up_in_a_text_that_was_not_open(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.window.desk.open(shelf.document("另一篇"))
    shelf.desktop.settle(shelf.window)
    view = shelf.window.desk.active.view
    with qtbot.waitSignal(view.painted):
        passage = shelf.show("第77件事")
    assert view.marking.flash == passage
    assert "第77件事" in shelf.in_view()
    qtbot.waitUntil(lambda: view.marking.flash is None, timeout=WAIT_MS)


def test_a_bookmark_lights_up_in_a_text_that_was_not_open(shelf: Shelf, qtbot: QtBot) -> None:
    shelf.show("第77件事")
    shelf.window.actions_by_key["add_bookmark"].trigger()
    shelf.desktop.settle(shelf.window)
    shelf.window.desk.open(shelf.document("另一篇"))
    shelf.desktop.settle(shelf.window)
    view = shelf.window.desk.active.view
    qtbot.waitUntil(lambda: view.marking.flash is None, timeout=WAIT_MS)
    tree = shelf.window.sidebar.bookmarks.tree
    qtbot.waitUntil(lambda: tree.model().rowCount() > 0, timeout=WAIT_MS)
    tree.setCurrentIndex(tree.model().index(0, 0))
    shelf.desktop.settle(shelf.window)
    assert view.marking.flash is not None
    assert "第77件事" in shelf.in_view()
