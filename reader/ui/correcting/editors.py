"""The editors of a metadata form that Qt does not have."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from reader.messages import Translator
from reader.ui.correcting.wording import level_names


class TitleEdit(QPlainTextEdit):
    """A long title on two lines; Enter finishes it, and it holds no line break."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        margins = 2 * (self.frameWidth() + int(self.document().documentMargin())) + 6
        self.setFixedHeight(2 * self.fontMetrics().lineSpacing() + margins)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class LevelEdit(QComboBox):
    """A 密级: one of the usual ones, in the user's language, or what somebody writes.

    What counts (`value`) is the Chinese word, whatever the language of the window: the library
    is the same for everybody. A value that only looks like a name in that language stays what
    it is, until somebody writes or chooses something.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("", "")
        for value, name in level_names(tr).items():
            self.addItem(name, value)
        # What is shown by `show_value`, and how.
        self._given = ("", "")
        self.activated.connect(self._choose)

    @property
    def value(self) -> str:
        """What stands in it, as it is stored."""
        text = " ".join(self.currentText().split())
        if text == self._given[0]:
            return self._given[1]
        place = self.findText(text, Qt.MatchFlag.MatchFixedString)
        return text if place < 0 else str(self.itemData(place))

    def show_value(self, value: str) -> None:
        """Show a stored value."""
        place = self.findData(value)
        text = value if place < 0 else self.itemText(place)
        self._given = (text, value)
        self.setCurrentText(text)

    def _choose(self, place: int) -> None:
        """Somebody chose from the list: that is meant, though it may look as before."""
        self._given = (self.itemText(place), str(self.itemData(place)))
