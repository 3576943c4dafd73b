"""Reads a whole file, and no more of it than is allowed."""

from pathlib import Path

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.messages import msg


def read_whole(path: Path, limits: Limits) -> bytes:
    """All bytes of a file, which may have grown since it was looked at, or grow while it is read.

    Raises:
        ImportProblem: there are more than the limits allow.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(len(data), limits)
    return data


def too_large(size: int, limits: Limits) -> ImportProblem:
    """What is said of a file of so many bytes, or more."""
    return ImportProblem(
        msg(
            "文件太大（{size} MB），上限为 {limit} MB；请拆分后再导入",
            size=round(size / 2**20, 1),
            limit=round(limits.max_bytes / 2**20, 1),
        )
    )
