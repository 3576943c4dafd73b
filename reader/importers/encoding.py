"""The encoding of a text file, found by a ladder of tests.

BOM -> the byte pattern of UTF-16 -> strict UTF-8 -> line by line (damaged and mixed files) ->
GB18030 against Big5 by the commonness of the characters that come out.
"""

import codecs
import re
from dataclasses import dataclass

from reader.importers.commonness import commonness

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_BIG5 = ("big5", "cp950", "big5hkscs")
_LOW = 0.3
# Commonness below this is no Chinese prose in any encoding.
_CHINESE = 0.55
_UTF16 = 0.6
_MARGIN = 0.35
_UTF8_FAVOUR = 0.3
_GB_FAVOUR = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. `confidence` runs from 0 to 1; `bad` counts replaced characters."""

    text: str
    encoding: str
    confidence: float
    bad: int


def decode(data: bytes) -> Decoded:
    """Decode a file's bytes; never fails (`looks_binary` tells what is no text)."""
    for step in (_by_bom, _by_utf16_pattern, _by_utf8, _by_lines):
        found = step(data)
        if found is not None:
            return found
    return _by_commonness(data)


def decode_as(data: bytes, encoding: str) -> Decoded:
    """Decode a file's bytes in the encoding that the user chose, whatever comes out."""
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text, encoding, 1.0, text.count("\ufffd"))


def looks_binary(decoded: Decoded) -> bool:
    """Whether what came out is no text: control characters or replaced bytes all over it.

    Text that is certain (strict UTF-8, a BOM) may hold a good many stray NULs.
    """
    head = decoded.text[:_SAMPLE]
    control = sum(char < " " and char not in "\t\n\f\r\x1a\x1b" for char in head)
    strange = control + head.count("\ufffd")
    if decoded.confidence == 1.0:
        return strange > 0.5 * len(head)
    if decoded.confidence <= _LOW:
        return strange > 0.02 * len(head)
    return strange > 0.2 * len(head)


def _by_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, 1.0, text.count("\ufffd"))
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_utf16_pattern(data: bytes) -> Decoded | None:
    """UTF-16 without a BOM: Chinese text or ASCII with zero bytes comes out in one byte order."""
    head = data[:_SAMPLE]
    if len(data) < 4 or (b"\0" not in head and _is_utf8(data)):
        return None
    scores = {codec: _utf16_score(head, codec) for codec in ("utf-16-le", "utf-16-be")}
    encoding = max(scores, key=lambda codec: scores[codec])
    if scores[encoding] < _UTF16:
        return None
    if b"\0" not in head and commonness(head.decode("gb18030", "replace")) > scores[encoding]:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, 0.9, text.count("\ufffd"))


def _utf16_score(head: bytes, codec: str) -> float:
    """How well the bytes read as UTF-16: ASCII counts as good, controls as broken."""
    # An odd last byte is cut; a lone half of a pair at the sample's end does not matter.
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    if len(head) == _SAMPLE:
        text = text[:-1]
    plain = sum(" " <= char <= "~" or char in "\r\n\t" for char in text)
    control = sum(char < " " and char not in "\r\n\t" for char in text)
    beyond = len(text) - plain - control
    if not text or "\ufffd" in text:
        return 0.0
    return (plain + beyond * commonness(text) - 3 * control) / len(text)


def _by_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0, 0)
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and error.start >= len(data) - 3
        if cut and not data[: error.start].isascii():
            return Decoded(data.decode("utf-8", "replace"), "utf-8", 0.99, 1)
    return None


def _by_lines(data: bytes) -> Decoded | None:
    """Files with some good UTF-8: damaged ones, and those put together from two encodings."""
    whole = data.decode("utf-8", "replace")
    multibyte = sum(char > "\x7f" and char != "\ufffd" for char in whole[:_SAMPLE])
    lines = data.split(b"\n")
    good = sum(_multibyte_characters(line) for line in lines[:5000])
    if good < 6 and not (multibyte > 8 and commonness(whole) > _LOW):
        return None
    texts: list[str] = []
    mixed = False
    for line in lines:
        text, other = _mend(line)
        texts.append(text)
        mixed = mixed or other
    text = "\n".join(texts)
    encoding, confidence = ("utf-8+gb18030", 0.8) if mixed else ("utf-8", 0.95)
    return Decoded(text, encoding, confidence, text.count("\ufffd"))


def _multibyte_characters(line: bytes) -> int:
    """Characters beyond ASCII in a line of good UTF-8; a single one may be chance."""
    if line.isascii() or not _is_utf8(line):
        return 0
    count = sum(char > "\x7f" for char in line.decode("utf-8"))
    return count if count >= 2 else 0


def _mend(line: bytes) -> tuple[str, bool]:
    """Decode one line; tells whether it was in another encoding than UTF-8."""
    if _is_utf8(line):
        return line.decode("utf-8"), False
    damaged = line.decode("utf-8", "replace")
    best, best_score, other = damaged, commonness(damaged) + _UTF8_FAVOUR, False
    for codec in ("gb18030", "big5hkscs"):
        text = line.decode(codec, "replace")
        score = commonness(text)
        if score > best_score:
            best, best_score, other = text, score, True
    return best, other


def _by_commonness(data: bytes) -> Decoded:
    """GB18030 (with GBK and GB 2312 inside it) against Big5 and its extensions."""
    beyond = _BEYOND_ASCII.search(data)
    start = beyond.start() if beyond else 0
    sample = data[start : start + _SAMPLE]
    traditional = min(_BIG5, key=lambda codec: _errors(sample, codec))
    scores = {
        "gb18030": commonness(sample.decode("gb18030", "replace")) + _GB_FAVOUR,
        traditional: commonness(sample.decode(traditional, "replace")),
    }
    encoding = max(scores, key=lambda codec: scores[codec])
    confidence = min(0.99, abs(scores["gb18030"] - scores[traditional]) / _MARGIN)
    if scores[encoding] < _CHINESE:
        confidence = min(confidence, _LOW)
        if _errors(sample, encoding):
            encoding = "latin-1"
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, confidence, text.count("\ufffd"))


def _errors(data: bytes, codec: str) -> int:
    return data.decode(codec, "replace").count("\ufffd")
