"""Documents that leave a corrected file, or come back to it.

What is kept of a corrected file has to say, at any time, how the documents that are there come
from what was read of them: a list that still spoke of documents that are gone would be taken for
one on those that are left.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.corrections import Correction, apply
from reader.documents.model import Document
from reader.documents.narrowing import narrowed
from reader.library import document_json
from reader.library.originals import Kept, Original

if TYPE_CHECKING:
    from reader.library.text_reading import TextReader


@dataclass(frozen=True, slots=True)
class Leave:
    """What was kept of a file before some of its documents left it, and after."""

    before: tuple[Kept, ...]
    after: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class AsRead:
    """An original of a file, what is kept of it, and the document as read (None for a split)."""

    original: Original
    content: bytes | None
    document: Document | None


class Leaving:
    """Keeps the originals of a library right. Inside a transaction of the caller."""

    def __init__(self, texts: "TextReader") -> None:
        self._texts = texts
        self._store = texts.originals

    def as_read(self, file: str) -> tuple[AsRead, ...]:
        """The originals of a file as its documents show them now."""
        return self._read(self._store.kept(file))

    # Leaving

    def leave(self, documents: Collection[str], into: str | None = None) -> tuple[Leave, ...]:
        """To be called before documents are removed: one for each corrected file of theirs.

        Or before they come into another file, `into`.

        Nothing of their words stays with the others of the file. Where a document as read was
        split, its text is kept with the first part of it: what remains of such a file stays as
        it was corrected, and is its own original from now on.
        """
        gone = frozenset(documents)
        files = {row.file for document in documents for row in self._store.in_document(document)}
        return tuple(self._leave(file, gone) for file in sorted(files - {into}))

    def _leave(self, file: str, gone: frozenset[str]) -> Leave:
        before = self._store.kept(file)
        left = {original.holder for original, _ in before} - gone
        after = self._narrowed(self._read(before), left, file) if left else ()
        self._store.forget(file)
        self._store.put_kept(after)
        return Leave(before, after)

    def set_apart(self, before: Sequence[AsRead], document: str) -> None:
        """A document that was in a file is there no more: it becomes a file by itself.

        `before` is how that file was read when it still was.
        """
        rows = self._narrowed(before, {document}, self._store.new_file(document, (document,)))
        self._store.forget_in([document])
        self._store.put_kept(rows)

    # Coming back

    def come_back(self, leaves: Iterable[Leave], documents: Collection[str]) -> None:
        """To be called when removed documents are there again, as they were.

        Where nothing happened to the others of their file since, all is as it was before they
        left. Otherwise they are originals by themselves.
        """
        for leave in leaves:
            holders = dict.fromkeys(original.holder for original, _ in leave.before)
            self._store.forget_in([holder for holder in holders if holder in documents])
            others = [holder for holder in holders if holder not in documents]
            there = [row for row in leave.before if self._texts.record(row[0].holder)]
            if self._is_untouched(leave, others) and self._is_right(self._read(there)):
                self._store.forget_in(others)
                self._store.put_kept(there)

    def _is_untouched(self, leave: Leave, others: Sequence[str]) -> bool:
        """Whether what was left behind is as it was left, and the file's name is not taken."""
        file = leave.before[0][0].file
        files = {row.file for holder in others for row in self._store.in_document(holder)}
        now = [row for name in sorted({file, *files}) for row in self._store.kept(name)]
        return now == [row for row in leave.after if row[0].holder in others]

    # Inside

    def _narrowed(
        self, before: Sequence[AsRead], holders: Collection[str], file: str
    ) -> tuple[Kept, ...]:
        """What may be kept of a file of which only some documents are left; none if nothing."""
        parts = [row for row in before if row.original.part is not None]
        places = {n for n, row in enumerate(parts) if row.original.holder in holders}
        if not places or any(_is_split(row.original) for row in before):
            return ()
        documents = [row.document for row in parts if row.document is not None]
        corrections = narrowed(documents, places, self._corrections(parts[0].original))
        text = dump_corrections(corrections)
        rows = [
            replace(row, original=_in_file(row.original, file, text))
            for row in before
            if row.original.holder in holders
        ]
        return tuple((row.original, row.content) for row in rows) if self._is_right(rows) else ()

    def _is_right(self, rows: Sequence[AsRead]) -> bool:
        """Whether the documents that are there are what the corrections make of what was read."""
        read = [row.document for row in rows if row.document is not None]
        lists = {row.original.corrections for row in rows}
        if not read or len(lists) != 1:
            return False
        made = apply(read, self._corrections(rows[0].original)).documents
        stand = [row for row in rows if row.document is not None or _is_split(row.original)]
        shown = [self._shown(holder) for holder in {row.original.holder for row in stand}]
        return len(made) == len(shown) and all(_bare(document) in shown for document in made)

    def _read(self, rows: Iterable[Kept]) -> tuple[AsRead, ...]:
        return tuple(
            AsRead(original, data, self._document(original, data)) for original, data in rows
        )

    def _document(self, original: Original, content: bytes | None) -> Document | None:
        if original.part is None:
            return None
        if content is None:
            return self._shown(original.holder)
        with self._texts.database.decoding():
            return document_json.unpack(content)

    def _shown(self, document: str) -> Document:
        found = self._texts.document(document)
        if found is None:
            raise LookupError(document)
        return _bare(found)

    def _corrections(self, original: Original) -> tuple[Correction, ...]:
        with self._texts.database.decoding():
            return load_corrections(original.corrections)


def _in_file(original: Original, file: str, corrections: str) -> Original:
    return Original(
        original.holder,
        file,
        original.mark,
        original.id,
        original.title,
        original.fingerprint,
        corrections,
    )


def _is_split(original: Original) -> bool:
    """Whether a part stands by itself that was split off."""
    return original.part is None and original.id == original.holder


def _bare(document: Document) -> Document:
    """The document without the data of its pictures."""
    pictures = tuple(replace(picture, data=b"") for picture in document.pictures)
    return replace(document, pictures=pictures)
