"""设置 › 快捷键: every action with its keys, and other keys for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from reader.messages import Translator
from reader.settings import Settings
from reader.ui.columns import Fields
from reader.ui.preferences.page import Page
from reader.ui.shortcuts.fixed import refusal
from reader.ui.shortcuts.key_edit import KeyEdit
from reader.ui.shortcuts.keymap import Command, Keymap, normal, shown
from reader.ui.shortcuts.listing import ShortcutList

# The narrowest that a field for keys may be, in pixels.
LEAST_KEYS = 116


class ShortcutsPage(Page):
    """The list of actions, and below it the keys of the one that is chosen.

    Keys that call something else already are taken over only when the user says so. `menus`
    holds the keys that open the menus, with the names of these.
    """

    fields = ("shortcuts",)

    def __init__(
        self, tr: Translator, commands: Sequence[Command], menus: Mapping[str, str]
    ) -> None:
        super().__init__("shortcuts", tr("快捷键"))
        self._tr, self._commands, self._menus = tr, commands, menus
        self._keymap = Keymap(commands, {})
        self._asked: tuple[str, ...] | None = None
        self.list = ShortcutList("shortcuts_list", tr)
        self.about = QLabel()
        self.first = KeyEdit("shortcuts_first", tr("快捷键"), tr)
        self.second = KeyEdit("shortcuts_second", tr("另一个快捷键"), tr)
        self.reset = _button("shortcuts_reset", tr("恢复默认(&D)"))
        self.said = QLabel()
        self.said.setObjectName("shortcuts_said")
        self.said.setWordWrap(True)
        self.take = _button("shortcuts_take", tr("改归这里(&T)"))
        self.leave = _button("shortcuts_leave", tr("不改(&N)"))
        self._lay_out()
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.wanted.connect(self.first.setFocus)
        self.first.pressed.connect(lambda _: self._propose(self._written()))
        self.second.pressed.connect(lambda _: self._propose(self._written()))
        self.reset.clicked.connect(lambda: self._propose(self._defaults()))
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self._show_chosen()

    def show_settings(self, settings: Settings) -> None:
        """Show the keys in force."""
        super().show_settings(settings)
        self._keymap = Keymap(self._commands, settings.shortcuts)
        self.list.show_keys(self._keymap)
        self._show_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the keys as they are where that is the question."""
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._leave()
            return
        super().keyPressEvent(event)

    # What is chosen

    def _command(self) -> Command | None:
        key = self.list.current()
        return next((command for command in self._commands if command.key == key), None)

    def _show_chosen(self) -> None:
        """The keys of the action that is chosen; nothing is asked any more."""
        command = self._command()
        keys = () if command is None else self._keymap.of(command.key)
        for number, edit in enumerate((self.first, self.second)):
            edit.show_keys(keys[number] if number < len(keys) else "")
            edit.setEnabled(command is not None)
        changed = command is not None and self._keymap.changed(command.key)
        self.reset.setEnabled(changed)
        tr = self._tr
        self.about.setText(
            tr("选一项操作，为它设定按键。")
            if command is None
            else tr("“{name}”", name=command.name)
        )
        self._ask(None, "")

    def _written(self) -> tuple[str, ...]:
        return normal((self.first.sequence(), self.second.sequence()))

    def _defaults(self) -> tuple[str, ...]:
        command = self._command()
        return () if command is None else command.defaults

    # Other keys

    def _propose(self, keys: tuple[str, ...]) -> None:
        """Give the action these keys, ask first where others would lose them, or say why not."""
        command = self._command()
        if command is None:
            return
        held = self._keymap.of(command.key)
        why = next((why for key in keys if key not in held and (why := self._refusal(key))), "")
        if why:
            self._show_chosen()
            self._ask(None, why)
            return
        others = self._keymap.holders(command.key, keys)
        if others:
            self._ask(keys, self._loss(keys, others))
            self.take.setFocus()
        else:
            self._assign(command.key, keys)

    def _refusal(self, key: str) -> str:
        return refusal(key, self._menus, self._tr)

    def _loss(self, keys: Iterable[str], others: Iterable[Command]) -> str:
        said = (
            self._tr(
                "{keys} 已用于“{name}”。",
                keys=shown(key for key in self._keymap.of(other.key) if key in keys),
                name=other.name,
            )
            for other in others
        )
        return "".join(said)

    def _ask(self, keys: tuple[str, ...] | None, text: str) -> None:
        self._asked = keys
        self.said.setText(text)
        for button in (self.take, self.leave):
            button.setVisible(keys is not None)
            button.setAccessibleDescription(text)

    def _take(self) -> None:
        command, keys = self._command(), self._asked
        if command is not None and keys is not None:
            self._assign(command.key, keys)
            self.first.setFocus()

    def _leave(self) -> None:
        self._show_chosen()
        self.first.setFocus()

    def _assign(self, key: str, keys: tuple[str, ...]) -> None:
        chosen = self._keymap.assign(key, keys)
        self._show_chosen()
        self.changed.emit(replace(self.settings, shortcuts=chosen))

    def _lay_out(self) -> None:
        rows = []
        for title, edit in (
            (self._tr("快捷键(&K)："), self.first),
            (self._tr("另一个(&O)："), self.second),
        ):
            edit.setMinimumWidth(LEAST_KEYS)
            label = QLabel(title)
            label.setBuddy(edit)
            rows.append((label, edit))
        fields = QHBoxLayout()
        fields.addWidget(Fields(rows), 1)
        fields.addWidget(self.reset)
        question = QHBoxLayout()
        question.addWidget(self.said, 1)
        question.addWidget(self.take)
        question.addWidget(self.leave)
        # The line stays when nothing is said: the list above should not jump.
        self.said.setMinimumHeight(self.take.sizeHint().height())
        box = QFrame()
        below = QVBoxLayout(box)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.about)
        below.addLayout(fields)
        below.addLayout(question)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(box)


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
