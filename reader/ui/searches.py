"""Recent and saved searches, in a menu at the end of the search box."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from reader.errors import ReaderError
from reader.library.model import RecentQuery
from reader.ui.appearance import Appearance
from reader.ui.finding.finding import Finding
from reader.ui.menus import pop_up
from reader.ui.part import LibraryPart, Means
from reader.ui.tasks import Job
from reader.workspace.model import SavedSearch, SearchScope

MOST_RECENT = 12
LONGEST = 40

Lists = tuple[tuple[RecentQuery, ...], tuple[SavedSearch, ...]]


class Searches(LibraryPart):
    """Offers what was searched for before, and keeps what the user wants to keep."""

    notice = Signal(str)

    def __init__(self, means: Means, box: QLineEdit, finding: Finding) -> None:
        super().__init__(means)
        self._box = box
        self._finding = finding
        self._action = QAction(means.tr("最近和保存的搜索"), self)
        self._action.setObjectName("search_history")
        self._action.triggered.connect(self.open)
        box.addAction(self._action, QLineEdit.ActionPosition.LeadingPosition)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self._action.setIcon(appearance.icon("search", "muted", 16))

    def open(self) -> None:
        """Show the menu as soon as the lists have been read."""
        workspace = self._workspace
        if workspace is None:
            return

        def read(_job: Job) -> Lists:
            return workspace.queries.recent(MOST_RECENT), workspace.queries.saved()

        self._tasks.run(read, self._show, self.failed.emit, "search history")

    def _show(self, lists: Lists) -> None:
        recent, saved = lists
        tr, menu = self._tr, QMenu(self._box)
        menu.setObjectName("search_history_menu")
        now, scope = self._finding.query, self._finding.scope
        keep = menu.addAction(tr("保存这次搜索"), partial(self._save, now, scope))
        keep.setEnabled(bool(now))
        if saved:
            _add_heading(menu, tr("保存的搜索"))
            for item in saved:
                menu.addAction(
                    _short(item.name), partial(self._finding.search, item.query, item.scope)
                )
            forget = menu.addMenu(tr("删除保存的搜索"))
            for item in saved:
                forget.addAction(_short(item.name), partial(self._remove, item.name))
        if recent:
            _add_heading(menu, tr("最近的搜索"))
            for query in recent:
                menu.addAction(
                    _short(query.text), partial(self._finding.search, query.text, SearchScope())
                )
        place = self._box.mapToGlobal(QPoint(0, self._box.height() + 2))
        pop_up(menu, place, tr("最近和保存的搜索"))

    def _save(self, query: str, scope: SearchScope) -> None:
        workspace = self._workspace
        if workspace is not None:
            said = self._tr("已保存搜索：{query}", query=query)
            self._tasks.run(
                lambda _job: workspace.queries.save(query, query, scope),
                lambda _: self.notice.emit(said),
                self._fail,
            )

    def _remove(self, name: str) -> None:
        workspace = self._workspace
        if workspace is not None:
            said = self._tr("已删除保存的搜索：{name}", name=name)
            self._tasks.run(
                lambda _job: workspace.queries.remove(name),
                lambda _: self.notice.emit(said),
                self._fail,
            )

    def _fail(self, error: ReaderError) -> None:
        self.failed.emit(error)


def _add_heading(menu: QMenu, name: str) -> None:
    """A line that can be read: not every style writes the name of a section."""
    menu.addSeparator()
    menu.addAction(name).setEnabled(False)


def _short(text: str) -> str:
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return short.replace("&", "&&")
