"""Themes in the window: from a theme to its passages, from a passage to its themes."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from reader.errors import ReaderError, UsageError
from reader.ui.pane import Pane
from reader.ui.panels.themes import ThemesPanel
from reader.ui.part import LibraryPart, Means
from reader.ui.tasks import Job
from reader.workspace.model import Entry, SetAside, ThemeCount, ThemeTag
from reader.workspace.workspace import Workspace

Show = Callable[[tuple[ThemeTag, ...]], None]
Choice = tuple[ThemeCount, tuple[Entry, ...], SetAside]


class Theming(LibraryPart):
    """Asks the workspace for assignments off the window's thread."""

    passage_wanted = Signal(object)
    shown = Signal()

    def __init__(self, means: Means, panel: ThemesPanel) -> None:
        super().__init__(means)
        self._panel = panel
        panel.theme_wanted.connect(self.choose)

    def set_workspace(self, workspace: Workspace) -> None:
        """Turn to the outline of another library."""
        super().set_workspace(workspace)
        self._panel.clear()

    def refresh(self) -> None:
        """Count anew: the texts have changed."""
        workspace = self._workspace
        if workspace is None:
            return
        self._tasks.run(
            lambda _job: workspace.themes.counts(),
            self._panel.set_themes,
            self.failed.emit,
            "theme counts",
        )
        listed, theme = self._panel.listed, self._panel.current()
        if theme is None and listed is not None:
            theme = listed.id
        if theme is not None:
            self._list(theme, go=False)

    def choose(self, theme: str) -> None:
        """List the passages of a theme and show the first one in the active pane."""
        self._panel.select(theme)
        self._list(theme, go=True)

    def restore(self, theme: str) -> None:
        """List the passages of the theme that the last session had chosen."""
        if theme:
            self._panel.select(theme)
            self._list(theme, go=False)

    def choose_again(self, theme: str | None, passage: object) -> None:
        """Mark a theme and one of its passages as they were, without going anywhere."""
        if theme is None:
            self._panel.unselect()
            self._panel.entries.select(passage)
        elif theme == self._panel.current():
            self._panel.entries.select(passage)
        else:
            self._panel.select(theme)
            self._list(theme, go=False, mark=passage)

    def tag(self, pane: Pane, paragraph: int) -> None:
        """Name the themes of the paragraph that is read in a pane."""
        self._ask_themes(pane, paragraph, pane.set_themes, f"tags {pane.number}")

    def themes_of(self, pane: Pane, paragraph: int, show: Show) -> None:
        """Hand the themes of any paragraph of a pane on, as soon as they are known."""
        self._ask_themes(pane, paragraph, show, "themes of a mark")

    def _ask_themes(self, pane: Pane, paragraph: int, show: Show, channel: str) -> None:
        workspace, document = self._workspace, pane.document
        if workspace is None or document is None:
            return

        def told(tags: tuple[ThemeTag, ...]) -> None:
            if pane.document == document:
                show(tags)

        self._tasks.run(
            lambda _job: workspace.themes.tags(document, paragraph), told, self.failed.emit, channel
        )

    def _list(self, theme: str, go: bool, mark: object = None) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def work(_job: Job) -> Choice:
            aside = workspace.decisions.set_aside(theme)
            return workspace.themes.count(theme), workspace.themes.entries(theme), aside

        def show(choice: Choice) -> None:
            count, entries, aside = choice
            self._panel.set_entries(count.theme, entries, aside)
            if mark is not None:
                self._panel.entries.select(mark)
            if go:
                self.shown.emit()
                if entries:
                    passage = entries[0].entry.passage
                    self._panel.entries.select(passage)
                    self.passage_wanted.emit(passage)

        def failed(error: ReaderError) -> None:
            if go or not isinstance(error, UsageError):
                self.failed.emit(error)
            elif self._panel.current() == theme:
                # It has gone since it was chosen, and nobody asks for it now.
                self._panel.unselect()

        self._tasks.run(work, show, failed, "theme entries")
