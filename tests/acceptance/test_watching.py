"""A watched folder, from outside: what is dropped into it appears among the documents."""

from pathlib import Path

from tests.acceptance.program import Home
from tests.acceptance.steps import BUTTON, LIST, TREE

NOTICE = "关于加强值班的通知\n\n各科室：\n节日期间领导带班，专人值守，电话不离人。\n"
ROSTER = "春节值班安排\n\n正月初一到初三由办公室值班，其余各科室轮流。\n"


def test_a_file_that_is_dropped_into_a_watched_folder_appears(
    home: Home, library: str, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    window = home.open("--library", library)
    documents = window.part("文献", LIST)
    documents.row("下乡调研手记")
    window.keys("ctrl+shift+w")
    window.wait_for_window("关注的文件夹")
    window.part("添加文件夹(N)…", BUTTON).press()
    window.wait_for_window("选择要关注的文件夹")
    window.type(str(folder))
    window.keys("Return")
    watched = window.part("关注的文件夹", TREE)
    watched.row(str(folder))
    documents.row("关于加强值班的通知")
    (folder / "roster.txt").write_text(ROSTER, encoding="utf-8")
    documents.row("春节值班安排")
    (folder / "roster.txt").unlink()
    lost = window.part("原文件已不在原处的文献", TREE)
    lost.row("春节值班安排")
    window.part("全选(A)", BUTTON).press()
    window.part("保留(K)", BUTTON).press()
    lost.wait(lambda: not lost.there(), "is gone")
    documents.row("春节值班安排")
    window.part("关闭", BUTTON).press()
    window.close()
