"""What an imported file means for the library: new, changed, or known already.

Importing again changes nothing; an edited file is the same document as before; the same text
in a second file is the same document too; nothing is ever removed by an import. What the user
corrected in a file is corrected in it whenever it comes in again.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from reader.documents.corrections import Correction
from reader.documents.model import Document
from reader.documents.record import DocumentRecord, Origin
from reader.errors import UsageError
from reader.importers.model import ImportedDocument, ParsedFile
from reader.library import rows
from reader.library.correcting import (
    IMPORTED,
    UNCHANGED,
    UPDATED,
    Outcome,
    Saved,
    save_corrected,
)
from reader.library.corrections import CorrectionStore
from reader.library.formers import Former, Formers, repeats
from reader.library.import_rows import reports
from reader.library.known import NO_MARKS, Known, KnownCorrections, merged
from reader.library.noting import Noting
from reader.library.read_files import ReadFile, read_file, stored_corrections, with_pictures
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore
from reader.messages import Message, msg
from reader.paths import is_there


class Intake:
    """Saves parsed files. `exists` tells whether a path on this computer is still there.

    Without `corrections`, the user's, only those are known that the library shows.
    """

    def __init__(
        self,
        texts: TextStore,
        exists: Callable[[str], bool] = is_there,
        corrections: CorrectionStore | None = None,
    ) -> None:
        self._texts = texts
        self._formers = Formers(texts, exists)
        self._stamps = FileStamps(texts.database)
        self._corrections = corrections
        self._known = KnownCorrections(texts, self._formers, corrections)
        self._waiting: list[Noting] = []

    # Importing

    def save_file(
        self,
        parsed: ParsedFile,
        corrections: Sequence[Correction] | None = None,
        put_off: Callable[[ReadFile], None] | None = None,
    ) -> list[ImportedDocument]:
        """Save the documents of one file in one transaction; a row for each of them.

        `corrections` replace those that were made in the file before; without them, those are
        made again. What the user should know of the file as a whole stands with its first row.
        A file of which other files have to tell what its documents are is not saved, but given
        to `put_off`.
        Raises LibraryProblem; then nothing of the file was saved, nor its new corrections.
        Inside a transaction of the caller, who has to tell its end (`ended`).
        """
        with self._noting() as noting, self._texts.database.transaction():
            read = self.identify(parsed)
            if put_off is not None and self._is_in_doubt(read):
                put_off(read)
                return []
            target, known = self._wanted(read, corrections)
            if known is None:
                return self._rows(parsed, read, self._save_plain(read))
            outcome = self._save(target, known)
            if known.pending:
                noting.put(self._texts.library, outcome.file, known.corrections, outcome.marks)
            if target is not read:
                self._stamps.forget([target.path])
            return self._rows(parsed, read, outcome.saved, outcome.warnings)

    def identify(self, parsed: ParsedFile) -> ReadFile:
        """A file that was just read, with the documents of the library that its documents are."""
        path = os.path.abspath(parsed.path)
        documents = tuple(rows.storable(document) for document in parsed.documents)
        before = self._texts.by_path(path)
        matched = self._formers.match(path, documents, self._formers.in_records(before))
        files = self._files(path, matched.homes)
        file = files[0] if files else None
        shown = merged(stored_corrections(self._texts, name) for name in files)
        return ReadFile(
            path=path,
            format=parsed.format,
            encoding=parsed.encoding,
            documents=documents,
            homes=matched.homes,
            file=file,
            corrections=shown,
            before=before,
            sure=matched.sure,
        )

    def known(self, read: ReadFile) -> Known | None:
        """What was corrected in a file before; None where nothing ever was."""
        return self._known.of(read)

    def ended(self, done: bool) -> None:
        """The caller's transaction, in which files were saved, was committed or undone."""
        waiting, self._waiting = self._waiting, []
        for noting in reversed(waiting):
            noting.ended(done)

    # Correcting

    def correct(
        self,
        document: str,
        corrections: Sequence[Correction],
        anew: ParsedFile | None = None,
    ) -> list[ImportedDocument]:
        """Replace the corrections of the file of a document; rows as of an import.

        `anew` is the file read again, in another encoding. Raises UsageError for a document that
        is not there, and LibraryProblem; then everything is as it was.
        """
        with self._noting() as noting, self._texts.database.transaction():
            read = self.reading(document)
            if anew is not None:
                read = self._read_anew(read, anew)
            mine = None if read.file is None else self._known.mine(read.file)
            known = Known(tuple(corrections), mine.marks if mine else NO_MARKS)
            outcome = self._save(read, known)
            noting.put(self._texts.library, outcome.file, corrections, outcome.marks)
            self._stamps.forget([read.path])
            return reports(read.path, outcome.saved, outcome.warnings)

    def reading(self, document: str) -> ReadFile:
        """The file that a document came from, as it was read. Raises UsageError."""
        record = self._texts.record(document)
        if record is None:
            raise UsageError(msg("资料库中没有文献“{document}”", document=document))
        return read_file(self._texts, record)

    def _read_anew(self, read: ReadFile, anew: ParsedFile) -> ReadFile:
        """The file in another encoding; its documents stay the same by their places."""
        again = self.identify(anew)
        homes = tuple(
            read.homes[part] if part < len(read.homes) else home
            for part, home in enumerate(again.homes)
        )
        return replace(
            again, path=read.path, homes=homes, file=read.file, corrections=read.corrections
        )

    # Inside

    @contextmanager
    def _noting(self) -> Iterator[Noting]:
        """Around the transaction of one file; what is in a greater one waits for its end."""
        noting = Noting(self._corrections)
        nested = self._texts.database.in_transaction
        done = False
        try:
            yield noting
            done = True
        finally:
            if nested:
                self._waiting.append(noting)
            else:
                noting.ended(done)

    def _is_in_doubt(self, read: ReadFile) -> bool:
        """Whether the file holds new words where others stood, or beside some that are known.

        The old ones may stand in another file by now, and their document with them. And whether
        a file that is new, but was corrected once, is a copy of the one in which that was.
        """
        if not read.before and read.file is None and self._known.of(read) is not None:
            return True
        taken = any(read.homes[part] is not None for part in read.unsure)
        beside = any(home and self._formers.is_there(home.path, read.path) for home in read.homes)
        return taken or (beside and bool(read.unsure))

    def _files(self, path: str, homes: Sequence[Former | None]) -> list[str]:
        """The names of the files, where its documents were corrected: of most of them first."""
        names = [
            home.original.file
            for home in homes
            if home and home.original and not self._formers.is_there(home.path, path)
        ]
        return sorted(dict.fromkeys(names), key=names.count, reverse=True)

    def _save(self, read: ReadFile, known: Known) -> Outcome:
        whole = with_pictures(self._texts, read)
        return save_corrected(self._texts, self._formers, whole, known.corrections, known.marks)

    def _wanted(
        self, read: ReadFile, given: Sequence[Correction] | None
    ) -> tuple[ReadFile, Known | None]:
        """What to save and with which corrections; None where there are none and never were."""
        if given is None:
            return read, self._known.of(read)
        target = self._copied(read) or read
        known = self._known.of(target)
        if not given and known is None:
            return read, None
        return target, Known(tuple(given), known.marks if known else NO_MARKS, pending=True)

    def _copied(self, read: ReadFile) -> ReadFile | None:
        """The other file of which this one is a copy: then that one is corrected."""
        homes = [h for h in read.homes if h and self._formers.is_there(h.path, read.path)]
        if not homes or len(homes) != len(read.homes):
            return None
        other = read_file(self._texts, homes[0].record)
        return other if other.documents == read.documents else None

    def _save_plain(self, read: ReadFile) -> list[Saved]:
        """Save a file in which nothing was corrected."""
        repeated = repeats(read.documents)
        return [
            self._save_document(read, part, document, part in repeated)
            for part, document in enumerate(read.documents)
        ]

    def _save_document(
        self, read: ReadFile, part: int, document: Document, repeated: bool
    ) -> Saved:
        home = read.homes[part]
        if home is None and repeated:
            home = self._formers.with_text(read.path, document.fingerprint)
            if home is not None:
                return home.record, UNCHANGED
        origin = Origin(read.path, part, read.format, read.encoding)
        if home is None:
            return self._texts.add(document, origin), IMPORTED
        if self._formers.is_there(home.path, read.path):
            return home.record, UNCHANGED
        changed = self._texts.replace(home.id, document, origin)
        return self._texts.record(home.id) or home.record, UPDATED if changed else UNCHANGED

    def _rows(
        self,
        parsed: ParsedFile,
        read: ReadFile,
        saved: Sequence[Saved],
        warnings: Sequence[Message] = (),
    ) -> list[ImportedDocument]:
        """The rows of the report, once the file is saved."""
        self._note_stamp(read.path, parsed, [record for record, _ in saved])
        left_out = self._left_out(read.before, saved)
        return reports(read.path, saved, (*parsed.warnings, *warnings, *left_out))

    def _note_stamp(self, path: str, parsed: ParsedFile, records: Sequence[DocumentRecord]) -> None:
        """Remember how the file looked; not a copy of a corrected file.

        What was split off there is among the documents of that file only: when it changes, the
        copy has to be read again.
        """
        copied = [record for record in records if record.path != path]
        if any(self._texts.originals.in_document(record.document) for record in copied):
            self._stamps.forget([path])
        else:
            self._stamps.note(path, parsed.stamp, records)

    def _left_out(
        self, before: Sequence[DocumentRecord], saved: Sequence[Saved]
    ) -> Iterator[Message]:
        present = {record.document for record, _ in saved}
        for record in before:
            gone = record.document not in present
            if gone and self._texts.record(record.document) is not None:
                yield msg(
                    "“{title}”已不在文件中；资料库仍保留它（{document}）。",
                    title=record.metadata.title,
                    document=record.document,
                )
