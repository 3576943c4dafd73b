"""The bar above a page in which words to be found in it are typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from reader.messages import Translator
from reader.ui.aloud import Aloud
from reader.ui.appearance import Appearance
from reader.ui.naming import name_clear_button

ICON = 16
# In a bar that is narrower (pixels) there are no buttons to step by.
ROOMY = 280
LEAST_BOX = 50
MARGINS, NARROW_MARGINS = (16, 4, 8, 4), (4, 3, 3, 3)


class FindBar(QFrame):
    """A line for the words, how many there are, and buttons to the next and the one before.

    `edited` comes with every change of the words, `stepped` with 1 or -1, `closed` with whether
    the keyboard goes back to where the words were looked for (Escape).
    """

    edited = Signal(str)
    stepped = Signal(int)
    closed = Signal(bool)

    def __init__(self, look: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.setObjectName("find_bar")
        self.box = QLineEdit()
        self.box.setObjectName("find_box")
        self.box.setAccessibleName(tr("在文中查找"))
        self.box.setPlaceholderText(tr("在文中查找"))
        self._said = ""
        self._nothing = False
        self._aloud = Aloud(self.box, lambda: self._said)
        self.box.textChanged.connect(self._typed)
        self.box.textChanged.connect(self.edited)
        self.box.installEventFilter(self)
        self.count = QLabel()
        # While it is long (searching) and the pane is narrow, the words keep their room.
        self.count.setMinimumWidth(1)
        self.count.setObjectName("find_count")
        self._previous = self._button("find_previous", tr("上一处（Shift+F3）"), -1)
        self._next = self._button("find_next", tr("下一处（F3）"), 1)
        self._close = self._button("find_close", tr("关闭查找"), 0)
        self._close.clicked.connect(lambda: self.closed.emit(False))
        self.box.setMinimumWidth(LEAST_BOX)
        layout = QHBoxLayout(self)
        layout.setSpacing(4)
        layout.addWidget(self.box, 1)
        for part in (self.count, self._previous, self._next, self._close):
            layout.addWidget(part)
        self.set_appearance(look)
        self.show_count(None, 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the words have the room: the keys of the buttons do as well."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= ROOMY
        name_clear_button(self.box, self._tr, roomy)
        for button in (self._previous, self._next):
            button.setVisible(roomy)
        if self._nothing:
            self.count.setText(self._none())
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*(MARGINS if roomy else NARROW_MARGINS))
            layout.setSpacing(4 if roomy else 1)
            layout.activate()

    def _button(self, name: str, text: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        if step:
            button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    def set_appearance(self, look: Appearance) -> None:
        """Draw the icons in another palette."""
        for button, icon in (
            (self._previous, "previous"),
            (self._next, "next"),
            (self._close, "close"),
        ):
            button.setIcon(look.icon(icon, "muted", ICON))

    def ask(self, words: str) -> None:
        """Take the keyboard; with words, look for these."""
        if words:
            self.box.setText(words)
        self.box.selectAll()
        self.box.setFocus()

    def show_count(self, total: int | None, number: int) -> None:
        """Say that the occurrence `number` (from 1) of `total` is shown; None: not known yet."""
        tr, words = self._tr, self.box.text()
        self._nothing = bool(words) and total == 0
        if not words:
            said = ""
        elif total is None:
            said = tr("正在查找…")
        elif total:
            said = tr("{number} / {total}", number=f"{number:,}", total=f"{total:,}")
        else:
            said = self._none()
        self.count.setText(said)
        for button in (self._previous, self._next):
            button.setEnabled(bool(total))

    def _none(self) -> str:
        """That there is none, in a narrow pane as a number."""
        return self._tr("没有找到") if self.width() >= ROOMY else "0 / 0"

    def tell(self, said: str, at_once: bool = False) -> None:
        """Let a screen reader say what was found, and say it again when it comes to the line.

        What was typed has its answer told when nobody types any more; what was gone to, `at_once`.
        """
        if at_once:
            self._aloud.ask(at_once=True)
        self._said = said
        self._aloud.answer()

    def _typed(self, words: str) -> None:
        if words:
            self._aloud.ask()
        else:
            self._aloud.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit(True)
                return True
        return super().eventFilter(watched, event)
