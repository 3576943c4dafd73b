"""Where the notes, text boxes and sections of a Word 97-2003 file stand (MS-DOC 2.8)."""

import struct
from dataclasses import dataclass
from itertools import pairwise

from reader.importers.doc_file import WordFile

_FOOTNOTE_MARKS, _FOOTNOTES = 2, 3
_ENDNOTE_MARKS, _ENDNOTES = 46, 47
_SHAPES, _BOXES, _SECTIONS = 40, 56, 6
_SHAPE, _BOX, _MARK = 26, 22, 2
_BOX_SHAPE = 14
_SECTION = 12


@dataclass(frozen=True, slots=True)
class Places:
    """For a place in the text (a character of the file): the stretch of text that hangs there."""

    start: int
    end: int


def notes(file: WordFile) -> dict[int, Places]:
    """The notes by the character that marks them, footnotes and endnotes together."""
    stories = file.stories
    footnotes = stories.main
    endnotes = footnotes + stories.footnotes + stories.headers + stories.macros + stories.comments
    found = {}
    for marks, texts, offset, size in (
        (_FOOTNOTE_MARKS, _FOOTNOTES, footnotes, stories.footnotes),
        (_ENDNOTE_MARKS, _ENDNOTES, endnotes, stories.endnotes),
    ):
        places = _positions(file.part(marks), _MARK)[:-1]
        bounds = _positions(file.part(texts), 0)
        for place, start, end in zip(places, bounds, bounds[1:], strict=False):
            if 0 <= start < end <= size:
                found[place] = Places(offset + start, offset + end)
    return found


def boxes(file: WordFile) -> list[tuple[int, Places]]:
    """The text boxes: the character that each hangs on, in the order of the text."""
    anchors = {}
    data = file.part(_SHAPES)
    places = _positions(data, _SHAPE)
    for number, place in enumerate(places[:-1]):
        (shape,) = struct.unpack_from("<I", data, 4 * len(places) + _SHAPE * number)
        anchors[shape] = place
    data = file.part(_BOXES)
    bounds = _positions(data, _BOX)
    offset = sum(file.stories[:-1])
    found = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        at = 4 * len(bounds) + _BOX * number + _BOX_SHAPE
        (shape,) = struct.unpack_from("<I", data, at)
        # Boxes that are not used any more hang on no shape.
        if shape in anchors and 0 <= start < end <= file.stories.boxes:
            found.append((anchors[shape], Places(offset + start, offset + end)))
    return sorted(found, key=lambda item: item[0])


def section_ends(file: WordFile) -> frozenset[int]:
    """The characters that end a section; none where the file does not say."""
    return frozenset(end - 1 for end in _positions(file.part(_SECTIONS), _SECTION)[1:])


def _positions(data: bytes, size: int) -> tuple[int, ...]:
    """The positions at the head of a list with entries of `size` bytes (PLC): one more."""
    count = (len(data) - 4) // (4 + size)
    return struct.unpack_from(f"<{count + 1}I", data) if count > 0 else ()
