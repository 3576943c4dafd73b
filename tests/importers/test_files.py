import os
import socket
import sys
from pathlib import Path

import pytest

from reader.importers.files import collect
from reader.importers.model import FailedFile


def names(*paths: Path) -> list[str]:
    return [
        f"! {Path(item.path).name}" if isinstance(item, FailedFile) else item.name
        for item in collect(paths)
    ]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "乙.txt",
        "甲.txt",
        ".隐藏.txt",
        "~$甲.docx",
        "Thumbs.db",
        "下/丙.md",
        "下/.git/配置",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文字", "utf-8")
    return tmp_path


def test_folders_recursively_and_sorted(tree: Path) -> None:
    assert names(tree) == ["丙.md", "乙.txt", "甲.txt"]


def test_named_files_come_as_named(tree: Path) -> None:
    assert names(tree / "甲.txt", tree / ".隐藏.txt", tree / "没有.txt") == [
        "甲.txt",
        ".隐藏.txt",
        "没有.txt",
    ]


def test_nothing_comes_twice(tree: Path) -> None:
    assert names(tree / "甲.txt", tree, tree) == ["甲.txt", "丙.md", "乙.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_loop_is_one_failure(tree: Path) -> None:
    (tree / "下" / "回环").symlink_to(tree, target_is_directory=True)
    assert names(tree) == ["丙.md", "! 回环", "乙.txt", "甲.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_to_a_folder_above_the_named_one_brings_nothing_in(tree: Path) -> None:
    """Nobody who drops a folder asks for what lies beside it."""
    (tree / "下" / "上级").symlink_to("../..", target_is_directory=True)
    assert names(tree) == ["! 上级", "丙.md", "乙.txt", "甲.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_linked_folder_is_visited_once(tree: Path, tmp_path: Path) -> None:
    (tree / "另一个").symlink_to(tree / "下", target_is_directory=True)
    assert names(tree) == ["丙.md", "乙.txt", "甲.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_dangling_and_circular_links_are_given(tmp_path: Path) -> None:
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有")
    (tmp_path / "圆.txt").symlink_to(tmp_path / "圆.txt")
    assert names(tmp_path) == ["圆.txt", "断.txt"]


def test_cancel_stops_at_once(tree: Path) -> None:
    assert list(collect([tree], lambda: True)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_above_a_linked_folder_brings_nothing_in(tmp_path: Path) -> None:
    for name in ("资料/甲.txt", "别处/深/乙.txt", "别处/丙.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("文字", "utf-8")
    (tmp_path / "资料" / "连").symlink_to(tmp_path / "别处" / "深")
    (tmp_path / "别处" / "深" / "上级").symlink_to(tmp_path / "别处")
    assert names(tmp_path / "资料") == ["甲.txt", "! 上级", "乙.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files in folders")
def test_what_is_no_file_is_skipped_in_folders_and_given_when_named(tree: Path) -> None:
    os.mkfifo(tree / "管道.txt")
    with socket.socket(socket.AF_UNIX) as here:
        previous = os.getcwd()
        os.chdir(tree)
        try:
            # The whole path may be longer than a socket's name can be.
            here.bind("插座.txt")
        finally:
            os.chdir(previous)
        assert names(tree) == ["丙.md", "乙.txt", "甲.txt"]
        assert names(tree / "管道.txt") == ["管道.txt"]
