"""Finding inside the texts on the desk: bars above the pages, ticks along their scroll bars."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from reader.errors import ReaderError
from reader.ui.appearance import Appearance
from reader.ui.desk import Desk
from reader.ui.part import LibraryPart, Means
from reader.ui.reading.find_in_text import FindInText
from reader.ui.reading.occurrences import SpansOf, occurrences, place_of
from reader.ui.reading.places import Place
from reader.ui.tasks import Job
from reader.workspace.text import Text

# All hits of a text are counted when nobody has typed for so long.
PAUSE_MS = 300


class TextFinding(LibraryPart):
    """Looks for words in the active pane, and for the hits of the search box in both."""

    def __init__(self, means: Means, desk: Desk, look: Appearance) -> None:
        super().__init__(means)
        self._desk = desk
        self._look = look
        self._finders: dict[int, FindInText] = {}
        self._hits: SpansOf | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count_hits)
        desk.text_shown.connect(self._text_shown)

    def set_appearance(self, look: Appearance) -> None:
        """Draw the bars in another palette."""
        self._look = look
        for finder in self._finders.values():
            finder.bar.set_appearance(look)

    def find(self) -> None:
        """Ask for words to find in the active pane."""
        if self._desk.active.text is not None:
            self._finder().open_bar()

    def step(self, by: int) -> None:
        """Go to the next occurrence (1) or the one before (-1) in the active pane."""
        if self._desk.active.text is not None:
            self._finder().step(by)

    def _finder(self) -> FindInText:
        pane = self._desk.active
        if pane.number not in self._finders:
            finder = FindInText(pane.view, self._tasks, self._highlighter, self._look, self._tr)
            finder.arrived.connect(partial(self._desk.ways.note, pane.number))
            finder.failed.connect(self.failed)
            pane.add_bar(finder.bar)
            self._finders[pane.number] = finder
        return self._finders[pane.number]

    def _highlighter(self, query: str) -> "Callable[[str], tuple[tuple[int, int], ...]]":
        assert self._workspace is not None
        return self._workspace.searching.highlighter(query)

    def _text_shown(self, number: int) -> None:
        if number in self._finders:
            self._finders[number].text_changed()
        self._pause.start()

    # The hits of the search box

    def mark_hits(self, hits: SpansOf | None) -> None:
        """Mark what the search box found in both texts, and soon along their scroll bars."""
        self._hits = hits
        for pane in self._desk.panes:
            self._tasks.cancel(_channel(pane.number))
            pane.set_hits(hits)
        if hits is not None:
            self._pause.start()

    def _count_hits(self) -> None:
        hits = self._hits
        for pane in self._desk.panes:
            if hits is not None and pane.text is not None:
                self._count_in(pane.number, pane.text, hits)

    def _count_in(self, number: int, text: Text, hits: SpansOf) -> None:
        view = self._desk.panes[number].view

        def work(job: Job) -> list[Place]:
            return [place_of(passage) for passage in occurrences(text, hits, job.cancelled)]

        def show(places: list[Place]) -> None:
            if view.text is text:
                view.set_hit_ticks(places)

        self._tasks.run(work, show, _ignore, _channel(number))


def _ignore(_error: ReaderError) -> None:
    """The search has said already what is wrong with the query."""


def _channel(number: int) -> str:
    return f"ticks {number}"
