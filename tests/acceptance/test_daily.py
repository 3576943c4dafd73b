"""What people do all day with two texts side by side, and with the look of the window."""

import json
from pathlib import Path

from tests.acceptance.client import Part
from tests.acceptance.program import Home, Window
from tests.acceptance.steps import (
    BUTTON,
    ENTRY,
    LAST_WORDS,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    SWITCH,
    TREE,
    go_to_last_words,
    open_document,
    page,
    search,
    turn_to,
)
from tests.acceptance.waiting import until

FEW = 12
FIRST, SECOND = "值班安排表", "值班交接办法"


def menu(window: Window, *keys: str) -> None:
    """Open a menu by keys and wait until it is there: menus are no part of the AT-SPI tree."""
    before = window.surfaces()
    window.keys(*keys)
    assert until(lambda: window.surfaces() > before), "no menu"


def tab_to(window: Window, part: Part) -> None:
    """Go to a part as somebody does who has no mouse."""
    for _ in range(FEW):
        if "focused" in part.facts().states:
            return
        window.keys("Tab")
        until(lambda: "focused" in part.facts().states, seconds=0.3)
    part.wait_for("focused")


def size_of_text(part: Part) -> int:
    """How far the second paragraph is below the first, in pixels."""
    return part.place(part.text().index("\n") + 1)[1] - part.place(0)[1]


def test_a_reference_that_was_copied_leads_back_to_its_passage(home: Home, library: str) -> None:
    window = home.open("--library", library)
    left = go_to_last_words(window)
    left.select(LAST_WORDS)
    left.focus()
    window.keys("ctrl+shift+c")
    open_document(window, SHORT_TEXT)
    box = window.part("搜索框", ENTRY)
    window.keys("ctrl+k")
    box.wait_for("focused")
    window.keys("ctrl+v")
    box.wait(lambda: LONG_TEXT in box.text(), "holds the reference")
    window.part("转到", LIST).row(LONG_TEXT)
    window.keys("Down", "Return")
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage again")
    window.close()


def test_from_a_passage_to_its_theme_and_to_words_in_the_text(home: Home, library: str) -> None:
    window = home.open("--library", library)
    turn_to(window, "主题")
    themes, entries = window.part("主题", TREE), window.part("主题条目", LIST)
    themes.choose("督查督办")
    entries.wait(entries.rows, "lists passages")
    entries.choose(entries.rows()[-1].name)
    turn_to(window, "文献")
    left = page(window)
    left.focus()
    # Its first theme is active already.
    menu(window, "ctrl+t")
    window.keys("Return")
    themes.wait(lambda: themes.there() and any(row.selected for row in themes.rows()), "is shown")
    open_document(window, LONG_TEXT)
    left.focus()
    window.keys("ctrl+f")
    field = window.part("在文中查找", ENTRY)
    field.wait_for("focused")
    field.write(LAST_WORDS)
    left.wait(lambda: left.shows(LAST_WORDS), "shows what was found")
    field.wait(lambda: "1 / 1" in window.names("label"), "is told how many there are")
    window.keys("Escape")
    left.wait_for("focused")
    window.close()


def test_a_hit_opens_in_the_other_pane_and_linked_panes_go_together(
    home: Home, library: str
) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left, right = page(window), page(window, "右")
    results = search(window, LAST_WORDS)
    results.row(LAST_WORDS)
    results.focus()
    window.keys("Home")
    menu(window, "Menu")
    window.keys("Down", "Down", "Return")
    right.wait(lambda: right.shows(LAST_WORDS), "shows the hit")
    left.focus()
    window.keys("ctrl+Home")
    left.wait(lambda: left.shows(LONG_TEXT), "is at its beginning")
    assert right.shows(LAST_WORDS), "the panes are not tied yet"
    window.part("按位置联动", "menu item").press()
    window.keys("ctrl+l")
    link = window.part("联动", SWITCH)
    link.wait_for("checked")
    window.keys("ctrl+End")
    left.wait(lambda: left.shows(LAST_WORDS), "is at its end")
    window.keys("ctrl+Home")
    right.wait(lambda: right.shows(LONG_TEXT), "goes along")
    window.keys("ctrl+l")
    link.wait(lambda: not link.facts().checked, "is off")
    window.close()


def test_palette_and_size_are_chosen_in_the_settings_and_kept(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.wait(lambda: left.shows(LONG_TEXT), "shows the title")
    before = size_of_text(left)
    window.keys("ctrl+comma")
    window.wait_for_window("设置")
    tab_to(window, window.part("跟随系统", "combo box"))
    window.keys("End")
    window.part("高对比度", "combo box").facts()
    tab_to(window, window.part("字号", "spin button"))
    window.keys("Up", "Up", "Up", "Up")
    left.wait(lambda: size_of_text(left) > before, "has larger letters")
    window.keys("Escape")
    window.close()
    (kept,) = (home.folder / "config").rglob("settings.json")
    settings = json.loads(kept.read_text("utf-8"))
    assert settings["palette"] == "contrast"
    assert settings["text_size"] > 18


def test_a_key_of_ones_own_works_at_once_and_at_the_next_start(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window).focus()
    window.keys("F1")
    window.wait_for_window("帮助")
    window.part("筛选快捷键", ENTRY).write("fenlan")
    listed = window.part("快捷键", TREE)
    listed.wait(lambda: listed.row("分栏").cells[1] == "Ctrl+\\", "names the key")
    window.part("更改快捷键(C)…", BUTTON).press()
    window.wait_for_window("设置")
    window.keys("Escape")
    window.wait_for_window("帮助")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    window.keys("ctrl+comma")
    window.wait_for_window("设置")
    window.part("设置的各页", LIST).choose("快捷键")
    window.part("快捷键", TREE).choose("分栏")
    window.part("快捷键", ENTRY).focus()
    window.keys("F2")
    window.keys("Escape")
    window.wait_for_the_frame_alone()
    right = page(window, "右")
    right.wait(right.there, "is shown")
    page(window).focus()
    window.keys("F2")
    right.wait(lambda: not right.there(), "is hidden")
    window.close()

    window = home.open("--library", library)
    page(window).focus()
    window.keys("F2")
    right = page(window, "右")
    right.wait(right.there, "is shown again")
    window.close()


def test_a_folder_is_imported(home: Home, library: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "deeper").mkdir(parents=True)
    (folder / "one.txt").write_text(f"{FIRST}\n\n正月初一到初三由办公室值班。\n", "utf-8")
    (folder / "deeper" / "two.txt").write_text(f"{SECOND}\n\n当面交接，签字为凭。\n", "utf-8")
    window = home.open("--library", library)
    window.part("文献", LIST).row(LONG_TEXT)
    window.keys("ctrl+shift+i")
    window.wait_for_window("导入文件夹")
    window.type(str(folder))
    window.keys("Return")
    window.part("文献", LIST).row(FIRST)
    window.part("文献", LIST).row(SECOND)
    window.close()
