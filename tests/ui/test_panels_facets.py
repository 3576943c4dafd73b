"""The counts of a search: what they list, and what choosing one asks for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.documents.model import Genre
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.panels.facets import (
    DOCUMENTS,
    LONGEST,
    SOURCES,
    THEMES,
    YEARS,
    FacetTree,
    narrowed,
)
from reader.workspace.model import Facet, Facets, SearchScope

FACETS = Facets(
    1300,
    documents=(Facet("d1", "短文", 1200), Facet("d2", "长文", 100)),
    themes=(Facet("t1", "值班", 7),),
    sources=(Facet("某报", "某报", 1299), Facet("", "", 1)),
    years=(Facet("2014", "2014", 1300),),
)


@pytest.fixture
def tree(qtbot: QtBot, tr: Translator) -> FacetTree:
    made = FacetTree(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(260, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def groups(tree: FacetTree) -> dict[str, QTreeWidgetItem]:
    found = {}
    for number in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(number)
        assert item is not None
        found[item.text(0)] = item
    return found


def listed(group: QTreeWidgetItem) -> list[tuple[str, str]]:
    children = [group.child(row) for row in range(group.childCount())]
    return [(child.text(0), child.text(1)) for child in children if child is not None]


def child(tree: FacetTree, group: str, row: int) -> QTreeWidgetItem:
    item = groups(tree)[group].child(row)
    assert item is not None
    return item


def test_what_would_narrow_nothing_down_is_left_out(tree: FacetTree) -> None:
    assert tree.empty
    tree.set_facets(FACETS)
    assert list(groups(tree)) == ["来源", "主题", "文献"]
    tree.set_facets(None)
    assert tree.empty


def test_each_is_counted_in_full(tree: FacetTree) -> None:
    tree.set_facets(FACETS)
    assert listed(groups(tree)["文献"]) == [("短文", "1,200"), ("长文", "100")]
    assert listed(groups(tree)["来源"]) == [("某报", "1,299"), ("未注明", "1")]
    assert listed(groups(tree)["主题"]) == [("值班", "7")]


def test_a_long_list_is_cut(tree: FacetTree) -> None:
    many = tuple(Facet(f"d{n}", f"第{n}篇", 1) for n in range(LONGEST + 30))
    tree.set_facets(Facets(LONGEST + 30, many, (), (), ()))
    assert len(listed(groups(tree)["文献"])) == LONGEST


def test_a_folded_group_stays_folded(tree: FacetTree) -> None:
    tree.set_facets(FACETS)
    assert all(group.isExpanded() for group in groups(tree).values())
    groups(tree)["文献"].setExpanded(False)
    tree.set_facets(FACETS)
    assert {name: group.isExpanded() for name, group in groups(tree).items()} == {
        "来源": True,
        "主题": True,
        "文献": False,
    }


@pytest.mark.parametrize(
    ("group", "row", "choice"),
    [("来源", 1, (SOURCES, "")), ("主题", 0, (THEMES, "t1")), ("文献", 1, (DOCUMENTS, "d2"))],
)
def test_a_click_asks_to_narrow_down(
    tree: FacetTree, qtbot: QtBot, group: str, row: int, choice: tuple[str, str]
) -> None:
    tree.set_facets(FACETS)
    place = tree.visualItemRect(child(tree, group, row)).center()
    with qtbot.waitSignal(tree.narrow_wanted) as wanted:
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert tuple(wanted.args) == choice


def test_enter_asks_to_narrow_down_and_the_arrows_do_not(tree: FacetTree) -> None:
    tree.set_facets(FACETS)
    asked: list[tuple[str, str]] = []
    tree.narrow_wanted.connect(lambda kind, key: asked.append((kind, key)))
    tree.setFocus()
    tree.setCurrentItem(child(tree, "文献", 0))
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert asked == []
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert asked == [(DOCUMENTS, "d2")]


def test_the_name_of_a_group_is_no_choice(tree: FacetTree) -> None:
    tree.set_facets(FACETS)
    asked: list[str] = []
    tree.narrow_wanted.connect(lambda kind, _key: asked.append(kind))
    place = tree.visualItemRect(groups(tree)["文献"]).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == []


def test_the_counts_follow_the_palette(tree: FacetTree) -> None:
    tree.set_facets(FACETS)
    dark = Appearance(RESOURCES, "dark")
    tree.set_appearance(dark)
    assert child(tree, "文献", 0).foreground(1).color() == dark.colours["muted"]
    tree.set_facets(FACETS)
    assert child(tree, "文献", 0).foreground(1).color() == dark.colours["muted"]
    tree.set_facets(None)
    tree.set_appearance(Appearance(RESOURCES, "light"))


def test_narrowing_keeps_the_other_restrictions() -> None:
    scope = SearchScope(genres=frozenset({Genre.ORIGINAL}), documents=frozenset({"d1"}))
    assert narrowed(scope, DOCUMENTS, "d2") == SearchScope(
        genres=frozenset({Genre.ORIGINAL}), documents=frozenset({"d2"})
    )
    for kind in (THEMES, SOURCES, YEARS):
        smaller = narrowed(scope, kind, "x")
        assert getattr(smaller, kind) == frozenset({"x"})
        assert (smaller.genres, smaller.documents) == (scope.genres, scope.documents)
