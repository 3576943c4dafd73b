"""Scanned files: documents that say so, so that the name is found and the file can be opened."""

import hashlib
from pathlib import Path

from reader.documents.clean import clean
from reader.documents.model import Document, Kind, Metadata, Paragraph
from reader.importers.model import ParsedFile
from reader.messages import Message, msg

_UNTITLED = "无题"
_DIGITS = 8
_MOST_NAMED = 8
# The share of characters without a name from which on a text layer is of no use.
MOST_UNNAMED = 0.3


def scanned_file(path: Path, name: str, pages: int, title: str | None = None) -> ParsedFile:
    """The document of a file without text. `name` is the format, `title` what the file says.

    Its one paragraph differs from file to file, since equal texts are one document.
    """
    with path.open("rb") as file:
        check = hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]
    text = clean(f"扫描件，无文字层：{clean(path.name)}（{pages} 页，校验码 {check}）")
    document = Document(
        Metadata(title or clean(path.stem) or _UNTITLED), (Paragraph(1, Kind.META, text),)
    )
    warning = msg(
        "扫描件，无文字层：只能按文件名查找，不能检索内容；需要检索时，请先用识别软件转成文字"
    )
    return ParsedFile(str(path), name, None, (document,), (warning,))


def garbled_file(path: Path, name: str, pages: int, title: str | None = None) -> ParsedFile:
    """The document of a file whose fonts do not tell which characters they show."""
    parsed = scanned_file(path, name, pages, title)
    warning = msg("文字层是乱码，无法读取，按扫描件保存；需要检索时，请先用识别软件转成文字")
    return ParsedFile(parsed.path, parsed.format, None, parsed.documents, (warning,))


def scanned_pages(numbers: tuple[int, ...]) -> Message:
    """The warning for a file some of whose pages are pictures."""
    named = "、".join(map(str, numbers[:_MOST_NAMED]))
    return msg(
        "有 {count} 页是扫描图，没有文字，这些页未能读取：第 {pages} 页",
        count=len(numbers),
        pages=named + ("…" if len(numbers) > _MOST_NAMED else ""),
    )
