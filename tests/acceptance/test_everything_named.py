"""Every part that can take the keyboard says what it is: the window, its panels, its dialogs.

There is no list of exceptions.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.acceptance.client import Reached
from tests.acceptance.menus import walk
from tests.acceptance.program import Home, Window
from tests.acceptance.steps import (
    BUTTON,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    SWITCH,
    TREE,
    open_document,
    page,
    search,
    turn_to,
)
from tests.acceptance.waiting import until
from tests.importers.picture_files import png

ROWS = ("list item", "table cell", "tree item")
PLAIN = ("filler", "panel", "unknown", "invalid")
"""What a screen reader cannot say anything of."""


def wrong(reached: list[Reached]) -> list[str]:
    """What has no name, no role, or the name of another part beside it."""
    parts = [one for one in reached if one.facts.role not in ROWS]
    times = Counter(map(key, parts))
    return [
        str(one)
        for one in reached
        if not one.facts.name.strip()
        or (one.facts.role in PLAIN and not is_holder(one, reached))
        or (one in parts and times[key(one)] > 1)
        or (one.facts.role == "combo box" and not one.facts.description)
    ]


def key(one: Reached) -> tuple[str, str, str]:
    """Role, name, and what it is in that has a name: what tells a part from all others."""
    around = [step for step in one.path if not step.endswith(" ")]
    return around[-1] if around else "", one.facts.role, one.facts.name


def is_holder(one: Reached, reached: list[Reached]) -> bool:
    """Whether parts stand in it: what it is for is said by these."""
    below = (*one.path, f"{one.facts.role} {one.facts.name}")
    return any(other.path[: len(below)] == below for other in reached)


def check(window: Window, title: str = "") -> None:
    """Look at the window in front, once it has settled."""
    seen: list[list[Reached]] = []

    def still() -> bool:
        seen.append([one for one in window.reachable() if one.path and title in one.path[0]])
        return len(seen) > 1 and len(seen[-1]) > 0 and seen[-1] == seen[-2]

    assert until(still), f"{title} does not settle"
    assert wrong(seen[-1]) == []


def test_the_window_and_its_panels(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    search(window, "会议").row("会议")
    check(window)
    for panel in ("文献", "目录", "书签"):
        turn_to(window, panel)
        check(window)
    turn_to(window, "文献")
    window.part("显示文献夹", SWITCH).press()
    window.part("新建文献夹", BUTTON).press()
    window.part("文献夹", TREE).row("新文献夹")
    window.keys("Return")
    turn_to(window, "主题")
    window.part("主题", TREE).choose("督查督办")
    window.part("主题条目", LIST).row("第")
    page(window).focus()
    window.keys("ctrl+f")
    window.part("在文中查找", "text").wait_for("focused")
    check(window)
    window.close()


def shortcuts(window: Window) -> None:
    window.keys("F1")
    window.wait_for_window("帮助")


def manual(window: Window) -> None:
    window.keys("shift+F1")
    window.wait_for_window("帮助")
    text = window.part("手册正文", "text")
    text.wait(lambda: "案头" in text.text(), "shows the manual")


def preferences(window: Window) -> None:
    window.keys("ctrl+comma")
    window.wait_for_window("设置")
    pages = window.part("设置的各页", LIST)
    for row in pages.rows()[:-1]:
        pages.choose(row.name)
        check(window, "设置")
    pages.choose("快捷键")
    window.part("快捷键", TREE).choose("关于案头")
    window.part("另一个快捷键", "text").wait_for("enabled")


def watched(window: Window) -> None:
    window.keys("ctrl+shift+w")
    window.wait_for_window("关注的文件夹")


def bookmark(window: Window) -> None:
    window.keys("ctrl+d")
    window.wait_for_window("书签")


def correction(window: Window) -> None:
    window.keys("ctrl+e")
    window.wait_for_window("更正识别结果")
    window.part("正文段落", LIST).row("下乡")


def printing(window: Window) -> None:
    window.keys("ctrl+p")
    window.wait_for_window("打印预览")
    sheets = window.part("打印预览", "label")
    sheets.wait(lambda: "下乡" in sheets.facts().description, "says what is on the page")


def choosing_a_theme(window: Window) -> None:
    window.keys("ctrl+m")
    window.wait_for_window("归入主题")


def pasting(window: Window) -> None:
    page(window).select(LONG_TEXT)
    window.keys("ctrl+c", "ctrl+shift+v")
    window.wait_for_window("粘贴为新文献")


DIALOGS: tuple[tuple[Callable[[Window], None], str], ...] = (
    (shortcuts, "帮助"),
    (manual, "帮助"),
    (preferences, "设置"),
    (watched, "关注的文件夹"),
    (bookmark, "书签"),
    (correction, "更正识别结果"),
    (printing, "打印预览"),
    (choosing_a_theme, "归入主题"),
    (pasting, "粘贴为新文献"),
)


def test_the_dialogs_have_names_and_escape_closes_them(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    for open_dialog, title in DIALOGS:
        page(window).focus()
        open_dialog(window)
        check(window, title)
        window.keys("Escape")
        gone = until(lambda: [one.role for one in window.windows()] == ["frame"])
        assert gone, f"{title} is still there"
        page(window).wait_for("focused")
    window.close()


def test_an_empty_library_and_what_makes_another(home: Home, tmp_path: Path) -> None:
    window = home.open("--library", str(tmp_path / "new"))
    for panel in ("文献", "目录", "主题", "搜索", "书签"):
        turn_to(window, panel)
        check(window)
    for keys, title in (
        ("ctrl+o", "导入文件"),
        ("ctrl+shift+i", "导入文件夹"),
        ("ctrl+shift+n", "新建资料库"),
        ("ctrl+shift+o", "打开资料库"),
    ):
        window.keys(keys)
        window.wait_for_window(title)
        check(window, title)
        window.keys("Escape")
        window.wait_for_the_frame_alone()
    window.part("关于案头", "menu item").press()
    window.wait_for_window("关于案头")
    check(window, "关于案头")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    window.close()


def test_what_comes_with_an_import_and_a_picture(home: Home, library: str, tmp_path: Path) -> None:
    (tmp_path / "rota.png").write_bytes(png())
    draft = tmp_path / "rota.md"
    draft.write_text("# 值班安排表\n\n照图安排值班。\n\n![值班流程](rota.png)\n", encoding="utf-8")
    window = home.open("--library", library)
    left = page(window)
    left.focus()
    window.keys("ctrl+alt+o")
    window.wait_for_window("导入文件")
    window.type(str(draft))
    window.keys("Return")
    window.wait_for_window("导入前预览")
    window.part("正文段落", LIST).row("值班")
    check(window, "导入前预览")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    window.keys("ctrl+o")
    window.wait_for_window("导入文件")
    window.type(str(draft))
    window.keys("Return")
    window.wait_for_window("导入结果")
    check(window, "导入结果")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    open_document(window, "值班安排表")
    left.focus()
    window.keys("ctrl+shift+p")
    window.wait_for_window("图片")
    picture = window.part("值班流程", "image")
    picture.wait_for("focused")
    check(window, "图片")
    assert walk(window, "Menu")[0] == "图片"
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    left.wait_for("focused")
    window.close()


def test_two_texts_that_are_compared(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window, "右").focus()
    open_document(window, SHORT_TEXT, "右")
    window.part("对比两栏的文字", SWITCH).press()
    left = page(window)
    left.focus()
    window.keys("F4")
    left.wait(lambda: left.facts().description.startswith("第 1 处"), "describes the change")
    check(window)
    window.part("搜索框", "text").write("先口头抱告")
    window.part("搜索框", "text").wait(
        lambda: "没有找到" in window.part("搜索框", "text").facts().description, "is told of it"
    )
    check(window)
    window.close()
