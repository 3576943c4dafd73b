"""Finding something and reading it, from the first start on."""

from pathlib import Path

import pytest

from tests.acceptance.desktop import Desktop
from tests.acceptance.program import Home
from tests.acceptance.steps import (
    BUTTON,
    LAST_WORDS,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    SWITCH,
    TREE,
    open_document,
    page,
    search,
    totals,
    turn_to,
)


def counted(words: str) -> tuple[int, int, int]:
    """Paragraphs, occurrences and documents with these words, counted in the files."""
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("texts/*.txt")]
    lines = [line for text in texts for line in text.splitlines()]
    return (
        sum(words in line for line in lines),
        sum(line.count(words) for line in lines),
        sum(words in text for text in texts),
    )


def test_first_start_shows_the_starter_library_side_by_side(home: Home, desktop: Desktop) -> None:
    window = home.open()
    documents = window.part("文献", LIST)
    documents.wait(lambda: len(documents.rows()) >= 10, "lists the articles", 30)
    titles = [row.name.splitlines()[0] for row in documents.rows()]
    left, right = page(window), page(window, "右")
    left.wait(left.there, "is shown")
    right.wait(right.there, "is shown")
    first, second = left.text().splitlines()[0], right.text().splitlines()[0]
    assert first != second
    assert {first, second} <= set(titles)
    assert left.facts().extents[0] < right.facts().extents[0]
    status = window.part("状态", "status bar").facts()
    assert status.extents[1] + status.extents[3] <= desktop.size[1], "the window fits the screen"
    window.close()


def test_search_lists_every_hit_with_right_totals(home: Home, library: str) -> None:
    window = home.open("--library", library)
    for query in ("台账", "文件", "督办"):
        results = search(window, query)
        paragraphs, occurrences, documents = counted(query)
        expected = f"{paragraphs} 段　{occurrences} 处　{documents} 篇"
        assert totals(window, expected) == expected
        assert len(results.rows()) == paragraphs
        assert all(query in row.name for row in results.rows())
    window.close()


@pytest.mark.parametrize("way", ["selected", "toggled", "clicked"])
def test_a_hit_is_shown_in_the_text(home: Home, library: str, way: str) -> None:
    window = home.open("--library", library)
    open_document(window, SHORT_TEXT)
    results = search(window, LAST_WORDS)
    if way == "selected":
        results.choose(LAST_WORDS)
    elif way == "toggled":
        results.toggle(LAST_WORDS)
    else:
        results.wait(lambda: results.row(LAST_WORDS).showing, "shows the hit")
        window.click(results.row(LAST_WORDS).centre)
    left = page(window)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    assert left.text().startswith(LONG_TEXT)
    assert not left.shows(LONG_TEXT), "the passage is far below the title"
    window.close()


def test_a_theme_lists_its_passages_and_shows_the_first(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, SHORT_TEXT)
    turn_to(window, "主题")
    themes, entries = window.part("主题", TREE), window.part("主题条目", LIST)
    themes.choose("督查督办")
    entries.wait(entries.rows, "lists passages")
    count = themes.row("督查督办").cells[1]
    assert len(entries.rows()) == int(count)
    first = entries.rows()[0].name.splitlines()[1]
    left = page(window)
    left.wait(lambda: left.shows(first), f"shows {first}")
    window.part("后退", BUTTON).press()
    left.wait(lambda: left.shows(SHORT_TEXT), "is back")
    window.part("前进", BUTTON).press()
    left.wait(lambda: left.shows(first), "is forward again")
    window.close()


def test_the_outline_of_a_text_leads_into_it(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    turn_to(window, "目录")
    window.part("目录", TREE).choose("回来以后")
    left = page(window)
    left.wait(lambda: left.shows("五、回来以后"), "shows the section")
    assert not left.shows(LONG_TEXT)
    window.close()


def test_the_split_button_shows_and_hides_the_right_pane(home: Home, library: str) -> None:
    window = home.open("--library", library)
    split, right = window.part("分栏", SWITCH), page(window, "右")
    right.wait(right.there, "is shown")
    split.press()
    right.wait(lambda: not right.there(), "is hidden")
    assert not split.facts().checked
    split.press()
    right.wait(right.there, "is shown again")
    assert split.facts().checked
    window.close()
