"""From the paragraphs of a file to its documents: title, credits, junk, headings, kinds.

The rules are general knowledge of Chinese office writing and typing habits. What a file marks
itself (styles, `#`, front matter) is believed before any rule.
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.documents.articles import find_articles
from reader.documents.blocks import Block, Hints, settled
from reader.documents.candidates import Candidate, Form
from reader.documents.clean import bare, clean
from reader.documents.contents import contents_lines
from reader.documents.front import Front, Opening, read_front
from reader.documents.headings import find_headings, is_list_item
from reader.documents.joins import join_broken
from reader.documents.junk import junk_lines
from reader.documents.levels import levels
from reader.documents.model import Document, Genre, Kind, Metadata, Paragraph, Picture, Section

_NO_HINTS = Hints()
_UNTITLED = "无题"


def build_documents(
    blocks: Sequence[Block],
    fallback_title: str,
    hints: Hints = _NO_HINTS,
    *,
    join: bool = True,
    properties: Hints = _NO_HINTS,
) -> tuple[Document, ...]:
    """The documents of one file, at least one where there are blocks.

    `hints` are believed before the text, `properties` (a word processor's, often those of an
    older file or of an account) only where the text says nothing. `fallback_title` (the file's
    name) serves where no title is found; `join` puts broken paragraphs together and is off for
    formats whose paragraphs are certain. Pictures change nothing of all this.
    """
    leading, whole = settled(blocks)
    if not whole:
        return ()
    # File names may hold bytes that are no text.
    fallback_title = clean(fallback_title) or _UNTITLED
    junk = junk_lines(whole)
    if join:
        whole, new_junk = join_broken(whole, junk)
        junk = frozenset(new_junk)
    openings = find_articles(whole, junk)
    if not openings:
        return (_compose(whole, junk, None, fallback_title, hints, properties, leading),)
    starts = [0] + [opening.lines[0] for opening in openings[1:]] + [len(whole)]
    return tuple(
        _compose(
            whole[start:end],
            frozenset(i - start for i in junk if start <= i < end),
            Opening(tuple(i - start for i in opening.lines), opening.title),
            fallback_title,
            replace(hints, title=None, number=None),
            replace(properties, title=None, number=None),
            () if start else leading,
        )
        for opening, start, end in zip(openings, starts, starts[1:], strict=False)
    )


def _compose(
    blocks: list[Block],
    junk: frozenset[int],
    opening: Opening | None,
    fallback_title: str,
    hints: Hints,
    properties: Hints,
    leading: tuple[Picture, ...],
) -> Document:
    front = read_front(blocks, junk, opening, properties.title)
    if hints.title is not None and bare(hints.title) != bare(front.title or ""):
        # The file names its title itself: the first heading is a heading like the others.
        front.titles.clear()
    contents = contents_lines(blocks)
    body = [
        i for i in range(len(blocks)) if i not in junk and i not in contents and not front.knows(i)
    ]
    headings = find_headings(blocks, body)
    paragraphs = _paragraphs(blocks, junk, contents, front, headings)
    return Document(
        _metadata(front, fallback_title, hints, properties),
        paragraphs,
        _sections(blocks, headings, opening),
        leading + _placed(blocks),
    )


def _placed(blocks: Sequence[Block]) -> tuple[Picture, ...]:
    return tuple(
        replace(picture, after=number)
        for number, block in enumerate(blocks, start=1)
        for picture in block.pictures
    )


def _metadata(front: Front, fallback_title: str, hints: Hints, properties: Hints) -> Metadata:
    known = front.credits
    return Metadata(
        title=hints.title or front.title or properties.title or fallback_title,
        author=hints.author or known.author or properties.author,
        source=hints.source or known.source or properties.source,
        date=hints.date or known.date or known.year or properties.date,
        genre=hints.genre or properties.genre or Genre.ORIGINAL,
        number=hints.number or known.number or properties.number,
        issuer=hints.issuer or front.issuer or properties.issuer,
        classification=hints.classification or known.classification or properties.classification,
    )


def _paragraphs(
    blocks: Sequence[Block],
    junk: frozenset[int],
    contents: frozenset[int],
    front: Front,
    headings: Sequence[Candidate],
) -> tuple[Paragraph, ...]:
    lines = {h.index for h in headings if h.form is not Form.RUN_IN}
    run_in = {h.index for h in headings if h.form is Form.RUN_IN}

    def kind(index: int) -> Kind:
        block = blocks[index]
        if index in junk or index in front.junk:
            return Kind.JUNK
        if index in front.meta:
            return Kind.META
        if index in front.titles or index in lines:
            return Kind.HEADING
        if index in contents:
            return Kind.LIST
        if block.kind is not None:
            return block.kind
        bullet = block.text[0] in "-•·●◆■▪*○–"
        return Kind.LIST if is_list_item(block) and (bullet or index not in run_in) else Kind.BODY

    return tuple(
        Paragraph(index + 1, kind(index), block.text, block.lines, block.bold)
        for index, block in enumerate(blocks)
    )


def _sections(
    blocks: Sequence[Block], headings: Sequence[Candidate], opening: Opening | None
) -> tuple[Section, ...]:
    """The outline. In a file with several articles, an article's own titles are its level 1."""
    titles = opening.lines if opening else ()
    outer = [Section(1, blocks[i].text, i + 1, 0, len(blocks[i].text)) for i in titles]
    inner = [
        Section(level, blocks[h.index].text[: h.end], h.index + 1, 0, h.end)
        for h, level in zip(headings, levels(blocks, headings, len(titles) and 1), strict=True)
    ]
    return tuple(sorted([*outer, *inner], key=lambda s: (s.paragraph, s.start)))
