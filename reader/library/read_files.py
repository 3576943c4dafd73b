"""Files as they were read, out of the library: what corrections are made on."""

from dataclasses import dataclass, replace

from reader.documents.correction_json import load_corrections
from reader.documents.corrections import Correction
from reader.documents.model import Document
from reader.documents.record import DocumentRecord
from reader.library.formers import Former
from reader.library.originals import Original
from reader.library.text_reading import TextReader


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read, with the documents of the library that its documents are.

    `file` names it where it was corrected before: then `corrections` are what its documents show.
    `before` are the documents that the library had from it; `sure` the places of the documents
    that are known by their words (`formers.Matched`).
    """

    path: str
    format: str
    encoding: str | None
    documents: tuple[Document, ...]
    homes: tuple[Former | None, ...]
    file: str | None = None
    corrections: tuple[Correction, ...] = ()
    before: tuple[DocumentRecord, ...] = ()
    sure: frozenset[int] = frozenset()

    @property
    def unsure(self) -> tuple[int, ...]:
        """The places of the documents whose words are in no document of the library."""
        return tuple(part for part in range(len(self.documents)) if part not in self.sure)


def with_pictures(texts: TextReader, read: ReadFile) -> ReadFile:
    """The file with the data of its pictures, which a text from the library does not carry."""
    if not any(p.key and not p.data for d in read.documents for p in d.pictures):
        return read
    holders = {home.record.document for home in read.homes if home is not None}
    holders |= {s for document in holders for s in texts.originals.siblings(document)}
    data = {p.key: p.data for holder in holders for p in texts.pictures.whole(holder)}
    documents = tuple(
        replace(
            document,
            pictures=tuple(replace(p, data=data.get(p.key, p.data)) for p in document.pictures),
        )
        for document in read.documents
    )
    return replace(read, documents=documents)


def stored_corrections(texts: TextReader, file: str) -> tuple[Correction, ...]:
    """The corrections that the documents of a file show."""
    rows = texts.originals.of_file(file)
    with texts.database.decoding():
        return load_corrections(rows[0].corrections) if rows else ()


def read_file(texts: TextReader, record: DocumentRecord) -> ReadFile:
    """The file that a document came from, as it was read."""
    with texts.database.snapshot():
        held = texts.originals.in_document(record.document)
        found = _corrected(texts, record, held[0].file) if held else None
        return found or _uncorrected(texts, record)


def _corrected(texts: TextReader, record: DocumentRecord, file: str) -> ReadFile | None:
    """A file that was corrected; None where not all of it is there to make it up again."""
    rows = [row for row in texts.originals.of_file(file) if row.part is not None]
    if not rows:
        return None
    documents = [_document(texts, row) for row in rows]
    holders = [texts.record(row.holder) for row in rows]
    homes = [
        Former(row.id, holder, row.part or 0, row.title, row)
        for row, holder in zip(rows, holders, strict=True)
        if holder is not None
    ]
    return ReadFile(
        record.path,
        record.format,
        record.encoding,
        tuple(documents),
        tuple(homes),
        file,
        stored_corrections(texts, file),
    )


def _document(texts: TextReader, row: Original) -> Document:
    """A document as it was read: kept, or as it stands."""
    found = texts.originals.content(row) or texts.document(row.holder)
    if found is None:
        raise LookupError(row.holder)
    return found


def _uncorrected(texts: TextReader, record: DocumentRecord) -> ReadFile:
    """The documents of a path; of two in the same place of the file the one that is asked for."""
    places: dict[int, DocumentRecord] = {}
    for other in texts.by_path(record.path):
        if other.document == record.document or not texts.originals.in_document(other.document):
            places[other.part] = other
    places[record.part] = record
    records = [places[part] for part in sorted(places)]
    documents = [texts.document(other.document) for other in records]
    return ReadFile(
        record.path,
        record.format,
        record.encoding,
        tuple(document for document in documents if document is not None),
        tuple(Former(r.document, r, r.part, r.metadata.title) for r in records),
    )
