"""The bar above the two panes while their texts are compared, and the room that holds it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.comparing.marks import Found
from reader.ui.pane_header import ElidedLabel

ICON = 16
SPACING, EDGES = 6, 16 + 8
LEAST = 240
# Below this share of common words (in percent) the texts are hardly versions of each other.
LITTLE = 30


class CompareBar(QFrame):
    """How the texts differ, the number of the change that is shown, and what can be done.

    `stepped` comes with 1 or -1.
    """

    stepped = Signal(int)
    copy_wanted = Signal()
    closed = Signal()

    def __init__(self, look: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._changes = 0
        self._words = False
        self.setObjectName("compare_bar")
        self.setAccessibleName(tr("对比"))
        self.summary = ElidedLabel("compare_summary")
        self.removed, self.added = QLabel(), QLabel()
        self.removed.setObjectName("compare_removed")
        self.added.setObjectName("compare_added")
        self.count = QLabel()
        self.count.setObjectName("compare_count")
        self._previous = self._button("compare_previous", tr("上一处不同（Shift+F4）"))
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next = self._button("compare_next", tr("下一处不同（F4）"))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._copy = self._button("compare_copy", tr("复制全部不同之处"))
        self._copy.clicked.connect(self.copy_wanted)
        self._close = self._button("compare_close", tr("结束对比（Esc）"))
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(SPACING)
        layout.addWidget(self.summary, 1)
        for part in (self.removed, self.added, self.count):
            layout.addWidget(part)
        for button in (self._previous, self._next, self._copy, self._close):
            layout.addWidget(button)
        self.set_appearance(look)
        self.show_note("")

    def set_appearance(self, look: Appearance) -> None:
        """Draw in another palette."""
        icons = ("previous", "next", "copy", "close")
        buttons = (self._previous, self._next, self._copy, self._close)
        for button, icon in zip(buttons, icons, strict=True):
            button.setIcon(look.icon(icon, "muted", ICON))

    def show_note(self, text: str) -> None:
        """Say what is under way or missing, while there is no comparison."""
        self.summary.set_whole(text)
        self._offer(changes=0)

    def show_found(self, found: Found) -> None:
        """Say how the texts differ."""
        tr, count = self._tr, len(found.changes)
        self._words = not found.comparison.same_words
        self.summary.set_whole(summary(found, tr))
        self.removed.setText(tr("左栏删去 {count} 字", count=f"{found.characters(0):,}"))
        self.added.setText(tr("右栏增加 {count} 字", count=f"{found.characters(1):,}"))
        self._offer(count)
        self.show_number(None, count)

    def show_number(self, number: int | None, count: int) -> None:
        """Say which change (from 0) of how many is the current one."""
        here = "—" if number is None else f"{number + 1:,}"
        said = self._tr("{number} / {total}", number=here, total=f"{count:,}")
        self.count.setText(said if count else "")
        self._fit()

    def _offer(self, changes: int) -> None:
        self._changes = changes
        for part in (self.count, self._previous, self._next, self._copy):
            part.setVisible(bool(changes))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two narrow panes: what there is no room for goes."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What each side has is told where the summary has its room all the same."""
        sides = (self.removed, self.added)
        taken = sum(side.sizeHint().width() + SPACING for side in sides)
        for part in (self.count, self._previous, self._next, self._copy, self._close):
            if not part.isHidden():
                taken += part.sizeHint().width() + SPACING
        shown = (
            bool(self._changes)
            and self._words
            and self.summary.needed + taken + EDGES <= self.width()
        )
        for side in sides:
            side.setVisible(shown)
        layout = self.layout()
        if layout is not None:
            # The room that is left goes to the summary now, not after the next paint.
            layout.activate()

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button


class Bench(QWidget):
    """Holds a bar above the two panes; takes their place in the window. Escape asks to end."""

    escaped = Signal()

    def __init__(self, bar: QWidget, panes: QWidget) -> None:
        super().__init__()
        self.setObjectName("bench")
        splitter = panes.parentWidget()
        assert isinstance(splitter, QSplitter)
        # Also of a window that is not in front, or not shown yet.
        sizes, focused = splitter.sizes(), splitter.window().focusWidget()
        index = splitter.indexOf(panes)
        splitter.insertWidget(index, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(panes, 1)
        panes.show()
        splitter.setStretchFactor(index, 1)
        splitter.setSizes(sizes)
        if focused is not None:
            focused.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nothing on the panes needed."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def summary(found: Found, tr: Translator) -> str:
    """How two texts differ, in one line."""
    left, right = (text.record.document for text in found.texts)
    if found.comparison.same:
        if left == right:
            return tr("左右两栏是同一篇文献，文字完全相同")
        return tr("两篇文字完全相同")
    count, percent = f"{len(found.changes):,}", found.percent
    if found.comparison.same_words:
        return tr("两篇文字相同，只有 {count} 处分段不同", count=count)
    said = tr("{count} 处不同，相同的文字占 {percent}%", count=count, percent=percent)
    if percent < LITTLE:
        said = tr(
            "两篇差别很大，相同的文字只占 {percent}%：{count} 处不同", count=count, percent=percent
        )
    if found.moves[0]:
        said += tr("，其中 {count} 段移了位置", count=f"{len(found.moves[0]):,}")
    if found.comparison.rough:
        said += tr("；差别太多的地方没有逐字对比")
    return said
