"""What belongs to a pane and its head: open documents, references, the themes of a paragraph."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from reader.documents.model import Paragraph
from reader.messages import Translator
from reader.ui.deciding import whole_paragraph
from reader.ui.history_menu import HistoryMenu
from reader.ui.margins import THEMES
from reader.ui.menus import pop_up
from reader.ui.parts import Parts
from reader.ui.reading.painting import BOOKMARK
from reader.workspace.model import ThemeTag

HEADER_MENU = ("copy_reference", "add_bookmark", "", "close_document", "reopen_document", "")
LONGEST = 40


class PaneCommands(QObject):
    """Ties the heads of the panes, and the actions about them, to what they do."""

    def __init__(self, window: QMainWindow, parts: Parts, tr: Translator) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._tr = tr
        for pane in parts.desk.panes:
            pane.themes_menu_wanted.connect(self.list_themes)
            pane.reference_wanted.connect(lambda number: self._in_pane(number, "copy_reference"))
            pane.documents_wanted.connect(self.list_documents)
            pane.header_menu_wanted.connect(self._header_menu)
            pane.mark_pressed.connect(self._press_mark)
        for key, direction in (("back", -1), ("forward", 1)):
            button = window.findChild(QToolButton, key)
            assert isinstance(button, QToolButton)
            HistoryMenu(button, parts.desk, direction, self._title, tr)
        parts.opened.changed.connect(self._show_open)
        self._show_open()

    def commands(self) -> dict[str, Callable[[], object]]:
        """What to do for each action, by its key."""
        opened, desk = self._parts.opened, self._parts.desk
        return {
            "open_documents": lambda: self.list_documents(desk.active.number),
            "next_document": lambda: self._step(1),
            "previous_document": lambda: self._step(-1),
            "close_document": lambda: opened.close(desk.active.number),
            "reopen_document": opened.reopen,
            "recent_places": self._list_recent,
            "paragraph_themes": lambda: self.list_themes(desk.active.number),
        }

    def _show_open(self) -> None:
        opened, desk = self._parts.opened, self._parts.desk
        for pane in desk.panes:
            pane.header.set_open(len(opened.of(pane.number)))
        self._parts.actions["reopen_document"].setEnabled(opened.closed)

    def _step(self, by: int) -> None:
        if not self._parts.opened.step(by):
            self._parts.status.notice(self._tr("这一栏没有打开别的文献"))

    def _in_pane(self, number: int, key: str) -> None:
        self._parts.desk.activate(number)
        self._parts.actions[key].trigger()

    def _title(self, document: str) -> str:
        record = self._parts.shelf.records.get(document)
        return document if record is None else record.metadata.title

    # Menus

    def list_documents(self, number: int, place: QPoint | None = None) -> None:
        """The documents that are open in a pane, in a menu."""
        parts, tr = self._parts, self._tr
        pane = parts.desk.panes[number]
        menu = QMenu(self._window)
        documents = parts.opened.of(number)
        for document in documents:
            title = parts.shelf.records[document].metadata.title
            entry = menu.addAction(_words(title), partial(parts.desk.open, document, number))
            entry.setCheckable(True)
            entry.setChecked(document == pane.document)
        if not documents:
            menu.addAction(tr("没有打开文献")).setEnabled(False)
        menu.addSeparator()
        parts.desk.activate(number)
        parts.actions.fill_menu(menu, "next_document", "close_document", "reopen_document")
        others = menu.addAction(tr("关闭其他文献"), partial(parts.opened.close_others, number))
        others.setEnabled(len(documents) > 1)
        pop_up(menu, place or pane.header.below_documents, tr("打开的文献"))

    def _press_mark(self, number: int, paragraph: int, kind: str, place: QPoint) -> None:
        """A click on a mark in the margin: its themes, or the list of bookmarks."""
        self._parts.desk.activate(number)
        text = self._parts.desk.panes[number].text
        if kind == THEMES and text is not None:
            marked = text.paragraphs[paragraph - 1]
            self._parts.theming.themes_of(
                self._parts.desk.panes[number],
                paragraph,
                lambda tags: self._pop_up_themes(number, marked, tags, place),
            )
        elif kind == BOOKMARK:
            self._parts.actions["show_bookmarks"].trigger()
            document = self._parts.desk.panes[number].document
            self._parts.sidebar.bookmarks.select(
                self._parts.bookmarking.first_on(document, paragraph)
            )

    def _list_recent(self) -> None:
        recent = self._parts.recent
        place = self._parts.desk.active.header.below_documents
        pop_up(recent.menu(self._window), place, self._tr("最近读过"))

    def list_themes(self, number: int, place: QPoint | None = None) -> None:
        """The themes of the paragraph that is read in a pane, and what can be decided on them."""
        pane = self._parts.desk.panes[number]
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self._pop_up_themes(number, paragraph, pane.themes, place or pane.above_themes)

    def _pop_up_themes(
        self, number: int, paragraph: Paragraph, tags: Sequence[ThemeTag], place: QPoint
    ) -> None:
        pane = self._parts.desk.panes[number]
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        for tag in tags:
            entry = menu.addAction(
                _words(tag.name), partial(pane.theme_chosen.emit, number, tag.theme)
            )
            entry.setToolTip(self._tr("、").join(tag.reasons))
        if not tags:
            menu.addAction(self._tr("本段没有主题")).setEnabled(False)
        note = self._parts.bookmarking.marks(pane.document).get(paragraph.number)
        if note is not None:
            menu.addAction(
                self._tr("书签：{note}", note=_words(note)),
                partial(self._press_mark, number, paragraph.number, BOOKMARK, place),
            )
        if pane.document is not None:
            whole = whole_paragraph(pane.document, paragraph)
            self._parts.deciding.fill_paragraph(menu, (whole,), tags)
        pop_up(menu, place, self._tr("本段主题"))

    def _header_menu(self, number: int, place: QPoint) -> None:
        parts = self._parts
        parts.desk.activate(number)
        menu = QMenu(self._window)
        parts.actions.fill_menu(menu, *HEADER_MENU)
        trail = parts.desk.panes[number].header.trail
        if trail:
            beside = menu.addAction(self._tr("同一级的标题…"))
            header = parts.desk.panes[number].header
            beside.triggered.connect(lambda: header.list_beside(trail[-1]))
        parts.actions.fill_menu(menu, "collect", "open_original", "show_original")
        pop_up(menu, place, self._tr("本栏"))


def _words(text: str) -> str:
    return (text if len(text) <= LONGEST else text[:LONGEST] + "…").replace("&", "&&")
