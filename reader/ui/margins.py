"""What stands in the margin of the pages beside the bookmarks: the themes of each paragraph."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from reader.messages import Translator
from reader.themes.model import EntryState
from reader.ui.desk import Desk
from reader.ui.pane import Pane
from reader.ui.part import LibraryPart, Means
from reader.ui.reading.hooks import MarginMark
from reader.ui.tasks import Job
from reader.workspace.model import ThemeTag
from reader.workspace.workspace import Workspace

THEMES = "theme"

ParagraphThemes = Mapping[int, Sequence[str]]
States = Mapping[tuple[int, str], EntryState]
Read = tuple[ParagraphThemes, States, tuple[MarginMark, ...]]
_NONE: ParagraphThemes = {}


class Margins(LibraryPart):
    """Reads the themes of the texts that are shown, off the window's thread, and marks them.

    `changed(pane)` tells that the themes of a pane's text are there, or are others.
    """

    changed = Signal(int)

    def __init__(self, means: Means, desk: Desk) -> None:
        super().__init__(means)
        self._desk = desk
        self._themes: dict[int, tuple[str, ParagraphThemes]] = {}
        self._states: dict[int, States] = {}
        self.names: Mapping[str, str] = {}
        desk.text_shown.connect(self._shown)

    def set_workspace(self, workspace: Workspace) -> None:
        """Read from another library; its themes come with `refresh`."""
        super().set_workspace(workspace)
        self._themes.clear()
        self._states.clear()
        self.names = {}

    def refresh(self) -> None:
        """The themes are known now, or others: read their names, then those of both texts."""
        workspace = self._workspace
        if workspace is None:
            return
        self._tasks.run(
            lambda _job: {count.theme.id: count.theme.name for count in workspace.themes.counts()},
            self._named,
            self.failed.emit,
            "margin names",
        )

    def _named(self, names: Mapping[str, str]) -> None:
        self.names = names
        for pane in self._desk.panes:
            self._read(pane)

    def themes(self, pane: Pane) -> ParagraphThemes:
        """The themes of each paragraph of the text in a pane, the best first."""
        document, themes = self._themes.get(pane.number, ("", _NONE))
        return themes if document == pane.document else _NONE

    def known(self, pane: Pane) -> bool:
        """Whether the themes of the text in a pane are there, be it that it has none."""
        return self._themes.get(pane.number, ("", _NONE))[0] == pane.document

    def tags(self, pane: Pane, paragraph: int) -> tuple[ThemeTag, ...]:
        """The themes of a paragraph in a pane by name, with what the user decided on them."""
        states = self._states.get(pane.number, {})
        return tuple(
            ThemeTag(
                theme,
                self.names.get(theme, theme),
                0.0,
                (),
                states.get((paragraph, theme), EntryState.AUTOMATIC),
            )
            for theme in self.themes(pane).get(paragraph, ())
        )

    def _shown(self, number: int) -> None:
        pane = self._desk.panes[number]
        pane.set_margin(THEMES, ())
        # Before the index is there, working the themes out would hold up everything else.
        if self.names:
            self._read(pane)

    def _read(self, pane: Pane) -> None:
        workspace, document = self._workspace, pane.document
        if workspace is None or document is None:
            return

        names, tr = self.names, self._tr

        def read(_job: Job) -> Read:
            themes: dict[int, list[str]] = {}
            states: dict[tuple[int, str], EntryState] = {}
            for assignment in workspace.themes.assignments(document):
                themes.setdefault(assignment.paragraph, []).append(assignment.theme)
                if assignment.state is not EntryState.AUTOMATIC:
                    states[assignment.paragraph, assignment.theme] = assignment.state
            return themes, states, _marks(themes, names, tr)

        def show(found: Read) -> None:
            if pane.document == document:
                self._themes[pane.number] = document, found[0]
                self._states[pane.number] = found[1]
                pane.set_margin(THEMES, found[2])
                self.changed.emit(pane.number)

        self._tasks.run(read, show, self.failed.emit, f"margin {pane.number}")


def _marks(
    themes: ParagraphThemes, names: Mapping[str, str], tr: Translator
) -> tuple[MarginMark, ...]:
    comma = tr("、")
    return tuple(
        MarginMark(
            paragraph,
            THEMES,
            tr("本段主题：{themes}", themes=comma.join(names.get(key, key) for key in keys)),
            "mark_theme",
            dot=True,
        )
        for paragraph, keys in themes.items()
    )
