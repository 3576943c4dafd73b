"""The list of all shortcuts by menu, with a filter by name, pinyin, initials or keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.choosing import Choice
from reader.ui.naming import name_clear_button
from reader.ui.shortcuts.keymap import Command, Keymap, shown
from reader.ui.shortcuts.sieve import Sieve

KEY_COLUMN = 1
ID = 0x0101


class ShortcutList(QWidget):
    """Names and keys, grouped by menu; `chosen(key)` tells which command is meant ("" for none).

    Enter asks for it (`wanted`).

    `fixed` are keys that cannot be changed, as pairs of what they do and the keys.
    """

    chosen = Signal(str)
    wanted = Signal()

    def __init__(self, name: str, tr: Translator, fixed: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._tr, self._fixed = tr, fixed
        self._sieve = Sieve()
        self._keymap = Keymap((), {})
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{name}_filter")
        self.filter.setAccessibleName(tr("筛选快捷键"))
        self.filter.setPlaceholderText(tr("按名称、拼音或按键筛选"))
        name_clear_button(self.filter, tr)
        self.filter.textChanged.connect(lambda _: self._fill())
        self.tree = QTreeWidget()
        self.tree.setObjectName(name)
        self.tree.setAccessibleName(tr("快捷键"))
        self.tree.setHeaderLabels([tr("操作"), tr("快捷键")])
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(KEY_COLUMN, QHeaderView.ResizeMode.ResizeToContents)
        self._choice = Choice(self.tree)
        self._choice.chosen.connect(lambda _: self.chosen.emit(self.current()))
        for part in (self.filter, self.tree):
            part.installEventFilter(self)
        self.nothing = QLabel(tr("没有这样的操作：换个说法，或者清空筛选"))
        self.nothing.setObjectName("panel_note")
        self.nothing.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.filter)
        layout.addWidget(self.nothing)
        layout.addWidget(self.tree, 1)
        self._fill()

    def show_keys(self, keymap: Keymap) -> None:
        """Show these keys, with the same command chosen."""
        self._keymap = keymap
        self._fill()

    def current(self) -> str:
        """The command that is chosen; "" for none."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, ID) or "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is about the row, and does not close the dialog; the arrow leads into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.current():
                    self.wanted.emit()
                return True
            if watched is self.filter and event.key() == Qt.Key.Key_Down:
                self._enter()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        self.tree.setFocus()
        group = self.tree.topLevelItem(0)
        first = None if group is None else group.child(0)
        if first is not None and not self.current():
            self.tree.setCurrentItem(first)

    def _fill(self) -> None:
        """Make the rows that the filter lets through, in the order of the menus."""
        before = self.current()
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for command in self._keymap.commands:
            keys = self._keymap.of(command.key)
            if self._sieve.lets(self.filter.text(), (command.name, command.menu), keys):
                self._add(groups, command, shown(keys))
        for deed, keys_said in self._fixed:
            if self._sieve.lets(self.filter.text(), (deed,), (keys_said,)):
                self._row(groups, self._tr("固定的按键"), deed, keys_said)
        self.tree.expandAll()
        self.nothing.setVisible(not groups)
        self._choose(before)

    def _add(self, groups: dict[str, QTreeWidgetItem], command: Command, keys: str) -> None:
        item = self._row(groups, command.menu, command.name, keys)
        item.setData(0, ID, command.key)
        if self._keymap.changed(command.key):
            font = QFont(self.tree.font())
            font.setBold(True)
            item.setFont(KEY_COLUMN, font)
            item.setToolTip(KEY_COLUMN, self._tr("已改过"))

    def _row(
        self, groups: dict[str, QTreeWidgetItem], group: str, name: str, keys: str
    ) -> QTreeWidgetItem:
        if group not in groups:
            groups[group] = QTreeWidgetItem(self.tree, [group, ""])
            groups[group].setForeground(0, QBrush(self.palette().placeholderText()))
            groups[group].setFirstColumnSpanned(True)
        return QTreeWidgetItem(groups[group], [name, keys])

    def _choose(self, key: str) -> None:
        for number in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(number)
            for row in range(0 if group is None else group.childCount()):
                item = None if group is None else group.child(row)
                if item is not None and key and item.data(0, ID) == key:
                    self.tree.setCurrentItem(item)
                    return
        if key:
            self.chosen.emit("")
