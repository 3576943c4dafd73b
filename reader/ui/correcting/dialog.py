"""The dialog of corrections: one file or several, and a button that lets the work count."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.columns import Columns
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.files_list import FilesList
from reader.ui.correcting.sheet import Sheet
from reader.ui.dialog import FittedDialog

SIZE = (1240, 740)
FILES_WIDTH, LEAST_FILES, LEAST_HEIGHT = 210, 170, 100


class CorrectionDialog(FittedDialog):
    """Shows files for correction; never blocks the window.

    However it is closed, what is being typed counts first: `ended(accepted)` comes when that
    was worked out. With `several` the files stand in a list; `file_wanted(path)` asks for one.
    """

    file_wanted = Signal(str)
    ended = Signal(bool)

    def __init__(
        self, several: bool, appearance: Appearance, tr: Translator, parent: QWidget
    ) -> None:
        title = tr("导入前预览") if several else tr("更正识别结果")
        super().__init__("correction_dialog", title, parent)
        self._tr = tr
        self._several = several
        self._editings: list[Editing] = []
        self._ending: QDialog.DialogCode | None = None
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.files = FilesList(appearance, tr, self)
        self.files.file_wanted.connect(self.file_wanted)
        self.files.setVisible(several)
        self.sheet = Sheet(appearance, tr)
        self.said = QLabel()
        self.said.setObjectName("correction_said")
        self.said.setWordWrap(True)
        self.primary = QPushButton(tr("导入") if several else tr("应用"))
        self.primary.setObjectName("correction_apply")
        self.primary.setDefault(True)
        self.primary.setShortcut("Ctrl+S")
        self.primary.clicked.connect(self.accept)
        cancel = QPushButton(tr("取消"))
        cancel.setObjectName("correction_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        self._update()

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        self.files.set_appearance(appearance)
        self.sheet.set_appearance(appearance)

    @property
    def editings(self) -> tuple[Editing, ...]:
        """What was worked on."""
        return tuple(self._editings)

    def add(self, editing: Editing) -> None:
        """Take a file in; it is not shown yet."""
        self._editings.append(editing)
        editing.shown.connect(self._update)
        editing.failed.connect(lambda error: self.say(self._tr.render(error.message)))

    def turn_to(self, editing: Editing | None) -> None:
        """Show a file."""
        self.sheet.commit()
        first = not len(self.sheet.text.lines)
        self.sheet.set_editing(editing)
        if first and not self._several:
            self.sheet.text.setFocus()
        self._update()

    def say(self, text: str) -> None:
        """Tell the user something, beside the buttons."""
        self.said.setText(text)

    # The end

    def done(self, result: int) -> None:
        """Close as soon as what was typed is worked out; a wrong date keeps it open."""
        if self._ending is not None:
            return
        if not self.sheet.commit() and result == QDialog.DialogCode.Accepted:
            return
        self._ending = QDialog.DialogCode(result)
        self._end_if_settled()

    def _end_if_settled(self) -> None:
        ending = self._ending
        if ending is None or not all(editing.settled for editing in self._editings):
            return
        for editing in self._editings:
            editing.shown.disconnect(self._update)
        self.ended.emit(ending == QDialog.DialogCode.Accepted)
        super().done(ending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the field or list it is pressed in; the work ends by its button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    # Parts

    def _update(self) -> None:
        for editing in self._editings:
            if self._several:
                self.files.count_corrections(editing.path, len(editing.corrections))
        if not self._several:
            self.primary.setEnabled(any(editing.changed for editing in self._editings))
        self._end_if_settled()

    def set_count(self, count: int) -> None:
        """How many files the button brings in."""
        self.primary.setText(self._tr("导入 {count} 个文件", count=count))
        self.primary.setEnabled(count > 0)

    def _lay_out(self, cancel: QPushButton) -> None:
        columns = Columns((self.files, self.sheet))
        columns.setStretchFactor(1, 1)
        columns.setSizes([FILES_WIDTH, SIZE[0] - FILES_WIDTH])
        self.files.setMinimumSize(LEAST_FILES, LEAST_HEIGHT)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        buttons.addWidget(self.primary)
        buttons.addWidget(cancel)
        content = QVBoxLayout()
        content.addWidget(columns, 1)
        self.lay_out(content, buttons, *SIZE, margin=12)
        self.files.setFocus()


def unfinished(editings: Iterable[Editing]) -> list[Editing]:
    """Those that were changed."""
    return [editing for editing in editings if editing.changed]
