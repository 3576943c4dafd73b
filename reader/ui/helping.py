"""Opens the help: the shortcuts (F1) and the manual."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from reader.messages import Translator
from reader.paths import RESOURCES
from reader.settings import Settings
from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.shortcuts.keymap import Command, Keymap
from reader.ui.tasks import TaskRunner
from reader.ui.typesetting import TextStyle, text_style

if TYPE_CHECKING:
    from reader.ui.help import HelpWindow
    from reader.workspace.text import Text

PAGES = ("shortcuts", "manual")


class Helping(QObject):
    """One window of help at most; it follows the settings. `change_wanted`: of the shortcuts."""

    change_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        tasks: TaskRunner,
        tr: Translator,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._tasks, self._tr, self._settings = tasks, tr, settings
        self._help: HelpWindow | None = None
        for number, key in enumerate(PAGES):
            show: Callable[[], None] = partial(self.show, number)
            actions[key].triggered.connect(lambda _checked=False, show=show: show())

    def show(self, page: int) -> None:
        """Open the window, or bring it to the front, with this page."""
        if self._help is None:
            self._help = self._make()
        self._help.show_page(page)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def set_settings(self, settings: Settings) -> None:
        """Other keys, another palette, another size."""
        self._settings = settings
        if self._help is not None:
            self._help.show_keys(self._keymap())
            self._help.manual.restyle(self._style())

    def _make(self) -> "HelpWindow":
        from reader.ui.help import HelpWindow

        made = HelpWindow(self._tr, self._window)
        made.show_keys(self._keymap())
        made.manual_wanted.connect(self._read)
        made.change_wanted.connect(self.change_wanted)
        made.finished.connect(self._forget)
        return made

    def _forget(self) -> None:
        self._help = None

    def _read(self) -> None:
        from reader.workspace.manual import read_manual

        self._tasks.run(lambda _job: read_manual(), self._show_manual, self.failed.emit, "manual")

    def _show_manual(self, text: "Text") -> None:
        if self._help is not None:
            self._help.show_manual(text, self._style())

    def _keymap(self) -> Keymap:
        commands: Sequence[Command] = self._actions.listed(self._window.menuBar())
        return Keymap(commands, self._settings.shortcuts)

    def _style(self) -> TextStyle:
        return text_style(self._settings, Appearance(RESOURCES, self._settings.palette).colours)
