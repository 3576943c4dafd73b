"""设置 › 快捷键: keys are changed, conflicts told and settled, and hold at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QTreeWidgetItemIterator, QWidget
from pytestqt.qtbot import QtBot

from reader.messages import Translator
from reader.settings import Settings
from reader.ui.preferences.dialog import PreferencesDialog
from reader.ui.preferences.shortcuts import ShortcutsPage
from reader.ui.shortcuts.keymap import Command
from tests.ui.conftest import Desktop, OpenLibrary

COMMANDS = (
    Command("copy", "复制", "编辑", ("Ctrl+C",)),
    Command("find", "在文中查找", "编辑", ("Ctrl+F",)),
    Command("larger", "放大文字", "查看", ("Ctrl+=", "Ctrl++")),
    Command("about", "关于案头", "帮助"),
)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    """The dialog at its page of shortcuts, and what it told."""

    def __init__(self, qtbot: QtBot, tr: Translator) -> None:
        self.parent = QWidget()
        qtbot.addWidget(self.parent)
        menus = {"Alt+F": "文件"}
        self.dialog = PreferencesDialog(Settings(), tr, self.parent, COMMANDS, menus)
        self.told: list[Settings] = []
        self.dialog.settings_changed.connect(self.told.append)
        (self.page,) = (page for page in self.dialog.pages if isinstance(page, ShortcutsPage))
        self.dialog.turn_to("shortcuts")
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        return dict(self.told[-1].shortcuts) if self.told else {}

    def rows(self) -> dict[str, str]:
        found = {}
        iterator = QTreeWidgetItemIterator(self.page.list.tree)
        while iterator.value() is not None:
            item = iterator.value()
            if item.parent() is not None:
                found[item.text(0)] = item.text(1)
            iterator += 1
        return found

    def choose(self, name: str) -> None:
        iterator = QTreeWidgetItemIterator(self.page.list.tree)
        while iterator.value().text(0) != name:
            iterator += 1
        self.page.list.tree.setCurrentItem(iterator.value())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
        QTest.keyClick(self.page.first, key, modifiers)


@pytest.fixture
def asked(qtbot: QtBot, tr: Translator) -> Asked:
    return Asked(qtbot, tr)


def test_all_actions_are_listed_with_their_keys(asked: Asked) -> None:
    assert asked.rows() == {
        "复制": "Ctrl+C",
        "在文中查找": "Ctrl+F",
        "放大文字": "Ctrl+=、Ctrl++",
        "关于案头": "",
    }


@pytest.mark.parametrize(("words", "left"), [("cz", ["在文中查找"]), ("ctrl c", ["复制"])])
def test_the_filter_takes_names_pinyin_and_keys(asked: Asked, words: str, left: list[str]) -> None:
    asked.page.list.filter.setText(words)
    assert list(asked.rows()) == left
    asked.page.list.filter.setText("没有的东西")
    assert asked.rows() == {}
    assert asked.page.list.nothing.isVisible()


def test_an_action_without_keys_is_given_some(asked: Asked) -> None:
    asked.choose("关于案头")
    asked.press(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    assert asked.chosen == {"about": ("F5",)}
    assert asked.rows()["关于案头"] == "F5"
    assert asked.page.list.current() == "about"
    assert asked.page.first.accessibleDescription() == "F5"
    QTest.keyClick(asked.page.second, Qt.Key.Key_J, CONTROL)
    assert asked.chosen == {"about": ("F5", "Ctrl+J")}
    asked.page.reset.click()
    assert asked.chosen == {}
    assert not asked.page.reset.isEnabled()


def test_backspace_takes_the_keys_away(asked: Asked) -> None:
    asked.choose("复制")
    asked.press(Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert asked.chosen == {"copy": ()}
    assert asked.rows()["复制"] == ""


def test_keys_in_use_are_taken_over_only_when_the_user_says_so(asked: Asked) -> None:
    asked.choose("关于案头")
    asked.press(Qt.Key.Key_F)
    assert asked.told == []
    assert asked.page.said.text() == "Ctrl+F 已用于“在文中查找”。"
    assert asked.page.take.hasFocus()
    assert asked.page.take.accessibleDescription() == asked.page.said.text()
    asked.page.leave.click()
    assert asked.told == []
    assert asked.page.first.sequence() == ""
    asked.press(Qt.Key.Key_F)
    asked.page.take.click()
    assert asked.chosen == {"about": ("Ctrl+F",), "find": ()}
    assert asked.rows()["在文中查找"] == ""
    assert not asked.page.take.isVisible()
    asked.choose("在文中查找")
    asked.page.reset.click()
    assert asked.page.said.text() == "Ctrl+F 已用于“关于案头”。"
    asked.page.take.click()
    assert asked.chosen == {}


def test_escape_answers_the_question_before_it_closes_the_dialog(asked: Asked) -> None:
    asked.choose("关于案头")
    asked.press(Qt.Key.Key_F)
    QTest.keyClick(asked.page.take, Qt.Key.Key_Escape)
    assert asked.dialog.isVisible()
    assert not asked.page.take.isVisible()
    assert asked.told == []
    asked.press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not asked.dialog.isVisible()


def test_keys_that_are_needed_elsewhere_are_refused_with_the_reason(asked: Asked) -> None:
    asked.choose("关于案头")
    asked.press(Qt.Key.Key_A)
    assert "Ctrl+A" in asked.page.said.text()
    asked.press(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert "“文件”" in asked.page.said.text()
    assert asked.told == []
    assert asked.page.first.sequence() == ""


def test_all_defaults_come_back(asked: Asked) -> None:
    asked.choose("复制")
    asked.press(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    changed = asked.told[-1]
    assert asked.page.with_defaults(changed) == Settings()


def test_enter_in_the_list_leads_to_the_field(asked: Asked) -> None:
    asked.choose("复制")
    QTest.keyClick(asked.page.list.tree, Qt.Key.Key_Return)
    assert asked.dialog.isVisible()
    assert asked.page.first.hasFocus()


# The window


def test_the_window_has_the_keys_at_once_and_its_tips_follow(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    window = desktop.window(open_library())
    window.helping.change_wanted.emit()
    (dialog,) = window.findChildren(PreferencesDialog)
    (page,) = (page for page in dialog.pages if isinstance(page, ShortcutsPage))
    assert page.isVisible()
    listed = {command.key: command for command in page._commands}
    assert listed["cancel_import"].menu == "文件"
    assert listed["contrast"].menu == "查看 › 配色"
    kept: list[Settings] = []
    window.settings_changed.connect(kept.append)
    chosen = {"search": ("Ctrl+J",), "split": (), "show_themes": ("F2",)}
    dialog.settings_changed.emit(Settings(shortcuts=chosen))
    assert kept[-1].shortcuts == chosen
    actions = window.actions_by_key
    assert actions["search"].shortcut().toString() == "Ctrl+J"
    assert actions["split"].shortcuts() == []
    assert window.box.placeholderText().endswith("Ctrl+J")
    split = window.findChild(QToolButton, "split")
    assert isinstance(split, QToolButton)
    assert split.toolTip() == "分栏"
    tab = window.sidebar.findChild(QToolButton, "tab_3")
    assert isinstance(tab, QToolButton)
    assert tab.toolTip() == "主题（F2）"
    dialog.close()
    window.desk.active.view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
    qtbot.waitUntil(window.box.hasFocus)
