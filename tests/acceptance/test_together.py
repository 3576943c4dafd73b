"""The window beside other starts of the program on the same library."""

import json
from pathlib import Path

from tests.acceptance.desktop import Desktop
from tests.acceptance.program import Home
from tests.acceptance.steps import LAST_WORDS, LIST, LONG_TEXT, TREE, page, search
from tests.acceptance.waiting import until

NOTICE = "关于印发会议制度的通知\n\n各科室：\n每周一上午九点开碰头会，不念材料，只说难处。\n"


def test_a_second_start_brings_the_first_window_forward(
    home: Home, library: str, desktop: Desktop
) -> None:
    window = home.open("--library", library)
    page(window).wait(page(window).there, "is shown")
    if desktop.managed:
        desktop.run("xdotool", "getactivewindow", "windowminimize")
        assert until(lambda: not window.active)
    assert home.command("--library", library).returncode == 0
    assert until(lambda: window.active)
    assert [other.role for other in window.windows()] == ["frame"]
    assert window.running
    window.close()


def test_a_library_stays_usable_after_a_kill(home: Home, library: str) -> None:
    home.open("--library", library).kill()
    window = home.open("--library", library)
    search(window, LAST_WORDS).row(LAST_WORDS)
    window.close()


def test_what_a_command_imports_appears_in_the_window(
    home: Home, library: str, tmp_path: Path
) -> None:
    window = home.open("--library", library)
    documents = window.part("文献", LIST)
    documents.row(LONG_TEXT)
    before = len(documents.rows())
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    done = home.command("--library", library, "import", str(notice))
    assert done.returncode == 0, done.stderr
    documents.row("关于印发会议制度的通知")
    assert len(documents.rows()) == before + 1
    search(window, "碰头会").row("不念材料，只说难处")
    assert page(window).text().startswith(LONG_TEXT)
    window.close()


def test_what_a_command_bookmarks_appears_in_the_window(home: Home, library: str) -> None:
    window = home.open("--library", library)
    found = home.command("--library", library, "search", LAST_WORDS, "--json")
    hit = json.loads(found.stdout)["hits"][0]
    done = home.command(
        "--library",
        library,
        "bookmark",
        hit["document"],
        str(hit["paragraph"]),
        "--note",
        "命令行记下的",
    )
    assert done.returncode == 0, done.stderr
    window.part("书签", TREE).row("命令行记下的")
    window.close()
