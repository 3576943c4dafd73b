"""Keeps the session: soon after every change, so that not even a crash loses much of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from reader.errors import ReaderError
from reader.ui import kept_scope, kept_way
from reader.ui.linking import LinkKind
from reader.ui.maximising import Around
from reader.ui.parts import Parts
from reader.ui.session import PaneState, Session
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.workspace import Workspace

if TYPE_CHECKING:
    from reader.documents.positions import ReadingPosition

SAVE_MS = 800


class Keeping(QObject):
    """Reads the state of a window and brings it back."""

    failed = Signal(object)

    def __init__(self, window: QMainWindow, parts: Parts, tasks: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._tasks = tasks
        self._workspace: Workspace | None = None
        self._sidebar_width = Session().sidebar_width
        self._soon = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._soon.timeout.connect(self._save)

    def set_workspace(self, workspace: Workspace, session: Session) -> None:
        """Come back to where the user was in a library."""
        self._workspace = workspace
        self._restore(session)

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
                positions = self._positions()
                self._workspace.positions.keep(positions)
                self._parts.desk.positions.saved(positions)
            except ReaderError as error:
                self.failed.emit(error)

    def open_first(self) -> None:
        """A library that was never read: open its first documents side by side."""
        parts = self._parts
        records = sorted(parts.shelf.records.values(), key=lambda r: (r.path, r.part))
        for number, record in enumerate(records[:2]):
            parts.desk.restore(number, PaneState(record.document))
        if parts.desk.split:
            parts.desk.activate(0)

    def _save(self) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        session, positions = self.session().to_json(), self._positions()

        def save(job: Job) -> None:
            workspace.positions.keep(positions)
            if not job.cancelled():
                workspace.save_session(session)

        def saved(_: None) -> None:
            self._parts.desk.positions.saved(positions)

        self._tasks.run(save, saved, self.failed.emit, "session")

    def _positions(self) -> "tuple[ReadingPosition, ...]":
        """Where documents are read, as far as it is not kept yet."""
        desk = self._parts.desk
        for pane in desk.panes:
            desk.note_position(pane)
        return desk.positions.unsaved()

    def session(self) -> Session:
        """What the window looks like now."""
        parts = self._parts
        around = parts.maximising.around
        # Hidden, it has no width.
        self._sidebar_width = parts.splitter.sizes()[0] or self._sidebar_width
        return Session(
            panes=(parts.desk.state(0), parts.desk.state(1)),
            active=parts.desk.active.number,
            split=around.split,
            sidebar=around.sidebar,
            sidebar_width=self._sidebar_width,
            panel=parts.sidebar.panel,
            query=parts.box.text(),
            scope=kept_scope.keep(parts.finding.scope),
            theme=parts.sidebar.themes.current() or "",
            order=parts.sidebar.documents.order,
            node=parts.collecting.node.text,
            folders=parts.sidebar.documents.tree_button.isChecked(),
            link=parts.linking.chosen[0].value,
            linked=parts.linking.chosen[1],
            left_share=parts.desk.share,
            maximised=parts.maximising.on,
            comparing=parts.comparing.on,
            opened=parts.opened.lists,
            way=kept_way.keep(*parts.desk.ways.navigator.way),
            geometry=bytes(self._window.saveGeometry().toBase64().data()).decode(),
        )

    def _restore(self, session: Session) -> None:
        """What is beside the pages; the window has shown these already."""
        parts = self._parts
        self._sidebar_width = session.sidebar_width
        parts.actions["sidebar"].setChecked(session.sidebar)
        parts.actions["split"].setChecked(parts.desk.split)
        parts.sidebar.documents.set_order(session.order)
        parts.sidebar.documents.show_tree(session.folders)
        if parts.desk.empty:
            self.open_first()
        parts.opened.restore(session.opened)
        parts.sidebar.show_panel(session.panel)
        parts.theming.restore(session.theme)
        parts.finding.restore(session.query, kept_scope.restore(session.scope))
        known = parts.shelf.records.__contains__
        parts.desk.ways.navigator.come_back(*kept_way.restore(session.way, known))
        if session.link in set(LinkKind):
            parts.linking.set_kind(LinkKind(session.link))
        parts.linking.set_on(session.linked)
        there = all(
            pane.document is not None and parts.desk.state(number).document == pane.document
            for number, pane in enumerate(session.panes)
        )
        parts.comparing.set_on(session.comparing and session.split and there)
        if session.maximised:
            parts.maximising.begin(Around(session.sidebar, session.split))
