"""What a person does in one go, in the words of the window."""

from tests.acceptance.client import Part
from tests.acceptance.program import Window
from tests.acceptance.waiting import until

LONG_TEXT, LAST_WORDS = "下乡调研手记", "青石桥村的渡口"
SHORT_TEXT = "保密工作提醒"
BUTTON, SWITCH, ENTRY, LIST, TREE = "push button", "check box", "text", "list", "tree"


def page(window: Window, side: str = "左") -> Part:
    """The text in one of the two panes."""
    return window.part(f"{side}栏正文", ENTRY)


def turn_to(window: Window, panel: str) -> None:
    """Bring a panel of the sidebar to the front."""
    window.part(panel, SWITCH).press()


def open_document(window: Window, title: str, side: str = "左") -> None:
    """Choose a document in the list and wait for its text."""
    turn_to(window, "文献")
    window.part("文献", LIST).choose(title)
    text = page(window, side)
    text.wait(lambda: text.text().startswith(title), f"shows {title}")


def search(window: Window, query: str) -> Part:
    """Write a query; the list of results."""
    window.part("搜索框", ENTRY).write(query)
    return window.part("搜索结果", LIST)


def go_to_last_words(window: Window) -> Part:
    """Search the last words of the long text and go there; the page."""
    search(window, LAST_WORDS).choose(LAST_WORDS)
    left = page(window)
    left.wait(lambda: left.shows(LAST_WORDS), "shows the passage")
    return left


def totals(window: Window, awaited: str) -> str:
    """The line above the results, as soon as it says what is awaited."""

    def line() -> str:
        return next((name for name in window.names("label") if " 处　" in name), "")

    until(lambda: line() == awaited)
    return line()


def add_bookmark(window: Window, note: str) -> None:
    """Bookmark what is selected, and write a note in the dialog that comes up."""
    window.part("加书签", BUTTON).press()
    window.part("批注", ENTRY).write(note)
    window.part("完成", BUTTON).press()
    window.part("书签", TREE).row(note)
