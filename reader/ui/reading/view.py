"""The page of one text: shows it, finds places in it, marks hits and bookmarks."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from reader.documents.model import Paragraph, Passage
from reader.ui.reading.hooks import Furniture, MarginMark, Tint, TintsOf
from reader.ui.reading.page import Page
from reader.ui.reading.painting import BOOKMARK, SpansOf, margin_boxes, no_spans, no_tints
from reader.ui.reading.places import Place, Selection, Spot
from reader.ui.reading.selecting import SelectableArea
from reader.ui.reading.sight import Placed
from reader.ui.typesetting import TextStyle
from reader.workspace.text import Text

FLASH_MS = 1400
# A passage is shown this far down the page, so that what leads to it can be read too.
SHOWN_AT = 0.22
# What was found is not moved where it stands above this share of the height.
LOWEST = 0.85
# Ticks of the scroll bar by the names of their colours, the uppermost last.
TICKS = ("mark_bookmark", "hit_tick")


class ReadingView(SelectableArea):
    """A text set for reading. Speaks in paragraphs and passages, never in Qt positions.

    Only what is in view is laid out, so that the length of a text does not matter.
    """

    paragraph_changed = Signal(int)
    menu_wanted = Signal(QPoint)
    mark_pressed = Signal(int, str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas.setMouseTracking(True)
        self._furniture: Furniture | None = None
        self._hit_places: Sequence[Place] = ()
        self._found_places: Sequence[Place] | None = None
        self._tint_places: Mapping[str, Sequence[Place]] = {}
        self._tint_words: Callable[[Tint], str] | None = None
        self._reported = 0
        self._remark = ""
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        self.scrolled.connect(self._report_paragraph)
        self.selection_changed.connect(self._report_paragraph)

    # What is shown

    @property
    def text(self) -> Text | None:
        """The text on the page."""
        return None if self._page is None else self._page.text

    @property
    def style_of_text(self) -> TextStyle | None:
        """How it is set."""
        return self._style

    def show_text(self, text: Text, style: TextStyle) -> None:
        """Put a text on the page, from its beginning."""
        self._style = style
        self._reported = 0
        self.marking.flash = self.marking.current = None
        page = Page(text, style, self.canvas.width(), self.canvas.height())
        page.furnish(self._furniture)
        self._hit_places = ()
        self.set_found(None)
        self._set_page(page)
        self._show_ticks()

    def restyle(self, style: TextStyle) -> None:
        """Set the same text anew and stay at the same place."""
        if style == self._style:
            return
        self._style = style
        if self._page is not None:
            self._page.restyle(style)
        self._show_ticks()
        self.moved()

    def clear_text(self) -> None:
        """Empty the page."""
        self.marking.flash = self.marking.current = None
        self._hit_places = ()
        self._set_page(None)

    # Places

    def show_passage(self, passage: Passage, flash: bool = True) -> None:
        """Bring a passage into view; with `flash` its words light up for a moment."""
        page = self._page
        if page is None:
            return
        self._stop_gliding()
        shown = page.pieces.holds(passage.paragraph)
        place = Place(passage.paragraph, passage.start)
        if not shown and len(page.pieces):
            before = page.pieces.paragraphs[page.pieces.of(passage.paragraph)]
            place = Place(before.number, 0)
        page.go_to(place, SHOWN_AT)
        self.select(Selection(place, place), caret=False)
        if flash and shown:
            self.marking.flash = passage
            self._flash_end.start()
        self._report_paragraph()

    def show_place(self, place: Place, top: float) -> None:
        """Bring the line of a place to a height of the view (pixels), if the text reaches there."""
        page = self._page
        if page is not None and page.height > 0:
            self._stop_gliding()
            page.go_to(place, top / page.height)
            self.moved()

    def spot(self) -> Spot:
        """Where somebody reads now."""
        return Spot(1, 0) if self._page is None else self._page.spot()

    def show_spot(self, spot: Spot) -> None:
        """Go back to where somebody read."""
        if self._page is not None:
            self._stop_gliding()
            self._page.go_to_spot(spot)
            self.moved()

    def select_again(self, selection: Selection | None) -> None:
        """Select what was selected; nothing where the text has no such place any more."""
        page = self._page
        if page is None:
            return
        paragraphs = page.text.paragraphs
        ends = () if selection is None else (selection.anchor, selection.caret)
        there = all(
            end.paragraph <= len(paragraphs)
            and end.index <= len(paragraphs[end.paragraph - 1].text)
            for end in ends
        )
        self.select(selection if there else None, caret=False)
        self._report_paragraph()

    def progress(self) -> tuple[int, int]:
        """How many characters have been in view from the beginning to here, and of how many."""
        return (0, 0) if self._page is None else self._page.progress()

    def current_passage(self) -> Passage | None:
        """What the user means: the selection as far as its first paragraph goes.

        Without a selection: the paragraph of the caret where that is in view, else the first
        one in view.
        """
        if self._page is None:
            return None
        document = self._page.text.record.document
        if self.selection is not None:
            for paragraph, start, end in self.selection.pieces(self._page.text):
                if start < end:
                    words = paragraph.text[start:end]
                    return Passage(document, paragraph.number, start, end, words)
        current = self.current_paragraph()
        if current is None:
            return None
        return Passage(document, current.number, 0, len(current.text), current.text)

    def current_paragraph(self) -> Paragraph | None:
        """The paragraph of the caret where it is in view, else the first one in view."""
        page = self._page
        if page is None:
            return None
        if self.selection is not None:
            caret = self.selection.caret
            box, placed = page.caret(caret), page.in_view(caret)
            if box is not None and placed is not None and 0 <= box.top() < page.height:
                return placed.paragraph
        for placed in page.placed():
            return placed.paragraph
        return None

    def _report_paragraph(self) -> None:
        paragraph = self.current_paragraph()
        if paragraph is not None and paragraph.number != self._reported:
            self._reported = paragraph.number
            self.paragraph_changed.emit(paragraph.number)

    # Marks

    def set_hits(self, spans: SpansOf | None) -> None:
        """Mark the spans that a function gives for each paragraph that comes into view."""
        self.marking.hits = spans or no_spans
        self.set_hit_ticks(())
        self.canvas.update()

    def set_hit_ticks(self, places: Sequence[Place]) -> None:
        """Show along the scroll bar where the hits of the whole text are."""
        self._hit_places = places
        self._show_ticks()

    def set_tints(
        self,
        tints: TintsOf | None,
        ticks: Mapping[str, Sequence[Place]],
        words: Callable[[Tint], str] | None = None,
    ) -> None:
        """Put words on grounds of their own, and ticks along the bar by names of colours.

        `words` tells of a tint what is said when the pointer rests on it.
        """
        self.marking.tints = tints or no_tints
        self._tint_places, self._tint_words = ticks, words
        self._show_ticks()
        self.canvas.update()

    @property
    def remark(self) -> str:
        """What a screen reader says of the page besides its words."""
        return self._remark

    def set_remark(self, words: str) -> None:
        """Let a screen reader say something of the page: the change that is shown there."""
        self._remark = words
        self.canvas.update()

    def set_found(self, spans: SpansOf | None) -> None:
        """Mark what was found in this text; the hits of the library are out of sight meanwhile."""
        self.marking.found, self.marking.current = spans, None
        self._found_places = None if spans is None else ()
        self._show_ticks()
        self.canvas.update()

    def set_found_ticks(self, places: Sequence[Place]) -> None:
        """Show along the scroll bar where it was found."""
        self._found_places = places
        self._show_ticks()

    def bring(self, passage: Passage) -> None:
        """Show what was found as the current one; the page stays where it can be seen already."""
        page = self._page
        if page is None:
            return
        self._stop_gliding()
        place = Place(passage.paragraph, passage.start)
        box = page.caret(place)
        if box is None or box.top() < 0 or box.bottom() > page.height * LOWEST:
            page.go_to(place, SHOWN_AT)
        self.marking.current = passage
        self.select(Selection(place, place), caret=False)
        self._report_paragraph()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Show a ribbon beside these paragraphs; the text is its tool tip."""
        self.set_margin_marks(
            BOOKMARK,
            [MarginMark(number, BOOKMARK, tip, "mark_bookmark") for number, tip in marks.items()],
        )
        self._show_ticks()

    @property
    def margin_marks(self) -> Sequence[MarginMark]:
        """The marks in the margin beside those of the bookmarks."""
        known = self.marking.by_kind.items()
        return [mark for kind, marks in known if kind != BOOKMARK for mark in marks]

    def set_margin_marks(self, kind: str, marks: Sequence[MarginMark]) -> None:
        """Show other marks in the margin: themes, links."""
        if self.marking.by_kind.get(kind, ()) != tuple(marks):
            self.marking.set_margin(kind, marks)
            self.canvas.update()

    def _show_ticks(self) -> None:
        page, style = self._page, self._style
        if page is None or style is None:
            return
        marked = [Place(mark.paragraph, 0) for mark in self.marking.by_kind[BOOKMARK]]
        hits = self._hit_places if self._found_places is None else self._found_places
        below, above = TICKS
        ticks = {below: marked, **self._tint_places, above: hits}
        self.bar.set_ticks(
            {name: page.steps_of(places) for name, places in ticks.items()},
            {name: style.colours[name] for name in ticks},
        )

    def _end_flash(self) -> None:
        self.marking.flash = None
        self.canvas.update()

    # Furniture

    def set_furniture(self, furniture: Furniture | None) -> None:
        """Let something stand below paragraphs, for this text and those after it."""
        self._furniture = self.marking.furniture = furniture
        self.furniture_changed()
        self._show_ticks()
        self.canvas.update()

    def furniture_changed(self) -> None:
        """Some of it has another height now, or looks otherwise."""
        if self._page is not None:
            self._page.furnish(self._furniture)
            self.moved()

    def activate_furniture(self, point: QPointF) -> bool:
        """Open the picture or press the mark at a point; False where there is neither."""
        mark = self._mark_at(point)
        if mark is not None:
            place = self.canvas.mapToGlobal(point.toPoint())
            self.mark_pressed.emit(mark.paragraph, mark.kind, place)
            return True
        found = self._furniture_at(point)
        if self._furniture is None or found is None:
            return False
        return self._furniture.activate(found[0].paragraph.number, found[1])

    def open_furniture(self) -> bool:
        """Open what stands below the paragraph of the caret, else the first that is in view."""
        page, current = self._page, self.current_paragraph()
        if page is None or self._furniture is None:
            return False
        numbers = [placed.paragraph.number for placed in page.placed() if placed.furniture]
        if current is not None and current.number in numbers:
            numbers.insert(0, current.number)
        return any(self._furniture.activate_first(number) for number in numbers)

    def _furniture_at(self, point: QPointF) -> tuple[Placed, QPointF] | None:
        page = self._page
        for placed in page.placed() if page is not None else ():
            if page is not None and placed.furniture:
                box = page.furniture_box(placed)
                if box.contains(point):
                    return placed, point - box.topLeft()
        return None

    # Qt

    def hover(self, point: QPointF) -> None:
        """Say what a mark or a picture under the pointer is."""
        self.canvas.setToolTip(self._tip_at(point))
        self._point(point)

    def _point(self, point: QPointF) -> None:
        """Show by the pointer what a click would do."""
        from PySide6.QtCore import Qt

        found, furniture = self._furniture_at(point), self._furniture
        left, width = self._page.column if self._page is not None else (0.0, 0.0)
        shape = Qt.CursorShape.ArrowCursor
        opens = furniture and found and furniture.opens(found[0].paragraph.number, found[1])
        if opens or self._mark_at(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif left <= point.x() < left + width:
            shape = Qt.CursorShape.IBeamCursor
        if self.canvas.cursor().shape() != shape:
            self.canvas.setCursor(shape)

    def _tip_at(self, point: QPointF) -> str:
        page = self._page
        if page is None:
            return ""
        found = self._furniture_at(point)
        if found is not None and self._furniture is not None:
            return self._furniture.tip(found[0].paragraph.number, found[1])
        mark = self._mark_at(point)
        if mark is not None or self._tint_words is None:
            return "" if mark is None else mark.tip
        from reader.ui.reading.tinting import tint_at

        tint = tint_at(page, self.marking, point)
        return "" if tint is None else self._tint_words(tint)

    def _mark_at(self, point: QPointF) -> MarginMark | None:
        """The mark in the margin that the pointer is on."""
        page = self._page
        for placed in page.placed() if page is not None else ():
            if page is not None and placed.start == 0:
                for box, mark in margin_boxes(page, placed, self.marking):
                    if box.adjusted(-3, -3, 3, 3).contains(point):
                        return mark
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask the pane for its menu."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if self._page is not None and by_mouse and not self.has_selection:
            place = self._page.near(QPointF(event.pos()))
            if place is not None:
                self.select(Selection(place, place))
        self.menu_wanted.emit(event.globalPos())
