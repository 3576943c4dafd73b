"""Folders of documents and the way back from a removal, as a person uses them."""

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import BUTTON, LIST, SHORT_TEXT, SWITCH, TREE, page, search, turn_to
from tests.acceptance.waiting import until

FOLDER = "reports"


def listed(window: Window) -> list[str]:
    return [row.name.splitlines()[0] for row in window.part("文献", LIST).rows()]


def test_a_folder_and_what_is_in_it_are_there_at_the_next_start(home: Home, library: str) -> None:
    window = home.open("--library", library)
    turn_to(window, "文献")
    window.part("文献", LIST).choose(SHORT_TEXT)
    left = page(window)
    left.wait(lambda: left.text().startswith(SHORT_TEXT), f"shows {SHORT_TEXT}")
    window.part("显示文献夹", SWITCH).press()
    window.part("新建文献夹", BUTTON).press()
    tree = window.part("文献夹", TREE)
    tree.row("新文献夹")
    # Its name is being written.
    window.keys("ctrl+a")
    window.type(FOLDER)
    window.keys("Return")
    tree.row(FOLDER)
    before = window.surfaces()
    window.keys("ctrl+shift+d")
    assert until(lambda: window.surfaces() > before), "no menu"
    window.keys("Down", "Return")
    assert until(lambda: tree.row(FOLDER).cells[1] == "1")
    tree.choose(FOLDER)
    assert until(lambda: listed(window) == [SHORT_TEXT])
    window.close()

    window = home.open("--library", library)
    assert until(lambda: listed(window) == [SHORT_TEXT])
    tree = window.part("文献夹", TREE)
    assert tree.row(FOLDER).selected
    window.close()


def test_a_removed_document_is_back_with_ctrl_z_and_found_again(home: Home, library: str) -> None:
    window = home.open("--library", library)
    turn_to(window, "文献")
    documents = window.part("文献", LIST)
    documents.choose(SHORT_TEXT)
    left = page(window)
    left.wait(lambda: left.text().startswith(SHORT_TEXT), f"shows {SHORT_TEXT}")
    there = listed(window)
    documents.focus()
    window.keys("Delete")
    assert until(lambda: SHORT_TEXT not in listed(window))
    results = search(window, f"标题:{SHORT_TEXT} 保密")
    assert until(lambda: not results.rows())
    # In the box the key would take back what was written there.
    left.focus()
    window.keys("ctrl+z")
    turn_to(window, "文献")
    assert until(lambda: listed(window) == there)
    turn_to(window, "搜索")
    results.wait(lambda: len(results.rows()) > 0, "finds the text again")
    window.close()
