"""Two pages that go together, in a whole window."""

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from reader.documents.model import Passage
from reader.ui.linking import LINK, LinkKind
from reader.ui.margins import THEMES
from reader.ui.pane import Pane
from reader.ui.window import MainWindow
from reader.workspace.workspace import Workspace
from tests.ui.conftest import WAIT_MS, Desktop, OpenLibrary, write_texts

FILLER = "这里是一段不归任何主题的闲话，天气很好，花都开了，院子里有一棵树。\n\n" * 12


def text(title: str, *parts: tuple[str, str]) -> str:
    body = "".join(f"## {heading}\n\n{words}\n\n{FILLER}" for heading, words in parts)
    return f"# {title}\n\n{FILLER}{body}"


TEXTS = {
    "a.md": text(
        "甲篇",
        ("一、值班安排", "值班人员要坚守岗位，值班电话要随时有人接听，做好值班记录。"),
        ("二、督查督办", "督查督办要建立台账，督查事项要按时反馈，督办要有结果。"),
        ("三、只有甲篇才有的一节", "这一节没有别的。"),
    ),
    "b.md": text(
        "乙篇",
        ("（一）开头的话", "先说几句闲话。"),
        ("（二）督查督办", "督办件逐项登记，督查督办不走过场，督查要见实效。"),
        ("（三）值班安排", "节假日值班安排要提前报，值班领导要带班，值班室要有人值守。"),
    ),
}


@pytest.fixture
def window(desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot) -> MainWindow:
    return showing(desktop, open_library("linked", contents=TEXTS), qtbot)


def showing(desktop: Desktop, workspace: Workspace, qtbot: QtBot) -> MainWindow:
    """A window with both texts side by side, and their themes known."""
    window = desktop.window(workspace)
    ids = {r.metadata.title: r.document for r in workspace.documents()}
    window.desk.open(ids["甲篇"], 0)
    window.desk.open(ids["乙篇"], 1)
    desktop.settle(window)
    window.desk.activate(0)
    panes = window.desk.panes
    qtbot.waitUntil(lambda: all(window.margins.themes(p) for p in panes), timeout=WAIT_MS)
    return window


def number(pane: Pane, words: str) -> int:
    assert pane.text is not None
    return next(p.number for p in pane.text.paragraphs if words in p.text)


def go(window: MainWindow, pane: int, words: str) -> None:
    target = window.desk.panes[pane]
    assert target.document is not None
    paragraph = number(target, words)
    window.desk.show(Passage(target.document, paragraph, 0, 1), pane)


def wait_for(qtbot: QtBot, pane: Pane, words: str) -> None:
    qtbot.waitUntil(lambda: words in reading(pane), timeout=WAIT_MS)


def reading(pane: Pane) -> str:
    paragraph = pane.view.current_paragraph()
    return "" if paragraph is None else paragraph.text


def linked(pane: Pane) -> list[tuple[int, str]]:
    return [(m.paragraph, m.tip) for m in pane.view.margin_marks if m.kind == LINK]


def link(window: MainWindow, kind: str) -> None:
    window.actions_by_key[kind].trigger()
    window.actions_by_key["link_panes"].setChecked(True)


