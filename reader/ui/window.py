"""The main window: puts the parts together and lets them talk to each other."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QWidget,
)

from reader.documents.model import Passage
from reader.errors import ReaderError
from reader.importers.model import ImportReport
from reader.library.model import Bookmark
from reader.messages import Translator
from reader.settings import Settings
from reader.ui import sidebar as panels
from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.bookmarking import Bookmarking
from reader.ui.commanding import Commanding
from reader.ui.desk import Desk
from reader.ui.finding import Finding
from reader.ui.importing import Importing
from reader.ui.session import PaneState, Session
from reader.ui.shelf import Shelf
from reader.ui.sidebar import Sidebar
from reader.ui.status import StatusLine
from reader.ui.tasks import TaskRunner
from reader.ui.theming import Theming
from reader.workspace.workspace import Workspace

SAVE_MS = 800


class MainWindow(QMainWindow):
    """One window on one library at a time.

    `library_wanted(kind)` asks whoever made the window for another library: "new", "open",
    "starter" or the path of a recent one; `settings_changed` carries what is to be kept.
    """

    library_wanted = Signal(str)
    settings_changed = Signal(object)
    closing = Signal()

    def __init__(
        self,
        settings: Settings,
        appearance: Callable[[str], Appearance],
        tr: Translator,
        tasks: TaskRunner,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.resize(1280, 820)
        self._tr = tr
        self._tasks = tasks
        self._workspace: Workspace | None = None
        look = appearance(settings.palette)
        self.sidebar = Sidebar(look, tr)
        self.desk = Desk(tasks, look, settings.text_size, tr, lambda: self.sidebar.panel)
        self.box = _search_box(tr)
        self.finding = Finding(self.box, self.sidebar.results, tasks, tr)
        self.theming = Theming(self.sidebar.themes, tasks, tr)
        self.bookmarking = Bookmarking(self.sidebar.bookmarks, tasks, tr, self)
        self.importing = Importing(tasks, tr, self)
        self.shelf = Shelf(self.sidebar.documents, tasks, tr, self)
        self.status = StatusLine(tr, self.importing.strip)
        self.setStatusBar(self.status)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(self.desk.widget)
        self.splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self.splitter)
        self.actions_by_key = Actions(self, tr)
        self.toolbar = self._make_toolbar()
        self.commanding = Commanding(self, settings, appearance, tr)
        self._connect_parts()
        self._save_soon = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save_soon.timeout.connect(self._save_session)

    def _make_toolbar(self) -> QToolBar:
        toolbar = QToolBar(self._tr("工具栏"))
        toolbar.setObjectName("toolbar")
        toolbar.setMovable(False)
        toolbar.setIconSize(QSize(18, 18))
        toolbar.toggleViewAction().setEnabled(False)
        self.addToolBar(toolbar)
        actions = self.actions_by_key
        actions.add_button(toolbar, "sidebar", "toggle_sidebar")
        actions.add_button(toolbar, "back")
        actions.add_button(toolbar, "forward")
        toolbar.addWidget(_spring())
        toolbar.addWidget(self.box)
        toolbar.addWidget(_spring())
        actions.add_button(toolbar, "split")
        actions.add_button(toolbar, "add_bookmark")
        actions.add_menu_button(
            toolbar, "import", self._tr("导入"), "import", ("import_files", "import_folder")
        )
        actions.add_menu_button(
            toolbar, "palette", self._tr("配色"), "palette", ("light", "sepia", "dark")
        )
        actions.add_button(toolbar, "smaller", "text_smaller")
        actions.add_button(toolbar, "larger", "text_larger")
        return toolbar

    # The library

    @property
    def workspace(self) -> Workspace | None:
        """The library that is open."""
        return self._workspace

    def set_workspace(self, workspace: Workspace) -> None:
        """Work on a library: show its documents and come back to where the user was."""
        previous = self._workspace
        if previous is not None:
            self.save_session_now()
        self._workspace = workspace
        for part in (self.shelf, self.desk, self.finding, self.theming):
            part.set_workspace(workspace)
        for owner in (self.bookmarking, self.importing):
            owner.set_workspace(workspace)
        if previous is not None:
            previous.close()
        self.commanding.set_writable(not workspace.read_only)
        name = workspace.name
        if workspace.read_only:
            name = self._tr("{name}（只读）", name=name)
        self.setWindowTitle(self._tr("{name} — 案头", name=name))
        self._show_totals()
        self._restore(Session.from_json(workspace.load_session()))

    def _show_totals(self) -> None:
        self.status.set_totals(
            self._tr(
                "{count} 篇　{characters} 字",
                count=len(self.shelf.records),
                characters=f"{self.shelf.characters:,}",
            )
        )

    # The session

    def _restore(self, session: Session) -> None:
        if session.geometry:
            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode()))
        self.actions_by_key["sidebar"].setChecked(session.sidebar)
        self.splitter.setSizes([session.sidebar_width, max(400, self.width())])
        self.sidebar.documents.set_order(session.order)
        self.desk.set_split(True)
        if all(pane.document is None for pane in session.panes):
            self.open_first()
        for number, pane in enumerate(session.panes):
            if pane.document in self.shelf.records:
                self.desk.restore(number, pane)
        self.desk.activate(session.active)
        self.desk.set_split(session.split)
        self.sidebar.show_panel(session.panel)
        self.theming.restore(session.theme)
        self.finding.set_query(session.query)

    def open_first(self) -> None:
        """A library that was never read: open its first documents side by side."""
        records = sorted(self.shelf.records.values(), key=lambda r: (r.path, r.part))
        for number, record in enumerate(records[:2]):
            self.desk.restore(number, PaneState(record.document))
        self.desk.activate(0)

    def _session(self) -> Session:
        return Session(
            panes=(self.desk.state(0), self.desk.state(1)),
            active=self.desk.active.number,
            split=self.desk.split,
            sidebar=not self.sidebar.isHidden(),
            sidebar_width=self.splitter.sizes()[0] or Session().sidebar_width,
            panel=self.sidebar.panel,
            query=self.box.text(),
            theme=self.sidebar.themes.current() or "",
            order=self.sidebar.documents.order,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )

    def _save_session(self) -> None:
        workspace = self._workspace
        if workspace is not None:
            session = self._session().to_json()
            self._tasks.run(
                lambda _job: workspace.save_session(session),
                lambda _: None,
                self.show_problem,
                "session",
            )

    def save_session_now(self) -> None:
        """Keep the session before something else happens."""
        if self._workspace is not None:
            self._save_soon.stop()
            self._workspace.save_session(self._session().to_json())

    # What the parts tell each other

    def _connect_parts(self) -> None:
        side = self.sidebar
        side.documents.open_wanted.connect(self.desk.open)
        for part in (side.contents, side.themes, side.results):
            part.passage_wanted.connect(self.desk.show)
        for listing in (side.themes, side.results):
            listing.passage_menu_wanted.connect(self._passage_menu)
        side.bookmarks.bookmark_wanted.connect(self._show_bookmark)
        side.panel_changed.connect(lambda _: self._save_soon.start())
        self.finding.shown.connect(lambda: side.show_panel(panels.RESULTS))
        self.finding.hits_changed.connect(self._mark_hits)
        self.theming.passage_wanted.connect(self.desk.show)
        self.theming.shown.connect(lambda: side.show_panel(panels.THEMES))
        self.bookmarking.changed.connect(self._mark_bookmarks)
        self.bookmarking.removed.connect(self._offer_undo)
        self.importing.finished.connect(self._imported)
        self.importing.document_wanted.connect(self.desk.open)
        self.shelf.changed.connect(self._texts_changed)
        self.shelf.index_ready.connect(self._index_ready)
        self.shelf.annotations_changed.connect(self.bookmarking.refresh)
        self.shelf.notice.connect(self.status.notice)
        for problem in (
            self.shelf.failed,
            self.desk.failed,
            self.theming.failed,
            self.bookmarking.failed,
            self.importing.failed,
        ):
            problem.connect(self.show_problem)
        self.desk.text_shown.connect(self._text_shown)
        self.desk.active_changed.connect(self._active_changed)
        self.desk.paragraph_changed.connect(self._paragraph_changed)
        self.desk.panel_wanted.connect(side.show_panel)
        self.desk.navigator.changed.connect(lambda: self._save_soon.start())
        for pane in self.desk.panes:
            pane.bookmark_wanted.connect(self.bookmark)
            pane.theme_chosen.connect(self._theme_of_passage)
            pane.menu_wanted.connect(self.commanding.pane_menu)

    def bookmark(self, number: int) -> None:
        """Keep a bookmark on what the user means in a pane."""
        passage = self.desk.panes[number].view.current_passage()
        if passage is not None:
            self.bookmarking.add(passage)
            self.status.notice(self._tr("已加书签：{words}", words=passage.text[:30]))

    def _passage_menu(self, passage: Passage, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self._tr("在左栏打开"), lambda: self.desk.show(passage, 0))
        menu.addAction(self._tr("在右栏打开"), lambda: self.desk.show(passage, 1))
        menu.exec(place)
        menu.deleteLater()

    def _show_bookmark(self, bookmark: Bookmark) -> None:
        if bookmark.passage is not None:
            self.desk.show(bookmark.passage)
        else:
            words = bookmark.annotation.selector.exact[:60]
            self.status.notice(self._tr("原文中已找不到这段文字：{words}", words=words))

    def _theme_of_passage(self, pane: int, theme: str) -> None:
        self.desk.activate(pane)
        self.actions_by_key["sidebar"].setChecked(True)
        self.sidebar.show_panel(panels.THEMES)
        self.theming.choose(theme)

    def _text_shown(self, number: int) -> None:
        pane = self.desk.panes[number]
        pane.set_marks(self.bookmarking.marks(pane.document))
        if number == self.desk.active.number:
            self._active_changed(number)
        self._tag(number)
        self._save_soon.start()

    def _active_changed(self, _number: int) -> None:
        pane = self.desk.active
        self.sidebar.contents.set_text(pane.text)
        self.sidebar.documents.select(pane.document)
        self.commanding.set_readable(pane.document is not None)
        self._update_position()
        self._save_soon.start()

    def _paragraph_changed(self, number: int, paragraph: int) -> None:
        self._tag(number)
        if number == self.desk.active.number:
            self.sidebar.contents.follow(paragraph)
            self._update_position()
        self._save_soon.start()

    def _tag(self, number: int) -> None:
        pane = self.desk.panes[number]
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self.theming.tag(pane, paragraph.number)

    def _mark_hits(self, hits: object) -> None:
        for pane in self.desk.panes:
            pane.set_hits(hits if callable(hits) else None)
        self._save_soon.start()

    def _mark_bookmarks(self) -> None:
        for pane in self.desk.panes:
            pane.set_marks(self.bookmarking.marks(pane.document))

    def _index_ready(self) -> None:
        self.theming.refresh()
        self.finding.repeat()
        for pane in self.desk.panes:
            self._tag(pane.number)

    def _texts_changed(self, changed: set[str], gone: set[str]) -> None:
        self._show_totals()
        self.desk.forget(gone)
        self.desk.reload(changed)
        if all(pane.document is None for pane in self.desk.panes):
            self.open_first()
        self.bookmarking.refresh()

    def _imported(self, report: ImportReport) -> None:
        self.shelf.refresh()
        self.status.notice(
            self._tr(
                "导入完成：{count} 篇，未导入 {failed} 个文件",
                count=len(report.documents),
                failed=len(report.failed),
            )
        )

    def show_problem(self, error: ReaderError) -> None:
        """Say in one line what went wrong."""
        self.status.notice(self._tr.render(error.message))

    def _offer_undo(self, bookmark: Bookmark) -> None:
        words = bookmark.annotation.selector.exact[:30]
        self.status.notice(
            self._tr("已删除书签：{words}", words=words),
            lambda: self.bookmarking.restore(bookmark),
        )

    def _update_position(self) -> None:
        pane = self.desk.active
        paragraph = pane.view.current_paragraph()
        if pane.text is None or paragraph is None:
            self.status.set_position("")
            return
        total = len(pane.text.paragraphs)
        self.status.set_position(
            self._tr(
                "第 {number} 段，共 {total} 段　已读 {percent}%",
                number=paragraph.number,
                total=total,
                percent=round(100 * paragraph.number / total),
            )
        )

    # Qt

    def come_forward(self) -> None:
        """Another start of the program on the same library: show this window."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere in the window."""
        writable = self._workspace is not None and not self._workspace.read_only
        if writable and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        urls = event.mimeData().urls()
        self.importing.start([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the session, then let go of the library."""
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self and dialog.parent() is self:
                dialog.close()
        self.save_session_now()
        self.closing.emit()
        event.accept()


def _search_box(tr: Translator) -> QLineEdit:
    box = QLineEdit()
    box.setObjectName("search_box")
    box.setAccessibleName(tr("搜索框"))
    box.setPlaceholderText(tr("搜索全部文献　Ctrl+K"))
    box.setClearButtonEnabled(True)
    box.setMinimumWidth(260)
    box.setMaximumWidth(560)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
