"""The themes panel: the outline with its counts, the passages of a theme."""

import pytest
from PySide6.QtWidgets import QLabel, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.themes.model import EntryState, Theme, ThemeEntry
from reader.ui.appearance import Appearance
from reader.ui.panels.themes import ThemesPanel
from reader.workspace.model import Entry, SetAside, ThemeCount

COUNTS = (
    ThemeCount(Theme("ops", "运转保障", None), 3),
    ThemeCount(Theme("ops.duty", "值班应急", "ops", note="守电话"), 3),
    ThemeCount(Theme("impl", "推动落实", None), 0),
)


def entry(paragraph: int) -> Entry:
    passage = Passage("d1", paragraph, 0, 4, f"第{paragraph}处")
    state = EntryState.AUTOMATIC
    return Entry(ThemeEntry("ops.duty", passage, state, 1.0, ("值班 ×2",)), "短文")


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> ThemesPanel:
    made = ThemesPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.set_themes(COUNTS)
    return made


def top(panel: ThemesPanel, row: int) -> QTreeWidgetItem:
    item = panel.tree.topLevelItem(row)
    assert item is not None
    return item


def child(panel: ThemesPanel) -> QTreeWidgetItem:
    item = top(panel, 0).child(0)
    assert item is not None
    return item


def test_the_outline_is_a_tree_with_counts(panel: ThemesPanel) -> None:
    assert [top(panel, row).text(0) for row in range(2)] == ["运转保障", "推动落实"]
    assert (child(panel).text(0), child(panel).text(1)) == ("值班应急", "3")
    assert child(panel).toolTip(0) == "守电话"
    assert top(panel, 1).text(1) == ""


def test_new_counts_leave_the_tree_as_it_is(panel: ThemesPanel) -> None:
    asked: list[str] = []
    panel.select("ops.duty")
    panel.theme_wanted.connect(asked.append)
    top(panel, 0).setExpanded(False)
    panel.set_themes([ThemeCount(count.theme, count.entries + 1) for count in COUNTS])
    assert not top(panel, 0).isExpanded()
    assert child(panel).text(1) == "4"
    assert panel.current() == "ops.duty"
    assert asked == []


def test_another_outline_keeps_the_choice_quietly(panel: ThemesPanel) -> None:
    asked: list[str] = []
    panel.select("impl")
    panel.theme_wanted.connect(asked.append)
    panel.set_themes(COUNTS[2:])
    assert panel.tree.currentItem() is top(panel, 0)
    assert asked == []


def test_a_choice_asks_for_the_theme(panel: ThemesPanel) -> None:
    asked: list[str] = []
    panel.theme_wanted.connect(asked.append)
    panel.tree.setCurrentItem(child(panel))
    assert set(asked) == {"ops.duty"}
    assert panel.current() == "ops.duty"


def test_a_theme_may_be_chosen_before_the_outline_is_there(panel: ThemesPanel) -> None:
    panel.clear()
    assert panel.current() is None
    panel.select("ops.duty")
    panel.set_themes(COUNTS)
    assert panel.tree.currentItem() is child(panel)


def test_entries_are_listed_with_their_reasons(panel: ThemesPanel) -> None:
    panel.set_entries(COUNTS[1].theme, [entry(1), entry(2)], SetAside((), ()))
    note = panel.findChild(QLabel, "panel_note")
    assert isinstance(note, QLabel)
    assert "2" in note.text()
    assert "守电话" in note.text()
    wanted: list[Passage] = []
    panel.passage_wanted.connect(wanted.append)
    panel.entries.setCurrentIndex(panel.entries.model().index(1, 0))
    assert wanted == [Passage("d1", 2, 0, 4)]
    panel.set_entries(COUNTS[1].theme, [entry(2), entry(3)], SetAside((), ()))
    assert panel.entries.current_key() == Passage("d1", 2, 0, 4)
    assert len(wanted) == 1


@pytest.mark.parametrize("name", ["light", "dark"])
def test_counts_are_muted_in_every_palette(panel: ThemesPanel, name: str) -> None:
    look = Appearance(RESOURCES, name)
    panel.set_appearance(look)
    assert top(panel, 0).foreground(1).color() == look.colours["muted"]
    assert child(panel).foreground(1).color() == look.colours["muted"]
