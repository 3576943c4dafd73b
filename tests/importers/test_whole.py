from pathlib import Path

import pytest

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.whole import read_whole


def test_a_file_within_the_limits_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_bytes(b"x" * 100)
    assert read_whole(path, Limits(max_bytes=100)) == b"x" * 100
    with pytest.raises(ImportProblem, match="太大"):
        read_whole(path, Limits(max_bytes=99))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_a_file_without_an_end_is_given_up() -> None:
    with pytest.raises(ImportProblem, match="太大"):
        read_whole(Path("/dev/zero"), Limits(max_bytes=1000))
