"""The line above a page: links to sections, what gives way first, and how it is spoken."""

import re

import pytest
from pytestqt.qtbot import QtBot

from reader.documents.model import Section
from reader.messages import Translator
from reader.ui.crumbs import MORE, Crumbs

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
    made.set_colour("#555555")
    return made


def words(crumbs: Crumbs) -> str:
    return re.sub(r"<[^>]+>", "", crumbs.text()).replace("&nbsp;", " ")


def test_all_of_it_is_shown_where_there_is_room(crumbs: Crumbs) -> None:
    assert words(crumbs) == " › ".join([*(s.title for s in TRAIL), "第 5 段"])
    assert crumbs.accessibleName() == f"条例 › {words(crumbs)}"


@pytest.mark.parametrize("width", [420, 300, 200, 120])
def test_the_middle_gives_way_first(crumbs: Crumbs, width: int) -> None:
    crumbs.resize(width, 20)
    crumbs.set_place("条例", SECTIONS, TRAIL, "第 5 段")
    shown = words(crumbs)
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
    for link in re.findall(r'href="(go:\d)"', crumbs.text()):
        crumbs.linkActivated.emit(link)
    assert wanted == list(TRAIL)


def test_signs_of_markup_in_a_title_are_words(crumbs: Crumbs) -> None:
    crumbs.set_place("条例", [], (Section(1, "<b>甲</b> & 乙", 1, 0, 4),), "第 1 段")
    assert "&lt;b&gt;甲&lt;/b&gt;" in crumbs.text()


def test_the_first_paint_has_plain_words(qtbot: QtBot, tr: Translator) -> None:
    made = Crumbs("pane_crumb", tr)
    qtbot.addWidget(made)
    made.resize(1200, 20)
    made.set_place("条例", SECTIONS, TRAIL, "第 5 段")
    assert "<" not in made.text()
