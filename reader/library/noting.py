"""Keeps the user's corrections in step with the library: two files, and either may fail.

The user's own list is written first, as pending, then the library shows it, then it is settled.
What is cut short in between is pending, and done at the next start or import; what fails is put
back as it was.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from reader.documents.corrections import Correction
from reader.errors import LibraryProblem
from reader.library.corrections import CorrectedFile, CorrectionStore


class Noting:
    """Around a transaction of the library in which a file is corrected."""

    def __init__(self, store: CorrectionStore | None) -> None:
        self._store = store
        self._library = ""
        self._file: str | None = None
        self._former: CorrectedFile | None = None

    def put(
        self,
        library: str,
        file: str,
        corrections: Sequence[Correction],
        documents: Mapping[str, str],
    ) -> None:
        """Write the user's list; at the end of the transaction in which the library follows."""
        if self._store is not None:
            self._library = library
            self._former = self._store.get(self._library, file)
            self._store.put(self._library, file, corrections, documents)
            self._file = file

    def ended(self, done: bool) -> None:
        """The transaction was committed, or undone."""
        if self._store is None or self._file is None:
            return
        # A list that cannot be settled, or put back, is pending, and made once more.
        with suppress(LibraryProblem):
            if done:
                self._store.settle(self._library, self._file)
            else:
                self._store.put_back(self._library, self._file, self._former)
