"""Which document of the library each document of a file is: by its text, its likeness, its place.

Texts are compared as they were read. A corrected document is known by what was read, and by what
the corrections made of it.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reader.documents.model import Document, Paragraph
from reader.documents.record import DocumentRecord, is_pasted
from reader.library.originals import Original
from reader.library.text_reading import TextReader
from reader.paths import is_there

# The share of character triples, of the text that has fewer of them, from which on a text is the
# new version of another. Of the example texts, with every second sentence gone and every tenth
# character wrong, .67 and more are left; single paragraphs of 60 to 200 characters share less than
# .5 with longer texts of the same field (pairs: up to .73).
_ALIKE = 0.5
_TRIPLE = 3


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


@dataclass(frozen=True, slots=True)
class Matched:
    """What the documents of a file are in the library, None for a new one.

    `sure` are the places of those that are known by text or by likeness, and of repeats; the
    others are new, or stand in for a document by its title or its place alone.
    """

    homes: tuple[Former | None, ...]
    sure: frozenset[int]


class Formers:
    """Finds former states. `exists` tells whether a path on this computer is still there."""

    def __init__(self, texts: TextReader, exists: Callable[[str], bool] = is_there) -> None:
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
        same = os.path.normcase(other) == os.path.normcase(path)
        return not same and (is_pasted(other) or self._exists(other))

    def read(self, former: Former) -> Sequence[Paragraph]:
        """Its paragraphs as they were read."""
        kept = None if former.original is None else self._texts.originals.content(former.original)
        return self._texts.paragraphs(former.record.document) if kept is None else kept.paragraphs

    def match(self, path: str, documents: Sequence[Document], known: Sequence[Former]) -> Matched:
        """For each document of the file the one in the library that it is.

        It is known by its text, wherever that came from; else, among the documents of this
        file, by likeness, those with its title first; else by its title; else, where there is
        but one, by its place. A text that stands twice in the file has one home, at its first
        place.
        """
        repeated = repeats(documents)
        homes: list[Former | None] = [
            None if part in repeated else self.with_text(path, document.fingerprint)
            for part, document in enumerate(documents)
        ]
        free = self._free(homes, known)
        wanting = [p for p, home in enumerate(homes) if home is None and p not in repeated]
        found = self.alike([(part, documents[part]) for part in wanting], free)
        for part, former in zip(wanting, found, strict=True):
            homes[part] = former
        sure = {part for part, home in enumerate(homes) if home is not None} | repeated
        free = [former for former in free if former not in found]
        for part in (part for part in wanting if homes[part] is None):
            title = documents[part].metadata.title
            homes[part] = _take(free, (f for f in free if title in _titles(f)))
            if homes[part] is None and len(documents) == len(known) == 1:
                homes[part] = _take(free, free)
        return Matched(tuple(homes), frozenset(sure))

    def alike(
        self, documents: Sequence[tuple[int, Document]], candidates: Sequence[Former]
    ) -> list[Former | None]:
        """For each document (with its place) the candidate of which it is another version.

        Each is given once: one with the same title before others, one in the same place of its
        file before the rest.
        """
        found: list[Former | None] = [None] * len(documents)
        free = list(candidates)
        if not free:
            return found
        before = {former.id: _Lazy(self, former) for former in free}
        now = [_triples(p.text for p in document.paragraphs) for _, document in documents]
        for titled in (True, False):
            for number, (part, document) in enumerate(documents):
                if found[number] is None:
                    title = document.metadata.title
                    like = (
                        former
                        for former in _nearest(free, part)
                        if (title in _titles(former)) is titled
                        and _are_alike(before[former.id].triples, now[number])
                    )
                    found[number] = _take(free, like)
        return found

    def _free(self, homes: Sequence[Former | None], known: Sequence[Former]) -> list[Former]:
        """The documents that may be a former state of one in the file.

        Those of the same path, and those of a path from which the file evidently was moved.
        """
        taken = {home.id for home in homes if home}
        former = sorted({home.path for home in homes if home and not self._exists(home.path)})
        candidates = (*known, *(f for path in former for f in self.of_path(path)))
        return list({f.id: f for f in candidates if f.id not in taken}.values())


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


def _nearest(formers: Iterable[Former], part: int) -> list[Former]:
    """Those in the same place of their file first."""
    return sorted(formers, key=lambda former: former.part != part)


class _Lazy:
    """The triples of a former state, read when they are first compared."""

    def __init__(self, formers: Formers, former: Former) -> None:
        self._formers = formers
        self._former = former
        self._triples: set[str] | None = None

    @property
    def triples(self) -> set[str]:
        if self._triples is None:
            self._triples = _triples(p.text for p in self._formers.read(self._former))
        return self._triples


def _triples(texts: Iterable[str]) -> set[str]:
    return {text[i : i + _TRIPLE] for text in texts for i in range(len(text) - _TRIPLE + 1)}


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * max(1, min(len(one), len(other)))
