"""The page of one text: shows it, finds places in it, marks hits and bookmarks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.documents.model import Paragraph, Passage
from reader.ui.typesetting import TextStyle, Typesetter, cursor_over, from_utf16
from reader.workspace.model import Text

MEASURE_EM = 38
FIRST_SLICE_MS = 5.0
SLICE_MS = 8.0
# More than a screen holds, in paragraphs and in characters: whichever is reached first.
SCREEN_PARAGRAPHS, SCREEN_CHARACTERS = 30, 3_000
# Up to here a text is set at once when somebody jumps into it (about 100 ms).
AT_ONCE_CHARACTERS = 20_000
FLASH_MS = 1400
# A flash over more characters than this is toned down.
LONG_FLASH = 30
# A passage is shown this far down the page, so that what leads to it can be read too.
SHOWN_AT = 0.22

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Spot:
    """A place that somebody reads at: a paragraph and how far it is scrolled out, in pixels."""

    paragraph: int
    offset: int


class ReadingView(QTextEdit):
    """A text set for reading. Speaks in paragraphs and passages, never in Qt positions.

    Not a QTextBrowser: that one is a mere label for assistive programs.
    """

    paragraph_changed = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text: Text | None = None
        self._style: TextStyle | None = None
        self._setter: Typesetter | None = None
        # Where to go, and what to do there, as soon as the page is seen and reaches that far.
        self._pending: tuple[Spot, Callable[[], None]] | None = None
        self._hits: Callable[[Paragraph], Spans] = _nothing
        self._flash: Passage | None = None
        self._marks: Mapping[int, str] = {}
        self._reported = 0
        self._filler = QTimer(self, interval=0)
        self._filler.timeout.connect(self._fill)
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        self._refresh = QTimer(self, singleShot=True, interval=0)
        self._refresh.timeout.connect(self._update_visible)
        # Not to `start` itself: it would take the value for milliseconds.
        self.verticalScrollBar().valueChanged.connect(lambda _: self._refresh.start())
        self.cursorPositionChanged.connect(self._report_paragraph)

    # What is shown

    @property
    def text(self) -> Text | None:
        """The text on the page."""
        return self._text

    def show_text(self, text: Text, style: TextStyle) -> None:
        """Put a text on the page, from its beginning."""
        self._text = text
        self._start(style)

    def restyle(self, style: TextStyle) -> None:
        """Set the same text anew and stay at the same place."""
        if self._text is None or style == self._style:
            self._style = style
            return
        pending = self._pending
        spot, caret = self.spot(), self.textCursor().block().blockNumber()
        self._start(style)
        self._when_set(*(pending or (spot, lambda: self._return(spot, caret))))

    def _return(self, spot: Spot, caret: int) -> None:
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(caret)))
        self._show_spot(spot)

    def clear_text(self) -> None:
        """Empty the page."""
        self._filler.stop()
        self._text = self._setter = self._pending = None
        self.clear()

    def _start(self, style: TextStyle) -> None:
        assert self._text is not None
        self._style = style
        self._pending = None
        self._flash = None
        self._reported = 0
        self._setter = Typesetter(self.document(), self._text, style)
        self._apply_measure()
        if not self._setter.advance(FIRST_SLICE_MS):
            self._filler.start()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._refresh.start()

    def _fill(self) -> None:
        if self._setter is None or self._setter.advance(SLICE_MS):
            self._filler.stop()
        self._run_pending()

    def _run_pending(self) -> None:
        if self._pending is None or self._setter is None or not self.isVisible():
            return
        spot, action = self._pending
        if self._setter.finished or self._setter.map.reaches(self._screen_after(spot.paragraph)):
            self._pending = None
            action()

    def _when_set(self, spot: Spot, action: Callable[[], None]) -> None:
        """Do something as soon as the page reaches as far as a place (and a screen beyond)."""
        assert self._setter is not None
        assert self._text is not None
        self._pending = spot, action
        paragraph = spot.paragraph
        before = sum(len(p.text) for p in self._text.paragraphs[:paragraph])
        if before <= AT_ONCE_CHARACTERS:
            self._setter.advance(0.0, until=self._screen_after(paragraph))
        self._run_pending()

    def _screen_after(self, paragraph: int) -> int:
        """The paragraph up to which a screen from this one on is filled."""
        assert self._text is not None
        end = min(paragraph + SCREEN_PARAGRAPHS, len(self._text.paragraphs))
        characters = 0
        for following in self._text.paragraphs[paragraph - 1 : end]:
            characters += len(following.text)
            if characters > SCREEN_CHARACTERS:
                return following.number
        return end

    # Places

    def show_passage(self, passage: Passage, flash: bool = True) -> None:
        """Bring a passage into view; with `flash` its words light up for a moment."""
        if self._text is None:
            return
        spot = Spot(passage.paragraph, round(self.viewport().height() * SHOWN_AT))
        self._when_set(spot, lambda: self._show_passage(passage, flash))

    def _show_passage(self, passage: Passage, flash: bool) -> None:
        found = self._block_of(passage.paragraph)
        if found is None:
            return
        block, paragraph = found
        visible = paragraph.number == passage.paragraph
        start = passage.start if visible else 0
        cursor = cursor_over(block, paragraph.text, (start, start))
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(round(top - self.viewport().height() * SHOWN_AT))
        if flash and visible:
            self._flash = passage
            self._flash_end.start()
        self._update_visible()

    def spot(self) -> Spot:
        """Where somebody reads now, or is about to."""
        if self._pending is not None:
            return self._pending[0]
        block, paragraph = self._first_visible()
        if block is None or paragraph is None:
            return Spot(1, 0)
        return Spot(paragraph.number, round(self._top_of(block)))

    def show_spot(self, spot: Spot) -> None:
        """Go back to where somebody read."""
        if self._text is None:
            return
        self._when_set(spot, lambda: self._show_spot(spot))

    def _show_spot(self, spot: Spot) -> None:
        found = self._block_of(spot.paragraph)
        if found is None:
            return
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + self._top_of(found[0]) - spot.offset))
        self._update_visible()

    def current_passage(self) -> Passage | None:
        """What the user means: the selection as far as its first paragraph goes.

        Without a selection: the paragraph of the caret where that is in view, else the first
        one in view.
        """
        if self._text is None:
            return None
        document = self._text.record.document
        cursor = self.textCursor()
        if cursor.hasSelection():
            block = self.document().findBlock(cursor.selectionStart())
            paragraph = self._paragraph(block)
            if paragraph is not None:
                start = from_utf16(paragraph.text, cursor.selectionStart() - block.position())
                end = from_utf16(paragraph.text, cursor.selectionEnd() - block.position())
                if end > start:
                    return Passage(
                        document, paragraph.number, start, end, paragraph.text[start:end]
                    )
        paragraph = self.current_paragraph()
        if paragraph is None:
            return None
        return Passage(document, paragraph.number, 0, len(paragraph.text), paragraph.text)

    def current_paragraph(self) -> Paragraph | None:
        """The paragraph of the caret where it is in view, else the first one in view."""
        caret = self.cursorRect()
        if 0 <= caret.top() < self.viewport().height():
            paragraph = self._paragraph(self.textCursor().block())
            if paragraph is not None:
                return paragraph
        return self._first_visible()[1]

    # Marks

    def set_hits(self, spans: Callable[[Paragraph], Spans] | None) -> None:
        """Mark the spans that a function gives for each paragraph that comes into view."""
        self._hits = spans or _nothing
        self._refresh.start()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Show a ribbon beside these paragraphs; the text is its tool tip."""
        self._marks = marks
        self.viewport().update()

    def _flash_colour(self, flash: Passage) -> QColor:
        """Bright for words, faint for a whole paragraph."""
        assert self._style is not None
        colour = self._style.colours["hit_current"]
        if flash.end - flash.start > LONG_FLASH:
            colour.setAlphaF(0.35)
        return colour

    def _end_flash(self) -> None:
        self._flash = None
        self._update_visible()

    def _update_visible(self) -> None:
        """Mark what is in view: Qt is slow with many marks, and nobody sees the others."""
        if self._style is None:
            return
        colours = self._style.colours
        selections: list[QTextEdit.ExtraSelection] = []
        flash = self._flash
        for block, paragraph in self._visible():
            hits = self._hits(paragraph)
            selections.extend(_mark(block, paragraph, hit, colours["hit"]) for hit in hits)
            if flash is not None and flash.paragraph == paragraph.number:
                span = (flash.start, flash.end)
                selections.append(_mark(block, paragraph, span, self._flash_colour(flash)))
        self.setExtraSelections(selections)
        self.viewport().update()
        self._report_paragraph()

    def _report_paragraph(self) -> None:
        paragraph = self.current_paragraph()
        if paragraph is not None and paragraph.number != self._reported:
            self._reported = paragraph.number
            self.paragraph_changed.emit(paragraph.number)

    # Blocks

    def _paragraph(self, block: QTextBlock) -> Paragraph | None:
        return self._setter.map.paragraph(block.blockNumber()) if self._setter else None

    def _block_of(self, number: int) -> tuple[QTextBlock, Paragraph] | None:
        if self._setter is None:
            return None
        index = self._setter.map.block(number)
        if index is None:
            return None
        paragraph = self._setter.map.paragraph(index)
        return None if paragraph is None else (self.document().findBlockByNumber(index), paragraph)

    def _top_of(self, block: QTextBlock) -> float:
        """The top of a block in the viewport, in pixels."""
        layout = self.document().documentLayout()
        return layout.blockBoundingRect(block).top() - self.verticalScrollBar().value()

    def _first_visible(self) -> tuple[QTextBlock | None, Paragraph | None]:
        for block, paragraph in self._visible():
            return block, paragraph
        return None, None

    def _visible(self) -> Iterator[tuple[QTextBlock, Paragraph]]:
        height = self.viewport().height()
        first = self.cursorForPosition(QPoint(0, 0)).block()
        layout = self.document().documentLayout()
        block = first
        while block.isValid():
            box = layout.blockBoundingRect(block)
            top = box.top() - self.verticalScrollBar().value()
            if top >= height:
                return
            paragraph = self._paragraph(block)
            if paragraph is not None and top + box.height() > 0:
                yield block, paragraph
            block = block.next()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is the size known: go where the page was asked to go."""
        super().showEvent(event)
        self._run_pending()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place in view when the width changes."""
        reading = self._text is not None and self.verticalScrollBar().value() > 0
        spot = self.spot() if reading and self._pending is None else None
        self._apply_measure()
        super().resizeEvent(event)
        if spot is not None and event.oldSize().width() != event.size().width():
            self._show_spot(spot)
        self._refresh.start()

    def _apply_measure(self) -> None:
        """Keep lines of a comfortable length by margins on both sides."""
        if self._style is None:
            return
        pixels = self._style.pixels
        side = max(pixels * 1.6, (self.viewport().width() - MEASURE_EM * pixels) / 2)
        frame = self.document().rootFrame()
        layout = frame.frameFormat()
        if abs(layout.leftMargin() - side) < 0.5 and layout.bottomMargin() == pixels * 6:
            return
        layout.setLeftMargin(side)
        layout.setRightMargin(side)
        layout.setTopMargin(pixels * 1.4)
        layout.setBottomMargin(pixels * 6)
        frame.setFrameFormat(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the ribbons of bookmarked paragraphs."""
        super().paintEvent(event)
        if not self._marks or self._style is None:
            return
        pixels = self._style.pixels
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.colours["mark_bookmark"])
        left = self.document().rootFrame().frameFormat().leftMargin() - pixels * 1.05
        for block, paragraph in self._visible():
            if paragraph.number in self._marks:
                top = self._top_of(block) + block.blockFormat().topMargin() + pixels * 0.45
                painter.drawPolygon(_ribbon(QRectF(left, top, pixels * 0.5, pixels * 0.95)))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask the pane for its menu."""
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menu_wanted.emit(event.globalPos())


def _nothing(_paragraph: Paragraph) -> Spans:
    return ()


def _mark(
    block: QTextBlock, paragraph: Paragraph, span: tuple[int, int], colour: QColor
) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    characters = QTextCharFormat()
    characters.setBackground(colour)
    selection.format = characters
    selection.cursor = cursor_over(block, paragraph.text, span)
    return selection


def _ribbon(box: QRectF) -> QPolygonF:
    notch = QPointF(box.center().x(), box.bottom() - box.width() * 0.45)
    return QPolygonF([box.topLeft(), box.topRight(), box.bottomRight(), notch, box.bottomLeft()])
