"""What an importer hands to the recognition of structure: paragraphs with the file's own marks."""

from dataclasses import dataclass, replace

from reader.documents.model import Genre, Kind

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the file has it: clean text, never empty, and what the file says of it.

    `level` is a heading level that the file marks (a style, an outline level, `#`), `kind` a
    list, table or note that the file marks, `lines` the lines of a plain text source, `bold` the
    bold spans.
    """

    text: str
    lines: tuple[int, int] | None = None
    bold: Spans = ()
    level: int | None = None
    kind: Kind | None = None

    @property
    def all_bold(self) -> bool:
        """Whether the whole paragraph is marked as bold."""
        return self.bold == ((0, len(self.text)),)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file's own properties (front matter, document properties) say. None = unknown."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    date: str | None = None
    genre: Genre | None = None
    number: str | None = None
    issuer: str | None = None
    classification: str | None = None


def needs_space(left: str, right: str) -> bool:
    """Whether two pieces of a broken paragraph need a space between them (Latin words do)."""
    return bool(
        left and right and left[-1].isascii() and right[0].isascii() and right[0].isalnum()
    ) and (left[-1].isalnum() or left[-1] in ",.;:")


def join_blocks(first: Block, second: Block) -> Block:
    """Put the two halves of a broken paragraph together again."""
    gap = " " if needs_space(first.text, second.text) else ""
    offset = len(first.text) + len(gap)
    lines = first.lines
    if first.lines and second.lines:
        lines = (first.lines[0], second.lines[1])
    return replace(
        first,
        text=first.text + gap + second.text,
        lines=lines,
        bold=first.bold + tuple((start + offset, end + offset) for start, end in second.bold),
    )
