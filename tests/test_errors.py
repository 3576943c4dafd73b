"""Expected failures, and the system's reasons in the user's language."""

import errno
import re
from pathlib import Path

import pytest

from reader.errors import (
    ImportProblem,
    LibraryProblem,
    ReaderError,
    ReadOnlyLibrary,
    UsageError,
    system_reason,
)
from reader.messages import Message, msg


def test_every_failure_carries_its_message() -> None:
    for kind in (UsageError, ImportProblem, LibraryProblem, ReadOnlyLibrary):
        error = kind(msg("找不到{name}", name="甲"), 3)
        assert isinstance(error, ReaderError)
        assert (str(error), error.position) == ("找不到甲", 3)
        assert error.message == Message("找不到{name}", {"name": "甲"})


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_common_reasons_are_in_chinese(code: int) -> None:
    assert re.fullmatch("[\u4e00-\u9fff]+", str(system_reason(OSError(code, "english"))))


def test_a_real_refusal(tmp_path: Path) -> None:
    for refused in (tmp_path / "没有", tmp_path / "文件" / "里", tmp_path):
        (tmp_path / "文件").touch()
        with pytest.raises(OSError, match=r"\d") as caught:
            refused.read_bytes()
        assert re.search("[\u4e00-\u9fff]", str(system_reason(caught.value)))


def test_rare_reasons_stay_as_the_system_says_them() -> None:
    assert str(system_reason(OSError(errno.EXDEV, "Invalid {cross}"))) == "Invalid {cross}"
    assert str(system_reason(OSError("no number"))) == "no number"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (32, "正被其他程序使用"),
        (33, "正被其他程序使用"),
        (21, "没有准备好"),
        (206, "太长"),
        (5, "没有权限"),
    ],
)
def test_what_windows_tells_beyond_the_number_of_posix(code: int, said: str) -> None:
    """There an OSError carries both; a file that is open elsewhere is EACCES as well."""

    class WindowsError(OSError):
        winerror = code

    assert said in str(system_reason(WindowsError(errno.EACCES, "Permission denied")))
