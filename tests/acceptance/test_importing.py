"""Importing through the window."""

from pathlib import Path

from tests.acceptance.program import Home, Window
from tests.acceptance.steps import BUTTON, LIST, TREE
from tests.acceptance.waiting import until

FILES = 600
NOTICE = "关于加强值班的通知\n\n各科室：\n节日期间领导带班，专人值守，电话不离人。\n"


def test_a_chosen_file_is_imported_and_reported(home: Home, library: str, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    window = home.open("--library", library)
    window.part("文献", LIST).row("下乡调研手记")
    before = window.surfaces()
    window.part("导入", BUTTON).press()
    assert until(lambda: window.surfaces() > before), "no menu"
    window.keys("Down", "Return")
    window.wait_for_window("导入文件")
    window.type(str(notice))
    window.keys("Return")
    report = window.part("导入结果", TREE)
    assert report.row("notice.txt").cells[1] == "已导入"
    window.part("关闭", BUTTON).press()
    window.part("文献", LIST).row("关于加强值班的通知")
    window.close()


def says(window: Window, words: str) -> bool:
    return any(words in name for name in window.names("label"))


def test_an_import_can_be_cancelled(home: Home, library: str, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(FILES):
        text = f"第{number}号通知\n\n" + "请按时报送材料，不得迟报、漏报。\n" * 40
        (many / f"{number:03}.txt").write_text(text, encoding="utf-8")
    window = home.open("--library", library)
    window.part("文献", LIST).row("下乡调研手记")
    window.keys("ctrl+shift+i")
    window.wait_for_window("导入文件夹")
    window.type(str(many))
    window.keys("Return")
    cancel = window.part("取消导入", BUTTON)
    cancel.wait(lambda: says(window, f"/{FILES}："), "is there while files are read")
    assert window.part("导入进度", "progress bar").there()
    cancel.press()
    report = window.part("导入结果", TREE)
    report.wait(report.there, "is shown")
    assert says(window, "导入已中途取消")
    assert len(report.rows()) < FILES
    window.close()
