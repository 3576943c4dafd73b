"""Characters that never belong to a text, and markers that other programs left inside lines."""

import re
from collections.abc import Iterable

# C0 and C1 controls but the tab, DEL, bidi embeddings, overrides and isolates, lone surrogates.
_UNWANTED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Separators that end a line inside a line of the file: vertical tab, page, NEL, LS, PS.
_INNER_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_EDGE = " \t\u3000\xa0\u200b\ufeff\u2002\u2003\u2009"
# Markers of pay walls (##paidbegin##) and of Word bookmarks that converters wrote as text.
_MARKER = re.compile(r"##[A-Za-z_]{1,40}##|\[bookmark: ?[^\]\n]{1,60}\]")


def clean(text: str) -> str:
    """Drop control characters, bidi overrides, lone surrogates and white space at the edges.

    Nothing else changes: the inner characters are the source's own.
    """
    return scrub(text).strip(_EDGE).strip()


def clean_row(cells: Iterable[str]) -> str:
    """The cells of a row, each of which is cleaned, set apart by tabs; "" where all are empty.

    Empty cells stay where others follow, so that those stand in their columns.
    """
    return "\t".join(map(clean, cells)).rstrip("\t")


def scrub(text: str) -> str:
    """Drop the same characters as `clean`; white space at the edges stays."""
    return _UNWANTED.sub("", text)


def cut_markers(text: str) -> str:
    """Remove the markers that are no part of the text; the text around them stays."""
    return _MARKER.sub("", text)


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """Split a file's text into (line number from 1, raw line).

    Only CR, LF and CRLF count as lines; a page break or a Unicode separator also splits, and its
    pieces share the number.
    """
    return [
        (number, piece)
        for number, line in enumerate(_LINE_END.split(text), start=1)
        for piece in _INNER_BREAK.split(line)
    ]


def bare(text: str) -> str:
    """Only the letters, digits and characters, to compare titles that differ in marks."""
    return re.sub(r"[\W_]", "", text)


def width(text: str) -> int:
    """Columns in a fixed-width view: two for a Chinese character, one for a Latin letter."""
    return len(text.encode("gbk", "replace"))
