"""Search in the window: asks while somebody types, and marks the hits in the texts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.documents.model import Paragraph
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.model import SearchResults
from reader.workspace.workspace import Workspace

TYPING_MS = 60
PAGE = 50
LONGEST_LIST = 2000
CHANNEL = "search"

Spans = tuple[tuple[int, int], ...]
Highlighter = Callable[[str], Spans]
Answer = tuple[SearchResults, Highlighter]


class Finding(QObject):
    """Ties the search box to the results; the index is asked off the window's thread."""

    shown = Signal()
    left = Signal()
    hits_changed = Signal(object)

    def __init__(
        self, box: QLineEdit, panel: ResultsPanel, tasks: TaskRunner, tr: Translator
    ) -> None:
        super().__init__(box)
        self._box = box
        self._panel = panel
        self._tasks = tasks
        self._tr = tr
        self._workspace: Workspace | None = None
        self._limit = PAGE
        self._restoring = False
        self._front = False
        self._results: SearchResults | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self._ask(unfinished=True))
        box.textChanged.connect(self._edited)
        box.returnPressed.connect(self._finished)
        box.installEventFilter(self)
        panel.order_changed.connect(self.repeat)
        panel.more_wanted.connect(self._more)

    @property
    def query(self) -> str:
        """The query in the box."""
        return self._box.text().strip()

    def set_workspace(self, workspace: Workspace) -> None:
        """Search another library."""
        self._workspace = workspace
        self._typing.stop()
        self._limit = PAGE
        self._clear()

    def set_query(self, query: str) -> None:
        """Put a query into the box without bringing the results to the front."""
        self._restoring = True
        self._box.setText(query)
        self._restoring = False
        self.repeat()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes on to the results, Escape back to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._panel.list.count():
                self.shown.emit()
                self._panel.list.enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def repeat(self) -> None:
        """Ask again: the library or the order has changed."""
        if self.query:
            self._ask(unfinished=True, front=False)

    def _edited(self, _text: str) -> None:
        if self._restoring:
            return
        self._limit = PAGE
        if self.query:
            self._typing.start()
        else:
            self._typing.stop()
            self._tasks.cancel(CHANNEL)
            self._clear()

    def _finished(self) -> None:
        self._typing.stop()
        if self.query:
            self._ask(unfinished=False)

    def _more(self) -> None:
        results = self._results
        if results is None or results.complete or len(results.hits) < self._limit:
            return
        if self._limit < LONGEST_LIST:
            self._limit *= 2
            self._ask(unfinished=True, front=False)

    def _clear(self) -> None:
        self._results = None
        self._front = False
        self._panel.clear()
        self.hits_changed.emit(None)

    def _ask(self, unfinished: bool, front: bool = True) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        # A repetition must not keep the answer to the user's own question in the background.
        self._front = self._front or front
        query, order, limit = self.query, self._panel.order, self._limit

        def work(_job: Job) -> Answer:
            results = workspace.search(query, sort=order, limit=limit, unfinished=unfinished)
            return results, workspace.highlighter(query)

        self._tasks.run(
            work,
            self._show,
            self._problem,
            channel=CHANNEL,
        )

    def _show(self, answer: Answer) -> None:
        results, highlight = answer
        self._results = results
        self._panel.show_results(results)
        self.hits_changed.emit(_paragraph_hits(highlight))
        self._come_to_front()

    def _problem(self, error: ReaderError) -> None:
        self._results = None
        text = self._tr.render(error.message)
        if error.position is not None:
            text = self._tr(
                "{problem}（第 {position} 个字）", problem=text, position=error.position + 1
            )
        self._panel.show_problem(text)
        self.hits_changed.emit(None)
        self._come_to_front()

    def _come_to_front(self) -> None:
        front, self._front = self._front, False
        if front:
            self.shown.emit()


def _paragraph_hits(highlight: Highlighter) -> Callable[[Paragraph], Spans]:
    """Remember the spans of paragraphs that were looked at: scrolling asks again and again."""
    known: dict[str, Spans] = {}

    def hits(paragraph: Paragraph) -> Spans:
        if paragraph.text not in known:
            known[paragraph.text] = highlight(paragraph.text)
        return known[paragraph.text]

    return hits
