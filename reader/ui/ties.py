"""What ties the texts of the two panes: worked out once for two texts, off the window's thread."""

from PySide6.QtCore import QObject, Signal

from reader.documents.linking import HeadingLinks, ThemeLinks
from reader.ui.margins import Margins
from reader.ui.pane import Pane
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.text import Text

CHANNEL = "heading links"

Texts = tuple[Text, Text]


class Ties(QObject):
    """The links of two texts by heading and by theme. `ready`: those by heading are there now."""

    ready = Signal()

    def __init__(self, margins: Margins, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._margins = margins
        self._tasks = tasks
        self._themes: dict[int, tuple[tuple[object, ...], ThemeLinks]] = {}
        self._texts: Texts | None = None
        self._wanted: Texts | None = None
        self._headings: tuple[HeadingLinks, HeadingLinks] | None = None

    def themes(self, lead: Pane, other: Pane) -> ThemeLinks:
        """The themes of both texts; the same as before as long as neither has others."""
        margins = self._margins
        made_of = margins.themes(lead), margins.themes(other), margins.names
        known = self._themes.get(lead.number)
        if known is None or any(a is not b for a, b in zip(known[0], made_of, strict=True)):
            known = made_of, ThemeLinks(*made_of)
            self._themes[lead.number] = known
        return known[1]

    def headings(self, lead: Pane, other: Pane) -> HeadingLinks | None:
        """The headings of both texts that go together; None while that is being worked out."""
        if lead.text is None or other.text is None:
            return None
        panes = sorted((lead, other), key=lambda pane: pane.number)
        left, right = (pane.text for pane in panes)
        assert left is not None
        assert right is not None
        if _same(self._texts, (left, right)) and self._headings is not None:
            return self._headings[lead.number]
        if not _same(self._wanted, (left, right)):
            self._work_out((left, right))
        return None

    def _work_out(self, texts: Texts) -> None:
        self._wanted = texts

        def work(_job: Job) -> tuple[HeadingLinks, HeadingLinks]:
            left, right = (text.sections for text in texts)
            return HeadingLinks(left, right), HeadingLinks(right, left)

        def show(links: tuple[HeadingLinks, HeadingLinks]) -> None:
            self._texts, self._headings, self._wanted = texts, links, None
            self.ready.emit()

        self._tasks.run(work, show, lambda _error: None, CHANNEL)


def _same(one: Texts | None, other: Texts) -> bool:
    """Whether these are the very same readings: an import makes others of the same documents."""
    return one is not None and one[0] is other[0] and one[1] is other[1]
