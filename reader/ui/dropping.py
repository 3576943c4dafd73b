"""What is dragged in from other programs: says what dropping it would do, and does it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow

from reader.messages import Translator
from reader.ui.correcting.door import CorrectionDoor
from reader.ui.pasting.pasting import Pasting, files_of


class Dropping(QObject):
    """Files and texts may be dropped anywhere in the window."""

    def __init__(
        self, window: QMainWindow, pasting: Pasting, correcting: CorrectionDoor, tr: Translator
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pasting = pasting
        self._correcting = correcting
        self._tr = tr
        self._hint = QLabel(window)
        self._hint.setObjectName("drop_hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()

    def enter(self, event: QDragEnterEvent) -> None:
        """Take what the library can hold, and say what would become of it."""
        # What is dragged within the window is for its lists alone.
        if event.source() is not None or not self._pasting.takes(event.mimeData()):
            return
        event.acceptProposedAction()
        self._hint.setText(self._words(event.mimeData()))
        middle = self._window.centralWidget()
        around = self._window.rect() if middle is None else middle.geometry()
        self._hint.adjustSize()
        place = self._hint.rect()
        place.moveCenter(around.center())
        self._hint.setGeometry(place.intersected(around))
        self._hint.raise_()
        self._hint.show()

    def leave(self) -> None:
        """It was dragged out again, or let go."""
        self._hint.hide()

    def drop(self, event: QDropEvent) -> None:
        """Take in what was dropped; files with Shift after a look at them."""
        self.leave()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._correcting.preview([Path(file) for file in files])
        else:
            self._pasting.take(event.mimeData())
        # Shift would mean to move the files, which takes them away from where they are.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _words(self, data: QMimeData) -> str:
        files = files_of(data)
        if not files:
            return self._tr("松开鼠标：粘贴为新文献")
        if len(files) == 1:
            first = self._tr("松开鼠标：导入“{name}”", name=files[0].name)
        else:
            first = self._tr("松开鼠标：导入这 {count} 项", count=len(files))
        return first + "\n" + self._tr("按住 Shift 再松开：先预览，再导入")
