"""The note, folder and tags of a bookmark: kept on every way out but one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.documents.model import AnchorState, Passage, Selector
from reader.library.model import Annotation, AnnotationKind, Bookmark
from reader.messages import Translator
from reader.ui.bookmark_dialog import QUOTE_LENGTH, BookmarkDialog

Saved = tuple[str, str, str, tuple[str, ...]]


def bookmark(words: str = "几个字", note: str = "旧批注") -> Bookmark:
    selector = Selector("d1", 3, 0, len(words), words, "", "", "0" * 64)
    annotation = Annotation(
        id="b1",
        kind=AnnotationKind.BOOKMARK,
        selector=selector,
        note=note,
        folder="办事/报告",
        tags=("急", "重要"),
        created="2026-01-01T00:00:00Z",
        modified="2026-01-01T00:00:00Z",
        library="l1",
        title="短文",
    )
    return Bookmark(annotation, Passage("d1", 3, 0, len(words), words), AnchorState.EXACT)


class Form:
    """A dialog that is open, and what it saved."""

    def __init__(self, parent: QWidget, tr: Translator, mark: Bookmark) -> None:
        self.saved: list[Saved] = []
        self.dialog = BookmarkDialog(mark, ["办事/报告", "学习"], tr, parent)
        self.dialog.saved.connect(lambda *what: self.saved.append(what))
        self.dialog.show()

    def press(self, name: str) -> None:
        buttons = self.dialog.findChildren(QPushButton)
        next(b for b in buttons if b.text() == name).click()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(parent: QWidget, tr: Translator) -> Form:
    return Form(parent, tr, bookmark())


def test_it_shows_what_is_there(form: Form) -> None:
    quote = form.dialog.findChild(QLabel, "bookmark_quote")
    assert isinstance(quote, QLabel)
    assert quote.text() == "几个字"
    assert form.dialog.note.toPlainText() == "旧批注"
    assert form.dialog.folder.currentText() == "办事/报告"
    assert form.dialog.tags.text() == "急、重要"
    assert [form.dialog.folder.itemText(i) for i in range(3)] == ["", "办事/报告", "学习"]


def test_a_long_quote_is_cut(parent: QWidget, tr: Translator) -> None:
    quote = Form(parent, tr, bookmark("长" * 500)).dialog.findChild(QLabel, "bookmark_quote")
    assert isinstance(quote, QLabel)
    assert quote.text() == "长" * QUOTE_LENGTH + "…"


WAYS_OUT: dict[str, Callable[[Form], object]] = {
    "done": lambda form: form.press("完成"),
    "close": lambda form: form.dialog.close(),
    "escape": lambda form: QTest.keyClick(form.dialog, Qt.Key.Key_Escape),
    "ctrl+enter": lambda form: QTest.keyClick(
        form.dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    ),
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_leaving_keeps_what_was_written(form: Form, way: str) -> None:
    form.dialog.note.setPlainText("  新批注\n第二行 ")
    form.dialog.folder.setCurrentText(" 学习 / 笔记 /")
    form.dialog.tags.setText("甲、乙 丙")
    WAYS_OUT[way](form)
    assert form.saved == [("b1", "新批注\n第二行", "学习/笔记", ("甲", "乙", "丙"))]


@pytest.mark.parametrize("way", WAYS_OUT)
def test_nothing_is_saved_where_nothing_was_changed(form: Form, way: str) -> None:
    WAYS_OUT[way](form)
    assert form.saved == []


def test_cancel_drops_what_was_written(form: Form) -> None:
    form.dialog.note.setPlainText("不要了")
    form.press("不保存修改")
    assert form.saved == []


def test_enter_belongs_to_the_note(form: Form) -> None:
    form.dialog.note.setFocus()
    QTest.keyClick(form.dialog.note, Qt.Key.Key_Return)
    assert form.dialog.isVisible()
    assert "\n" in form.dialog.note.toPlainText()


def test_tab_leads_out_of_the_note(form: Form, qtbot: QtBot) -> None:
    with qtbot.waitActive(form.dialog):
        form.dialog.activateWindow()
    form.dialog.note.setFocus()
    QTest.keyClick(form.dialog.note, Qt.Key.Key_Tab)
    assert not form.dialog.note.hasFocus()
    assert form.dialog.note.toPlainText() == "旧批注"
