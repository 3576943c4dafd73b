"""Qt's own dialogs speak the language of the program: nothing in them stays in another one."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.paths import TRANSLATIONS
from reader.ui.app import dress

# Two letters or more that are no key of a mnemonic; sizes of paper and units have theirs.
LATIN = re.compile("[A-Za-z]{2,}")
CHINESE = re.compile("[\u3400-\u9fff]")
FIRST_BUTTON = QMessageBox.StandardButton.FirstButton.value
LAST_BUTTON = QMessageBox.StandardButton.LastButton.value
KNOWN = re.compile(r"PDF|mm|\d+ x \d+ in|JIS [AB]\d+|ANSI [A-E]|/[\w./-]+")


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[QApplication]:
    """The application as it is for somebody who reads Chinese; undone at the end."""
    before = set(qapp.findChildren(QTranslator))
    locale = QLocale()
    dress(qapp, "zh")
    yield qapp
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


def texts(window: QWidget) -> set[str]:
    """All that can be read in a window."""
    found = {window.windowTitle()}
    for part in (window, *window.findChildren(QWidget)):
        found.add(part.toolTip())
        if isinstance(part, (QLabel, QAbstractButton)):
            found.add(part.text())
        elif isinstance(part, QComboBox):
            found |= {part.itemText(number) for number in range(part.count())}
        elif isinstance(part, QTabBar):
            found |= {part.tabText(number) for number in range(part.count())}
        elif isinstance(part, QMenu):
            found |= {action.text().split("\t")[0] for action in part.actions()}
    return found


def foreign(window: QWidget) -> set[str]:
    """What is written in Latin letters alone, and is neither a unit nor the size of a paper."""
    window.ensurePolished()
    return {
        text
        for text in texts(window)
        if not CHINESE.search(text) and LATIN.search(KNOWN.sub("", text))
    }


@pytest.mark.parametrize("mode", ["ExistingFiles", "Directory", "AnyFile"])
def test_choosing_files(chinese: QApplication, qtbot: QtBot, mode: str) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode[mode])
    if mode == "AnyFile":
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("图片 (*.png)")
    assert len(texts(dialog)) > 10
    assert foreign(dialog) == set()


def test_boxes_with_every_button(chinese: QApplication, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    buttons = [
        button for button in QMessageBox.StandardButton if 0x400 <= button.value < 0x10000000
    ]
    for button in buttons:
        box.addButton(button)
    box.setDetailedText("详情")
    assert len(texts(box)) > 10
    assert foreign(box) == set()


@pytest.mark.parametrize("kind", [QInputDialog, QProgressDialog, QErrorMessage])
def test_small_dialogs(chinese: QApplication, qtbot: QtBot, kind: type[QDialog]) -> None:
    dialog = kind()
    qtbot.addWidget(dialog)
    assert foreign(dialog) == set()


@pytest.mark.qt_log_ignore("non-native printers")
@pytest.mark.parametrize("kind", [QPrintDialog, QPageSetupDialog, QPrintPreviewDialog])
def test_printing(
    chinese: QApplication, qtbot: QtBot, kind: type[QPrintDialog | QPageSetupDialog]
) -> None:
    printer = QPrinter()
    printer.setOutputFileName("a.pdf")
    dialog = kind(printer)
    qtbot.addWidget(dialog)
    assert len(texts(dialog)) > 5
    assert foreign(dialog) == set()


def test_menus_of_fields(chinese: QApplication, qtbot: QtBot) -> None:
    for field in (QLineEdit("字"), QPlainTextEdit("字")):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        assert len(texts(menu)) > 5
        assert foreign(menu) == set()
        menu.deleteLater()


def test_the_compiled_translation_is_in_step(chinese: QApplication) -> None:
    """Run resources/translations/update.py when this fails."""
    contexts = list(ElementTree.parse(TRANSLATIONS / "qt_zh_CN.ts").getroot().iter("context"))
    assert contexts
    for context in contexts:
        for message in context.iter("message"):
            said = QCoreApplication.translate(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment"),
            )
            assert said == message.findtext("translation")


def test_in_english_nothing_is_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    before, locale = set(qapp.findChildren(QTranslator)), QLocale()
    dress(qapp, "en")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert not [text for text in texts(dialog) if CHINESE.search(text)]
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
    QLocale.setDefault(locale)
