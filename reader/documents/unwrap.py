"""Undo hard line breaks: text copied from a PDF, a mail or an old editor.

Such a text betrays itself by many lines of nearly the same width that do not end a sentence.
Everything else keeps its lines.
"""

from dataclasses import dataclass
from itertools import islice

from reader.documents.blocks import needs_space
from reader.documents.clean import width
from reader.documents.marks import is_table_row
from reader.documents.numbering import mark_of

Line = tuple[int, str]
Piece = tuple[tuple[int, int], str]

_ENDINGS = "。！？；…!?;:：”’）)》】"
_STOPS = "。！？!?"
_SAMPLE = 4000
_FEWEST_LINES = 8
_NARROWEST, _WIDEST = 36, 160
_SLACK = 6


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text is wrapped: the width of a full line (columns), and whether it indents."""

    full: int
    indented: bool


def _is_indented(line: str) -> bool:
    return line[:1] in ("\u3000", "\t") or line[:2] == "  "


def _wrapping(lines: list[Line]) -> _Wrapping | None:
    """Measure a text; None where it is not hard-wrapped."""
    sample = list(islice((raw.rstrip() for _, raw in lines if raw.strip()), _SAMPLE))
    if len(sample) < _FEWEST_LINES:
        return None
    widths = [width(raw) for raw in sample]
    full = sorted(widths)[int(len(widths) * 0.9)]
    if not _NARROWEST <= full <= _WIDEST:
        return None
    near = [
        raw
        for raw, columns in zip(sample, widths, strict=True)
        if full - _SLACK <= columns <= full + 3
    ]
    running_on = sum(raw[-1] not in _ENDINGS for raw in near)
    if len(near) < 0.4 * len(sample) or running_on < 0.55 * len(near):
        return None
    indented = sum(map(_is_indented, sample)) > 0.04 * len(sample)
    return _Wrapping(full, indented)


def _opens_paragraph(line: str, wrapping: _Wrapping) -> bool:
    text = line.strip()
    if text.startswith(("# ", "## ", "### ", ">", "**")) or is_table_row(text):
        return True
    if wrapping.indented:
        return _is_indented(line)
    return mark_of(text) is not None


def _continues(last: str, wrapping: _Wrapping) -> bool:
    """Whether the paragraph goes on after the line `last`."""
    columns = width(last)
    if columns < wrapping.full - _SLACK:
        return False
    return wrapping.indented or last[-1] not in _STOPS or columns >= wrapping.full - 3


def unwrap(lines: list[Line]) -> list[Piece]:
    """Give ((first line, last line), raw text) for each paragraph; blank lines give none."""
    wrapping = _wrapping(lines)
    if wrapping is None:
        return [((number, number), raw) for number, raw in lines if raw.strip()]
    groups: list[list[Line]] = []
    last = ""
    for number, raw in lines:
        line = raw.rstrip()
        if line and last and _continues(last, wrapping) and not _opens_paragraph(line, wrapping):
            groups[-1].append((number, line.strip()))
        elif line:
            groups.append([(number, line)])
        last = line
    return [((group[0][0], group[-1][0]), _joined([line for _, line in group])) for group in groups]


def _joined(lines: list[str]) -> str:
    parts = [lines[0]]
    for line in lines[1:]:
        parts += [" " if needs_space(parts[-1], line) else "", line]
    return "".join(parts)
