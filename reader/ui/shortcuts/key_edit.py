"""A field that takes one combination of keys."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit

from reader.messages import Translator
from reader.ui.shortcuts.keymap import PORTABLE, normal, shown

CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyEdit(QKeySequenceEdit):
    """Tells what was pressed in it (`pressed`, "" when it was emptied).

    Backspace and Delete empty it; Tab goes on, and Escape closes the dialog, as everywhere.
    """

    pressed = Signal(str)

    def __init__(self, name: str, title: str, tr: Translator) -> None:
        super().__init__()
        self._tr, self._title, self._last = tr, title, ""
        self.setObjectName(name)
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        # The field inside only shows: the keys and the focus are for this widget.
        for field in self.findChildren(QLineEdit):
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            field.setAccessibleName(title)
            field.setPlaceholderText(tr("按下按键"))
        self.keySequenceChanged.connect(lambda _: self._tell())
        self._name()

    def show_keys(self, sequence: str) -> None:
        """Show keys, without telling of a change."""
        with QSignalBlocker(self):
            self.setKeySequence(QKeySequence(sequence, PORTABLE))
        self._last = self.sequence()
        self._name()

    def sequence(self) -> str:
        """The keys in the field; "" for none."""
        return next(iter(normal((self.keySequence().toString(PORTABLE),))), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys, but for those that clear the field or leave it."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in CLEARING:
            self.clear()
        elif plain and event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        """Qt tells of the keys also when the focus leaves the field: only others are news."""
        now = self.sequence()
        if now != self._last:
            self._last = now
            self._name()
            self.pressed.emit(now)

    def _name(self) -> None:
        """A screen reader hears what the keys are."""
        said = shown(normal((self.sequence(),))) or self._tr("无")
        self.setAccessibleName(self._tr("{title}：{keys}", title=self._title, keys=said))
