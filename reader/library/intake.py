"""What an imported file means for the library: new, changed, or known already.

Importing again changes nothing; an edited file is the same document as before; the same text
in a second file is the same document too; nothing is ever removed by an import.
"""

import os
from collections.abc import Callable, Iterable, Sequence

from reader.documents.model import Document
from reader.importers.model import ImportedDocument, ParsedFile
from reader.library import rows
from reader.library.model import DocumentRecord, Origin
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore
from reader.messages import Message, msg

IMPORTED, UPDATED, UNCHANGED = "imported", "updated", "unchanged"
# The share of character pairs, of the text that has fewer of them, from which on a text in the
# place of another is its new version and not another article.
_ALIKE = 0.5

Saved = tuple[DocumentRecord, str]


class Intake:
    """Saves parsed files. `exists` tells whether a path on this computer is still there."""

    def __init__(self, texts: TextStore, exists: Callable[[str], bool] = os.path.exists) -> None:
        self._texts = texts
        self._exists = exists
        self._stamps = FileStamps(texts.database)

    def save_file(self, parsed: ParsedFile) -> list[ImportedDocument]:
        """Save the documents of one file in one transaction; a row for each of them.

        What the user should know of the file as a whole stands with its first row. Raises
        LibraryProblem; then nothing of the file was saved.
        """
        path = os.path.abspath(parsed.path)
        documents = [rows.storable(document) for document in parsed.documents]
        with self._texts.database.transaction():
            known = self._texts.by_path(path)
            homes = self._homes(path, documents, known)
            saved = [
                self._save(parsed, part, document, homes[part])
                for part, document in enumerate(documents)
            ]
            self._stamps.note(path, parsed.stamp, (record for record, _ in saved))
        warnings = (*parsed.warnings, *_left_out(known, saved))
        return [
            _report(path, record, status, () if part else warnings)
            for part, (record, status) in enumerate(saved)
        ]

    def _homes(
        self, path: str, documents: Sequence[Document], known: Sequence[DocumentRecord]
    ) -> list[DocumentRecord | None]:
        """For each document of the file the one in the library that it is.

        It is known by its text, wherever that came from; else, among the documents of this
        file, by its title; else by its place. A text that stands twice in the file has one
        home, at its first place.
        """
        homes: list[DocumentRecord | None] = []
        repeated: set[int] = set()
        seen: set[str] = set()
        for part, document in enumerate(documents):
            fingerprint = document.fingerprint
            if fingerprint in seen:
                repeated.add(part)
            seen.add(fingerprint)
            homes.append(None if part in repeated else self._same_text(path, fingerprint))
        free = self._free(homes, known)
        open_parts = [p for p, home in enumerate(homes) if home is None and p not in repeated]
        for part in open_parts:
            title = documents[part].metadata.title
            homes[part] = _take(free, (r for r in free if r.metadata.title == title))
        alone = len(documents) == 1 and len(known) == 1
        for part in open_parts:
            if homes[part] is None:
                text = documents[part]
                places = (r for r in free if r.part == part and (alone or self._alike(r, text)))
                homes[part] = _take(free, places)
        return homes

    def _same_text(self, path: str, fingerprint: str) -> DocumentRecord | None:
        found = self._texts.by_fingerprint(fingerprint)
        return next((r for r in found if r.path == path), found[0] if found else None)

    def _free(
        self, homes: Sequence[DocumentRecord | None], known: Sequence[DocumentRecord]
    ) -> list[DocumentRecord]:
        """The documents that may be a former state of one in the file.

        Those of the same path, and those of a path from which the file evidently was moved.
        """
        taken = {home.document for home in homes if home}
        former = sorted({home.path for home in homes if home and not self._exists(home.path)})
        candidates = (*known, *(r for path in former for r in self._texts.by_path(path)))
        return list(dict.fromkeys(r for r in candidates if r.document not in taken))

    def _alike(self, record: DocumentRecord, document: Document) -> bool:
        old = _pairs(p.text for p in self._texts.paragraphs(record.document))
        new = _pairs(p.text for p in document.paragraphs)
        return len(old & new) >= _ALIKE * max(1, min(len(old), len(new)))

    def _save(
        self, parsed: ParsedFile, part: int, document: Document, home: DocumentRecord | None
    ) -> Saved:
        path = os.path.abspath(parsed.path)
        origin = Origin(path, part, parsed.format, parsed.encoding)
        if home is None:
            twin = self._same_text(path, document.fingerprint)
            if twin is not None:
                return twin, UNCHANGED
            return self._texts.add(document, origin), IMPORTED
        if home.path != path and self._exists(home.path):
            return home, UNCHANGED
        changed = self._texts.replace(home.document, document, origin)
        return self._texts.record(home.document) or home, UPDATED if changed else UNCHANGED


def unchanged(path: str, records: Iterable[DocumentRecord]) -> tuple[ImportedDocument, ...]:
    """The rows of a file that need not be read again, for the documents that it gave."""
    return tuple(_report(path, record, UNCHANGED, ()) for record in records)


def _take(
    free: list[DocumentRecord], candidates: Iterable[DocumentRecord]
) -> DocumentRecord | None:
    """The first candidate, which is free no longer."""
    taken = next(iter(candidates), None)
    if taken is not None:
        free.remove(taken)
    return taken


def _left_out(known: Iterable[DocumentRecord], saved: Iterable[Saved]) -> list[Message]:
    present = {record.document for record, _ in saved}
    return [
        msg(
            "“{title}”已不在文件中；资料库仍保留它（{document}）。",
            title=record.metadata.title,
            document=record.document,
        )
        for record in known
        if record.document not in present
    ]


def _pairs(texts: Iterable[str]) -> set[str]:
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}


def _report(
    path: str, record: DocumentRecord, status: str, warnings: tuple[Message, ...]
) -> ImportedDocument:
    return ImportedDocument(
        path=path,
        document=record.document,
        title=record.metadata.title,
        format=record.format,
        encoding=record.encoding,
        paragraphs=record.paragraphs,
        characters=record.characters,
        status=status,
        warnings=warnings,
    )
