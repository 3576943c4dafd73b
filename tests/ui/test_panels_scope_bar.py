"""The restrictions of a search: each is named, and a button takes it away again."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Genre
from reader.messages import Translator
from reader.ui.panels.scope_bar import RestrictionButton, ScopeBar
from reader.workspace.model import SearchScope

SCOPE = SearchScope(
    documents=frozenset({"d1"}),
    themes=frozenset({"t1"}),
    genres=frozenset({Genre.ORIGINAL, Genre.COMMENTARY}),
    sources=frozenset({""}),
    years=frozenset({"2014"}),
    within=("值班", "会议"),
)
NAMES = {("documents", "d1"): "R&D 与调研工作的若干情况汇报", ("themes", "t1"): "值班"}


@pytest.fixture
def bar(qtbot: QtBot, tr: Translator) -> ScopeBar:
    made = ScopeBar(lambda kind, key: NAMES[kind, key], tr)
    qtbot.addWidget(made)
    made.resize(260, 300)
    return made


def buttons(bar: ScopeBar) -> dict[str, QPushButton]:
    """By what is said of them."""
    found = bar.findChildren(QPushButton)
    return {b.accessibleName(): b for b in found if not b.isHidden()}


def test_without_restrictions_there_is_nothing_to_see(bar: ScopeBar) -> None:
    assert bar.isHidden()
    bar.set_scope(SCOPE)
    assert not bar.isHidden()
    bar.set_scope(SearchScope())
    assert bar.isHidden()
    assert buttons(bar) == {}


def test_every_restriction_is_named(bar: ScopeBar) -> None:
    bar.set_scope(SCOPE)
    assert set(buttons(bar)) == {
        "去掉这个限制：" + name
        for name in (
            "在“值班”的结果中",
            "在“会议”的结果中",
            "文献：R&D 与调研工作的若干情况汇报",
            "主题：值班",
            "类型：原文",
            "类型：解读",
            "来源：未注明",
            "年份：2014",
        )
    }


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("在“值班”的结果中", replace(SCOPE, within=("会议",))),
        ("文献：R&D 与调研工作的若干情况汇报", replace(SCOPE, documents=frozenset())),
        ("主题：值班", replace(SCOPE, themes=frozenset())),
        ("类型：原文", replace(SCOPE, genres=frozenset({Genre.COMMENTARY}))),
        ("来源：未注明", replace(SCOPE, sources=frozenset())),
        ("年份：2014", replace(SCOPE, years=frozenset())),
    ],
)
def test_a_click_takes_one_away(bar: ScopeBar, name: str, left: SearchScope) -> None:
    bar.set_scope(SCOPE)
    told = QSignalSpy(bar.changed)
    buttons(bar)["去掉这个限制：" + name].click()
    assert [told.at(n)[0] for n in range(told.count())] == [left]


def test_the_last_button_may_take_the_bar_away(bar: ScopeBar) -> None:
    """As in the window: the button that was clicked does not outlive its own signal by much."""
    bar.changed.connect(bar.set_scope)
    bar.set_scope(SearchScope(within=("值班",)))
    next(iter(buttons(bar).values())).click()
    QTest.qWait(0)
    assert bar.isHidden()
    assert bar.findChildren(QPushButton) == []


def test_a_long_name_is_cut_on_the_button_only(bar: ScopeBar) -> None:
    bar.set_scope(SCOPE)
    button = next(b for name, b in buttons(bar).items() if "文献" in name)
    assert button.minimumSizeHint().width() < 100 < button.sizeHint().width()
    assert "R&&D" in button.text(), "an ampersand is not a shortcut"
    assert "若干情况汇报" in button.toolTip()


def test_a_name_is_whole_where_there_is_room_for_it(qtbot: QtBot) -> None:
    cut, plain = RestrictionButton("在 “R&D” 的结果中"), QPushButton("在 “R&&D” 的结果中  ×")
    for button in (cut, plain):
        qtbot.addWidget(button)
        button.setStyleSheet("padding: 2px 9px; border: 1px solid gray;")
        button.ensurePolished()
    size = plain.sizeHint()
    for button in (cut, plain):
        button.resize(size)
    assert cut.grab().toImage() == plain.grab().toImage()
    for button in (cut, plain):
        button.resize(size.width() - 30, size.height())
    assert cut.grab().toImage() != plain.grab().toImage()


def test_a_wide_button_stays_inside(qtbot: QtBot, bar: ScopeBar) -> None:
    bar.set_scope(SCOPE)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.resize(120, bar.heightForWidth(120))
    qtbot.waitUntil(lambda: all(b.geometry().right() < 120 for b in buttons(bar).values()))
    assert max(b.geometry().bottom() for b in buttons(bar).values()) < bar.height()
