"""The line at the foot of the preview: what is under way, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from reader.messages import Translator

PARTS = 1000
BAR_WIDTH, LEAST_BAR = 120, 40


class Strip(QWidget):
    """Says what is done; lets it be stopped, gone on with, or opened."""

    stop_wanted = Signal()
    go_on_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._total = 0
        self.label = QLabel()
        self.label.setObjectName("print_state")
        self.label.setAccessibleName(tr("状态"))
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setObjectName("print_progress")
        self.bar.setAccessibleName(tr("进度"))
        self.bar.setMinimumWidth(LEAST_BAR)
        self.bar.setMaximumWidth(BAR_WIDTH)
        self.bar.setTextVisible(False)
        self.stop = self._button("print_stop", tr("停止"), self.stop_wanted)
        self.go_on = self._button("print_go_on", tr("继续"), self.go_on_wanted)
        self.open = self._button("print_open", tr("打开文件"), self.open_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        layout.addWidget(self.label, 1)
        for button in (self.stop, self.go_on, self.open):
            layout.addWidget(button)
        self.rest()

    def rest(self) -> None:
        """Nothing is under way, and nothing is to be said."""
        self._show("")

    def counting(self, pages: int, done: float) -> None:
        """So many pages are known; `done` (0 to 1) is how much of the text they hold."""
        words = self._tr("正在排版：{count} 页", count=pages)
        self._show(words, bar=True, stop=pages > 0)
        self.bar.setRange(0, PARTS)
        self.bar.setValue(round(done * PARTS))

    def stopped_counting(self, pages: int) -> None:
        """Somebody left it at so many pages."""
        self._show(self._tr("已停止排版：只有前 {count} 页", count=pages), go_on=True)

    def sending(self, total: int) -> None:
        """Pages are being sent, so many in all; 0 while that is not known."""
        self._total = total
        self._show("", bar=True, stop=True)
        self.bar.setRange(0, total)
        self.advance(0)

    def advance(self, pages: int) -> None:
        """So many pages were sent."""
        if self.stop.isHidden():
            return
        self.bar.setValue(pages)
        if not pages:
            self.label.setText(self._tr("正在准备…"))
        elif self._total:
            said = self._tr("已完成 {count} 页，共 {total} 页", count=pages, total=self._total)
            self.label.setText(said)
        else:
            self.label.setText(self._tr("已完成 {count} 页", count=pages))

    def say(self, words: str, *, file: bool) -> None:
        """What came of it; `file`: it can be opened."""
        self._show(words, opened=file)

    def _show(
        self,
        words: str,
        bar: bool = False,
        stop: bool = False,
        go_on: bool = False,
        opened: bool = False,
    ) -> None:
        self.label.setText(words)
        self.bar.setVisible(bar)
        for button, shown in ((self.stop, stop), (self.go_on, go_on), (self.open, opened)):
            button.setVisible(shown)

    def _button(self, name: str, text: str, wanted: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(wanted)
        return button
