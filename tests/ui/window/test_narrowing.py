"""Narrowing a search down in the whole window."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow
from reader.workspace.model import SearchScope
from tests.ui import texts
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts
from tests.ui.window.acting import (
    click,
    document_of,
    facet,
    items,
    named,
    results,
    rows,
    title,
    type_words,
    wait_for_facets,
)


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
    window: MainWindow,
    desktop: Desktop,
    open_library: OpenLibrary,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
    window.finding.set_scope(SearchScope(documents=frozenset({document_of(window, "调研")})))
    qtbot.waitUntil(lambda: len(results(window)) == 1, timeout=WAIT_MS)
    other = open_library("other", empty=True)
    other.imports.take_in([write_texts(tmp_path / "in", texts.ALL)])
    window.set_workspace(other)
    window.shelf.load_index()
    desktop.settle(window)
    assert restrictions(window) == {}
    window.box.setText("报告")
    window.box.setText("值班")
    qtbot.waitUntil(lambda: len(results(window)) == 4, timeout=WAIT_MS)
