"""Footnotes of a page: small type at its foot, each beginning with the mark that the text has.

Raised digits arrive here as the superscript characters ¹²³; those that belong to a note become
[注1], as in the other formats, and the rest (m²) stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.importers.page import Line

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MARK = re.compile(
    r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\[\d{1,3}\]|〔\d{1,3}〕|\d{1,3}(?=[^\d.．、年月日%])|[①-⑳]|\*+)"
)
_NUMBER = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=[^\d.．、年月日%]))\s*")
_SMALLER = 0.97
_LOWER_PART = 0.4


@dataclass(frozen=True, slots=True)
class Foot:
    """The lines of the text of a page, and the lines of each of its notes."""

    text: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...]


def split_notes(lines: Sequence[Line], height: float, body_size: float) -> Foot:
    """Take the notes at the foot of a page from its lines (in the order of reading)."""
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * body_size:
        start -= 1
    is_note = 0 < start < len(lines) and _MARK.match(lines[start].text)
    if not is_note or lines[start].baseline < _LOWER_PART * height:
        return Foot(tuple(lines), ())
    notes: list[tuple[Line, ...]] = []
    for line in lines[start:]:
        if _MARK.match(line.text):
            notes.append((line,))
        else:
            notes[-1] = (*notes[-1], line)
    labels = {number for note in notes if (number := _number(note[0])) is not None}
    return Foot(
        tuple(_named(line, labels) for line in lines[:start]),
        tuple((_opened(note[0]), *note[1:]) for note in notes),
    )


def _number(line: Line) -> str | None:
    """The number that a note begins with."""
    match = _NUMBER.match(line.text)
    return match[1].translate(_PLAIN) if match else None


def _opened(line: Line) -> Line:
    """The first line of a note with its number written out."""
    number = _number(line)
    if number is None:
        return line
    text = _NUMBER.sub(f"[注{number}]", line.text, count=1)
    return replace(line, text=text, bold=())


def _named(line: Line, labels: set[str]) -> Line:
    """A line of the text with its marks of notes written out."""
    places = [m for m in _RAISED.finditer(line.text) if m[0].translate(_PLAIN) in labels]
    if not places:
        return line
    parts: list[str] = []
    # Where each old position went.
    moved = list(range(len(line.text) + 1))
    position = shift = 0
    for match in places:
        name = f"[注{match[0].translate(_PLAIN)}]"
        parts += [line.text[position : match.start()], name]
        position = match.end()
        shift += len(name) - len(match[0])
        moved[position:] = [place + shift for place in range(position, len(moved))]
    parts.append(line.text[position:])
    bold = tuple((moved[start], moved[end]) for start, end in line.bold)
    return replace(line, text="".join(parts), bold=bold)
