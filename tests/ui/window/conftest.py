"""For the tests of the whole window over a real library."""

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from reader.ui.window import MainWindow
from tests.ui.conftest import Desktop, OpenLibrary


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
