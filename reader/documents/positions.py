"""Where a text is read: the words at the top of the page, that are found again after an edit."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.documents.anchors import make_selector, resolve
from reader.documents.model import Paragraph, Selector

# So many characters from the first line in view on are remembered.
QUOTED = 80


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """A place that somebody reads at, to be kept.

    The selector is on the words from the first line in view on; `offset` tells how many logical
    pixels the top of that line (of its paragraph, where it is the first one) is below the top of
    the page.
    """

    selector: Selector
    offset: int


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """Where a kept place is now: paragraph from 1, index of the character, offset as above."""

    paragraph: int
    index: int
    offset: int


def position_at(
    document: str, fingerprint: str, paragraphs: Sequence[Paragraph], found: FoundPosition
) -> ReadingPosition:
    """The position to keep. A place beyond the text is taken for the nearest one in it."""
    number = min(max(found.paragraph, 1), max(len(paragraphs), 1))
    text = paragraphs[number - 1].text if paragraphs else ""
    start = min(max(found.index, 0), len(text))
    end = min(start + QUOTED, len(text))
    if not paragraphs:
        return ReadingPosition(Selector(document, 1, 0, 0, "", "", "", fingerprint), found.offset)
    selector = make_selector(document, fingerprint, paragraphs, number, start, end)
    return ReadingPosition(selector, found.offset)


def find_position(
    position: ReadingPosition, fingerprint: str, paragraphs: Sequence[Paragraph]
) -> FoundPosition:
    """Where a position is now; where its words are gone, the paragraph of the same number."""
    selector = position.selector
    if selector.fingerprint == fingerprint:
        return FoundPosition(selector.paragraph, selector.start, position.offset)
    if selector.exact.strip():
        _, passage = resolve(selector, fingerprint, paragraphs)
        if passage is not None:
            return FoundPosition(passage.paragraph, passage.start, position.offset)
    return FoundPosition(min(selector.paragraph, max(len(paragraphs), 1)), 0, 0)
