"""What is known of the documents, kept in memory while they do not change."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from reader.documents.model import Metadata
from reader.library.text_reading import TextReader
from reader.workspace.model import SearchScope


@dataclass(frozen=True, slots=True)
class Holdings:
    """The metadata of all documents at one state of the library, in the order of their import."""

    sequence: int
    metadata: Mapping[str, Metadata]

    def title(self, document: str) -> str:
        """The title of a document, "" for one that is not there."""
        known = self.metadata.get(document)
        return known.title if known else ""

    def documents(self, scope: SearchScope) -> frozenset[str] | None:
        """The documents of a scope; None where it does not restrict them."""
        if not (scope.documents or scope.genres or scope.sources or scope.years):
            return None
        return frozenset(
            document
            for document, metadata in self.metadata.items()
            if (not scope.documents or document in scope.documents)
            and (not scope.genres or metadata.genre in scope.genres)
            and (not scope.sources or source(metadata) in scope.sources)
            and (not scope.years or year(metadata) in scope.years)
        )


class Catalogue:
    """Reads the metadata of all documents once for each state of the texts. Any thread."""

    def __init__(self, texts: TextReader) -> None:
        self._texts = texts
        self._lock = threading.Lock()
        self._holdings: Holdings | None = None

    def holdings(self) -> Holdings:
        """The documents as they are now."""
        # Before the records: at worst they are newer than their number, and are read once more.
        sequence = self._texts.last_sequence()
        with self._lock:
            if self._holdings is None or self._holdings.sequence != sequence:
                records = self._texts.records()
                self._holdings = Holdings(sequence, {r.document: r.metadata for r in records})
            return self._holdings


def source(metadata: Metadata) -> str:
    """The key of the facet by source."""
    return metadata.source or ""


def year(metadata: Metadata) -> str:
    """The key of the facet by year."""
    return (metadata.date or "")[:4]
