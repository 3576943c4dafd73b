"""The dialog of the settings: a list of pages at the left, the page at the right."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from reader.messages import Translator
from reader.settings import Settings
from reader.ui.dialog import FittedDialog
from reader.ui.fitting import Scrolled
from reader.ui.preferences.page import Page
from reader.ui.preferences.pages import PAGES
from reader.ui.preferences.shortcuts import ShortcutsPage
from reader.ui.shortcuts.keymap import Command

# Characters beside the names of the pages
LIST_ROOM = 2
SIZE = (740, 560)
NO_MENUS: Mapping[str, str] = MappingProxyType({})


class PreferencesDialog(FittedDialog):
    """What is changed on a page holds at once: `settings_changed(settings)` carries it.

    `commands` can be called by keys; `menus` are the keys that open a menu, and its name.
    """

    settings_changed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        tr: Translator,
        parent: QWidget,
        commands: Sequence[Command] = (),
        menus: Mapping[str, str] = NO_MENUS,
    ) -> None:
        super().__init__("preferences", tr("设置"), parent)
        self._settings = settings
        self.pages: Sequence[Page] = (
            *(make(tr) for make in PAGES),
            ShortcutsPage(tr, commands, menus),
        )
        self._list = QListWidget()
        self._list.setObjectName("preferences_pages")
        self._list.setAccessibleName(tr("设置的各页"))
        self._stack = QStackedWidget()
        for page in self.pages:
            self._list.addItem(page.title)
            self._stack.addWidget(Scrolled(page))
            page.show_settings(settings)
            page.changed.connect(self._change)
        room = LIST_ROOM * self.fontMetrics().averageCharWidth() * 2
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + room)
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._list.setCurrentRow(0)
        buttons = QDialogButtonBox()
        defaults = buttons.addButton(tr("恢复本页默认值"), QDialogButtonBox.ButtonRole.ResetRole)
        defaults.setObjectName("preferences_defaults")
        defaults.clicked.connect(self._reset)
        close = buttons.addButton(tr("关闭"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.clicked.connect(self.accept)
        middle = QHBoxLayout()
        middle.addWidget(self._list)
        middle.addWidget(self._stack, 1)
        for button in buttons.buttons():
            # Enter is for the fields and lists of the pages.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        self.lay_out(middle, buttons, *SIZE)

    def turn_to(self, name: str) -> None:
        """Bring a page to the front, by its English name."""
        for number, page in enumerate(self.pages):
            if page.objectName() == f"preferences_{name}":
                self._list.setCurrentRow(number)

    def set_settings(self, settings: Settings) -> None:
        """Settings that were changed elsewhere meanwhile."""
        self._settings = settings
        for page in self.pages:
            page.show_settings(settings)

    def _change(self, settings: Settings) -> None:
        if settings != self._settings:
            self.set_settings(settings)
            self.settings_changed.emit(settings)

    def _reset(self) -> None:
        page = self.pages[self._stack.currentIndex()]
        self._change(page.with_defaults(self._settings))
