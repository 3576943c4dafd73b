"""One picture in the room that there is: zoomed by wheel and keys, moved by the mouse."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

STEP = 1.25
LARGEST = 8.0
NOTCH = 120


class PictureCanvas(QLabel):
    """Paints an image. A scale of 1 means a pixel of the image in one of the screen.

    `scaled` tells every change of the scale. `levels` are the image and its halves: painting
    costs what is seen, however large the picture is. For assistive programs it is a picture as
    soon as there is one: Qt gives that role to a label with a pixmap, which is never painted.
    """

    scaled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(200, 150)
        self._levels: list[QImage] = []
        self._words = ""
        self._role = QPixmap(1, 1)
        self._role.fill(Qt.GlobalColor.transparent)
        self._ground = QColor(Qt.GlobalColor.white)
        self._scale = 1.0
        self._fitted = True
        self._middle = QPointF()
        self._pressed: QPointF | None = None

    @property
    def image(self) -> QImage | None:
        """The picture in full."""
        return self._levels[0] if self._levels else None

    @property
    def scale(self) -> float:
        """Pixels of the screen for each of the picture."""
        return self._scale

    @property
    def fitted(self) -> bool:
        """Whether the picture is as large as the room allows, whatever its size."""
        return self._fitted

    def set_ground(self, colour: QColor) -> None:
        """What is seen through a drawing without a ground of its own."""
        self._ground = colour
        self.update()

    def set_image(self, levels: list[QImage]) -> None:
        """Show a picture as a whole."""
        self._levels = levels
        self._words = ""
        self.setPixmap(self._role)
        self.setAccessibleDescription("")
        self.fit()

    def set_words(self, words: str) -> None:
        """Show words: the picture is on its way, or cannot be shown."""
        self._levels = []
        self._words = words
        self.clear()
        self.setAccessibleDescription(words)
        self.update()

    # Scale

    def fit(self) -> None:
        """As large as the room allows, at most twice its own size."""
        self._fitted = True
        self._middle = QPointF()
        self._set_scale(self._fitting())

    def actual(self) -> None:
        """A pixel of the picture in one of the screen."""
        self._zoom(1.0 / self._scale, QPointF())

    def zoom(self, steps: float, around: QPointF | None = None) -> None:
        """Larger (or with negative steps smaller); what is at `around` stays there."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._zoom(STEP**steps, QPointF() if around is None else around - middle)

    def _zoom(self, factor: float, around: QPointF) -> None:
        if not self._levels:
            return
        least = min(self._fitting(), 1.0) / 2
        scale = min(max(self._scale * factor, least), LARGEST)
        factor = scale / self._scale
        self._fitted = False
        self._middle = around + (self._middle - around) * factor
        self._set_scale(scale)

    def pan(self, by: QPointF) -> None:
        """Move the picture as far as there is something to see."""
        self._middle += by
        self._bound()
        self.update()

    def _fitting(self) -> float:
        if not self._levels:
            return 1.0
        size = self._levels[0].size()
        ratio = self.devicePixelRatioF()
        room = min(self.width() / size.width(), self.height() / size.height()) * ratio
        return min(room, 2.0 * ratio)

    def _set_scale(self, scale: float) -> None:
        self._scale = scale
        self._bound()
        self.update()
        self.scaled.emit(scale)

    def _size(self) -> tuple[float, float]:
        """Width and height of the picture as it is seen, in logical pixels."""
        size = self._levels[0].size() if self._levels else QSize()
        logical = self._scale / self.devicePixelRatioF()
        return size.width() * logical, size.height() * logical

    def _bound(self) -> None:
        width, height = self._size()
        right = max(0.0, (width - self.width()) / 2)
        down = max(0.0, (height - self.height()) / 2)
        self._middle = QPointF(
            min(max(self._middle.x(), -right), right), min(max(self._middle.y(), -down), down)
        )

    def picture_box(self) -> QRectF:
        """Where the picture is, in the widget."""
        width, height = self._size()
        left = (self.width() - width) / 2 + self._middle.x()
        top = (self.height() - height) / 2 + self._middle.y()
        return QRectF(left, top, width, height)

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is seen of the nearest level."""
        painter = QPainter(self)
        if not self._levels:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
            painter.end()
            return
        box = self.picture_box()
        seen = box.intersected(QRectF(self.rect()))
        level = self._levels[0]
        for smaller in self._levels[1:]:
            if smaller.width() >= box.width() * self.devicePixelRatioF():
                level = smaller
        across, down = level.width() / box.width(), level.height() / box.height()
        source = QRectF(
            (seen.left() - box.left()) * across,
            (seen.top() - box.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        if level.hasAlphaChannel():
            painter.fillRect(seen, self._ground)
        smooth = self._scale < 4 * self.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(seen, level, source)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole picture in the room, where it was."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._bound()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom(event.angleDelta().y() / NOTCH, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._pressed is not None:
            self.pan(event.position() - self._pressed)
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.unsetCursor()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Between the whole picture and its own size."""
        if self._fitted:
            self.actual()
        else:
            self.fit()
