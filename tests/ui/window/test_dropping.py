"""Dragging something over the window: it says what dropping it would do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop
from tests.ui.window.acting import drop


def drag_in(window: MainWindow, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.setAccepted(False)
    window.dragEnterEvent(event)
    return event.isAccepted()


def hint(window: MainWindow) -> str:
    label = window.findChild(QLabel, "drop_hint")
    return label.text() if isinstance(label, QLabel) and label.isVisible() else ""


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.mark.parametrize(
    ("names", "said"), [(("通知.txt",), "“通知.txt”"), (("甲.txt", "乙"), "这 2 项")]
)
def test_files_that_are_dragged_in_are_named(
    window: MainWindow, tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    assert drag_in(window, files(*(tmp_path / name for name in names)))
    assert said in hint(window)
    assert "Shift" in hint(window)
    window.dragLeaveEvent(QDragLeaveEvent())
    assert hint(window) == ""


def test_words_that_are_dragged_in_are_pasted(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("值班要有记录。")
    assert drag_in(window, data)
    assert "粘贴为新文献" in hint(window)
    assert "Shift" not in hint(window)


def test_what_was_dropped_is_not_asked_for_any_more(
    window: MainWindow, desktop: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "新来的.txt"
    path.write_text("值班要有记录。", encoding="utf-8")
    drag_in(window, files(path))
    drop(window, path)
    assert hint(window) == ""
    desktop.settle(window)


def test_what_no_library_takes_is_left_alone(window: MainWindow) -> None:
    assert not drag_in(window, QMimeData())
    assert hint(window) == ""
