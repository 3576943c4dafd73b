"""What was found in a file is put right through the window, and holds when it comes in again."""

from pathlib import Path

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import BUTTON, ENTRY, LIST, TREE, open_document, turn_to

FOUND, RIGHT = "茶水间的老规矩", "茶水间添柴的规矩"
LINE = "谁喝水谁添柴"
TEXT = f"""{FOUND}

一、烧水

水要现烧，隔夜的水不能泡茶，也不能拿来待客。

{LINE}

人不离灶，火不离眼，添柴的时候要当心衣袖。
"""
DIALOG = "更正识别结果：tea.txt"


def find_corrected(window: Window) -> None:
    """The document is listed under its new title only, and its contents have the new heading."""
    turn_to(window, "文献")
    documents = window.part("文献", LIST)
    documents.choose(RIGHT)
    assert not any(FOUND in row.text for row in documents.rows())
    turn_to(window, "目录")
    window.part("目录", TREE).row(LINE)


def test_a_heading_and_the_title_are_corrected_and_stay_so(
    home: Home, library: str, tmp_path: Path
) -> None:
    file = tmp_path / "tea.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert home.command("--library", library, "import", str(file)).returncode == 0
    window = home.open("--library", library)
    open_document(window, FOUND)
    window.keys("ctrl+e")
    window.wait_for_window(DIALOG)
    window.part("正文段落", LIST).choose(LINE)
    window.part("升级", BUTTON).press()
    changes = window.part("已作的更正", LIST)
    changes.row(LINE)
    window.part("标题", ENTRY).write(RIGHT)
    changes.row(RIGHT)
    window.part("应用", BUTTON).press()
    find_corrected(window)
    window.close()

    # The file has changed since, and comes in once more.
    file.write_text(TEXT + "\n来得早的人先把灶上的灰清一清。\n", encoding="utf-8")
    assert home.command("--library", library, "import", str(file)).returncode == 0
    window = home.open("--library", library)
    find_corrected(window)
    window.close()
