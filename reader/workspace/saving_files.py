"""Saves what an import reads, group after group, and remembers what became of each file."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from reader.documents.corrections import Correction
from reader.errors import LibraryProblem
from reader.importers.model import FailedFile, ImportedDocument, ParsedFile, UnchangedFile
from reader.library.correcting import UNCHANGED, UPDATED
from reader.library.following import follow_texts
from reader.library.imports import ImportJobs
from reader.library.intake import Intake
from reader.library.read_files import ReadFile
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore
from reader.messages import Message
from reader.workspace.import_order import Outcome
from reader.workspace.waiting import Waiting


class Saving:
    """Saves group after group; tells what was saved, and what was not.

    When the library itself cannot be written any more (a full disk), that is the reason for
    all files after it.
    """

    def __init__(
        self,
        texts: TextStore,
        intake: Intake,
        stamps: FileStamps,
        jobs: ImportJobs,
        job: int | None,
        corrections: Mapping[str, Sequence[Correction]],
    ) -> None:
        self._texts = texts
        self._intake = intake
        self._corrections = corrections
        self._stamps = stamps
        self._jobs = jobs
        self._job = job
        self._broken: Message | None = None
        # Until all files were seen; then nothing is put off any more.
        self._waiting: Waiting | None = Waiting()
        self._reached: list[str] = []
        self.saved: list[ImportedDocument] = []
        self.failed: list[FailedFile] = []

    def save(self, group: Sequence[Outcome]) -> None:
        """Save a group in one transaction; where that fails, each file in its own."""
        if self._broken is None and len(group) > 1:
            try:
                self._together(group)
            except LibraryProblem:
                # Which of them it was, and what can still be saved, shows one by one.
                pass
            else:
                return
        for item in group:
            self._alone(item)

    def all_seen(self) -> Waiting:
        """The files that waited for the others: to be saved now."""
        waiting = self._waiting or Waiting()
        reached = self.follow_texts(waiting.reads())
        self._reached = [path for path in reached if path not in waiting]
        self._waiting = None
        return waiting

    def outdated(self) -> list[str]:
        """The files that hold, unchanged, what a document was until another file edited it."""
        if self._broken is not None:
            return []
        edited = {row.path for row in self.saved if row.status == UPDATED}
        # Of a file that is corrected another part may have changed than the one that it begins.
        updated = {row.document: row.path for row in self.saved if row.path in edited}
        found = (
            row.path
            for row in self.saved
            if row.status == UNCHANGED and updated.get(row.document, row.path) != row.path
        )
        return list(dict.fromkeys(found))

    def reached(self) -> list[str]:
        """The files to which corrected documents were led: they have to be read again."""
        reached, self._reached = self._reached, []
        return list(dict.fromkeys((*reached, *self.follow_texts())))

    def follow_texts(self, waiting: Sequence[ReadFile] = ()) -> list[str]:
        """Note where the texts stand now that changed places among the files.

        Gives the files to which corrected documents came.
        """
        if self._broken is None:
            # What fails stays as it is, and is noted with the next import.
            with suppress(LibraryProblem):
                return follow_texts(self._texts, self.saved, waiting)
        return []

    def anew(self) -> "Saving":
        """For files that are read once more; an import that was asked for has them already."""
        again = Saving(self._texts, self._intake, self._stamps, self._jobs, None, self._corrections)
        again._waiting = None
        return again

    def put(self, again: "Saving") -> None:
        """Tell of the files that were read once more what they gave then."""
        read = {row.path for row in again.saved} | {failure.path for failure in again.failed}
        first = {(row.path, row.document): row for row in self.saved}
        rows = [
            first.get((row.path, row.document), row) if row.status == UNCHANGED else row
            for row in again.saved
        ]
        self.saved = [row for row in self.saved if row.path not in read] + rows
        self.failed += again.failed

    def _together(self, group: Sequence[Outcome]) -> None:
        failed = [item for item in group if isinstance(item, FailedFile)]
        if self._job is None and all(isinstance(item, UnchangedFile) for item in group):
            # Importing again leaves the library as it is, byte for byte.
            rows = [row for item in group for row in self._rows(item)]
        else:
            rows = self._save_all(group, failed)
        self.saved.extend(rows)
        self.failed.extend(failed)

    def _save_all(
        self, group: Sequence[Outcome], failed: Sequence[FailedFile]
    ) -> list[ImportedDocument]:
        done = False
        try:
            with self._texts.database.transaction():
                rows = [row for item in group for row in self._rows(item)]
                if self._job is not None:
                    good = [item.path for item in group if self._is_done(item)]
                    self._jobs.settle(self._job, good, failed)
            done = True
        finally:
            self._intake.ended(done)
        return rows

    def _rows(self, item: Outcome) -> Iterable[ImportedDocument]:
        if isinstance(item, ParsedFile):
            return self._save_file(item)
        if isinstance(item, UnchangedFile):
            return item.documents
        if item.stamp is not None and self._stamps.known(item.path, item.stamp) is None:
            self._stamps.note(item.path, item.stamp)
        return ()

    def _save_file(self, parsed: ParsedFile) -> list[ImportedDocument]:
        corrections, waiting = self._corrections.get(parsed.path), self._waiting
        if waiting is None:
            return self._intake.save_file(parsed, corrections)
        return self._intake.save_file(
            parsed, corrections, put_off=lambda read: waiting.put(parsed, read)
        )

    def _is_done(self, item: Outcome) -> bool:
        waits = self._waiting is not None and item.path in self._waiting
        return not waits and not isinstance(item, FailedFile)

    def _alone(self, item: Outcome) -> None:
        if self._broken is None:
            try:
                self._together((item,))
            except LibraryProblem as problem:
                self._broken = problem.message
            else:
                return
        if isinstance(item, FailedFile):
            self.failed.append(item)
        elif isinstance(item, UnchangedFile):
            self.saved.extend(item.documents)
        else:
            self.failed.append(FailedFile(item.path, self._broken, blameless=True))
