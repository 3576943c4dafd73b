"""Pages to blocks: what pdf and OFD share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.documents.blocks import Block
from reader.documents.clean import clean
from reader.documents.model import Kind
from reader.importers.page import Line, Page
from reader.importers.page_headings import Entry, Placed, with_entries, with_sizes
from reader.importers.page_lines import boxed, page_lines
from reader.importers.page_margins import without_margins
from reader.importers.page_notes import split_notes
from reader.importers.page_paragraphs import (
    Draft,
    Habits,
    habits_of,
    paragraphs,
    with_common_boxes,
)

FEWEST_CHARACTERS = 20
"""A page with fewer characters and with a picture is a scan."""


@dataclass(frozen=True, slots=True)
class PagedText:
    """The blocks of a file of pages, and which of its pages (from 1) are mere pictures."""

    blocks: tuple[Block, ...]
    pages: int
    scanned: tuple[int, ...]

    @property
    def is_scan(self) -> bool:
        """Whether all its pages are pictures."""
        return 0 < self.pages == len(self.scanned)


def read_pages(pages: Iterable[Page], entries: Sequence[Entry] = ()) -> PagedText:
    """Read pages, one at a time; `entries` is the file's own contents tree.

    Without one, the size of the type tells the headings.
    """
    lines: list[tuple[Line, ...]] = []
    strip: float | None = None
    heights: list[float] = []
    pictures: list[bool] = []
    for page in pages:
        found = page_lines(page, strip)
        lines.append(found.lines)
        strip = found.strip
        heights.append(page.height)
        pictures.append(page.images)
    kept = without_margins(lines, heights)
    scanned = tuple(
        number
        for number, (left, picture) in enumerate(zip(kept, pictures, strict=True), start=1)
        if picture and sum(len(line.text) for line in left) < FEWEST_CHARACTERS
    )
    return PagedText(tuple(_blocks(kept, heights, entries)), len(lines), scanned)


def _blocks(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], entries: Sequence[Entry]
) -> list[Block]:
    habits = habits_of([line for lines in pages for line in boxed(lines)])
    text: list[Line] = []
    notes: dict[int, list[Draft]] = {}
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        foot = split_notes(lines, height, habits.size)
        text += foot.text
        notes[number] = [Draft(list(note), is_note=True) for note in foot.notes]
    text = with_common_boxes(boxed(text))
    placed = _placed(paragraphs(text, habits_of(text)), notes)
    placed = (
        with_entries(placed, entries, habits.size) if entries else with_sizes(placed, habits.size)
    )
    return [item.block for item in placed]


def _placed(drafts: Sequence[Draft], notes: dict[int, list[Draft]]) -> list[Placed]:
    """The paragraphs, and the notes of a page behind the last one that begins on it."""
    found: list[Placed] = []
    waiting = sorted(notes)
    for draft in drafts:
        while waiting and waiting[0] < draft.first.page:
            found += _as_placed(notes[waiting.pop(0)])
        found += _as_placed([draft])
    for page in waiting:
        found += _as_placed(notes[page])
    return found


def _as_placed(drafts: Iterable[Draft]) -> list[Placed]:
    found = []
    for draft in drafts:
        text, bold = draft.text()
        kind = Kind.NOTE if draft.is_note else Kind.TABLE if draft.is_row else None
        if clean(text):
            found.append(Placed(Block(text, None, bold, None, kind), draft.first.page, draft.size))
    return found


__all__ = ["Entry", "Habits", "PagedText", "read_pages"]
