"""Texts to be printed, and what stands on the pages of a PDF file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from reader.documents.model import Kind, Metadata, Paragraph, Picture, Section
from reader.messages import Translator
from reader.settings import Settings
from reader.ui.printing.content import compose
from reader.ui.printing.output import Order
from reader.ui.printing.pages import FIRST, Edition, Leaf
from reader.ui.printing.paper import sheet_of
from reader.ui.printing.pictures import ReadImages
from reader.ui.reading.places import Selection
from reader.workspace.text import Text
from tests.ui.texts import text_of

SENTENCE = "值班的人要把来电一一记下，谁来的、说了什么、办到哪一步，都要写清楚。"


def report(sections: int = 12, sentences: int = 6) -> Text:
    """A title, then sections of a heading and three paragraphs."""
    paragraphs = [Paragraph(1, Kind.HEADING, "短文一篇")]
    found = [Section(1, "短文一篇", 1, 0, 4)]
    for section in range(1, sections + 1):
        heading = f"第{section}节　值班记录"
        found.append(Section(2, heading, len(paragraphs) + 1, 0, len(heading)))
        paragraphs.append(Paragraph(len(paragraphs) + 1, Kind.HEADING, heading))
        for part in range(1, 4):
            words = f"（{section}.{part}）" + SENTENCE * (sentences + part)
            paragraphs.append(Paragraph(len(paragraphs) + 1, Kind.BODY, words))
    return text_of(paragraphs, found)


def with_metadata(text: Text, metadata: Metadata) -> Text:
    return replace(text, record=replace(text.record, metadata=metadata))


def with_pictures(text: Text, *pictures: Picture) -> Text:
    return replace(text, pictures=pictures)


def edition(
    text: Text,
    tr: Translator,
    settings: Settings | None = None,
    chosen: Selection | None = None,
) -> Edition:
    settings = settings or Settings()
    return Edition(compose(text, chosen, settings.print_source, tr), sheet_of(settings))


def leaves(made: Edition) -> list[Leaf]:
    return [made.leaf(start) for start in made.starts(FIRST)]


def order(
    text: Text,
    tr: Translator,
    settings: Settings | None = None,
    chosen: Selection | None = None,
    load: Callable[[int], bytes] = lambda _: b"",
) -> Order:
    settings = settings or Settings()
    content = compose(text, chosen, settings.print_source, tr)
    return Order(content, sheet_of(settings), ReadImages(load), tr)


@dataclass
class Page:
    """What stands on a page of a PDF file; `lines` with their boxes in points, from below."""

    text: str
    size: tuple[float, float]
    boxes: list[tuple[float, float, float, float]]


@dataclass
class Pdf:
    pages: list[Page]
    outline: list[tuple[int, str, int]]
    metadata: dict[str, str]


def read_pdf(path: Path) -> Pdf:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            boxes = [words.get_charbox(i) for i in range(words.count_chars())]
            pages.append(Page(words.get_text_range(), page.get_size(), boxes))
            words.close()
            page.close()
        outline = []
        for bookmark in document.get_toc():
            goal = bookmark.get_dest()
            index = goal.get_index() if goal is not None else None
            outline.append((bookmark.level, bookmark.get_title(), -1 if index is None else index))
        return Pdf(pages, outline, document.get_metadata_dict())
    finally:
        document.close()


def bare(words: str) -> str:
    """Without anything that breaks lines or parts columns."""
    return "".join(words.split())
