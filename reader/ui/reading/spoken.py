"""The text as assistive programs see it, kept in step with the page (see spoken_text.py).

It is made when an assistive program is there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QTextBlock, QTextCursor

from reader.documents.model import Kind, Paragraph
from reader.messages import Translator
from reader.ui.announcing import announce
from reader.ui.reading.hooks import MarginMark
from reader.ui.reading.page import Page
from reader.ui.reading.painting import BOOKMARK
from reader.ui.reading.pieces import shown_text
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.sight import Placed
from reader.ui.reading.spoken_looks import Dressing
from reader.ui.reading.spoken_text import SpokenText, lay_out
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import from_utf16, to_utf16

LOOK_MS = 1000
"""How often is looked for an assistive program until there is one; Qt does not tell."""
WHOLE = 200_000
"""Characters up to which the whole text is there; of a longer one only what is around the view."""
AROUND = 20_000
READ_OUT = 300
"""Characters of a paragraph that are said when it is scrolled to."""
FAR = 1_000_000.0
"""Where lines out of view stand: outside of everything, in pixels."""


class Speaker(QObject):
    """Keeps the spoken text of a view in step with what is in view, selected and named."""

    def __init__(self, view: ReadingView, tr: Translator) -> None:
        super().__init__(view)
        self._view = view
        self._tr = tr
        self._page: Page | None = None
        # The pieces that are there, one in each block, and those whose lines are in place.
        self._first, self._after = 0, 0
        self._seen: list[int] = []
        self._busy = False
        self.widget = SpokenText(view)
        document, inch = self.widget.document(), self.widget.logicalDpiY()
        self._dressing = Dressing(document, inch, self)
        # Words are not changed while the view paints.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow)
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
        view.painted.connect(self._painted)
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
            if page is not None:
                pieces = [item.piece for item in placed]
                self._dressing.dress(page, self._view.marking, pieces)
            self._place(placed)
            self._select()

    def _painted(self) -> None:
        page = self._view.page
        self._describe()
        if page is not None and self._dressing.stale(page, self._view.marking):
            self._soon.start()

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
        self._dressing.begin(self._first, self._after)

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
                lay_out(self._block(item.piece), item, page.column)

    def _block(self, piece: int) -> QTextBlock:
        return self.widget.document().findBlockByNumber(piece - self._first)

    # What stands beside the words

    def _describe(self) -> None:
        """Name the marks in the margin of the paragraph that is read, and the change shown."""
        paragraph, view = self._view.current_paragraph(), self._view
        marks = () if paragraph is None else view.marking.margin.get(paragraph.number, ())
        seen = () if paragraph is None else (self._rank(paragraph), self._differences(paragraph))
        said = _joined((view.remark, *seen, *map(self._tip, marks)))
        if said != self.widget.accessibleDescription():
            self.widget.setAccessibleDescription(said)

    def _rank(self, paragraph: Paragraph) -> str:
        """What a heading is said to be."""
        if paragraph.kind is not Kind.HEADING or self._page is None:
            return ""
        level = self._page.level(paragraph.number)
        return self._tr("{level} 级标题", level=level) if level else self._tr("标题")

    def _differences(self, paragraph: Paragraph) -> str:
        """How much of a paragraph is marked; words that are missing have no attributes."""
        count = len(self._view.marking.tints(paragraph))
        return self._tr("本段有 {count} 处不同", count=count) if count else ""

    def _tip(self, mark: MarginMark) -> str:
        """What a mark in the margin says; the eye sees that a ribbon is a bookmark."""
        name = self._tr("书签")
        if mark.kind != BOOKMARK or mark.tip == name:
            return mark.tip
        return self._tr("书签：{note}", note=mark.tip)

    def _read_out(self, number: int) -> None:
        """Say the paragraph that keys have scrolled to, and in any case what the eye sees of it.

        The words where the caret goes tell themselves.
        """
        selection, page = self._view.selection, self._page
        if page is None or page is not self._view.page or not self.widget.hasFocus():
            # Another text, which is told as a whole as soon as it is painted.
            return
        paragraph = page.text.paragraphs[number - 1]
        at_caret = selection is not None and selection.caret.paragraph == number
        words = "" if at_caret else paragraph.text[:READ_OUT]
        marks = self._view.marking.margin.get(number, ())
        tips = (self._tip(mark) for mark in marks if mark.kind == BOOKMARK)
        seen = self._rank(paragraph), self._differences(paragraph)
        announce(self.widget, _joined((words, *seen, *tips)))

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


def _joined(parts: Iterable[str]) -> str:
    return "　".join(part for part in parts if part)


def _apart(page: Page, piece: int, by: int) -> int:
    """The piece so many characters before or after another one."""
    room, last = AROUND, len(page.pieces) - 1
    while 0 <= piece + by <= last and room > 0:
        piece += by
        start, end = page.pieces.span(piece)
        room -= end - start
    return piece


class Listener(QObject):
    """Waits for an assistive program, then lets these views speak."""

    def __init__(self, views: tuple[ReadingView, ...], tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._tr = tr
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
                Speaker(view, self._tr)
            self._views = ()
