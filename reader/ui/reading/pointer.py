"""What the mouse does on a page: select by character, clause and paragraph; drag words away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent

from reader.ui.reading.copying import as_mime
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.selection import word_at

if TYPE_CHECKING:
    from reader.ui.reading.selecting import SelectableArea

SCROLL_MS = 30
# How fast a selection runs out of the view: a share of the distance, at most so many pixels.
SPEED, FASTEST = 0.5, 120.0
LEFT = Qt.MouseButton.LeftButton


class Pointer:
    """Turns the events of the mouse into selections of its view."""

    def __init__(self, view: "SelectableArea") -> None:
        self._view = view
        # What the first press of a selection took: a character, a clause or a paragraph.
        self._grain = "character"
        self._first: Selection | None = None
        self._pressed: QPointF | None = None
        self._from_selection = False
        self._last_double: tuple[int, QPointF] | None = None
        self._place = QPointF()
        self._running = QTimer(view, interval=SCROLL_MS)
        self._running.timeout.connect(self._run)

    def press(self, event: QMouseEvent) -> None:
        """Begin to select, or to drag what is selected."""
        if event.button() != LEFT:
            return
        point = event.position()
        self._pressed = point
        if self._is_third(event):
            self._begin("paragraph", point)
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._from_selection = not shifted and self._view.is_selected(point)
        if not self._from_selection:
            self._begin("character", point, extend=shifted)

    def _is_third(self, event: QMouseEvent) -> bool:
        """Whether this is the third click in a row; Qt counts only to two."""
        last, self._last_double = self._last_double, None
        if last is None:
            return False
        near = (last[1] - event.position()).manhattanLength()
        hints = QGuiApplication.styleHints()
        soon = event.timestamp() - last[0] <= hints.mouseDoubleClickInterval()
        return soon and near < hints.startDragDistance()

    def double_click(self, event: QMouseEvent) -> None:
        """Select a clause."""
        if event.button() != LEFT:
            return
        self._pressed = event.position()
        self._from_selection = False
        self._last_double = event.timestamp(), event.position()
        self._begin("clause", event.position())

    def _begin(self, grain: str, point: QPointF, extend: bool = False) -> None:
        self._grain = grain
        selection = self._taken(point)
        if selection is None:
            return
        if extend and self._view.selection is not None:
            anchor = self._view.selection.anchor
            self._first = Selection(anchor, anchor)
            self._view.select(Selection(anchor, selection.caret))
            return
        self._first = selection
        self._view.select(selection)

    def move(self, event: QMouseEvent) -> None:
        """Select as far as here, or drag the words away."""
        if not event.buttons() & LEFT or self._pressed is None:
            self._view.hover(event.position())
            return
        self._place = event.position()
        far = (self._place - self._pressed).manhattanLength()
        if self._from_selection:
            if far >= QGuiApplication.styleHints().startDragDistance():
                self._drag()
            return
        self._extend()
        outside = not 0 <= self._place.y() < self._view.page_height
        if outside != self._running.isActive():
            if outside:
                self._running.start()
            else:
                self._running.stop()

    def release(self, event: QMouseEvent) -> None:
        """A selection is made; a click into one takes it away."""
        if event.button() != LEFT:
            return
        self._running.stop()
        if self._from_selection:
            self._begin("character", event.position())
        self._from_selection = False
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._is_click(pressed, event.position()):
            self._view.activate_furniture(event.position())
        self._view.offer_selection()

    def _is_click(self, pressed: QPointF, released: QPointF) -> bool:
        """Whether nothing was selected on the way."""
        far = (released - pressed).manhattanLength()
        return self._grain == "character" and far < QGuiApplication.styleHints().startDragDistance()

    def _run(self) -> None:
        """The pointer is above or below the view: go on in that direction."""
        y, height = self._place.y(), self._view.page_height
        beyond = y if y < 0 else y - height
        self._view.scroll_by(min(max(beyond * SPEED, -FASTEST), FASTEST))
        self._extend()

    def _extend(self) -> None:
        taken, first = self._taken(self._place), self._first
        if taken is None or first is None:
            return
        if taken.start < first.start:
            self._view.select(Selection(first.end, taken.start))
        else:
            self._view.select(Selection(first.start, max(taken.end, first.end)))

    def _taken(self, point: QPointF) -> Selection | None:
        """What a press at a point takes."""
        page = self._view.page
        place = page.near(point) if page is not None else None
        if page is None or place is None:
            return None
        words = page.text.paragraphs[place.paragraph - 1].text
        if self._grain == "paragraph":
            span = 0, len(words)
        elif self._grain == "clause":
            under = page.under(point)
            if under is None or under.paragraph != place.paragraph:
                under = place
            span = word_at(words, under.index)
        else:
            return Selection(place, place)
        return Selection(Place(place.paragraph, span[0]), Place(place.paragraph, span[1]))

    def _drag(self) -> None:
        page, selection = self._view.page, self._view.selection
        self._from_selection = False
        self._pressed = None
        if page is None or selection is None:
            return
        drag = QDrag(self._view)
        drag.setMimeData(as_mime(page.text, selection))
        drag.exec(Qt.DropAction.CopyAction)
