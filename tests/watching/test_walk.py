"""Looking through real folders: links, missing disks, places without permission."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from reader.watching.model import Folder, Stamp, There
from reader.watching.walk import Cancelled, walk


def make(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    root.mkdir(exist_ok=True)
    return root


def found(there: There, root: Path) -> set[str]:
    return {Path(path).relative_to(root).as_posix() for path in there.files}


def test_all_files_of_all_folders_are_found_with_their_stamps(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "b/y.md", "b/c/z.docx", "b/图.png", ".h/n.txt", "~$x.txt")
    there = walk([Folder(str(root))])
    assert found(there, root) == {"x.txt", "b/y.md", "b/c/z.docx"}
    status = (root / "x.txt").stat()
    assert there.files[str(root / "x.txt")] == Stamp(status.st_size, status.st_mtime_ns)
    assert there.folders == (str(root), str(root / "b"), str(root / "b/c"))
    assert not there.troubles
    assert not there.hidden


def test_a_watched_folder_inside_is_looked_at_once_by_its_own_rules(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "x.md", "b/y.txt", "b/y.md", "c/z.txt", "c/z.md")
    inner = Folder(str(root / "b"), only=("*.md",))
    paused = Folder(str(root / "c"), paused=True)
    there = walk([Folder(str(root), only=("*.txt",)), inner, paused])
    assert found(there, root) == {"x.txt", "b/y.md"}


def test_folders_that_are_left_out_are_not_entered(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "资料库/y.txt")
    there = walk([Folder(str(root))], leave_out=(str(root / "资料库"),))
    assert found(there, root) == {"x.txt"}


needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@needs_links
def test_links_are_followed_once_and_never_in_a_circle(tmp_path: Path) -> None:
    other = make(tmp_path / "other", "o.txt")
    root = make(tmp_path / "a", "x.txt", "b/y.txt")
    (root / "A-first").symlink_to(root / "b")
    (root / "b" / "up").symlink_to(root)
    (root / "out").symlink_to(other)
    (root / "out2").symlink_to(other)
    (root / "file.txt").symlink_to(other / "o.txt")
    (root / "nothing.txt").symlink_to(other / "none.txt")
    there = walk([Folder(str(root))])
    names = found(there, root)
    assert {"x.txt", "b/y.txt", "file.txt"} < names
    assert len(names & {"out/o.txt", "out2/o.txt"}) == 1
    assert len(names) == 4


@needs_links
@pytest.mark.parametrize("numbered", [True, False])
def test_a_link_upward_brings_nothing_in(
    tmp_path: Path, numbered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither above the watched folder nor above a linked one; also on drives that number none."""
    make(tmp_path / "around", "beside.txt", "deep/d.txt")
    root = make(tmp_path / "around" / "a", "x.txt", "b/y.txt")
    other = make(tmp_path / "other" / "deep", "o.txt", "p/q.txt")
    make(tmp_path / "other", "no.txt")
    (root / "b" / "top").symlink_to(tmp_path)
    (root / "b" / "up").symlink_to(tmp_path / "around")
    (root / "out").symlink_to(other)
    (other / "p" / "up").symlink_to(tmp_path / "other")
    if not numbered:
        monkeypatch.setattr("os.stat", unnumbered)
    assert found(walk([Folder(str(root))]), root) == {
        "x.txt",
        "b/y.txt",
        "out/o.txt",
        "out/p/q.txt",
    }


REAL_STAT = os.stat


