"""A page whose words can be selected, by mouse and by keys, copied and dragged away."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.ui.reading.area import PageArea
from reader.ui.reading.page import Page
from reader.ui.reading.places import Place, Selection

if TYPE_CHECKING:
    from reader.ui.reading.caret import CaretMoves
    from reader.ui.reading.keys import Order
    from reader.ui.reading.pointer import Pointer


class SelectableArea(PageArea):
    """Adds a caret and a selection to a page that scrolls.

    The caret is seen where it is of use: after a click, while keys select, and always in caret
    mode, in which the arrow keys move it instead of scrolling. What mouse and keys need is loaded
    with their first event: a start waits for none of it.
    """

    focused = Signal()
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caret_moves: CaretMoves | None = None
        self._caret_mode = False
        self._caret_used = False

    @cached_property
    def _pointer(self) -> "Pointer":
        from reader.ui.reading.pointer import Pointer

        return Pointer(self)

    def _moves(self, page: Page) -> "CaretMoves":
        from reader.ui.reading.caret import CaretMoves

        if self._caret_moves is None:
            self._caret_moves = CaretMoves(page)
        return self._caret_moves

    def _set_page(self, page: Page | None) -> None:
        self._caret_moves = None
        self._caret_used = False
        self.marking.selection = None
        self._show_caret()
        super()._set_page(page)

    # The selection

    @property
    def selection(self) -> Selection | None:
        """What is selected, or where the caret is; None where nobody put it anywhere."""
        return self.marking.selection

    @property
    def has_selection(self) -> bool:
        """Whether any words are selected."""
        return self.selection is not None and not self.selection.empty

    @property
    def selected_text(self) -> str:
        """The selected words, paragraphs parted by line feeds."""
        from reader.ui.reading.copying import plain_text

        page, selection = self._page, self.selection
        if page is None or selection is None:
            return ""
        return plain_text(page.text, selection)

    def select(self, selection: Selection | None, caret: bool = True) -> None:
        """Select other words; with `caret` the caret is seen from now on."""
        self._caret_used = caret and selection is not None
        if selection != self.marking.selection:
            self.marking.selection = selection
            self.selection_changed.emit()
        self._show_caret()
        self.moved()

    def select_all(self) -> None:
        """Select the whole text; what is in view stays."""
        from reader.ui.reading.selection import whole

        if self._page is not None and self._page.text.paragraphs:
            self.select(whole(self._page.text), caret=False)
            self.offer_selection()

    def is_selected(self, point: QPointF) -> bool:
        """Whether the character under a point is selected."""
        selection, page = self.selection, self._page
        under = page.under(point) if page is not None else None
        if selection is None or under is None:
            return False
        return selection.start <= under < selection.end

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        from PySide6.QtGui import QGuiApplication

        from reader.ui.reading.copying import as_mime

        if self._page is not None and self.selection is not None and self.has_selection:
            data = as_mime(self._page.text, self.selection)
            QGuiApplication.clipboard().setMimeData(data)

    def offer_selection(self) -> None:
        """On X11 what is selected can be pasted with the middle button."""
        from PySide6.QtGui import QClipboard, QGuiApplication

        clipboard = QGuiApplication.clipboard()
        if self.has_selection and clipboard.supportsSelection():
            clipboard.setText(self.selected_text, QClipboard.Mode.Selection)

    # The caret

    def set_caret_mode(self, on: bool) -> None:
        """Let the arrow keys move the caret, or scroll."""
        self._caret_mode = on
        if on and self.selection is None and self._page is not None:
            place = self._page.first_place()
            self.marking.selection = Selection(place, place)
        self._show_caret()

    def _show_caret(self) -> None:
        selection = self.selection
        shown = self.hasFocus() and (self._caret_used or self._caret_mode)
        caret = selection.caret if shown and selection is not None else None
        if caret != self.marking.caret:
            self.marking.caret = caret
            self.canvas.update()

    def _move_caret(self, order: "Order") -> None:
        page = self._page
        if page is None or not len(page.pieces):
            return
        before = self.selection or _at(page.first_place())
        if page.in_view(before.caret) is None and not self._caret_mode and before.empty:
            before = _at(page.first_place())
        caret = self._moves(page).move(before.caret, order.how)
        self.select(Selection(before.anchor, caret) if order.what == "select" else _at(caret))
        self.reveal(caret)
        if order.what == "select":
            self.offer_selection()

    def reveal(self, place: Place) -> None:
        """Scroll as little as brings the line of a place into view."""
        page = self._page
        if page is None:
            return
        box = page.caret(place)
        if box is None:
            page.go_to(place, 0.4)
        elif box.top() < 0:
            page.scroll(box.top())
        elif box.bottom() > page.height:
            page.scroll(box.bottom() - page.height)
        self.moved()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, move the caret, select or copy; other keys are for the window."""
        from reader.ui.reading.keys import order_of

        order = order_of(event, self._caret_mode)
        if order is None:
            event.ignore()
            return
        event.accept()
        if order.what == "scroll":
            self.scroll_as(order.how)
        elif order.what == "copy":
            self.copy()
        elif order.what == "all":
            self.select_all()
        elif order.what == "open":
            event.setAccepted(self.open_furniture())
        elif order.what != "nothing":
            self._move_caret(order)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        self._stop_gliding()
        # Where assistive programs read the page, Qt gives the keyboard to no view by itself.
        self.setFocus()
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a clause."""
        self._pointer.double_click(event)

    def hover(self, point: QPointF) -> None:
        """The pointer rests at a point without a button."""

    def activate_furniture(self, _point: QPointF) -> bool:
        """Open what stands at a point; False where nothing does."""
        return False

    def open_furniture(self) -> bool:
        """Open the first of what stands below the paragraphs in view; False where nothing does."""
        return False

    def turned_to(self) -> None:
        """The keyboard is here: show the caret, and say so."""
        self._show_caret()
        self.focused.emit()

    def turned_from(self) -> None:
        """The keyboard went elsewhere."""
        self._show_caret()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and say that somebody turned to this page."""
        super().focusInEvent(event)
        self.turned_to()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.turned_from()


def _at(place: Place) -> Selection:
    return Selection(place, place)
