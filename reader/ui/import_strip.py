"""What the status line shows of imports: how far one is, and what is left of an earlier one."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader.importers.model import Progress, UnfinishedImport
from reader.messages import Translator
from reader.ui.time_left import TimeLeft, in_words

NAME_LENGTH = 24


class ProgressStrip(QWidget):
    """Which file, how many of how many, how long still, and a way to stop."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._queued = 0
        self._text = ""
        self._time = TimeLeft()
        self._file = QLabel()
        self._file.setObjectName("import_text")
        self._file.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setObjectName("import_progress")
        self._bar.setAccessibleName(tr("导入进度"))
        self._bar.setMaximumWidth(180)
        self._bar.setTextVisible(False)
        self.cancel = QPushButton(tr("取消导入"))
        self.cancel.setObjectName("import_cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._file)
        layout.addWidget(self._bar)
        layout.addWidget(self.cancel)
        self.hide()

    def begin(self) -> None:
        """Show that the files are being counted."""
        self._time = TimeLeft()
        self._say(self._tr("正在清点文件…"))
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def stopping(self) -> None:
        """Show that the cancel was heard."""
        self.cancel.setEnabled(False)
        self._say(self._tr("正在停止…"))

    def set_queued(self, count: int) -> None:
        """Show how many imports wait for this one."""
        self._queued = count
        self._say(self._text)

    def update_to(self, progress: Progress) -> None:
        """Show how far it got."""
        if not self.cancel.isEnabled():
            return
        tr = self._tr
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        name = Path(progress.path).name
        if len(name) > NAME_LENGTH:
            name = name[: NAME_LENGTH - 1] + "…"
        text = tr(
            "正在导入 {done}/{total}：{name}", done=progress.done, total=progress.total, name=name
        )
        left = in_words(self._time.tell(*progress.work), tr)
        self._say(tr("{text}，{time}", text=text, time=left) if left else text)

    def _say(self, text: str) -> None:
        self._text = text
        if self._queued:
            text = self._tr("{text}（另有 {count} 项在排队）", text=text, count=self._queued)
        self._file.setText(text)


class UnfinishedStrip(QWidget):
    """Offers to go on with imports that were cancelled or broken off."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._text = QLabel()
        self._text.setObjectName("unfinished_text")
        self.resume = QPushButton(tr("继续导入"))
        self.resume.setObjectName("unfinished_resume")
        self.give_up = QPushButton(tr("放弃"))
        self.give_up.setObjectName("unfinished_give_up")
        self.give_up.setAccessibleName(tr("放弃未完成的导入"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._text, self.resume, self.give_up):
            layout.addWidget(part)
        self.hide()

    def offer(self, imports: tuple[UnfinishedImport, ...]) -> None:
        """Say what is left; nothing where nothing is."""
        self.setVisible(bool(imports))
        if imports:
            self._text.setText(self._words(imports))
            self._text.setToolTip("\n".join(path for one in imports for path in one.paths[:5]))

    def _words(self, imports: tuple[UnfinishedImport, ...]) -> str:
        tr = self._tr
        counts = [one.left for one in imports if one.left is not None]
        uncounted = len(imports) - len(counts)
        if not counts:
            return tr("上次导入未完成")
        text = tr("上次导入未完成：还有 {count} 个文件", count=f"{sum(counts):,}")
        if uncounted:
            text = tr("{text}，另有 {count} 项没有开始", text=text, count=uncounted)
        return text
