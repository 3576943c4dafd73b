"""How a Chinese book sets a text: sizes, spaces, punctuation.

Rules only: `reader.ui.reading` lays out and paints by them. Positions in Qt are UTF-16 units,
positions in the rest of the program are Python string indexes; the functions here turn one into
the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.documents.model import Kind, Paragraph
from reader.settings import Settings
from reader.ui.appearance import READING_FAMILIES, Colours
from reader.workspace.text import Text

PARAGRAPH_GAP = 0.42
META_GAP = 0.9
META_SCALE = 0.8
NOTE_SCALE = 0.88
TABLE_SCALE = 0.9
TABLE_LINE = 1.55
ROW_GAP = 0.62
HEADING_LINE = 1.45

# Scale, space above and below in em by section level.
TITLE = (1.5, 0.4, 0.7)
SUBTITLE = (1.15, 0.0, 0.8)
HEADINGS = {
    1: (1.25, 1.1, 0.5),
    2: (1.12, 0.8, 0.4),
    3: (1.0, 0.6, 0.3),
}
OPENING = "“‘（《〈【「『〔〖［｛"
# Their right half is empty: at the end of a line it may stand out of the column.
HANGING = "”’）》〉】」』〕〗］｝，。、；："
CLOSING = HANGING + "！？"
# Between Chinese and Western letters or digits, in em; clreq allows a quarter at most.
WESTERN_GAP = 1 / 6
# As numbers: a pattern of so many characters takes 3 ms to make, before anything is painted.
_HAN = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3041, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
_PER = "%‰"
_WESTERN = re.compile(f"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f{_PER}]+")
_NARROW = re.compile(f"[{CLOSING}](?=[{CLOSING}{OPENING}])|(?<=[{OPENING}])[{OPENING}]")
# The forms that fonts have of a character; Latin ones of dashes and dots are what they show else.
NARROW, WIDE, HALF = "narrow", "wide", "half"
_DASH = re.compile("(?<![A-Za-z])[—―]+|[—―]+(?![A-Za-z—])")
_DOT = re.compile(r"(?<=[^\x00-\xff])·(?=[^\x00-\xff])")


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def to_utf16(text: str, index: int) -> int:
    """The UTF-16 position of a Python string index."""
    return index if text.isascii() else index + sum(c > "\uffff" for c in text[:index])


def from_utf16(text: str, position: int) -> int:
    """The Python string index of a UTF-16 position; one inside of a pair counts as before it."""
    units = 0
    for index, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > position:
            return index
    return len(text)


def narrow_marks(text: str) -> Iterator[int]:
    """The indexes of punctuation that is set half as wide.

    A closing mark before another mark and an opening mark after another opening one lose the
    empty half of their square.
    """
    return (mark.start() for mark in _NARROW.finditer(text))


def forms(text: str) -> dict[int, str]:
    """Which characters are set in another form than the usual, by their index.

    Besides narrow marks these are dashes, which fill a square each, and the dot between the parts
    of a foreign name, which fills half of one.
    """
    found = dict.fromkeys(narrow_marks(text), NARROW)
    if "—" in text or "―" in text:
        for dash in _DASH.finditer(text):
            found.update(dict.fromkeys(range(*dash.span()), WIDE))
    if "·" in text:
        found.update(
            (dot.start(), HALF)
            for dot in _DOT.finditer(text)
            if _is_han(text[dot.start() - 1]) and _is_han(text[dot.end()])
        )
    return found


def western_borders(text: str) -> Iterator[int]:
    """The indexes of characters with a little space after them.

    It parts Chinese from Western letters and digits, where no space stands in the text already.
    """
    for found in _WESTERN.finditer(text):
        start, end = found.span()
        if start and text[start] not in _PER and _is_han(text[start - 1]):
            yield start - 1
        if end < len(text) and _is_han(text[end]):
            yield end - 1


def _is_han(character: str) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in _HAN)


@dataclass(frozen=True)
class TextStyle:
    """How texts are set; whatever changes here is laid out anew at once.

    `pixels` is the size of the body, `line_height` the distance of two of its lines as a
    multiple of that, `measure` the most characters on a line, `indent` the empty squares at the
    beginning of a paragraph; `families` are the fonts, the first that is there is taken. With
    `spaced` a little space parts Chinese from Western letters and digits.
    """

    pixels: int
    colours: Colours
    families: tuple[str, ...] = READING_FAMILIES
    line_height: float = 1.75
    measure: int = 38
    indent: float = 2
    justify: bool = True
    spaced: bool = True


def text_style(settings: Settings, colours: Colours) -> TextStyle:
    """How the user wants texts to be set; a font that is not there gives way to the usual ones."""
    families = (settings.family, *READING_FAMILIES) if settings.family else READING_FAMILIES
    return TextStyle(
        settings.text_size,
        colours,
        families,
        settings.line_percent / 100,
        settings.measure,
        settings.indent,
        settings.justify,
        settings.western_space,
    )


def em_width(text: str) -> float:
    """About how wide a text is as one line, in em."""
    gaps = sum(1 for _ in western_borders(text)) * WESTERN_GAP
    return gaps + sum(1.0 if character > "\u2e80" else 0.58 for character in text)


def title_number(paragraphs: Sequence[Paragraph]) -> int:
    """The number of the heading that stands before all text, 0 where there is none."""
    for paragraph in paragraphs:
        if paragraph.kind is Kind.HEADING:
            return paragraph.number
        if paragraph.kind is not Kind.META:
            break
    return 0


def run_in_spans(text: Text) -> dict[int, list[tuple[int, int]]]:
    """The headings that stand inside of paragraphs, by the number of the paragraph."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for section in text.sections:
        if text.paragraphs[section.paragraph - 1].kind is not Kind.HEADING:
            spans.setdefault(section.paragraph, []).append((section.start, section.end))
    return spans


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in their order, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
