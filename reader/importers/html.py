"""Web pages, also those that Word, WPS and LibreOffice save (often under the name .doc)."""

import re
from pathlib import Path

import lxml.html
from lxml import etree

from reader.documents.blocks import Block, Hints
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.css import bold_classes
from reader.importers.encoding import Decoded, decode_as
from reader.importers.html_blocks import FindPicture, blocks_of, no_picture
from reader.importers.html_marks import tag_of
from reader.importers.html_pictures import PagePictures
from reader.importers.limits import Limits
from reader.importers.local_pictures import LocalPictures
from reader.importers.model import ParsedFile
from reader.importers.properties import properties
from reader.importers.text import decode_text, text_warnings
from reader.importers.whole import read_whole
from reader.messages import Message, msg

EMPTY = msg("文件里没有找到文字（可能只有图片）；请换用有文字的版本")

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_META_AUTHOR = frozenset({"author", "dc.creator", "dcterms.creator"})
_META_DATE = frozenset(
    {"pubdate", "publishdate", "dc.date", "dcterms.created", "article:published_time"}
)
_SITE = re.compile(r"\s*[-_|—–]{1,2}\s*[^-_|—–]{2,20}$")
_CERTAIN = 0.5
_LONGEST_TITLE = 300
_WIDE = 0x2E80


def parse(path: Path, limits: Limits, encoding: str | None = None) -> ParsedFile:
    """Read a web page, in `encoding` where the user chose one. Nothing it links to is fetched.

    Raises:
        ImportProblem: no text, nothing left of it, or nesting past the parser.
    """
    data = read_whole(path, limits)
    decoded = decode_html(data) if encoding is None else decode_as(data, encoding)
    pictures = PagePictures(limits.pictures, LocalPictures(path))
    return page_of(path, "html", decoded.text, decoded.encoding, text_warnings(decoded), pictures)


def decode_html(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a page: by its bytes, and as it declares itself only where they tell nothing.

    Raises:
        ImportProblem: the bytes are no text.
    """
    decoded = decode_text(data)
    if decoded.confidence >= _CERTAIN:
        return decoded
    if declared is None and (match := _DECLARED.search(data[:4096])):
        declared = match[1].decode("ascii")
    try:
        text = data.decode(declared) if declared else None
    except (LookupError, UnicodeDecodeError):
        return decoded
    return decoded if text is None else Decoded(text, (declared or "").lower(), 1.0, 0)


def page_of(
    path: Path,
    kind: str,
    text: str,
    encoding: str | None,
    warnings: tuple[Message, ...],
    pictures: PagePictures,
) -> ParsedFile:
    """A page that was decoded, as the document of a file of `kind`.

    Raises:
        ImportProblem: nothing left of it, or nesting past the parser.
    """
    root = html_tree(text)
    blocks = [] if root is None else html_blocks(root, pictures.find)
    hints = Hints() if root is None else _properties(root)
    documents = build_documents(blocks, path.stem, join=False, properties=hints)
    if not documents:
        raise ImportProblem(EMPTY)
    return ParsedFile(str(path), kind, encoding, documents, warnings + pictures.warnings)


def html_tree(text: str) -> etree._Element | None:
    """The tree of a page given as text; None for an empty one.

    Raises:
        ImportProblem: it nests too deeply to be parsed whole.
    """
    text = _DECLARATION.sub("", _CONTROL.sub("", text.lstrip("\ufeff")))
    if not text.strip():
        return None
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True)
    try:
        # A declaration that is broken may be left; lxml refuses text that starts with one.
        root = lxml.html.document_fromstring("\n" + text, parser=parser)
    except etree.ParserError:
        return None
    # Past its limit of depth libxml2 drops the rest without an exception.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ImportProblem(msg("文件结构嵌套太深，无法读取"))
    return root


def html_blocks(root: etree._Element, find_picture: FindPicture = no_picture) -> list[Block]:
    """The blocks of a page's tree, its own style sheets heeded."""
    sheets = "\n".join(element.text or "" for element in root.iter("style"))
    join = _as_written if _is_libreoffice(root) else as_shown
    return blocks_of(root, join, bold_classes(sheets), find_picture=find_picture)


def _is_libreoffice(root: etree._Element) -> bool:
    generators = (m.get("content") for m in root.iter("meta") if m.get("name") == "generator")
    return any("Office" in (name or "") and "Microsoft" not in (name or "") for name in generators)


def _as_written(lines: list[str]) -> list[str]:
    """LibreOffice breaks lines of the source in the place of spaces only."""
    return [" ".join(line.strip(" ") for line in lines)]


def as_shown(lines: list[str]) -> list[str]:
    """Others break Chinese anywhere, and then no space is shown (CSS Text 3, section 4.1.3)."""
    text = lines[0].strip(" ")
    for line in lines[1:]:
        piece = line.strip(" ")
        if text and piece:
            wide = ord(text[-1]) > _WIDE and ord(piece[0]) > _WIDE
            text += ("" if wide else " ") + piece
    return [text]


def _properties(root: etree._Element) -> Hints:
    title = author = date = None
    for element in root.iter(etree.Element):
        tag = tag_of(element)
        if tag == "title" and title is None:
            title = element.text
        elif tag == "meta":
            name = (element.get("name") or element.get("property") or "").lower()
            if name in _META_AUTHOR:
                author = author or element.get("content")
            elif name in _META_DATE:
                date = date or element.get("content")
        elif tag == "body":
            break
    if title:
        title = title[:_LONGEST_TITLE].strip()
        title = _SITE.sub("", title) or title
    return properties(title, author, date)
