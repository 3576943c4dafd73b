"""Two pages kept at the same words: where one is scrolled to, the other one stands beside it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from reader.ui.reading.places import Place
from reader.ui.reading.view import SHOWN_AT, ReadingView

# Rounding of heights, in pixels.
CLOSE = 1.0


class WordingLinks(Protocol):
    """What tells where the words of one text are in the other.

    The differences of two versions are such links; parallel wording can be another one.
    """

    def across(self, side: int, paragraph: int, index: int) -> tuple[int, int] | None:
        """The place of the other text for one of `side` (0 left, 1 right); None for none."""


class SideBySide(QObject):
    """Whichever page is moved takes the other along, line by line, once it has been painted.

    `met` comes with the paragraphs of the left and the right page that stand side by side then.
    """

    met = Signal(int, int)

    def __init__(
        self, views: tuple[ReadingView, ReadingView], active: Callable[[], int], parent: QObject
    ) -> None:
        """`active` tells the side that stays where both change at once (other widths, styles)."""
        super().__init__(parent)
        self._views = views
        self._active = active
        self._links: WordingLinks | None = None
        self._known: list[object] = [None, None]
        self._frames: list[object] = [None, None]
        self._moved = 0
        self._soon = QTimer(views[0], singleShot=True, interval=0)
        self._soon.timeout.connect(self._align)
        views[0].painted.connect(lambda: self._painted(0))
        views[1].painted.connect(lambda: self._painted(1))

    def set_links(self, links: WordingLinks | None) -> None:
        """Tie the pages by these, or let them go."""
        begins = links is not None and links is not self._links
        self._links = links
        self._remember()
        if begins:
            self._moved = self._active()
            self._soon.start()

    def show(self, places: tuple[Place | None, Place | None]) -> None:
        """Bring a place of each text into view, both at the same height.

        Near the ends of a text one page may not be able to: the other then meets it.
        """
        for view, place in zip(self._views, places, strict=True):
            if place is not None:
                view.show_place(place, SHOWN_AT * view.page_height)
        left, right = places
        if left is not None and right is not None:
            self._meet((left, right))
        self._remember()

    def _meet(self, places: tuple[Place, Place]) -> None:
        for side, place in enumerate(places):
            left, right = (_top(v, p) for v, p in zip(self._views, places, strict=True))
            if left is None or right is None or abs(left - right) <= CLOSE:
                return
            self._views[side].show_place(place, (right, left)[side])

    # Following

    def _painted(self, side: int) -> None:
        if self._links is None:
            return
        frame = _frame(self._views[side])
        if frame != self._frames[side]:
            self._frames[side] = frame
            self._moved = self._active()
            self._soon.start()
        elif _position(self._views[side]) != self._known[side]:
            self._moved = side
            self._soon.start()

    def _align(self) -> None:
        lead, other = self._views[self._moved], self._views[1 - self._moved]
        found = _reading_line(lead)
        if self._links is not None and found is not None and other.page is not None:
            place, top = found
            across = self._links.across(self._moved, place.paragraph, place.index)
            if across is not None:
                other.show_place(Place(*across), top)
                pair = place.paragraph, across[0]
                self.met.emit(*(pair if self._moved == 0 else pair[::-1]))
        self._remember()

    def _remember(self) -> None:
        """Where the pages are now is not news."""
        self._known = [_position(view) for view in self._views]
        self._frames = [_frame(view) for view in self._views]


def _reading_line(view: ReadingView) -> tuple[Place, float] | None:
    """The line that the pages meet at, as its first place, and where it begins in the view.

    It wanders from the top of the page at the beginning of the text to its foot at the end, so
    that both ends can be reached.
    """
    page = view.page
    if page is None or not page.placed():
        return None
    progress = min(page.step / page.last_step, 1.0) if page.last_step else 0.0
    place = page.near(QPointF(page.column[0], progress * page.height))
    top = None if place is None else _top(view, place)
    return None if place is None or top is None else (place, top)


def _top(view: ReadingView, place: Place) -> float | None:
    box = None if view.page is None else view.page.caret(place)
    return None if box is None else box.top()


def _position(view: ReadingView) -> object:
    page = view.page
    if page is None or not page.placed():
        return None
    first = page.placed()[0]
    return id(page), first.piece, first.top


def _frame(view: ReadingView) -> object:
    page = view.page
    return None if page is None else (page.column, page.height, page.style)
