"""The whole window: what is seen first, in English too, and how it may end."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop, OpenLibrary, write_texts
from tests.ui.window.acting import rows, title

CHINESE = re.compile("[\u3400-\u9fff]")


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
