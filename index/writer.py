"""The index on disk: open it, apply changes, rebuild it.

There is one writer at a time, across processes; readers need no lock and keep what they have
opened. Every method may be called from any thread.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from whoosh.codec.base import Segment

from index.commits import (
    Commit,
    Marker,
    commit_mark,
    latest_generation,
    read_commit,
    read_marker,
    write_commit,
)
from index.errors import IndexBusy, IndexDamaged, IndexUnwritable
from index.model import Change, IndexedDocument
from index.schema import values_of
from index.search import Searcher
from index.segments import (
    OpenSegment,
    SegmentSeries,
    choose_merges,
    live_units,
    open_segment,
)
from index.snapshot import Snapshot

SEGMENT_UNITS = 16_000_000
"""The most text (UTF-16 units) in one segment; building one takes about 15 bytes a unit."""

_BATCH = 50
_BATCH_CHARACTERS = 500_000

MOST_SEGMENTS = 8
_RETRIES = 10
_T = TypeVar("_T")

Load = Callable[[str], IndexedDocument | None]


class IndexStore:
    """An index in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        lock_timeout: float = 30.0,
        segment_units: int = SEGMENT_UNITS,
        most_segments: int = MOST_SEGMENTS,
    ) -> None:
        """Name the place; nothing is read or written yet. `lock_timeout` is in seconds."""
        self._folder = folder
        self._lock_timeout = lock_timeout
        self._segment_units = segment_units
        self._most_segments = most_segments
        self._guard = threading.RLock()
        self._searcher: Searcher | None = None
        self._mark = (-1, 0, 0)
        self._opened: dict[str, OpenSegment] = {}

    @property
    def marker(self) -> Marker:
        """Schema version and the last change applied, as of now.

        Raises:
            IndexDamaged: there is no index, or none that can be used.
        """
        return self._reading(lambda: read_marker(self._folder))

    def searcher(self) -> Searcher:
        """A searcher over the last commit: the same one until there is a newer commit.

        The first call reads the index through once to verify it; later ones only what is new.

        Raises:
            IndexDamaged: there is no index, or none that can be used.
        """
        with self._guard:
            mark = commit_mark(self._folder)
            if self._searcher is None or mark != self._mark:
                commit, opened = self._reading(self._open)
                self._searcher = Searcher(Snapshot.of(commit.segments, opened))
                self._mark = mark
            return self._searcher

    def rest(self) -> None:
        """Hold no memory for what was read of the files, until it is read again; any thread."""
        with self._guard:
            opened = tuple(self._opened.values())
        for segment in opened:
            segment.grams.rest()

    def apply(self, changes: Sequence[Change], load: Load, up_to: int) -> None:
        """Bring the index up to the change record `up_to`: one commit, seen as a whole or not.

        Changes that the index already holds are passed over; applying one again does no harm.
        Of several changes of a document the last decides.

        Args:
            changes: the change records after the marker, in ascending order.
            load: gives the text of a document as it is now, None if it is gone.
            up_to: the marker when all is done.

        Raises:
            IndexDamaged: there is no index that could be changed: rebuild it.
            IndexBusy: another process was writing for longer than the timeout.
            IndexUnwritable: the folder cannot be written.
        """
        with self._writing() as series:
            commit, opened = self._reading(self._open)
            last = {c.document: c for c in changes if c.sequence > commit.marker.sequence}
            if not last and up_to <= commit.marker.sequence:
                return
            loaded = (load(change.document) for change in last.values() if not change.removed)
            _add_all((document for document in loaded if document is not None), series)
            with _disk_errors():
                kept = self._without(last.keys(), commit, opened, series)
                sequence = max(up_to, commit.marker.sequence)
                write_commit(
                    self._folder, commit.generation + 1, kept + series.finish(), sequence, commit
                )

    def rebuild(self, documents: Iterable[IndexedDocument], up_to: int) -> None:
        """Build the index anew beside what is there, then put it in its place in one step.

        Until that step, and if the iteration raises, the former index stays as it is. Creates
        the folder if need be; no documents make an empty index.

        Raises:
            IndexBusy: another process was writing for longer than the timeout.
            IndexUnwritable: the folder cannot be written.
        """
        with _disk_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
        with self._writing() as series:
            _add_all(documents, series)
            with _disk_errors():
                generation = latest_generation(self._folder) + 1
                write_commit(self._folder, generation, series.finish(), up_to, None)

    def _without(
        self,
        documents: Iterable[str],
        commit: Commit,
        opened: Sequence[OpenSegment],
        series: SegmentSeries,
    ) -> list[Segment]:
        """The segments to keep, with these documents deleted; small ones move to the series."""
        gone = frozenset(documents)
        pairs = list(zip(commit.segments, opened, strict=True))
        for segment, opened_segment in pairs:
            for number, record in enumerate(opened_segment.records):
                if record.document in gone:
                    segment.delete_document(number)
        sizes = [live_units(*pair) for pair in pairs]
        merged = choose_merges(sizes, series.units, self._segment_units, self._most_segments)
        for position in sorted(merged):
            series.add_segment(*pairs[position])
        return [pair[0] for position, pair in enumerate(pairs) if position not in merged]

    def _open(self) -> tuple[Commit, list[OpenSegment]]:
        """The last commit; segments that were open before are taken over."""
        commit = read_commit(self._folder)
        with self._guard:
            known = self._opened
            opened = [
                known.get(segment.segment_id())
                or open_segment(self._folder, segment, commit.checksums)
                for segment in commit.segments
            ]
            self._opened = {segment.name: segment for segment in opened}
        return commit, opened

    def _reading(self, read: Callable[[], _T]) -> _T:
        """Read, and once more when a writer has replaced what was being read."""
        for _ in range(_RETRIES):
            generation = latest_generation(self._folder)
            try:
                return read()
            except FileNotFoundError as error:
                if latest_generation(self._folder) == generation:
                    raise IndexDamaged(f"a file of the index is missing: {error}") from error
            except OSError as error:
                raise IndexDamaged(f"the index cannot be read: {error}") from error
        raise IndexDamaged("the index never stands still")

    @contextmanager
    def _writing(self) -> Iterator[SegmentSeries]:
        """Hold the writing lock; what was not committed at the end is given up."""
        if not self._folder.is_dir():
            raise IndexDamaged("there is no index")
        lock = FileLock(self._folder / "write.lock", timeout=self._lock_timeout)
        with _disk_errors():
            lock.acquire()
        series = SegmentSeries(self._folder, self._segment_units)
        try:
            yield series
        finally:
            series.discard()
            lock.release()


def _add_all(documents: Iterable[IndexedDocument], series: SegmentSeries) -> None:
    for batch in _batches(documents):
        for values in values_of(batch):
            with _disk_errors():
                series.add(*values)


def _batches(documents: Iterable[IndexedDocument]) -> Iterator[list[IndexedDocument]]:
    """A few at a time, as far as they are short: they are folded together, which is quicker."""
    batch: list[IndexedDocument] = []
    characters = 0
    for document in documents:
        batch.append(document)
        characters += sum(len(paragraph.text) for paragraph in document.paragraphs)
        if len(batch) >= _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Turn failures of the disk into the exceptions of the index."""
    try:
        yield
    except Timeout as error:
        raise IndexBusy(error.lock_file) from error
    except OSError as error:
        raise IndexUnwritable(str(error)) from error
