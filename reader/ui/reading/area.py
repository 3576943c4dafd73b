"""A page in a scroll area: paints it, scrolls it, keeps the scroll bar in step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reader.ui.early import SCROLL_BAR_OFF, SCROLL_BAR_ON
from reader.ui.reading.bar import TickedBar
from reader.ui.reading.page import Page
from reader.ui.reading.painting import Marking, paint_page
from reader.ui.typesetting import TextStyle

if TYPE_CHECKING:
    from reader.ui.reading.gliding import Glide

# What is in view is told so many ms after it changed, and the end of the text looked for.
REPORT_MS = 30
LINES_A_NOTCH = 3
NOTCH = 120
# A page down leaves so many lines of the page before in view.
OVERLAP_LINES = 1.5
# QAbstractSlider.SliderAction: loading the enumeration takes longer than the first paint may.
STEPS_OF_BAR = {1: "line_down", 2: "line_up", 3: "page_down", 4: "page_up"}


class PageArea(QAbstractScrollArea):
    """Shows a `Page`. `painted` comes after every paint, `scrolled` soon after what is in view.

    The viewport is a widget of our own: Qt's one would have to be wrapped for Python by
    `viewport()`, which loads the classes of all widgets before the first paint.
    """

    painted = Signal()
    scrolled = Signal()
    zoom_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = QWidget(self)
        self.setViewport(self.canvas)
        self.bar = TickedBar()
        self.setVerticalScrollBar(self.bar)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        self.setProperty("verticalScrollBarPolicy", SCROLL_BAR_ON)
        self.setFrameStyle(0)
        self.marking = Marking()
        self._page: Page | None = None
        self._style: TextStyle | None = None
        self._following = False
        self._glide: Glide | None = None
        self._painted = False
        self._report = QTimer(self, singleShot=True, interval=REPORT_MS)
        self._report.timeout.connect(self._tell)
        self.bar.valueChanged.connect(self._bar_moved)
        self.bar.actionTriggered.connect(self._bar_pressed)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    @property
    def page_height(self) -> int:
        """The height of what can be seen, in pixels."""
        return self.canvas.height()

    def _set_page(self, page: Page | None) -> None:
        self._stop_gliding()
        self._page = page
        self.bar.set_length(0 if page is None else page.pieces.steps)
        if page is None:
            self._follow(0, 0)
        self.moved()

    # Scrolling

    def scroll_by(self, pixels: float) -> None:
        """Move the text up by so many pixels."""
        if self._page is not None:
            self._page.scroll(pixels)
            self.moved()

    def scroll_as(self, how: str) -> None:
        """Scroll by a line or a page, or to an end of the text."""
        page = self._page
        if page is None:
            return
        self._stop_gliding()
        line = page.style.pixels * page.style.line_height
        screen = max(page.height - OVERLAP_LINES * line, line)
        if how == "text_start":
            page.go_to_step(0)
        elif how == "text_end":
            page.go_to_end()
        else:
            length = line if how.startswith("line") else screen
            page.scroll(length if how.endswith("down") else -length)
        self.moved()

    def _gliding(self) -> "Glide":
        from reader.ui.reading.gliding import Glide

        if self._glide is None:
            self._glide = Glide(self.scroll_by, self)
        return self._glide

    def _stop_gliding(self) -> None:
        if self._glide is not None:
            self._glide.stop()

    def moved(self) -> None:
        """Something else is in view: paint it, and soon tell it."""
        self.canvas.update()
        if not self._report.isActive():
            self._report.start()

    def _tell(self) -> None:
        page = self._page
        if page is not None and self._painted and self.isVisible():
            if not self.bar.isSliderDown():
                last = page.last_step
                self._follow(last, last if page.at_end else min(page.step, max(last - 1, 0)))
            self.scrolled.emit()

    def _follow(self, last: int, step: int) -> None:
        """Let the bar show where the view is."""
        self._following = True
        page = self._page
        self.bar.setRange(0, last)
        self.bar.setPageStep(max(1, page.pieces.steps - last) if page else 1)
        self.bar.setValue(step)
        self._following = False

    def _bar_moved(self, step: int) -> None:
        page = self._page
        if self._following or page is None:
            return
        self._stop_gliding()
        if step >= self.bar.maximum():
            page.go_to_end()
        else:
            page.go_to_step(step)
        self.moved()

    def _bar_pressed(self, action: int) -> None:
        """The bar counts characters, but its steps are to be lines and pages."""
        how = STEPS_OF_BAR.get(action)
        if how is not None and self._page is not None:
            self.scroll_as(how)
            self._following = True
            self.bar.setSliderPosition(self._page.step)
            self._following = False

    # Qt

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Touch pads move the text with the fingers, notches of a wheel let it glide."""
        from PySide6.QtCore import Qt

        notches = event.angleDelta().y() / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches:
                self.zoom_wanted.emit(1 if notches > 0 else -1)
        elif self._page is not None:
            pixels = event.pixelDelta().y()
            if pixels:
                self._stop_gliding()
                self.scroll_by(-pixels)
            else:
                style = self._page.style
                self._gliding().add(-notches * LINES_A_NOTCH * style.pixels * style.line_height)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place in view when the size changes."""
        super().resizeEvent(event)
        if self._page is not None:
            self._page.resize(self.canvas.width(), self.canvas.height())
            self.moved()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in view; the background comes from the style sheet."""
        painter = QPainter(self.canvas)
        if self._page is not None:
            paint_page(painter, self._page, self.marking)
        painter.end()
        if not self._painted:
            # To find the place of the bar lays the end of the text out: not before it is seen.
            self._painted = True
            self._report.start()
        self.painted.emit()
