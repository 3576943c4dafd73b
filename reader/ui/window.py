"""The main window: its two pages first, then the parts beside them; the library it works on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QSplitter, QWidget

from reader.errors import ReaderError
from reader.messages import Translator
from reader.settings import Settings
from reader.ui import panels
from reader.ui.appearance import Appearance
from reader.ui.desk import Desk
from reader.ui.session import Session
from reader.ui.tasks import TaskRunner
from reader.ui.typesetting import text_style
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QResizeEvent,
    )

    from reader.ui.dropping import Dropping
    from reader.ui.parts import Parts

FIRST_SIZE = (1440, 900)
# Room for the title bar and borders that the window manager adds.
FRAME = (4, 36)
# About what menus and tool bar take: the pages should not move when these come.
TOP, LOW_TOP = 88, 62
# In a window that is lower (pixels; a small screen at 200 %) nothing stands as far apart.
LOW = 460
# In one that is narrower menus scroll: two columns of a long one would be wider than the screen.
NARROW = 640


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
        self._small = self._smallness()
        self._tr = tr
        self._tasks = tasks
        self._settings = settings
        self._make_appearance = appearance
        self._workspace: Workspace | None = None
        self.furnished = False
        self._drops: Dropping | None = None
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
        top.setFixedHeight(LOW_TOP if self._small[0] else TOP)
        self.setMenuWidget(top)
        QApplication.setPalette(look.qt_palette)
        self.setStyleSheet(look.style_sheet)

    def furnish(self) -> None:
        """Make all that is beside the two pages; these are painted before it is even loaded."""
        from reader.ui.commanding import Commanding
        from reader.ui.conversation import Conversation
        from reader.ui.foreign import ForeignDialogs
        from reader.ui.furniture import furnish
        from reader.ui.helping import Helping
        from reader.ui.keeping import Keeping
        from reader.ui.opening_sign import OpeningSigns
        from reader.ui.page_focus import PageFocus
        from reader.ui.picturing import Picturing
        from reader.ui.preferring import Preferring
        from reader.ui.reading.spoken import Listener
        from reader.ui.saying import Saying

        look = self._make_appearance(self._settings.palette)
        parts = furnish(self, self.desk, self.splitter, look, self._tasks, self._tr)
        self._hold(parts)
        self.preferring = Preferring(self, parts, self._settings, self._make_appearance, self._tr)
        self.commanding = Commanding(self, parts, self.preferring, self._tr)
        self.preferring.begin()
        self.keeping = Keeping(self, parts, self._tasks)
        self.picturing = Picturing(self.desk.panes, self._tasks, self._tr, self)
        if self._workspace is not None:
            self.picturing.set_workspace(self._workspace)
        ForeignDialogs(self)
        self.helping = Helping(self, parts.actions, self._tasks, self._tr, self._settings)
        self.saying = Saying(parts, self._tr, self)
        self.conversation = Conversation(
            parts,
            self.commanding,
            self.preferring,
            self.keeping,
            self.picturing,
            self.helping,
            self.saying,
            self._tr,
            self,
        )
        self.commanding.library_wanted.connect(self.library_wanted)
        self.preferring.settings_changed.connect(self.settings_changed)
        Listener(tuple(pane.view for pane in self.desk.panes), self._tr, self)
        OpeningSigns(self.desk, self._tr, self)
        PageFocus(tuple(pane.view for pane in self.desk.panes), self)
        self.furnished = True
        if self._workspace is not None:
            self._settle(self._workspace, Session.from_json(self._workspace.load_session()))

    def _hold(self, parts: "Parts") -> None:
        """Make the parts known by their names, and let the sidebar take its room."""
        self.parts = parts
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
            state = session.still_shown(number, workspace.holds)
            if state.document is None:
                continue
            # Nothing else can be done before the first paint: no need for another thread.
            at_once = state is pane and not self.furnished
            text = workspace.read(state.document) if at_once else None
            self.desk.restore(number, state, text)
        self.desk.activate(session.active)
        self.desk.set_share(session.left_share)
        self.desk.set_split(session.split and not session.maximised)
        self.desk.active.view.setFocus()

    def _settle(self, workspace: Workspace, session: Session) -> None:
        """Let everything beside the pages work on the library."""
        self.undoing.clear()
        self.collecting.set_workspace(workspace, session.node)
        for part in (*self.parts.working, self.commanding, self.picturing):
            part.set_workspace(workspace)
        self.saying.show_totals()
        self.keeping.set_workspace(workspace, session)
        for pane in self.desk.panes:
            if pane.document is not None:
                self.conversation.text_shown(pane.number)
        self.conversation.active_changed(self.desk.active.number)
        self.desk.ways.settle_beside()

    def show_problem(self, error: ReaderError) -> None:
        """Say in one line what went wrong."""
        self.saying.problem(error)

    def set_settings(self, settings: Settings) -> None:
        """Settings that were changed elsewhere (the library that is open)."""
        self._settings = settings
        if self.furnished:
            self.preferring.set_settings(settings)
            self.commanding.list_recent()

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
        before, self._small = self._small, self._smallness()
        if self._small != before:
            # Has the looks of all parts worked out anew.
            self.setStyleSheet(self.styleSheet())
        if self.furnished:
            self.keeping.soon()

    def _smallness(self) -> tuple[bool, bool]:
        """Whether the window is low, and whether it is narrow: the style sheet asks for these."""
        small = self.height() < LOW, self.width() < NARROW
        for name, is_so in zip(("low", "narrow"), small, strict=True):
            self.setProperty(name, is_so)
        return small

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Files and texts from other programs may be dropped anywhere in the window."""
        if self.furnished:
            self._dropping().enter(event)

    def dragLeaveEvent(self, _event: "QDragLeaveEvent") -> None:
        """They are dragged out again."""
        if self.furnished:
            self._dropping().leave()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Take in what was dropped."""
        self._dropping().drop(event)

    def _dropping(self) -> "Dropping":
        """Made when something is dragged here for the first time."""
        from reader.ui.dropping import Dropping

        if self._drops is None:
            self._drops = Dropping(self, self.pasting, self.correcting, self._tr)
        return self._drops

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
