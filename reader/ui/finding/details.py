"""What comes after the hits of a search: what they share, or what there is in place of none."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from reader.documents.cited import read_reference
from reader.errors import ReaderError
from reader.ui.panels.results import ResultsPanel
from reader.ui.tasks import TaskRunner
from reader.workspace.model import SearchResults, SearchScope
from reader.workspace.workspace import Workspace

FACETS, SUGGESTIONS = "facets", "suggestions"


class Details(QObject):
    """Counts facets and looks for suggestions; `failed` is called with what went wrong."""

    def __init__(
        self,
        panel: ResultsPanel,
        tasks: TaskRunner,
        failed: Callable[[ReaderError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._tasks = tasks
        self._failed = failed
        self._workspace: Workspace | None = None
        self._found: SearchResults | None = None
        self._scope = SearchScope()
        panel.facets_toggled.connect(lambda _on: self._count_facets())

    def set_workspace(self, workspace: Workspace) -> None:
        """Ask another library."""
        self._workspace = workspace

    def drop(self) -> None:
        """They belong to the hits: nothing of them may follow upon others."""
        self._found = None
        for channel in (FACETS, SUGGESTIONS):
            self._tasks.cancel(channel)

    def follow(self, found: SearchResults, scope: SearchScope) -> None:
        """The hits of a query in a scope are shown: what follows upon them?"""
        self.drop()
        self._found, self._scope = found, scope
        if found.paragraphs:
            self._count_facets()
        else:
            self._suggest(found.query)

    def _count_facets(self) -> None:
        """Only while somebody looks at the counts."""
        workspace, found, scope = self._workspace, self._found, self._scope
        if workspace is None or found is None or not found.paragraphs:
            return
        if self._panel.filter_button.isChecked():
            self._tasks.run(
                lambda _job: workspace.searching.facets(found.query, scope=scope, unfinished=True),
                self._panel.show_facets,
                self._failed,
                channel=FACETS,
            )

    def _suggest(self, query: str) -> None:
        workspace = self._workspace
        if workspace is not None and read_reference(query) is None:
            self._tasks.run(
                lambda _job: workspace.searching.suggestions(query),
                self._panel.show_suggestions,
                lambda _error: self._panel.show_suggestions(()),
                channel=SUGGESTIONS,
            )
