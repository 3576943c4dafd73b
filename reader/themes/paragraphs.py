"""The paragraphs of a library as rows: what postings and assignments refer to by number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Of a key of 64 bits so many are the number of the paragraph; the others count the documents.
_NUMBER_BITS = 32
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1


class ParagraphTable:
    """The paragraphs of a library, one row each, in the order in which entries are listed.

    Built from (document id, paragraph number, length in characters), the paragraphs of a document
    together and in their order; junk is left out by whoever builds it. Does not change afterwards.
    A library may have a million paragraphs: twelve bytes each.
    """

    def __init__(self, paragraphs: Iterable[tuple[str, int, int]]) -> None:
        import numpy as np

        self.documents: list[str] = []
        self._places: dict[str, int] = {}
        keys, lengths = array("q"), array("i")
        for document, number, length in paragraphs:
            place = self._places.setdefault(document, len(self.documents))
            if place == len(self.documents):
                self.documents.append(document)
            key = place << _NUMBER_BITS | number
            if keys and key <= keys[-1]:
                raise ValueError(f"paragraph {document}:{number} stands twice or out of order")
            keys.append(key)
            lengths.append(length)
        self._keys = np.frombuffer(keys, np.int64) if keys else np.zeros(0, np.int64)
        self.lengths = np.frombuffer(lengths, np.int32) if lengths else np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> Sequence[tuple[str, int]]:
        """(document, number) of every row."""
        return _Keys(self.documents, self._keys)

    def row(self, document: str, number: int) -> int | None:
        """The row of a paragraph, or None where it is not in the table."""
        rows, known = self.find([document], [number])
        return int(rows[0]) if known[0] else None

    def find(
        self, documents: Sequence[str], numbers: Sequence[int]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """The rows of paragraphs, and which of them are in the table at all. Parallel."""
        import numpy as np

        places = np.fromiter(
            (self._places.get(document, -1) for document in documents), np.int64, len(documents)
        )
        keys = places << _NUMBER_BITS | np.asarray(numbers, np.int64)
        if not len(self._keys):
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        rows = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return rows, (self._keys[rows] == keys) & (places >= 0)

    def rows(self, document: str) -> range:
        """The rows of a document's paragraphs, in their order."""
        import numpy as np

        place = self._places.get(document)
        if place is None:
            return range(0)
        bounds = [place << _NUMBER_BITS, (place + 1) << _NUMBER_BITS]
        first, last = np.searchsorted(self._keys, bounds).tolist()
        return range(first, last)


class _Keys(Sequence[tuple[str, int]]):
    """The rows of a table as pairs that are made when somebody looks at them."""

    def __init__(self, documents: Sequence[str], keys: npt.NDArray[np.int64]) -> None:
        self._documents = documents
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, row: int) -> tuple[str, int]: ...

    @overload
    def __getitem__(self, row: slice) -> list[tuple[str, int]]: ...

    def __getitem__(self, row: int | slice) -> tuple[str, int] | list[tuple[str, int]]:
        if isinstance(row, slice):
            return [self._pair(key) for key in self._keys[row].tolist()]
        return self._pair(int(self._keys[row]))

    def _pair(self, key: int) -> tuple[str, int]:
        return self._documents[key >> _NUMBER_BITS], key & _NUMBER_MASK
