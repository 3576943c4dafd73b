"""Between values and table rows: how documents and selectors are written down and read back."""

import dataclasses
import json
import os
from collections.abc import Iterable

from reader.documents.model import (
    Document,
    Genre,
    Kind,
    Metadata,
    Paragraph,
    Picture,
    Section,
    Selector,
)
from reader.documents.record import DocumentRecord
from reader.library.database import Parameters, Row

RECORD = (
    "id, title, author, source, date, genre, paper_number, issuer, classification,"
    " path, part, format, encoding, paragraphs, characters, fingerprint, imported"
)
PARAGRAPH = "number, kind, text, first_line, last_line, bold"
SELECTOR = 'document, paragraph, start, "end", exact, prefix, suffix, fingerprint'

_LATER = ("number", "issuer", "classification")
_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


def record(row: Row) -> DocumentRecord:
    """A document record from the columns `RECORD`. Raises ValueError for a damaged row."""
    document, title, author, source, date, genre, number, issuer, classification = row[:9]
    path, part, kind, encoding, paragraphs, characters, fingerprint, imported = row[9:]
    return DocumentRecord(
        document=document,
        metadata=Metadata(
            title, author, source, date, Genre(genre), number, issuer, classification
        ),
        path=path_text(path),
        part=part,
        format=kind,
        encoding=encoding,
        paragraphs=paragraphs,
        characters=characters,
        fingerprint=fingerprint,
        imported=imported,
    )


# Asked for every paragraph of a text that is opened.
_KINDS = {kind.value: kind for kind in Kind}


def path_value(path: str) -> str | bytes:
    """A path as it is stored: bytes where the name of the file is not Unicode."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_text(value: str | bytes) -> str:
    """A path from what is stored."""
    return os.fsdecode(value)


def paragraph(row: Row) -> Paragraph:
    """A paragraph from the columns `PARAGRAPH`. Raises ValueError for a damaged row."""
    number, kind, text, first, last, bold = row
    return Paragraph(
        number=number,
        kind=_KINDS.get(kind) or Kind(kind),
        text=text,
        lines=None if first is None else (first, last),
        bold=tuple((start, end) for start, end in json.loads(bold)) if bold else (),
    )


def paragraph_row(key: int, value: Paragraph) -> Parameters:
    """A row for the table of paragraphs under the document's integer key."""
    first, last = value.lines or (None, None)
    bold = json.dumps(value.bold) if value.bold else None
    return (key, value.number, value.kind.value, value.text, first, last, bold)


def section_row(key: int, position: int, value: Section) -> Parameters:
    """A row for the table of sections under the document's integer key."""
    return (key, position, value.level, value.title, value.paragraph, value.start, value.end)


def selector(row: Row) -> Selector:
    """A selector from the columns `SELECTOR`."""
    return Selector(*row)


def selector_row(value: Selector) -> tuple[str | int, ...]:
    """The columns `SELECTOR` of a selector."""
    return (
        value.document,
        value.paragraph,
        value.start,
        value.end,
        value.exact,
        value.prefix,
        value.suffix,
        value.fingerprint,
    )


def digest(document: Document) -> str:
    """SHA-256 of all that an importer gave: tells a change of structure when the text stays.

    What later versions of the program know besides counts only where it says something, so that
    a text which an older one brought in is still the same. A picture counts with its place, its
    look and the hash of its bytes.
    """
    import hashlib

    whole = json.dumps(document, default=_fields, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _fields(value: object) -> dict[str, object]:
    """A value's fields by name, as `dataclasses.asdict` has them, without copying what they hold.

    Raises TypeError for what JSON does not know.
    """
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"{type(value).__name__} in a document")
    found = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Metadata):
        for name in _LATER:
            if found[name] is None:
                del found[name]
    elif isinstance(value, Picture):
        del found["data"]
    elif isinstance(value, Document) and not value.pictures:
        del found["pictures"]
    return found


def fingerprint(paragraphs: Iterable[Paragraph]) -> str:
    """The fingerprint of stored paragraphs."""
    return Document(Metadata(""), tuple(paragraphs)).fingerprint


def storable(document: Document) -> Document:
    """The document with lone surrogates, which UTF-8 cannot hold, made U+FFFD; offsets stay."""
    metadata = document.metadata
    texts = [
        *(p.text for p in document.paragraphs),
        *(s.title for s in document.sections),
        *(p.alt for p in document.pictures),
        metadata.title,
        metadata.author or "",
        metadata.source or "",
        metadata.date or "",
        metadata.number or "",
        metadata.issuer or "",
        metadata.classification or "",
    ]
    if not any(_has_surrogate(text) for text in texts):
        return document
    return Document(
        metadata=dataclasses.replace(
            metadata,
            title=_clean(metadata.title),
            author=metadata.author and _clean(metadata.author),
            source=metadata.source and _clean(metadata.source),
            date=metadata.date and _clean(metadata.date),
            number=metadata.number and _clean(metadata.number),
            issuer=metadata.issuer and _clean(metadata.issuer),
            classification=metadata.classification and _clean(metadata.classification),
        ),
        paragraphs=tuple(dataclasses.replace(p, text=_clean(p.text)) for p in document.paragraphs),
        sections=tuple(dataclasses.replace(s, title=_clean(s.title)) for s in document.sections),
        pictures=tuple(dataclasses.replace(p, alt=_clean(p.alt)) for p in document.pictures),
    )


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _clean(text: str) -> str:
    return text.translate(_SURROGATES)
