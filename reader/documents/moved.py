"""Paragraphs that stand elsewhere in another version of a text, word for word.

They are differences all the same, gone here and come there: the order of a text is part of it.
Shorter ones ("（略）") are like others by chance.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.documents.comparison import Comparison, Spans
from reader.documents.model import Paragraph

# Characters from which on the same wording is no chance.
_LEAST = 6


def moved(
    comparison: Comparison, old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> tuple[tuple[int, int], ...]:
    """The numbers of moved paragraphs in the old text and in the new one; each is in one pair."""
    come: dict[str, list[int]] = defaultdict(list)
    for paragraph in _whole(new, comparison.added):
        come[paragraph.text].append(paragraph.number)
    found: list[tuple[int, int]] = []
    for paragraph in _whole(old, comparison.removed):
        there = come.get(paragraph.text)
        if there:
            found.append((paragraph.number, there.pop(0)))
    return tuple(found)


def _whole(paragraphs: Sequence[Paragraph], marked: dict[int, Spans]) -> Iterator[Paragraph]:
    """The paragraphs that are marked from their beginning to their end."""
    for number, spans in marked.items():
        paragraph = paragraphs[number - 1]
        if len(paragraph.text) >= _LEAST and spans == ((0, len(paragraph.text)),):
            yield paragraph
