"""Which document of the library each document of a file is: by its text, its title, its place.

Texts are compared as they were read. A corrected document is known by what was read, and by what
the corrections made of it.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.documents.model import Document, Paragraph
from reader.documents.record import DocumentRecord, is_pasted
from reader.library.originals import Original
from reader.library.texts import TextStore

# The share of character pairs, of the text that has fewer of them, from which on a text in the
# place of another is its new version and not another article.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Former:
    """A document as it was read before: its id, its place in its file, its title.

    `record` is the document that holds its text now: itself, or one that it was joined to.
    """

    id: str
    record: DocumentRecord
    part: int
    title: str
    original: Original | None = None

    @property
    def path(self) -> str:
        """The file that it came from."""
        return self.record.path


class Formers:
    """Finds former states. `exists` tells whether a path on this computer is still there."""

    def __init__(self, texts: TextStore, exists: Callable[[str], bool] = os.path.exists) -> None:
        self._texts = texts
        self._exists = exists

    def of_path(self, path: str) -> list[Former]:
        """The documents that a file gave, in the order in which they stood in it."""
        return self.in_records(self._texts.by_path(path))

    def in_records(self, records: Iterable[DocumentRecord]) -> list[Former]:
        """The documents as read that some documents hold, in the order of their file."""
        found = [former for record in records for former in self.in_record(record)]
        return sorted(found, key=lambda former: former.part)

    def in_record(self, record: DocumentRecord) -> list[Former]:
        """The documents as read that a document holds; none in a part that was split off."""
        held = self._texts.originals.in_document(record.document)
        if not held:
            return [Former(record.document, record, record.part, record.metadata.title)]
        return [
            Former(item.id, record, item.part, item.title, item)
            for item in held
            if item.part is not None
        ]

    def with_text(self, path: str, fingerprint: str) -> Former | None:
        """The document with this text, of the file itself where there are several."""
        found = [
            Former(item.id, record, item.part, item.title, item)
            for item in self._texts.originals.with_text(fingerprint)
            if item.part is not None and (record := self._texts.record(item.holder)) is not None
        ]
        for record in self._texts.by_fingerprint(fingerprint):
            own = Former(record.document, record, record.part, record.metadata.title)
            found += [f for f in self.in_record(record) if f.id == own.id] or [own]
        return next((f for f in found if f.path == path), found[0] if found else None)

    def is_there(self, other: str, path: str) -> bool:
        """Whether `other` is another file than `path`, and still there.

        A pasted text is: no file takes its place, and what was written about it stays.
        """
        return other != path and (is_pasted(other) or self._exists(other))

    def read(self, former: Former) -> Sequence[Paragraph]:
        """Its paragraphs as they were read."""
        kept = None if former.original is None else self._texts.originals.content(former.original)
        return self._texts.paragraphs(former.record.document) if kept is None else kept.paragraphs

    def match(
        self, path: str, documents: Sequence[Document], known: Sequence[Former]
    ) -> list[Former | None]:
        """For each document of the file the one in the library that it is.

        It is known by its text, wherever that came from; else, among the documents of this
        file, by its title; else by its place. A text that stands twice in the file has one
        home, at its first place.
        """
        repeated = repeats(documents)
        homes: list[Former | None] = [
            None if part in repeated else self.with_text(path, document.fingerprint)
            for part, document in enumerate(documents)
        ]
        free = self._free(homes, known)
        open_parts = [p for p, home in enumerate(homes) if home is None and p not in repeated]
        for part in open_parts:
            title = documents[part].metadata.title
            homes[part] = _take(free, (f for f in free if title in _titles(f)))
        alone = len(documents) == 1 and len(known) == 1
        for part in open_parts:
            if homes[part] is None:
                text = documents[part]
                places = (f for f in free if f.part == part and (alone or self._alike(f, text)))
                homes[part] = _take(free, places)
        return homes

    def _free(self, homes: Sequence[Former | None], known: Sequence[Former]) -> list[Former]:
        """The documents that may be a former state of one in the file.

        Those of the same path, and those of a path from which the file evidently was moved.
        """
        taken = {home.id for home in homes if home}
        former = sorted({home.path for home in homes if home and not self._exists(home.path)})
        candidates = (*known, *(f for path in former for f in self.of_path(path)))
        return list({f.id: f for f in candidates if f.id not in taken}.values())

    def _alike(self, former: Former, document: Document) -> bool:
        old = _pairs(p.text for p in self.read(former))
        new = _pairs(p.text for p in document.paragraphs)
        return len(old & new) >= _ALIKE * max(1, min(len(old), len(new)))


def repeats(documents: Sequence[Document]) -> frozenset[int]:
    """The places of the documents whose text has stood in the file before."""
    if len(documents) < 2:
        return frozenset()
    first: dict[str, int] = {}
    for part, document in enumerate(documents):
        first.setdefault(document.fingerprint, part)
    return frozenset(range(len(documents))) - frozenset(first.values())


def _titles(former: Former) -> tuple[str, ...]:
    return former.title, former.record.metadata.title


def _take(free: list[Former], candidates: Iterable[Former]) -> Former | None:
    """The first candidate, which is free no longer."""
    taken = next(iter(candidates), None)
    if taken is not None:
        free.remove(taken)
    return taken


def _pairs(texts: Iterable[str]) -> set[str]:
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}
