import os
import time
from pathlib import Path

from reader.importers.stamp import SETTLED_NS, FileStamp, stamp_of

SECOND = 1_000_000_000
LATE = 4_000_000_000_000_000_000


def later() -> int:
    """A time (ns) at which every file has long been settled."""
    return LATE


def test_a_stamp_tells_size_and_times(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    os.utime(file, ns=(0, 7 * SECOND))
    stamp = stamp_of(file)
    assert stamp == FileStamp(5, 7 * SECOND, file.stat().st_ctime_ns)


def test_a_file_that_was_just_changed_has_none(tmp_path: Path) -> None:
    """An edit within the same step of the file system's clock would leave no trace."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    modified = file.stat().st_mtime_ns
    assert stamp_of(file, lambda: modified + SETTLED_NS) is None
    assert stamp_of(file, lambda: modified + SETTLED_NS + 1) is not None


def test_a_file_from_the_future_has_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    ahead = time.time_ns() + 3600 * SECOND
    os.utime(file, ns=(ahead, ahead))
    assert stamp_of(file) is None


def test_an_edit_of_the_same_size_is_seen_although_its_time_was_set_back(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    os.utime(file, ns=(SECOND, SECOND))
    before = stamp_of(file)
    while file.stat().st_ctime_ns == (before.changed if before else 0):
        file.write_bytes(b"54321")
        os.utime(file, ns=(SECOND, SECOND))
    after = stamp_of(file)
    assert before
    assert after
    assert (before.size, before.modified) == (after.size, after.modified)
    assert before != after


def test_what_is_no_file_has_none(tmp_path: Path) -> None:
    assert stamp_of(tmp_path, later) is None
    assert stamp_of(tmp_path / "无", later) is None
    assert stamp_of("a\0b", later) is None
