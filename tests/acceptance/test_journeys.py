"""What people do with the window, from the first start on, seen from outside."""

from pathlib import Path

import pytest

from tests.acceptance.client import Part
from tests.acceptance.program import Home, Window
from tests.acceptance.waiting import until

PAGE = "label"
LONG_TEXT, LAST_WORDS = "下乡调研手记", "青石桥村的渡口"
TITLES = {"会议纪要怎么写", "督办工作札记", "值班室的三句话", "保密工作提醒", LONG_TEXT}


def page(window: Window, side: str = "左") -> Part:
    return window.part(f"{side}栏正文", PAGE)


def tab(window: Window, name: str) -> None:
    """Turn to a panel of the sidebar."""
    window.part(name, "check box").press()


def open_document(window: Window, title: str) -> None:
    tab(window, "文献")
    window.part("文献", "list").choose(title)
    text = page(window)
    text.wait(lambda: text.text().startswith(title), f"shows {title}")


def search(window: Window, query: str) -> Part:
    """Write a query and give the list of results."""
    window.part("搜索框", "text").write(query)
    return window.part("搜索结果", "list")


def summary(window: Window) -> str:
    """The line above the results, as soon as it is there."""

    def line() -> str:
        return next((name for name in window.names("label") if " 处　" in name), "")

    return until(line, seconds=5)


def counted(words: str) -> tuple[int, int, int]:
    """Paragraphs, occurrences and documents with these words, counted in the files."""
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("texts/*.txt")]
    lines = [line for text in texts for line in text.splitlines()]
    return (
        sum(words in line for line in lines),
        sum(line.count(words) for line in lines),
        sum(words in text for text in texts),
    )


def test_first_start_shows_the_starter_library_side_by_side(home: Home) -> None:
    window = home.open()
    documents = window.part("文献", "list")
    documents.wait(lambda: len(documents.rows()) >= 10, "lists the articles", 30)
    titles = [row.name.splitlines()[0] for row in documents.rows()]
    left, right = page(window), page(window, "右")
    left.wait(left.there, "is shown")
    right.wait(right.there, "is shown")
    first, second = left.text().splitlines()[0], right.text().splitlines()[0]
    assert first != second
    assert {first, second} <= set(titles)
    assert left.facts().extents[0] < right.facts().extents[0]
    window.close()


@pytest.mark.parametrize("query", ["台账", "文件", "督办"])
def test_search_lists_every_hit_with_right_totals(home: Home, library: str, query: str) -> None:
    window = home.open("--library", library)
    results = search(window, query)
    paragraphs, occurrences, documents = counted(query)
    results.wait(lambda: len(results.rows()) == paragraphs, f"has {paragraphs} rows")
    assert all(query in row.name for row in results.rows())
    assert summary(window) == f"{paragraphs} 段　{occurrences} 处　{documents} 篇"
    window.close()


def test_a_hit_is_shown_in_the_text(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, "保密工作提醒")
    search(window, LAST_WORDS).choose(LAST_WORDS)
    left = page(window)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    assert left.text().startswith(LONG_TEXT)
    assert not left.shows(LONG_TEXT), "the passage is far below the title"
    window.close()


def test_a_theme_lists_its_passages_and_shows_the_first(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, "保密工作提醒")
    tab(window, "主题")
    themes, entries = window.part("主题", "tree"), window.part("主题条目", "list")
    themes.choose("督查督办")
    entries.wait(entries.rows, "lists passages")
    count = themes.rows()[themes.row("督查督办")].cells[1]
    assert len(entries.rows()) == int(count)
    first = entries.rows()[0].name.splitlines()[1]
    left = page(window)
    left.wait(lambda: left.shows(first), f"shows {first}")
    window.part("后退", "push button").press()
    left.wait(lambda: left.shows("保密工作提醒"), "is back")
    window.part("前进", "push button").press()
    left.wait(lambda: left.shows(first), "is forward again")
    window.close()


def test_the_outline_of_a_text_leads_into_it(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    tab(window, "目录")
    contents = window.part("目录", "tree")
    contents.choose("回来以后")
    left = page(window)
    left.wait(lambda: left.shows("五、回来以后"), "shows the section")
    assert not left.shows(LONG_TEXT)
    window.close()


def test_split_button_shows_and_hides_the_right_pane(home: Home, library: str) -> None:
    window = home.open("--library", library)
    split, right = window.part("分栏", "check box"), page(window, "右")
    right.wait(right.there, "is shown")
    split.press()
    right.wait(lambda: not right.there(), "is hidden")
    assert not split.facts().checked
    split.press()
    right.wait(right.there, "is shown again")
    assert split.facts().checked
    window.close()


def test_the_next_start_brings_everything_back(home: Home, library: str) -> None:
    window = home.open("--library", library)
    window.part("分栏", "check box").press()
    open_document(window, LONG_TEXT)
    search(window, LAST_WORDS).choose(LAST_WORDS)
    left = page(window)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    left.select(LAST_WORDS)
    add_bookmark(window, "渡口的故事可以作引子")
    window.close()

    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    assert not right.there()
    assert not window.part("分栏", "check box").facts().checked
    assert window.part("搜索框", "text").text() == LAST_WORDS
    results = window.part("搜索结果", "list")
    results.wait(lambda: len(results.rows()) == 1, "holds the hit")
    open_document(window, "保密工作提醒")
    tab(window, "书签")
    bookmarks = window.part("书签", "tree")
    row = bookmarks.rows()[bookmarks.row(LAST_WORDS)]
    assert "渡口的故事可以作引子" in row.name
    bookmarks.choose(LAST_WORDS)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the bookmarked words")
    window.close()


def add_bookmark(window: Window, note: str) -> None:
    """Keep a bookmark on what is selected, and write a note in the dialog that comes up."""
    window.part("加书签", "push button").press()
    window.part("批注", "text", "书签").write(note)
    window.part("完成", "push button", "书签").press()
    bookmarks = window.part("书签", "tree")
    bookmarks.row(note)
