"""What stands where there is nothing yet: a line that says what to do, and buttons that do it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

WIDEST = 320
# A list that holds nothing keeps its place for assistive and other outside programs.
_HARDLY, _ANY = 2, 16_777_215


def make_way(view: QWidget, empty: bool) -> None:
    """Let a list without rows leave its room to what stands in its place; it stays shown."""
    view.setMaximumHeight(_HARDLY if empty else _ANY)


class EmptyState(QWidget):
    """Its buttons stand for actions: they say and can do what these do now."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._words = QLabel()
        self._words.setObjectName("empty_words")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: list[tuple[QPushButton, QAction, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(8)
        self._layout.addStretch(2)
        self._layout.addWidget(self._words)
        self._layout.addStretch(3)

    def say(self, words: str) -> None:
        """What there is to do."""
        self._words.setText(words)

    def offer(self, actions: Sequence[tuple[QAction, str]]) -> None:
        """Put a button for each action below the words; "" is its own name."""
        for action, name in actions:
            button = QPushButton()
            button.setObjectName(f"empty_{action.objectName().removeprefix('action_')}")
            button.setMaximumWidth(WIDEST)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(action.trigger)
            action.changed.connect(self._update)
            place = self._layout.count() - 1
            self._layout.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._buttons.append((button, action, name))
        self._update()

    def _update(self) -> None:
        for button, action, name in self._buttons:
            text = name or action.text()
            button.setText(text)
            button.setAccessibleName(text.removesuffix("…"))
            button.setEnabled(action.isEnabled())
