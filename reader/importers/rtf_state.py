"""What an RTF group inherits from the group around it, and the tables at the head of the file."""

import codecs
from dataclasses import dataclass, field, replace

from reader.importers.code_pages import SYMBOL_CHARSET, charset_page
from reader.importers.style_names import named_level, names_title
from reader.importers.symbols import symbol

_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Look:
    """The state of a group: where its text goes, and how it looks.

    `to` names what the text is for: "" the text itself, otherwise a table of the head ("font",
    "style"), a property ("title", "author", "creatim"), the number of a paragraph ("label"), or
    "nothing". `skip` is how many characters stand for one that was written as a code (uc).
    """

    to: str = ""
    bold: bool = False
    hidden: bool = False
    font: int | None = None
    skip: int = 1
    style: int | None = None
    outline: int | None = None
    in_table: bool = False
    starred: bool = False
    alternatives: bool = False

    def plain(self) -> "Look":
        """The look of characters at its beginning (plain)."""
        return replace(self, bold=False, hidden=False, font=None)

    def paragraph(self) -> "Look":
        """The look of paragraphs at its beginning (pard)."""
        return replace(self, style=None, outline=None, in_table=False)


@dataclass(slots=True)
class Head:
    """The fonts and styles of a file, by number."""

    page: str
    default_font: int | None = None
    charsets: dict[int, int] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, str] = field(default_factory=dict)
    outlines: dict[int, int] = field(default_factory=dict)

    def level(self, look: Look) -> int | None:
        """The heading level of a paragraph."""
        outline = look.outline
        if outline is None and look.style is not None:
            outline = self.outlines.get(look.style)
        if outline is not None:
            return outline + 1 if 0 <= outline < _BODY_LEVEL else None
        name = self.styles.get(look.style or 0, "")
        return named_level(name) or (1 if names_title(name) else None)

    def is_title(self, look: Look) -> bool:
        """Whether a paragraph is in the style of titles."""
        return names_title(self.styles.get(look.style or 0, ""))

    def encoding(self, look: Look) -> str:
        """The encoding of bytes in a group."""
        return charset_page(self.charsets.get(self._font(look)), self.page)

    def symbol_font(self, look: Look) -> str | None:
        """The name of the font where it is one of pictures."""
        font = self._font(look)
        if self.charsets.get(font) != SYMBOL_CHARSET:
            return None
        return self.fonts.get(font, "").rstrip(";").strip()

    def _font(self, look: Look) -> int:
        return look.font if look.font is not None else (self.default_font or 0)


class ByteText:
    """Bytes that come in pieces, to text: a character of two bytes may lie in two pieces."""

    def __init__(self) -> None:
        self._encoding = ""
        self._decoder: codecs.IncrementalDecoder | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether bytes came in since the last end."""
        return self._decoder is not None

    def feed(self, data: bytes, encoding: str) -> str:
        """The text of a further piece."""
        before = "" if encoding == self._encoding else self.finish()
        if self._decoder is None:
            self._encoding = encoding
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        return before + self._decoder.decode(data)

    def finish(self) -> str:
        """What is left at the end of the bytes."""
        if self._decoder is None:
            return ""
        text = self._decoder.decode(b"", final=True)
        self._decoder = None
        return text


def as_text(code: int, font: str | None) -> str:
    """The character of a code unit; codes of picture fonts become common characters."""
    if font is not None and (code < 0x100 or 0xF000 <= code < 0xF100):
        return symbol(code, font)
    return chr(code)
