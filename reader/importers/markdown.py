"""Markdown files, through Python-Markdown and its HTML.

Chinese writers often put each paragraph on a line of its own without blank lines between, where
Markdown's rule would run them together; `_paragraphs` tells them from hard-wrapped text.
"""

import re
from pathlib import Path

import lxml.html
import markdown

from reader.documents.blocks import Block, needs_space
from reader.documents.clean import cut_markers, width
from reader.documents.model import Kind
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.front_matter import split_front_matter
from reader.importers.html_blocks import FindPicture, blocks_of, no_picture
from reader.importers.html_pictures import PagePictures
from reader.importers.limits import Limits
from reader.importers.local_pictures import LocalPictures
from reader.importers.model import ParsedFile
from reader.importers.text import decode_text, text_warnings
from reader.importers.whole import read_whole
from reader.messages import msg

_EXTENSIONS = ["tables", "footnotes", "sane_lists", "fenced_code"]
_ENDINGS = "。！？；：…!?;:”’）)》】"
_NARROWEST, _WIDEST = 36, 160
_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LOOSE_ITEM = re.compile(r"^[-*+] +(?=\S)")


def parse(path: Path, limits: Limits, encoding: str | None = None) -> ParsedFile:
    """Read a Markdown file, its front matter included; in `encoding` where the user chose one.

    Raises:
        ImportProblem: no text, or nothing left of it.
    """
    decoded = decode_text(read_whole(path, limits), encoding)
    hints, text = split_front_matter(decoded.text)
    pictures = PagePictures(limits.pictures, LocalPictures(path))
    documents = build_documents(markdown_blocks(text, pictures.find), path.stem, hints)
    if not documents:
        raise ImportProblem(msg("文件是空的，没有可导入的文字"))
    warnings = text_warnings(decoded) + pictures.warnings
    return ParsedFile(str(path), "md", decoded.encoding, documents, warnings)


def markdown_blocks(text: str, find_picture: FindPicture = no_picture) -> list[Block]:
    """The blocks of a Markdown text; raw HTML gives its words and pictures only.

    Raises:
        ImportProblem: the text nests too deeply to be parsed whole.
    """
    plain = cut_markers(_CONTROL.sub("", text.lstrip("\ufeff")))
    html = markdown.markdown(plain, extensions=_EXTENSIONS, output_format="html")
    if not html.strip():
        return []
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True)
    root = lxml.html.fragment_fromstring(html, create_parent="div", parser=parser)
    # Past its limit of depth libxml2 drops the rest without an exception.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ImportProblem(msg("文件结构嵌套太深，无法读取"))
    found = blocks_of(root, _paragraphs, find_picture=find_picture)
    return [_loose_item(block) for block in found]


def _loose_item(block: Block) -> Block:
    """A list without a blank line above it, which Python-Markdown leaves as text."""
    match = _LOOSE_ITEM.match(block.text) if block.kind is None and block.level is None else None
    if match is None:
        return block
    cut = match.end()
    bold = tuple((start - cut, end - cut) for start, end in block.bold if start >= cut)
    return Block(block.text[cut:], block.lines, bold, None, Kind.LIST)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines of one Markdown paragraph: joined where they are hard-wrapped, else kept apart."""
    if len(lines) < 2:
        return lines
    widths = [width(line) for line in lines[:-1]]
    full = max(widths)
    running_on = sum(line.rstrip()[-1] not in _ENDINGS for line in lines[:-1])
    wrapped = (
        _NARROWEST <= full <= _WIDEST
        and min(widths) >= 0.7 * full
        and running_on > 0.5 * len(widths)
    )
    if not wrapped:
        return lines
    text = lines[0].rstrip()
    for line in lines[1:]:
        piece = line.strip()
        text += (" " if needs_space(text, piece) else "") + piece
    return [text]
