"""Windows that are no larger than the screen, at any scale: what finds no room there scrolls."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

# Room for the title bar and borders that the window manager adds, in pixels.
FRAME = QSize(4, 36)
# The least room that is left to scroll a content in: lines of text, and as many of these wide.
LEAST_LINES, LEAST_WIDTH = 5, 15
# What is shown around a part that gets the keyboard, in pixels.
AROUND = 8


class Scrolled(QScrollArea):
    """A content that fills the room there is, and scrolls where that is less than it needs.

    Unlike Qt's own, which takes a text that wraps for a reason to give all of the content as much
    as it would like: lists are made small before anything scrolls. A part that gets the keyboard
    is scrolled into view, whatever gave it the keyboard.
    """

    def __init__(self, body: QWidget, sideways: bool = True) -> None:
        """`body` has its layout already; without `sideways` it always gets the width it needs."""
        super().__init__()
        self._sideways = sideways
        self._whole = False
        self.setObjectName("scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The area is no stop of its own on the way of the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = body.layout()
        assert content is not None
        self._body, self._content = body, content
        self.setWidget(body)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def set_whole(self, whole: bool) -> None:
        """Ask for all the height of the content: what is around it scrolls."""
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The size of the content: Qt's own is never more than some lines."""
        hint = self._content.totalSizeHint()
        if self._content.hasHeightForWidth():
            hint.setHeight(min(hint.height(), self._content.totalHeightForWidth(hint.width())))
        return hint

    def minimumSizeHint(self) -> QSize:
        """A content that needs little is not squeezed; any other leaves some lines to scroll in."""
        line, needed = self.fontMetrics().lineSpacing(), self._content.totalMinimumSize()
        least = needed.boundedTo(QSize(LEAST_WIDTH * line, LEAST_LINES * line))
        if not self._sideways:
            least.setWidth(needed.width() + self._bar_width())
        if self._whole:
            least.setHeight(self._height_at(max(self.width(), least.width()), needed))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        self._arrange()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content needs more room, or less."""
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Give the content all the room, or what it needs where that is more."""
        room, needed = self.maximumViewportSize(), self._content.totalMinimumSize()
        bar = self._bar_width()
        if not self._sideways and self.minimumWidth() != needed.width() + bar:
            self.setMinimumWidth(needed.width() + bar)
        width = max(room.width(), needed.width())
        if self._height_at(width, needed) > room.height():
            width = max(room.width() - bar, needed.width())
        height = self._height_at(width, needed)
        left = room.height() - (bar if width > room.width() else 0)
        self._body.resize(width, max(height, left))

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _height_at(self, width: int, needed: QSize) -> int:
        if self._content.hasHeightForWidth():
            return self._content.totalMinimumHeightForWidth(width)
        return needed.height()

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        # A window that was opened or comes back shows what it would show without the keyboard.
        within = before is not None and before.window() is self.window()
        if within and now is not None and self._body.isAncestorOf(now):
            # Of a part that is larger than the view its beginning counts.
            seen = self.viewport().size() - QSize(2 * AROUND, 2 * AROUND)
            part = QRect(now.mapTo(self._body, QPoint()), now.size().boundedTo(seen))
            x, y = part.width() // 2 + AROUND, part.height() // 2 + AROUND
            self.ensureVisible(part.center().x(), part.center().y(), x, y)


def held(layout: QLayout) -> QWidget:
    """A layout in a widget of its own, without margins."""
    body = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    body.setLayout(layout)
    return body


def room_for(window: QWidget) -> QRect:
    """Where on its screen a window has room, its frame taken off."""
    place = window.screen().availableGeometry()
    return QRect(place.topLeft(), place.size() - FRAME)


def fit(window: QWidget, width: int, height: int) -> None:
    """Give a window this size (pixels at 100 %), or as much of it as the screen has room for.

    Words that take more room than usual (a larger font, another language) get it.
    """
    wanted = QSize(width, height).expandedTo(window.minimumSizeHint())
    window.resize(wanted.boundedTo(room_for(window).size()))


def too_large(window: QWidget) -> bool:
    """Whether the least that a window needs is more than its screen has."""
    least = window.minimumSizeHint()
    return least.boundedTo(room_for(window).size()) != least


def keep_in_size(window: QWidget) -> None:
    """Take from a window what is larger than its screen."""
    if not window.isMaximized() and not window.isFullScreen():
        size = window.size().boundedTo(room_for(window).size())
        if size != window.size():
            window.resize(size)


def keep_on_screen(window: QWidget) -> None:
    """Let a window that is on the screen be on it as a whole."""
    keep_in_size(window)
    frame, screen = window.frameGeometry(), window.screen().availableGeometry()
    left = max(screen.left(), min(frame.left(), screen.right() - frame.width() + 1))
    top = max(screen.top(), min(frame.top(), screen.bottom() - frame.height() + 1))
    if (left, top) != (frame.left(), frame.top()) and not window.isMaximized():
        window.move(left, top)


def let_scroll(window: QWidget) -> None:
    """Let the content of a window scroll that was made elsewhere; its last row stays in view.

    The last row of a dialog of Qt in one column holds the buttons.
    """
    layout = window.layout()
    if layout is None or isinstance(window.findChild(Scrolled), Scrolled):
        return
    margins = layout.contentsMargins()
    last = layout.itemAt(layout.count() - 1) if isinstance(layout, QVBoxLayout) else None
    row = None if last is None else last.widget()
    if row is not None:
        layout.removeWidget(row)
    area = Scrolled(held(layout))
    outside = QVBoxLayout(window)
    outside.setContentsMargins(margins)
    outside.addWidget(area, 1)
    if row is not None:
        outside.addWidget(row)
