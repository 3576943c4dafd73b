"""The bookmarks panel: folders, filter, keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from reader.documents.model import AnchorState, Passage, Selector
from reader.library.model import Annotation, AnnotationKind, Bookmark
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.panels.bookmarks import BookmarksPanel
from tests.ui.menus import in_next_menu, trigger_all


def bookmark(
    key: str,
    words: str,
    folder: str = "",
    note: str = "",
    tags: tuple[str, ...] = (),
    state: AnchorState = AnchorState.EXACT,
) -> Bookmark:
    selector = Selector("d1", 1, 0, len(words), words, "", "", "0" * 64)
    when = "2026-01-01T00:00:00Z"
    annotation = Annotation(
        key, AnnotationKind.BOOKMARK, selector, note, folder, tags, when, when, "l1", "短文"
    )
    passage = Passage("d1", 1, 0, len(words), words) if state is not AnchorState.LOST else None
    return Bookmark(annotation, passage, state)


BOOKMARKS = (
    bookmark("b1", "先口头报告", "办事/报告", "常有人忘", ("紧急",)),
    bookmark("b2", "再补写报告", "办事"),
    bookmark("b3", "删字难"),
)


@pytest.fixture
def panel(qtbot: QtBot, tr: Translator) -> BookmarksPanel:
    made = BookmarksPanel(Appearance(RESOURCES, "light"), tr)
    qtbot.addWidget(made)
    made.resize(300, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.set_bookmarks(BOOKMARKS)
    return made


def every(panel: BookmarksPanel) -> Iterator[QTreeWidgetItem]:
    iterator = QTreeWidgetItemIterator(panel.tree)
    while iterator.value() is not None:
        yield iterator.value()
        iterator += 1


def shown(panel: BookmarksPanel) -> list[tuple[int, str]]:
    """Depth and first line of every item in view."""
    found = []
    for item in every(panel):
        depth, above = 0, item.parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        found.append((depth, item.text(0).split("\n")[0]))
    return found


def item(panel: BookmarksPanel, words: str) -> QTreeWidgetItem:
    return next(item for item in every(panel) if item.text(0).startswith(words))


def note(panel: BookmarksPanel) -> str:
    label = panel.findChild(QLabel, "panel_note")
    assert isinstance(label, QLabel)
    return label.text()


def test_bookmarks_stand_in_their_folders(panel: BookmarksPanel) -> None:
    assert shown(panel) == [
        (0, "办事"),
        (1, "报告"),
        (2, "先口头报告"),
        (1, "再补写报告"),
        (0, "删字难"),
    ]
    assert "3" in note(panel)
    assert item(panel, "先口头").text(0) == "先口头报告\n批注：常有人忘\n短文"


def test_without_bookmarks_it_says_how_to_make_one(panel: BookmarksPanel) -> None:
    panel.set_bookmarks(())
    assert shown(panel) == []
    assert "加书签" in note(panel)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("口头", ["先口头报告"]),
        ("常有 紧急", ["先口头报告"]),
        ("办事", ["先口头报告", "再补写报告"]),
        ("短文", ["先口头报告", "再补写报告", "删字难"]),
        ("没有", []),
    ],
)
def test_the_filter_looks_everywhere(panel: BookmarksPanel, words: str, found: list[str]) -> None:
    panel.filter.setText(words)
    names = [name for _, name in shown(panel)]
    assert [name for name in names if name not in ("办事", "报告")] == found
    panel.filter.clear()
    assert len(shown(panel)) == 5


def test_what_was_moved_or_lost_says_so(panel: BookmarksPanel) -> None:
    panel.set_bookmarks(
        [
            bookmark("b1", "甲", state=AnchorState.MOVED),
            bookmark("b2", "乙", state=AnchorState.LOST),
        ]
    )
    assert "已重新定位" in item(panel, "甲").text(0)
    assert "找不到" in item(panel, "乙").text(0)
    for name in ("light", "dark"):
        look = Appearance(RESOURCES, name)
        panel.set_appearance(look)
        assert item(panel, "乙").foreground(0).color() == look.colours["muted"]


def test_a_choice_is_told_and_a_refresh_is_not(panel: BookmarksPanel) -> None:
    chosen: list[Bookmark] = []
    panel.bookmark_wanted.connect(chosen.append)
    panel.tree.setCurrentItem(item(panel, "再补写"))
    assert set(chosen) == {BOOKMARKS[1]}
    chosen.clear()
    panel.set_bookmarks(BOOKMARKS)
    assert chosen == []
    assert panel.tree.currentItem() is item(panel, "再补写")
    panel.tree.setCurrentItem(item(panel, "办事"))
    assert chosen == []


def test_delete_asks_to_remove_a_bookmark_not_a_folder(panel: BookmarksPanel) -> None:
    removed: list[Bookmark] = []
    panel.remove_wanted.connect(removed.append)
    panel.tree.setCurrentItem(item(panel, "办事"))
    QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert removed == []
    panel.tree.setCurrentItem(item(panel, "删字难"))
    QTest.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert removed == [BOOKMARKS[2]]


def test_a_closed_folder_stays_closed(panel: BookmarksPanel) -> None:
    item(panel, "办事").setExpanded(False)
    panel.set_bookmarks(BOOKMARKS[:2])
    assert not item(panel, "办事").isExpanded()
    assert item(panel, "报告").isExpanded()
    panel.filter.setText("口头")
    assert item(panel, "办事").isExpanded()
    panel.filter.clear()
    assert not item(panel, "办事").isExpanded()
    item(panel, "办事").setExpanded(True)
    panel.set_bookmarks(BOOKMARKS)
    assert item(panel, "办事").isExpanded()


def test_the_list_does_not_jump_when_it_is_read_anew(panel: BookmarksPanel, qtbot: QtBot) -> None:
    many = [bookmark(f"b{n}", f"第{n}处") for n in range(60)]
    panel.set_bookmarks(many)
    bar = panel.tree.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 20)
    bar.setValue(20)
    panel.set_bookmarks(many[:-1])
    assert bar.value() == 20


def test_the_menu_of_a_bookmark(panel: BookmarksPanel) -> None:
    told: list[str] = []
    panel.bookmark_wanted.connect(lambda _: told.append("show"))
    panel.edit_wanted.connect(lambda _: told.append("edit"))
    panel.remove_wanted.connect(lambda _: told.append("remove"))

    in_next_menu(trigger_all)
    place = panel.tree.visualItemRect(item(panel, "删字难")).center()
    panel.tree.customContextMenuRequested.emit(place)
    assert told == ["show", "edit", "remove"]
    panel.tree.customContextMenuRequested.emit(QPoint(10, 480))
    panel.tree.customContextMenuRequested.emit(
        panel.tree.visualItemRect(item(panel, "办事")).center()
    )
    assert len(told) == 3
