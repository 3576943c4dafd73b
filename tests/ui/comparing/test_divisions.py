"""Paragraphs that were divided, joined or moved, as the window tells of them."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from reader.ui.pane import Pane
from reader.ui.reading.hooks import Tint
from reader.ui.reading.places import Place, Selection
from reader.ui.reading.tinting import tint_boxes
from reader.ui.window import MainWindow
from tests.ui.comparing.acting import open_texts, said, start, tints
from tests.ui.conftest import Desktop, OpenLibrary

OLD = """# 办法（旧）

这是办法的第一段，说明为什么要定这个办法，以及它从什么时候起施行。

值班人员要坚守岗位。电话要有人接听。

要按时反馈办理结果。

逾期予以通报。

这一段后来挪到了前面。
"""
NEW = """# 办法（旧）

这是办法的第一段，说明为什么要定这个办法，以及它从什么时候起施行。

这一段后来挪到了前面。

值班人员要坚守岗位。

电话要有人接听。

要按时反馈办理结果。逾期予以通报。
"""
SECOND = Place(2, 0)
DIVIDED = OLD.replace("岗位。电话", "岗位。\n\n电话").replace("（旧）", "（分）")


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary) -> MainWindow:
    texts = {"a.md": OLD, "b.md": NEW.replace("（旧）", "（新）"), "c.md": DIVIDED}
    window = desktop.window(open_library("divisions", contents=texts))
    open_texts(window, desktop, "办法（旧）", "办法（新）")
    return window


def signs(pane: Pane) -> list[tuple[str, str]]:
    """The paragraphs that have a sign at their end, and its colour."""
    assert pane.text is not None
    found = []
    for number, tint in tints(pane):
        words = pane.text.paragraphs[number - 1].text
        if tint.sign:
            assert (tint.sign, tint.start, tint.end) == ("¶", len(words), len(words))
            found.append((words, tint.ground))
    return found


def centre(pane: Pane, wanted: Tint) -> QPointF:
    """Where a tint stands in the view."""
    page = pane.view.page
    assert page is not None
    for placed in page.placed():
        if wanted in pane.view.marking.tints(placed.paragraph):
            for box in tint_boxes(page, placed, wanted):
                return box.center()
    raise AssertionError(wanted)


def tip(pane: Pane, tint: Tint) -> str:
    pane.view.hover(centre(pane, tint))
    return pane.view.canvas.toolTip()


def test_ends_of_paragraphs_that_came_or_went_have_a_sign(
    window: MainWindow, desktop: Desktop
) -> None:
    start(window, desktop)
    left, right = window.desk.panes
    assert signs(left) == [("要按时反馈办理结果。", "diff_removed")]
    assert signs(right) == [("值班人员要坚守岗位。", "diff_added")]


def test_the_other_side_marks_the_place(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    left, right = window.desk.panes
    bare = [
        {(n, t.start) for n, t in tints(pane) if t.start == t.end and not t.sign}
        for pane in (left, right)
    ]
    assert (3, len("值班人员要坚守岗位。")) in bare[0]
    assert (6, len("要按时反馈办理结果。")) in bare[1]


def test_they_are_counted_and_stepped_through(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    words = []
    assert window.comparing.found is not None
    for _ in window.comparing.found.changes:
        window.actions_by_key["next_change"].trigger()
        words.append(said(window))
        assert window.desk.panes[0].view.remark == said(window)
    assert words == [
        "第 1 处：删去“旧”，改为“新”",
        "第 2 处：增加“这一段后来挪到了前面。”；由原稿第 6 段移来",
        "第 3 处：“值班人员要坚守岗位。”之后另起一段",
        "第 4 处：“要按时反馈办理结果。”之后不再分段",
        "第 5 处：删去“这一段后来挪到了前面。”；原文移到了修改稿第 3 段",
    ]
    assert window.comparing.bar.summary.accessibleName().endswith("%，其中 1 段移了位置")


def test_the_pointer_on_a_change_tells_it(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    left, right = window.desk.panes
    for pane in (left, right):
        for _, tint in tints(pane):
            assert tip(pane, tint).startswith(f"第 {tint.number + 1} 处：")
    sign = next(tint for _, tint in tints(right) if tint.sign)
    assert tip(right, sign) == "第 3 处：“值班人员要坚守岗位。”之后另起一段"
    window.actions_by_key["compare_panes"].trigger()
    right.view.hover(QPointF(1, 1))
    assert right.view.canvas.toolTip() == ""


def test_a_screen_reader_hears_of_the_changes_of_what_is_read(
    window: MainWindow, desktop: Desktop
) -> None:
    start(window, desktop)
    assert [pane.view.remark for pane in window.desk.panes] == ["本段有 1 处不同"] * 2
    for pane in window.desk.panes:
        pane.view.select(Selection(SECOND, SECOND))
    assert [pane.view.remark for pane in window.desk.panes] == [""] * 2
    window.actions_by_key["compare_panes"].trigger()
    assert [pane.view.remark for pane in window.desk.panes] == [""] * 2


def test_texts_that_are_divided_otherwise_only(window: MainWindow, desktop: Desktop) -> None:
    open_texts(window, desktop, "办法（旧）", "办法（分）")
    start(window, desktop)
    bar = window.comparing.bar
    assert "2 处不同" in bar.summary.accessibleName()
    open_texts(window, desktop, "办法（分）", "办法（分）")
    assert said(window) == "左右两栏是同一篇文献，文字完全相同"


def test_the_list_shows_the_signs(window: MainWindow, desktop: Desktop) -> None:
    start(window, desktop)
    window.actions_by_key["copy_changes"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert "原稿：值班人员要坚守岗位。【】电话要有人接听。　" in copied
    assert "修改稿：值班人员要坚守岗位。【¶】电话要有人接听。　" in copied
    assert "原稿：要按时反馈办理结果。【¶】逾期予以通报。　" in copied
    assert "第 5 处；原文移到了修改稿第 3 段" in copied
