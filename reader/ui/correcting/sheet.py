"""One file on the desk of corrections: its text, its contents, its metadata, what was changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.documents.corrections import encoding_of
from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.columns import Columns
from reader.ui.correcting import steps
from reader.ui.correcting.changes import ChangesList
from reader.ui.correcting.editing import Editing
from reader.ui.correcting.form import MetadataForm
from reader.ui.correcting.header import Header
from reader.ui.correcting.operations import Operations
from reader.ui.correcting.outline import Outline
from reader.ui.correcting.text_list import TextList
from reader.ui.fitting import Scrolled
from reader.ui.tool_bars import ToolBar

# Pixels; the lists take what is left.
LEFT, MIDDLE, SIDE = 230, 600, 330
LEAST_OUTLINE, LEAST_TEXT, LEAST_HEIGHT = 90, 260, 130
WHOLE_HEIGHT = 84


class Sheet(QWidget):
    """Shows an `Editing` and turns what the user does into its steps."""

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._editing: Editing | None = None
        self._document = 0
        self.header = Header(appearance, tr)
        self.text = TextList(appearance, tr, self)
        self.whole = QPlainTextEdit()
        self.outline = Outline(tr, self)
        self.form = MetadataForm(appearance, tr)
        self.changes = ChangesList(appearance, tr, self)
        self.operations = Operations(self.text, self.text.rows, tr)
        self._about = _caption("")
        self._count = _caption(tr("已作的更正"))
        self._hint = QLabel(
            tr(
                "中间选一段或几段，用上面的按钮改级别、标无关文字、分篇；上面的标题、日期等直接改写。"
                "改动逐条列在这里，随时可以移除或撤销。"
            )
        )
        self._hint.setObjectName("correction_hint")
        self._hint.setWordWrap(True)
        self._drop = QPushButton(tr("移除"))
        self._bar = ToolBar(tr)
        self._undo, self._redo, self._all = self._make_actions()
        self._lay_out()
        self._connect()
        self._dress_bar(appearance)
        self.set_editing(None)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw in another palette."""
        for part in (self.header, self.text, self.form, self.changes):
            part.set_appearance(appearance)
        self._dress_bar(appearance)

    def _dress_bar(self, appearance: Appearance) -> None:
        self._bar.dress(appearance.icon("more"))

    def set_editing(self, editing: Editing | None) -> None:
        """Turn to a file; None: there is nothing to show yet."""
        if self._editing is not None:
            self._editing.shown.disconnect(self._show)
        self._editing = editing
        self._document = 0
        self.text.clear()
        self.form.clear()
        self.setEnabled(editing is not None)
        if editing is not None:
            editing.shown.connect(self._show)
            self.header.set_file(editing.reading)
            self._show()
            if len(editing.view.lines):
                self.text.go(min(1, len(editing.view.lines) - 1))

    def commit(self) -> bool:
        """Let count what is being typed; False where that is a wrong date."""
        if self.form.commit():
            return True
        self.form.entries["date"].editor.setFocus()
        return False

    # What is shown

    def _show(self) -> None:
        editing = self._editing
        if editing is None:
            return
        view = editing.view
        first = not len(self.text.lines)
        self.text.set_lines(view.lines)
        self.outline.set_lines(view.lines)
        self.changes.set_view(view)
        self.header.set_remarks(editing.reading.warnings)
        self.header.set_encoding(encoding_of(view.corrections))
        if first and len(view.lines):
            self.text.go(1)
        self._moved(self._row())
        self._undo.setEnabled(editing.can_undo)
        self._redo.setEnabled(editing.can_redo)
        self._all.setEnabled(bool(view.corrections))
        self._drop.setVisible(bool(view.corrections))
        self.changes.setVisible(bool(view.corrections))
        self._hint.setVisible(not view.corrections)
        count = len(view.corrections)
        self._count.setText(
            self._tr("已作的更正（{count}）", count=count) if count else self._tr("还没有更正")
        )

    def _row(self) -> int:
        current = self.text.currentIndex()
        return current.row() if current.isValid() else 0

    def _moved(self, row: int) -> None:
        """Everything beside the list follows where somebody is in it."""
        editing = self._editing
        if editing is None or not 0 <= row < len(editing.view.lines):
            self.form.clear()
            return
        view = editing.view
        line = view.lines.line(row)
        self.outline.follow(row)
        self.operations.update(view)
        whole = "" if line.paragraph is None else line.paragraph.text
        if whole != self.whole.toPlainText():
            self.whole.setPlainText(whole)
        if line.document != self._document:
            self.form.commit()
        self._document = line.document
        documents = view.lines.documents
        now = documents[line.document].metadata
        self.form.set_document((editing.path, line.document), view.found[line.document], now)
        several = self._tr("文献信息（第 {number} 篇，共 {count} 篇）")
        self._about.setText(
            several.format(number=line.document + 1, count=len(documents))
            if len(documents) > 1
            else self._tr("文献信息")
        )

    # What the user does

    def _make_actions(self) -> tuple[QAction, QAction, QAction]:
        tr = self._tr
        made = []
        for key, text, keys in (
            ("undo", tr("撤销"), QKeySequence("Ctrl+Z")),
            ("redo", tr("重做"), QKeySequence("Ctrl+Shift+Z")),
            ("all", tr("全部还原"), QKeySequence()),
        ):
            action = QAction(text, self)
            action.setObjectName(f"correct_{key}")
            action.setShortcut(keys)
            native = keys.toString(QKeySequence.SequenceFormat.NativeText)
            tip = tr("{name}（{keys}）", name=text, keys=native) if native else text
            action.setToolTip(tip)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            made.append(action)
        made[1].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        made[2].setToolTip(tr("去掉所有更正，恢复成自动识别的样子；可以撤销"))
        return made[0], made[1], made[2]

    def _connect(self) -> None:
        self.text.moved.connect(self._moved)
        self.text.menu_wanted.connect(self.operations.show_menu)
        self.operations.step_wanted.connect(self._do)
        self.text.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.outline.row_wanted.connect(self.text.go)
        self.changes.row_wanted.connect(self.text.go)
        self.changes.drop_wanted.connect(lambda dropped: self._do(steps.drop(dropped)))
        self.header.encoding_wanted.connect(lambda name: self._do(steps.read_as(name)))
        self.form.edited.connect(self._edit_field)
        self.form.reset.connect(lambda field: self._do(steps.reset_metadata(self._document, field)))
        self._drop.clicked.connect(self.changes.drop_chosen)
        self._undo.triggered.connect(lambda _=False: self._go_back())
        self._redo.triggered.connect(lambda _=False: self._go_forward())
        self._all.triggered.connect(lambda _=False: self._do(steps.drop_all()))

    def _offer(self) -> None:
        if self._editing is not None:
            self.operations.update(self._editing.view)

    def _edit_field(self, field: str, value: str | None) -> None:
        if self._editing is not None:
            step = steps.set_metadata(self._document, field, value)
            self._editing.do(step, merge=f"{self._document} {field}")

    def _go_back(self) -> None:
        if self._editing is not None:
            self._editing.undo()

    def _go_forward(self) -> None:
        if self._editing is not None:
            self._editing.redo()

    def _do(self, step: steps.Step) -> None:
        if self._editing is not None:
            self.form.commit()
            self._editing.do(step)

    # Parts

    def _lay_out(self) -> None:
        tr = self._tr
        bar = self._bar
        bar.setObjectName("correction_tools")
        bar.setAccessibleName(tr("更正工具"))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.operations.fill_toolbar(bar)
        bar.add_spring()
        for action in (self._undo, self._redo, self._all):
            bar.add_action(action)
        bar.finish()
        self.whole.setObjectName("correction_paragraph")
        self.whole.setAccessibleName(tr("本段全文"))
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setMinimumHeight(WHOLE_HEIGHT // 2)
        self.whole.setMaximumHeight(WHOLE_HEIGHT)
        self.text.setMinimumHeight(LEAST_HEIGHT)
        outline = _column(_caption(tr("目录")), self.outline)
        text = _column(_caption(tr("正文（每段一行）")), self.text, self.whole)
        outline.setMinimumWidth(LEAST_OUTLINE)
        text.setMinimumWidth(LEAST_TEXT)
        pair = Columns((outline, text))
        pair.setStretchFactor(1, 1)
        pair.setSizes([LEFT, MIDDLE])
        columns = Columns((pair, self._side()))
        columns.setStretchFactor(0, 1)
        columns.setSizes([LEFT + MIDDLE, SIDE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.header)
        layout.addWidget(bar)
        layout.addWidget(columns, 1)

    def _side(self) -> QWidget:
        self._drop.setObjectName("correction_drop")
        self._drop.setAccessibleName(self._tr("移除这条更正"))
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._count, 1)
        row.addWidget(self._drop)
        side = _column(self._about, self.form, top, self._hint, self.changes)
        layout = side.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addStretch()
        self.changes.setMinimumHeight(90)
        side.setObjectName("correction_side")
        return Scrolled(side, sideways=False)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("correction_caption")
    return label


def _column(*parts: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(5)
    for part in parts:
        layout.addWidget(part, 1 if isinstance(part, (TextList, Outline, ChangesList)) else 0)
    return column
