"""What is chosen beside the pages: told as a value, and chosen again without firing anything."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from reader.documents.model import Paragraph, Section
from reader.ui import panels
from reader.ui.finding.finding import Finding
from reader.ui.panels.collections import Node
from reader.ui.sidebar import Sidebar
from reader.ui.theming import Theming
from reader.workspace.model import SearchScope


@dataclass(frozen=True, slots=True)
class ChosenTheme:
    """A theme of the outline, and one of the passages that are listed for it."""

    theme: str | None
    passage: object


@dataclass(frozen=True, slots=True)
class ChosenHit:
    """What was searched for and where, and the hit that was chosen."""

    query: str
    scope: SearchScope
    passage: object


class Choices(QObject):
    """Reads the panel in front, and brings what was chosen in a panel back."""

    def __init__(
        self,
        sidebar: Sidebar,
        finding: Finding,
        theming: Theming,
        reading: Callable[[], Paragraph | None],
    ) -> None:
        """`reading` tells the paragraph that is read in the active pane."""
        super().__init__(sidebar)
        self._reading = reading
        self._sidebar = sidebar
        self._finding = finding
        self._theming = theming

    def now(self) -> tuple[int, object]:
        """The panel in front, and what is chosen there."""
        side = self._sidebar
        chosen: object = None
        if side.panel == panels.DOCUMENTS:
            chosen = side.documents.node
        elif side.panel == panels.CONTENTS:
            chosen = side.contents.current()
        elif side.panel == panels.THEMES:
            chosen = ChosenTheme(side.themes.current(), side.themes.entries.chosen_key())
        elif side.panel == panels.RESULTS:
            hit = side.results.list.chosen_key()
            chosen = ChosenHit(self._finding.query, self._finding.scope, hit)
        elif side.panel == panels.BOOKMARKS:
            chosen = side.bookmarks.current()
        return side.panel, chosen

    def choose_again(self, panel: int, chosen: object) -> None:
        """Choose what was chosen; what is no longer there leaves nothing chosen."""
        side = self._sidebar
        if panel == panels.CONTENTS:
            side.contents.select(chosen if isinstance(chosen, Section) else None)
            # Somebody may have read on from there before they left.
            paragraph = self._reading()
            if paragraph is not None:
                side.contents.follow(paragraph.number)
        elif isinstance(chosen, Node):
            if chosen != side.documents.node:
                side.documents.show_node(chosen)
        elif panel == panels.BOOKMARKS:
            side.bookmarks.select(chosen if isinstance(chosen, str) else None)
        elif isinstance(chosen, ChosenTheme):
            self._theming.choose_again(chosen.theme, chosen.passage)
        elif isinstance(chosen, ChosenHit):
            self._finding.choose_again(chosen.query, chosen.scope, chosen.passage)
