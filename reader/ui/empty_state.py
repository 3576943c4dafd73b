"""What stands where there is nothing yet: a line that says what to do, and buttons that do it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.ui.eliding import ElidedButton

WIDEST, LEAST = 320, 40
Margins = tuple[int, int, int, int]
MARGINS: Margins = (16, 16, 16, 16)
LOW_MARGINS: Margins = (8, 4, 8, 4)
SPACING, LOW_SPACING = 8, 4
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
        self._buttons: list[tuple[ElidedButton, QAction, str]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*MARGINS)
        self._layout.setSpacing(SPACING)
        self._layout.addStretch(2)
        self._layout.addWidget(self._words)
        self._layout.addStretch(3)

    def minimumSizeHint(self) -> QSize:
        """It makes do with what room there is."""
        return QSize(LEAST, LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words go, then the last buttons: menus have these too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.height() < self._needed(len(self._buttons), MARGINS, SPACING)
        margins, spacing = (LOW_MARGINS, LOW_SPACING) if low else (MARGINS, SPACING)
        self._layout.setContentsMargins(*margins)
        self._layout.setSpacing(spacing)
        shown = len(self._buttons)
        while shown > 1 and self.height() < self._needed(shown, margins, spacing):
            shown -= 1
        words = self.height() >= self._needed(shown, margins, spacing)
        self._words.setVisible(words)
        for number, (button, _action, _name) in enumerate(self._buttons):
            button.setVisible(number < shown)

    def _needed(self, buttons: int, margins: Margins, spacing: int) -> int:
        """The height that the words and so many buttons take."""
        left, top, right, bottom = margins
        words = self._words.heightForWidth(max(self.width() - left - right, 1))
        heights = [button.sizeHint().height() for button, _, _ in self._buttons[:buttons]]
        # The stretch at both ends has its spacing too.
        return top + bottom + words + sum(heights) + spacing * (buttons + 2)

    def say(self, words: str) -> None:
        """What there is to do."""
        self._words.setText(words)

    def offer(self, actions: Sequence[tuple[QAction, str]]) -> None:
        """Put a button for each action below the words; "" is its own name."""
        for action, name in actions:
            button = ElidedButton()
            button.setObjectName(f"empty_{action.objectName().removeprefix('action_')}")
            button.setMaximumWidth(WIDEST)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(action.trigger)
            action.changed.connect(self._update)
            place = self._layout.count() - 1
            self._layout.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._buttons.append((button, action, name))
        self._update()
        self._fit()

    def _update(self) -> None:
        for button, action, name in self._buttons:
            text = name or action.text()
            button.setText(text)
            button.setToolTip(text)
            button.setAccessibleName(text.removesuffix("…"))
            button.setEnabled(action.isEnabled())
