"""The text as assistive programs see it: a text widget over the page that paints nothing.

Qt's accessibility of texts is bound to its own text widgets, and an interface of it written in
Python crashes. So a QPlainTextEdit lies over the page, clear for the eye and the mouse, with the
same words in the same places; it has the keyboard, and hands every key on to the page. It is
made when an assistive program is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from reader.ui.announcing import announce
from reader.ui.reading.page import Page
from reader.ui.reading.pieces import shown_text
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.sight import Placed
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import from_utf16, to_utf16

LOOK_MS = 1000
"""How often is looked for an assistive program until there is one; Qt does not tell."""
WHOLE = 200_000
"""Characters up to which the whole text is there; of a longer one only what is around the view."""
AROUND = 20_000
NO_TAB = 1 / 64
READ_OUT = 300
"""Characters of a paragraph that are said when it is scrolled to."""
FAR = 1_000_000.0
"""Where lines out of view stand: outside of everything, in pixels."""


class SpokenText(QPlainTextEdit):
    """The widget over the page of a view."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view.canvas)
        self._view = view
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page is painted by its view."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key is for the page."""
        self._view.keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel too."""
        self._view.wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the page."""
        self._view.contextMenuEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page has the keyboard."""
        super().focusInEvent(event)
        self._view.turned_to()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The page has it no more."""
        super().focusOutEvent(event)
        self._view.turned_from()


