"""帮助: the shortcuts and the manual in one window, beside whatever is being read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.dialog import FittedDialog
from reader.ui.manual import Manual
from reader.ui.shortcuts.fixed import fixed_keys
from reader.ui.shortcuts.keymap import Keymap
from reader.ui.shortcuts.listing import ShortcutList
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

SIZE = (900, 700)
SHORTCUTS, MANUAL = 0, 1


class HelpWindow(FittedDialog):
    """Two tabs, which Ctrl+Tab changes; Escape closes it.

    `manual_wanted` asks once for the text of the manual, `change_wanted` for the settings.
    """

    manual_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, tr: Translator, parent: QWidget) -> None:
        super().__init__("help_window", tr("帮助"), parent)
        self.shortcuts = ShortcutList("help_shortcuts", tr, fixed_keys(tr))
        self.manual = Manual(tr)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("help_tabs")
        self.tabs.setAccessibleName(tr("帮助"))
        self.tabs.tabBar().setAccessibleName(tr("帮助的各页"))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._first(tr), tr("快捷键"))
        self.tabs.addTab(self.manual, tr("使用手册"))
        self.tabs.currentChanged.connect(self._turned)
        content = QVBoxLayout()
        content.addWidget(self.tabs)
        self.lay_out(content, None, *SIZE, margin=0)

    def show_page(self, number: int) -> None:
        """Bring the shortcuts or the manual to the front."""
        self.tabs.setCurrentIndex(number)
        self._turned(number)

    def show_keys(self, keymap: Keymap) -> None:
        """The keys in force."""
        self.shortcuts.show_keys(keymap)

    def show_manual(self, text: Text, style: TextStyle) -> None:
        """The manual, when it has been read."""
        self.manual.show_text(text, style)
        self._turned(self.tabs.currentIndex())

    def _turned(self, number: int) -> None:
        if number == SHORTCUTS:
            self.shortcuts.filter.setFocus()
        elif self.manual.view.text is None:
            self.manual_wanted.emit()
        else:
            self.manual.view.setFocus()

    def _first(self, tr: Translator) -> QWidget:
        change = QPushButton(tr("更改快捷键(&C)…"))
        change.setObjectName("help_change")
        change.clicked.connect(self.change_wanted)
        change.setAutoDefault(False)
        below = QHBoxLayout()
        below.addWidget(QLabel(tr("每项操作的按键都可以换成自己顺手的。")), 1)
        below.addWidget(change)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(self.shortcuts, 1)
        layout.addLayout(below)
        return page
