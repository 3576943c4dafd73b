"""Buttons in a row: one stop of the Tab key, along which the arrow keys go."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
# Qt's buttons know the space bar only.
PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAVING = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Row(QObject):
    """The toolbar pattern of WAI-ARIA. Every member takes the keyboard from Tab, none from a click.

    Tab from outside comes to the first member (Shift+Tab to the last); from a member it leaves
    the row.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._members: list[QWidget] = []

    def add(self, member: QWidget) -> None:
        """Put a member at the end of the row."""
        member.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        member.installEventFilter(self)
        self._members.append(member)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that go along the row and out of it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and not event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
        ):
            key = Qt.Key(event.key())
            if key in LEAVING:
                self._leave(watched, LEAVING[key])
                return True
            if key in STEPS or key in ENDS:
                self._go(watched, key)
                return True
            if key in PRESSING and isinstance(watched, QAbstractButton):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _go(self, here: QWidget, key: Qt.Key) -> None:
        usable = [one for one in self._members if one.isVisible() and one.isEnabled()]
        if key in ENDS:
            there = usable[ENDS[key]]
        else:
            there = usable[(usable.index(here) + STEPS[key]) % len(usable)]
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self, here: QWidget, forward: bool) -> None:
        """Qt finds the next stop, while the rest of the row is none."""
        others = [one for one in self._members if one is not here]
        for other in others:
            other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if forward:
            self._owner.focusNextChild()
        else:
            self._owner.focusPreviousChild()
        for other in others:
            other.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def stand_after(before: QWidget, after: QWidget) -> None:
    """Let Tab come to a part after another one; Qt does not hear of one that Tab skips."""
    policy = before.focusPolicy()
    before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    QWidget.setTabOrder(before, after)
    before.setFocusPolicy(policy)
