"""The sheets of a preview, one under the other; only those in view are set and painted."""

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from reader.messages import Translator
from reader.ui.printing.pages import Edition, Leaf, Start
from reader.ui.printing.painting import Around, paint_page
from reader.ui.printing.paper import UNITS_PER_INCH
from reader.ui.printing.pictures import Images
from reader.ui.printing.ranges import PageRanges

GAP = 18
"""Logical pixels between and around the sheets."""
KEPT = 12
"""Pages whose places are kept."""
BYTES = 64 * 1024 * 1024
"""What painted pages may take up that are not in view."""
BAND = 1_200_000
"""Dots that are painted in one turn: a large page is painted in bands, from above."""
SMALLEST, LARGEST = 0.1, 3.0
STEP = 1.25
STILL_LEFT_OUT = 0.72
WHOLE_PAGE, PAGE_WIDTH = "page", "width"
# A page and a band of it, from 0.
Band = tuple[int, int]
# Of what a page says, what a screen reader is told.
SPOKEN = 2000


class SheetView(QAbstractScrollArea):
    """Shows sheets; `page_changed(number)` (from 1), `zoom_changed()`."""

    page_changed = Signal(int)
    zoom_changed = Signal()

    def __init__(self, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_sheets")
        # A scroll area has no role that says anything: what a screen reader comes to is a label,
        # which has the keyboard, and hands every key on.
        self._spoken = QLabel(self.viewport())
        self._spoken.setObjectName("print_words")
        self._spoken.setAccessibleName(tr("打印预览"))
        self._spoken.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._spoken.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._spoken)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._tr = tr
        self._edition: Edition | None = None
        self._images: Images | None = None
        self._ribbons: frozenset[int] = frozenset()
        self._starts: tuple[Start, ...] = ()
        self._whole = False
        self._pages = PageRanges()
        self._zoom: str | float = WHOLE_PAGE
        self._page = 1
        self._wanted = 1
        self._painted: OrderedDict[Band, QImage] = OrderedDict()
        self._leaves: OrderedDict[int, Leaf] = OrderedDict()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._paint_next)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    # What is shown

    @property
    def pages(self) -> int:
        """How many pages are known."""
        return len(self._starts)

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self._page

    def show_edition(self, edition: Edition, images: Images, ribbons: frozenset[int]) -> None:
        """Show another text, or the same on other sheets; its pages come by `set_starts`."""
        self._wanted = self._page
        self._edition, self._images, self._ribbons = edition, images, ribbons
        self._starts, self._whole = (), False
        self._forget()

    def set_starts(self, starts: tuple[Start, ...], whole: bool) -> None:
        """Tell where the pages begin, as far as that is known."""
        first = not self._starts
        counted = whole and self._edition is not None and self._edition.sheet.numbers == "counted"
        if counted and not self._whole:
            self._painted.clear()
        self._starts, self._whole = starts, whole
        self._lay_out()
        if self._wanted > 1 and (self._wanted <= len(starts) or whole):
            self.go_to(min(self._wanted, len(starts)))
            self._wanted = 1
        elif first:
            self._tell_page()

    def set_pages(self, pages: PageRanges) -> None:
        """Fade the pages that are not wanted."""
        self._pages = pages
        self.viewport().update()

    def images_changed(self) -> None:
        """Pictures have arrived."""
        self._painted.clear()
        self.viewport().update()

    def words(self) -> str:
        """What stands on the page in view."""
        leaf = self._leaf(self._page)
        return self._edition.words(leaf) if self._edition is not None and leaf is not None else ""

    # Going

    def go_to(self, page: int) -> None:
        """Bring a page into view, its head first."""
        if self._starts:
            page = min(max(page, 1), len(self._starts))
            self.verticalScrollBar().setValue(self._top(page) - GAP)
            self._set_page(page)

    def step(self, by: int) -> None:
        """Go some pages on or back."""
        self.go_to(self._page + by)

    def _scrolled(self) -> None:
        self.viewport().update()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        self._set_page(min(max(1, middle // self._pitch() + 1), max(1, len(self._starts))))

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._tell_page()

    def _tell_page(self) -> None:
        self._spoken.setAccessibleDescription(self.words()[:SPOKEN])
        self.page_changed.emit(self._page)

    # Zoom

    @property
    def zoom(self) -> str | float:
        """`WHOLE_PAGE`, `PAGE_WIDTH`, or a share of the true size."""
        return self._zoom

    def set_zoom(self, zoom: str | float) -> None:
        """Show sheets larger or smaller; the page in view stays."""
        page = self._page
        self._zoom = zoom if isinstance(zoom, str) else min(max(zoom, SMALLEST), LARGEST)
        self._painted.clear()
        self._lay_out()
        self.go_to(page)
        self.zoom_changed.emit()

    def zoom_by(self, factor: float) -> None:
        """Larger (more than 1) or smaller."""
        self.set_zoom(self._scale() / self._true_scale() * factor)

    def _true_scale(self) -> float:
        return self.logicalDpiX() / UNITS_PER_INCH

    def _scale(self) -> float:
        """Logical pixels for a unit."""
        if self._edition is None or not isinstance(self._zoom, str):
            return self._true_scale() * (1.0 if isinstance(self._zoom, str) else self._zoom)
        sheet, room = self._edition.sheet, self.viewport().size()
        wide = max(40, room.width() - 2 * GAP) / sheet.width
        high = max(40, room.height() - 2 * GAP) / sheet.height
        return min(wide, high) if self._zoom == WHOLE_PAGE else wide

    # Laying out

    def _size(self) -> QSize:
        if self._edition is None:
            return QSize(1, 1)
        sheet, scale = self._edition.sheet, self._scale()
        return QSize(ceil(sheet.width * scale), ceil(sheet.height * scale))

    def _pitch(self) -> int:
        return self._size().height() + GAP

    def _top(self, page: int) -> int:
        return GAP + (page - 1) * self._pitch()

    def _lay_out(self) -> None:
        size, room = self._size(), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        down.setRange(0, max(0, self._top(len(self._starts) + 1) - room.height()))
        down.setPageStep(room.height())
        down.setSingleStep(40)
        across.setRange(0, max(0, size.width() + 2 * GAP - room.width()))
        across.setPageStep(room.width())
        self.viewport().update()

    def _box(self, page: int) -> QRect:
        """Where a page stands in the view."""
        size, room = self._size(), self.viewport().width()
        left = max(GAP, (room - size.width()) // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._top(page) - self.verticalScrollBar().value()), size)

    def _in_view(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(1, (top - GAP) // self._pitch() + 1)
        last = (top + self.viewport().height()) // self._pitch() + 1
        return range(first, min(last, len(self._starts)) + 1)

    def _forget(self) -> None:
        self._painted.clear()
        self._leaves.clear()
        self._lay_out()

    def _leaf(self, page: int) -> Leaf | None:
        if self._edition is None or page > len(self._starts):
            return None
        if page not in self._leaves:
            self._leaves[page] = self._edition.leaf(self._starts[page - 1])
            while len(self._leaves) > KEPT:
                self._leaves.popitem(last=False)
        return self._leaves[page]

    # Painting

    def _band_height(self) -> int:
        """Logical pixels; a page that is not large is one band."""
        size, ratio = self._size(), self.devicePixelRatioF()
        return max(1, min(size.height(), int(BAND / (size.width() * ratio * ratio))))

    def _bands(self) -> list[tuple[Band, QRect]]:
        """The bands in view with their places there."""
        height, room, found = self._band_height(), self.viewport().height(), []
        for page in self._in_view():
            box = self._box(page)
            for band, top in enumerate(range(0, box.height(), height)):
                above = box.top() + top
                if above < room and above + height > 0:
                    high = min(height, box.height() - top)
                    found.append(((page, band), QRect(box.left(), above, box.width(), high)))
        return found

    def _paint_next(self) -> None:
        """Paint one band that is in view and was not painted yet; then let others have a turn."""
        bands = self._bands()
        for band, place in bands:
            if band not in self._painted:
                top = place.top() - self._box(band[0]).top()
                self._painted[band] = self._paint(band[0], top, place.height())
                self._drop({band for band, _ in bands})
                self.viewport().update()
                return

    def _drop(self, needed: set[Band]) -> None:
        """Forget what was painted for long ago, but nothing that is in view."""
        held = sum(image.sizeInBytes() for image in self._painted.values())
        for band in list(self._painted):
            if held <= BYTES:
                return
            if band not in needed:
                held -= self._painted.pop(band).sizeInBytes()

    def paint_page(self, page: int) -> QImage:
        """A page in the size in which it is shown."""
        return self._paint(page, 0, self._size().height())

    def _paint(self, page: int, top: int, height: int) -> QImage:
        """Some rows of a page, in the size in which it is shown."""
        edition, images, leaf = self._edition, self._images, self._leaf(page)
        ratio, scale = self.devicePixelRatioF(), self._scale()
        image = QImage(QSize(self._size().width(), height) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.white)
        if edition is not None and images is not None and leaf is not None:
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(0, -top)
            painter.scale(scale, scale)
            total = len(self._starts) if self._whole else None
            around = Around(page, total, self._ribbons)
            rows = (top / scale, (top + height) / scale)
            paint_page(painter, edition, leaf, around, images, self._tr, rows)
            painter.end()
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is there; the rest follows, band by band."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.palette().mid())
        for band, place in self._bands():
            image = self._painted.get(band)
            if image is None:
                painter.fillRect(place, Qt.GlobalColor.white)
                self._next.start()
            else:
                self._painted.move_to_end(band)
                painter.drawImage(place.topLeft(), image)
        for page in self._in_view():
            box = self._box(page)
            if page not in self._pages:
                painter.setOpacity(STILL_LEFT_OUT)
                painter.fillRect(box, self.palette().mid())
                painter.setOpacity(1.0)
            painter.setPen(self.palette().text().color())
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in view where the sheets take another size."""
        super().resizeEvent(event)
        self._spoken.setGeometry(self.viewport().rect())
        page = self._page
        if isinstance(self._zoom, str):
            self._painted.clear()
        self._lay_out()
        if isinstance(self._zoom, str):
            self.go_to(page)

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pages by PageUp and PageDown, both ends by Home and End, zoom by +, - and 0."""
        fits = self._size().height() <= self.viewport().height()
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_PageUp) and fits:
            self.step(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep())
        elif (
            key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.horizontalScrollBar().maximum()
        ):
            self.step(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Home:
            self.go_to(1)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._starts))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.set_zoom(WHOLE_PAGE)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)
