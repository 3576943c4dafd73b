"""A text on its way to the page. Apart from the other values: it is all that a start needs."""

from dataclasses import dataclass

from reader.documents.model import Paragraph, Picture, Section
from reader.documents.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Text:
    """A document opened for reading.

    The `pictures` come without their data: `Workspace.picture` gives those of number n (from 1).
    """

    record: DocumentRecord
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...] = ()
