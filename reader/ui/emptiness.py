"""Puts empty states into panes and panels: what to do where there is nothing to read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.messages import Translator
from reader.ui.empty_state import EmptyState
from reader.ui.parts import Parts

LIBRARY = ("import_files", "import_folder", "paste_document", "starter_library")
PANE = ("show_documents", "recent_places", "import_files")
# Where there is nothing to choose from either.
BARE = ("import_files", "import_folder", "paste_document")


class Emptiness(QObject):
    """Each state is made when it is first needed."""

    def __init__(self, parts: Parts, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tr = tr
        # By pane, and whether there is anything in the library.
        self._states: dict[tuple[int, bool], EmptyState] = {}
        parts.desk.text_shown.connect(self._show_pane)
        parts.shelf.listed.connect(self._show_panes)
        parts.sidebar.documents.set_empty_state(
            self._state(
                "empty_library",
                tr("资料库里还没有文献。\n可以导入文件，或把文件、文件夹拖到窗口里。"),
                LIBRARY,
            )
        )
        parts.sidebar.bookmarks.set_empty_state(
            self._state(
                "empty_bookmarks",
                tr("还没有书签。\n阅读时选中一段文字（不选就是当前段落），再单击“加书签”。"),
                ("add_bookmark",),
            )
        )
        self._show_panes()

    def _state(self, name: str, words: str, keys: tuple[str, ...]) -> EmptyState:
        state = EmptyState(name)
        state.say(words)
        names = {"show_documents": self._tr("选一篇文献")}
        state.offer([(self._parts.actions[key], names.get(key, "")) for key in keys])
        return state

    def _show_panes(self) -> None:
        for pane in self._parts.desk.panes:
            self._show_pane(pane.number)

    def _show_pane(self, number: int) -> None:
        """A library without documents has none to choose: there they have to be brought in."""
        empty = self._parts.desk.panes[number].text is None
        filled = bool(self._parts.shelf.records)
        if empty and (number, filled) not in self._states:
            self._states[number, filled] = self._pane_state(number, filled)
        for (pane, for_filled), state in self._states.items():
            if pane == number:
                state.setVisible(empty and for_filled == filled)

    def _pane_state(self, number: int, filled: bool) -> EmptyState:
        tr = self._tr
        if filled:
            words = tr("这一栏还没有打开文献。\n在“文献”中选一篇，或把文件拖到这里。")
            state = self._state("empty_pane", words, PANE)
        else:
            words = tr("导入以后，文献就在这里阅读。\n可以把文件、文件夹拖到这里。")
            state = self._state("bare_pane", words, BARE)
        _fill(self._parts.desk.panes[number].view.canvas, state)
        return state


def _fill(room: QWidget, state: EmptyState) -> None:
    layout = room.layout()
    if layout is None:
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(state)
