"""From one change to the next, in both pages at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.documents.model import Passage
from reader.ui.desk import Desk
from reader.ui.linking import Linking
from reader.ui.reading.places import Place, Selection

if TYPE_CHECKING:
    from reader.ui.comparing.marks import Found


class Stepping(QObject):
    """Knows the change that somebody is at. `stepped` comes with its number, from 0."""

    stepped = Signal(int)

    def __init__(self, desk: Desk, linking: Linking) -> None:
        super().__init__(desk)
        self._desk = desk
        self._linking = linking
        self._found: Found | None = None
        self._current: int | None = None

    @property
    def current(self) -> int | None:
        """The number (from 0) of the change that was gone to last."""
        return self._current

    def set_found(self, found: "Found | None") -> None:
        """Step through these differences; nobody is at any of them yet."""
        self._found, self._current = found, None

    def step(self, by: int) -> None:
        """Go to the next change (1) or the one before (-1), around the end of the texts.

        Counted from the last one as long as somebody stays there, else from where they read.
        """
        found = self._found
        if found is None or not found.changes:
            return
        count = len(found.changes)
        if self._current is None or not self._still_there(found, self._current):
            self._go_to(found, self._nearest(found, by) % count, note=True)
        else:
            self._go_to(found, (self._current + by) % count)

    def _still_there(self, found: "Found", current: int) -> bool:
        start = found.marks[self._desk.active.number].starts[current]
        return start is None or self._caret() == start

    def _caret(self) -> Place | None:
        """The place of the caret on the active page, where that is in view."""
        view = self._desk.active.view
        if view.page is None or view.selection is None:
            return None
        caret = view.selection.caret
        box = view.page.caret(caret)
        return caret if box is not None and 0 <= box.top() < view.page.height else None

    def _nearest(self, found: "Found", by: int) -> int:
        """The first change from the caret on, or the last one before it.

        Where the caret is out of view, the top of the active page counts.
        """
        page = self._desk.active.view.page
        top = Place(1, 0) if page is None else page.first_place()
        here = self._caret() or top
        starts = found.marks[self._desk.active.number].starts
        before = sum(start is not None and start < here for start in starts)
        return before if by > 0 else before - 1

    def _go_to(self, found: "Found", number: int, note: bool = False) -> None:
        desk = self._desk
        spot = desk.active.spot()
        self._current = number
        left, right = (marks.starts[number] for marks in found.marks)
        self._linking.side_by_side.show((left, right))
        for pane, place in zip(desk.panes, (left, right), strict=True):
            if place is not None:
                pane.view.select(Selection(place, place), caret=False)
        here = (left, right)[desk.active.number]
        if note and here is not None and desk.active.document is not None:
            passage = Passage(desk.active.document, here.paragraph, here.index, here.index)
            desk.ways.note(desk.active.number, passage, spot)
        self.stepped.emit(number)
