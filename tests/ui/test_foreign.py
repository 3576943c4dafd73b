"""Qt's own dialogs under the care of the window: small enough, and with icons that can be seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMenu,
    QMessageBox,
    QPushButton,
    QStyle,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from reader.settings import Settings
from reader.ui.fitting import Scrolled
from reader.ui.foreign import recoloured
from reader.ui.window import MainWindow
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary

ROOM = QSize(679, 348)
Made = Callable[[MainWindow, QPrinter], QDialog]


@pytest.fixture
def window(
    desktop: Desktop, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window on a screen of 1366 by 768 pixels at 200 %, in the dark."""
    monkeypatch.setattr("reader.ui.fitting.room_for", lambda _: QRect(0, 0, *ROOM.toTuple()))
    return desktop.window(open_library(), Settings(palette="dark"))


@pytest.fixture
def printer() -> QPrinter:
    """It must outlive its dialog."""
    printer = QPrinter()
    printer.setOutputFileName("a.pdf")
    return printer


def files(window: MainWindow, _printer: QPrinter | None = None) -> QDialog:
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(900, 700)
    return dialog


def printers(window: MainWindow, printer: QPrinter) -> QDialog:
    return QPrintDialog(printer, window)


def exposed(dialog: QDialog, qtbot: QtBot) -> None:
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=WAIT_MS)


def within(dialog: QDialog) -> bool:
    return dialog.size().boundedTo(ROOM) == dialog.size()


@pytest.mark.qt_log_ignore("non-native printers")
@pytest.mark.parametrize("make", [files, printers])
def test_it_is_no_larger_than_the_screen(
    make: Made, window: MainWindow, printer: QPrinter, qtbot: QtBot
) -> None:
    dialog = make(window, printer)
    exposed(dialog, qtbot)
    qtbot.waitUntil(lambda: within(dialog), timeout=WAIT_MS)
    dialog.close()


@pytest.mark.qt_log_ignore("non-native printers")
def test_a_dialog_that_grows_scrolls_above_its_buttons(
    window: MainWindow, printer: QPrinter, qtbot: QtBot
) -> None:
    dialog = printers(window, printer)
    exposed(dialog, qtbot)
    assert dialog.findChild(Scrolled) is None
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    more = next(
        b for b in box.buttons() if box.buttonRole(b) is QDialogButtonBox.ButtonRole.ResetRole
    )
    more.click()
    qtbot.waitUntil(lambda: isinstance(dialog.findChild(Scrolled), Scrolled), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: within(dialog), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: dialog.rect().contains(box.geometry()), timeout=WAIT_MS)
    dialog.close()


def test_messages_keep_the_layout_that_qt_makes(window: MainWindow, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Warning, "案头", "柴不够了。" * 200, parent=window)
    exposed(box, qtbot)
    assert box.findChild(Scrolled) is None
    box.close()


def test_the_arrows_of_the_dialog_of_files_are_light_on_dark(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = files(window)
    exposed(dialog, qtbot)
    for name in ("backButton", "toParentButton"):
        button = dialog.findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        drawn = button.icon().pixmap(button.iconSize()).toImage()
        seen = [
            drawn.pixelColor(x, y)
            for x in range(drawn.width())
            for y in range(drawn.height())
            if drawn.pixelColor(x, y).alpha() > 200
        ]
        assert seen
        assert min(colour.lightness() for colour in seen) > 128
    dialog.close()


def test_a_shape_keeps_its_form_in_another_colour(window: MainWindow) -> None:
    pixmap = QPixmap(10, 10)
    pixmap.fill(QColor(0, 0, 0, 0))
    half = QPixmap(5, 10)
    half.fill(QColor("black"))
    painter = QPainter(pixmap)
    painter.drawPixmap(0, 0, half)
    painter.end()
    made = recoloured(QIcon(pixmap), QColor("red"), QSize(10, 10), window)
    image = made.pixmap(10, 10).toImage()
    assert image.pixelColor(2, 5) == QColor("red")
    assert image.pixelColor(8, 5).alpha() == 0


def test_a_menu_longer_than_the_screen_scrolls(window: MainWindow) -> None:
    """Qt would put it into several columns, and these stick out of a narrow screen."""
    menu = QMenu(window)
    assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)
    menu.deleteLater()


def test_a_button_is_never_narrower_than_its_words(window: MainWindow) -> None:
    """A least width in the style sheet would let it be squeezed to that."""
    button = QPushButton("一个名字很长很长的按钮", window)
    button.ensurePolished()
    assert button.minimumWidth() == 0
    button.deleteLater()
