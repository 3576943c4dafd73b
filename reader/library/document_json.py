"""Whole documents as compressed JSON: what was read of a file before it was corrected."""

import json
import zlib
from typing import Any

from reader.documents.model import Document, Genre, Kind, Metadata, Paragraph, Picture, Section

# A library may come from a stranger: in bytes, beyond what any file gives.
_MOST = 2**29


def pack(document: Document) -> bytes:
    """A document in some bytes."""
    metadata = document.metadata
    value = {
        "metadata": [
            metadata.title,
            metadata.author,
            metadata.source,
            metadata.date,
            metadata.genre.value,
            metadata.number,
            metadata.issuer,
            metadata.classification,
        ],
        "paragraphs": [[p.kind.value, p.text, p.lines, p.bold] for p in document.paragraphs],
        # The library has their data.
        "pictures": [
            [p.after, p.media, p.width, p.height, p.alt, p.key] for p in document.pictures
        ],
        "sections": [[s.level, s.title, s.paragraph, s.start, s.end] for s in document.sections],
    }
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def unpack(content: bytes) -> Document:
    """The document. Raises ValueError, TypeError or LookupError for anything else."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(content, _MOST)
    except zlib.error as error:
        raise ValueError("no packed document") from error
    if not unpacking.eof:
        raise ValueError("a packed document that is cut short, or a bomb")
    value: Any = json.loads(text)
    title, author, source, date, genre, *paper = value["metadata"]
    return Document(
        Metadata(title, author, source, date, Genre(genre), *paper),
        tuple(
            Paragraph(
                number,
                Kind(kind),
                text,
                None if lines is None else (lines[0], lines[1]),
                tuple((start, end) for start, end in bold),
            )
            for number, (kind, text, lines, bold) in enumerate(value["paragraphs"], start=1)
        ),
        tuple(Section(*section) for section in value["sections"]),
        tuple(Picture(*picture) for picture in value["pictures"]),
    )
