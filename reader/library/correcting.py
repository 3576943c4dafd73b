"""Saves a file with the corrections of its user: whose ids its documents have, what is kept.

A document keeps its id however it is corrected. A part that is split off gets one of its own,
which it has again whenever it is split off again; of joined documents the first keeps its id,
and the others get theirs back when they stand alone again.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.correction_words import describe
from reader.documents.corrections import Corrected, Correction, apply
from reader.documents.model import Document
from reader.documents.narrowing import narrowed
from reader.documents.places import Place
from reader.documents.record import DocumentRecord, Origin
from reader.library.formers import Former, Formers, repeats
from reader.library.leaving import Leaving
from reader.library.originals import Original
from reader.library.read_files import ReadFile
from reader.library.texts import TextStore
from reader.messages import Message, msg

IMPORTED, UPDATED, UNCHANGED = "imported", "updated", "unchanged"
_MARK_LENGTH = 32

Saved = tuple[DocumentRecord, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What saving did: the name of the file, a row for each document, its ids by their marks."""

    file: str
    saved: tuple[Saved, ...]
    marks: Mapping[str, str]
    warnings: tuple[Message, ...]


def save_corrected(
    texts: TextStore,
    formers: Formers,
    read: ReadFile,
    corrections: Sequence[Correction],
    marks: Mapping[str, str],
) -> Outcome:
    """Save a file as corrected, inside a transaction.

    `marks` are ids that documents of the file had before, for a library that knows nothing of
    them.
    """
    return _Saving(texts, formers, read, corrections, marks).run()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A corrected document; `parts` are the documents as read that begin in it.

    It begins with the document as read `part`, or with the split `mark`.
    """

    place: int
    document: Document
    part: int | None
    mark: str | None
    parts: tuple[int, ...]


def _pieces(read: Sequence[Document], corrected: Corrected) -> Iterator[_Piece]:
    starts, length = [], 0
    for document in read:
        starts.append(length)
        length += len(document.paragraphs)
    beginning = {b.part for b in corrected.beginnings}
    for place, (document, b) in enumerate(
        zip(corrected.documents, corrected.beginnings, strict=True)
    ):
        inside = range(b.index, b.index + len(document.paragraphs))
        joined = [p for p, start in enumerate(starts) if start in inside and p not in beginning]
        parts = joined if b.part is None else [b.part, *joined]
        yield _Piece(place, document, b.part, _mark(b.split), tuple(parts))


def _mark(place: Place | None) -> str | None:
    """Names a split by the words at which it was made."""
    if place is None:
        return None
    words = "\n".join((place.exact, place.prefix, place.suffix))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK_LENGTH]


class _Saving:
    """The saving of one file."""

    def __init__(
        self,
        texts: TextStore,
        formers: Formers,
        read: ReadFile,
        corrections: Sequence[Correction],
        marks: Mapping[str, str],
    ) -> None:
        self._texts = texts
        self._formers = formers
        self._read = read
        self._list = dump_corrections(corrections)
        self._corrected = apply(read.documents, corrections)
        self._leaving = Leaving(texts)
        # As the file was read before; the texts that are saved take the place of these.
        self._before = self._leaving.as_read(read.file) if read.file else ()
        self._rows = tuple(kept.original for kept in self._before)
        others = [row for file in self._other_files() for row in texts.originals.of_file(file)]
        splits = {row.mark: row.id for row in others if row.part is None}
        self._marks = {**splits, **marks, **{row.mark: row.id for row in self._rows}}
        self._repeated = repeats(read.documents)
        # The ids of the pieces that are the file's own, by their places, and by the documents as
        # read that they begin with.
        self._kept: dict[int, str] = {}
        self._of_part: dict[int, str] = {}
        self._warnings: list[Message] = []

    def run(self) -> Outcome:
        """Save everything."""
        pieces = tuple(_pieces(self._read.documents, self._corrected))
        self._gather(pieces)
        saved = [self._save(piece) for piece in pieces]
        self._let_go()
        first = next(iter(self._kept.values()), saved[0][0].document)
        file = self._read.file or self._texts.originals.new_file(first, self._kept.values())
        own = [piece for piece in pieces if piece.place in self._kept]
        if len(own) < len(pieces):
            self._list = self._list_of(own)
        rows = [*self._parts(file, own), *self._splits(file, own)]
        self._texts.originals.forget(file)
        self._texts.originals.put(rows)
        lost = (
            msg("以前的更正找不到位置，这次没有用上：{correction}", correction=describe(correction))
            for correction in self._corrected.lost
        )
        marks = {row.mark: row.id for row, _ in rows}
        return Outcome(file, tuple(saved), marks, (*self._warnings, *lost))

    def _other_files(self) -> list[str]:
        """Other corrected files that documents of this one are in."""
        files = (
            home.original.file
            for home in self._read.homes
            if home and home.original and not self._is_elsewhere(home)
        )
        return [file for file in dict.fromkeys(files) if file != self._read.file]

    def _gather(self, pieces: Sequence[_Piece]) -> None:
        """What will be this file's leaves the files that it was in: it has one reading only."""
        ids = {home.record.document for home in self._read.homes if home}
        ids |= {self._marks[piece.mark] for piece in pieces if piece.mark in self._marks}
        ids |= {known for piece in pieces for p in piece.parts if (known := self._id_of_part(p))}
        own = {document for document in ids if self._is_free(document)}
        self._leaving.leave(own, self._read.file)

    # The documents

    def _save(self, piece: _Piece) -> Saved:
        foreign = self._foreign(piece)
        if foreign is not None:
            return foreign, UNCHANGED
        document = self._id(piece)
        self._kept[piece.place] = document
        if piece.part is not None:
            self._of_part[piece.part] = document
        read = self._read
        origin = Origin(read.path, piece.place, read.format, read.encoding)
        record = self._texts.record(document)
        if record is None:
            return self._texts.add(piece.document, origin, document), IMPORTED
        changed = self._texts.replace(document, piece.document, origin)
        return self._texts.record(document) or record, UPDATED if changed else UNCHANGED

    def _foreign(self, piece: _Piece) -> DocumentRecord | None:
        """The document that a piece is without being the file's own.

        It came from another file that is still there, or stood in this one before.
        """
        if piece.part is None:
            twin = self._formers.with_text(self._read.path, piece.document.fingerprint)
            if piece.document.characters and twin is not None and self._is_elsewhere(twin):
                return twin.record
            return None
        read = self._read.documents[piece.part]
        if piece.parts != (piece.part,) or len(read.paragraphs) != len(piece.document.paragraphs):
            return None
        home = self._read.homes[piece.part]
        if home is not None and self._is_elsewhere(home):
            if piece.document != read:
                self._warnings.append(belongs_elsewhere(home))
            return home.record
        if piece.part in self._repeated:
            texts = [document.fingerprint for document in self._read.documents]
            first = self._of_part.get(texts.index(read.fingerprint))
            return None if first is None else self._texts.record(first)
        return None

    def _id(self, piece: _Piece) -> str:
        """The id of a piece: the one it had, or a new one."""
        if piece.part is None:
            known = self._marks.get(piece.mark or "")
            text = piece.document.fingerprint
        else:
            known = self._id_of_part(piece.part)
            text = self._read.documents[piece.part].fingerprint
        return known if known and self._is_free(known) else self._texts.new_id(text)

    def _id_of_part(self, part: int) -> str | None:
        home = self._read.homes[part]
        if home is not None:
            return None if self._is_elsewhere(home) else home.id
        # Marks are places, and an edit moves them: only for a file of which nothing is known.
        return None if any(self._read.homes) else self._marks.get(str(part))

    def _is_free(self, document: str) -> bool:
        """Whether a document of the file may have the id."""
        if document in self._kept.values():
            return False
        record = self._texts.record(document)
        return record is None or not self._formers.is_there(record.path, self._read.path)

    def _is_elsewhere(self, former: Former) -> bool:
        return self._formers.is_there(former.path, self._read.path)

    def _let_go(self) -> None:
        """Remove what was joined to others, and what is not split off any more.

        What has left the file stays in the library, as a file by itself.
        """
        homes = {home.id for home in self._read.homes if home and not self._is_elsewhere(home)}
        parts = {row.id for row in self._rows if row.part is not None}
        # Of a file that lost a document, a split-off part may have belonged to that one.
        splits = {row.id for row in self._rows if row.part is None} if parts <= homes else set()
        kept = set(self._kept.values())
        obsolete = (homes | splits) - kept
        for holder in sorted({row.holder for row in self._rows} - obsolete - kept):
            self._leaving.set_apart(self._before, holder)
        self._texts.remove(sorted(document for document in obsolete if self._is_free(document)))

    # What is kept of the reading

    def _list_of(self, pieces: Sequence[_Piece]) -> str:
        """The corrections of those documents as read that are the file's own."""
        kept = {part for piece in pieces for part in piece.parts}
        corrections = load_corrections(self._list)
        return dump_corrections(narrowed(self._read.documents, kept, corrections))

    def _parts(
        self, file: str, pieces: Sequence[_Piece]
    ) -> Iterator[tuple[Original, Document | None]]:
        for piece in pieces:
            holder = self._kept[piece.place]
            for part in piece.parts:
                read = self._read.documents[part]
                ident = holder if part == piece.part else self._id_of_part(part)
                original = Original(
                    holder,
                    file,
                    str(part),
                    ident or self._texts.new_id(read.fingerprint),
                    read.metadata.title,
                    read.fingerprint,
                    self._list,
                )
                same = piece.parts == (part,) and piece.document == read
                yield original, None if same else read

    def _splits(
        self, file: str, pieces: Sequence[_Piece]
    ) -> Iterator[tuple[Original, Document | None]]:
        """The ids of parts that are split off, and of those that were and may be again."""
        active = {piece.mark: self._kept[piece.place] for piece in pieces if piece.mark}
        for mark, holder in active.items():
            yield Original(holder, file, mark, holder, "", "", self._list), None
        first = next(iter(self._kept.values()), None)
        for mark, document in self._marks.items():
            waits = len(mark) == _MARK_LENGTH and mark not in active
            if first is not None and waits and self._texts.record(document) is None:
                yield Original(first, file, mark, document, "", "", self._list), None


def belongs_elsewhere(former: Former) -> Message:
    """A correction was made where it cannot be kept."""
    return msg(
        "“{title}”来自另一个文件（{path}），更正没有用在它上面；请打开那篇文献再更正",
        title=former.title,
        path=former.path,
    )