def test_the_other_page_follows_by_heading(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_heading")
    left, right = window.desk.panes
    go(window, 0, "一、值班安排")
    wait_for(qtbot, right, "（三）值班安排")
    assert linked(right) == [(number(right, "（三）值班安排"), "联动：（三）值班安排")]
    assert linked(left) == [(number(left, "一、值班安排"), "联动：（三）值班安排")]
    go(window, 0, "督查督办要建立台账")
    wait_for(qtbot, right, "（二）督查督办")


def test_the_page_that_is_read_leads(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    link(window, "link_heading")
    go(window, 1, "（二）督查督办")
    wait_for(qtbot, window.desk.panes[0], "二、督查督办")
    go(window, 0, "一、值班安排")
    wait_for(qtbot, window.desk.panes[1], "（三）值班安排")


def test_the_other_page_follows_by_theme(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_theme")
    go(window, 0, "督查督办要建立台账")
    wait_for(qtbot, window.desk.panes[1], "督")
    assert linked(window.desk.panes[1])[0][1] == "联动：督查督办"


def test_the_other_page_follows_by_position(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_position")
    left, right = (pane.view for pane in window.desk.panes)
    left.bar.setValue(left.bar.maximum())
    qtbot.waitUntil(lambda: right.bar.value() == right.bar.maximum(), timeout=WAIT_MS)
    left.bar.setValue(0)
    qtbot.waitUntil(lambda: right.bar.value() == 0, timeout=WAIT_MS)


def test_by_position_the_page_that_is_moved_leads(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_position")
    left, right = (pane.view for pane in window.desk.panes)
    window.desk.activate(0)
    right.bar.setValue(right.bar.maximum())
    qtbot.waitUntil(lambda: left.bar.value() == left.bar.maximum(), timeout=WAIT_MS)
    assert right.bar.value() == right.bar.maximum()


def test_who_leads_is_not_moved_by_who_follows(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_position")
    left, right = (pane.view for pane in window.desk.panes)
    for pixels in (333, 7, 101, -95):
        with qtbot.waitSignals([left.scrolled, right.scrolled], timeout=WAIT_MS):
            left.scroll_by(pixels)
            wanted = left.spot()
        place = left.bar.value() / left.bar.maximum()
        assert right.bar.value() == pytest.approx(place * right.bar.maximum(), abs=40)
        with qtbot.waitSignal(right.painted, timeout=WAIT_MS):
            right.canvas.update()
        assert left.spot() == wanted


def test_texts_without_anything_in_common_are_told(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot
) -> None:
    bare = {"c.txt": "丙篇\n" + FILLER, "d.txt": "丁篇\n" + FILLER.replace("闲话", "空话")}
    workspace = open_library("bare", contents=bare)
    window = desktop.window(workspace)
    for number, record in enumerate(workspace.documents()):
        window.desk.open(record.document, number)
    desktop.settle(window)
    said = QSignalSpy(window.linking.said)
    link(window, "link_heading")
    qtbot.waitUntil(lambda: said.count() == 1, timeout=WAIT_MS)
    assert "没有相近的标题" in said.at(0)[0]
    window.actions_by_key["link_theme"].trigger()
    qtbot.waitUntil(lambda: said.count() == 2, timeout=WAIT_MS)
    assert "没有共同的主题" in said.at(1)[0]
    window.desk.panes[0].view.scroll_as("text_end")
    desktop.settle(window)
    assert said.count() == 2, "once is enough"


def test_one_key_lets_them_go(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    link(window, "link_heading")
    go(window, 0, "一、值班安排")
    wait_for(qtbot, window.desk.panes[1], "（三）值班安排")
    before = reading(window.desk.panes[1])
    window.actions_by_key["link_panes"].trigger()
    desktop.settle(window)
    assert [linked(pane) for pane in window.desk.panes] == [[], []]
    go(window, 0, "二、督查督办")
    wait_for(qtbot, window.desk.panes[0], "二、督查督办")
    desktop.settle(window)
    assert reading(window.desk.panes[1]) == before


def test_both_pages_step_through_a_theme(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    def on_theme(pane: Pane) -> bool:
        place = pane.view.current_passage()
        return place is not None and theme in window.margins.themes(pane).get(place.paragraph, ())

    theme = next(k for k, name in window.margins.names.items() if name == "督查督办")
    window.theming.choose(theme)
    desktop.settle(window)
    for pane in window.desk.panes:
        pane.view.scroll_as("text_start")
    window.desk.activate(0)
    desktop.settle(window)
    window.actions_by_key["next_of_theme"].trigger()
    qtbot.waitUntil(lambda: all(on_theme(pane) for pane in window.desk.panes), timeout=WAIT_MS)


def test_the_margin_names_the_themes(window: MainWindow) -> None:
    marks = {m.paragraph: m.tip for m in window.desk.panes[0].view.margin_marks if m.kind == THEMES}
    place = number(window.desk.panes[0], "督查督办要建立台账")
    assert "督查督办" in marks[place]


def test_the_link_is_there_again_in_the_next_session(window: MainWindow) -> None:
    link(window, "link_heading")
    session = window.keeping.session()
    assert (session.link, session.linked) == (LinkKind.HEADING.value, True)


def test_pages_tied_by_position_show_what_goes_together(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    link(window, "link_position")
    panes = window.desk.panes
    for value in (panes[0].view.bar.maximum() // 2, 0):
        panes[0].view.bar.setValue(value)
        qtbot.waitUntil(lambda: all(at_the_mark(pane) for pane in panes), timeout=WAIT_MS)
    window.actions_by_key["link_panes"].trigger()
    qtbot.waitUntil(lambda: not any(linked(pane) for pane in panes), timeout=WAIT_MS)


def at_the_mark(pane: Pane) -> bool:
    paragraph = pane.view.current_paragraph()
    return paragraph is not None and linked(pane) == [(paragraph.number, "联动：同一位置")]


def test_headings_of_a_text_that_was_imported_anew_are_compared_anew(
    desktop: Desktop, open_library: OpenLibrary, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = open_library("own files", empty=True)
    workspace.imports.take_in([write_texts(tmp_path / "in", TEXTS)])
    window = showing(desktop, workspace, qtbot)
    link(window, "link_heading")
    left, right = window.desk.panes
    go(window, 0, "一、值班安排")
    wait_for(qtbot, right, "（三）值班安排")
    (tmp_path / "in" / "b.md").write_text(
        TEXTS["b.md"].replace("（三）值班安排", "（三）别的事"), "utf-8"
    )
    window.importing.start([tmp_path / "in" / "b.md"])
    qtbot.waitUntil(lambda: bool(right.text and "别的事" in shown(right)), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not linked(left), timeout=WAIT_MS)


def shown(pane: Pane) -> str:
    return "" if pane.text is None else "".join(p.text for p in pane.text.paragraphs)


class Everywhere:
    """Links of texts whose words all stand in one place of the other."""

    def across(self, side: int, paragraph: int, index: int) -> tuple[int, int]:
        return 1, 0


def test_links_by_wording_hold_for_the_texts_that_they_were_made_for(
    window: MainWindow, desktop: Desktop, qtbot: QtBot
) -> None:
    left, right = window.desk.panes
    window.linking.tie_by_wording(Everywhere())
    qtbot.waitUntil(lambda: bool(linked(left) and linked(right)), timeout=WAIT_MS)
    assert linked(right) == [(1, "联动：同样的文字")]
    assert left.document is not None
    window.desk.open(left.document, 1)
    qtbot.waitUntil(lambda: right.document == left.document, timeout=WAIT_MS)
    with qtbot.waitSignal(left.view.scrolled):
        left.view.scroll_by(400)
    desktop.settle(window)
    assert (linked(left), linked(right)) == ([], [])
    window.linking.tie_by_wording(Everywhere())
    qtbot.waitUntil(lambda: bool(linked(left) and linked(right)), timeout=WAIT_MS)
