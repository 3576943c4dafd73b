"""The line above a page: links to sections, what gives way first, and how it is spoken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Section
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.crumbs import Crumbs
from reader.ui.link_line import MORE

SECTIONS = [
    Section(1, "第一编　总则和适用范围", 1, 0, 4),
    Section(2, "第一章　一般规定", 2, 0, 4),
    Section(3, "第一节　公文的起草与审核", 3, 0, 4),
    Section(3, "第二节　公文的签发", 9, 0, 4),
]
TRAIL = tuple(SECTIONS[:3])


@pytest.fixture
def crumbs(qtbot: QtBot, tr: Translator) -> Crumbs:
    made = Crumbs("pane_crumb", tr)
    qtbot.addWidget(made)
    made.resize(1200, 20)
    made.set_place("条例", SECTIONS, TRAIL, "第 5 段")
    made.set_look(Appearance(RESOURCES, "light"), "muted")
    with qtbot.waitExposed(made):
        made.show()
    return made


def links(crumbs: Crumbs) -> dict[str, QToolButton]:
    """What can be pressed, by its name."""
    shown = [button for button in crumbs.findChildren(QToolButton) if button.isVisible()]
    return {button.accessibleName(): button for button in shown}


def test_all_of_it_is_shown_where_there_is_room(crumbs: Crumbs) -> None:
    assert crumbs.text() == " › ".join([*(s.title for s in TRAIL), "第 5 段"])
    assert crumbs.accessibleName() == f"条例 › {crumbs.text()}"


@pytest.mark.parametrize("width", [420, 300, 200, 120])
def test_the_middle_gives_way_first(crumbs: Crumbs, width: int) -> None:
    crumbs.resize(width, 20)
    crumbs.set_place("条例", SECTIONS, TRAIL, "第 5 段")
    shown = crumbs.text()
    assert MORE in shown
    assert shown.endswith("第 5 段")
    assert TRAIL[1].title not in shown
    assert (
        crumbs.fontMetrics().horizontalAdvance(shown) <= width + 2 * crumbs.fontMetrics().height()
    )
    assert TRAIL[1].title in crumbs.accessibleName(), "it is heard all the same"


def test_a_link_leads_to_its_section(crumbs: Crumbs) -> None:
    wanted: list[object] = []
    crumbs.section_wanted.connect(wanted.append)
    for section in TRAIL:
        links(crumbs)[section.title].click()
    assert wanted == list(TRAIL)


def test_every_link_stands_over_its_words(crumbs: Crumbs) -> None:
    found = sorted(links(crumbs).values(), key=lambda button: button.x())
    assert len(found) == 5, "three sections, and the signs between them"
    middles = [button.geometry().center().x() for button in found]
    measure = crumbs.fontMetrics().horizontalAdvance
    first = TRAIL[0].title
    assert abs(middles[0] - measure(first) // 2) <= 2
    assert abs(middles[1] - (measure(first) + measure(" › ") // 2)) <= 2
    assert middles == sorted(set(middles))


def test_the_sign_lists_what_is_beside(crumbs: Crumbs) -> None:
    links(crumbs)["同级标题：第一节　公文的起草与审核"].click()
    menu = crumbs.findChild(QMenu)
    assert isinstance(menu, QMenu)
    entries = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert entries == [section.title for section in SECTIONS]
    menu.close()


def test_the_keyboard_goes_along_the_line(crumbs: Crumbs) -> None:
    found = sorted(links(crumbs).values(), key=lambda button: button.x())
    crumbs.activateWindow()
    found[0].setFocus()
    for button in [*found[1:], found[0]]:
        QTest.keyClick(crumbs.focusWidget(), Qt.Key.Key_Right)
        assert crumbs.focusWidget() is button
    QTest.keyClick(found[0], Qt.Key.Key_End)
    assert crumbs.focusWidget() is found[-1]
    QTest.keyClick(found[-1], Qt.Key.Key_Left)
    assert crumbs.focusWidget() is found[-2]


def test_signs_of_markup_in_a_title_are_words(crumbs: Crumbs) -> None:
    crumbs.set_place("条例", [], (Section(1, "<b>甲</b> & 乙", 1, 0, 4),), "第 1 段")
    assert "<b>甲</b> & 乙" in crumbs.text()
    assert list(links(crumbs)) == ["<b>甲</b> & 乙"]


def test_the_first_paint_has_plain_words(qtbot: QtBot, tr: Translator) -> None:
    made = Crumbs("pane_crumb", tr)
    qtbot.addWidget(made)
    made.resize(1200, 20)
    made.set_place("条例", SECTIONS, TRAIL, "第 5 段")
    assert made.text().endswith("第 5 段")
    assert not made.findChildren(QToolButton)
