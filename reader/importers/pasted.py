"""Texts that were pasted: the rules of files, without a file.

What was copied with its layout goes through the reader of web pages, so that headings and tables
stay; plain text through the rules of .txt. The parsing is done in a worker process; the text goes
there in memory and is never written to the disk.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.documents.blocks import Block
from reader.documents.model import Document, Kind, Paragraph, Picture, Section
from reader.documents.structure import build_documents
from reader.errors import ImportProblem
from reader.importers.limits import Limits
from reader.importers.model import FailedFile, ParsedFile, Pasted
from reader.importers.text import text_blocks
from reader.messages import msg

FORMAT = "pasted"
_EMPTY = msg("没有可以存入的文字")
_LONGEST_TITLE = 40
_STOPS = "。！？；!?;"


def read_pasted(
    pasted: Pasted, limits: Limits, cancelled: Callable[[], bool]
) -> ParsedFile | FailedFile | None:
    """Parse a pasted text in a worker process of its own, with its limits; None if cancelled."""
    from reader.importers.crew import Crew

    crew = Crew({0: pasted}, {0: len(pasted)}, limits, 1, {})
    try:
        while not crew.has(0):
            if cancelled():
                return None
            crew.step(0)
        return crew.pop(0)
    finally:
        crew.stop()


def parse_pasted(pasted: Pasted, limits: Limits) -> ParsedFile:
    """Read a pasted text as one document. Runs in the worker process.

    Raises:
        ImportProblem: too long, nothing in it, or nesting past the parser.
    """
    if 2 * len(pasted) > limits.max_bytes:
        raise ImportProblem(msg("粘贴的内容太长，请存成文件再导入"))
    found = _page_blocks(pasted.html) if pasted.html else text_blocks(pasted.text)
    # Lines are those of a file, and there is none.
    blocks = [replace(block, lines=None) for block in found]
    documents = build_documents(blocks, _first_words(blocks), join=not pasted.html)
    if not documents:
        raise ImportProblem(_EMPTY)
    return ParsedFile(str(pasted), FORMAT, None, (joined(documents),))


def joined(documents: Sequence[Document]) -> Document:
    """One document of several that were found in a text, with the metadata of the first."""
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    pictures: list[Picture] = []
    for document in documents:
        before = len(paragraphs)
        paragraphs += [replace(p, number=p.number + before) for p in document.paragraphs]
        sections += [replace(s, paragraph=s.paragraph + before) for s in document.sections]
        pictures += [replace(p, after=p.after + before) for p in document.pictures]
    return Document(documents[0].metadata, tuple(paragraphs), tuple(sections), tuple(pictures))


def _page_blocks(html: str) -> list[Block]:
    """The blocks of a copied piece of a page. Nothing that it links to is fetched."""
    from reader.importers.html import html_blocks, html_tree

    root = html_tree(html)
    return [] if root is None else html_blocks(root)


def _first_words(blocks: Sequence[Block]) -> str:
    """A title for a text that has none: its first sentence, or the beginning of it."""
    text = next((block.text for block in blocks if block.kind is not Kind.JUNK), "")
    stop = min((text.find(mark) for mark in _STOPS if mark in text), default=len(text))
    text = (text[:stop] or text).strip()
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
