"""A text widget over a page that paints nothing: the same words in the same places.

Qt's accessibility of texts is bound to its own text widgets, and an interface of it written in
Python crashes. So a QPlainTextEdit lies over the page, clear for the eye and the mouse; it has the
keyboard, and hands every key on to the page.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QTextBlock,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from reader.ui.reading.setting import JUSTIFIED
from reader.ui.reading.sight import Placed
from reader.ui.reading.view import ReadingView

NO_TAB = 1 / 64


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


def lay_out(block: QTextBlock, placed: Placed, column: tuple[float, float]) -> None:
    """Give a block the lines of a piece: as many characters, at the same place."""
    lines, layout = placed.lines, block.layout()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    if lines.setting.alignment == JUSTIFIED:
        option.setAlignment(Qt.AlignmentFlag.AlignJustify)
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
