"""The panes of the whole window: going back and forth, changing places."""

from PySide6.QtWidgets import QAbstractButton

from reader.documents.model import Passage
from reader.ui.panels import BOOKMARKS
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop
from tests.ui.window.acting import document_of, named, title, trigger


def test_back_and_forward_restore_document_pane_and_place(
    window: MainWindow, desktop: Desktop
) -> None:
    duty, writing = document_of(window, "值班"), document_of(window, "通知")
    last = window.desk.panes[0].text
    assert last is not None
    end = last.paragraphs[-1]
    window.desk.show(Passage(duty, end.number, 0, 2), 0)
    window.desk.show(Passage(writing, 2, 0, 2), 1)
    desktop.settle(window)
    window.sidebar.show_panel(BOOKMARKS)
    window.desk.show(Passage(writing, 3, 0, 2), 0)
    desktop.settle(window)
    assert (title(window, 0), title(window, 1)) == ("怎样写好一份通知", "怎样写好一份通知")

    trigger(window, "back")
    desktop.settle(window)
    assert window.desk.active.number == 1
    trigger(window, "back")
    desktop.settle(window)
    assert window.desk.active.number == 0
    assert title(window, 0) == "值班室的一天"
    assert window.sidebar.panel != BOOKMARKS

    trigger(window, "forward")
    trigger(window, "forward")
    desktop.settle(window)
    assert window.desk.active.number == 0
    assert title(window, 0) == "怎样写好一份通知"
    assert window.sidebar.panel == BOOKMARKS
    assert not window.actions_by_key["forward"].isEnabled()


def test_the_last_of_two_hasty_choices_is_shown(window: MainWindow, desktop: Desktop) -> None:
    duty, writing = document_of(window, "值班"), document_of(window, "通知")
    window.desk.show(Passage(writing, 1, 0, 2), 0)
    window.desk.show(Passage(duty, 1, 0, 2), 0)
    desktop.settle(window)
    assert title(window, 0) == "值班室的一天"
    window.desk.show(Passage(duty, 1, 0, 2), 0)
    window.desk.show(Passage(writing, 1, 0, 2), 0)
    desktop.settle(window)
    assert title(window, 0) == "怎样写好一份通知"


def test_panes_change_places(window: MainWindow, desktop: Desktop) -> None:
    before = title(window, 0), title(window, 1)
    window.desk.activate(0)
    trigger(window, "swap")
    desktop.settle(window)
    assert (title(window, 1), title(window, 0)) == before
    assert window.desk.active.number == 1, "who reads goes with their text"


def test_one_pane_or_two(window: MainWindow) -> None:
    split = named(window, QAbstractButton, "split")
    assert isinstance(split, QAbstractButton)
    split.toggle()
    assert [pane.isVisible() for pane in window.desk.panes] == [True, False]
    split.toggle()
    assert [pane.isVisible() for pane in window.desk.panes] == [True, True]
