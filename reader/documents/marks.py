"""Markdown's marks in plain text: headings, bold, tables.

People paste Markdown into .txt files; only marks that cannot well be anything else are read.
The bold marks follow what people write, not CommonMark's flanking rules, which reject
`**要求。**各地` because of the full stop before the closing mark.
"""

import re

from reader.documents.blocks import Block
from reader.documents.clean import clean, cut_markers
from reader.documents.model import Kind

_HEADING = re.compile(r"^(#{1,6})[ \t\u3000]+(.*?)(?:[ \t]+#+)?$")
_BOLD = re.compile(r"(\*{2,3}|__)(?=[^\s*_])(.{1,600}?)(?<=[^\s*_])\1")
_CJK = re.compile(r"[\u3400-\u9fff]")
_TABLE_ROW = re.compile(r"^\|.*\|$")
_TABLE_RULE = re.compile(r"^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?$")


def _is_bold(match: re.Match[str]) -> bool:
    """Refuse powers (`2**3**2`) and names (`__init__`)."""
    before = match.string[match.start() - 1] if match.start() else ""
    inside = match[2]
    if match[1] == "__" and not _CJK.search(inside):
        return False
    return not (before.isascii() and before.isalnum() and inside[0].isascii())


def strip_bold(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the bold marks out; gives the text and the bold spans in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = position = 0
    for match in _BOLD.finditer(text):
        if not _is_bold(match):
            continue
        plain = text[position : match.start()]
        start = length + len(plain)
        parts += [plain, match[2]]
        length = start + len(match[2])
        spans.append((start, length))
        position = match.end()
    parts.append(text[position:])
    return "".join(parts), tuple(spans)


def plain_block(raw: str, lines: tuple[int, int]) -> Block | None:
    """A line of a text file as a block, or None where nothing is left of it."""
    text = clean(cut_markers(clean(raw)))
    if not text:
        return None
    level = None
    heading = _HEADING.match(text)
    if heading:
        level, text = len(heading[1]), clean(heading[2])
    text, bold = strip_bold(text)
    if not text:
        return None
    kind = Kind.TABLE if level is None and is_table_row(text) else None
    return Block(text, lines, bold, level, kind)


def is_table_row(text: str) -> bool:
    """A row of a Markdown table, or at least three cells set apart by tabs."""
    return bool(_TABLE_ROW.match(text) and text.count("|") > 2) or text.count("\t") >= 2


def is_table_rule(text: str) -> bool:
    """The dashed line under the head of a Markdown table."""
    return text.count("|") > 1 and bool(_TABLE_RULE.match(text))
