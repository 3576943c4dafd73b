"""All paragraphs of one commit side by side, over the segments that hold them.

A paragraph's place in these arrays is its ordinal. Documents, and the paragraphs inside of each,
stand in one piece; deleted documents are still there, and marked.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import Segment

from index.dates import DateRange, parse_date
from index.fold import fold_text
from index.gram_reader import Matches
from index.model import Scope, Sort
from index.postings import Ordinals
from index.schema import Record
from index.segments import OpenSegment

Mask = npt.NDArray[np.bool_]
_Scalar = TypeVar("_Scalar", bound=np.generic)

_K1 = 1.2
_B = 0.75
_SATURATION_SCALE = _K1 + 1


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the library, as the index sees it. Never changes; any number of threads.

    `document_of` (uint32), `numbers` (uint32), `alive` and `headings` have
    one item for each paragraph; `bases` is the ordinal of the first paragraph of each segment.
    """

    segments: tuple[OpenSegment, ...]
    bases: tuple[int, ...]
    records: tuple[Record, ...]
    alive_documents: Mask
    document_of: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]
    alive: Mask
    headings: Mask

    @classmethod
    def of(cls, segments: Sequence[Segment], opened: Sequence[OpenSegment]) -> "Snapshot":
        """Lay the segments of a commit side by side."""
        records = tuple(record for segment in opened for record in segment.records)
        alive_documents = _joined([_alive(segment) for segment in segments], np.bool_)
        paragraphs = _joined([np.diff(o.grams.documents) for o in opened], np.int64)
        document_of = np.repeat(np.arange(len(records), dtype=np.uint32), paragraphs)
        sizes = [o.grams.paragraph_count for o in opened]
        return cls(
            segments=tuple(opened),
            bases=tuple(sum(sizes[:position]) for position in range(len(sizes))),
            records=records,
            alive_documents=alive_documents,
            document_of=document_of,
            numbers=_joined([o.grams.numbers for o in opened], np.uint32),
            alive=alive_documents[document_of],
            headings=_joined([o.grams.headings for o in opened], np.bool_),
        )

    @property
    def size(self) -> int:
        """Ordinals in use, those of deleted paragraphs included."""
        return len(self.numbers)

    @cached_property
    def paragraph_count(self) -> int:
        """Paragraphs that are not deleted."""
        return int(np.count_nonzero(self.alive))

    @cached_property
    def has_deletions(self) -> bool:
        """Whether any paragraph is deleted."""
        return self.paragraph_count < self.size

    @cached_property
    def everything(self) -> Ordinals:
        """The ordinals of all paragraphs that are not deleted."""
        return self.alive.nonzero()[0].astype(np.uint32)

    @cached_property
    def length_norms(self) -> npt.NDArray[np.float32]:
        """BM25's k1 * (1 - b + b * length / average length) of each paragraph."""
        starts = [segment.grams.starts for segment in self.segments]
        norms = _joined([each[1:] - each[:-1] - np.uint32(1) for each in starts], np.float32)
        total = float(norms[self.alive].sum(dtype=np.float64))
        norms *= np.float32(_K1 * _B / max(1.0, total / max(1, self.paragraph_count)))
        norms += np.float32(_K1 * (1 - _B))
        return norms

    @cached_property
    def numbers_of_documents(self) -> dict[str, int]:
        """Document id -> its place in `records`; deleted documents are not there."""
        living = self.alive_documents.tolist()
        return {
            record.document: place for place, record in enumerate(self.records) if living[place]
        }

    @cached_property
    def folded_metadata(self) -> dict[str, tuple[str, ...]]:
        """Title, author and source of each document, folded; empty where unknown."""
        return {
            name: tuple(fold_text(getattr(record, name) or "") for record in self.records)
            for name in ("title", "author", "source")
        }

    @cached_property
    def days(self) -> tuple[DateRange | None, ...]:
        """The days on which each document may have been written; None where unknown."""
        return tuple(parse_date(record.date or "") for record in self.records)

    @cached_property
    def _addresses(self) -> npt.NDArray[np.uint64]:
        """Document place << 32 | paragraph number: ascending."""
        return (self.document_of.astype(np.uint64) << np.uint64(32)) | self.numbers

    @cached_property
    def _document_starts(self) -> list[int]:
        """The first ordinal of each document, and the end."""
        counts = np.bincount(self.document_of, minlength=len(self.records))
        return [0, *np.cumsum(counts).tolist()]

    @cached_property
    def _ranks(self) -> dict[Sort, npt.NDArray[np.uint64]]:
        return {}

    def places(self, order: Sort, ordinals: Ordinals) -> npt.NDArray[np.uint64]:
        """A number for each of some paragraphs that ascends in this order.

        Documents go by id (for relevance, where this breaks ties), by date with the newest
        first and unknown ones last, or by folded title; inside of them paragraphs go by number.
        """
        if order not in self._ranks:
            ranks = np.empty(len(self.records), np.uint64)
            ranks[self._sorted_documents(order)] = np.arange(len(self.records), dtype=np.uint64)
            self._ranks[order] = ranks
        ranks = self._ranks[order][self.document_of[ordinals]]
        return (ranks << np.uint64(32)) | self.numbers[ordinals]

    def ordinals_of(self, passages: Iterable[tuple[str, int]]) -> Ordinals:
        """The ordinals of (document, paragraph) pairs; those that are not there are left out."""
        found = self.aligned_ordinals(passages)
        return np.unique(found[found >= 0]).astype(np.uint32)

    def aligned_ordinals(self, passages: Iterable[tuple[str, int]]) -> npt.NDArray[np.int64]:
        """For each (document, paragraph) pair its ordinal, -1 where there is no such paragraph."""
        known = self.numbers_of_documents
        absent = 1 << 63
        wanted = [
            (known[d] << 32) | n if d in known and 0 <= n < 1 << 32 else absent for d, n in passages
        ]
        addresses = np.array(wanted, np.uint64)
        places = np.searchsorted(self._addresses, addresses)
        if not self.size:
            return np.full(len(addresses), -1, np.int64)
        places[places == self.size] = 0
        return np.where(self._addresses[places] == addresses, places, -1).astype(np.int64)

    def folded_texts(self, passages: Iterable[tuple[str, int]]) -> list[str]:
        """The folded texts of paragraphs that are there."""
        known, starts, numbers = self.numbers_of_documents, self._document_starts, self.numbers.data
        found: list[str] = []
        for document, number in passages:
            place = known[document]
            ordinal = bisect_left(numbers, number, starts[place], starts[place + 1])
            found.append(self.paragraph(ordinal))
        return found

    def mask_of_documents(self, documents: Iterable[int]) -> Mask:
        """The paragraphs of documents, given by their place in `records`."""
        chosen = np.zeros(len(self.records), bool)
        chosen[list(documents)] = True
        return chosen[self.document_of] & self.alive

    def mask_of_scope(self, scope: Scope) -> Mask:
        """The paragraphs that lie in a scope; what is not in the library is left out."""
        mask = self.alive
        if scope.documents is not None:
            known = self.numbers_of_documents
            mask = mask & self.mask_of_documents(
                [known[document] for document in scope.documents if document in known]
            )
        if scope.paragraphs is not None:
            named = np.zeros(self.size, bool)
            named[self.ordinals_of(scope.paragraphs)] = True
            mask = mask & named
        return mask

    def literal(self, text: str) -> Matches:
        """Where a folded text occurs in the whole library."""
        found = [segment.grams.literal(text) for segment in self.segments]
        if len(found) == 1 and not self.has_deletions:
            return found[0]
        ordinals = _joined(
            [m.ordinals + np.uint32(b) for m, b in zip(found, self.bases, strict=True)], np.uint32
        )
        frequencies = _joined([m.frequencies for m in found], np.uint32)
        if self.has_deletions:
            living = self.alive[ordinals]
            ordinals, frequencies = ordinals[living], frequencies[living]
        return Matches(ordinals, frequencies)

    def paragraph(self, ordinal: int) -> str:
        """The folded text of a paragraph."""
        place = bisect_right(self.bases, ordinal) - 1
        return self.segments[place].grams.paragraph(ordinal - self.bases[place])

    def weights(self, matches: Matches) -> npt.NDArray[np.float32]:
        """BM25 of one literal in each of its paragraphs (Robertson and Zaragoza 2009)."""
        count = len(matches.ordinals)
        frequencies = matches.frequencies.astype(np.float32)
        saturated = frequencies / (frequencies + self.length_norms[matches.ordinals])
        return saturated * np.float32(self.most_weight(count))

    def most_weight(self, count: int) -> float:
        """What the weights of a literal that `count` paragraphs hold stay below."""
        return math.log1p((self.paragraph_count - count + 0.5) / (count + 0.5)) * _SATURATION_SCALE

    def _sorted_documents(self, order: Sort) -> list[int]:
        records = self.records
        places = sorted(range(len(records)), key=lambda place: records[place].document)
        if order is Sort.TITLE:
            titles = self.folded_metadata["title"]
            places.sort(key=titles.__getitem__)
        elif order is Sort.DATE:
            # An unknown date is the empty string: last when the order is turned round.
            places.sort(key=lambda place: records[place].date or "", reverse=True)
        return places


def _alive(segment: Segment) -> Mask:
    alive = np.ones(segment.doc_count_all(), bool)
    alive[sorted(segment.deleted_docs())] = False
    return alive


def _joined(parts: Sequence[npt.NDArray[Any]], dtype: type[_Scalar]) -> npt.NDArray[_Scalar]:
    """The parts side by side; a single one may stay the memory map that it is."""
    if not parts:
        return np.zeros(0, dtype)
    joined = parts[0] if len(parts) == 1 else np.concatenate(parts)
    return joined.astype(dtype, copy=False)
