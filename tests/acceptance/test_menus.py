"""Every menu says its name, and each of its entries as the keyboard comes to it."""

from tests.acceptance.client import Part
from tests.acceptance.menus import wait_for_few, wait_for_more, walk
from tests.acceptance.program import Home, Window
from tests.acceptance.steps import (
    BUTTON,
    LAST_WORDS,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    SWITCH,
    TREE,
    add_bookmark,
    open_document,
    page,
    search,
    turn_to,
)

MNEMONICS = {
    "alt+f": "文件",
    "alt+e": "编辑",
    "alt+d": "文献",
    "alt+v": "查看",
    "alt+g": "转到",
    "alt+t": "主题",
    "alt+b": "书签",
    "alt+h": "帮助",
}


def of(window: Window, part: Part, *keys: str) -> tuple[str, list[str]]:
    """The menu of a part of the window."""
    part.focus()
    return walk(window, *keys)


def test_the_menus_of_the_bar(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window).focus()
    for keys, name in MNEMONICS.items():
        assert walk(window, keys, steps=1)[0] == name
    window.close()


def test_the_menus_that_list_places_and_documents(home: Home, library: str) -> None:
    window = home.open("--library", library)
    for title in (LONG_TEXT, SHORT_TEXT):
        open_document(window, title)
    left = page(window)
    left.focus()
    menu, names = walk(window, "ctrl+j")
    assert menu == "打开的文献"
    assert {LONG_TEXT, SHORT_TEXT} <= set(names)
    menu, names = walk(window, "ctrl+h")
    assert menu == "最近读过"
    assert any(SHORT_TEXT in name for name in names)
    menu, names = of(window, window.part("后退", BUTTON), "Menu")
    assert menu == "后退"
    assert any(LONG_TEXT in name for name in names)
    left.focus()
    window.keys("alt+Left")
    left.wait(lambda: left.text().startswith(LONG_TEXT), "is back")
    menu, names = of(window, window.part("前进", BUTTON), "Menu")
    assert menu == "前进"
    assert any(SHORT_TEXT in name for name in names)
    search(window, LAST_WORDS).row(LAST_WORDS)
    window.part("搜索框", "text").focus()
    window.keys("Return")
    menu, names = walk(window, "ctrl+shift+k", steps=4)
    assert menu == "最近和保存的搜索"
    assert "保存这次搜索" in names
    assert LAST_WORDS in names
    window.close()


def test_the_menus_of_what_is_listed_and_read(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    assert of(window, left, "Menu")[0] == "正文"
    assert of(window, left, "ctrl+t")[0] == "本段主题"
    assert of(window, left, "ctrl+shift+d")[0] == "加入文献夹"
    assert of(window, window.part("文献", LIST), "Menu")[0] == "文献"
    left.focus()
    add_bookmark(window, "到村里去问")
    turn_to(window, "书签")
    window.part("书签", TREE).choose("到村里去问")
    assert of(window, window.part("书签", TREE), "Menu")[0] == "书签"
    results = search(window, LAST_WORDS)
    results.row(LAST_WORDS)
    results.focus()
    window.keys("Home")
    assert walk(window, "Menu")[0] == "搜索结果"
    turn_to(window, "主题")
    window.part("主题", TREE).choose("督查督办")
    entries = window.part("主题条目", LIST)
    entries.row("第")
    entries.focus()
    window.keys("Home")
    assert walk(window, "Menu")[0] == "主题条目"
    turn_to(window, "文献")
    window.part("显示文献夹", SWITCH).press()
    window.part("新建文献夹", BUTTON).press()
    folders = window.part("文献夹", TREE)
    folders.row("新文献夹")
    window.keys("Return")
    assert of(window, folders, "Menu")[0] == "文献夹"
    window.close()


def test_buttons_open_their_menus_by_every_way(home: Home, library: str) -> None:
    window = home.open("--library", library)
    search(window, LAST_WORDS).row(LAST_WORDS)
    for name in ("导入", "配色", "搜索范围"):
        button = window.part(name, BUTTON)
        assert of(window, button, "space")[0] == name
        before = window.surfaces()
        button.press()
        wait_for_more(window, before)
        window.keys("Escape")
        wait_for_few(window, before)
    window.close()
