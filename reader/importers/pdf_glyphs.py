"""The characters of a pdf page with their places, through PDFium.

Text may run in any direction on a page; the direction of most of it is taken as that of reading.
What runs otherwise (watermarks across the page, notes along its edge) is left out.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from reader.importers.fonts import is_bold_font
from reader.importers.page import Glyph, Page

_BOLD_WEIGHT = 600
_TILT = math.radians(8)
_SMALLEST = 0.5
_NAME_LENGTH = 200
_SURROGATES = range(0xD800, 0xE000)
_SPACE = 0x20
_HIGH = range(0xD800, 0xDC00)
_PRIVATE = range(0xE000, 0xF900)
# Fonts with codes of one byte that say nothing of their characters mostly mean these.
_ASCII = range(0x20, 0x7F)
_UNKNOWN = "□"
# Radicals and compatibility forms that fonts hand out for the common characters.
_FIRST_FORM, _LAST_RADICAL = 0x2E80, 0x2FDF
_FORMS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


@dataclass(frozen=True, slots=True)
class _Look:
    """What the characters of one text object share.

    `turn` counts quarters of a circle; `unnamed`: the font does not say which characters it shows.
    """

    baseline: tuple[float, float]
    size: float
    bold: bool
    turn: int | None
    unnamed: bool


class PageReader:
    """Reads the pages of one document; knows the fonts that it has met.

    `characters` counts what was read, `unnamed` those for which the font names no character.
    """

    def __init__(self) -> None:
        self._bold: dict[int, bool] = {}
        self.characters = self.unnamed = 0

    def read(self, page: pdfium.PdfPage, number: int) -> Page:
        """The characters of a page."""
        box = page.get_cropbox()
        text = page.get_textpage()
        try:
            found = list(self._characters(text))
        finally:
            text.close()
        turns = Counter(look.turn for _, _, look in found if look.turn is not None)
        turn = turns.most_common(1)[0][0] if turns else 0
        glyphs = [_placed(char, rect, look, box) for char, rect, look in found if look.turn == turn]
        width, height = box[2] - box[0], box[3] - box[1]
        if turn in (1, 3):
            width, height = height, width
        inside = tuple(
            g for g in glyphs if -g.size < g.left < width + g.size and 0 <= g.baseline <= height
        )
        return Page(number, width, height, inside, _has_picture(page, blank=not inside))

    def _characters(
        self, text: pdfium.PdfTextPage
    ) -> Iterator[tuple[str, tuple[float, float, float, float], _Look]]:
        """Each character with its rectangle (left, bottom, right, top) and look.

        A space that PDFium put in, where it saw a gap or dropped spaces of the file, has no width
        and the place of the character before it.
        """
        rect = raw.FS_RECTF()
        last: _Look | None = None
        looks: dict[int, _Look] = {}
        high = 0
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text.raw, index)
            if code in _HIGH:
                high = code
                continue
            if code in _SURROGATES:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
            item = raw.FPDFText_GetTextObject(text.raw, index)
            if not item:
                if code == _SPACE and last is not None:
                    yield " ", (rect.right, rect.bottom, rect.right, rect.top), last
                continue
            key = ctypes.addressof(item.contents)
            look = looks.get(key)
            if look is None:
                look = looks[key] = self._look(text, index, item)
            raw.FPDFText_GetLooseCharBox(text.raw, index, rect)
            last = look
            self.characters += 1
            unnamed = look.unnamed or code == 0 or code in _PRIVATE
            self.unnamed += unnamed
            char = _UNKNOWN if unnamed and code not in _ASCII else _character(code)
            yield char, (rect.left, rect.bottom, rect.right, rect.top), look

    def _look(self, text: pdfium.PdfTextPage, index: int, item: Any) -> _Look:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text.raw, index, matrix)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        scale = math.hypot(matrix.c, matrix.d)
        size = abs(raw.FPDFText_GetFontSize(text.raw, index) * scale)
        angle = math.atan2(matrix.b, matrix.a)
        quarter = round(angle / (math.pi / 2))
        straight = abs(angle - quarter * math.pi / 2) < _TILT and size > _SMALLEST
        stroked = raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        return _Look(
            (x.value, y.value),
            round(size, 1) or 1.0,
            stroked or self._is_bold(raw.FPDFTextObj_GetFont(item)),
            quarter % 4 if straight else None,
            raw.FPDFText_HasUnicodeMapError(text.raw, index) == 1,
        )

    def _is_bold(self, font: Any) -> bool:
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        known = self._bold.get(key)
        if known is None:
            heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            known = self._bold[key] = heavy or is_bold_font(_font_name(font))
        return known


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(_NAME_LENGTH)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, _NAME_LENGTH)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= _NAME_LENGTH else ""


def _character(code: int) -> str:
    if code < _FIRST_FORM or _LAST_RADICAL < code < _PRIVATE.start:
        return chr(code) if code else "\ufffd"
    if any(code in forms for forms in _FORMS):
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code) if code < 0x110000 else "\ufffd"


def _placed(
    char: str,
    rect: tuple[float, float, float, float],
    look: _Look,
    page: tuple[float, float, float, float],
) -> Glyph:
    """A character seen in the direction of its text, from the upper left corner of the page."""
    left, bottom, right, top = rect
    x, y = look.baseline
    if look.turn == 1:
        start, end, baseline = bottom - page[1], top - page[1], x - page[0]
    elif look.turn == 2:
        start, end, baseline = page[2] - right, page[2] - left, y - page[1]
    elif look.turn == 3:
        start, end, baseline = page[3] - top, page[3] - bottom, page[2] - x
    else:
        start, end, baseline = left - page[0], right - page[0], page[3] - y
    return Glyph(char, start, max(start, end), baseline, look.size, look.bold)


def _has_picture(page: pdfium.PdfPage, *, blank: bool) -> bool:
    """Whether there is a picture, or a part of its own that may hold one.

    On a page without text anything drawn counts: letters may be drawn as lines.
    """
    count = raw.FPDFPage_CountObjects(page.raw)
    if blank:
        return count > 0
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    items = (raw.FPDFPage_GetObject(page.raw, index) for index in range(count))
    return any(raw.FPDFPageObj_GetType(item) in kinds for item in items)
