"""The Whoosh schema: one Whoosh document is one text; both fields live in columns.

`body` holds the paragraphs (`index.gram`), `record` the metadata. Nothing is "stored" or
"indexed" in Whoosh's sense: those would be read back through pickles.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.fields import COLUMN, Schema
from whoosh.filedb.structfile import StructFile

from index.bulk_fold import LINE_FEED, fold_paragraphs
from index.characters import folding_signature
from index.errors import IndexDamaged
from index.gram import GramColumn
from index.gram_reader import Body
from index.model import IndexedDocument
from index.storage import MappedFile

LAYOUT = 3
"""Raise this number when the files change: every index is then built anew."""

RECORD = "record"
BODY = "body"
FIELDS = (RECORD, BODY)


@dataclass(frozen=True, slots=True)
class Record:
    """The metadata of one text, as it came in."""

    document: str
    title: str
    author: str | None
    source: str | None
    date: str | None
    genre: str


_row = attrgetter(*(field.name for field in fields(Record)))


class RecordWriter(columns.ColumnWriter):
    """Collects the records of a segment and writes them as one JSON list."""

    def __init__(self, dbfile: StructFile) -> None:
        super().__init__(dbfile)
        self._records: list[Record] = []

    def add(self, docnum: int, value: Record) -> None:
        """Append the record of document `docnum`; every document has one, in order."""
        if docnum != len(self._records):
            raise ValueError(f"record {docnum} after {len(self._records)}")
        self._records.append(value)

    def finish(self, docnum: int) -> None:
        """Write the column."""
        rows = [_row(record) for record in self._records]
        self._dbfile.write(json.dumps(rows).encode("ascii"))


class RecordReader(columns.ColumnReader):
    """The records of a segment, all in memory (a few hundred bytes each)."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        if not isinstance(dbfile, MappedFile):
            raise TypeError("the column is read from a memory map")
        try:
            rows = json.loads(bytes(dbfile.buffer[basepos : basepos + length]))
            # Sources, dates and genres come again and again: one string of each will do.
            shared: dict[Any, Any] = {}
            self.records = tuple(_record([shared.setdefault(x, x) for x in row]) for row in rows)
        except (ValueError, TypeError) as error:
            raise IndexDamaged(f"the records of a segment are broken: {error}") from error
        if len(self.records) != doccount:
            raise IndexDamaged("the records are not those of their segment")

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, docnum: int) -> Record:
        return self.records[docnum]


def _record(row: Sequence[Any]) -> Record:
    record = Record(*row)
    known = (record.document, record.title, record.genre)
    optional = (record.author, record.source, record.date)
    if not all(isinstance(x, str) for x in (*known, *(y for y in optional if y is not None))):
        raise TypeError("a record of something else than text")
    return record


class RecordColumn(columns.Column):
    """The column type; Whoosh finds writer and reader by these names."""

    Writer = RecordWriter
    Reader = RecordReader


def schema() -> Schema:
    """The schema of every index."""
    return Schema(**{RECORD: COLUMN(RecordColumn()), BODY: COLUMN(GramColumn())})


def schema_version() -> str:
    """Differs whenever an index written elsewhere may not fit: other files or another folding."""
    return f"{LAYOUT}/{folding_signature()}"


def values_of(documents: Sequence[IndexedDocument]) -> list[tuple[Record, Body]]:
    """The two column values of each text.

    Raises:
        ValueError: the paragraph numbers do not ascend.
    """
    units = fold_paragraphs([p.text for d in documents for p in d.paragraphs])
    ends = np.append(0, np.flatnonzero(units == LINE_FEED) + 1)
    values: list[tuple[Record, Body]] = []
    done = 0
    for document in documents:
        first, done = done, done + len(document.paragraphs)
        numbers = np.array([p.number for p in document.paragraphs], np.uint32)
        if np.any(numbers[1:] <= numbers[:-1]):
            raise ValueError(f"the paragraph numbers of {document.document!r} do not ascend")
        headings = np.array([p.heading for p in document.paragraphs], np.uint8)
        body = Body(units[ends[first] : ends[done]], numbers, headings)
        values.append((_record_of(document), body))
    return values


def _record_of(document: IndexedDocument) -> Record:
    return Record(
        document.document,
        document.title,
        document.author,
        document.source,
        document.date,
        document.genre,
    )
