"""设置 › 导入: what one file may cost."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout

from reader.messages import Translator
from reader.settings import IMPORT_MEGABYTES, IMPORT_SECONDS, Settings
from reader.ui.preferences.page import Page, number_box, spoken


class ImportPage(Page):
    """The limits of time and memory for parsing one file."""

    fields = ("import_seconds", "import_megabytes")

    def __init__(self, tr: Translator) -> None:
        super().__init__("import", tr("导入"))
        self.seconds = number_box("import_seconds", IMPORT_SECONDS, 5, tr("秒"))
        self.megabytes = number_box("import_megabytes", IMPORT_MEGABYTES, 256, "MB")
        for box in (self.seconds, self.megabytes):
            box.valueChanged.connect(lambda _: self._tell())
        form = QFormLayout()
        for box, text in (
            (self.seconds, tr("每个文件最多用时(&T)：")),
            (self.megabytes, tr("每个文件最多用内存(&M)：")),
        ):
            label = QLabel(text)
            label.setBuddy(box)
            box.setAccessibleName(spoken(text))
            form.addRow(label, box)
        note = QLabel(
            tr(
                "读取时超过这个时间或内存的文件会跳过，并在导入结果中说明；其他文件不受影响。"
                "遇到特别大的文件，可以调高后再导入一次，已经导入、没有变化的文件不会再读。"
            )
        )
        note.setWordWrap(True)
        note.setObjectName("preferences_note")
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show the limits."""
        super().show_settings(settings)
        for box, value in (
            (self.seconds, settings.import_seconds),
            (self.megabytes, settings.import_megabytes),
        ):
            with QSignalBlocker(box):
                box.setValue(value)

    def _tell(self) -> None:
        self.changed.emit(
            replace(
                self.settings,
                import_seconds=self.seconds.value(),
                import_megabytes=self.megabytes.value(),
            )
        )
