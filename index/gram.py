"""The Whoosh column that holds the folded texts and their two-character postings.

One value of the column is the `Body` of one text. For each segment the column stores

- the folded paragraphs as UTF-16, each ended by a line feed (folding leaves none inside)
- which paragraphs hold which pairs of units, frequent units and frequent triples (`index.keys`)

It is built with three sorts for a segment. Merging two segments rebuilds it from the texts. A
paragraph's number inside the segment is called its ordinal here.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from index.arrays import write_arrays
from index.bulk_fold import LINE_FEED
from index.gram_reader import FREQUENT_UNITS, PAIRS, TRIPLES, Body, GramReader
from index.keys import Inverter
from index.postings import arrays_of


class GramWriter(columns.ColumnWriter):
    """Collects the bodies of a segment; `finish` builds and writes the column."""

    def __init__(self, dbfile: StructFile) -> None:
        super().__init__(dbfile)
        self._bodies: list[Body] = []

    def add(self, docnum: int, value: Body) -> None:
        """Append the body of document `docnum`; every document has one, in order."""
        if docnum != len(self._bodies):
            raise ValueError(f"body {docnum} after {len(self._bodies)}")
        self._bodies.append(value)

    def finish(self, docnum: int) -> None:
        """Write the column of a segment of `docnum` documents."""
        bodies = self._bodies
        if docnum != len(bodies):
            raise ValueError(f"{docnum} documents, {len(bodies)} bodies")
        units = _joined([body.units for body in bodies], np.uint16)
        ends = np.flatnonzero(units == LINE_FEED) + 1
        starts = np.concatenate(([0], ends)).astype(np.uint32)
        counts = [len(body.numbers) for body in bodies]
        inverter = Inverter(units)
        arrays: dict[str, npt.NDArray[np.unsignedinteger]] = {
            "units": units,
            "starts": starts,
            "documents": np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
            "numbers": _joined([body.numbers for body in bodies], np.uint32),
            "headings": _joined([body.headings for body in bodies], np.uint8),
            **arrays_of(PAIRS, inverter.pairs()),
            **arrays_of(FREQUENT_UNITS, inverter.frequent_units()),
            **arrays_of(TRIPLES, inverter.frequent_triples()),
        }
        write_arrays(self._dbfile, arrays)
        self._bodies = []


def _joined(
    parts: Sequence[npt.NDArray[np.unsignedinteger]], dtype: type[np.unsignedinteger]
) -> npt.NDArray[np.unsignedinteger]:
    return np.concatenate(parts, dtype=dtype) if parts else np.zeros(0, dtype)


class GramColumn(columns.Column):
    """The column type; Whoosh finds writer and reader by these names."""

    Writer = GramWriter
    Reader = GramReader
