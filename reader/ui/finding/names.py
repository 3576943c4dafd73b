"""转到: names for what is typed, and where Enter leads when a name or a reference was meant."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer

from reader.documents.cited import read_reference
from reader.documents.references import Reference
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import TaskRunner
from reader.workspace.model import Match, MatchKind, SearchResults, Suggestion
from reader.workspace.workspace import Workspace

# Names are looked up when somebody pauses: that must not take time from the hits.
PAUSE_MS = 180
# Names that are looked up: those of a kind beyond the first few are listed on demand.
NAMES = 100
LOOKUP = "lookup"


class NameFinding(QObject):
    """Looks names up, and goes to one when it is known that the query is not meant as wording.

    Hits and names of a query arrive in any order: what Enter does waits for both.
    """

    def __init__(
        self,
        panel: ResultsPanel,
        tasks: TaskRunner,
        query: Callable[[], str],
        commands: Callable[[], Mapping[str, str]],
        parent: QObject,
    ) -> None:
        """`query` is what is typed now; `commands` the names of what can be done now, by key."""
        super().__init__(parent)
        self._panel = panel
        self._tasks = tasks
        self._query = query
        self._commands = commands
        self._workspace: Workspace | None = None
        # What Enter was pressed on, until it is known whether it is a name only.
        self._entered: str | None = None
        self._found: SearchResults | None = None
        self._hits_known = self._names_known = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_up)

    def set_workspace(self, workspace: Workspace) -> None:
        """Look names of another library up."""
        self._workspace = workspace
        self._pause.stop()

    def edited(self) -> None:
        """Something else was typed: an Enter before it does not count any more."""
        self._entered = None

    def stop(self) -> None:
        """Nothing is asked for any more."""
        self._pause.stop()
        self._tasks.cancel(LOOKUP)

    def asked(self) -> None:
        """Hits are on their way; names follow when nobody types for a moment."""
        self._hits_known = False
        self._pause.start()

    def enter(self) -> None:
        """Enter was pressed: names are wanted at once, and may be gone to."""
        self._entered = self._query()
        self._pause.stop()
        self._look_up()

    def show_found(self, found: SearchResults | None) -> None:
        """The hits are here; None where the query could not be read."""
        self._found, self._hits_known = found, True
        self._go_on()

    def _look_up(self) -> None:
        workspace, query = self._workspace, self._query()
        if workspace is not None and query:
            commands = self._commands()
            self._names_known = False
            self._tasks.run(
                lambda _job: workspace.names.lookup(query, NAMES, commands),
                self._show_names,
                lambda _error: self._show_names(()),
                channel=LOOKUP,
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
        best, found = self._panel.matches.best, self._found
        nothing = found is None or not found.paragraphs
        reference = read_reference(self._query())
        if best is not None:
            self._panel.tell_names()
            if entered == self._query() and (nothing or best.kind is MatchKind.PASSAGE):
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
