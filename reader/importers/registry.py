"""Which importer reads a file: decided by its content, and by its ending where that tells nothing.

Importers are loaded when a file asks for them, so that a worker process starts fast.
"""

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.documents.encodings import ENCODED
from reader.errors import ImportProblem, system_reason
from reader.importers.limits import Limits
from reader.importers.model import ParsedFile
from reader.importers.sniff import (
    HEAD,
    Sample,
    holds,
    is_html,
    is_mht,
    is_pdf,
    is_rtf,
    is_word,
    unsupported,
)
from reader.importers.whole import too_large
from reader.messages import msg


class Importer(Protocol):
    """A module that reads one format."""

    def parse(self, path: Path, limits: Limits) -> ParsedFile:
        """Read a file.

        Raises:
            ImportProblem: the file cannot be brought in.
        """
        ...


class EncodedImporter(Protocol):
    """A module that reads a format whose encoding the user can choose."""

    def parse(self, path: Path, limits: Limits, encoding: str | None = None) -> ParsedFile:
        """Read a file, in an encoding of Python's where one is given.

        Raises:
            ImportProblem: the file cannot be brought in.
        """
        ...


def _never(_sample: Sample) -> bool:
    """For formats that only their ending tells: all text looks the same."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its endings, the module that reads it, a test of a file's content.

    `textual`: content that no format recognises is taken for this one by its ending.
    """

    name: str
    endings: frozenset[str]
    module: str
    recognises: Callable[[Sample], bool] = _never
    textual: bool = False

    def parse(self, path: Path, limits: Limits, encoding: str | None = None) -> ParsedFile:
        """Load the importer and read a file; where no encoding can be chosen, it is ignored.

        Raises:
            ImportProblem: the file cannot be brought in.
        """
        module = import_module(self.module)
        if self.name in ENCODED:
            return cast(EncodedImporter, module).parse(path, limits, encoding)
        return cast(Importer, module).parse(path, limits)


FORMATS: tuple[Format, ...] = (
    Format("txt", frozenset({".txt", ".text"}), "reader.importers.text", textual=True),
    Format("md", frozenset({".md", ".markdown"}), "reader.importers.markdown", textual=True),
    Format("mht", frozenset({".mht", ".mhtml"}), "reader.importers.mht", is_mht),
    Format(
        "html",
        frozenset({".html", ".htm", ".xhtml", ".shtml"}),
        "reader.importers.html",
        is_html,
        textual=True,
    ),
    Format(
        "docx",
        frozenset({".docx", ".docm", ".dotx", ".dotm"}),
        "reader.importers.docx",
        holds("docx"),
    ),
    Format("odt", frozenset({".odt", ".ott"}), "reader.importers.odt", holds("odt")),
    Format("epub", frozenset({".epub"}), "reader.importers.epub", holds("epub")),
    Format(
        "pptx",
        frozenset({".pptx", ".pptm", ".ppsx", ".ppsm", ".potx"}),
        "reader.importers.pptx",
        holds("pptx"),
    ),
    Format("xlsx", frozenset({".xlsx", ".xlsm", ".xltx"}), "reader.importers.xlsx", holds("xlsx")),
    Format("pdf", frozenset({".pdf"}), "reader.importers.pdf", is_pdf),
    Format("ofd", frozenset({".ofd"}), "reader.importers.ofd", holds("ofd")),
    Format("rtf", frozenset({".rtf"}), "reader.importers.rtf", is_rtf),
    Format("doc", frozenset({".doc", ".dot", ".wps", ".wpt"}), "reader.importers.doc", is_word),
)


def parse_file(
    path: Path,
    limits: Limits,
    formats: Sequence[Format] = FORMATS,
    encoding: str | None = None,
) -> ParsedFile:
    """Read one file with the importer that fits it, in `encoding` where the user chose one.

    The file is looked at before it is opened: a device, a pipe or a file over the limit is never
    read.

    Raises:
        ImportProblem: the file cannot be brought in; its message is one line for the user.
    """
    _check(path, limits)
    try:
        with path.open("rb") as file:
            sample = Sample(path, file.read(HEAD), limits)
        return _choose(sample, formats).parse(path, limits, encoding)
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
        raise too_large(status.st_size, limits)


def _choose(sample: Sample, formats: Sequence[Format]) -> Format:
    for candidate in formats:
        if candidate.recognises(sample):
            return candidate
    if (reason := unsupported(sample)) is not None:
        raise ImportProblem(reason)
    ending = sample.path.suffix.lower()
    by_ending = next((f for f in formats if ending in f.endings), None)
    if by_ending is None and sample.is_chinese_text:
        return next(f for f in formats if f.textual)
    if by_ending is None:
        raise ImportProblem(
            msg("不支持的文件类型：{ending}", ending=ending)
            if ending
            else msg("不支持的文件类型：没有扩展名")
        )
    if sample.foreign is not None:
        raise ImportProblem(
            msg(
                "文件内容是 {kind}，与扩展名 {ending} 不符，无法导入",
                kind=sample.foreign,
                ending=ending,
            )
        )
    if by_ending.textual:
        return by_ending
    if sample.is_binary:
        raise ImportProblem(
            msg("文件已损坏，或者内容不是 {ending} 文件；请重新取得后再导入", ending=ending)
        )
    if sample.text.lstrip().startswith("<?xml"):
        raise ImportProblem(
            msg(
                "文件内容是 XML，不是 {ending} 文件；请用原来的软件打开，另存为 docx 后再导入",
                ending=ending,
            )
        )
    # A plain text that somebody called .doc.
    return next(f for f in formats if f.textual)


def _unreadable(error: OSError | ValueError) -> ImportProblem:
    # A ValueError comes from a path that no file can have, such as one with a NUL.
    reason = system_reason(error) if isinstance(error, OSError) else msg("路径无效")
    return ImportProblem(msg("无法读取：{reason}", reason=reason))
