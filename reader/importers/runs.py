"""Runs of text with one look each, as word processors keep them, to blocks."""

from collections.abc import Iterable

from reader.documents.blocks import Block, Spans, join_blocks, needs_space, with_pictures
from reader.documents.clean import clean, scrub
from reader.documents.model import Kind
from reader.importers.numerals import with_label

Run = tuple[str, bool]
_LONGEST_TITLE = 100


def blocks_of_runs(
    runs: Iterable[Run], *, level: int | None = None, kind: Kind | None = None, label: str = ""
) -> list[Block]:
    """The blocks of one paragraph; a line break in it begins a new one.

    `runs` are pieces of text, each bold or not; `label` is the automatic number. A heading stays
    one block.
    """
    lines = _lines(runs)
    if level is not None:
        lines = [_joined(lines)]
    blocks: list[Block] = []
    for chars, flags in lines:
        block = _block(chars, flags, "" if blocks else label, level, kind)
        if block is not None:
            blocks.append(block)
    return blocks


def joined_titles(found: Iterable[tuple[Block, bool]]) -> list[Block]:
    """Blocks, each with whether it is in the style of titles: a title over several is one."""
    joined: list[Block] = []
    was_title = False
    for block, is_title in found:
        if not block.text and joined:
            joined[-1] = with_pictures(joined[-1], block.pictures)
            continue
        if is_title and was_title and len(joined[-1].text) < _LONGEST_TITLE:
            joined[-1] = join_blocks(joined[-1], block)
        else:
            joined.append(block)
        was_title = is_title
    return joined


def spans_of(flags: Iterable[bool]) -> Spans:
    """The ranges of positions that are set."""
    spans: list[tuple[int, int]] = []
    begin = None
    for position, flag in enumerate((*flags, False)):
        if flag and begin is None:
            begin = position
        elif not flag and begin is not None:
            spans.append((begin, position))
            begin = None
    return tuple(spans)


_Line = tuple[str, list[bool]]


def _lines(runs: Iterable[Run]) -> list[_Line]:
    lines: list[tuple[list[str], list[bool]]] = [([], [])]
    for text, bold in runs:
        for place, piece in enumerate(text.split("\n")):
            if place:
                lines.append(([], []))
            piece = scrub(piece)
            lines[-1][0].append(piece)
            lines[-1][1].extend([bold] * len(piece))
    return [("".join(pieces), flags) for pieces, flags in lines]


def _joined(lines: list[_Line]) -> _Line:
    chars, flags = "", list[bool]()
    for more, more_flags in lines:
        if needs_space(chars, more):
            chars += " "
            flags.append(bool(flags) and flags[-1])
        chars += more
        flags += more_flags
    return chars, flags


def _block(
    chars: str, flags: list[bool], label: str, level: int | None, kind: Kind | None
) -> Block | None:
    text = clean(chars)
    if not text:
        return None
    start = chars.find(text)
    flags = flags[start : start + len(text)]
    whole = with_label(label, text)
    # A number looks like the text behind it.
    flags = [flags[0]] * (len(whole) - len(text)) + flags
    bold = [on and not char.isspace() for char, on in zip(whole, flags, strict=True)]
    return Block(whole, None, _bridged(whole, spans_of(bold)), level, kind)


def _bridged(text: str, spans: Spans) -> Spans:
    """Bold on both sides of white space goes through it; white space alone is never bold."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
