"""The actions and menus that decide what belongs to a theme: in its list, and in the pages."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMainWindow, QMenu

from reader.documents.model import Passage
from reader.library.model import Decision
from reader.messages import Translator
from reader.ui.deciding import Named, passages_meant
from reader.ui.menus import name_menu
from reader.ui.pane import Pane
from reader.ui.parts import Parts
from reader.workspace.model import Entry

ON_ENTRY = ("theme_keep", "theme_remove", "theme_reset")


class EntryCommands(QObject):
    """Ties the list of a theme's passages and the pages to the user's decisions."""

    def __init__(self, window: QMainWindow, parts: Parts, tr: Translator) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._tr = tr
        panel = parts.sidebar.themes
        panel.remove_wanted.connect(self._remove)
        panel.lost_menu_wanted.connect(self._lost_menu)
        panel.passage_menu_wanted.connect(self._listed_menu)
        parts.sidebar.results.passage_menu_wanted.connect(self._found_menu)
        panel.entry_changed.connect(self._update)
        self._update()

    def commands(self) -> dict[str, Callable[[], object]]:
        """What to do for each action, by its key."""
        return {
            "theme_add": self._add,
            "theme_keep": self._keep,
            "theme_remove": self._parts.sidebar.themes.remove,
            "theme_reset": self._reset,
        }

    def fill_page(self, menu: QMenu, pane: Pane) -> None:
        """For what the user means in a page."""
        passages = passages_meant(pane)
        if passages:
            tags = self._parts.margins.tags(pane, passages[0].paragraph)
            self._parts.deciding.fill_paragraph(menu, passages, tags)

    # Inside

    @property
    def _theme(self) -> Named | None:
        """The theme whose passages are listed."""
        listed = self._parts.sidebar.themes.listed
        return None if listed is None else (listed.id, listed.name)

    def _own(self, entry: Entry) -> Named:
        theme = entry.entry.theme
        return theme, self._parts.sidebar.themes.name_of(theme) or theme

    def _update(self) -> None:
        """Only what is chosen in the list can be decided on there."""
        entry = self._parts.sidebar.themes.entry
        state = "" if entry is None else entry.entry.state.value
        for key, states in zip(
            ON_ENTRY,
            (
                ("automatic", "removed"),
                ("automatic", "added", "kept"),
                ("added", "kept", "removed"),
            ),
            strict=True,
        ):
            self._parts.actions[key].setEnabled(state in states)

    def _add(self) -> None:
        passages = passages_meant(self._parts.desk.active)
        if passages:
            self._parts.deciding.choose(passages)
        else:
            self._parts.status.notice(self._tr("先打开一篇文献，再选定要归入主题的段落"))

    def _keep(self) -> None:
        entry = self._parts.sidebar.themes.entry
        if entry is not None:
            self._parts.deciding.keep(*self._own(entry), (entry.entry.passage,))

    def _reset(self) -> None:
        theme, entry = self._theme, self._parts.sidebar.themes.entry
        if theme is not None and entry is not None:
            self._parts.deciding.reset(*theme, (entry.entry.passage,))

    def _remove(self, wanted: Entry | Decision) -> None:
        theme = self._theme
        if isinstance(wanted, Decision):
            self._parts.deciding.forget(wanted)
        elif theme is not None:
            self._parts.deciding.remove(*theme, (wanted.entry.passage,))

    def _listed_menu(self, passage: Passage, place: QPoint) -> None:
        """For a passage in the list of a theme."""
        theme, entry = self._theme, self._parts.sidebar.themes.entry_of(passage)
        menu = self._opening(passage)
        if theme is not None and entry is not None:
            self._parts.deciding.fill_entry(menu, theme, self._own(entry), entry)
        name_menu(menu, self._tr("主题条目"))
        menu.exec(place)
        menu.deleteLater()

    def _found_menu(self, passage: Passage, place: QPoint) -> None:
        """For a passage that a search found."""
        menu = self._opening(passage)
        menu.addSeparator()
        self._parts.deciding.fill_adding(menu, (passage,), whole=True)
        name_menu(menu, self._tr("搜索结果"))
        menu.exec(place)
        menu.deleteLater()

    def _opening(self, passage: Passage) -> QMenu:
        menu, desk = QMenu(self._window), self._parts.desk
        menu.addAction(self._tr("在左栏打开"), lambda: desk.show(passage, 0))
        menu.addAction(self._tr("在右栏打开"), lambda: desk.show(passage, 1))
        return menu

    def _lost_menu(self, decision: Decision, place: QPoint) -> None:
        menu = QMenu(self._window)
        self._parts.deciding.fill_lost(menu, decision)
        name_menu(menu, self._tr("主题条目"))
        menu.exec(place)
        menu.deleteLater()
