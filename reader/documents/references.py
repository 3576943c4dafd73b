"""References: the address of a passage as people write it, that is understood again.

    《关于加强督查工作的意见》 › 二、主要任务 › 第 12 段：“按时反馈办理结果”

A reference names the document by its title, so that it means the same on another computer with
the same text; the words win over the number of the paragraph, which an edit may have moved.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.documents.labels import section_label
from reader.documents.loose import LooseText, loosen, occurrences
from reader.documents.model import Paragraph, Passage, Section
from reader.documents.trails import sections_around

# Longer words are given by their beginning and their end.
_WHOLE = 60
_BEGINNING, _END = 36, 16
_CUT = "……"
_STEP = " › "
_PARAGRAPH = re.compile(r"第\s*(\d{1,7})\s*段")
_QUOTED = re.compile("[“\"「『‘'](.+)[”\"」』’']", re.DOTALL)
# What may stand before the title: an author and a colon.
_BEFORE_TITLE = 40
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


def read_reference(text: str) -> Reference | None:
    """What a text names, None where it is no reference to a passage."""
    flat = " ".join(text.split())
    found = _title(flat)
    if found is None:
        return None
    title, rest = found
    number = _PARAGRAPH.search(rest)
    quoted = _QUOTED.search(rest, number.end() if number else 0)
    words = tuple(part for part in quoted[1].split(_CUT) if part.strip()) if quoted else ()
    if number is None and not words:
        return None
    paragraph = int(number[1]) if number and int(number[1]) else None
    return Reference(title, paragraph, words[:2])


def locate(
    reference: Reference, document: str, paragraphs: Sequence[Paragraph]
) -> tuple[Passage, bool] | None:
    """The passage of a document that a reference names, and whether its words are there.

    Of words that stand in several places those nearest to the paragraph are meant. Where they
    are nowhere, the whole paragraph of that number; None where there is none either.
    """
    span = _find(reference, paragraphs) if reference.words else None
    if span is not None:
        number, start, end = span
        return Passage(document, number, start, end, paragraphs[number - 1].text[start:end]), True
    number = reference.paragraph or 0
    if not 1 <= number <= len(paragraphs):
        return None
    text = paragraphs[number - 1].text
    return Passage(document, number, 0, len(text), text), not reference.words


def _short(words: str) -> str:
    if len(words) <= _WHOLE:
        return words
    return words[:_BEGINNING] + _CUT + words[-_END:]


def _title(text: str) -> tuple[str, str] | None:
    """The title between the outer 《》 and what comes after it."""
    start = text.find("《")
    if not 0 <= start <= _BEFORE_TITLE:
        return None
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "《") - (text[place] == "》")
        if depth == 0:
            title = text[start + 1 : place].strip()
            return (title, text[place + 1 :]) if title else None
    return None


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
