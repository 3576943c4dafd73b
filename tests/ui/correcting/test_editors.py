"""密级: Chinese words are stored, whatever language they are chosen in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.documents.model import Metadata
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.correcting.editors import LevelEdit
from reader.ui.correcting.form import MetadataForm

ENGLISH = {"内部": "Internal", "秘密": "Confidential", "机密": "Secret", "绝密": "Top secret"}


class English(Translator):
    """A translator that knows the levels only."""

    def __init__(self) -> None:
        super().__init__("zh", Path("nowhere"))

    def __call__(self, template: str, **values: object) -> str:
        return super().__call__(ENGLISH.get(template, template), **values)


@pytest.fixture
def edit(qtbot: QtBot) -> LevelEdit:
    edit = LevelEdit(English())
    qtbot.addWidget(edit)
    return edit


@pytest.mark.parametrize(("value", "name"), ENGLISH.items())
def test_what_is_chosen_in_english_is_stored_in_chinese(
    edit: LevelEdit, value: str, name: str
) -> None:
    place = edit.findText(name)
    edit.setCurrentIndex(place)
    edit.activated.emit(place)
    assert (edit.currentText(), edit.value) == (name, value)
    edit.show_value("")
    edit.setCurrentText(f" {name.upper()} ")
    assert edit.value == value
    edit.show_value("")
    edit.show_value(value)
    assert (edit.currentText(), edit.value) == (name, value)


@pytest.mark.parametrize("value", ["机密★1年", "Secret", "按合同约定", ""])
def test_other_words_stay_as_they_are(edit: LevelEdit, value: str) -> None:
    """Also one that reads like a level in this language: nobody chose that."""
    edit.show_value("秘密")
    edit.show_value(value)
    assert (edit.currentText(), edit.value) == (value, value)


def test_a_level_chosen_in_place_of_a_word_that_looks_alike_is_meant(edit: LevelEdit) -> None:
    edit.show_value("Secret")
    edit.activated.emit(edit.findText("Secret"))
    assert edit.value == "机密"


def test_what_is_typed_does_not_join_the_list(edit: LevelEdit) -> None:
    edit.show()
    edit.setCurrentText("机密★3年")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.count() == 1 + len(ENGLISH)
    assert edit.value == "机密★3年"


def test_the_form_tells_chinese_words_and_shows_the_names(qtbot: QtBot) -> None:
    form = MetadataForm(Appearance(RESOURCES, "light"), English())
    qtbot.addWidget(form)
    found = Metadata("通知", classification="秘密")
    form.set_document(1, found, found)
    entry = form.entries["classification"]
    assert isinstance(entry.editor, LevelEdit)
    assert entry.editor.currentText() == "Confidential"
    assert not form.typing
    told: list[tuple[str, object]] = []
    form.edited.connect(lambda field, value: told.append((field, value)))
    entry.editor.setCurrentText("Secret")
    form.commit()
    assert told == [("classification", "机密")]
    form.set_document(1, found, Metadata("通知", classification="机密"))
    assert entry.editor.currentText() == "Secret"
    assert "Confidential" in entry.editor.toolTip()
    # A word that an older window stored is left alone.
    told.clear()
    old = Metadata("通知", classification="Secret")
    form.set_document(2, old, old)
    form.commit()
    assert not form.typing
    assert not told
