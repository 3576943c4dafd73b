"""Qt's own dialogs (files, printers, messages): they fit the screen, their icons the palette.

What can be chosen in them has a name, as in the dialogs of the program.
"""

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QToolButton,
    QWidget,
)

from reader.ui.dialog import FittedDialog
from reader.ui.fitting import keep_on_screen, let_scroll, too_large
from reader.ui.menus import plain
from reader.ui.naming import name_combo

# The arrows of the dialog of files; its folders have colours of their own.
ARROWS = ("backButton", "forwardButton", "toParentButton")


class ForeignDialogs(QObject):
    """Looks after the dialogs that Qt makes, for as long as the window that it belongs to is there.

    Qt has them ask for their size by themselves, and knows nothing of a small screen at a large
    scale: the dialog of files is 433 pixels high, that of printers with all its options 461, where
    a screen of 1366 by 768 pixels has 384 at 200 %.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._look)

    def _look(self, _window: QWindow | None = None) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and not isinstance(dialog, FittedDialog):
            if dialog.isVisible() and not dialog.property("antou_fitted"):
                dialog.setProperty("antou_fitted", True)
                dialog.installEventFilter(self)
                _lighten(dialog)
                _name_choices(dialog)
            _fit(dialog)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More is shown in a dialog than before: the options of a printer."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QDialog):
            QTimer.singleShot(0, watched, lambda: _fit(watched))
        return super().eventFilter(watched, event)


def _fit(dialog: QDialog) -> None:
    # A message has few words, and a layout that it makes anew for each of them.
    if not isinstance(dialog, QMessageBox) and too_large(dialog):
        let_scroll(dialog)
    if dialog.isVisible():
        keep_on_screen(dialog)


def _lighten(dialog: QDialog) -> None:
    """Draw the arrows in the colour of the text: Qt's are for light windows only."""
    colour = dialog.palette().color(QPalette.ColorRole.ButtonText)
    for name in ARROWS:
        button = dialog.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            button.setIcon(recoloured(button.icon(), colour, button.iconSize(), dialog))


def _name_choices(dialog: QDialog) -> None:
    """Name boxes to choose from after the labels beside them: Qt says what is chosen only."""
    labels = dialog.findChildren(QLabel)
    beside = {label.buddy(): label.text() for label in labels if label.buddy() is not None}
    named = {label.objectName().removesuffix("Label"): label.text() for label in labels}
    for box in dialog.findChildren(QComboBox):
        text = beside.get(box) or named.get(box.objectName().removesuffix("Combo"), "")
        if text and not box.accessibleDescription():
            name_combo(box, plain(text).rstrip("：: "))


def recoloured(icon: QIcon, colour: QColor, size: QSize, window: QWidget) -> QIcon:
    """The shape of an icon in one colour, paler where it is disabled."""
    made = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
        pixmap = QPixmap(icon.pixmap(size, window.devicePixelRatio(), QIcon.Mode.Normal))
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.setOpacity(opacity)
        painter.fillRect(pixmap.rect(), colour)
        painter.end()
        made.addPixmap(pixmap, mode)
    return made
