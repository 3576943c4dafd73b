"""Everything by keys alone: no mouse, no action of assistive programs."""

from pathlib import Path

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import (
    BUTTON,
    ENTRY,
    LIST,
    LONG_TEXT,
    SWITCH,
    TREE,
    open_document,
    page,
)
from tests.acceptance.waiting import until

MOST_STOPS = 60
NOTICE = "关于加强值班的通知\n\n各科室：\n节日期间领导带班，专人值守，电话不离人。\n"
ROTA = "值班安排表\n\n正月初一到初三由办公室值班。\n"


def test_search_read_and_go_back_by_keys(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    box, results, left = (
        window.part("搜索框", ENTRY),
        window.part("搜索结果", LIST),
        page(window),
    )
    window.keys("ctrl+k")
    box.wait_for("focused")
    window.type("wps")
    results.row("WPS")
    window.keys("Down")
    results.wait(lambda: results.rows()[0].selected, "has its first row chosen")
    window.keys("Return")
    left.wait(lambda: left.shows("WPS"), "shows the hit")
    window.keys("alt+Left")
    left.wait(lambda: left.shows(LONG_TEXT), "is back")
    window.close()


def test_panels_panes_and_split_by_keys(home: Home, library: str) -> None:
    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.wait(left.there, "is shown")
    panels = (("文献", LIST), ("目录", TREE), ("主题", TREE), ("搜索结果", LIST), ("书签", TREE))
    for number in (2, 3, 4, 5, 1):
        panel = window.part(*panels[number - 1])
        window.keys(f"ctrl+{number}")
        panel.wait(panel.there, "is in front")
        panel.wait_for("focused")
    window.keys("ctrl+1")
    left.wait_for("focused")
    right.focus()
    window.keys("ctrl+2", "F9")
    right.wait_for("focused")
    window.keys("F9")
    left.focus()
    window.keys("F6")
    right.wait_for("focused")
    window.keys("F6")
    left.wait_for("focused")
    window.keys("ctrl+backslash")
    right.wait(lambda: not right.there(), "is hidden")
    assert not window.part("分栏", SWITCH).facts().checked
    window.keys("ctrl+backslash")
    right.wait(right.there, "is shown again")
    window.close()


def next_stop(window: Window, key: str) -> str:
    """The name of what the keyboard goes to."""
    before = window.focused()
    window.keys(key)
    until(lambda: window.focused() not in (before, None), seconds=1)
    now = window.focused()
    return "nowhere" if now is None else now.facts.name


def stops(window: Window, key: str) -> list[str]:
    """What the keyboard comes to from the page on until it is there again."""
    found: list[str] = []
    while len(found) < MOST_STOPS:
        found.append(next_stop(window, key))
        if found[-1] == "左栏正文":
            break
    return found


def test_tab_goes_once_round_the_window_and_back(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window).focus()
    forward = stops(window, "Tab")
    assert forward[-1] == "左栏正文", forward
    assert {"右栏正文", "搜索框", "筛选文献", "文献"} <= set(forward)
    assert "nowhere" not in forward
    back = stops(window, "shift+Tab")
    # Tab comes to the first of the buttons in a row, Shift+Tab to the last one.
    assert len(back) == len(forward)
    assert {"右栏正文", "搜索框", "筛选文献", "文献"} <= set(back)
    window.close()


def test_bookmark_by_keys(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window).focus()
    window.keys("ctrl+d")
    window.wait_for_window("书签")
    note = window.part("批注", ENTRY)
    note.wait_for("focused")
    window.type("by hand")
    window.keys("ctrl+Return")
    note.wait(lambda: note.seen() is None, "is closed")
    window.part("书签", TREE).row("by hand")
    window.close()


def go_to(window: Window, name: str) -> None:
    """Press Tab until a part of this name has the keyboard."""
    passed: list[str] = []
    while len(passed) < MOST_STOPS:
        passed.append(next_stop(window, "Tab"))
        if passed[-1] == name:
            return
    raise AssertionError(f"Tab does not come to {name}: {passed}")


def test_importing_by_keys(home: Home, library: str, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "rota.txt").write_text(ROTA, encoding="utf-8")
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.focus()
    window.keys("ctrl+o")
    window.wait_for_window("导入文件")
    window.type(str(notice))
    window.keys("Return")
    window.wait_for_window("导入结果")
    report = window.part("导入结果", TREE)
    report.wait_for("focused")
    assert report.row("notice.txt").cells[1] == "已导入"
    # Enter opens what is chosen, Escape closes the report.
    window.keys("Down", "Return")
    left.wait(lambda: "电话不离人" in left.text(), "shows what was imported")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    left.focus()
    window.keys("ctrl+shift+i")
    window.wait_for_window("导入文件夹")
    window.type(str(folder))
    window.keys("Return")
    window.wait_for_window("导入结果")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    window.part("文献", LIST).row("值班安排表")
    window.close()


def test_another_key_for_an_action_by_keys(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left, right = page(window), page(window, "右")
    right.wait(right.there, "is shown")
    left.focus()
    window.keys("ctrl+comma")
    window.wait_for_window("设置")
    pages = window.part("设置的各页", LIST)
    pages.wait_for("focused")
    window.keys("End")
    pages.wait(lambda: pages.row("快捷键").selected, "is at the shortcuts")
    go_to(window, "筛选快捷键")
    window.type("fenlan")
    listed = window.part("快捷键", TREE)
    listed.row("分栏")
    window.keys("Down")
    listed.wait(lambda: any(row.selected and "分栏" in row.text for row in listed.rows()), "is on")
    window.keys("Return")
    field = window.part("快捷键", ENTRY)
    field.wait_for("focused")
    window.keys("F2")
    field.wait(lambda: field.text() == "F2", "has the key")
    # A key that has another use is asked about, and taken by keys too.
    window.keys("F9")
    take = window.part("改归这里(T)", BUTTON)
    take.wait_for("focused")
    window.keys("Escape")
    field.wait(lambda: field.text() == "F2", "is as it was")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    left.wait_for("focused")
    window.keys("F2")
    right.wait(lambda: not right.there(), "is hidden")
    window.close()
