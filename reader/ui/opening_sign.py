"""A sign over a page whose text takes longer to come than the eye takes for at once."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from reader.messages import Translator
from reader.ui.announcing import announce
from reader.ui.desk import Desk

PATIENCE_MS = 150
# Pixels below the upper edge of the page.
BELOW = 24


class OpeningSigns(QObject):
    """One for each pane of a desk, made when it is first needed."""

    def __init__(self, desk: Desk, tr: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tr = tr
        self._signs: dict[int, QLabel] = {}
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        desk.coming_changed.connect(self._follow)

    def _follow(self, number: int) -> None:
        if self._desk.awaits(number):
            self._patience.start()
        elif number in self._signs:
            self._signs[number].hide()

    def _show(self) -> None:
        for pane in self._desk.panes:
            if self._desk.awaits(pane.number):
                sign = self._sign(pane.number)
                sign.adjustSize()
                sign.move((pane.view.width() - sign.width()) // 2, BELOW)
                sign.show()
                announce(sign, sign.text())

    def _sign(self, number: int) -> QLabel:
        if number not in self._signs:
            sign = QLabel(self._tr("正在打开…"), self._desk.panes[number].view)
            sign.setObjectName("opening_sign")
            self._signs[number] = sign
        return self._signs[number]