class Speaker(QObject):
    """Keeps the spoken text of a view in step with what is in view, selected and named."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view = view
        self._page: Page | None = None
        # The pieces that are there, one in each block, and those whose lines are in place.
        self._first, self._after = 0, 0
        self._seen: list[int] = []
        self._busy = False
        self.widget = SpokenText(view)
        self.widget.setObjectName(f"{view.objectName()}_spoken")
        self.widget.setAccessibleName(view.accessibleName())
        view.setAccessibleName("")
        focused = view.hasFocus()
        # Tab comes to it where it came to the view.
        SpokenText.setTabOrder(view, self.widget)
        # The view itself is no stop for the keyboard any more; a click goes on giving it.
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setFocusProxy(self.widget)
        if focused:
            self.widget.setFocus()
        self.widget.show()
        self.widget.cursorPositionChanged.connect(self._caret_moved)
        self.widget.selectionChanged.connect(self._caret_moved)
        view.scrolled.connect(self.follow)
        view.selection_changed.connect(self.follow)
        view.painted.connect(self._describe)
        view.paragraph_changed.connect(self._read_out)
        self.follow()

    def follow(self) -> None:
        """Bring words, places and selection up to the view."""
        page = self._view.page
        with self._working():
            self.widget.setGeometry(self._view.canvas.rect())
            placed = page.placed() if page is not None else ()
            if page is not self._page or not self._holds(placed):
                self._fill(page, placed)
            self._place(placed)
            self._select()

    @contextmanager
    def _working(self) -> Iterator[None]:
        """What the widget tells meanwhile comes from here."""
        before, self._busy = self._busy, True
        yield
        self._busy = before

    # Words

    def _holds(self, placed: tuple[Placed, ...]) -> bool:
        return not placed or self._first <= placed[0].piece <= placed[-1].piece < self._after

    def _fill(self, page: Page | None, placed: tuple[Placed, ...]) -> None:
        self._page = page
        self._first, self._after = 0, 0 if page is None else len(page.pieces)
        if page is None:
            self.widget.clear()
            return
        if page.text.record.characters > WHOLE and placed:
            self._first = _apart(page, placed[0].piece, -1)
            self._after = _apart(page, placed[-1].piece, 1) + 1
        pieces = range(self._first, self._after)
        self._seen = []
        self.widget.setPlainText("\n".join(self._words(page, piece) for piece in pieces))
        block = self.widget.document().firstBlock()
        far = QPointF(0, FAR)
        while block.isValid():
            block.layout().setPosition(far)
            block = block.next()

    def _words(self, page: Page, piece: int) -> str:
        paragraph, span = page.pieces.paragraphs[piece], page.pieces.span(piece)
        words = shown_text(paragraph, span)
        furniture = self._view.marking.furniture
        if furniture is None or span[1] < len(paragraph.text):
            return words
        spoken = furniture.spoken(paragraph.number)
        return f"{words} {spoken}" if spoken else words

    # Places

    def _place(self, placed: tuple[Placed, ...]) -> None:
        """Break the lines in view where the page breaks them, and put them there."""
        for piece in self._seen:
            layout = self._block(piece).layout()
            layout.clearLayout()
            layout.setPosition(QPointF(0, FAR))
        self._seen = [item.piece for item in placed]
        page = self._page
        for item in placed:
            if page is not None:
                _lay_out(self._block(item.piece), item, page.column)

    def _block(self, piece: int) -> QTextBlock:
        return self.widget.document().findBlockByNumber(piece - self._first)

    # What stands beside the words

    def _describe(self) -> None:
        """Name the marks in the margin of the paragraph that is read, and the change shown."""
        paragraph, view = self._view.current_paragraph(), self._view
        marks = () if paragraph is None else view.marking.margin.get(paragraph.number, ())
        parts = (view.remark, *(mark.tip for mark in marks))
        said = "　".join(part for part in parts if part)
        if said != self.widget.accessibleDescription():
            self.widget.setAccessibleDescription(said)

    def _read_out(self, number: int) -> None:
        """Say the paragraph that keys have scrolled to; where the caret goes, that tells it."""
        selection, page = self._view.selection, self._page
        if page is None or page is not self._view.page:
            # Another text, which is told as a whole as soon as it is painted.
            return
        caret = 0 if selection is None else selection.caret.paragraph
        if number != caret and self.widget.hasFocus():
            announce(self.widget, page.text.paragraphs[number - 1].text[:READ_OUT])

    # The selection

    def _select(self) -> None:
        selection = self._view.selection
        if selection is None or self._page is None:
            return
        cursor = self.widget.textCursor()
        anchor, caret = self._position(selection.anchor), self._position(selection.caret)
        if (cursor.anchor(), cursor.position()) != (anchor, caret):
            cursor.setPosition(anchor)
            cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self.widget.setTextCursor(cursor)

    def _position(self, place: Place) -> int:
        """Where a place is in the widget; at its end where it is beyond."""
        assert self._page is not None
        pieces = self._page.pieces
        piece = min(max(pieces.of(place.paragraph, place.index), self._first), self._after - 1)
        start, end = pieces.span(piece)
        index = min(max(place.index, start), end)
        words = pieces.paragraphs[piece].text[start:end]
        return self._block(piece).position() + to_utf16(words, index - start)

    def _place_of(self, position: int) -> Place:
        assert self._page is not None
        block = self.widget.document().findBlock(position)
        piece = self._first + block.blockNumber()
        pieces = self._page.pieces
        paragraph, (start, end) = pieces.paragraphs[piece], pieces.span(piece)
        index = from_utf16(paragraph.text[start:end], position - block.position())
        return Place(paragraph.number, start + index)

    def _caret_moved(self) -> None:
        """An assistive program moved the caret or selected words."""
        if self._busy or self._page is None or not len(self._page.pieces):
            return
        cursor = self.widget.textCursor()
        caret = self._place_of(cursor.position())
        selection = Selection(self._place_of(cursor.anchor()), caret)
        if selection != self._view.selection:
            self._view.select(selection)
            self._view.reveal(caret)


def _apart(page: Page, piece: int, by: int) -> int:
    """The piece so many characters before or after another one."""
    room, last = AROUND, len(page.pieces) - 1
    while 0 <= piece + by <= last and room > 0:
        piece += by
        start, end = page.pieces.span(piece)
        room -= end - start
    return piece


def _lay_out(block: QTextBlock, placed: Placed, column: tuple[float, float]) -> None:
    """Give a block the lines of a piece: as many characters, at the same place."""
    lines, layout = placed.lines, block.layout()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    option.setAlignment(lines.setting.option.alignment())
    # The tab behind a cell takes up no room, and Qt does not count it: the next cell has a line of
    # its own, but for an empty one, whose tab goes with the cell before.
    option.setTabStopDistance(NO_TAB)
    slack = 0.0 if lines.setting.row is None else 1.0
    layout.setTextOption(option)
    layout.beginLayout()
    for number in range(lines.count):
        start, end = lines.span_of(number)
        if number and end - start == lines.tabs_in(number) == 1:
            continue
        line = layout.createLine()
        if not line.isValid():
            break
        box = lines.box(number, start, end)
        columns = lines.position(end) - lines.position(start) - lines.tabs_in(number)
        line.setNumColumns(columns, box.width() + slack)
        line.setPosition(QPointF(box.left(), lines.top_of(number) - lines.above))
    layout.endLayout()
    layout.setPosition(QPointF(column[0], placed.top + lines.above))


class Listener(QObject):
    """Waits for an assistive program, then lets these views speak."""

    def __init__(self, views: tuple[ReadingView, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._views = views
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Begin to speak if somebody listens."""
        if QAccessible.isActive():
            self._timer.stop()
            for view in self._views:
                Speaker(view)
            self._views = ()
