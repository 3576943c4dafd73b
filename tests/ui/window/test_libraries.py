"""Another library in the whole window, and one that cannot be written."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary
from tests.ui.window.acting import document_of, drag, items, results, rows, title


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
    workspace.gate.read_only = True
    check_read_only(desktop.window(workspace))


def check_read_only(window: MainWindow) -> None:
    assert "只读" in window.windowTitle()
    for key in ("import_files", "import_folder"):
        assert not window.actions_by_key[key].isEnabled()
    assert not drag(window, Path("x.txt")).isAccepted()
    assert title(window, 0) == "值班室的一天"
