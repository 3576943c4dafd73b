"""Search in the window: asks while somebody types, and marks the hits in the texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from reader.documents.cited import read_reference
from reader.documents.model import Genre, Paragraph
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.aloud import Aloud
from reader.ui.finding.details import Details
from reader.ui.finding.names import NameFinding
from reader.ui.finding.walking import Walking
from reader.ui.panels import result_tools
from reader.ui.panels.facets import narrowed
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.model import SearchResults, SearchScope
from reader.workspace.workspace import Workspace

# Keys that come together are one question; each later one is asked at once.
TYPING_MS = 8
PAGE = 50
LONGEST_LIST = 2000

Spans = tuple[tuple[int, int], ...]
Highlighter = Callable[[str], Spans]
Answer = tuple[SearchResults, Highlighter]


@dataclass(frozen=True)
class Surroundings:
    """What "this document", theme and folder mean when somebody restricts a search to them.

    `commands` are the names of what the window can do now, by key: they are found by name too.
    """

    document: Callable[[], str | None]
    theme: Callable[[], str | None]
    commands: Callable[[], Mapping[str, str]] = dict
    folder: Callable[[], str | None] = lambda: None


class Finding(QObject):
    """Ties the search box to the results; the index is asked off the window's thread."""

    shown = Signal()
    left = Signal()
    hits_changed = Signal(object)
    notice = Signal(str)

    def __init__(
        self,
        box: QLineEdit,
        panel: ResultsPanel,
        tasks: TaskRunner,
        tr: Translator,
        surroundings: Surroundings,
    ) -> None:
        super().__init__(box)
        self._box = box
        self._panel = panel
        self._tasks = tasks
        self._tr = tr
        self._surroundings = surroundings
        self._workspace: Workspace | None = None
        self._scope = SearchScope()
        self._limit = PAGE
        self._restoring = False
        self._front = False
        self._again: object = None
        self._results: SearchResults | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self._ask(unfinished=True))
        box.textChanged.connect(self._edited)
        box.returnPressed.connect(self._finished)
        panel.order_changed.connect(self.repeat)
        panel.more_wanted.connect(self._more)
        panel.scope_changed.connect(self.set_scope)
        panel.scope_wanted.connect(self._restrict)
        panel.narrow_wanted.connect(self._narrow)
        panel.query_wanted.connect(box.setText)
        panel.passage_wanted.connect(lambda _passage: self._remember())
        self._walking = Walking(box, panel)
        self._walking.entered.connect(self.shown)
        self._walking.left.connect(self.left)
        self._names = NameFinding(panel, tasks, lambda: self.query, surroundings.commands, self)
        self._details = Details(panel, tasks, self._problem, self)
        self._aloud = Aloud(box, lambda: panel.words)
        panel.match_wanted.connect(lambda _match: self._aloud.forget())

    @property
    def query(self) -> str:
        """The query in the box."""
        return self._box.text().strip()

    @property
    def scope(self) -> SearchScope:
        """Where is searched."""
        return self._scope

    def set_workspace(self, workspace: Workspace) -> None:
        """Search another library."""
        self._workspace = workspace
        self._names.set_workspace(workspace)
        self._details.set_workspace(workspace)
        self._typing.stop()
        self._limit = PAGE
        self._scope = SearchScope()
        self._panel.show_scope(self._scope)
        self._clear()

    def restore(self, query: str, scope: SearchScope) -> None:
        """Search as in the last session, in the background; only in what is still there."""
        self._scope = scope
        self._panel.show_scope(scope)
        self.set_query(query)
        self.drop_gone()

    def drop_gone(self) -> None:
        """Search no longer in a document, theme or folder that is not there any more."""
        workspace, scope = self._workspace, self._scope
        if workspace is None or scope.everywhere:
            return

        def show(left: SearchScope) -> None:
            if left != scope and self._scope == scope:
                self.set_scope(left)
                self.notice.emit(self._tr("搜索范围中已不存在的文献、主题或文献夹，不再作为限制"))

        self._tasks.run(
            lambda _job: workspace.searching.still_there(scope), show, self._say_problem, "scope"
        )

    def set_query(self, query: str) -> None:
        """Put a query into the box without bringing the results to the front."""
        self._restoring = True
        self._box.setText(query)
        self._restoring = False
        self.repeat()

    def choose_again(self, query: str, scope: SearchScope, passage: object) -> None:
        """Search as it was searched, and mark a hit, without going anywhere."""
        if (query, scope) == (self.query, self._scope):
            self._panel.list.select(passage)
            return
        self._scope = scope
        self._panel.show_scope(scope)
        self._again = passage
        self.set_query(query)
        if not query:
            self._again = None
            self._clear()

    def _choose_again(self, passage: object) -> None:
        """Mark a hit; one that came with more of the list is fetched again."""
        self._panel.list.select(passage)
        if passage not in self._panel.list.keys:
            limit = self._limit
            self._more()
            self._again = passage if self._limit > limit else None

    def search(self, query: str, scope: SearchScope) -> None:
        """Search for something as if it had been typed."""
        self._aloud.ask()
        self._scope = scope
        self._limit = PAGE
        self._panel.show_scope(scope)
        if self._box.text() == query:
            self._ask(unfinished=True)
        else:
            self._box.setText(query)

    def set_scope(self, scope: SearchScope) -> None:
        """Search the same query elsewhere."""
        if self.query:
            self._aloud.ask()
        self._scope = scope
        self._limit = PAGE
        self._panel.show_scope(scope)
        self.repeat()

    def repeat(self) -> None:
        """Ask again: the library, the order or the scope has changed."""
        if self.query:
            self._ask(unfinished=True, front=False)

    # The box

    def _edited(self, _text: str) -> None:
        if self._restoring:
            return
        self._again = None
        self._names.edited()
        self._limit = PAGE
        if self.query:
            self._aloud.ask()
            self._typing.start()
        else:
            self._typing.stop()
            self._tasks.cancel("search")
            self._names.stop()
            self._clear()

    def _finished(self) -> None:
        self._typing.stop()
        if self.query:
            self._remember()
            self._aloud.ask()
            self._ask(unfinished=False)
            self._names.enter()

    def _remember(self) -> None:
        workspace, query = self._workspace, self.query
        if workspace is not None and query:
            self._tasks.run(
                lambda _job: workspace.queries.remember(query),
                lambda _: None,
                self._say_problem,
            )

    def _say_problem(self, error: ReaderError) -> None:
        self.notice.emit(self._tr.render(error.message))

    # The scope

    def _restrict(self, kind: str) -> None:
        scope = self._scope
        document, theme = self._surroundings.document(), self._surroundings.theme()
        folder = self._surroundings.folder()
        if kind == result_tools.THIS_DOCUMENT and document is not None:
            self.set_scope(replace(scope, documents=frozenset({document})))
        elif kind == result_tools.THIS_THEME and theme is not None:
            self.set_scope(replace(scope, themes=frozenset({theme})))
        elif kind == result_tools.THIS_FOLDER and folder is not None:
            self.set_scope(replace(scope, collections=frozenset({folder})))
        elif kind == result_tools.ORIGINALS:
            self.set_scope(replace(scope, genres=frozenset({Genre.ORIGINAL})))
        elif kind == result_tools.THESE_RESULTS and self.query:
            self._scope = scope.inside(self.query)
            self._panel.show_scope(self._scope)
            self._box.clear()
            self._box.setFocus()
        else:
            self.notice.emit(self._tr("先打开一篇文献、选一个文献夹或主题，或输入要找的文字"))

    def _narrow(self, kind: str, key: str) -> None:
        self.set_scope(narrowed(self._scope, kind, key))

    # Asking

    def _more(self) -> None:
        found = self._results
        if found is None or found.complete or len(found.hits) < self._limit:
            return
        if self._limit < LONGEST_LIST:
            self._limit *= 2
            self._ask(unfinished=True, front=False)

    def _clear(self) -> None:
        self._results = None
        self._front = False
        self._aloud.clear()
        self._details.drop()
        self._panel.clear()
        self.hits_changed.emit(None)

    def _ask(self, unfinished: bool, front: bool = True) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        # A repetition must not keep the answer to the user's own question in the background.
        self._front = self._front or front
        query, scope, order, limit = self.query, self._scope, self._panel.order, self._limit

        def work(_job: Job) -> Answer:
            found = workspace.searching.search(
                query, scope=scope, sort=order, limit=limit, unfinished=unfinished
            )
            return found, workspace.searching.highlighter(query)

        self._tasks.run(work, self._show, self._problem, channel="search")
        self._names.asked()

    def _show(self, answer: Answer) -> None:
        found, highlight = answer
        self._results = found
        self._panel.show_results(found)
        again, self._again = self._again, None
        if again is not None:
            self._choose_again(again)
        # The words of a reference are an address, and no words to mark wherever they stand.
        marked = found.paragraphs or read_reference(found.query) is None
        self.hits_changed.emit(_paragraph_hits(highlight) if marked else None)
        self._details.follow(found, self._scope)
        self._come_to_front()
        self._aloud.answer()
        self._names.show_found(found)

    def _problem(self, error: ReaderError) -> None:
        self._results = None
        self._details.drop()
        text = self._tr.render(error.message)
        if error.position is not None:
            text = self._tr(
                "{problem}（第 {position} 个字）", problem=text, position=error.position + 1
            )
        self._panel.show_problem(text)
        self.hits_changed.emit(None)
        self._come_to_front()
        self._aloud.answer()
        self._names.show_found(None)

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
