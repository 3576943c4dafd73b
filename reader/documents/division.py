"""How the paragraphs of a file are divided into documents, once the user has a say in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.documents.marking import Marking
from reader.documents.model import Document, Genre, Metadata
from reader.documents.pieces import describe, title_of_piece
from reader.documents.places import Place

# A field is corrected on the first paragraph of its document; an edit may have put lines above.
_HEAD = 10


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a document begins: the paragraph of the file (from 0), and why there.

    `part` is the place (from 0) among the documents as read of one that begins there too,
    `split` the place of the `Split` otherwise.
    """

    index: int
    part: int | None
    split: Place | None = None


class Division:
    """The documents of a file, first as read, then split and joined, then composed."""

    def __init__(self, read: Sequence[Document], marking: Marking) -> None:
        self._read = read
        self._marking = marking
        self._borders = [Beginning(start, part) for part, start in enumerate(marking.starts)]
        self._joined: dict[int, Beginning] = {}
        self._metadata: list[Metadata] = []
        # For each field of a document that was corrected, how far from its first paragraph.
        self._offers: dict[tuple[int, str], int] = {}

    def split(self, index: int, place: Place) -> None:
        """Begin a document at a paragraph; nothing to do where one begins."""
        if self._beginning(index) is not None:
            return
        new = self._joined.pop(index, None) or Beginning(index, None, place)
        self._borders.append(new)
        self._borders.sort(key=lambda border: border.index)

    def join(self, index: int) -> bool:
        """Join the document that begins at a paragraph to the one before; False for the first.

        Nothing to do where no document begins.
        """
        border = self._beginning(index)
        if border is None:
            return True
        if border == self._borders[0]:
            return False
        self._borders.remove(border)
        self._joined[index] = border
        return True

    def compose(self) -> None:
        """Work out the metadata of each document; to be called once all borders are known."""
        self._metadata = [
            self._describe(border, self._end(number)) for number, border in enumerate(self._borders)
        ]

    def offer(self, field: str, value: str | None, index: int | None) -> bool:
        """Correct a field of the document around a paragraph; False where there is none.

        Of several for the same field the one nearest to the document's beginning counts. One on
        a document that was joined to another waits until it stands alone again. Where the
        paragraph is not known (None), it can only be about the one document of the file.
        """
        if index is None:
            if len(self._read) != 1 or len(self._borders) != 1:
                return False
            number, distance = 0, _HEAD
        else:
            number = self._document_at(index)
            first = self._borders[number].index
            distance = index - first
            if any(first < joined <= index for joined in self._joined):
                return True
        if distance > _HEAD:
            return False
        if distance <= self._offers.get((number, field), _HEAD):
            self._offers[number, field] = distance
            self._metadata[number] = _with(self._metadata[number], field, value)
        return True

    def documents(self) -> tuple[Document, ...]:
        """The documents as composed."""
        return tuple(
            Document(metadata, *self._marking.document_parts(border.index, self._end(number)))
            for number, (border, metadata) in enumerate(
                zip(self._borders, self._metadata, strict=True)
            )
        )

    def beginnings(self) -> tuple[Beginning, ...]:
        """Where the documents begin."""
        return tuple(self._borders)

    # Inside

    def _beginning(self, index: int) -> Beginning | None:
        """The document that begins at a paragraph: of several the last, which has it."""
        return next((b for b in reversed(self._borders) if b.index == index), None)

    def _document_at(self, index: int) -> int:
        return max(n for n, border in enumerate(self._borders) if border.index <= index)

    def _end(self, number: int) -> int:
        if number + 1 < len(self._borders):
            return self._borders[number + 1].index
        return len(self._marking.paragraphs)

    def _describe(self, border: Beginning, end: int) -> Metadata:
        """The metadata of a document: as read; read anew where it is only a part of one."""
        metadata = self._describe_part(border, end)
        absorbed = [b for i, b in sorted(self._joined.items()) if border.index < i < end]
        for other in absorbed:
            metadata = _filled(metadata, self._describe_part(other, end))
        return metadata

    def _describe_part(self, border: Beginning, end: int) -> Metadata:
        """What one beginning gives, up to where the document as read, or this one, ends."""
        part = self._part_at(border.index) if border.part is None else border.part
        read = self._read[part]
        first, last = self._marking.starts[part], self._marking.starts[part] + len(read.paragraphs)
        if border.index == first and end >= last:
            return read.metadata
        described = describe(self._marking, border.index, min(end, last), read)
        if border.part is not None:
            return replace(described, title=read.metadata.title)
        return replace(
            described, title=title_of_piece(self._marking, border.index, end, read.metadata.title)
        )

    def _part_at(self, index: int) -> int:
        starts = self._marking.starts
        return max(
            part
            for part, start in enumerate(starts)
            if start <= index < start + len(self._read[part].paragraphs)
        )


def _with(metadata: Metadata, field: str, value: str | None) -> Metadata:
    match field:
        case "title":
            return replace(metadata, title=value or metadata.title)
        case "genre":
            return replace(metadata, genre=Genre(value or metadata.genre.value))
        case "author":
            return replace(metadata, author=value)
        case "source":
            return replace(metadata, source=value)
        case "date":
            return replace(metadata, date=value)
        case "number":
            return replace(metadata, number=value)
        case "issuer":
            return replace(metadata, issuer=value)
        case "classification":
            return replace(metadata, classification=value)
    raise ValueError(f"no field {field!r}")


def _filled(metadata: Metadata, other: Metadata) -> Metadata:
    """What the first does not say, from the second."""
    return replace(
        metadata,
        author=metadata.author or other.author,
        source=metadata.source or other.source,
        date=metadata.date or other.date,
        number=metadata.number or other.number,
        issuer=metadata.issuer or other.issuer,
        classification=metadata.classification or other.classification,
    )
