"""Which characters Qt takes the glyphs of a PDF file for, and which were meant."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QRawFont

from reader.ui.appearance import interface_font, reading_font
from reader.ui.printing.pdf import NOTHING
from reader.ui.typesetting import TextStyle

# Fonts have one glyph for two of these, which is a character of its own too.
DASHES, LONG_DASH = "——", "⸺"
# What Qt takes the wide form of a dash for, and that of a dot.
WIDE_FORMS = {"―": "—", "・": "·"}
# All characters of two bytes, but the halves of pairs.
_BMP = "".join(map(chr, (*range(1, 0xD800), *range(0xE000, 0x10000))))


def meant_characters(characters: set[str], style: TextStyle) -> dict[str, str]:
    """What was meant by the characters that Qt writes for a text made of `characters`.

    Qt takes a glyph for the first character that has it (`getReverseMap` in qfontsubset.cpp).
    Some milliseconds; runs in any thread.
    """
    meant = {}
    if LONG_DASH not in characters:
        meant[LONG_DASH] = DASHES
    if "—" in characters:
        # The wide form of two is no character.
        meant[NOTHING] = DASHES
    meant.update((seen, form) for seen, form in WIDE_FORMS.items() if seen not in characters)
    for font in _fonts(style):
        raw = QRawFont.fromFont(font)
        if not raw.isValid():
            continue
        glyphs = raw.glyphIndexesForString(_BMP)
        if len(glyphs) != len(_BMP):
            continue
        first: dict[int, str] = {}
        for character, glyph in zip(_BMP, glyphs, strict=True):
            taken = first.setdefault(glyph, character)
            if glyph and character in characters and taken not in characters:
                meant.setdefault(taken, character)
    return meant


def _fonts(style: TextStyle) -> Iterable[QFont]:
    yield reading_font(style.pixels, families=style.families)
    yield reading_font(style.pixels, QFont.Weight.Bold, style.families)
    yield interface_font()
