"""Themes in the whole window."""

from PySide6.QtWidgets import QLabel

from reader.documents.model import Passage
from reader.ui.panels import THEMES
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop
from tests.ui.window.acting import document_of, items, read_words, rows, title


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
