"""The results panel: exact totals, hits as cards, more of them on the way down."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.panels.results import ResultsPanel
from reader.workspace.model import (
    Facet,
    Facets,
    Match,
    MatchKind,
    SearchHit,
    SearchResults,
    SearchScope,
    Suggestion,
)


def results(count: int, paragraphs: int | None = None) -> SearchResults:
    hits = tuple(
        SearchHit(
            "d1", "短文", n, f"第{n}段讲值班。", ((len(f"第{n}段讲"), len(f"第{n}段讲值班")),), 1.0
        )
        for n in range(1, count + 1)
    )
    total = count if paragraphs is None else paragraphs
    return SearchResults("值班", total, total + 5, 1 if total else 0, hits)


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> ResultsPanel:
    made = ResultsPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def summary(panel: ResultsPanel) -> str:
    label = panel.findChild(QLabel, "search_summary")
    assert isinstance(label, QLabel)
    return label.text()


def label(panel: ResultsPanel, name: str) -> QLabel:
    found = panel.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def suggested(panel: ResultsPanel) -> list[QPushButton]:
    """The suggestions that can be seen."""
    found = panel.findChildren(QPushButton, "search_suggestion")
    return [button for button in found if button.isVisible()]


def heard(spy: QSignalSpy) -> list[object]:
    return [spy.at(number)[0] for number in range(spy.count())]


FACETS = Facets(3, (Facet("d1", "短文", 2), Facet("d2", "长文", 1)), (), (), ())


def test_at_first_it_says_how_to_search(panel: ResultsPanel) -> None:
    assert "OR" in summary(panel)
    assert panel.list.count() == 0


def test_totals_are_those_of_the_library_not_of_the_list(panel: ResultsPanel) -> None:
    panel.show_results(results(3, 12_345))
    assert "12,345" in summary(panel)
    assert "12,350" in summary(panel)
    assert panel.list.count() == 3


def test_nothing_found(panel: ResultsPanel) -> None:
    panel.show_results(results(2))
    panel.show_results(results(0))
    assert "值班" in summary(panel)
    assert panel.list.count() == 0
    panel.show_results(results(2))
    panel.show_problem("不行")
    assert (summary(panel), panel.list.count()) == ("不行", 0)


def test_a_hit_is_a_passage_of_its_first_words(panel: ResultsPanel) -> None:
    panel.show_results(results(3))
    wanted: list[Passage] = []
    panel.passage_wanted.connect(wanted.append)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert wanted[-1] == Passage("d1", 2, 4, 6)
    assert wanted[-1].text == "值班"
    assert "第 2 段" in str(panel.list.currentIndex().data())


def test_more_is_asked_for_near_the_end_only(panel: ResultsPanel, qtbot: QtBot) -> None:
    asked: list[bool] = []
    panel.more_wanted.connect(lambda: asked.append(True))
    panel.show_results(results(50, 200))
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(10)
    assert asked == []
    bar.setValue(bar.maximum())
    assert asked


@pytest.mark.parametrize("order", ["date", "title"])
def test_another_order_is_told(panel: ResultsPanel, qtbot: QtBot, order: str) -> None:
    assert panel.order == "relevance"
    box = panel.findChild(QComboBox, "search_order")
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(panel.order_changed):
        box.setCurrentIndex(box.findData(order))
    assert panel.order == order


# Narrowing down


def test_facets_are_shown_on_demand(panel: ResultsPanel) -> None:
    toggled = QSignalSpy(panel.facets_toggled)
    panel.show_results(results(3))
    panel.show_facets(FACETS)
    assert not panel.facets.isVisible()
    panel.filter_button.click()
    assert panel.facets.isVisible()
    panel.filter_button.click()
    assert not panel.facets.isVisible()
    assert heard(toggled) == [True, False]


@pytest.mark.parametrize("emptied", ["nothing found", "a fault", "an empty box"])
def test_without_hits_the_facets_take_no_room(panel: ResultsPanel, emptied: str) -> None:
    panel.filter_button.setChecked(True)
    panel.show_results(results(3))
    panel.show_facets(FACETS)
    if emptied == "nothing found":
        panel.show_results(results(0))
    elif emptied == "a fault":
        panel.show_problem("不行")
    else:
        panel.clear()
    assert not panel.facets.isVisible()
    assert panel.filter_button.isChecked()
    panel.show_results(results(3))
    panel.show_facets(FACETS)
    assert panel.facets.isVisible()


def test_a_facet_asks_to_narrow_down(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.filter_button.setChecked(True)
    panel.show_facets(FACETS)
    group = panel.facets.topLevelItem(0)
    assert group is not None
    with qtbot.waitSignal(panel.narrow_wanted) as wanted:
        panel.facets.itemActivated.emit(group.child(1), 0)
    assert wanted.args == ["documents", "d2"]


def test_the_scope_menu_asks_for_other_places(panel: ResultsPanel) -> None:
    button = panel.findChild(QToolButton, "search_scope")
    assert isinstance(button, QToolButton)
    wanted, changed = QSignalSpy(panel.scope_wanted), QSignalSpy(panel.scope_changed)
    for action in button.menu().actions():
        action.trigger()
    assert heard(wanted) == ["document", "folder", "theme", "originals", "results"]
    assert heard(changed) == [SearchScope()]


def test_a_restriction_is_shown_and_taken_away(panel: ResultsPanel) -> None:
    changed = QSignalSpy(panel.scope_changed)
    panel.show_scope(SearchScope(within=("会议",), years=frozenset({"2014"})))
    shown = panel.scope_bar.findChildren(QPushButton)
    assert len(shown) == 2
    next(button for button in shown if "2014" in button.text()).click()
    assert heard(changed) == [SearchScope(within=("会议",))]


def test_a_long_restriction_does_not_widen_the_panel(panel: ResultsPanel) -> None:
    before = panel.minimumSizeHint().width()
    panel.show_scope(SearchScope(sources=frozenset({"一个很长很长的来源" * 10})))
    assert panel.minimumSizeHint().width() == before


# What else there is


def test_suggestions_carry_their_queries(panel: ResultsPanel) -> None:
    suggestions = (
        Suggestion('"会议<纪要>" -"a&b"', "会议<记要>", "会议<纪要>", 1, 5),
        Suggestion("会议记录", "会议<记要>", "会议记录", 2, 1),
    )
    panel.show_results(results(0))
    panel.show_suggestions(suggestions)
    assert [button.text() for button in suggested(panel)] == ["会议<纪要>（5）", "会议记录（1）"]
    said = [button.accessibleName() for button in suggested(panel)]
    assert said == ["改为搜索“会议<纪要>”：5 段", "改为搜索“会议记录”：1 段"]
    assert panel.words.endswith("资料库里有：会议<纪要>、会议记录")
    wanted = QSignalSpy(panel.query_wanted)
    for button in suggested(panel):
        button.click()
    assert heard(wanted) == ['"会议<纪要>" -"a&b"', "会议记录"]
    panel.show_results(results(2))
    assert suggested(panel) == []
    assert "资料库里有" not in panel.words


def test_suggestions_are_one_stop_and_arrows_go_along_them(panel: ResultsPanel) -> None:
    panel.show_results(results(0))
    for count in (1, 3):
        panel.show_suggestions([Suggestion(f"q{n}", "甲", f"说法{n}", 1, n) for n in range(count)])
    first, second, third = suggested(panel)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_End)
    assert third.hasFocus()
    wanted = QSignalSpy(panel.query_wanted)
    QTest.keyClick(third, Qt.Key.Key_Return)
    assert heard(wanted) == ["q2"]
    QTest.keyClick(third, Qt.Key.Key_Tab)
    assert panel.focusWidget() not in (first, second, third)


def test_names_are_offered_to_go_to(panel: ResultsPanel) -> None:
    matches = [
        Match(MatchKind.THEME, "t1", "督查督办", ((0, 4),)),
        *(Match(MatchKind.DOCUMENT, f"d{n}", f"第{n}篇", ((0, 1),)) for n in range(9)),
    ]
    panel.show_matches(matches)
    assert panel.matches.isVisible()
    assert panel.matches.count() == 5
    assert str(panel.matches.model().index(0, 0).data()).split("\n") == ["督查督办", "转到主题"]
    assert "转到文献" in str(panel.matches.model().index(1, 0).data())
    bar = panel.matches.verticalScrollBar()
    assert bar.maximum() == 0, "all of them are in view"
    panel.show_matches(())
    assert not panel.matches.isVisible()


def test_a_name_is_chosen_by_mouse_and_by_keys(panel: ResultsPanel) -> None:
    match = Match(MatchKind.THEME, "t1", "督查督办", ((0, 4),))
    other = Match(MatchKind.DOCUMENT, "d1", "督查手记", ((0, 2),))
    panel.show_matches([match, other])
    wanted, opened = QSignalSpy(panel.match_wanted), QSignalSpy(panel.opened)
    place = panel.matches.visualRect(panel.matches.model().index(1, 0)).center()
    QTest.mouseClick(panel.matches.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(heard(wanted)) == {other}
    QTest.keyClick(panel.matches, Qt.Key.Key_Up)
    assert set(heard(wanted)) == {other}, "the arrow keys only mark"
    assert opened.count() == 0
    QTest.keyClick(panel.matches, Qt.Key.Key_Return)
    assert heard(wanted)[-1] == match
    assert opened.count() == 1


def test_names_stand_by_kind_and_the_rest_of_a_kind_on_demand(panel: ResultsPanel) -> None:
    headings = [
        Match(MatchKind.HEADING, f"h{n}", f"标题{n}", ((0, 2),), "一份很长很长的文献的标题")
        for n in range(6)
    ]
    command = Match(MatchKind.COMMAND, "split", "分栏", ((0, 2),))
    panel.show_matches([*headings[:3], command, *headings[3:]])
    names = panel.matches
    assert list(names.keys[:3]) == headings[:3]
    assert str(names.model().index(3, 0).data()) == "还有 3 个标题…"
    assert names.keys[4] == command
    shown = str(names.model().index(0, 0).data())
    assert shown.startswith("标题0\n一份很长很长的文献的标题\n"), "both names can be read"
    assert names.sizeHintForRow(0) > names.sizeHintForRow(4), "a command has no second line"
    names.setFocus()
    names.setCurrentIndex(names.model().index(3, 0))
    assert list(names.keys) == [*headings, command]
    assert names.current_key() == headings[3]


def test_one_more_name_is_listed_rather_than_told_of(panel: ResultsPanel) -> None:
    documents = [Match(MatchKind.DOCUMENT, f"d{n}", f"第{n}篇", ((0, 1),)) for n in range(6)]
    panel.show_matches(documents)
    assert list(panel.matches.keys) == documents


def test_the_wanted_end_of_a_long_heading_is_in_view(panel: ResultsPanel) -> None:
    name = "关于进一步加强和改进新形势下机关值班工作的若干意见"
    start = name.index("值班")
    match = Match(MatchKind.HEADING, "h", name, ((start, start + 2),), "一篇")
    panel.show_matches([match])
    assert "值班" in str(panel.matches.model().index(0, 0).data())


def test_colours_follow_the_palette(panel: ResultsPanel) -> None:
    panel.show_facets(FACETS)
    dark = Appearance(RESOURCES, "dark").colours
    panel.set_appearance(Appearance(RESOURCES, "dark"))
    group = panel.facets.topLevelItem(0)
    assert group is not None
    first = group.child(0)
    assert first is not None
    assert first.foreground(1).color() == dark["muted"]


# A low panel


def test_in_a_low_panel_totals_stand_beside_the_controls(panel: ResultsPanel, qtbot: QtBot) -> None:
    panel.resize(300, 180)
    panel.show_results(results(3, 12))
    totals = label(panel, "search_summary")
    order = panel.findChild(QComboBox, "search_order")
    assert order is not None
    qtbot.waitUntil(lambda: totals.parentWidget() is order.parentWidget())
    assert totals.text() == "共 12 段"
    assert "17" in totals.toolTip(), "the tip has all of it"
    panel.show_problem("不行")
    assert totals.parentWidget() is panel
    assert totals.text() == "不行"
    panel.show_results(results(3, 12))
    panel.resize(300, 400)
    assert totals.parentWidget() is panel
    assert "17" in totals.text()


def test_totals_without_room_beside_the_controls_stay_above(panel: ResultsPanel) -> None:
    panel.show_results(results(3, 1_234_567_890))
    for width in range(400, 120, -10):
        panel.resize(width, 180)
        totals = label(panel, "search_summary")
        assert totals.wordWrap() or totals.width() >= totals.sizeHint().width()
