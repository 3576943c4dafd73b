"""The whole window over a real library."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.importers.model import ImportReport
from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.settings import Settings
from reader.ui.bookmark_dialog import BookmarkDialog
from reader.ui.import_report import ImportReportDialog
from reader.ui.panels import BOOKMARKS, RESULTS, THEMES
from reader.ui.reading.view import ReadingView
from reader.ui.session import Session
from reader.ui.window import MainWindow
from reader.workspace.model import SearchScope
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.reading.pages import marked as words_marked
from tests.ui.reading.pages import select_words, whole_text
from tests.ui.texts import DUTY

CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return desktop.window(open_library())


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What modal boxes said; questions are answered with yes."""
    said: list[str] = []

    def say(_parent: QWidget, _title: str, text: str, *_: object) -> QMessageBox.StandardButton:
        said.append(text)
        return QMessageBox.StandardButton.Yes

    for name in ("about", "warning", "question", "information", "critical"):
        monkeypatch.setattr(QMessageBox, name, say)
    return said


# How a user looks and acts


def named(window: MainWindow, kind: type, name: str) -> QWidget:
    found = window.findChild(kind, name)
    assert isinstance(found, QWidget)
    return found


def type_words(window: MainWindow, words: str) -> None:
    """As an input method hands them in."""
    box = window.findChild(QLineEdit, "search_box")
    assert isinstance(box, QLineEdit)
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, box, Qt.Key.Key_unknown, words, Qt.KeyboardModifier.NoModifier
    )


def rows(view: QListView) -> list[str]:
    model = view.model()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole))
        for row in range(model.rowCount())
    ]


def results(window: MainWindow) -> list[str]:
    return rows(window.sidebar.results.list)


def choose(view: QListView, words: str) -> None:
    """Choose the first row that holds these words."""
    row = next(number for number, text in enumerate(rows(view)) if words in text)
    view.setCurrentIndex(view.model().index(row, 0))


def items(tree: QTreeWidget) -> dict[str, QTreeWidgetItem]:
    found = {}
    iterator = QTreeWidgetItemIterator(tree)
    while iterator.value() is not None:
        found[iterator.value().text(0)] = iterator.value()
        iterator += 1
    return found


def title(window: MainWindow, pane: int) -> str | None:
    text = window.desk.panes[pane].text
    return None if text is None else text.record.metadata.title


def read_words(window: MainWindow, pane: int) -> str:
    passage = window.desk.panes[pane].view.current_passage()
    return "" if passage is None else passage.text


def marked(window: MainWindow, pane: int) -> set[str]:
    return set(words_marked(window.desk.panes[pane].view))


def body_size(page: ReadingView) -> int:
    """The size that the text is set in, in pixels."""
    assert page.page is not None
    return page.page.style.pixels


def trigger(window: MainWindow, key: str) -> None:
    window.actions_by_key[key].trigger()


def bookmarks(window: MainWindow) -> list[str]:
    return list(items(window.sidebar.bookmarks.tree))


def dialog(window: MainWindow, qtbot: QtBot) -> BookmarkDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(BookmarkDialog)), timeout=WAIT_MS)
    return window.findChildren(BookmarkDialog)[-1]


def document_of(window: MainWindow, words: str) -> str:
    records = window.shelf.records.values()
    return next(r.document for r in records if words in r.metadata.title)


# The first sight


def test_a_library_that_was_never_read_opens_its_first_texts(window: MainWindow) -> None:
    assert title(window, 0) == "值班室的一天"
    assert title(window, 1) == "下乡调研记"
    assert "library" in window.windowTitle()
    assert len(rows(window.sidebar.documents.list)) == 3
    totals = window.findChild(QLabel, "status_totals")
    assert isinstance(totals, QLabel)
    assert "3" in totals.text()


def test_an_empty_library_says_what_to_do(desktop: Desktop, open_library: OpenLibrary) -> None:
    window = desktop.window(open_library("new", empty=True))
    assert title(window, 0) is None
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any("导入" in text for text in labels)
    assert not window.actions_by_key["add_bookmark"].isEnabled()
    assert window.actions_by_key["import_files"].isEnabled()


