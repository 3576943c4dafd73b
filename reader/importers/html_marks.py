"""What the elements of HTML mean: hidden, bold, numbered, a note.

Knows the habits of the programs that write HTML in offices: browsers, Word, WPS and LibreOffice
saving as a web page, EPUB makers, Python-Markdown.
"""

import re

from lxml import etree

from reader.importers.numerals import numeral

_DROPPED = frozenset(
    {"script", "style", "head", "iframe", "object", "embed", "svg", "math", "template", "title"}
    | {"noscript", "audio", "video", "canvas", "select", "button", "textarea", "rt", "rp", "del"}
)
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:header|footer|comment))\b",
    re.IGNORECASE,
)
_BOLD_STYLE = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_LIST_STYLE = re.compile(
    r"(?:^|;)\s*list-style(?:-type)?\s*:\s*(?:[\w-]+\s+)*?([a-z-]+)\s*(?:;|$)", re.IGNORECASE
)
_LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter"} | {
    "i": "lowerRoman",
    "I": "upperRoman",
}
_LIST_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
_NOTE_CLASSES = frozenset({"footnote", "endnote", "footnotes", "endnotes"})
_NOTE_TYPES = frozenset(
    {"footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes"}
    | {"doc-footnote", "doc-endnote", "doc-endnotes"}
)
_NOTE_IDS = re.compile(r"^(?:sdfootnote|sdendnote|ftn|edn)\d+$")
_NOTE_ELEMENT = re.compile(r"mso-element\s*:\s*(?:footnote|endnote)\s*(?:;|$)", re.IGNORECASE)
_REFERENCE_CLASSES = frozenset({"footnote-ref", "sdfootnoteanc", "sdendnoteanc", "noteref"})
_REFERENCE_TYPES = frozenset({"noteref", "doc-noteref"})
_WORD_REFERENCE = re.compile(r"^#_(?:ftn|edn)\d+$")
_MARK_CLASSES = frozenset({"sdfootnotesym", "sdendnotesym"})
_WORD_MARK = re.compile(r"^#_(?:ftn|edn)ref\d+$")
_BACK_TYPES = frozenset({"backlink", "referrer", "doc-backlink"})
_LARGEST_SPAN = 50


def tag_of(element: etree._Element) -> str:
    """The name in lower case, "" for what is no element; XHTML's namespace is dropped."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def is_dropped(element: etree._Element) -> bool:
    """Whether nobody sees the element: scripts, hidden and deleted text, page headers."""
    if tag_of(element) in _DROPPED or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    # LibreOffice writes the pages' headers and footers so.
    if tag_of(element) == "div" and element.get("title") in ("header", "footer"):
        return True
    return "footnote-backref" in _classes(element) or bool(_types(element) & _BACK_TYPES)


def is_bold(element: etree._Element, classes: frozenset[str] = frozenset()) -> bool:
    """Whether the element makes its text bold; `classes` do so by the style sheets."""
    if tag_of(element) in ("b", "strong") or _BOLD_STYLE.search(element.get("style") or ""):
        return True
    return bool(classes and classes & _classes(element))


def list_style(element: etree._Element) -> str:
    """The way an `ol` or one of its items numbers (a name of `numerals`), "" where unsaid."""
    by_style = _LIST_STYLE.search(element.get("style") or "")
    if by_style and (known := _LIST_STYLES.get(by_style[1].lower())):
        return known
    return _LIST_TYPES.get((element.get("type") or "").strip(), "")


def list_label(style: str, number: int) -> str:
    """The number as a browser shows it, such as 1. or 一、."""
    text = numeral(style or "decimal", number)
    if not text:
        return ""
    return text + ("." if text.isascii() else "、")


def is_note(element: etree._Element) -> bool:
    """Whether the element holds a footnote or endnote, or all of them."""
    if tag_of(element) in ("a", "sup", "span"):
        return False
    return bool(
        _classes(element) & _NOTE_CLASSES
        or _types(element) & _NOTE_TYPES
        or _NOTE_IDS.match(element.get("id") or "")
        or _NOTE_ELEMENT.search(element.get("style") or "")
    )


def is_note_reference(element: etree._Element) -> bool:
    """Whether the element is the mark in the text that stands for a note."""
    if tag_of(element) != "a":
        return False
    return bool(
        _classes(element) & _REFERENCE_CLASSES
        or _types(element) & _REFERENCE_TYPES
        or _WORD_REFERENCE.match(element.get("href") or "")
    )


def is_note_mark(element: etree._Element) -> bool:
    """Whether the element repeats the mark at the start of its note."""
    if tag_of(element) != "a":
        return False
    return bool(_classes(element) & _MARK_CLASSES or _WORD_MARK.match(element.get("href") or ""))


def span_of(element: etree._Element, name: str) -> int:
    """How many columns or rows a cell takes up."""
    return max(1, min(number_of(element.get(name), 1), _LARGEST_SPAN))


def number_of(text: str | None, default: int) -> int:
    """A small number of an attribute."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else default


def alternative(element: etree._Element) -> str | None:
    """The words in the place of a picture; makers of books write the name of its file there."""
    words = element.get("alt")
    named = (words or "").strip().rpartition("/")[2]
    return None if named and named == (element.get("src") or "").rpartition("/")[2] else words


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _types(element: etree._Element) -> frozenset[str]:
    """The values of epub:type and role, however the parser names the first."""
    found = (element.get("epub:type") or element.get(_EPUB_TYPE) or "").split()
    return frozenset(found + (element.get("role") or "").split())


_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
