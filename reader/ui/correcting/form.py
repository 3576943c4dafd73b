"""The metadata of a document in a form: what was found, what was changed, and the way back."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from reader.documents.model import Genre, Metadata
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.correcting.dates import typed_date
from reader.ui.correcting.editors import LevelEdit, TitleEdit
from reader.ui.correcting.wording import field_names, level_names
from reader.ui.genres import genre_names
from reader.ui.naming import name_combo

# A pause in typing after which what was typed counts
PAUSE_MS = 400


@dataclass(frozen=True)
class Entry:
    """The widgets of one field."""

    label: QLabel
    editor: TitleEdit | QLineEdit | LevelEdit | QComboBox
    reset: QToolButton

    @property
    def text(self) -> str:
        """What stands in it, as it is stored; of a choice its key."""
        editor = self.editor
        if isinstance(editor, TitleEdit):
            return " ".join(editor.toPlainText().split())
        if isinstance(editor, QLineEdit):
            return " ".join(editor.text().split())
        if isinstance(editor, LevelEdit):
            return editor.value
        return str(editor.currentData())

    def show(self, text: str) -> None:
        """Put something in, unless it stands there already; what is typed keeps its caret."""
        if text == self.text:
            return
        editor = self.editor
        with QSignalBlocker(editor):
            if isinstance(editor, TitleEdit):
                editor.setPlainText(text)
            elif isinstance(editor, QLineEdit):
                editor.setText(text)
                editor.setCursorPosition(0)
            elif isinstance(editor, LevelEdit):
                editor.show_value(text)
            else:
                editor.setCurrentIndex(max(0, editor.findData(text)))


class MetadataForm(QWidget):
    """Title, author, source, date, 类型, 发文字号, 发文机关 and 密级 of the document in view.

    `edited(field, value)`: what was written is to count (None: not known). `reset(field)`: what
    was found in the file counts again. Fields are named as those of `Metadata`.
    """

    edited = Signal(str, object)
    reset = Signal(str)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._key: object = None
        self._found: Metadata | None = None
        self._now: Metadata | None = None
        self._problem = QLabel()
        self._problem.setObjectName("correction_date_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.entries = {field: self._make(field, name) for field, name in field_names(tr).items()}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self.set_appearance(appearance)
        self.setEnabled(False)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw the icons in another palette."""
        for entry in self.entries.values():
            entry.reset.setIcon(appearance.icon("undo", "accent", 16))
        colour = appearance.colours["error"].name()
        self._problem.setStyleSheet(f"color: {colour}")

    def clear(self) -> None:
        """There is no document."""
        self._pause.stop()
        self._key, self._found, self._now = None, None, None
        for field, entry in self.entries.items():
            entry.show("")
            self._mark(field, entry)
        self._tell_date(wrong=False)
        self.setEnabled(False)

    def set_document(self, key: object, found: Metadata, now: Metadata) -> None:
        """Show what was found of a document, and what of that was changed.

        What is being typed stays, as long as `key` says that it is the same document.
        """
        before = self._now if key == self._key else None
        self._key, self._found, self._now = key, found, now
        self.setEnabled(True)
        for field, entry in self.entries.items():
            being_typed = before is not None and entry.text != _text(before, field)
            if not being_typed:
                entry.show(_text(now, field))
                if field == "date":
                    self._tell_date(wrong=False)
            self._mark(field, entry)

    def commit(self) -> bool:
        """Let everything count that was written; False for a wrong date, which does not."""
        self._pause.stop()
        date = self.entries["date"]
        iso = typed_date(date.text)
        wrong = bool(date.text) and iso is None
        self._tell_date(wrong=wrong)
        if iso is not None:
            date.show(iso)
        self._count()
        return not wrong

    def _count(self) -> None:
        """Let count what is written so far; somebody may still be typing."""
        for field, entry in self.entries.items():
            text = entry.text
            if self._now is None or text == _text(self._now, field):
                continue
            if field == "title" and not text:
                self.reset.emit(field)
            elif field == "date" and text:
                iso = typed_date(text)
                if iso is not None and iso != self._now.date:
                    self.edited.emit(field, iso)
            else:
                self.edited.emit(field, text or None)

    @property
    def typing(self) -> bool:
        """Whether something is written that does not count yet."""
        now = self._now
        return now is not None and any(
            entry.text != _text(now, field) for field, entry in self.entries.items()
        )

    # Parts

    def _make(self, field: str, name: str) -> Entry:
        tr = self._tr
        editor: TitleEdit | QLineEdit | QComboBox
        if field == "title":
            editor = TitleEdit()
        elif field == "genre":
            editor = QComboBox()
            for genre, text in genre_names(tr).items():
                editor.addItem(text, genre.value)
        elif field == "classification":
            editor = LevelEdit(tr)
        else:
            editor = QLineEdit()
            if field == "date":
                editor.setPlaceholderText(tr("如 2014年5月8日"))
        editor.setObjectName(f"correction_{field}")
        if isinstance(editor, QComboBox):
            name_combo(editor, name)
        else:
            editor.setAccessibleName(name)
        label = QLabel(name)
        label.setBuddy(editor)
        button = QToolButton()
        button.setObjectName(f"correction_reset_{field}")
        button.setAccessibleName(tr("恢复{field}", field=name))
        return Entry(label, editor, button)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(5)
        row = 0
        for field, entry in self.entries.items():
            grid.addWidget(entry.label, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(entry.editor, row, 1)
            grid.addWidget(entry.reset, row, 2)
            keep = entry.reset.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            entry.reset.setSizePolicy(keep)
            row += 1
            if field == "date":
                grid.addWidget(self._problem, row, 1, 1, 2)
                row += 1
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for field, entry in self.entries.items():
            entry.reset.clicked.connect(partial(self._reset, field))
            editor = entry.editor
            if isinstance(editor, TitleEdit):
                editor.textChanged.connect(self._pause.start)
                continue
            if isinstance(editor, QLineEdit):
                editor.textChanged.connect(lambda _: self._pause.start())
                editor.editingFinished.connect(self.commit)
                continue
            editor.currentTextChanged.connect(lambda _: self._pause.start())
            editor.activated.connect(lambda _: self.commit())

    # State

    def _reset(self, field: str) -> None:
        self._pause.stop()
        if self._found is not None:
            self.entries[field].show(_text(self._found, field))
        self.reset.emit(field)

    def _tell_date(self, *, wrong: bool) -> None:
        said = self._tr("不是日期：请写 2014、2014-05、2014-05-08 或 2014年5月8日") if wrong else ""
        self._problem.setText(said)
        self._problem.setVisible(wrong)

    def _mark(self, field: str, entry: Entry) -> None:
        """A field that was changed is bold, says what was found, and can go back to it."""
        found, tr = _text(self._found, field), self._tr
        changed = _text(self._now, field) != found
        font = entry.label.font()
        font.setBold(changed)
        entry.label.setFont(font)
        name = self._named(field, found)
        said = tr("文件中找到的：{value}", value=name or tr("没有")) if changed else ""
        entry.editor.setToolTip(said)
        # On Linux it is the description of a combo box that tells what it is for.
        own = entry.label.text() if isinstance(entry.editor, QComboBox) else ""
        entry.editor.setAccessibleDescription("　".join(part for part in (own, said) if part))
        entry.reset.setToolTip(tr("恢复为文件中找到的：{value}", value=name or tr("没有")))
        entry.reset.setVisible(changed)

    def _named(self, field: str, value: str) -> str:
        """A value as people call it."""
        if field == "genre" and value:
            return genre_names(self._tr)[Genre(value)]
        return level_names(self._tr).get(value, value) if field == "classification" else value


def _text(metadata: Metadata | None, field: str) -> str:
    value: object = None if metadata is None else getattr(metadata, field)
    return "" if value is None else str(value)
