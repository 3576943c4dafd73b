"""Says aloud, through a screen reader, what changed where the keyboard is not."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(part: QWidget, words: str) -> None:
    """Let a screen reader say words about a part of the window, after what it says now.

    Nothing is done where no assistive program listens, and where there are no words.
    """
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, words))
