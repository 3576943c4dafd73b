"""What a person left is there at the next start, however the program ended."""

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
    add_bookmark,
    go_to_last_words,
    open_document,
    page,
    turn_to,
)
from tests.acceptance.waiting import settled

NOTE = "渡口的故事可以作引子"


def find_bookmark(window: Window) -> None:
    """The bookmark is listed with its note and leads to its words."""
    turn_to(window, "书签")
    bookmarks = window.part("书签", TREE)
    assert NOTE in bookmarks.row(LAST_WORDS).text
    bookmarks.choose(LAST_WORDS)
    left = page(window)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the bookmarked words")


def test_the_next_start_brings_everything_back(home: Home, library: str) -> None:
    window = home.open("--library", library)
    window.part("分栏", SWITCH).press()
    go_to_last_words(window).select(LAST_WORDS)
    add_bookmark(window, NOTE)
    window.close()

    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    assert not right.there()
    assert not window.part("分栏", SWITCH).facts().checked
    assert window.part("搜索框", ENTRY).text() == LAST_WORDS
    results = window.part("搜索结果", LIST)
    results.wait(lambda: len(results.rows()) == 1, "holds the hit")
    open_document(window, SHORT_TEXT)
    find_bookmark(window)
    window.close()


def test_both_panes_come_back_where_they_were(home: Home, library: str) -> None:
    window = home.open("--library", library)
    go_to_last_words(window)
    right = page(window, "右")
    right.focus()
    open_document(window, SHORT_TEXT, "右")
    window.close()

    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    right.wait(lambda: right.shows(SHORT_TEXT), "shows the other text")
    window.close()


def test_a_bookmark_and_the_session_outlive_a_kill(home: Home, library: str) -> None:
    window = home.open("--library", library)
    go_to_last_words(window).select(LAST_WORDS)
    add_bookmark(window, NOTE)
    window.part("分栏", SWITCH).press()
    settled(home.folder / "data", quiet_seconds=1.5)
    window.kill()

    window = home.open("--library", library)
    left, right = page(window), page(window, "右")
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    assert not right.there()
    open_document(window, SHORT_TEXT)
    find_bookmark(window)
    window.close()


def test_a_bookmark_without_a_note_is_kept_at_once(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    page(window).select("腿勤一分，笔省三分")
    window.part("加书签", BUTTON).press()
    window.part("完成", BUTTON).facts()
    window.kill()

    window = home.open("--library", library)
    window.part("书签", TREE).row("腿勤一分，笔省三分")
    window.close()
