"""Small texts for the tests of the library, and databases that hold them."""

from pathlib import Path

from reader.documents.model import Document, Genre, Kind, Metadata, Paragraph, Section, Selector
from reader.documents.record import Origin
from reader.importers.model import ParsedFile
from reader.library.database import Database
from reader.library.schema import LIBRARY, PERSONAL
from reader.library.texts import TextStore


def document(title: str, *texts: str, author: str | None = None) -> Document:
    """A document whose first paragraph is its heading."""
    paragraphs = [Paragraph(1, Kind.HEADING, title, lines=(1, 1), bold=((0, len(title)),))]
    paragraphs += [
        Paragraph(number, Kind.BODY, text, lines=(number, number))
        for number, text in enumerate(texts, start=2)
    ]
    return Document(
        metadata=Metadata(title, author=author, date="2014-05", genre=Genre.OTHER),
        paragraphs=tuple(paragraphs),
        sections=(Section(1, title, 1, 0, len(title)),),
    )


def parsed(path: Path, *documents: Document) -> ParsedFile:
    return ParsedFile(str(path), "txt", "utf-8", documents)


def origin(name: str = "/texts/a.txt", part: int = 0) -> Origin:
    return Origin(name, part, "txt", "utf-8")


def library(folder: Path) -> Database:
    return Database(folder / "library.db", LIBRARY)


def personal(folder: Path) -> Database:
    return Database(folder / "personal.db", PERSONAL)


def selector(paragraph: int = 2, exact: str = "督查") -> Selector:
    return Selector("0123456789abcdef", paragraph, 0, len(exact), exact, "前", "后", "f" * 64)


def fill(texts: TextStore, count: int, paragraphs: int = 20) -> None:
    """Add many different documents."""
    with texts.database.transaction():
        for number in range(count):
            body = [f"第{number}篇第{line}段，讲督查与落实。" * 5 for line in range(paragraphs)]
            texts.add(document(f"文献{number}", *body), origin(f"/texts/{number}.txt"))
