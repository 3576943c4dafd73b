"""Puts empty states into panes and panels: what to do where there is nothing to read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.messages import Translator
from reader.ui.empty_state import EmptyState
from reader.ui.parts import Parts

LIBRARY = ("import_files", "import_folder", "paste_document", "starter_library")
PANE = ("show_documents", "recent_places", "import_files")


class Emptiness(QObject):
    """Each state is made when it is first needed."""

    def __init__(self, parts: Parts, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tr = tr
        self._panes: dict[int, EmptyState] = {}
        parts.desk.text_shown.connect(self._show_pane)
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
        for pane in parts.desk.panes:
            self._show_pane(pane.number)

    def _state(self, name: str, words: str, keys: tuple[str, ...]) -> EmptyState:
        state = EmptyState(name)
        state.say(words)
        names = {"show_documents": self._tr("选一篇文献")}
        state.offer([(self._parts.actions[key], names.get(key, "")) for key in keys])
        return state

    def _show_pane(self, number: int) -> None:
        pane = self._parts.desk.panes[number]
        empty = pane.text is None
        if empty and number not in self._panes:
            words = self._tr("这一栏还没有打开文献。\n在“文献”中选一篇，或把文件拖到这里。")
            self._panes[number] = self._state("empty_pane", words, PANE)
            _fill(pane.view.canvas, self._panes[number])
        if number in self._panes:
            self._panes[number].setVisible(empty)


def _fill(room: QWidget, state: EmptyState) -> None:
    layout = QVBoxLayout(room)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(state)
