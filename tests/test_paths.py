"""Where things are kept."""

import ntpath
import os
import posixpath
from pathlib import Path

import pytest

from reader.paths import RESOURCES, Places, absolute, absolute_paths, reachable, user_places

PLACES = Places(Path("/data"), Path("/config"), Path("/cache"))


def test_only_three_folders_are_used() -> None:
    assert PLACES.personal.parent == PLACES.starter.parent == Path("/data")
    assert PLACES.settings.parent == Path("/config")
    assert PLACES.log.parent == Path("/cache")
    assert len({PLACES.personal, PLACES.starter, PLACES.settings, PLACES.log}) == 4


def test_each_copy_of_a_library_has_a_cache() -> None:
    names = ["a" * 32, "b" * 32, "../../外面", "", "\0", "很" * 999]
    folders = [Path("/x"), Path("/y"), Path(os.fsdecode(b"/\xff"))]
    caches = {PLACES.index_cache(name, folder) for name in names for folder in folders}
    assert len(caches) == len(names) * len(folders)
    for cache in caches:
        assert cache.parent == Path("/cache/index")
        assert cache.name.isalnum()
    assert PLACES.index_cache("a", Path("/x")) == PLACES.index_cache("a", Path("/x"))


def test_the_program_has_its_resources() -> None:
    assert (RESOURCES / "outlines").is_dir()
    assert (RESOURCES / "starter").is_dir()


def test_the_folders_are_the_user_s_own() -> None:
    places = user_places()
    for folder in (places.data, places.config, places.cache):
        assert folder.is_absolute()
        assert "antou" in str(folder)


# Windows, as far as it can be told from here

FOLDERS = {
    "C:\\": ["资料", "Users"],
    "C:\\Users": ["Zhang"],
    "C:\\Users\\Zhang": ["Docs"],
    "C:\\Users\\Zhang\\Docs": ["通知A.TXT", "b.txt"],
    "\\\\Server\\share\\": ["In"],
    "\\\\Server\\share\\In": ["b.txt"],
}


@pytest.mark.parametrize(
    ("named", "whole"),
    [
        ("c:\\users\\ZHANG\\docs\\通知a.txt", "C:\\Users\\Zhang\\Docs\\通知A.TXT"),
        ("C:/Users/zhang/./Docs/../Docs/B.txt", "C:\\Users\\Zhang\\Docs\\b.txt"),
        ("c:\\", "C:\\"),
        ("\\\\Server\\share\\in\\B.TXT", "\\\\Server\\share\\In\\b.txt"),
        # What is not there, or may not be listed, stays as it was named.
        ("c:\\users\\li\\A.txt", "C:\\Users\\li\\A.txt"),
        ("d:\\A.txt", "D:\\A.txt"),
    ],
)
def test_one_file_has_one_path_where_case_does_not_count(named: str, whole: str) -> None:
    asked: list[str] = []

    def names(folder: str) -> list[str]:
        asked.append(folder)
        if folder not in FOLDERS:
            raise PermissionError(folder)
        return FOLDERS[folder]

    assert absolute_paths([named, named], ntpath, names) == [whole, whole]
    assert len(asked) == len(set(asked)), "a folder is listed twice"


def test_where_case_counts_paths_are_only_made_whole(tmp_path: Path) -> None:
    assert absolute_paths(["/A/../b.TXT"], posixpath, lambda _: pytest.fail("listed")) == ["/b.TXT"]
    assert absolute(tmp_path / "甲.txt") == str(tmp_path / "甲.txt")


def test_long_paths_are_opened_in_the_form_that_windows_takes() -> None:
    long = "\\".join(["很长的文件夹名字"] * 40)
    assert reachable("C:\\短.txt", ntpath) == "C:\\短.txt"
    assert reachable(f"C:\\{long}", ntpath) == f"\\\\?\\C:\\{long}"
    assert reachable(f"\\\\Server\\share\\{long}", ntpath) == f"\\\\?\\UNC\\Server\\share\\{long}"
    assert reachable(f"\\\\?\\C:\\{long}", ntpath) == f"\\\\?\\C:\\{long}"
    assert reachable(f"C:/{long}", ntpath) == f"\\\\?\\C:\\{long}"
    assert reachable("/" + long, posixpath) == "/" + long
