"""Which importer reads a file: decided by its content, and by its ending where that tells nothing.

Importers are loaded when a file asks for them, so that a worker process starts fast.
"""

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.errors import ImportProblem, system_reason
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.messages import msg

_HEAD = 4096


class Importer(Protocol):
    """A module that reads one format."""

    def parse(self, path: Path, limits: Limits) -> ParsedFile:
        """Read a file.

        Raises:
            ImportProblem: the file cannot be brought in.
        """
        ...


def _never(_head: bytes) -> bool:
    """For formats that only their ending tells: all text looks the same."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its endings, the module that reads it, a test of a file's first bytes."""

    name: str
    endings: frozenset[str]
    module: str
    recognises: Callable[[bytes], bool] = _never

    def importer(self) -> Importer:
        """Load the importer."""
        return cast(Importer, import_module(self.module))


FORMATS: tuple[Format, ...] = (
    Format("txt", frozenset({".txt", ".text"}), "reader.importers.text"),
    Format("md", frozenset({".md", ".markdown"}), "reader.importers.markdown"),
)

# Files that are no text whatever their ending says, with the name that people know.
_FOREIGN = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/Office"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97-2003"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
)


def parse_file(path: Path, limits: Limits, formats: Sequence[Format] = FORMATS) -> ParsedFile:
    """Read one file with the importer that fits it.

    The file is looked at before it is opened: a device, a pipe or a file over the limit is never
    read.

    Raises:
        ImportProblem: the file cannot be brought in; its message is one line for the user.
    """
    _check(path, limits)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        return _choose(path, head, formats).importer().parse(path, limits)
    except OSError as error:
        raise _unreadable(error) from error


def _check(path: Path, limits: Limits) -> None:
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise ImportProblem(msg("找不到文件或文件夹")) from error
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    if not stat.S_ISREG(status.st_mode):
        raise ImportProblem(msg("不是普通文件，无法导入"))
    if status.st_size == 0:
        raise ImportProblem(msg("文件是空的，没有可导入的文字"))
    if status.st_size > limits.max_bytes:
        raise ImportProblem(
            msg(
                "文件太大（{size} MB），上限为 {limit} MB；请拆分后再导入",
                size=round(status.st_size / 2**20, 1),
                limit=round(limits.max_bytes / 2**20, 1),
            )
        )


def _choose(path: Path, head: bytes, formats: Sequence[Format]) -> Format:
    for candidate in formats:
        if candidate.recognises(head):
            return candidate
    ending = path.suffix.lower()
    by_ending = next((f for f in formats if ending in f.endings and f.recognises is _never), None)
    foreign = next((name for magic, name in _FOREIGN if head.startswith(magic)), None)
    if by_ending is None:
        raise ImportProblem(
            msg("不支持的文件类型：{ending}", ending=ending)
            if ending
            else msg("不支持的文件类型：没有扩展名")
        )
    if foreign is not None:
        raise ImportProblem(
            msg("文件内容是 {kind}，不是 {ending} 文本，无法导入", kind=foreign, ending=ending)
        )
    return by_ending


def _unreadable(error: OSError | ValueError) -> ImportProblem:
    # A ValueError comes from a path that no file can have, such as one with a NUL.
    reason = system_reason(error) if isinstance(error, OSError) else msg("路径无效")
    return ImportProblem(msg("无法读取：{reason}", reason=reason))
