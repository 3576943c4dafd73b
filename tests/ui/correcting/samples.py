"""A file of two documents for the tests of correcting, and ways to work on it."""

from reader.documents.model import Document, Kind, Metadata, Paragraph, Section
from reader.documents.reading import Reading
from reader.ui.correcting.editing import look
from reader.ui.correcting.steps import Corrections, Step, View

FIRST = (
    ("heading", "茶水间值班记"),
    ("body", "值班室里烧着一壶水，谁来谁添柴。"),
    ("heading", "一、烧水"),
    ("body", "水要现烧。隔夜的水不能泡茶，也不能待客。"),
    ("heading", "（一）看火"),
    ("body", "人不离灶，火不离眼。"),
    ("junk", "第 1 页 共 2 页"),
)
SECOND = (
    ("heading", "门房交接记"),
    ("body", "钥匙挂在墙上第二个钉子。"),
    ("heading", "一、钥匙"),
    ("body", "交接时当面点清。少一把也不接班。"),
)

RUN_IN = "水要现烧。"


def document(title: str, rows: tuple[tuple[str, str], ...]) -> Document:
    """A document; its headings but the first are sections, deeper ones by their brackets."""
    paragraphs = tuple(Paragraph(n, Kind(kind), text) for n, (kind, text) in enumerate(rows, 1))
    sections = [
        Section(2 if p.text.startswith("（") else 1, p.text, p.number, 0, len(p.text))
        for p in paragraphs[1:]
        if p.kind is Kind.HEADING
    ]
    sections += [Section(2, RUN_IN, p.number, 0, 5) for p in paragraphs if RUN_IN in p.text]
    sections.sort(key=lambda section: section.paragraph)
    return Document(Metadata(title, author="老张"), paragraphs, tuple(sections))


def reading(corrections: Corrections = (), path: str = "/nowhere/notes.txt") -> Reading:
    """The file as read."""
    documents = document("茶水间值班记", FIRST), document("门房交接记", SECOND)
    return Reading(path, "txt", "utf-8", documents, corrections)


def view(corrections: Corrections = ()) -> View:
    """The file as shown."""
    return look(reading(), corrections)


def after(shown: View, *steps: Step) -> View:
    """What steps make of it, one after the other."""
    for step in steps:
        shown = look(reading(), step(shown))
    return shown


def row_of(shown: View, words: str) -> int:
    """The row of the paragraph that begins with words."""
    for row in range(len(shown.lines)):
        paragraph = shown.lines.line(row).paragraph
        if paragraph is not None and paragraph.text.startswith(words):
            return row
    raise LookupError(words)


def outline(shown: View) -> list[tuple[str, list[tuple[int, str]]]]:
    """Titles and headings of the documents."""
    return [
        (d.metadata.title, [(s.level, s.title) for s in d.sections]) for d in shown.lines.documents
    ]