def unnumbered(path: str, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> object:
    mode, _, device, *rest = REAL_STAT(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
    return os.stat_result((mode, 0, device, *rest))


@needs_links
def test_a_link_to_a_watched_folder_does_not_take_its_files_away(tmp_path: Path) -> None:
    root, other = make(tmp_path / "a", "x.txt"), make(tmp_path / "b", "s/y.txt")
    (root / "link").symlink_to(other / "s")
    there = walk([Folder(str(root)), Folder(str(other))])
    assert set(there.files) == {str(root / "x.txt"), str(other / "s" / "y.txt")}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    there = walk([Folder(str(tmp_path / "none"))])
    assert "文件夹不在" in str(there.troubles[str(tmp_path / "none")])
    assert not there.files


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt") / "x.txt"
    assert "不是文件夹" in str(walk([Folder(str(root))]).troubles[str(root)])


def test_an_empty_folder_that_held_files_is_not_believed(tmp_path: Path) -> None:
    root = make(tmp_path / "a", ".Trash-1000/x")
    assert not walk([Folder(str(root))]).troubles
    there = walk([Folder(str(root))], inhabited={str(root)})
    assert "空的" in str(there.troubles[str(root)])


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to this user"
)
def test_a_folder_without_permission_hides_what_is_in_it(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "b/y.txt")
    (root / "b").chmod(0)
    try:
        there = walk([Folder(str(root))])
    finally:
        (root / "b").chmod(0o700)
    assert found(there, root) == {"x.txt"}
    assert [place.path for place in there.hidden] == [str(root / "b")]


@contextmanager
def failing(path: Path, error: OSError) -> Iterator[None]:
    """Listing a folder fails, as on a share that does not answer."""
    real = os.scandir

    def scandir(folder: str) -> "Iterator[os.DirEntry[str]]":
        if folder == str(path):
            raise error
        return real(folder)

    with patch("os.scandir", scandir):
        yield


def test_a_share_that_does_not_answer_hides_what_is_in_it(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "b/y.txt")
    with failing(root / "b", OSError(5, "Input/output error")):
        there = walk([Folder(str(root))])
    assert found(there, root) == {"x.txt"}
    assert [(p.path, str(p.reason)) for p in there.hidden] == [(str(root / "b"), "磁盘读写出错")]


@contextmanager
def disks(numbers: dict[Path, int]) -> Iterator[None]:
    """Folders stand on other disks than they do."""
    real = os.stat

    def on_disk(path: str | Path) -> object:
        status = real(path)
        number = numbers.get(Path(path))
        if number is None:
            return status
        return SimpleNamespace(st_dev=number, st_ino=status.st_ino, st_mode=status.st_mode)

    with patch("os.stat", on_disk):
        yield


def test_a_disk_that_was_taken_out_hides_what_was_on_it(tmp_path: Path) -> None:
    root = make(tmp_path / "media", "x.txt", "stick/y.txt")
    stick = root / "stick"
    with disks({stick: 99}):
        there = walk([Folder(str(root))])
    mounts = there.mounts[str(root)]
    assert mounts == (str(stick),)
    # The place is there, but not the disk.
    there = walk([Folder(str(root), mounts=mounts)])
    assert [place.path for place in there.hidden] == [str(stick)]
    assert found(there, root) == {"x.txt"}
    assert there.mounts[str(root)] == mounts
    # The place went with the disk.
    (stick / "y.txt").unlink()
    stick.rmdir()
    there = walk([Folder(str(root), mounts=mounts)])
    assert [place.path for place in there.hidden] == [str(stick)]
    assert there.mounts[str(root)] == mounts


def test_a_disk_that_is_missing_under_the_folder_itself_is_told(tmp_path: Path) -> None:
    root = make(tmp_path / "mnt", "under.txt")
    with disks({root: 99}):
        mounts = walk([Folder(str(root))]).mounts[str(root)]
    assert mounts == (str(root),)
    there = walk([Folder(str(root), mounts=mounts)])
    assert "没有连上" in str(there.troubles[str(root)])
    assert not there.files


def test_a_folder_that_goes_away_during_the_look_does_not_count(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt", "b/y.txt")
    real = os.scandir

    def scandir(folder: str) -> "Iterator[os.DirEntry[str]]":
        if folder == str(root / "b"):
            root.rename(tmp_path / "gone")
        return real(folder)

    with patch("os.scandir", scandir):
        there = walk([Folder(str(root))])
    assert str(root) in there.troubles
    assert not there.files


def test_a_file_that_is_only_in_the_cloud_is_neither_read_nor_missing(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt")

    class Entry:
        name, path = "x.txt", str(root / "x.txt")

        def is_dir(self) -> bool:
            return False

        def stat(self) -> object:
            return SimpleNamespace(
                st_mode=stat.S_IFREG, st_size=1, st_mtime_ns=1, st_file_attributes=0x400000
            )

    @contextmanager
    def scandir(_folder: str) -> Iterator[list[Entry]]:
        yield [Entry()]

    with patch("os.scandir", scandir):
        there = walk([Folder(str(root))])
    assert not there.files
    assert "云端" in str(there.hidden[0].reason)


def test_a_look_can_be_stopped(tmp_path: Path) -> None:
    root = make(tmp_path / "a", "x.txt")
    with pytest.raises(Cancelled):
        walk([Folder(str(root))], cancelled=lambda: True)
