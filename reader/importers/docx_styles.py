"""The styles of a docx: what they say of outline level, numbering, bold and hidden type."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reader.importers.ooxml import WORD, word_number, word_switch, word_value
from reader.importers.style_names import named_level, names_contents, names_title

_BODY_LEVEL = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style; None where it says nothing. `outline` counts from 0, 9 means body text."""

    ident: str
    name: str
    based_on: str | None
    outline: int | None
    number_id: str | None
    number_level: int | None
    bold: bool | None
    hidden: bool | None


class Styles:
    """All styles of a document; without `root` none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in [] if root is None else root.findall(WORD + "style"):
            style = _read(element)
            self._styles[style.ident] = style
            is_default = word_value(element, "default") in ("1", "true", "on")
            if is_default and word_value(element, "type") == "paragraph":
                self._default = style.ident

    def level(self, ident: str | None) -> int | None:
        """The heading level from 1 that a paragraph style gives; None for body text."""
        for style in self._chain(ident):
            if style.outline is not None:
                return outline_level(style.outline)
            if named := named_level(style.name) or named_level(style.ident):
                return named
        return 1 if self.is_title(ident) else None

    def is_title(self, ident: str | None) -> bool:
        """Whether a style is that of the document's title."""
        return any(names_title(style.name) for style in self._chain(ident))

    def is_contents(self, ident: str | None) -> bool:
        """Whether a style is that of a table of contents."""
        return any(names_contents(style.name) for style in self._chain(ident))

    def numbering(self, ident: str | None) -> tuple[str, int | None, str] | None:
        """The list that a style belongs to: its id, the level, and the style that says so.

        A style may name the level only and leave the list to the one that it is based on.
        """
        level: int | None = None
        said_by: str | None = None
        for style in self._chain(ident):
            if level is None and style.number_level is not None:
                level, said_by = style.number_level, style.ident
            if style.number_id is not None:
                return style.number_id, level, said_by or style.ident
        return None

    def bold(self, ident: str | None) -> bool:
        """Whether a style makes text bold."""
        return next((s.bold for s in self._chain(ident) if s.bold is not None), False)

    def hidden(self, ident: str | None) -> bool:
        """Whether a style hides text."""
        return next((s.hidden for s in self._chain(ident) if s.hidden is not None), False)

    def paragraph_style(self, ident: str | None) -> str | None:
        """The style of a paragraph that may name none."""
        return ident if ident in self._styles else self._default

    def _chain(self, ident: str | None) -> Iterator[Style]:
        """A style and those that it is based on; circles come to an end."""
        for _ in range(_LONGEST_CHAIN):
            if ident is None or ident not in self._styles:
                return
            yield self._styles[ident]
            ident = self._styles[ident].based_on


def outline_level(outline: int) -> int | None:
    """The heading level from 1 of an outline level from 0; None for body text and nonsense."""
    return outline + 1 if 0 <= outline < _BODY_LEVEL else None


def _read(element: etree._Element) -> Style:
    paragraph = f"{WORD}pPr/{WORD}"
    look = element.find(WORD + "rPr")
    return Style(
        ident=word_value(element, "styleId") or "",
        name=word_value(element.find(WORD + "name")) or "",
        based_on=word_value(element.find(WORD + "basedOn")),
        outline=word_number(element.find(paragraph + "outlineLvl")),
        number_id=word_value(element.find(f"{paragraph}numPr/{WORD}numId")),
        number_level=word_number(element.find(f"{paragraph}numPr/{WORD}ilvl")),
        bold=word_switch(look, "b"),
        hidden=word_switch(look, "vanish"),
    )
