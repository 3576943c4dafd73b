"""Palettes and the size of the text in the whole window."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot

from reader.settings import Settings
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.window.acting import body_size, facet, named, results, title, trigger, wait_for_facets


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
