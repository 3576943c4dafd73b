"""Buttons and boxes whose words end in an ellipsis where there is no room for all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
)

# No button or box asks for more than this, in pixels, where it has to give way.
LEAST = 56
ELIDED = Qt.TextElideMode.ElideRight


class ElidedButton(QPushButton):
    """A button that may be narrower than its words."""

    def minimumSizeHint(self) -> QSize:
        """As high as ever."""
        return super().minimumSizeHint().boundedTo(QSize(LEAST, 1000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the words as there is room for."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option, painter = QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        option.text = self.cut(room.width())
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def cut(self, room: int) -> str:
        """The words as far as they fit into so many pixels."""
        return self.fontMetrics().elidedText(self.text(), ELIDED, room)


class ElidedCombo(QComboBox):
    """A box to choose from that may be narrower than what is chosen: its tool tip tells that."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(self.setToolTip)

    def minimumSizeHint(self) -> QSize:
        """As high as ever."""
        return super().minimumSizeHint().boundedTo(QSize(LEAST, 1000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of what is chosen as there is room for."""
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        words = self.fontMetrics().elidedText(option.currentText, ELIDED, room.width() - 2)
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