# Search


def test_results_come_while_somebody_types(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    type_words(window, "值")
    type_words(window, "班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    assert window.sidebar.panel == RESULTS
    assert all("值班" in text for text in results(window))
    assert marked(window, 0) == {"值班"}
    for _ in range(2):
        QTest.keyClick(window.box, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not results(window))
    qtbot.waitUntil(lambda: not marked(window, 0))


def test_a_hit_is_shown_in_its_text(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    type_words(window, "院子")
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    choose(window.sidebar.results.list, "院子")
    desktop.settle(window)
    assert title(window, 0) == "下乡调研记"
    assert "院子" in read_words(window, 0)
    qtbot.waitUntil(lambda: "院子" in marked(window, 0))


def test_a_query_that_is_not_finished_is_no_fault(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.box.setText('"值班')
    qtbot.waitUntil(lambda: bool(results(window)), timeout=WAIT_MS)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    summary = window.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    qtbot.waitUntil(lambda: "引号" in summary.text(), timeout=WAIT_MS)
    assert results(window) == []


def test_words_that_are_not_there(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    window.box.setText("宇宙飞船")
    summary = window.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    qtbot.waitUntil(lambda: "宇宙飞船" in summary.text(), timeout=WAIT_MS)
    assert results(window) == []
    assert marked(window, 0) == set()


# Narrowing a search down


def facet(window: MainWindow, group: str, row: int) -> QTreeWidgetItem:
    found = items(window.sidebar.results.facets)[group].child(row)
    assert found is not None
    return found


def wait_for_facets(window: MainWindow, qtbot: QtBot) -> None:
    """They are counted after the hits, and laid out in a later event."""
    tree = window.sidebar.results.facets
    qtbot.waitUntil(lambda: not tree.empty and tree.viewport().height() > 40, timeout=WAIT_MS)


def click(tree: QTreeWidget, item: QTreeWidgetItem) -> None:
    tree.scrollToItem(item)
    place = tree.visualItemRect(item).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def restrictions(window: MainWindow) -> dict[str, QAbstractButton]:
    buttons = window.findChildren(QAbstractButton, "scope_restriction")
    return {b.accessibleName(): b for b in buttons if not b.isHidden()}


def totals(window: MainWindow) -> str:
    summary = window.findChild(QLabel, "search_summary")
    assert isinstance(summary, QLabel)
    return summary.text()


def test_a_facet_narrows_the_search_until_its_restriction_is_removed(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    everywhere = totals(window)
    window.sidebar.results.filter_button.click()
    qtbot.waitUntil(lambda: bool(rows(window.sidebar.results.matches)), timeout=WAIT_MS)
    desktop.settle(window)
    wait_for_facets(window, qtbot)
    assert facet(window, "文献", 1).text(0) == "下乡调研记"
    click(window.sidebar.results.facets, facet(window, "文献", 1))
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    assert totals(window) != everywhere
    assert list(restrictions(window)) == ["去掉这个限制：文献：下乡调研记"]
    restrictions(window)["去掉这个限制：文献：下乡调研记"].click()
    qtbot.waitUntil(lambda: totals(window) == everywhere, timeout=WAIT_MS)
    assert restrictions(window) == {}


def test_the_theme_and_the_document_at_hand_restrict_a_search(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    tree = window.sidebar.themes.tree
    tree.setCurrentItem(items(tree)["调查研究"])
    desktop.settle(window)
    assert title(window, window.desk.active.number) == "下乡调研记"
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.sidebar.results.scope_wanted.emit("document")
    window.sidebar.results.scope_wanted.emit("theme")
    desktop.settle(window)
    assert set(restrictions(window)) == {
        "去掉这个限制：文献：下乡调研记",
        "去掉这个限制：主题：调查研究",
    }


def test_in_these_results_is_searched_again(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    button = named(window, QToolButton, "search_scope")
    assert isinstance(button, QToolButton)
    next(a for a in button.menu().actions() if a.text() == "在这些结果中搜索").trigger()
    assert window.box.text() == ""
    assert window.box.hasFocus()
    type_words(window, "报告")
    qtbot.waitUntil(lambda: bool(results(window)), timeout=WAIT_MS)
    desktop.settle(window)
    assert {text.split("\n")[0] for text in results(window)} == {"值班室的一天"}
    assert list(restrictions(window)) == ["去掉这个限制：在“值班”的结果中"]


def test_another_library_is_searched_without_restrictions(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.finding.set_scope(SearchScope(documents=frozenset({document_of(window, "调研")})))
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    window.set_workspace(open_library("other"))
    window.shelf.load_index()
    desktop.settle(window)
    assert restrictions(window) == {}
    window.box.setText("报告")
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)


def test_the_nearest_wording_is_put_into_the_box(window: MainWindow, qtbot: QtBot) -> None:
    window.box.setText("先口头抱告")
    label = window.findChild(QLabel, "search_suggestions")
    assert isinstance(label, QLabel)
    qtbot.waitUntil(lambda: "先口头报告" in label.text(), timeout=WAIT_MS)
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_Tab)
    QTest.keyClick(label, Qt.Key.Key_Return)
    assert window.box.text() == "先口头报告"
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)


SUPERVISION = """督办手记

督查督办贵在较真：交办要登记，过程要催办，办完要回告。

督查不是挑毛病，督办也不是打电话，件件都要有着落。
"""


def test_a_theme_is_reached_by_the_initials_of_its_name(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = open_library()
    workspace.import_paths([write_texts(tmp_path / "in", {"supervision.txt": SUPERVISION})])
    window = desktop.window(workspace)
    type_words(window, "dcdb")
    names = window.sidebar.results.matches
    qtbot.waitUntil(lambda: bool(rows(names)), timeout=WAIT_MS)
    assert names.accessibleName() == "转到"
    choose(names, "督查督办")
    desktop.settle(window)
    assert window.sidebar.panel == THEMES
    entries = rows(window.sidebar.themes.entries)
    assert entries
    assert {text.split("\n")[0] for text in entries} == {"督办手记"}
    assert title(window, window.desk.active.number) == "督办手记"
    tree = window.sidebar.themes.tree
    chosen = tree.currentItem()
    assert chosen is not None
    assert chosen.text(0) == "督查督办"


def test_a_document_is_reached_by_its_name(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    type_words(window, "xxdyj")
    names = window.sidebar.results.matches
    qtbot.waitUntil(lambda: bool(rows(names)), timeout=WAIT_MS)
    choose(names, "下乡调研记")
    desktop.settle(window)
    assert title(window, 0) == "下乡调研记"


# Themes


def test_a_theme_lists_its_passages_and_shows_the_first(
    window: MainWindow, desktop: Desktop
) -> None:
    tree = window.sidebar.themes.tree
    found = items(tree)
    assert int(found["调查研究"].text(1)) >= 1
    tree.setCurrentItem(found["调查研究"])
    desktop.settle(window)
    assert window.sidebar.panel == THEMES
    entries = rows(window.sidebar.themes.entries)
    assert len(entries) == int(found["调查研究"].text(1))
    assert title(window, window.desk.active.number) == "下乡调研记"
    first = entries[0].split("\n")[1]
    assert first in read_words(window, window.desk.active.number)


def test_a_paragraph_names_its_themes(window: MainWindow, desktop: Desktop) -> None:
    labels = window.findChildren(QLabel, "pane_themes")
    window.desk.show(Passage(document_of(window, "调研"), 2, 0, 4), 1)
    desktop.settle(window)
    said = [label.accessibleName() for label in labels if isinstance(label, QLabel)]
    assert any("调查研究" in text for text in said)


# The way back


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
    trigger(window, "swap")
    desktop.settle(window)
    assert (title(window, 1), title(window, 0)) == before


def test_one_pane_or_two(window: MainWindow) -> None:
    split = named(window, QAbstractButton, "split")
    assert isinstance(split, QAbstractButton)
    split.toggle()
    assert [pane.isVisible() for pane in window.desk.panes] == [True, False]
    split.toggle()
    assert [pane.isVisible() for pane in window.desk.panes] == [True, True]


# Bookmarks


def test_a_bookmark_is_made_noted_and_removed_and_comes_back(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    view = window.desk.panes[0].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    desktop.settle(window)
    assert bookmarks(window) == ["先口头报告\n值班室的一天"]
    form.note.setPlainText("常有人忘")
    form.folder.setCurrentText("办事 / 报告")
    form.tags.setText("紧急、值班")
    form.close()
    desktop.settle(window)
    assert bookmarks(window) == ["办事", "报告", "先口头报告\n批注：常有人忘\n值班室的一天"]

    item = items(window.sidebar.bookmarks.tree)["先口头报告\n批注：常有人忘\n值班室的一天"]
    window.sidebar.bookmarks.tree.setCurrentItem(item)
    desktop.settle(window)
    QTest.keyClick(window.sidebar.bookmarks.tree, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert bookmarks(window) == []
    trigger(window, "undo")
    desktop.settle(window)
    assert bookmarks(window) == ["办事", "报告", "先口头报告\n批注：常有人忘\n值班室的一天"]


def test_a_bookmark_leads_to_its_words(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    view = window.desk.panes[0].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    dialog(window, qtbot).close()
    window.desk.open(document_of(window, "通知"), 0)
    desktop.settle(window)
    tree = window.sidebar.bookmarks.tree
    tree.setCurrentItem(items(tree)["先口头报告\n值班室的一天"])
    desktop.settle(window)
    assert title(window, 0) == "值班室的一天"
    assert "先口头报告" in read_words(window, 0)
    assert "先口头报告" in marked(window, 0)


def test_a_bookmark_is_edited_in_one_dialog(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    desktop.settle(window)
    item = items(window.sidebar.bookmarks.tree)[bookmarks(window)[0]]
    window.sidebar.bookmarks.edit_wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))
    assert window.findChildren(BookmarkDialog) == [form]


def test_a_note_survives_the_end_of_the_window(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    """However busy the program is: what was written is kept."""
    trigger(window, "add_bookmark")
    form = dialog(window, qtbot)
    form.note.setPlainText("写到一半")
    gate = threading.Event()
    for _ in range(8):
        desktop.tasks(window).run(lambda _job: gate.wait(WAIT_MS), _nothing, _nothing)
    threading.Timer(0.05, gate.set).start()
    desktop.close(window)
    kept = open_library().bookmarks()
    assert [bookmark.annotation.note for bookmark in kept] == ["写到一半"]


def _nothing(_: object) -> None:
    pass


# The session


def test_another_window_comes_back_to_the_same_place(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    writing = document_of(window, "通知")
    window.desk.show(Passage(writing, 5, 0, 2), 1)
    desktop.settle(window)
    window.sidebar.themes.tree.setCurrentItem(items(window.sidebar.themes.tree)["调查研究"])
    desktop.settle(window)
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.sidebar.show_panel(BOOKMARKS)
    window.sidebar.documents.set_order("title")
    trigger(window, "split")
    desktop.settle(window)
    before = window.keeping.session()
    desktop.close(window)

    again = desktop.window(open_library())
    after = again.keeping.session()
    assert replace(after, geometry="", sidebar_width=0) == replace(
        before, geometry="", sidebar_width=0
    )
    assert len(results(again)) == 4
    assert rows(again.sidebar.themes.entries)
    assert again.sidebar.panel == BOOKMARKS


def test_a_window_that_is_closed_at_once_keeps_the_session(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.desk.open(document_of(window, "通知"), 0)
    desktop.settle(window)
    desktop.close(window)
    workspace = open_library()
    hasty = desktop.window(workspace)
    hasty.desk.reload()
    desktop.close(hasty)
    kept = Session.from_json(open_library().load_session())
    assert kept.panes[0].document is not None
    last = desktop.window(open_library())
    assert title(last, 0) == "怎样写好一份通知"


def test_a_session_from_a_damaged_file_opens_a_window(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    workspace = open_library()
    document = workspace.documents()[0].document
    huge = 10**30
    pane = {"document": document, "paragraph": huge, "offset": -huge}
    workspace.save_session(
        {"panes": [pane, pane], "sidebar_width": huge, "geometry": "???", "theme": "没有的主题"}
    )
    window = desktop.window(workspace)
    assert title(window, 0) is not None


# Palettes and text size


def test_a_palette_is_applied_at_once_and_kept(window: MainWindow, qtbot: QtBot) -> None:
    page = window.desk.panes[0].view
    light = page.canvas.grab().toImage().pixelColor(5, 5)
    with qtbot.waitSignal(window.settings_changed) as kept:
        window.actions_by_key["dark"].setChecked(True)
    assert kept.args == [Settings(palette="dark")]
    dark = page.canvas.grab().toImage().pixelColor(5, 5)
    assert dark.lightness() < 100 < light.lightness()
    assert QApplication.palette().window().color().lightness() < 100
    window.actions_by_key["light"].setChecked(True)
    assert page.canvas.grab().toImage().pixelColor(5, 5) == light


def test_a_palette_recolours_the_search_panel(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.sidebar.results.filter_button.setChecked(True)
    wait_for_facets(window, qtbot)
    counts = {facet(window, "文献", 0).foreground(1).color().name()}
    icons = [button_colours(window, "search_filter")]
    lists = [background(window.sidebar.results.facets)]
    window.actions_by_key["dark"].setChecked(True)
    counts.add(facet(window, "文献", 0).foreground(1).color().name())
    icons.append(button_colours(window, "search_filter"))
    lists.append(background(window.sidebar.results.facets))
    assert len(counts) == 2
    assert icons[0] != icons[1]
    assert lists[0] > 150 > 100 > lists[1]


def button_colours(window: MainWindow, name: str) -> QImage:
    button = named(window, QToolButton, name)
    assert isinstance(button, QToolButton)
    return button.icon().pixmap(16, 16).toImage()


def background(tree: QTreeWidget) -> int:
    image = tree.viewport().grab().toImage()
    return image.pixelColor(image.width() - 3, 2).lightness()


def test_text_size_changes_at_once_within_its_bounds(window: MainWindow, qtbot: QtBot) -> None:
    page = window.desk.panes[0].view
    told: list[Settings] = []
    window.settings_changed.connect(told.append)
    for _ in range(50):
        trigger(window, "larger")
    largest = told[-1].text_size
    assert body_size(page) == largest
    for _ in range(50):
        trigger(window, "smaller")
    assert body_size(page) == told[-1].text_size < largest
    trigger(window, "normal_size")
    assert body_size(page) == Settings().text_size
    assert title(window, 0) == "值班室的一天"


def test_a_window_starts_in_the_palette_that_was_kept(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    window = desktop.window(open_library(), Settings(palette="sepia", text_size=24))
    assert window.actions_by_key["sepia"].isChecked()
    page = window.desk.panes[0].view
    assert body_size(page) == 24


# Libraries


def test_another_library_takes_the_place_of_the_first(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    tree = window.sidebar.themes.tree
    tree.setCurrentItem(items(tree)["调查研究"])
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    first = window.workspace
    assert first is not None

    other = open_library("other", empty=True)
    window.set_workspace(other)
    window.shelf.load_index()
    desktop.settle(window)
    assert rows(window.sidebar.documents.list) == []
    assert results(window) == []
    assert rows(window.sidebar.themes.entries) == []
    assert window.box.text() == ""
    assert (title(window, 0), title(window, 1)) == (None, None)
    assert set(items(window.sidebar.contents.tree)) == {"打开一篇文献，这里就是它的目录"}
    assert not window.actions_by_key["back"].isEnabled()
    assert "other" in window.windowTitle()

    window.set_workspace(open_library())
    window.shelf.load_index()
    desktop.settle(window)
    assert window.box.text() == "值班"
    assert len(results(window)) == 4
    assert rows(window.sidebar.themes.entries)


def test_what_the_old_library_still_works_on_is_dropped(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    """Everything at once is under way when the library changes; nothing of it arrives."""
    window.box.setText("值班")
    window.finding.repeat()
    window.shelf.refresh()
    window.theming.choose("staff.research")
    window.bookmarking.refresh()
    window.desk.show(Passage(document_of(window, "通知"), 1, 0, 2), 0)
    window.set_workspace(open_library("other", empty=True))
    desktop.settle(window)
    qtbot.wait(100)
    desktop.settle(window)
    assert rows(window.sidebar.documents.list) == []
    assert results(window) == []
    assert rows(window.sidebar.themes.entries) == []
    assert title(window, 0) is None
    text = window.findChild(QLabel, "status_text")
    assert isinstance(text, QLabel)
    assert "关闭" not in text.text()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_folder(desktop: Desktop, open_library: OpenLibrary, tmp_path: Path) -> None:
    open_library().close()
    folder = tmp_path / "library"
    folder.chmod(0o555)
    (folder / "library.db").chmod(0o444)
    try:
        check_read_only(desktop.window(open_library()))
    finally:
        folder.chmod(0o755)


def test_a_read_only_library_takes_no_imports(desktop: Desktop, open_library: OpenLibrary) -> None:
    workspace = open_library()
    workspace.read_only = True
    check_read_only(desktop.window(workspace))


def check_read_only(window: MainWindow) -> None:
    assert "只读" in window.windowTitle()
    for key in ("import_files", "import_folder"):
        assert not window.actions_by_key[key].isEnabled()
    assert not drag(window, Path("x.txt")).isAccepted()
    assert title(window, 0) == "值班室的一天"


# Imports


def drag(window: MainWindow, path: Path) -> QDragEnterEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    window.dragEnterEvent(event)
    return event


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_dropped_files_are_imported_reported_and_opened(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    window = desktop.window(open_library("new", empty=True))
    source = write_texts(tmp_path / "in", {"a.txt": DUTY}) / "a.txt"
    assert drag(window, source).isAccepted()
    drop(window, source)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportReportDialog)), timeout=WAIT_MS)
    desktop.settle(window)
    report = window.findChildren(ImportReportDialog)[0]
    assert report.rows.model().index(0, 0).data() == "a.txt"
    assert title(window, 0) == "值班室的一天"
    assert len(rows(window.sidebar.documents.list)) == 1
    window.box.setText("口头")
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)


def test_a_text_that_changed_is_shown_anew_at_its_place(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    window = desktop.window(open_library("new", empty=True))
    folder = write_texts(tmp_path / "in", {"a.txt": DUTY})
    finished: list[ImportReport] = []
    window.importing.finished.connect(finished.append)
    window.importing.start([folder], quiet=True)
    qtbot.waitUntil(lambda: len(finished) == 1, timeout=WAIT_MS)
    desktop.settle(window)
    (folder / "a.txt").write_text(DUTY + "\n新添的一段话在最后。\n", "utf-8")
    window.importing.start([folder], quiet=True)
    qtbot.waitUntil(lambda: len(finished) == 2, timeout=WAIT_MS)
    desktop.settle(window)
    assert "新添的一段话" in whole_text(window.desk.panes[0].view)
    assert title(window, 0) == "值班室的一天"


def test_removal_empties_the_panes(window: MainWindow, desktop: Desktop) -> None:
    shown = window.desk.panes[1].document
    assert shown is not None
    window.sidebar.documents.select(shown)
    QTest.keyClick(window.sidebar.documents.list, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert title(window, 1) is None
    assert len(rows(window.sidebar.documents.list)) == 2


# The end


@pytest.mark.parametrize("busy_with", ["import", "search", "library"])
def test_a_window_may_be_closed_in_the_middle(
    desktop: Desktop,
    open_library: OpenLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    busy_with: str,
) -> None:
    """Nothing may be left, and nothing may reach the handler of bugs."""
    bugs: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *bug: bugs.append(bug))
    window = desktop.window(open_library())
    if busy_with == "import":
        many = {f"{n}.txt": f"第{n}篇\n\n这是第{n}篇短文。\n" for n in range(40)}
        window.importing.start([write_texts(tmp_path / "many", many)])
    elif busy_with == "search":
        window.box.setText("值班")
        window.finding.repeat()
        window.shelf.refresh()
    else:
        window.finding.set_query("值班")
        window.set_workspace(open_library("other"))
    desktop.close(window)
    assert bugs == []


# English


def test_an_english_window_has_no_chinese(desktop: Desktop, open_library: OpenLibrary) -> None:
    window = desktop.window(open_library("new", empty=True), tr=Translator("en", TRANSLATIONS))
    words = set(words_of(window))
    assert {"Import Files…", "Back", "Search box", "Left text"} <= words
    assert {text for text in words if CHINESE.search(text)} == set()


def words_of(window: MainWindow) -> Iterator[str]:
    """All words that a person sees or hears of a window without texts, menus included."""
    yield window.windowTitle()
    for action in window.findChildren(QAction):
        yield action.text()
        yield action.toolTip()
    for widget in window.findChildren(QWidget):
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.toolTip()
        for kind, words in VISIBLE.items():
            if isinstance(widget, kind):
                yield words(widget)
    for panel in window.sidebar.panels:
        yield from (label.text() for label in panel.findChildren(QLabel))


VISIBLE: dict[type[QWidget], Callable[[QWidget], str]] = {
    QLabel: lambda w: w.text() if isinstance(w, QLabel) else "",
    QAbstractButton: lambda w: w.text() if isinstance(w, QAbstractButton) else "",
    QLineEdit: lambda w: w.placeholderText() if isinstance(w, QLineEdit) else "",
}


# History


def test_where_somebody_goes_is_kept_in_the_personal_data(
    window: MainWindow, desktop: Desktop
) -> None:
    workspace = window.workspace
    assert workspace is not None
    record = workspace.documents()[0]
    text = workspace.read(record.document).paragraphs[1].text
    passage = Passage(record.document, 2, 0, len(text), text)
    window.desk.show(passage)
    desktop.settle(window)
    visits = workspace.recent_visits()
    assert [(visit.passage, visit.title) for visit in visits] == [(passage, record.metadata.title)]


def test_a_removed_document_comes_back_where_it_was(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    duty = document_of(window, "值班")
    window.desk.open(duty, 1)
    desktop.settle(window)
    view = window.desk.panes[1].view
    select_words(view, "先口头报告")
    trigger(window, "add_bookmark")
    dialog(window, qtbot).close()
    desktop.settle(window)
    marked = bookmarks(window)
    window.sidebar.documents.select(duty)
    QTest.keyClick(window.sidebar.documents.list, Qt.Key.Key_Delete)
    desktop.settle(window)
    assert duty not in {pane.document for pane in window.desk.panes}
    assert window.sidebar.documents.list.count() == 2
    assert window.actions_by_key["undo"].text() == "撤销：移出《值班室的一天》"
    offer = window.status.findChild(QPushButton, "status_offer")
    assert offer is not None
    assert offer.text() == "撤销"
    offer.click()
    desktop.settle(window)
    assert window.desk.panes[1].document == duty
    assert window.sidebar.documents.list.count() == 3
    assert bookmarks(window) == marked
    assert window.actions_by_key["undo"].text() == "撤销"
    assert not window.actions_by_key["undo"].isEnabled()
    assert window.actions_by_key["redo"].text() == "重做：移出《值班室的一天》"


def test_nothing_is_undone_in_another_library(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    window.shelf.remove((document_of(window, "值班"),))
    desktop.settle(window)
    assert window.actions_by_key["undo"].isEnabled()
    window.set_workspace(open_library("other"))
    desktop.settle(window)
    assert not window.actions_by_key["undo"].isEnabled()
