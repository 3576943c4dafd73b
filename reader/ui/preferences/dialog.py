"""The dialog of the settings: a list of pages at the left, the page at the right."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.settings import Settings
from reader.ui.fitting import fit
from reader.ui.preferences.page import Page
from reader.ui.preferences.pages import PAGES
from reader.ui.preferences.shortcuts import ShortcutsPage
from reader.ui.shortcuts.keymap import Command

LIST_WIDTH = 140
SIZE = (720, 520)
NO_MENUS: Mapping[str, str] = MappingProxyType({})


class PreferencesDialog(QDialog):
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
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("设置"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self.pages: Sequence[Page] = (
            *(make(tr) for make in PAGES),
            ShortcutsPage(tr, commands, menus),
        )
        self._list = QListWidget()
        self._list.setObjectName("preferences_pages")
        self._list.setAccessibleName(tr("设置的各页"))
        self._list.setFixedWidth(LIST_WIDTH)
        self._stack = QStackedWidget()
        for page in self.pages:
            self._list.addItem(page.title)
            self._stack.addWidget(_scrolled(page))
            page.show_settings(settings)
            page.changed.connect(self._change)
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
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addWidget(buttons)
        for button in buttons.buttons():
            # Enter is for the fields and lists of the pages.
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        fit(self, *SIZE)

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


def _scrolled(page: Page) -> QScrollArea:
    """A page on a screen that is too small for it."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
