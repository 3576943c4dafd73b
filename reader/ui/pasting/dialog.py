"""What was pasted, what was found in it, and what the user says about it."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.documents.corrections import read_value
from reader.documents.model import Document, Genre, Kind
from reader.errors import UsageError
from reader.importers.model import Pasted
from reader.messages import Translator
from reader.ui.dialog import FittedDialog
from reader.ui.genres import genre_names
from reader.ui.naming import name_combo

TYPING_MS = 500
MOST_HEADINGS = 200
INDENT = "　"
FIELDS = ("title", "author", "source", "date")


class PasteDialog(FittedDialog):
    """Shows a pasted text and lets the user say what it is; does not block the window.

    `read_wanted(pasted)` asks for what is found in it; `show_document` or `show_problem` answers.
    `accepted_document(document)` carries the text with the metadata that the user wants.
    """

    read_wanted = Signal(object)
    accepted_document = Signal(object)

    def __init__(self, pasted: Pasted, tr: Translator, parent: QWidget) -> None:
        super().__init__("paste_dialog", tr("粘贴为新文献"), parent)
        self._tr = tr
        self._html = pasted.html
        self._document: Document | None = None
        self._edited: set[str] = set()
        self._accepting = False
        self.mode = self._make_mode()
        self.text = QPlainTextEdit()
        self.text.setObjectName("paste_text")
        self.text.setAccessibleName(tr("粘贴的文字"))
        self.text.setPlainText(pasted.text)
        self.text.setTabChangesFocus(True)
        self.fields = {name: self._make_field(name, text) for name, text in self._names()}
        self.genre = self._make_genre()
        self.headings = QListWidget()
        self.headings.setObjectName("paste_headings")
        self.headings.setAccessibleName(tr("找到的标题"))
        self.note = QLabel()
        self.note.setObjectName("paste_note")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self._plain = pasted.text
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._read)
        self._lay_out()
        self.text.textChanged.connect(self._text_edited)
        self.mode.currentIndexChanged.connect(lambda _: self._change_mode())
        self._change_mode()
        self.fields["title"].setFocus()

    # What was found

    @property
    def pasted(self) -> Pasted:
        """The text as it is to be read now."""
        return Pasted(self._plain, self._html if self._with_layout else "")

    def show_document(self, document: Document) -> None:
        """Show what was found in the text."""
        self._document = document
        metadata = document.metadata
        for name, field in self.fields.items():
            if name not in self._edited:
                field.setText(getattr(metadata, name) or "")
                field.setCursorPosition(0)
        if "genre" not in self._edited:
            self.genre.setCurrentIndex(self.genre.findData(metadata.genre))
        self.headings.clear()
        highest = min((section.level for section in document.sections), default=1)
        for section in document.sections[:MOST_HEADINGS]:
            self.headings.addItem(INDENT * (section.level - highest) + section.title)
        if self._with_layout:
            self._set_text("\n".join(p.text for p in document.paragraphs if p.kind != Kind.JUNK))
        self.note.setText(self._summary(document))
        self._ok.setEnabled(True)
        if self._accepting:
            self._finish()

    def show_problem(self, text: str) -> None:
        """Say why it cannot be taken in; without its layout perhaps it can."""
        self._document, self._accepting = None, False
        self.headings.clear()
        self.note.setText(text)
        self._ok.setEnabled(False)
        if self._with_layout and self._plain.strip():
            self.mode.setCurrentIndex(self.mode.findData(False))

    def _summary(self, document: Document) -> str:
        tr, count = self._tr, len(document.sections)
        paragraphs, characters = len(document.paragraphs), f"{document.characters:,}"
        if not count:
            return tr("{paragraphs} 段，{characters} 字；没有找到小标题",
                      paragraphs=paragraphs, characters=characters)  # fmt: skip
        return tr("{paragraphs} 段，{characters} 字；找到 {count} 个小标题",
                  paragraphs=paragraphs, characters=characters, count=count)  # fmt: skip

    # What the user does

    @property
    def _with_layout(self) -> bool:
        return bool(self.mode.currentData())

    def _change_mode(self) -> None:
        self.text.setReadOnly(self._with_layout)
        if not self._with_layout:
            self._set_text(self._plain)
        self._read()

    def _set_text(self, text: str) -> None:
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)

    def _text_edited(self) -> None:
        self._plain = self.text.toPlainText()
        self._document = None
        self._typing.start()

    def _read(self) -> None:
        self._typing.stop()
        self._document = None
        self.note.setText(self._tr("正在读取…"))
        self.read_wanted.emit(self.pasted)

    def accept(self) -> None:
        """Take the text in; one that was just changed is read first."""
        self._accepting = True
        if self._document is not None:
            self._finish()
        elif self._typing.isActive():
            self._read()

    def _finish(self) -> None:
        self._accepting = False
        document = self._document
        if document is None:
            return
        values: dict[str, str | None] = {}
        for name, field in self.fields.items():
            try:
                values[name] = read_value(name, field.text())
            except UsageError as error:
                self.note.setText(self._tr.render(error.message))
                field.setFocus()
                return
        metadata = replace(
            document.metadata,
            title=values["title"] or document.metadata.title,
            author=values["author"],
            source=values["source"],
            date=values["date"],
            genre=Genre(self.genre.currentData()),
        )
        self.accepted_document.emit(replace(document, metadata=metadata))
        super().accept()

    # Parts

    def _names(self) -> tuple[tuple[str, str], ...]:
        tr = self._tr
        return tuple(zip(FIELDS, (tr("标题"), tr("作者"), tr("来源"), tr("日期")), strict=True))

    def _make_mode(self) -> QComboBox:
        mode = QComboBox()
        mode.setObjectName("paste_mode")
        name_combo(mode, self._tr("粘贴方式"))
        if self._html:
            mode.addItem(self._tr("保留标题和表格"), True)
        mode.addItem(self._tr("只要文字（可以修改）"), False)
        mode.setVisible(bool(self._html))
        return mode

    def _make_field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"paste_{name}")
        field.setAccessibleName(text)
        field.textEdited.connect(lambda _: self._edited.add(name))
        return field

    def _make_genre(self) -> QComboBox:
        genre = QComboBox()
        genre.setObjectName("paste_genre")
        name_combo(genre, self._tr("类型"))
        for value, name in genre_names(self._tr).items():
            genre.addItem(name, value)
        genre.activated.connect(lambda _: self._edited.add("genre"))
        return genre

    def _lay_out(self) -> None:
        tr = self._tr
        left, right, form = QVBoxLayout(), QVBoxLayout(), QFormLayout()
        left.addWidget(self.mode)
        left.addWidget(self.text, 1)
        labels = tr("标题(&I)"), tr("作者(&A)"), tr("来源(&R)"), tr("日期(&D)")
        for name, label in zip(FIELDS, labels, strict=True):
            form.addRow(label, self.fields[name])
        form.addRow(tr("类型(&P)"), self.genre)
        self.fields["date"].setPlaceholderText(tr("如 2026-05-08"))
        right.addLayout(form)
        right.addWidget(self.headings, 1)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addLayout(left, 3)
        halves.addLayout(right, 2)
        buttons = QDialogButtonBox()
        self._ok = buttons.addButton(tr("存入资料库"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("paste_accept")
        self._ok.setDefault(True)
        drop = buttons.addButton(tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        self._ok.clicked.connect(self.accept)
        drop.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(buttons)
        line = QFontMetrics(self.font()).lineSpacing()
        self.lay_out(halves, below, 46 * line, 28 * line)
