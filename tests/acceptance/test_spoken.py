"""What a screen reader is told of the text: words, places, caret, selection."""

from tests.acceptance.program import Home
from tests.acceptance.steps import (
    BUTTON,
    ENTRY,
    LAST_WORDS,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    SWITCH,
    TREE,
    add_bookmark,
    go_to_last_words,
    open_document,
    page,
    turn_to,
)
from tests.acceptance.waiting import until

ANNOUNCED = "object:announcement"


def test_each_page_has_its_name_once(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    entries = window.names(ENTRY)
    assert [entries.count(name) for name in ("左栏正文", "右栏正文")] == [1, 1]
    window.close()


def test_places_follow_what_is_in_view(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.wait(lambda: left.shows(LONG_TEXT), "shows the title")
    text = left.text()
    title, x, y = left.facts(), *left.place(0)[:2]
    assert title.holds(x, y)
    # The characters of a line stand one after another, the next line below.
    first, second = left.place(0), left.place(1)
    assert second[0] >= first[0] + first[2] - 2
    assert second[1] == first[1]
    after = left.place(text.index("\n") + 1)
    assert after[1] > first[1] + first[3] / 2
    go_to_last_words(window)
    left.wait(lambda: not left.shows(LONG_TEXT), "does not show the title any more")
    assert left.shows(LAST_WORDS)
    window.close()


def test_selecting_goes_both_ways(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.focus()
    start = left.text().index(LONG_TEXT)
    window.keys("ctrl+Home", "shift+Right", "shift+Right", "shift+Right")
    left.wait(lambda: left.caret() == start + 3, "has its caret after three characters")
    assert left.selected() == LONG_TEXT[:3]
    left.select(LAST_WORDS)
    left.wait(lambda: left.shows(LAST_WORDS), "came to what was selected")
    assert left.selected() == LAST_WORDS
    window.keys("shift+Right")
    assert until(lambda: left.selected() == LAST_WORDS + left.text()[left.caret() - 1], 5)
    window.close()


def test_arrow_keys_move_the_caret_in_caret_mode(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    left = page(window)
    left.focus()
    window.keys("F7", "Right", "Right")
    left.wait(lambda: left.caret() == 2, "has its caret after two characters")
    window.keys("Down")
    left.wait(lambda: left.caret() > len(LONG_TEXT), "has its caret in the next line")
    window.keys("F7")
    window.close()


def test_what_happens_elsewhere_is_announced(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    window.listen(ANNOUNCED)
    page(window).focus()
    window.keys("ctrl+shift+c")
    assert until(lambda: any(LONG_TEXT in said for said in window.heard(ANNOUNCED)), 5)
    window.keys("ctrl+f")
    box = window.part("在文中查找", ENTRY)
    box.wait_for("focused")
    before = len(window.heard(ANNOUNCED))
    box.write("青石桥")
    assert until(lambda: any("青石桥" in said for said in window.heard(ANNOUNCED)), 5)
    assert len(window.heard(ANNOUNCED)) == before + 1
    assert box.facts().description == window.heard(ANNOUNCED)[-1]
    box.write("没有这样的话")
    assert until(lambda: window.heard(ANNOUNCED)[-1] == "没有找到", 5)
    window.close()


def test_the_totals_of_a_search_are_told_once(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    box = window.part("搜索框", ENTRY)
    window.keys("ctrl+k")
    box.wait_for("focused")
    window.listen(ANNOUNCED)
    window.type("wps")
    assert until(lambda: window.heard(ANNOUNCED))
    window.part("搜索结果", LIST).row("WPS")
    said = window.heard(ANNOUNCED)
    assert [words for words in said if " 段　" in words] == said
    assert len(said) == 1
    assert box.facts().description == said[0]
    box.write("先口头抱告")
    assert until(lambda: len(window.heard(ANNOUNCED)) == 2)
    assert "没有找到" in window.heard(ANNOUNCED)[1]
    window.close()


def test_what_stands_beside_a_paragraph_is_described(home: Home, library: str) -> None:
    window = home.open("--library", library)
    left = go_to_last_words(window)
    left.focus()
    add_bookmark(window, "到村里去问")
    left.wait(lambda: "到村里去问" in left.facts().description, "tells the bookmark")
    window.listen(ANNOUNCED)
    window.keys("Prior")
    assert until(lambda: any(said in left.text() for said in window.heard(ANNOUNCED)), 5)
    left.wait(lambda: "到村里去问" not in left.facts().description, "tells another paragraph")
    window.close()


def test_a_section_of_the_way_is_a_control(home: Home, library: str) -> None:
    window = home.open("--library", library)
    left = go_to_last_words(window)
    turn_to(window, "目录")
    headings = [row.cells[0] for row in window.part("目录", TREE).rows()]
    named = [name for name in window.names(BUTTON) if name in headings]
    assert named, window.names(BUTTON)
    window.part(named[0], BUTTON).press()
    left.wait(lambda: left.shows(named[0]), "shows the section")
    left.wait_for("focused")
    window.close()


def test_a_change_between_two_texts_is_told(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window, "右").focus()
    open_document(window, SHORT_TEXT, "右")
    window.listen(ANNOUNCED)
    page(window).focus()
    window.part("对比两栏的文字", SWITCH).press()
    assert until(lambda: any("处不同" in said for said in window.heard(ANNOUNCED)), 20)
    window.keys("F4")
    left = page(window)
    left.wait(lambda: left.facts().description.startswith("第 1 处"), "describes the change")
    assert any(said.startswith("第 1 处") for said in window.heard(ANNOUNCED))
    left.wait_for("focused")
    window.close()
