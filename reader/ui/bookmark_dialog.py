"""The note, folder and tags of a bookmark. The bookmark itself is there already."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.library.model import Bookmark
from reader.messages import Translator
from reader.ui.dialog import FittedDialog
from reader.ui.naming import name_combo

QUOTE_LENGTH = 160
WIDTH = 460
NOTE_LINES = 5
# Between tags, in either language
SEPARATORS = re.compile(r"[\s、，,；;]+")


class NoteEdit(QPlainTextEdit):
    """A note of several lines; Ctrl+Enter finishes it."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave plain Enter to the text."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)


class BookmarkDialog(FittedDialog):
    """Edits a bookmark; `saved` carries (id, note, folder, tags).

    It does not block the window, and closing it in any way keeps what was written: only
    不保存修改 drops the changes; the bookmark stays.
    """

    saved = Signal(str, str, str, tuple)

    def __init__(
        self, bookmark: Bookmark, folders: Sequence[str], tr: Translator, parent: QWidget
    ) -> None:
        super().__init__("bookmark_dialog", tr("书签"), parent, remembered=False)
        annotation = bookmark.annotation
        self.bookmark = annotation.id
        self._before = (annotation.note, annotation.folder, annotation.tags)
        self._dropped = False
        quote = QLabel()
        quote.setObjectName("bookmark_quote")
        quote.setTextFormat(Qt.TextFormat.PlainText)
        quote.setWordWrap(True)
        words = annotation.selector.exact
        quote.setText(words if len(words) <= QUOTE_LENGTH else words[:QUOTE_LENGTH] + "…")
        self.note = NoteEdit(annotation.note)
        self.note.setObjectName("bookmark_note")
        self.note.setAccessibleName(tr("批注"))
        self.note.setPlaceholderText(tr("写下批注（可以不写）；Ctrl+Enter 完成"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(NOTE_LINES * self.note.fontMetrics().lineSpacing())
        self.note.finished.connect(self.accept)
        self.folder = QComboBox()
        self.folder.setEditable(True)
        name_combo(self.folder, tr("书签夹"))
        self.folder.addItems(["", *folders])
        self.folder.setCurrentText(annotation.folder)
        self.tags = QLineEdit(tr("、").join(annotation.tags))
        self.tags.setAccessibleName(tr("标签"))
        self.tags.setPlaceholderText(tr("用顿号或空格分开"))
        form = QFormLayout()
        form.addRow(tr("批注(&N)"), self.note)
        form.addRow(tr("书签夹(&F)"), self.folder)
        form.addRow(tr("标签(&T)"), self.tags)
        buttons = QDialogButtonBox()
        done = buttons.addButton(tr("完成"), QDialogButtonBox.ButtonRole.AcceptRole)
        done.setDefault(True)
        drop = buttons.addButton(tr("不保存修改"), QDialogButtonBox.ButtonRole.RejectRole)
        done.clicked.connect(self.accept)
        drop.clicked.connect(self._drop)
        content = QVBoxLayout()
        content.addWidget(quote)
        content.addLayout(form)
        self.lay_out(content, buttons, WIDTH)
        self.note.setFocus()

    def _drop(self) -> None:
        self._dropped = True
        self.reject()

    def done(self, result: int) -> None:
        """Keep what was written, however the dialog is closed."""
        after = (
            self.note.toPlainText().strip(),
            "/".join(part.strip() for part in self.folder.currentText().split("/") if part.strip()),
            tuple(tag for tag in SEPARATORS.split(self.tags.text()) if tag),
        )
        if not self._dropped and after != self._before:
            self._before = after
            self.saved.emit(self.bookmark, *after)
        super().done(result)
