"""Reading goes on where it was, whatever ended the program: documents, places, open lists."""

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import (
    BUTTON,
    LAST_WORDS,
    LIST,
    LONG_TEXT,
    SHORT_TEXT,
    go_to_last_words,
    open_document,
    page,
    turn_to,
)
from tests.acceptance.waiting import settled, until


def crumbs(window: Window, title: str) -> str:
    """The line that tells where a text is read."""
    return next((n for n in window.names("label") if n.startswith(f"{title} › ")), "")


def test_after_a_kill_every_document_is_where_it_was(home: Home, library: str) -> None:
    window = home.open("--library", library)
    open_document(window, LONG_TEXT)
    go_to_last_words(window)
    until(lambda: crumbs(window, LONG_TEXT) != "")
    assert crumbs(window, LONG_TEXT).endswith(" 段")
    open_document(window, SHORT_TEXT)
    settled(home.folder / "data", quiet_seconds=1.5)
    window.kill()

    window = home.open("--library", library)
    left = page(window)
    left.wait(lambda: left.text().startswith(SHORT_TEXT), "shows the text that was read last")
    window.part("左栏打开的文献", BUTTON).facts()
    turn_to(window, "文献")
    window.part("文献", LIST).choose(LONG_TEXT)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the place in the other text")
    window.close()
