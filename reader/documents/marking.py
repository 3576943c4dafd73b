"""The paragraphs of a whole file while headings and junk in them are corrected."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reader.documents.model import Document, Kind, Paragraph, Picture, Section


class Marking:
    """The paragraphs of a file, counted from 0 through its documents, their sections and pictures.

    `changed` are the paragraphs that were corrected: no rule touches them any more.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.sections: list[list[Section]] = []
        self.starts: list[int] = []
        self.changed: set[int] = set()
        # Behind a paragraph, and before the first one of a document as read.
        self._pictures: defaultdict[int, list[Picture]] = defaultdict(list)
        self._leading: defaultdict[int, list[Picture]] = defaultdict(list)
        for document in documents:
            start = len(self.paragraphs)
            self.starts.append(start)
            self.paragraphs += document.paragraphs
            self.sections += [[] for _ in document.paragraphs]
            for section in document.sections:
                self.sections[start + section.paragraph - 1].append(section)
            for picture in document.pictures:
                place = self._pictures if picture.after else self._leading
                place[start + max(0, picture.after - 1)].append(picture)
        kinds = (paragraph.kind for paragraph in self.paragraphs)
        self._read = list(zip(kinds, map(tuple, self.sections), strict=True))

    def set_heading(self, index: int, span: tuple[int, int] | None, level: int | None) -> None:
        """Make a paragraph, or a span of one, a heading of a level; None: no heading any more."""
        paragraph = self.paragraphs[index]
        whole = (0, len(paragraph.text))
        start, end = span or whole
        if span is None:
            kept: list[Section] = []
        else:
            kept = [s for s in self.sections[index] if s.end <= start or s.start >= end]
        if level is not None:
            title = paragraph.text[start:end]
            kept.append(Section(level, title, paragraph.number, start, end))
        self.sections[index] = sorted(kept, key=lambda section: section.start)
        if span is None:
            self._set_kind(index, self._plain(index) if level is None else Kind.HEADING)
        elif paragraph.kind in (Kind.HEADING, Kind.JUNK):
            # A heading inside of a paragraph: the paragraph is text.
            self._set_kind(index, self._plain(index))
        self.changed.add(index)

    def set_junk(self, index: int, junk: bool) -> None:
        """Mark a paragraph as junk, or as what it was read as; as text if that was junk."""
        if junk:
            self.sections[index] = []
            self._set_kind(index, Kind.JUNK)
        elif self.paragraphs[index].kind is Kind.JUNK:
            kind, sections = self._read[index]
            self.sections[index] = list(sections)
            self._set_kind(index, Kind.BODY if kind is Kind.JUNK else kind)
        self.changed.add(index)

    def set_meta(self, index: int) -> None:
        """Take a line of text as one that tells of it; a corrected one stays as it is."""
        body = self.paragraphs[index].kind is Kind.BODY
        if body and index not in self.changed and not self.sections[index]:
            self._set_kind(index, Kind.META)

    def document_parts(
        self, first: int, end: int
    ) -> tuple[tuple[Paragraph, ...], tuple[Section, ...], tuple[Picture, ...]]:
        """The paragraphs from `first` to before `end`, numbered from 1, and what belongs to them.

        Pictures before the first paragraph of a document stay there, also where it was joined to
        the one before.
        """
        paragraphs, sections, pictures = [], [], list[Picture]()
        for number, index in enumerate(range(first, end), start=1):
            paragraphs.append(replace(self.paragraphs[index], number=number))
            sections += [replace(section, paragraph=number) for section in self.sections[index]]
            pictures += [replace(p, after=number - 1) for p in self._leading.get(index, ())]
            pictures += [replace(p, after=number) for p in self._pictures.get(index, ())]
        return tuple(paragraphs), tuple(sections), tuple(pictures)

    def _plain(self, index: int) -> Kind:
        """What a paragraph is when it is neither a heading nor junk."""
        kind, _ = self._read[index]
        return Kind.BODY if kind in (Kind.HEADING, Kind.JUNK) else kind

    def _set_kind(self, index: int, kind: Kind) -> None:
        self.paragraphs[index] = replace(self.paragraphs[index], kind=kind)
