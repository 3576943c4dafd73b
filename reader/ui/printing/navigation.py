"""Below the sheets of a preview: which page is in view, and how large it is."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QToolButton, QWidget

from reader.messages import Translator
from reader.ui.naming import name_combo
from reader.ui.printing.sheet_view import PAGE_WIDTH, STEP, WHOLE_PAGE, SheetView

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class Navigation(QWidget):
    """First, previous, next and last page, the number of the page, the zoom."""

    def __init__(self, view: SheetView, tr: Translator) -> None:
        super().__init__()
        self._view = view
        self._tr = tr
        self._last = 0
        self.first = self._button("print_first", "«", tr("第一页（Home）"))
        self.previous = self._button("print_previous", "‹", tr("上一页（PageUp）"))
        self.next = self._button("print_next", "›", tr("下一页（PageDown）"))
        self.final = self._button("print_last", "»", tr("最后一页（End）"))
        self.number = QSpinBox()
        self.number.setObjectName("print_page")
        self.number.setAccessibleName(tr("页"))
        self.number.setKeyboardTracking(False)
        self.total = QLabel()
        self.total.setObjectName("print_total")
        self.smaller = self._button("print_smaller", "−", tr("缩小（-）"))
        self.larger = self._button("print_larger", "+", tr("放大（+）"))
        self.zoom = QComboBox()
        self.zoom.setObjectName("print_zoom")
        name_combo(self.zoom, tr("显示比例"))
        self.zoom.addItem(tr("整页"), WHOLE_PAGE)
        self.zoom.addItem(tr("页宽"), PAGE_WIDTH)
        for zoom in ZOOMS:
            self.zoom.addItem(f"{zoom:.0%}", zoom)
        self._lay_out()
        self._connect()
        self.set_pages(0, whole=False)

    def set_pages(self, pages: int, *, whole: bool) -> None:
        """So many pages are known; `whole`: these are all."""
        self._last = pages
        with QSignalBlocker(self.number):
            self.number.setRange(1, max(1, pages))
        words = "/ {count}" if whole else "/ {count}+"
        self.total.setText(words.format(count=pages))
        self._show_page(self._view.page)

    def _show_page(self, page: int) -> None:
        with QSignalBlocker(self.number):
            self.number.setValue(page)
        for button in (self.first, self.previous):
            button.setEnabled(page > 1)
        for button in (self.next, self.final):
            button.setEnabled(page < self._last)

    def _show_zoom(self) -> None:
        """The zoom in force; one that is none of those that are offered stands at the end."""
        zoom = self._view.zoom
        with QSignalBlocker(self.zoom):
            while self.zoom.count() > len(ZOOMS) + 2:
                self.zoom.removeItem(self.zoom.count() - 1)
            if self.zoom.findData(zoom) < 0 and not isinstance(zoom, str):
                self.zoom.addItem(f"{zoom:.0%}", zoom)
            self.zoom.setCurrentIndex(self.zoom.findData(zoom))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addStretch(1)
        paging = (self.first, self.previous, self.number, self.total, self.next, self.final)
        for part in paging:
            layout.addWidget(part)
        layout.addSpacing(10)
        zooming: tuple[QWidget, ...] = (self.smaller, self.zoom, self.larger)
        for widget in zooming:
            layout.addWidget(widget)
        layout.addStretch(1)

    def _connect(self) -> None:
        view = self._view
        self.first.clicked.connect(lambda: view.go_to(1))
        self.previous.clicked.connect(lambda: view.step(-1))
        self.next.clicked.connect(lambda: view.step(1))
        self.final.clicked.connect(lambda: view.go_to(self._last))
        self.number.valueChanged.connect(view.go_to)
        self.smaller.clicked.connect(lambda: view.zoom_by(1 / STEP))
        self.larger.clicked.connect(lambda: view.zoom_by(STEP))
        self.zoom.activated.connect(lambda _: view.set_zoom(self.zoom.currentData()))
        view.page_changed.connect(self._show_page)
        view.zoom_changed.connect(self._show_zoom)

    def _button(self, name: str, sign: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(sign)
        button.setToolTip(text)
        button.setAccessibleName(text.split("（")[0])
        button.setAutoRaise(True)
        return button
