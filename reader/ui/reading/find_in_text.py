"""Finding words in the text of one view, as they are typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Paragraph, Passage
from reader.errors import ReaderError
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.reading.find_bar import FindBar
from reader.ui.reading.occurrences import (
    SpansOf,
    first_from,
    number_after,
    occurrences,
    place_of,
    quoted,
)
from reader.ui.reading.places import Place, Selection, Spot
from reader.ui.reading.view import ReadingView
from reader.ui.tasks import Job, TaskRunner
from reader.workspace.text import Text

Spans = Sequence[tuple[int, int]]
Highlighter = Callable[[str], Spans]
# Longer selections are not what somebody wants to find.
LONGEST = 60
# Characters around an occurrence that a screen reader says with it.
BEFORE, AFTER = 10, 30


@dataclass(frozen=True)
class Origin:
    """Where somebody was when they began to look for words, and what was selected."""

    place: Place
    spot: Spot
    selection: Selection | None


class FindInText(QObject):
    """Ties a bar to a view. Words are compared as the search of the library compares them.

    Typing shows the first occurrence from where it was begun; Escape goes back there, unless
    somebody went on to an occurrence meanwhile: `arrived(passage, spot)` then says where from.
    """

    arrived = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        view: ReadingView,
        tasks: TaskRunner,
        highlighter: Callable[[str], Highlighter],
        look: Appearance,
        tr: Translator,
    ) -> None:
        """`highlighter` makes a function that gives the spans of a query; in another thread."""
        super().__init__(view)
        self._view = view
        self._tasks = tasks
        self._highlighter = highlighter
        self._tr = tr
        self._channel = f"find {view.objectName()}"
        self._origin: Origin | None = None
        self._passages: list[Passage] | None = None
        self._current: Passage | None = None
        self._moved = False
        self.bar = FindBar(look, tr)
        self.bar.edited.connect(self._edited)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self.close_bar)

    # What the user asks for

    def open_bar(self) -> None:
        """Show the bar, with the selected words in it where there are few."""
        page = self._view.page
        if page is None:
            return
        words = self._view.selected_text
        usable = 0 < len(words) <= LONGEST and "\n" not in words
        if self._origin is None:
            selection = self._view.selection
            place = selection.start if selection is not None and usable else page.first_place()
            self._origin = Origin(place, self._view.spot(), self._view.selection)
        self.bar.show()
        again = words == self.bar.box.text() or not usable
        self.bar.ask(words if usable else "")
        if again and self.bar.box.text() and self._passages is None:
            self._edited(self.bar.box.text())

    def step(self, by: int) -> None:
        """Go to the next occurrence (1) or the one before (-1), around the end of the text."""
        if self.bar.isHidden() or self._passages is None:
            self.open_bar()
            return
        passages = self._passages
        if not passages:
            return
        if self._current is None:
            number = 0 if by > 0 else len(passages) - 1
        else:
            number = number_after(passages, place_of(self._current)) - 1 + by
        self._go_to(passages[number % len(passages)])
        if not self._moved and self._origin is not None:
            self._moved = True
            self.arrived.emit(self._current, self._origin.spot)

    def close_bar(self, back: bool) -> None:
        """Forget the words; go `back` to where it was begun, if nobody went on since.

        Where somebody went on to an occurrence it stays selected: to copy it, to bookmark it,
        and for the eye, that would have to look for it once more.
        """
        self._tasks.cancel(self._channel)
        self.bar.hide()
        origin, self._origin = self._origin, None
        current = self._current
        if current is not None and (self._moved or not back):
            self._view.select(_selection(current))
        elif back and origin is not None and current is not None:
            self._view.show_spot(origin.spot)
            self._view.select_again(origin.selection)
        self._forget()
        self._view.setFocus()

    def text_changed(self) -> None:
        """Another text is on the page: look there for the same words."""
        self._tasks.cancel(self._channel)
        self._origin = None
        self._forget()
        page = self._view.page
        if self.bar.isHidden() or page is None:
            return
        self._origin = Origin(page.first_place(), self._view.spot(), None)
        self._edited(self.bar.box.text())

    # Looking for words

    def _forget(self) -> None:
        self._passages = self._current = None
        self._moved = False
        self._view.set_found(None)
        self.bar.show_count(None, 0)

    def _edited(self, words: str) -> None:
        self._tasks.cancel(self._channel)
        origin, text = self._origin, self._view.text
        self._forget()
        if not words or origin is None or text is None:
            if origin is not None and text is not None:
                self._view.show_spot(origin.spot)
            return

        def work(job: Job) -> tuple[SpansOf, Passage | None]:
            spans = _of_paragraphs(self._highlighter(quoted(words)))
            return spans, first_from(text, origin.place, spans, job.cancelled)

        def show(found: tuple[SpansOf, Passage | None]) -> None:
            spans, first = found
            self._view.set_found(spans)
            if first is None:
                self._passages = []
                self.bar.show_count(0, 0)
                self.bar.tell(self._tr("没有找到"))
                self._view.show_spot(origin.spot)
            else:
                self._current = first
                self._view.bring(first)
                self._count(text, spans)

        self._tasks.run(work, show, self._problem, self._channel)

    def _count(self, text: Text, spans: SpansOf) -> None:
        """All of them, for the count and the ticks, after the first one is shown."""

        def show(passages: list[Passage]) -> None:
            self._passages = passages
            self._view.set_found_ticks([place_of(passage) for passage in passages])
            self._say()

        self._tasks.run(
            lambda job: occurrences(text, spans, job.cancelled), show, self._problem, self._channel
        )

    def _problem(self, error: ReaderError) -> None:
        self._passages = []
        self.bar.show_count(0, 0)
        self.failed.emit(error)

    def _go_to(self, passage: Passage) -> None:
        self._current = passage
        self._view.bring(passage)
        self._say(at_once=True)

    def _say(self, at_once: bool = False) -> None:
        text = self._view.text
        if self._passages is not None and self._current is not None and text is not None:
            number = number_after(self._passages, place_of(self._current))
            self.bar.show_count(len(self._passages), number)
            words = text.paragraphs[self._current.paragraph - 1].text
            start = max(self._current.start - BEFORE, 0)
            self.bar.tell(
                self._tr(
                    "第 {number} 处，共 {total} 处：{words}",
                    number=f"{number:,}",
                    total=f"{len(self._passages):,}",
                    words=words[start : self._current.end + AFTER],
                ),
                at_once,
            )


def _selection(passage: Passage) -> Selection:
    return Selection(Place(passage.paragraph, passage.start), Place(passage.paragraph, passage.end))


def _of_paragraphs(highlight: Highlighter) -> SpansOf:
    def spans(paragraph: Paragraph) -> Spans:
        return highlight(paragraph.text)

    return spans
