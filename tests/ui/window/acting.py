"""How a user looks at the window and acts in it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.ui.bookmark_dialog import BookmarkDialog
from reader.ui.reading.view import ReadingView
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS
from tests.ui.reading.pages import marked as words_marked


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
