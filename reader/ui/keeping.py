"""Keeps the session: soon after every change, so that not even a crash loses much of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer

from reader.errors import ReaderError
from reader.ui.session import PaneState, Session
from reader.ui.tasks import TaskRunner
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.ui.window import MainWindow

SAVE_MS = 800


class Keeping(QObject):
    """Reads the state of a window and brings it back."""

    def __init__(self, window: "MainWindow", tasks: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._soon = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._soon.timeout.connect(self._save)

    def set_workspace(self, workspace: Workspace) -> None:
        """Come back to where the user was in a library."""
        self._workspace = workspace
        self._restore(Session.from_json(workspace.load_session()))

    def soon(self) -> None:
        """Something has changed: keep it in a moment, also while changes go on."""
        if not self._soon.isActive():
            self._soon.start()

    def now(self) -> None:
        """Keep it before the window or the library goes; waits for the disk."""
        self._soon.stop()
        self._tasks.cancel("session")
        if self._workspace is not None:
            try:
                self._workspace.save_session(self.session().to_json())
            except ReaderError as error:
                self._window.show_problem(error)

    def open_first(self) -> None:
        """A library that was never read: open its first documents side by side."""
        window = self._window
        records = sorted(window.shelf.records.values(), key=lambda r: (r.path, r.part))
        for number, record in enumerate(records[:2]):
            window.desk.restore(number, PaneState(record.document))
        window.desk.activate(0)

    def _save(self) -> None:
        workspace = self._workspace
        if workspace is not None:
            session = self.session().to_json()
            self._tasks.run(
                lambda job: None if job.cancelled() else workspace.save_session(session),
                lambda _: None,
                self._window.show_problem,
                "session",
            )

    def session(self) -> Session:
        """What the window looks like now."""
        window = self._window
        return Session(
            panes=(window.desk.state(0), window.desk.state(1)),
            active=window.desk.active.number,
            split=window.desk.split,
            sidebar=not window.sidebar.isHidden(),
            sidebar_width=window.splitter.sizes()[0] or Session().sidebar_width,
            panel=window.sidebar.panel,
            query=window.box.text(),
            theme=window.sidebar.themes.current() or "",
            order=window.sidebar.documents.order,
            geometry=bytes(window.saveGeometry().toBase64().data()).decode(),
        )

    def _restore(self, session: Session) -> None:
        window = self._window
        if session.geometry:
            window.restoreGeometry(QByteArray.fromBase64(session.geometry.encode()))
        window.actions_by_key["sidebar"].setChecked(session.sidebar)
        window.splitter.setSizes([session.sidebar_width, max(400, window.width())])
        window.sidebar.documents.set_order(session.order)
        window.desk.set_split(True)
        if all(pane.document is None for pane in session.panes):
            self.open_first()
        for number, pane in enumerate(session.panes):
            if pane.document in window.shelf.records:
                window.desk.restore(number, pane)
        window.desk.activate(session.active)
        window.desk.set_split(session.split)
        window.sidebar.show_panel(session.panel)
        window.theming.restore(session.theme)
        window.finding.set_query(session.query)
