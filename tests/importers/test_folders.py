"""Folders are told apart also where the file system does not number them."""

import os
from pathlib import Path

import pytest

from reader.importers.files import collect
from reader.importers.folders import folder_key, folders_above
from reader.importers.model import FailedFile

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@pytest.fixture
def without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some network drives of Windows: st_ino is 0."""
    real = os.stat

    def stat(path: str, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> object:
        found = real(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
        mode, _, device, *rest = found
        return os.stat_result((mode, 0, device, *rest))

    monkeypatch.setattr("os.stat", stat)


def test_a_folder_has_one_key_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    here, around = str(tmp_path / "a"), str(tmp_path / "a" / ".." / "a")
    assert folder_key(here, os.stat(here)) == folder_key(around, os.stat(around))
    assert folder_key(here, os.stat(here)) != folder_key(str(tmp_path), os.stat(tmp_path))


@pytest.mark.usefixtures("without_numbers")
def test_a_folder_without_number_is_known_by_its_path(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    keys = {folder_key(p, os.stat(p)) for p in (str(tmp_path / "a"), str(tmp_path / "b"))}
    assert len(keys) == 2


@needs_links
def test_what_is_above_a_link_and_above_its_target_is_above(tmp_path: Path) -> None:
    (tmp_path / "里" / "深").mkdir(parents=True)
    (tmp_path / "外").mkdir()
    link = tmp_path / "外" / "链接"
    link.symlink_to(tmp_path / "里" / "深")
    above = folders_above(str(link))
    for folder in (tmp_path / "里", tmp_path / "外", tmp_path):
        assert folder_key(str(folder), os.stat(folder)) in above
    for folder in (link, tmp_path / "里" / "深"):
        assert folder_key(str(folder), os.stat(folder)) not in above


@needs_links
@pytest.mark.usefixtures("without_numbers")
def test_folders_without_numbers_are_all_visited_and_none_in_a_circle(tmp_path: Path) -> None:
    for name in ("甲/一.txt", "乙/二.txt", "乙/深/三.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("文字", "utf-8")
    (tmp_path / "乙" / "深" / "回").symlink_to(tmp_path / "乙")
    (tmp_path / "丙").symlink_to(tmp_path / "甲")
    found = list(collect([tmp_path]))
    failed = [item.path for item in found if isinstance(item, FailedFile)]
    assert failed == [str(tmp_path / "乙" / "深" / "回")]
    assert {item.name for item in found if isinstance(item, Path)} == {"一.txt", "二.txt", "三.txt"}
