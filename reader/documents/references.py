"""References: the address of a passage as people write it, that is understood again.

    《关于加强督查工作的意见》 › 二、主要任务 › 第 12 段：“按时反馈办理结果”

A reference names the document by its title, so that it means the same on another computer with
the same text; the words win over the number of the paragraph, which an edit may have moved.
reader.documents.cited reads them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.documents.labels import section_label
from reader.documents.loose import LooseText, loosen, occurrences
from reader.documents.model import Paragraph, Passage, Section, Wording
from reader.documents.trails import sections_around

# Longer words are given by their beginning and their end.
_WHOLE = 60
_BEGINNING, _END = 36, 16
CUT = "……"
_STEP = " › "
# So many characters are found again anywhere in the document; fewer in their paragraph only.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage as it was named: `paragraph` from 1, and its words; one of them may be missing.

    `words` has one part, or two where the middle was left out.
    """

    title: str
    paragraph: int | None
    words: tuple[str, ...]


def write_reference(title: str, sections: Iterable[Section], passage: Passage, whole: bool) -> str:
    """Name a passage; `whole` tells that a paragraph is meant and not some words of it."""
    steps = [f"《{title}》", *(label for label in trail(sections, passage) if label != title)]
    place = f"第 {passage.paragraph} 段"
    words = "" if whole else _short(" ".join(passage.text.split()))
    return _STEP.join([*steps, f"{place}：“{words}”" if words else place])


def trail(sections: Iterable[Section], passage: Passage) -> tuple[str, ...]:
    """The labels of the sections that a passage stands in, from the outermost one."""
    around = sections_around(sections, passage.paragraph, passage.start)
    return tuple(section_label(section.title) for section in around)


def locate(
    reference: Reference, document: str, paragraphs: Sequence[Paragraph]
) -> tuple[Passage, Wording] | None:
    """The passage of a document that a reference names, and what became of its words.

    Of words that stand in several places those nearest to the paragraph are meant. Where they
    are nowhere, what they were made into; else the whole paragraph of that number; None where
    there is none either.
    """
    span = _find(reference, paragraphs) if reference.words else None
    if span is not None:
        return _passage(document, paragraphs, *span), Wording.THERE
    span = _altered(reference, paragraphs) if reference.words else None
    if span is not None:
        return _passage(document, paragraphs, *span), Wording.ALTERED
    number = reference.paragraph or 0
    if not 1 <= number <= len(paragraphs):
        return None
    whole = _passage(document, paragraphs, number, 0, len(paragraphs[number - 1].text))
    return whole, Wording.GONE if reference.words else Wording.THERE


def _passage(
    document: str, paragraphs: Sequence[Paragraph], number: int, start: int, end: int
) -> Passage:
    return Passage(document, number, start, end, paragraphs[number - 1].text[start:end])


def _short(words: str) -> str:
    if len(words) <= _WHOLE:
        return words
    return words[:_BEGINNING] + CUT + words[-_END:]


def _find(reference: Reference, paragraphs: Sequence[Paragraph]) -> tuple[int, int, int] | None:
    first, last = loosen(reference.words[0]), loosen(reference.words[-1])
    if not first or not last:
        return None
    near = reference.paragraph
    if near is not None and 1 <= near <= len(paragraphs):
        alone = LooseText([paragraphs[near - 1].text])
        span = _span(alone, first, last, len(reference.words) > 1, 0)
        if span is not None:
            _, start, end = alone.place(*span)
            return near, start, end
    if len(first) < _TELLING:
        return None
    whole = LooseText([paragraph.text for paragraph in paragraphs])
    old = whole.offset(min(near, len(paragraphs)), 0) if near and paragraphs else 0
    span = _span(whole, first, last, len(reference.words) > 1, old)
    return None if span is None else whole.place(*span)


def _altered(reference: Reference, paragraphs: Sequence[Paragraph]) -> tuple[int, int, int] | None:
    """The words as somebody rewrote them; paragraph, start and end."""
    from reader.documents.nearly import nearly

    parts = [loosen(part) for part in reference.words]
    texts = [loosen(paragraph.text) for paragraph in paragraphs]
    found = nearly(parts, texts, (reference.paragraph or 1) - 1)
    if found is None:
        return None
    raw = LooseText([paragraphs[found.index].text])
    return found.index + 1, *raw.raw_span(found.start, found.end)


def _span(text: LooseText, first: str, last: str, cut: bool, near: int) -> tuple[int, int] | None:
    """Where the words stand in the raw text, as near as can be to an offset of it."""
    spans = []
    for start in occurrences(first, text.text):
        end = start + len(first)
        if cut:
            end = text.text.find(last, end)
            if end < 0:
                break
            end += len(last)
        spans.append(text.raw_span(start, end))
    return min(spans, key=lambda span: abs(span[0] - near), default=None)
