"""A bar at the left of the page that has the keyboard, as in lists and trees."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

WIDTH = 3


class PageFocus(QObject):
    """Shows it where the keyboard came by keys: who clicked knows where it is."""

    def __init__(self, views: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._bars = {view: _bar(view) for view in views}
        for view in views:
            view.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        clicked = bool(QApplication.mouseButtons() & Qt.MouseButton.AllButtons)
        for view, bar in self._bars.items():
            here = now is not None and now in (view, view.focusProxy())
            bar.setVisible(here and not clicked)
            bar.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar is as high as its page."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._bars[watched].setFixedHeight(watched.height())
        return super().eventFilter(watched, event)


def _bar(view: QWidget) -> QFrame:
    bar = QFrame(view)
    bar.setObjectName("page_focus")
    bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    bar.setFixedSize(WIDTH, view.height())
    bar.hide()
    return bar
