"""Segments: opened for reading, built for writing, chosen for merging."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC
from whoosh.writing import SegmentWriter

from index.commits import NAME, Checksum, column_files, file_checksum
from index.errors import IndexDamaged
from index.gram import GramColumn
from index.gram_reader import Body, GramReader
from index.schema import BODY, RECORD, Record, RecordColumn, RecordReader, schema
from index.storage import BuildStorage, MappedStorage


@dataclass(frozen=True, slots=True, eq=False)
class OpenSegment:
    """The columns of one segment, verified; deletions are no part of it. Any thread."""

    name: str
    grams: GramReader
    records: tuple[Record, ...]


def open_segment(folder: Path, segment: Segment, checksums: dict[str, Checksum]) -> OpenSegment:
    """Verify and map a segment.

    Raises:
        IndexDamaged: its files are not those that were written.
        FileNotFoundError: a file is gone, perhaps because a writer has merged the segment.
    """
    for name in column_files(segment):
        if file_checksum(folder / name) != checksums.get(name):
            raise IndexDamaged(f"{name} is broken")
    reader = W3Codec().per_document_reader(MappedStorage(folder), segment)
    grams = reader.column_reader(BODY, GramColumn())
    records = reader.column_reader(RECORD, RecordColumn())
    if not isinstance(grams, GramReader) or not isinstance(records, RecordReader):
        raise TypeError("Whoosh opened the columns of another index")
    return OpenSegment(segment.segment_id(), grams, records.records)


def live_units(segment: Segment, opened: OpenSegment) -> int:
    """UTF-16 units of text in the documents that are not deleted."""
    sizes = np.diff(opened.grams.starts[opened.grams.documents].astype(np.int64))
    sizes[sorted(segment.deleted_docs())] = 0
    return int(sizes.sum())


class SegmentSeries:
    """Writes new segments of limited size to the folder; no commit knows of them yet.

    Call `finish`, or `discard` after a failure. What a process leaves behind that dies is deleted
    after the next commit.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._build: _Build | None = None
        self._finished: list[Segment] = []
        self._current = 0
        self.units = 0

    def add(self, record: Record, body: Body) -> None:
        """Append a text; the segment is closed when it has `limit` units or more."""
        if self._build is None:
            self._build = _Build(self._folder)
        self._build.writer.add_document(**{RECORD: record, BODY: body})
        self.units += len(body.units)
        self._current += len(body.units)
        if self._current >= self._limit:
            self._close()

    def add_segment(self, segment: Segment, opened: OpenSegment) -> None:
        """Append the texts of another segment that are not deleted."""
        deleted = set(segment.deleted_docs())
        for number, record in enumerate(opened.records):
            if number not in deleted:
                self.add(record, opened.grams[number])

    def finish(self) -> list[Segment]:
        """Write what is left and hand over the segments, none for no texts."""
        self._close()
        return self._finished

    def discard(self) -> None:
        """Give up what is not written; does nothing after `finish`."""
        if self._build is not None:
            self._build.storage.abandon()
        self._build = None

    def _close(self) -> None:
        if self._build is not None:
            self._finished += self._build.finish()
        self._build = None
        self._current = 0


class _Build:
    """One segment being written; also the little that Whoosh's writer wants of an index."""

    indexname = NAME

    def __init__(self, folder: Path) -> None:
        self.storage = BuildStorage(folder)
        self.writer = _CapturingWriter(self, _lk=False, codec=W3Codec(), compound=False)

    def finish(self) -> Sequence[Segment]:
        self.writer.commit(mergetype=_no_others)
        return self.writer.captured

    def _read_toc(self) -> TOC:
        return TOC(schema(), [], 0)


class _CapturingWriter(SegmentWriter):
    """Hands the new segment over instead of committing it."""

    captured: Sequence[Segment] = ()

    def _commit_toc(self, segments: list[Segment]) -> None:
        self.captured = segments


def _no_others(writer: SegmentWriter, segments: Sequence[Segment]) -> list[Segment]:
    return []


def choose_merges(sizes: Sequence[int], added: int, limit: int, most: int) -> list[int]:
    """Which segments to merge with what is added: positions in `sizes` (live units).

    Segments of more than half the `limit` are left alone, and no merged one gets bigger than it.
    The others are merged once there are `most` or more; one that is more than twice as big as
    all smaller ones together stays even then, so that a text is copied a logarithmic number of
    times only. Empty segments always go.
    """
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    chosen = [position for position in order if sizes[position] == 0]
    rest = [position for position in order[len(chosen) :] if sizes[position] <= limit // 2]
    if len(rest) < most:
        return chosen
    total = added
    for done, position in enumerate(rest):
        size = sizes[position]
        few_enough = len(rest) - done < most
        if total + size > limit or (few_enough and size > 2 * total):
            break
        chosen.append(position)
        total += size
    return chosen
