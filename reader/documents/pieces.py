"""What is known of a part of a text that became a document by itself."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from reader.documents.blocks import Block
from reader.documents.front import Front, Opening, read_front
from reader.documents.marking import Marking
from reader.documents.model import Document, Kind, Metadata, Paragraph

_HEAD = 10
_LONGEST_TITLE = 60
_STOPS = "。！？；!?;"


def title_of_piece(marking: Marking, first: int, end: int, otherwise: str) -> str:
    """The first heading near the beginning, else the first line that is no junk, shortened."""
    lines = [p for p in marking.paragraphs[first:end] if p.kind is not Kind.JUNK and p.text.strip()]
    short = takewhile(lambda p: len(p.text) <= _LONGEST_TITLE, lines[:_HEAD])
    heading = next((p for p in short if p.kind is Kind.HEADING), None)
    if heading is not None:
        return heading.text
    text = lines[0].text if lines else ""
    stop = min((text.find(mark) for mark in _STOPS if mark in text), default=len(text))
    text = text[:stop] or text
    if len(text) > _LONGEST_TITLE:
        text = text[: _LONGEST_TITLE - 1] + "…"
    return text or otherwise


def describe(marking: Marking, first: int, end: int, read: Document) -> Metadata:
    """The metadata of the paragraphs from `first` to before `end`, a part of a document as read.

    What the document had from its own text is looked for in the part again; what it had from the
    file's properties stays. Lines of the part that tell of it are marked so.
    """
    whole, front = _front(read.paragraphs), _front(marking.paragraphs[first:end])
    for index in front.meta:
        marking.set_meta(first + index)
    was, now, metadata = whole.credits, front.credits, read.metadata

    def either(known: str | None, before: str | None, here: str | None) -> str | None:
        return here if known is None or known == before else known

    return replace(
        metadata,
        author=either(metadata.author, was.author, now.author),
        source=either(metadata.source, was.source, now.source),
        date=either(metadata.date, was.date or was.year, now.date or now.year),
        number=either(metadata.number, was.number, now.number),
        issuer=either(metadata.issuer, whole.issuer, front.issuer),
        classification=either(metadata.classification, was.classification, now.classification),
    )


def _front(paragraphs: Sequence[Paragraph]) -> Front:
    """The head and the tail of a text, whose title is its first heading or its first line."""
    blocks = [Block(p.text, p.lines, p.bold) for p in paragraphs]
    junk = frozenset(i for i, p in enumerate(paragraphs) if p.kind is Kind.JUNK or not p.text)
    lines = [i for i in range(len(paragraphs)) if i not in junk]
    if not lines:
        return Front()
    heads = (i for i in lines[:_HEAD] if paragraphs[i].kind is Kind.HEADING)
    title = next(heads, lines[0])
    return read_front(blocks, junk, Opening((title,), paragraphs[title].text))
