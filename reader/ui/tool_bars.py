"""Tool bars of dialogs: buttons that outside programs find, and the one for what has no room."""

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QToolBar, QToolButton

from reader.messages import Translator


def add_button(bar: QToolBar, action: QAction) -> None:
    """Put an action on a tool bar as a button; "correct_undo" gives "correct_button_undo"."""
    bar.addAction(action)
    button = bar.widgetForAction(action)
    assert isinstance(button, QToolButton)
    feature, _, name = action.objectName().partition("_")
    button.setObjectName(f"{feature}_button_{name}")
    button.setAccessibleName(action.text())


def dress_rest(bar: QToolBar, icon: QIcon, tr: Translator) -> None:
    """Qt's own button for what has no room is drawn for light windows only, and has no name."""
    rest = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(rest, QToolButton)
    rest.setIcon(icon)
    rest.setAccessibleName(tr("其余工具"))
