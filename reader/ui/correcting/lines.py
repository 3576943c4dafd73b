"""The documents of a file as one list: before each document its border, then its paragraphs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.documents.model import Document, Kind, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a paragraph, or (`paragraph` is None) the border before document `document`.

    `section` is the heading that the paragraph is or begins with.
    """

    document: int
    paragraph: Paragraph | None
    section: Section | None = None

    @property
    def level(self) -> int | None:
        """The level of its heading, None for all that is no heading."""
        return None if self.section is None else self.section.level

    @property
    def runs_in(self) -> bool:
        """Whether its heading is only the beginning of the paragraph."""
        return self.section is not None and (
            self.paragraph is None or self.paragraph.kind is not Kind.HEADING
        )

    @property
    def is_title(self) -> bool:
        """Whether it is a title of the document, which no outline lists."""
        paragraph = self.paragraph
        return paragraph is not None and paragraph.kind is Kind.HEADING and self.section is None

    @property
    def is_junk(self) -> bool:
        """Whether reading hides it."""
        return self.paragraph is not None and self.paragraph.kind is Kind.JUNK


class Lines:
    """Rows from 0, worked out when they are asked for: a file may hold 30,000 paragraphs."""

    def __init__(self, documents: Sequence[Document] = ()) -> None:
        self.documents = tuple(documents)
        sizes = (1 + len(document.paragraphs) for document in self.documents)
        self._borders = [0, *accumulate(sizes)]
        self._sections: list[dict[int, Section]] = []
        for document in self.documents:
            first: dict[int, Section] = {}
            for section in document.sections:
                first.setdefault(section.paragraph, section)
            self._sections.append(first)

    def __len__(self) -> int:
        return self._borders[-1]

    def line(self, row: int) -> Line:
        """What stands in a row."""
        document = bisect_right(self._borders, row) - 1
        number = row - self._borders[document]
        if number == 0:
            return Line(document, None)
        paragraph = self.documents[document].paragraphs[number - 1]
        return Line(document, paragraph, self._sections[document].get(number))

    def row(self, document: int, paragraph: int = 0) -> int:
        """The row of a paragraph (from 1) of a document (from 0); 0 is its border."""
        return self._borders[document] + paragraph

    def section_before(self, row: int) -> Section | None:
        """The last section of the same document that begins at or before a row."""
        at = self.line(row)
        number = 0 if at.paragraph is None else at.paragraph.number
        sections = self.documents[at.document].sections
        after = bisect_right(sections, number, key=lambda section: section.paragraph)
        return sections[after - 1] if after else None

    # Splitting and joining documents moves the rows, but never the paragraphs of a file.

    def ordinal(self, row: int) -> int:
        """Which paragraph of the file (from 0) stands in a row, or is the first after a border."""
        return row - bisect_right(self._borders, row - 1) if row else 0

    def row_of_ordinal(self, ordinal: int) -> int:
        """The row of a paragraph of the file (from 0)."""
        for document in range(len(self.documents)):
            row = ordinal + document + 1
            if row < self._borders[document + 1]:
                return row
        return max(0, len(self) - 1)

    def same_rows(self, other: "Lines") -> bool:
        """Whether every row still holds the same place of the file."""
        return self._borders == other._borders
