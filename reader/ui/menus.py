"""Menus: their names and those of what is in them; none keeps a caller from outside waiting."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton

from reader.ui.shortcuts.keymap import PORTABLE


def name_menu(menu: QMenu, name: str) -> None:
    """Name a menu and those below it; Qt calls all of them by the name of the program."""
    menu.setAccessibleName(name)
    name_menus(menu)


def name_menus(above: QMenu | QMenuBar) -> None:
    """Name the menus that hang on another one, by their titles."""
    for action in above.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            name_menu(menu, plain(action.text()))


def hang_menu(button: QToolButton, menu: QMenu, name: str) -> None:
    """Let a button open a menu.

    Qt's InstantPopup has no accessibility action that works, and a menu that opens within such
    an action would keep the caller waiting: so the menu follows upon the click.
    """
    name_menu(menu, name)
    button.setMenu(menu)
    button.clicked.connect(lambda: QTimer.singleShot(0, button.showMenu))


def pop_up(menu: QMenu, place: QPoint, name: str) -> None:
    """Show a menu that lives until it is closed, its first entry marked.

    Whoever asked from outside goes on meanwhile.
    """
    name_menu(menu, name)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    first = next((action for action in menu.actions() if action.isEnabled()), None)
    if first is not None:
        menu.setActiveAction(first)


def menu_paths(bar: QMenuBar) -> Iterator[tuple[str, str]]:
    """The object name of each action in the menus, and the path of its menu."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _in_menu(menu, plain(action.text()))


def _in_menu(menu: QMenu, path: str) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _in_menu(below, f"{path} › {plain(action.text())}")
        elif not action.isSeparator():
            yield action.objectName(), path


def plain(text: str) -> str:
    """The name of a menu without its mnemonic: "文件(&F)" or "&File"."""
    return re.sub(r"\(&.\)", "", text).replace("&", "")


def mnemonics(bar: QMenuBar) -> dict[str, str]:
    """The keys that open the menus of the bar, and the names of these."""
    return {
        QKeySequence.mnemonic(action.text()).toString(PORTABLE): plain(action.text())
        for action in bar.actions()
        if "&" in action.text()
    }
