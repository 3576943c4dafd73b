"""Two versions of a text in a whole window: what differs is marked, and stepped through."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from reader.documents.comparison import compare
from reader.ui.linking import LinkKind
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.comparing.acting import gaps, ids, marked, open_texts, said, start, tints
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts

FILLER = "\n\n".join(
    f"第{n}件闲事：天气很好，花都开了，院子里有一棵第{n}号的树。" for n in range(40)
)
OLD = f"""# 值班工作办法（旧）

值班人员要坚守岗位，电话要有人接听。

{FILLER}

要按时反馈办理结果，逾期予以通报。

{FILLER.replace("闲事", "琐事")}

最后一段两边一样。
"""
NEW = (
    OLD.replace("（旧）", "（新）")
    .replace("坚守岗位", "坚守值班岗位")
    .replace("，逾期予以通报", "")
    .replace("第7件琐事", "第七件琐事")
)
OTHER = "# 别的文章\n\n" + "山高水长，云淡风轻，渔舟唱晚，雁阵惊寒。" * 30
TEXTS = {"a.md": OLD, "b.md": NEW, "c.md": OTHER, "d.md": OLD.replace("（旧）", "（再）")}


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    return showing(desktop, open_library("versions", contents=TEXTS))


def showing(desktop: Desktop, workspace: Workspace) -> MainWindow:
    """A window with the old version beside the new one."""
    window = desktop.window(workspace)
    open_texts(window, desktop, "值班工作办法（旧）", "值班工作办法（新）")
    return window


def top_of_change(window: MainWindow, side: int) -> float:
    """Where the current change begins in a view, in pixels."""
    comparing = window.comparing
    assert comparing.found is not None
    assert comparing.current is not None
    place = comparing.found.marks[side].starts[comparing.current]
    page = window.desk.panes[side].view.page
    assert page is not None
    assert place is not None
    box = page.caret(place)
    assert box is not None
    return box.top()


def test_the_marks_are_the_differences(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    left, right = window.desk.panes
    assert left.text is not None
    assert right.text is not None
    found = compare(left.text.paragraphs, right.text.paragraphs)
    assert found.removed
    assert found.added
    assert marked(left, "diff_removed") == found.removed
    assert marked(right, "diff_added") == found.added
    assert marked(left, "diff_added") == marked(right, "diff_removed") == {}
    # where words are missing that the other side has
    assert gaps(left) == [("要坚守", "diff_added")]
    assert gaps(right) == [("理结果", "diff_removed")]


def test_what_was_removed_and_added_differs_without_colours_too(
    window: MainWindow, desktop: Desktop
) -> None:
    start(window, desktop)
    left, right = window.desk.panes
    assert {t.line for _, t in tints(left) if t.start < t.end} == {"through"}
    assert {t.line for _, t in tints(right) if t.start < t.end} == {"below"}


def test_the_scroll_bars_have_ticks(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    for pane in window.desk.panes:
        rows = pane.view.bar.rows()
        assert rows["diff_removed_mark"]
        assert rows["diff_added_mark"]
    window.actions_by_key["compare_panes"].trigger()
    for pane in window.desk.panes:
        assert "diff_removed_mark" not in pane.view.bar.rows()


def test_the_bar_counts(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    bar = window.comparing.bar
    assert bar.isVisible()
    assert bar.summary.accessibleName().startswith("4 处不同，相同的文字占 9")
    assert bar.removed.text() == "左栏删去 9 字"
    assert bar.added.text() == "右栏增加 4 字"
    assert said(window) == bar.summary.accessibleName()


def test_steps_go_through_all_changes_and_around(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    words = []
    for _ in range(5):
        window.actions_by_key["next_change"].trigger()
        words.append(said(window))
    assert words == [
        "第 1 处：删去“旧”，改为“新”",
        "第 2 处：增加“值班”",
        "第 3 处：删去“，逾期予以通报”",
        "第 4 处：删去“7”，改为“七”",
        "第 1 处：删去“旧”，改为“新”",
    ]
    assert window.comparing.bar.count.text() == "1 / 4"
    window.actions_by_key["previous_change"].trigger()
    assert window.comparing.bar.count.text() == "4 / 4"


def test_a_step_brings_both_pages_to_the_same_height(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    for _ in range(4):
        window.actions_by_key["next_change"].trigger()
        assert abs(top_of_change(window, 0) - top_of_change(window, 1)) <= 1
        for side in (0, 1):
            assert 0 <= top_of_change(window, side) < window.desk.panes[side].view.page_height


def test_only_the_current_change_stands_out(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    assert not any(tint.current for pane in window.desk.panes for _, tint in tints(pane))
    window.actions_by_key["next_change"].trigger()
    window.actions_by_key["next_change"].trigger()
    left, right = window.desk.panes
    assert [(t.start, t.end) for _, t in tints(left) if t.current] == [(7, 7)]
    assert [(t.start, t.end) for _, t in tints(right) if t.current] == [(7, 9)]


def test_the_first_step_is_from_what_is_read(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    for pane in window.desk.panes:
        pane.view.scroll_as("text_end")
    window.actions_by_key["previous_change"].trigger()
    assert said(window).startswith("第 4 处")


def test_back_leads_to_where_the_steps_began(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    before = window.desk.active.view.spot()
    for _ in range(3):
        window.actions_by_key["next_change"].trigger()
    assert window.desk.active.view.spot() != before
    window.actions_by_key["back"].trigger()
    assert window.desk.active.view.spot() == before


def in_step(window: MainWindow) -> bool:
    """Whether both pages show the same words of what they have in common."""
    words = []
    for pane in window.desk.panes:
        page = pane.view.page
        assert page is not None
        middle = [p for p in page.placed() if p.top <= page.height / 2 < p.top + p.height]
        words.append(middle[0].paragraph.text[:6] if middle else "")
    return words[0] == words[1]


@pytest.mark.parametrize("lead", [0, 1])
def test_the_pages_scroll_together(
    window: MainWindow, desktop: Desktop, qtbot: QtBot, lead: int
) -> None:
    start(window, desktop)
    other = window.desk.panes[1 - lead].view
    for _ in range(12):
        with qtbot.waitSignal(other.scrolled, timeout=WAIT_MS):
            window.desk.panes[lead].view.scroll_by(170)
        qtbot.waitUntil(lambda: in_step(window), timeout=WAIT_MS)


def test_unlinked_pages_scroll_alone(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    start(window, desktop)
    assert window.actions_by_key["link_panes"].isChecked()
    assert window.actions_by_key["link_wording"].isChecked()
    window.actions_by_key["link_panes"].trigger()
    left, right = (pane.view for pane in window.desk.panes)
    before = right.spot()
    with qtbot.waitSignal(left.scrolled, timeout=WAIT_MS):
        left.scroll_by(500)
    desktop.settle(window)
    assert right.spot() == before
    assert window.comparing.found is not None


def test_afterwards_the_pages_are_tied_as_before(window: MainWindow, desktop: Desktop) -> None:
    window.actions_by_key["link_heading"].trigger()
    start(window, desktop)
    assert window.keeping.session().link == LinkKind.HEADING.value
    assert not window.keeping.session().linked
    window.actions_by_key["compare_panes"].trigger()
    assert (window.linking.kind, window.linking.on) == (LinkKind.HEADING, False)
    assert window.actions_by_key["link_heading"].isChecked()
    assert not window.actions_by_key["link_wording"].isEnabled()


def test_escape_ends_it_and_takes_everything_away(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    view = window.desk.active.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not window.comparing.on
    assert not window.actions_by_key["compare_panes"].isChecked()
    assert not window.comparing.bar.isVisible()
    assert [list(tints(pane)) for pane in window.desk.panes] == [[], []]
    assert not window.actions_by_key["next_change"].isEnabled()


def test_another_text_is_compared_at_once(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    window.desk.open(ids(window)["值班工作办法（再）"], 1)
    desktop.settle(window)
    assert said(window).startswith("1 处不同")
    window.desk.open(ids(window)["别的文章"], 1)
    desktop.settle(window)
    assert said(window).startswith("两篇差别很大，相同的文字只占 ")


def test_an_imported_correction_is_compared_anew(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path
) -> None:
    workspace = open_library("own files", empty=True)
    workspace.imports.take_in([write_texts(tmp_path / "in", TEXTS)])
    window = showing(desktop, workspace)
    start(window, desktop)
    (tmp_path / "in" / "b.md").write_text(NEW.replace("最后一段", "末尾一段"), "utf-8")
    window.importing.start([tmp_path / "in" / "b.md"])
    desktop.settle(window)
    assert window.comparing.found is not None
    assert len(window.comparing.found.changes) == 5


def test_swapped_texts_are_the_other_way_round(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    window.actions_by_key["swap"].trigger()
    desktop.settle(window)
    assert gaps(window.desk.panes[0]) == [("理结果", "diff_added")]
    assert window.comparing.bar.removed.text() == "左栏删去 4 字"


def test_one_document_in_both_panes(window: MainWindow, desktop: Desktop) -> None:
    title = "值班工作办法（旧）"
    open_texts(window, desktop, title, title)
    left, right = (pane.view for pane in window.desk.panes)
    right.scroll_as("text_end")
    assert left.spot() != right.spot()
    start(window, desktop)
    assert said(window) == "左右两栏是同一篇文献，文字完全相同"
    assert not window.actions_by_key["copy_changes"].isEnabled()


def test_without_a_second_text_the_bar_says_what_to_do(
    desktop: Desktop, open_library: OpenLibrary
) -> None:
    window = desktop.window(open_library("none", empty=True))
    window.actions_by_key["compare_panes"].trigger()
    assert "各打开一篇文献" in window.comparing.bar.summary.accessibleName()
    window.actions_by_key["compare_panes"].trigger()
    assert not window.comparing.bar.isVisible()


def test_closing_a_pane_ends_it(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    window.actions_by_key["split"].trigger()
    assert not window.comparing.on
    assert [list(tints(pane)) for pane in window.desk.panes] == [[], []]


def test_the_list_of_changes_is_copied(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    window.actions_by_key["copy_changes"].trigger()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "《值班工作办法（旧）》（原稿）与《值班工作办法（新）》（修改稿）：4 处不同"
    assert copied[6:9] == [
        "第 2 处",
        "原稿：值班人员要坚守【】岗位，电话要有人接听。　《值班工作办法（旧）》 › 第 2 段",
        "修改稿：值班人员要坚守【值班】岗位，电话要有人接听。　《值班工作办法（新）》 › 第 2 段",
    ]
    assert said(window) == "已复制 4 处不同"


def test_two_selected_documents_are_compared_from_their_menu(
    window: MainWindow, desktop: Desktop
) -> None:
    known = ids(window)
    chosen = (known["值班工作办法（新）"], known["值班工作办法（再）"])
    menu = QMenu()
    window.sidebar.documents.menu_filling.emit(menu, chosen[:1])
    assert "对比所选两篇" not in [action.text() for action in menu.actions()]
    window.sidebar.documents.menu_filling.emit(menu, chosen)
    next(action for action in menu.actions() if action.text() == "对比所选两篇").trigger()
    desktop.settle(window)
    assert tuple(pane.document for pane in window.desk.panes) == chosen
    assert said(window).startswith("4 处不同")
    menu.deleteLater()


def test_the_next_session_compares_again(
    window: MainWindow, desktop: Desktop, open_library: OpenLibrary
) -> None:
    start(window, desktop)
    desktop.close(window)
    again = desktop.window(open_library("versions"))
    desktop.settle(again)
    assert again.comparing.found is not None
    assert len(again.comparing.found.changes) == 4


def test_the_buttons_of_the_bar_have_names(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    buttons = {
        b.objectName(): b
        for b in window.comparing.bar.findChildren(QAbstractButton)
        if b.isVisible()
    }
    assert set(buttons) == {
        "compare_previous",
        "compare_next",
        "compare_copy",
        "compare_close",
    }
    assert all(button.accessibleName() for button in buttons.values())
    buttons["compare_next"].click()
    assert window.comparing.current == 0
    buttons["compare_close"].click()
    assert not window.comparing.on


def test_in_a_narrow_bar_the_summary_goes_first(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    bar = window.comparing.bar
    bar.resize(420, bar.height())
    assert not bar.removed.isVisible()
    assert bar.summary.text().startswith("4 处不同")
    bar.resize(900, bar.height())
    assert bar.removed.isVisible()


def test_a_long_comparison_says_how_far_it_is_and_can_be_ended(
    desktop: Desktop, open_library: OpenLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    """Texts that share nothing take all the time there is, in one piece."""
    texts = {
        f"{step}.md": f"# 第{step}篇\n\n"
        + "".join(chr(0x4E00 + n * step % 9001) for n in range(60_000))
        for step in (7919, 4001)
    }
    workspace = open_library("long", empty=True)
    workspace.imports.take_in([write_texts(tmp_path / "in", texts)])
    window = desktop.window(workspace)
    open_texts(window, desktop, "第7919篇", "第4001篇")
    window.actions_by_key["compare_panes"].trigger()
    summary = window.comparing.bar.summary
    qtbot.waitUntil(lambda: "已完成" in summary.accessibleName(), timeout=WAIT_MS)
    QTest.keyClick(window.desk.active.view, Qt.Key.Key_Escape)
    assert not window.comparing.on
    desktop.settle(window)
    assert window.comparing.found is None
    assert not window.comparing.bar.isVisible()
