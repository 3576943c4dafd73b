"""Above the text: the file, the encoding it is read in, and what was noticed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.documents.reading import Reading
from reader.documents.record import PASTED
from reader.messages import Message, Translator
from reader.ui.appearance import Appearance
from reader.ui.correcting.encodings import Sample
from reader.ui.correcting.wording import ENCODING_NAMES
from reader.ui.naming import name_combo
from reader.ui.pane_header import ElidedLabel


class Header(QWidget):
    """`encoding_wanted(name)`: read the file in this encoding (None: the one recognised)."""

    encoding_wanted = Signal(object)

    def __init__(self, appearance: Appearance, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._chosen: str | None = None
        self._file = ElidedLabel("correction_file")
        self._label = QLabel(tr("编码"))
        self.encoding = QComboBox()
        self.encoding.setObjectName("correction_encoding")
        name_combo(self.encoding, tr("编码"))
        self.encoding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.encoding.setMinimumContentsLength(22)
        self.encoding.activated.connect(
            lambda index: self.encoding_wanted.emit(self.encoding.itemData(index))
        )
        self._label.setBuddy(self.encoding)
        self._remarks = QLabel()
        self._remarks.setObjectName("correction_remarks")
        self._remarks.setWordWrap(True)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._file, 1)
        top.addWidget(self._label)
        top.addWidget(self.encoding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self._remarks)
        self.set_appearance(appearance)
        self.set_samples((), None)
        self.set_remarks(())

    def set_appearance(self, appearance: Appearance) -> None:
        """Warn in the colour of another palette."""
        self._remarks.setStyleSheet(f"color: {appearance.colours['warning'].name()}")

    def set_file(self, reading: Reading) -> None:
        """Name the file."""
        if reading.format == PASTED:
            self._file.set_whole(self._tr("粘贴的文字，没有原文件"))
            return
        self._file.set_whole(Path(reading.path).name)
        self._file.setToolTip(reading.path)

    def set_remarks(self, remarks: Sequence[Message]) -> None:
        """Say what the user should know."""
        self._remarks.setText("\n".join(self._tr.render(remark) for remark in remarks))
        self._remarks.setVisible(bool(remarks))

    def set_samples(self, samples: Sequence[Sample], found: str | None) -> None:
        """Offer encodings, each with the first words as they read in it.

        `found` is the one that was recognised ("": it is not known, since another was chosen);
        None where the file itself says how it is written, so that there is nothing to choose.
        """
        self._label.setVisible(found is not None)
        self.encoding.setVisible(found is not None)
        tr = self._tr
        with QSignalBlocker(self.encoding):
            self.encoding.clear()
            if found is None:
                return
            name = ENCODING_NAMES.get(found, found)
            self.encoding.addItem(tr("自动识别：{name}", name=name) if found else tr("自动识别"))
            for sample in samples:
                name = ENCODING_NAMES.get(sample.encoding, sample.encoding)
                bad = tr("　（{count} 处读不出）", count=sample.bad) if sample.bad else ""
                text = tr("{name}　{sample}", name=name, sample=sample.words) + bad
                self.encoding.addItem(text, sample.encoding)
                self.encoding.setItemData(
                    self.encoding.count() - 1, text, Qt.ItemDataRole.ToolTipRole
                )

        self.set_encoding(self._chosen)

    def set_encoding(self, chosen: str | None) -> None:
        """Show which one is in force."""
        self._chosen = chosen
        with QSignalBlocker(self.encoding):
            self.encoding.setCurrentIndex(max(0, self.encoding.findData(chosen)))
