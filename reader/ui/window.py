"""The main window: puts the parts together and lets them talk to each other."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QSplitter, QWidget

from reader.errors import ReaderError
from reader.messages import Translator
from reader.settings import Settings
from reader.ui import panels
from reader.ui.appearance import Appearance
from reader.ui.desk import Desk
from reader.ui.memory import give_back
from reader.ui.session import Session
from reader.ui.tasks import TaskRunner
from reader.ui.typesetting import text_style
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from reader.importers.model import ImportReport
    from reader.library.model import Bookmark
    from reader.workspace.model import Match, SearchScope

FIRST_SIZE = (1440, 900)
# Room for the title bar and borders that the window manager adds.
FRAME = (4, 36)
# After the index is there: long enough for all that is asked of it at first.
SETTLED_MS = 3000
# About what menus and tool bar take: the pages should not move when these come.
TOP, LOW_TOP = 88, 62
# In a window that is lower (pixels; a small screen at 200 %) nothing stands as far apart.
LOW = 460


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
        room = self.screen().availableSize() - QSize(*FRAME)
        self.resize(QSize(*FIRST_SIZE).boundedTo(room))
        self._low = self.height() < LOW
        self.setProperty("low", self._low)
        self._tr = tr
        self._tasks = tasks
        self._settings = settings
        self._make_appearance = appearance
        self._workspace: Workspace | None = None
        self.furnished = False
        look = appearance(settings.palette)
        style = text_style(settings, look.colours)
        self.desk = Desk(tasks, look, style, tr, self._beside)
        # what is connected to a part without a parent would keep the window after its end
        self.desk.setParent(self)
        self._room = QFrame()
        self._room.setObjectName("sidebar")
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._room)
        self.splitter.addWidget(self.desk.widget)
        self.splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self.splitter)
        top = QWidget()
        top.setFixedHeight(LOW_TOP if self._low else TOP)
        self.setMenuWidget(top)
        QApplication.setPalette(look.qt_palette)
        self.setStyleSheet(look.style_sheet)

    def furnish(self) -> None:
        """Make all that is beside the two pages; these are painted before it is even loaded."""
        from reader.ui.commanding import Commanding
        from reader.ui.foreign import ForeignDialogs
        from reader.ui.furniture import furnish
        from reader.ui.helping import Helping
        from reader.ui.keeping import Keeping
        from reader.ui.picturing import Picturing
        from reader.ui.reading.spoken import Listener

        look = self._make_appearance(self._settings.palette)
        self.setMenuWidget(None)  # type: ignore[arg-type]
        parts = furnish(self, self.desk, self.splitter, look, self._tasks, self._tr)
        self.sidebar, self.box, self.actions_by_key = parts.sidebar, parts.box, parts.actions
        self.finding, self.searches, self.theming = parts.finding, parts.searches, parts.theming
        self.margins, self.linking = parts.margins, parts.linking
        self.comparing, self.maximising = parts.comparing, parts.maximising
        self.deciding = parts.deciding
        self.bookmarking, self.importing = parts.bookmarking, parts.importing
        self.text_finding = parts.text_finding
        self.correcting = parts.correcting
        self.shelf, self.status, self.undoing = parts.shelf, parts.status, parts.undoing
        self.collecting, self.pasting = parts.collecting, parts.pasting
        self.originals, self.opened = parts.originals, parts.opened
        self.choices, self.recent = parts.choices, parts.recent
        self.printing = parts.printing
        self.watched = parts.watched
        sizes = self.splitter.sizes()
        self.splitter.replaceWidget(0, self.sidebar)
        self._room.deleteLater()
        self.splitter.setSizes(sizes)
        self.commanding = Commanding(self, parts, self._settings, self._make_appearance, self._tr)
        self.keeping = Keeping(self, parts, self._tasks)
        self.picturing = Picturing(self.desk.panes, self._tasks, self._tr, self)
        if self._workspace is not None:
            self.picturing.set_workspace(self._workspace)
        ForeignDialogs(self)
        self.helping = Helping(self, parts.actions, self._tasks, self._tr, self._settings)
        self._connect_parts()
        Listener(tuple(pane.view for pane in self.desk.panes), self)
        self.furnished = True
        if self._workspace is not None:
            self._settle(self._workspace, Session.from_json(self._workspace.load_session()))

    def _beside(self) -> tuple[int, object]:
        """The panel in front, and what is chosen there."""
        return self.choices.now() if self.furnished else (panels.DOCUMENTS, None)

    # The library

    @property
    def workspace(self) -> Workspace | None:
        """The library that is open."""
        return self._workspace

    def set_workspace(self, workspace: Workspace) -> None:
        """Work on a library: show its documents and come back to where the user was."""
        previous = self._workspace
        if previous is not None:
            if self.furnished:
                self.keeping.now()
            self._tasks.drop_all(previous.close)
        self._workspace = workspace
        name = workspace.name
        if workspace.read_only:
            name = self._tr("{name}（只读）", name=name)
        self.setWindowTitle(self._tr("{name} — 案头", name=name))
        session = Session.from_json(workspace.load_session())
        self.desk.set_workspace(workspace)
        self._show_pages(session, workspace)
        if self.furnished:
            self._settle(workspace, session)

    def _show_pages(self, session: Session, workspace: Workspace) -> None:
        """What somebody wants to see first: the texts where they were left."""
        if session.geometry:
            from PySide6.QtCore import QByteArray

            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode()))
        if not self.furnished:
            self._room.setVisible(session.sidebar and not session.maximised)
        beside = min(session.sidebar_width, self.width() // 3)
        self.splitter.setSizes([beside, max(400, self.width() - beside)])
        self.desk.set_split(True)
        for number, pane in enumerate(session.panes):
            if pane.document is None or not workspace.holds(pane.document):
                continue
            # Nothing else can be done before the first paint: no need for another thread.
            text = None if self.furnished else workspace.read(pane.document)
            self.desk.restore(number, pane, text)
        self.desk.activate(session.active)
        self.desk.set_share(session.left_share)
        self.desk.set_split(session.split and not session.maximised)
        self.desk.active.view.setFocus()

    def _settle(self, workspace: Workspace, session: Session) -> None:
        """Let everything beside the pages work on the library."""
        self.undoing.clear()
        self.collecting.set_workspace(workspace, session.node)
        self.pasting.set_workspace(workspace)
        self.originals.set_workspace(workspace)
        self.printing.set_workspace(workspace)
        for part in (self.shelf, self.finding, self.theming, self.deciding, self.margins):
            part.set_workspace(workspace)
        for owner in (
            self.bookmarking,
            self.importing,
            self.searches,
            self.text_finding,
            self.recent,
        ):
            owner.set_workspace(workspace)
        self.watched.set_workspace(workspace)
        self.correcting.set_workspace(workspace)
        self.commanding.set_workspace(workspace)
        self.picturing.set_workspace(workspace)
        self._show_totals()
        self.keeping.set_workspace(workspace, session)
        for pane in self.desk.panes:
            if pane.document is not None:
                self._text_shown(pane.number)
        self._active_changed(self.desk.active.number)
        self.desk.settle_beside()

    def _show_totals(self) -> None:
        self.status.set_totals(
            self._tr(
                "{count} 篇　{characters} 字",
                count=len(self.shelf.records),
                characters=f"{self.shelf.characters:,}",
            )
        )

    # What the parts tell each other

    def _connect_parts(self) -> None:
        side = self.sidebar
        self.commanding.library_wanted.connect(self.library_wanted)
        self.commanding.settings_changed.connect(self.settings_changed)
        self.commanding.settings_changed.connect(self.helping.set_settings)
        self.helping.change_wanted.connect(self.commanding.change_shortcuts)
        side.documents.open_wanted.connect(self.desk.open)
        for part in (side.contents, side.themes, side.results):
            part.passage_wanted.connect(self.desk.show)
        for panel in (side.documents, side.themes, side.results):
            panel.opened.connect(self._read_on)
        side.documents.order_changed.connect(self.keeping.soon)
        side.documents.node_changed.connect(self.keeping.soon)
        side.results.keep_wanted.connect(self.commanding.documents.keep_search)
        self.pasting.files_wanted.connect(self.importing.start)
        self.pasting.changed.connect(self.shelf.refresh)
        self.pasting.added.connect(self.desk.open)
        self.pasting.notice.connect(self.status.notice)
        side.documents.original_wanted.connect(self.originals.open)
        side.documents.place_wanted.connect(self.originals.show_place)
        self.originals.notice.connect(self.status.notice)
        self.printing.notice.connect(self.status.notice)
        self.originals.changed.connect(self.shelf.refresh)
        self.collecting.shown.connect(lambda: side.show_panel(panels.DOCUMENTS))
        self.collecting.changed.connect(self._folders_changed)
        self.collecting.scope_wanted.connect(self._search_in)
        self.collecting.search_wanted.connect(self.finding.search)
        side.bookmarks.bookmark_wanted.connect(self._show_bookmark)
        side.panel_changed.connect(lambda _: self.keeping.soon())
        self.finding.shown.connect(lambda: side.show_panel(panels.RESULTS))
        side.results.match_wanted.connect(self._show_match)
        self.finding.notice.connect(self.status.notice)
        self.searches.notice.connect(self.status.notice)
        self.finding.left.connect(lambda: self.desk.active.view.setFocus())
        self.finding.hits_changed.connect(self._mark_hits)
        self.deciding.changed.connect(self._themes_changed)
        self.shelf.decisions_changed.connect(self._themes_changed)
        self.theming.passage_wanted.connect(self.desk.show)
        self.theming.shown.connect(lambda: side.show_panel(panels.THEMES))
        self.bookmarking.changed.connect(self._mark_bookmarks)
        self.actions_by_key["view_picture"].triggered.connect(
            lambda: self.picturing.open_near(self.desk.active.number)
        )
        self.recent.notice.connect(self.status.notice)
        self.recent.changed.connect(self._show_recent)
        self.undoing.said.connect(self._say)
        self.importing.advanced.connect(self.shelf.follow)
        self.importing.changed.connect(lambda: self.shelf.set_followed(self.importing.running))
        self.importing.finished.connect(self._imported)
        self.importing.document_wanted.connect(self.desk.open)
        self.linking.changed.connect(self.keeping.soon)
        self.comparing.changed.connect(self.keeping.soon)
        self.maximising.changed.connect(lambda _: self.keeping.soon())
        self.desk.shared.connect(self.keeping.soon)
        self.splitter.splitterMoved.connect(lambda *_: self.keeping.soon())
        for asking in (self.importing, side.documents):
            asking.correction_wanted.connect(self.correcting.correct)
        self.correcting.applied.connect(self._corrected)
        self.correcting.left.connect(self._offer_again)
        self.correcting.import_wanted.connect(self.importing.start_corrected)
        self.shelf.changed.connect(self._texts_changed)
        self.shelf.came.connect(self.desk.welcome)
        self.shelf.index_ready.connect(self._index_ready)
        self.shelf.index_advanced.connect(self.finding.repeat)
        self.shelf.annotations_changed.connect(self.bookmarking.refresh)
        self.shelf.notice.connect(self.status.notice)
        self._connect_watched()
        for problem in (
            self.shelf.failed,
            self.desk.failed,
            self.theming.failed,
            self.deciding.failed,
            self.margins.failed,
            self.comparing.failed,
            self.bookmarking.failed,
            self.undoing.failed,
            self.collecting.failed,
            self.pasting.failed,
            self.originals.failed,
            self.importing.failed,
            self.correcting.failed,
            self.searches.failed,
            self.text_finding.failed,
            self.helping.failed,
            self.keeping.failed,
            self.recent.failed,
        ):
            problem.connect(self.show_problem)
        self.desk.text_shown.connect(self._text_shown)
        self.desk.active_changed.connect(self._active_changed)
        self.desk.paragraph_changed.connect(self._paragraph_changed)
        self.desk.panel_wanted.connect(side.show_panel)
        self.desk.choice_wanted.connect(self.choices.choose_again)
        self.desk.navigator.changed.connect(lambda: self.keeping.soon())
        self.desk.split_changed.connect(lambda _: self.keeping.soon())
        self.actions_by_key["sidebar"].toggled.connect(lambda _: self.keeping.soon())
        for pane in self.desk.panes:
            pane.view.scrolled.connect(self._update_position)
            pane.bookmark_wanted.connect(self.commanding.bookmark)
            pane.theme_chosen.connect(self._theme_of_passage)
            pane.menu_wanted.connect(self.commanding.pane_menu)

    def _connect_watched(self) -> None:
        watched = self.watched
        self.shelf.index_ready.connect(watched.begin)
        self.shelf.changed.connect(lambda _changed, _gone: watched.refresh())
        watched.texts_changed.connect(self.shelf.refresh)
        watched.lost_changed.connect(self.sidebar.documents.set_lost)
        watched.remove_wanted.connect(self.shelf.remove)
        watched.document_wanted.connect(self.desk.open)
        self.importing.watch_wanted.connect(watched.add)
        watched.notice.connect(self.status.notice)
        watched.failed.connect(self.show_problem)

    def _show_recent(self) -> None:
        self.sidebar.results.set_recent(self.recent.matches())

    def _read_on(self) -> None:
        """Enter in a list opens what is chosen, and the keyboard goes on in its text."""
        self.desk.active.view.setFocus()

    def _show_match(self, match: "Match") -> None:
        from reader.workspace.model import MatchKind

        if match.kind is MatchKind.COMMAND:
            self._run_command(match.key)
        elif match.passage is not None:
            self.desk.show(match.passage)
        elif match.kind in (MatchKind.DOCUMENT, MatchKind.PASSAGE):
            self.desk.open(match.key)
        else:
            self.theming.choose(match.key)
        if not match.exact:
            self.status.notice(self._changed_reference(match))

    def _changed_reference(self, match: "Match") -> str:
        """A reference to words that are there no more."""
        if match.passage is None:
            return self._tr("引用的原话在这篇文献里已找不到")
        return self._tr(
            "引用的原话在文中已找不到，转到了原来的第 {number} 段", number=match.passage.paragraph
        )

    def _run_command(self, key: str) -> None:
        """The box was used to call a command: it is empty again, and the text has the keyboard."""
        self.box.clear()
        self.desk.active.view.setFocus()
        self.actions_by_key[key].trigger()

    def _show_bookmark(self, bookmark: "Bookmark") -> None:
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
        self.picturing.show(number)
        pane.set_marks(self.bookmarking.marks(pane.document))
        if number == self.desk.active.number:
            self._active_changed(number)
        self._tag(number)
        self.keeping.soon()

    def _active_changed(self, _number: int) -> None:
        pane = self.desk.active
        self.sidebar.contents.set_text(pane.text)
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self.sidebar.contents.follow(paragraph.number)
        self.sidebar.documents.select(pane.document)
        self.commanding.set_readable(pane.text)
        self._update_position()
        self.keeping.soon()

    def _paragraph_changed(self, number: int, paragraph: int) -> None:
        self._tag(number)
        if number == self.desk.active.number:
            self.sidebar.contents.follow(paragraph)
            self._update_position()
        self.keeping.soon()

    def _tag(self, number: int) -> None:
        pane = self.desk.panes[number]
        paragraph = pane.view.current_paragraph()
        if paragraph is not None:
            self.theming.tag(pane, paragraph.number)

    def _mark_hits(self, hits: object) -> None:
        self.text_finding.mark_hits(hits if callable(hits) else None)
        self.keeping.soon()

    def _mark_bookmarks(self) -> None:
        for pane in self.desk.panes:
            pane.set_marks(self.bookmarking.marks(pane.document))

    def _index_ready(self) -> None:
        # The themes, which this asks for, take the most memory for a while.
        QTimer.singleShot(
            SETTLED_MS,
            self,
            lambda: self._tasks.run(lambda _job: give_back(), lambda _: None, self.show_problem),
        )
        self._themes_changed()

    def _themes_changed(self) -> None:
        """Themes have other passages, and with them searches and folders."""
        self.theming.refresh()
        self.margins.refresh()
        self.finding.repeat()
        self.collecting.refresh_found()
        for pane in self.desk.panes:
            self._tag(pane.number)

    def _folders_changed(self) -> None:
        """A search that looks into folders may find something else now."""
        if self.finding.scope.collections:
            self.finding.set_scope(self.finding.scope)

    def _search_in(self, scope: "SearchScope") -> None:
        """Search in nothing but this, and let the user write what for."""
        self.finding.set_scope(scope)
        self.sidebar.show_panel(panels.RESULTS)
        self.box.setFocus()
        self.box.selectAll()

    def _texts_changed(self, changed: set[str], gone: set[str]) -> None:
        self._show_totals()
        self.desk.forget(gone)
        self.desk.reload(changed)
        if self.desk.empty:
            self.keeping.open_first()
        self.bookmarking.refresh()

    def _imported(self, report: "ImportReport") -> None:
        self.shelf.refresh()
        counts = {"count": len(report.documents), "failed": len(report.failed)}
        if report.cancelled:
            text = self._tr("导入已取消：已处理 {count} 篇，未导入 {failed} 个文件", **counts)
        else:
            text = self._tr("导入完成：{count} 篇，未导入 {failed} 个文件", **counts)
        self.status.notice(text)

    def show_problem(self, error: ReaderError) -> None:
        """Say in one line what went wrong."""
        self.status.notice(self._tr.render(error.message))

    def _say(self, text: str, undoable: bool) -> None:
        """What was done, with a way back."""
        from reader.ui.status import Offer

        offer = Offer(self._tr("撤销"), self.undoing.undo) if undoable else None
        self.status.notice(text, offer)

    def _corrected(self, documents: frozenset[str]) -> None:
        """The panes show at the same place what became of their documents."""
        self.shelf.refresh()
        self.desk.reload(set(documents))

    def _offer_again(self, text: str, again: Callable[[], None]) -> None:
        """Nothing is lost with a dialog that was closed."""
        from reader.ui.status import Offer

        self.status.notice(text, Offer(self._tr("继续更正"), again))

    def _update_position(self) -> None:
        pane = self.desk.active
        paragraph = pane.view.current_paragraph()
        if pane.text is None or paragraph is None:
            self.status.set_position("")
            return
        read, total = pane.view.progress()
        place = {"number": paragraph.number, "total": len(pane.text.paragraphs)}
        if read < total:
            text = self._tr(
                "第 {number} 段，共 {total} 段　已读 {percent}%　还有 {rest} 字",
                **place,
                percent=100 * read // total,
                rest=f"{total - read:,}",
            )
        else:
            text = self._tr("第 {number} 段，共 {total} 段　已到文末", **place)
        self.status.set_position(text)

    def set_settings(self, settings: Settings) -> None:
        """Settings that were changed elsewhere (the library that is open)."""
        self._settings = settings
        if self.furnished:
            self.commanding.set_settings(settings)

    # Qt

    def come_forward(self) -> None:
        """Another start of the program on the same library: show this window."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """The size is kept with the session; in a low window nothing stands as far apart."""
        super().resizeEvent(event)
        low = self.height() < LOW
        if low != self._low:
            self._low = low
            self.setProperty("low", low)
            # Has the looks of all parts worked out anew.
            self.setStyleSheet(self.styleSheet())
        if self.furnished:
            self.keeping.soon()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Files and texts from other programs may be dropped anywhere in the window."""
        ours = event.source() is not None
        if self.furnished and not ours and self.pasting.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Take in what was dropped; files with Shift after a look at them."""
        from pathlib import Path

        from PySide6.QtCore import Qt

        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.correcting.preview([Path(url.toLocalFile()) for url in urls])
        else:
            self.pasting.take(event.mimeData())
        # Shift would mean to move the files, which takes them away from where they are.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Keep the session, then let go of the library."""
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self and dialog.parent() is self:
                dialog.close()
        if self.furnished:
            self.watched.stop()
            self.keeping.now()
        self.closing.emit()
        event.accept()
