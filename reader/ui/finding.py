"""Search in the window: asks while somebody types, and marks the hits in the texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.documents.model import Genre, Paragraph
from reader.documents.references import Reference, read_reference
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.panels import result_tools
from reader.ui.panels.edges import Edges
from reader.ui.panels.facets import narrowed
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.model import Match, MatchKind, SearchResults, SearchScope, Suggestion
from reader.workspace.workspace import Workspace

# Keys that come together are one question; each later one is asked at once.
TYPING_MS = 8
# Names are looked up when somebody pauses: that must not take time from the hits.
PAUSE_MS = 180
PAGE = 50
# Names that are looked up: those of a kind beyond the first few are listed on demand.
NAMES = 100
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
        # What Enter was pressed on, until it is known whether it is a name only.
        self._entered: str | None = None
        self._hits_known = self._names_known = False
        self._results: SearchResults | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(lambda: self._ask(unfinished=True))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        box.textChanged.connect(self._edited)
        box.returnPressed.connect(self._finished)
        box.installEventFilter(self)
        names, hits = Edges(panel.matches), Edges(panel.list)
        names.above.connect(box.setFocus)
        names.below.connect(self._below_names)
        hits.above.connect(self._above_hits)
        for edges in (names, hits):
            edges.escaped.connect(self.left)
        panel.order_changed.connect(self.repeat)
        panel.more_wanted.connect(self._more)
        panel.scope_changed.connect(self.set_scope)
        panel.scope_wanted.connect(self._restrict)
        panel.narrow_wanted.connect(self._narrow)
        panel.query_wanted.connect(box.setText)
        panel.facets_toggled.connect(lambda _on: self._count_facets())
        panel.passage_wanted.connect(lambda _passage: self._remember())

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
        self._typing.stop()
        self._pause.stop()
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
        self._scope = scope
        self._limit = PAGE
        self._panel.show_scope(scope)
        if self._box.text() == query:
            self._ask(unfinished=True)
        else:
            self._box.setText(query)

    def set_scope(self, scope: SearchScope) -> None:
        """Search the same query elsewhere."""
        self._scope = scope
        self._limit = PAGE
        self._panel.show_scope(scope)
        self.repeat()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes on to the results, Up to the names, Escape back to the text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self._enter_results():
                return True
            if event.key() == Qt.Key.Key_Up and self._enter_names():
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _enter_results(self) -> bool:
        panel = self._panel
        if panel.list.count():
            self.shown.emit()
            panel.list.enter()
        else:
            return self._enter_names()
        return True

    def _enter_names(self, last: bool = False) -> bool:
        names = self._panel.matches
        if not names.count():
            return False
        self.shown.emit()
        names.enter(last)
        return True

    def _above_hits(self) -> None:
        if not self._enter_names(last=True):
            self._box.setFocus()

    def _below_names(self) -> None:
        if self._panel.list.count():
            self._panel.list.enter()

    def repeat(self) -> None:
        """Ask again: the library, the order or the scope has changed."""
        if self.query:
            self._ask(unfinished=True, front=False)

    # The box

    def _edited(self, _text: str) -> None:
        if self._restoring:
            return
        self._again = self._entered = None
        self._limit = PAGE
        if self.query:
            self._typing.start()
        else:
            self._typing.stop()
            self._pause.stop()
            for channel in ("search", "lookup"):
                self._tasks.cancel(channel)
            self._drop_details()
            self._clear()

    def _finished(self) -> None:
        self._typing.stop()
        if self.query:
            self._remember()
            self._ask(unfinished=False)
            self._entered = self.query
            self._pause.stop()
            self._look_up()

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
        self._panel.clear()
        self.hits_changed.emit(None)

    def _ask(self, unfinished: bool, front: bool = True) -> None:
        workspace = self._workspace
        if workspace is None:
            return
        # A repetition must not keep the answer to the user's own question in the background.
        self._front = self._front or front
        self._hits_known = False
        query, scope, order, limit = self.query, self._scope, self._panel.order, self._limit

        def work(_job: Job) -> Answer:
            found = workspace.searching.search(
                query, scope=scope, sort=order, limit=limit, unfinished=unfinished
            )
            return found, workspace.searching.highlighter(query)

        self._tasks.run(work, self._show, self._problem, channel="search")
        self._pause.start()

    def _look_up(self) -> None:
        workspace, query = self._workspace, self.query
        if workspace is not None and query:
            commands = self._surroundings.commands()
            self._names_known = False
            self._tasks.run(
                lambda _job: workspace.names.lookup(query, NAMES, commands),
                self._show_names,
                lambda _error: self._show_names(()),
                channel="lookup",
            )

    def _show_names(self, matches: Sequence[Match]) -> None:
        self._panel.show_matches(matches)
        self._names_known = True
        self._go_on()

    def _go_on(self) -> None:
        """Names and hits are known: a pasted reference, and a name that is no wording, are ways."""
        if not (self._names_known and self._hits_known):
            return
        entered, self._entered = self._entered, None
        best, found = self._panel.matches.best, self._results
        nothing = found is None or not found.paragraphs
        reference = read_reference(self.query)
        if best is not None:
            if entered == self.query and (nothing or best.kind is MatchKind.PASSAGE):
                self._panel.go_to(best)
        elif reference is not None and nothing:
            self._panel.say_gone(reference.title)
            self._offer_words(reference)

    def _offer_words(self, reference: Reference) -> None:
        """The words of a reference may stand in a document of another name."""
        workspace, words = self._workspace, max(reference.words, key=len, default="").strip()
        if workspace is None or not words:
            return
        query = '"' + words.replace('"', '""') + '"'

        def offer(found: SearchResults) -> None:
            if found.paragraphs:
                other = Suggestion(query, words, words, 0, found.paragraphs)
                self._panel.show_suggestions((other,))

        self._tasks.run(
            lambda _job: workspace.searching.search(query, limit=1, unfinished=True),
            offer,
            lambda _error: None,
            channel="suggestions",
        )

    def _show(self, answer: Answer) -> None:
        found, highlight = answer
        self._results, self._hits_known = found, True
        self._drop_details()
        self._panel.show_results(found)
        again, self._again = self._again, None
        if again is not None:
            self._choose_again(again)
        # The words of a reference are an address, and no words to mark wherever they stand.
        marked = found.paragraphs or read_reference(found.query) is None
        self.hits_changed.emit(_paragraph_hits(highlight) if marked else None)
        self._count_facets()
        if not found.paragraphs:
            self._suggest(found.query)
        self._come_to_front()
        self._go_on()

    def _drop_details(self) -> None:
        """What comes after the hits belongs to them: nothing of it may follow upon others."""
        for channel in ("facets", "suggestions"):
            self._tasks.cancel(channel)

    def _count_facets(self) -> None:
        """Counting comes after the hits, and only while somebody looks at the counts."""
        workspace, found = self._workspace, self._results
        if workspace is None or found is None or not found.paragraphs:
            return
        if self._panel.filter_button.isChecked():
            query, scope = found.query, self._scope
            self._tasks.run(
                lambda _job: workspace.searching.facets(query, scope=scope, unfinished=True),
                self._panel.show_facets,
                self._problem,
                channel="facets",
            )

    def _suggest(self, query: str) -> None:
        workspace = self._workspace
        if workspace is not None and read_reference(query) is None:
            self._tasks.run(
                lambda _job: workspace.searching.suggestions(query),
                self._panel.show_suggestions,
                lambda _error: self._panel.show_suggestions(()),
                channel="suggestions",
            )

    def _problem(self, error: ReaderError) -> None:
        self._results = None
        self._drop_details()
        text = self._tr.render(error.message)
        if error.position is not None:
            text = self._tr(
                "{problem}（第 {position} 个字）", problem=text, position=error.position + 1
            )
        self._panel.show_problem(text)
        self.hits_changed.emit(None)
        self._come_to_front()
        self._hits_known = True
        self._go_on()

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
