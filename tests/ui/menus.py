"""Menus in tests: what a user would choose in the next menu that opens."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu


def in_next_menu(act: Callable[[QMenu], None]) -> None:
    """Do something in the next menu as soon as it is open, then close it."""

    def look() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            act(menu)
            menu.close()

    QTimer.singleShot(0, look)


def trigger_all(menu: QMenu) -> None:
    """Choose one after the other."""
    for action in menu.actions():
        action.trigger()
