"""Windows code pages and character sets, as RTF and old Word files name them, to Python's."""

import codecs

# The character sets of fonts (\fcharset, LOGFONT.lfCharSet) and their code pages.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
_PAGES = {936: "gb18030", 65001: "utf-8", 10000: "mac_roman", 10008: "gb18030", 1200: "utf-16-le"}
_DOUBLE_BYTE = frozenset({"gb18030", "cp950", "cp932", "cp949", "johab"})
WESTERN = "cp1252"
SYMBOL_CHARSET = 2


def code_page(number: int | None) -> str:
    """The encoding of a code page; that of Western Europe where it is unknown."""
    if number in _PAGES:
        return _PAGES[number]
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return WESTERN


def charset_page(charset: int | None, default: str) -> str:
    """The encoding of a font's character set; `default` is that of the file.

    Chinese programs put Chinese text into fonts that they call Western.
    """
    named = _CHARSETS.get(charset or 0)
    if named in _DOUBLE_BYTE or (named and default not in _DOUBLE_BYTE):
        return named
    return default
