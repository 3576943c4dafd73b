"""The styles and fonts of a Word 97-2003 file (STSH and SttbfFfn; MS-DOC 2.9.271, 2.9.286)."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.importers.doc_changes import (
    BOLD,
    HIDDEN,
    LIST,
    LIST_LEVEL,
    OUTLINE,
    modifications,
    number,
    toggled,
)
from reader.importers.style_names import named_level, names_contents, names_title

STYLES, FONTS = 1, 15
_PARAGRAPH = 1
# Numbers of styles that every Word has.
_HEADINGS, _CONTENTS, _TITLE = range(1, 10), range(19, 28), 62
_NONE = 0xFFF
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20
_FONT_NAME = 40
_MOST_FONTS = 2000


@dataclass(frozen=True, slots=True)
class _Style:
    built_in: int
    name: str
    base: int
    outline: int | None = None
    list_number: int | None = None
    list_level: int | None = None
    bold: int | None = None
    hidden: int | None = None


class Styles:
    """What the styles of a file say, by their number."""

    def __init__(self, data: bytes) -> None:
        """`data` is the sheet of styles; what is damaged in it is left out."""
        self._styles = dict(_read(data))

    def level(self, style: int) -> int | None:
        """The heading level from 1; None for body text."""
        for found in self._chain(style):
            if found.outline is not None:
                return found.outline + 1 if 0 <= found.outline < _BODY_LEVEL else None
            if found.built_in in _HEADINGS:
                return found.built_in
            if (named := named_level(found.name)) is not None:
                return named
        return 1 if self.is_title(style) else None

    def is_title(self, style: int) -> bool:
        """Whether it is the style of the document's title."""
        return any(s.built_in == _TITLE or names_title(s.name) for s in self._chain(style))

    def is_contents(self, style: int) -> bool:
        """Whether it is a style of a table of contents."""
        return any(s.built_in in _CONTENTS or names_contents(s.name) for s in self._chain(style))

    def numbering(self, style: int) -> tuple[int, int]:
        """Number of the list and level in it; the list is 0 for none.

        A style may name the level only and leave the list to the one that it is based on.
        """
        level: int | None = None
        for found in self._chain(style):
            level = found.list_level if level is None else level
            if found.list_number is not None:
                return found.list_number, level or 0
        return 0, 0

    def bold(self, style: int) -> bool:
        """Whether text of a style is bold."""
        return self._switch(style, lambda s: s.bold)

    def hidden(self, style: int) -> bool:
        """Whether text of a style is hidden."""
        return self._switch(style, lambda s: s.hidden)

    def _switch(self, style: int, of: Callable[[_Style], int | None]) -> bool:
        state = False
        for found in reversed(list(self._chain(style))):
            state = toggled(of(found), state)
        return state

    def _chain(self, style: int) -> Iterator[_Style]:
        """A style and those that it is based on; circles come to an end."""
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.base


def _read(data: bytes) -> Iterator[tuple[int, _Style]]:
    if len(data) < 6:
        return
    header, count, fixed = struct.unpack_from("<HHH", data)
    position = 2 + header
    for place in range(count):
        if position + 2 > len(data):
            return
        (size,) = struct.unpack_from("<H", data, position)
        body = data[position + 2 : position + 2 + size]
        position += 2 + size
        if len(body) >= fixed + 2 and fixed >= 10:
            yield place, _style(body, fixed)


def _style(body: bytes, fixed: int) -> _Style:
    first, second, third = struct.unpack_from("<HHH", body)
    kind, base, parts = second & 0xF, second >> 4, third & 0xF
    (length,) = struct.unpack_from("<H", body, fixed)
    start = fixed + 2
    name = body[start : start + 2 * length].decode("utf-16-le", "replace").split(",")[0].strip()
    values: dict[int, int] = {}
    position = start + 2 * length + 2
    for part in range(parts):
        if position + 2 > len(body):
            break
        (size,) = struct.unpack_from("<H", body, position)
        changes = body[position + 2 : position + 2 + size]
        if kind == _PARAGRAPH and part == 0:
            # The number of the style itself stands before its changes.
            changes = changes[2:]
        values |= {code: number(operand) for code, operand in modifications(changes)}
        position += 2 + size + size % 2
    return _Style(
        first & 0xFFF,
        name,
        base if base != _NONE else -1,
        values.get(OUTLINE),
        values.get(LIST),
        values.get(LIST_LEVEL),
        values.get(BOLD),
        values.get(HIDDEN),
    )


def font_names(data: bytes) -> list[str]:
    """The names of the fonts, by their number."""
    found: list[str] = []
    if len(data) < 4:
        return found
    (count,) = struct.unpack_from("<H", data)
    position = 4
    for _ in range(min(count, _MOST_FONTS)):
        if position >= len(data):
            break
        size = data[position] + 1
        name = data[position + _FONT_NAME : position + size].decode("utf-16-le", "replace")
        found.append(name.partition("\0")[0])
        position += size
    return found
