"""Zip containers (docx, odt, epub, OFD …), read part by part in memory and within limits.

Nothing is ever unpacked to disk, and a part inside a part is never opened. The sizes that a zip
declares may lie: what counts against the limits is what is really read. Pictures and films that
nobody asks for may be as large as they like.
"""

import lzma
import posixpath
import struct
import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.messages import Message, msg

# Small parts of XML may well shrink to a thousandth; only large ones can hurt.
_RATIO_FROM = 8 * 1024 * 1024
_ENCRYPTED = 0x1
# Each package has one of these at its top.
_FIRST_PARTS = frozenset({"mimetype", "[Content_Types].xml", "META-INF/container.xml", "OFD.xml"})
# What zipfile and the decompressors raise for damaged files.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    OSError,
    RuntimeError,
)

DAMAGED = msg("文件不完整或已损坏，无法打开；请重新取得或用原来的软件另存后再导入")
ENCRYPTED = msg("文件设有打开密码，无法读取；请用原来的软件去掉密码，另存后再导入")
_BOMB = msg("文件解压后大得不正常，可能是恶意文件，已拒绝导入")


class Archive:
    """An open zip file; use it in a `with` statement.

    Part names are compared as packages name them: `/` between folders, none at the start.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open a zip and look at its table of contents.

        Raises:
            ImportProblem: it is damaged, encrypted, or unpacks to more than the limits allow.
        """
        self._limits = limits
        self._left = limits.max_unpacked
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise ImportProblem(DAMAGED) from error
        try:
            self._parts = self._survey()
        except ImportProblem:
            self._zip.close()
            raise

    def _survey(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > self._limits.max_parts:
            raise ImportProblem(
                msg("文件内部有 {count} 个部分，多得不正常，已拒绝导入", count=len(infos))
            )
        parts = {part_name(info.filename): info for info in infos if not info.is_dir()}
        return _without_outer_folder(parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._find(name) is not None

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            ImportProblem: the part is missing, damaged, encrypted or too large.
        """
        info = self._find(name)
        if info is None:
            raise ImportProblem(_missing(name))
        if info.file_size > self._left:
            raise ImportProblem(_BOMB)
        data = self._read(info, self._left)
        self._left -= len(data)
        if self._left < 0:
            raise ImportProblem(_BOMB)
        return data

    def head(self, name: str, most: int) -> bytes | None:
        """The first `most` bytes of a part and one more; None where there is no such part.

        For pictures, which have limits of their own: they do not count against the others.

        Raises:
            ImportProblem: the part is damaged or encrypted, or grows more than the limits allow.
        """
        info = self._find(name)
        if info is None:
            return None
        return self._read(info, most)

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        """A part by its name; packages made on systems that ignore case may differ in it."""
        found = self._parts.get(part_name(name))
        return found or self._by_folded_name.get(part_name(name).casefold())

    @cached_property
    def _by_folded_name(self) -> dict[str, zipfile.ZipInfo]:
        return {name.casefold(): info for name, info in self._parts.items()}

    def _read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise ImportProblem(ENCRYPTED)
        if info.file_size > max(_RATIO_FROM, max(info.compress_size, 1) * self._limits.max_ratio):
            raise ImportProblem(_BOMB)
        try:
            with self._zip.open(info) as part:
                return part.read(most + 1)
        except _DAMAGE as error:
            raise ImportProblem(DAMAGED) from error


def part_name(name: str, folder: str = "") -> str:
    """The name of a part, from a reference in a part inside `folder`.

    Names never lead out of the container: `..` at the top is dropped, as the formats demand.
    """
    name = name.replace("\\", "/")
    joined = posixpath.join("/", folder, name)
    return posixpath.normpath(joined).lstrip("/")


def _without_outer_folder(parts: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The parts of a package that was packed together with the folder that it lay in."""
    folders = {name.partition("/")[0] for name in parts}
    if len(folders) != 1 or any("/" not in name for name in parts):
        return parts
    inside = {name.partition("/")[2]: info for name, info in parts.items()}
    return inside if _FIRST_PARTS & inside.keys() else parts


def _missing(name: str) -> Message:
    return msg("文件不完整：缺少内部的“{part}”；请用原来的软件打开并另存后再导入", part=name)
