"""One pane: header, page, themes of the paragraph."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Kind, Paragraph, Passage, Section
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.pane import Pane
from reader.ui.pane_header import ElidedLabel
from reader.ui.typesetting import TextStyle
from reader.workspace.model import ThemeTag
from reader.workspace.text import Text
from tests.ui.texts import body, text_of

TAGS = (
    ThemeTag("a&b", "督查<督办>", 2.0, ("督查 ×2", "台账")),
    ThemeTag("ops", "值班应急", 1.0, ("值班",)),
)


@pytest.fixture
def look() -> Appearance:
    return Appearance(RESOURCES, "light")


@pytest.fixture
def pane(qtbot: QtBot, look: Appearance, tr: Translator) -> Pane:
    made = Pane(1, look, TextStyle(18, look.colours), tr)
    qtbot.addWidget(made)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def text() -> Text:
    paragraphs = body(*("一段讲值班的话，讲得不长也不短。" * 4 for _ in range(40)))
    paragraphs[0] = Paragraph(1, Kind.HEADING, "一、开头")
    paragraphs[19] = Paragraph(20, Kind.HEADING, "二、后来")
    return text_of(paragraphs, [Section(1, "一、开头", 1, 0, 4), Section(1, "二、后来", 20, 0, 4)])


def label(pane: Pane, name: str) -> str:
    found = pane.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.accessibleName()


def test_an_empty_pane_says_what_to_do(pane: Pane) -> None:
    assert pane.text is None
    assert pane.document is None
    assert "没有打开" in label(pane, "pane_title")
    assert "文献" in label(pane, "pane_crumb")


def test_the_header_tells_the_text_and_the_section(pane: Pane, text: Text) -> None:
    pane.show_text(text)
    assert pane.document == "d1"
    assert label(pane, "pane_title") == "短文一篇"
    assert label(pane, "pane_origin") == "某人"
    assert label(pane, "pane_crumb") == "短文一篇 › 一、开头 › 第 1 段"
    pane.show_passage(Passage("d1", 25, 0, 2))
    assert label(pane, "pane_crumb") == "短文一篇 › 二、后来 › 第 25 段"
    pane.clear()
    assert pane.document is None
    assert "没有打开" in label(pane, "pane_title")


def test_without_an_author_the_length_is_told(pane: Pane) -> None:
    text = text_of(body("字" * 1234))
    metadata = replace(text.record.metadata, author=None)
    pane.show_text(replace(text, record=replace(text.record, metadata=metadata)))
    assert label(pane, "pane_origin") == "1,234 字"


def test_themes_are_links_that_can_be_heard(pane: Pane, text: Text, look: Appearance) -> None:
    pane.show_text(text)
    assert "没有主题" in label(pane, "pane_themes")
    pane.set_themes(TAGS)
    assert "督查<督办>、值班应急" in label(pane, "pane_themes")
    themes = pane.findChild(QLabel, "pane_themes")
    assert isinstance(themes, QLabel)
    assert "督查<督办>" in themes.text()
    pane.set_appearance(look, TextStyle(18, look.colours))
    links = [b for b in themes.findChildren(QToolButton) if b.isVisible()]
    assert [link.accessibleName() for link in links] == ["督查<督办>", "值班应急"]
    assert [link.toolTip() for link in links] == ["督查 ×2、台账", "值班"]
    chosen: list[tuple[int, str]] = []
    pane.theme_chosen.connect(lambda number, theme: chosen.append((number, theme)))
    links[0].setFocus()
    QTest.keyClick(links[0], Qt.Key.Key_Right)
    QTest.keyClick(links[1], Qt.Key.Key_Return)
    links[0].click()
    assert chosen == [(1, "ops"), (1, "a&b")]
    pane.show_text(text)
    assert "没有主题" in label(pane, "pane_themes")


def test_buttons_tell_their_pane(pane: Pane, text: Text) -> None:
    asked: list[str] = []
    pane.bookmark_wanted.connect(lambda number: asked.append(f"bookmark {number}"))
    pane.closed.connect(lambda number: asked.append(f"close {number}"))
    buttons = {b.toolTip(): b for b in pane.findChildren(QToolButton)}
    assert all(button.accessibleName().startswith("右栏") for button in buttons.values())
    assert not buttons["为当前段落加书签"].isEnabled()
    pane.show_text(text)
    buttons["为当前段落加书签"].click()
    buttons["关闭此栏"].click()
    assert asked == ["bookmark 1", "close 1"]
    pane.set_closable(False)
    assert not buttons["关闭此栏"].isVisible()


def test_another_look_keeps_place_and_themes(pane: Pane, text: Text, qtbot: QtBot) -> None:
    pane.show_text(text)
    pane.show_passage(Passage("d1", 25, 0, 2))
    pane.set_themes(TAGS)
    before = pane.spot().paragraph
    dark = Appearance(RESOURCES, "dark")
    pane.set_appearance(dark, TextStyle(24, dark.colours))
    assert pane.spot().paragraph == before
    assert "值班应急" in label(pane, "pane_themes")


def test_focus_in_the_page_turns_to_the_pane(pane: Pane, text: Text, qtbot: QtBot) -> None:
    pane.show_text(text)
    pane.clearFocus()
    pane.view.clearFocus()
    with qtbot.waitSignal(pane.focused) as told:
        pane.view.setFocus()
    assert told.args == [1]


def test_a_line_gives_way_but_can_be_read_whole(qtbot: QtBot) -> None:
    line = ElidedLabel("title")
    qtbot.addWidget(line)
    line.resize(80, 20)
    line.set_whole("一个长得放不下的标题，<b>不是</b>标记")
    line.show()
    assert line.text() != line.accessibleName()
    assert line.text().endswith("…")
    assert line.toolTip() == line.accessibleName() == "一个长得放不下的标题，<b>不是</b>标记"
    line.resize(900, 20)
    qtbot.waitUntil(lambda: line.text() == line.accessibleName())
