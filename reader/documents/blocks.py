"""What an importer hands to the recognition of structure: paragraphs with the file's own marks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.documents.model import Genre, Kind, Picture

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the file has it: clean text and what the file says of it.

    `level` is a heading level that the file marks (a style, an outline level, `#`), `kind` a
    list, table or note that the file marks, `lines` the lines of a plain text source, `bold` the
    bold spans, `pictures` those that stand behind it. The text is empty only where pictures
    stand in a place of their own, until `settled` gives them to the paragraph before. `is_title`:
    the page sets it as the title of the whole.
    """

    text: str
    lines: tuple[int, int] | None = None
    bold: Spans = ()
    level: int | None = None
    kind: Kind | None = None
    pictures: tuple[Picture, ...] = ()
    is_title: bool = False

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
        pictures=first.pictures + second.pictures,
    )


def picture_blocks(pictures: Iterable[Picture]) -> list[Block]:
    """Pictures in a place of their own: one block without text, or none."""
    found = tuple(pictures)
    return [Block("", pictures=found)] if found else []


def settled(blocks: Iterable[Block]) -> tuple[tuple[Picture, ...], list[Block]]:
    """Pictures in places of their own, given to the paragraphs before them.

    Gives those before the first paragraph, and the blocks, none of them without text.
    """
    leading: tuple[Picture, ...] = ()
    found: list[Block] = []
    for block in blocks:
        if block.text:
            found.append(block)
        elif found:
            found[-1] = with_pictures(found[-1], block.pictures)
        else:
            leading += block.pictures
    return leading, found


def with_pictures(block: Block, pictures: tuple[Picture, ...]) -> Block:
    """The block with more pictures behind it."""
    return replace(block, pictures=block.pictures + pictures) if pictures else block
