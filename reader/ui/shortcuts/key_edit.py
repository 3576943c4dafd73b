"""A field that takes one combination of keys.

Qt's own field for it (`QKeySequenceEdit`) has no role for assistive programs, which see nothing of
what is in it; this one is a line of text for them.
"""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from reader.messages import Translator
from reader.ui.naming import name_clear_button
from reader.ui.shortcuts.keymap import NATIVE, PORTABLE, normal, shown

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CLEARING = (Key.Key_Backspace, Key.Key_Delete)
HELD = (Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_unknown)


class KeyEdit(QLineEdit):
    """Tells what was pressed in it (`pressed`, "" when it was emptied).

    Backspace and Delete empty it; Tab goes on, and Escape closes the dialog, as everywhere.
    """

    pressed = Signal(str)

    def __init__(self, name: str, title: str, tr: Translator) -> None:
        super().__init__()
        self._tr, self._title, self._last = tr, title, ""
        self.setObjectName(name)
        name_clear_button(self, tr)
        self.setPlaceholderText(tr("按下按键"))
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textChanged.connect(lambda _: self._tell())
        self._name()

    def show_keys(self, sequence: str) -> None:
        """Show keys, without telling of a change."""
        with QSignalBlocker(self):
            self.setText(shown((sequence,)))
        self._last = self.sequence()
        self._name()

    def sequence(self) -> str:
        """The keys in the field; "" for none."""
        sequence = QKeySequence(self.text(), NATIVE)
        return next(iter(normal((sequence.toString(PORTABLE),))), "")

    def event(self, event: QEvent) -> bool:
        """All keys are for the field: nothing else is called by them meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys, but for those that clear the field or leave it."""
        key, plain = Key(event.key()), event.modifiers() == Modifier.NoModifier
        if plain and key in CLEARING:
            self.clear()
        elif plain and key == Key.Key_Escape:
            event.ignore()
        elif key not in HELD:
            self.setText(_written(event))

    def _tell(self) -> None:
        now = self.sequence()
        if now != self._last:
            self._last = now
            self._name()
            self.pressed.emit(now)

    def _name(self) -> None:
        said = shown(normal((self.sequence(),))) or self._tr("无")
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(said)


def _written(event: QKeyEvent) -> str:
    """The keys of an event as text. Shift that only makes another sign is not named (Ctrl++)."""
    modifiers = event.modifiers() & ~Modifier.KeypadModifier
    name = QKeySequence(event.key()).toString(PORTABLE)
    if len(name) == 1 and not name.isalnum():
        modifiers &= ~Modifier.ShiftModifier
    held = QKeySequence(modifiers.value | event.key())
    return held.toString(NATIVE)
