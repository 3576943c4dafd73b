"""设置: pages, what is changed holds at once, defaults."""

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.paths import RESOURCES
from reader.settings import Settings
from reader.ui.appearance import READING_FAMILIES, Appearance
from reader.ui.preferences.dialog import PreferencesDialog
from reader.ui.preferences.importing import ImportPage
from reader.ui.preferences.page import Page, spoken
from reader.ui.preferences.reading import ReadingPage
from tests.ui.conftest import Desktop, OpenLibrary


class Asked:
    """A dialog and what it told."""

    def __init__(self, qtbot: QtBot, tr: Translator, settings: Settings) -> None:
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        self.dialog = PreferencesDialog(settings, tr, self.parent)
        self.told: list[Settings] = []
        self.dialog.settings_changed.connect(self.told.append)
        (self.page,) = (page for page in self.dialog.pages if isinstance(page, ImportPage))
        (self.reading,) = (page for page in self.dialog.pages if isinstance(page, ReadingPage))
        self.turn_to(self.page)

    def turn_to(self, page: Page) -> None:
        pages = self.dialog.findChild(QListWidget, "preferences_pages")
        assert isinstance(pages, QListWidget)
        pages.setCurrentRow(list(self.dialog.pages).index(page))


@pytest.fixture
def asked(qtbot: QtBot, tr: Translator) -> Asked:
    return Asked(qtbot, tr, Settings(palette="sepia", import_seconds=60))


def test_the_limits_are_shown_and_changed(asked: Asked) -> None:
    assert asked.page.seconds.value() == 60
    assert asked.page.megabytes.value() == 4096
    asked.page.seconds.setValue(120)
    asked.page.megabytes.setValue(2048)
    assert asked.told == [
        Settings(palette="sepia", import_seconds=120),
        Settings(palette="sepia", import_seconds=120, import_megabytes=2048),
    ]


def test_defaults_touch_their_page_only(asked: Asked) -> None:
    button = asked.dialog.findChild(QPushButton, "preferences_defaults")
    assert isinstance(button, QPushButton)
    button.click()
    assert asked.told == [Settings(palette="sepia")]
    assert asked.page.seconds.value() == 30
    button.click()
    assert len(asked.told) == 1


def test_settings_from_elsewhere_are_shown_and_not_told(asked: Asked) -> None:
    asked.dialog.set_settings(Settings(import_seconds=15))
    assert asked.page.seconds.value() == 15
    assert asked.told == []


def test_every_page_is_listed_and_every_part_has_a_name(asked: Asked) -> None:
    pages = asked.dialog.findChild(QListWidget, "preferences_pages")
    assert isinstance(pages, QListWidget)
    assert [pages.item(row).text() for row in range(pages.count())] == [
        page.title for page in asked.dialog.pages
    ]
    assert asked.page.seconds.accessibleName() == "每个文件最多用时"
    labels = [label for label in asked.page.findChildren(QLabel) if label.buddy() is not None]
    assert {label.buddy() for label in labels} == {asked.page.seconds, asked.page.megabytes}


@pytest.mark.parametrize(
    ("label", "name"), [("行距(&L)：", "行距"), ("&Line spacing:", "Line spacing"), ("秒", "秒")]
)
def test_a_name_that_is_spoken_has_no_mnemonic(label: str, name: str) -> None:
    assert spoken(label) == name


def test_the_window_keeps_what_is_chosen(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window = desktop.window(open_library())
    kept: list[Settings] = []
    window.settings_changed.connect(kept.append)
    window.actions_by_key["preferences"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(PreferencesDialog)))
    (dialog,) = window.findChildren(PreferencesDialog)
    assert dialog.isVisible()
    (page,) = (page for page in dialog.pages if isinstance(page, ImportPage))
    page.seconds.setValue(300)
    assert kept[-1].import_seconds == 300
    window.actions_by_key["dark"].setChecked(True)
    assert kept[-1].palette == "dark"
    assert kept[-1].import_seconds == 300
    dialog.close()


# 阅读


def test_texts_are_set_as_chosen_and_the_sample_follows(asked: Asked) -> None:
    page = asked.reading
    page.pixels.setValue(24)
    page.line.setValue(200)
    page.measure.setValue(32)
    page.indent.setValue(0)
    page.justify.setChecked(False)
    page.spaced.setChecked(False)
    page.palettes.setCurrentIndex(page.palettes.findData("contrast"))
    last = asked.told[-1]
    assert (last.text_size, last.line_percent, last.measure) == (24, 200, 32)
    assert (last.indent, last.justify, last.palette) == (0, False, "contrast")
    assert last.import_seconds == 60
    assert not last.western_space
    style = page.sample.style_of_text
    assert style is not None
    assert (style.pixels, style.line_height, style.measure) == (24, 2.0, 32)
    assert (style.indent, style.justify, style.colours.name) == (0, False, "contrast")
    assert not style.spaced


def test_the_sample_is_on_the_paper_of_its_palette(asked: Asked, qtbot: QtBot) -> None:
    look = Appearance(RESOURCES, "sepia")
    asked.parent.setStyleSheet(look.style_sheet)
    asked.turn_to(asked.reading)
    asked.dialog.show()
    qtbot.waitExposed(asked.dialog)
    shown = asked.reading.sample.grab().toImage()
    corner = shown.pixelColor(2, shown.height() - 3)
    assert corner.rgb() == look.colours["pane"].rgb()


def test_another_font_comes_first_and_the_usual_ones_after_it(asked: Asked) -> None:
    page = asked.reading
    if page.fonts.count() < 2:
        pytest.skip("no Chinese font is there")
    page.fonts.setCurrentIndex(1)
    family = asked.told[-1].family
    assert family
    style = page.sample.style_of_text
    assert style is not None
    assert style.families == (family, *READING_FAMILIES)


def test_the_defaults_of_reading_leave_the_limits(asked: Asked) -> None:
    asked.turn_to(asked.reading)
    button = asked.dialog.findChild(QPushButton, "preferences_defaults")
    assert isinstance(button, QPushButton)
    asked.reading.pixels.setValue(30)
    button.click()
    assert asked.told[-1] == Settings(import_seconds=60)


def test_the_pages_of_the_window_follow_at_once(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window = desktop.window(open_library())
    window.actions_by_key["preferences"].trigger()
    qtbot.waitUntil(lambda: window.findChild(PreferencesDialog) is not None)
    dialog = window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    (page,) = (page for page in dialog.pages if isinstance(page, ReadingPage))
    page.measure.setValue(30)
    style = window.desk.active.view.style_of_text
    assert style is not None
    assert style.measure == 30
    page.palettes.setCurrentIndex(page.palettes.findData("dark"))
    assert window.actions_by_key["dark"].isChecked()
    dialog.close()
