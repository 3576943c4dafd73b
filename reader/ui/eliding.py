"""Buttons and boxes whose words end in an ellipsis where there is no room for all of them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
)

# The width of a box that is folded to a sign, and the sign in it, in pixels.
FOLDED, SIGN = 40, 16
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


class FoldingCombo(ElidedCombo):
    """A box to choose from that can be folded to a sign: its list and its keys stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._folded = False
        self._sign = QIcon()

    def set_sign(self, sign: QIcon) -> None:
        """What is seen of it when it is folded."""
        self._sign = sign
        self.update()

    def fold(self, folded: bool) -> None:
        """Show the sign only, or what is chosen; the list is as wide as its words either way."""
        self._folded = folded
        if folded:
            self.view().setMinimumWidth(super().sizeHint().width())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Of the sign, or of the words."""
        hint = super().sizeHint()
        return QSize(FOLDED, hint.height()) if self._folded else hint

    def minimumSizeHint(self) -> QSize:
        """The sign is never cut."""
        return self.sizeHint() if self._folded else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign in place of what is chosen."""
        if not self._folded:
            super().paintEvent(event)
            return
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        self._sign.paint(painter, QRect(8, (self.height() - SIGN) // 2, SIGN, SIGN))
