"""The import: what the importers read is saved, and the index follows. Loaded with the first one.

Several files are one transaction, so that many small ones do not wait for the disk one by one;
each of them is still saved as a whole or not at all.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reader.documents.corrections import Correction
from reader.errors import LibraryProblem, NoReaders
from reader.importers.files import collect
from reader.importers.limits import Limits
from reader.importers.model import (
    FailedFile,
    ImportReport,
    Progress,
    UnchangedFile,
)
from reader.importers.stamp import FileStamp
from reader.library.import_rows import unchanged
from reader.library.imports import ImportJobs
from reader.library.intake import Intake
from reader.library.stamps import FileStamps
from reader.library.texts import TextStore
from reader.workspace.finder import Finder
from reader.workspace.import_order import ImportOrder, Parse
from reader.workspace.previewing import PreviewDesk
from reader.workspace.saving_files import Saving

# The index follows during a long import, but not more often than this, in seconds, and for no
# more than a share of the time.
_STEP_SECONDS = 2.0
_STEP_SHARE = 0.2
# So often files are read once more because of what others of their import have changed.
_ROUNDS = 3


class TakingIn:
    """Imports into one library, one import at a time."""

    def __init__(
        self,
        texts: TextStore,
        finder: Finder,
        parse: Parse,
        intake: Intake,
        previews: PreviewDesk,
        mend: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`mend` makes corrections that were cut short, before anything comes in."""
        self._texts = texts
        self._finder = finder
        self._parse = parse
        self._clock = clock
        self._intake = intake
        self._previews = previews
        self._mend = mend
        self._stamps = FileStamps(texts.database)
        self.jobs = ImportJobs(texts.database)

    def take_in(
        self,
        paths: Sequence[Path],
        limits: Limits,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        corrections: Mapping[str, Sequence[Correction]],
    ) -> ImportReport:
        """Import files and folders; see `ImportDesk.take_in`."""
        order = self._order(paths, limits, progress, cancelled, corrections)
        return self._run(order, None, lambda: None, corrections)

    def run(
        self,
        job: int,
        limits: Limits,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        advanced: Callable[[], None],
    ) -> ImportReport:
        """Do what is left of an import that was asked for; see `ImportDesk.run`."""
        asked = self.jobs.find(job)
        if asked is None:
            return ImportReport((), ())
        if asked.left is None:
            found = list(collect(map(Path, asked.paths), cancelled))
            if cancelled():
                return ImportReport((), (), cancelled=True)
            self._list(job, found)
        failed = self.jobs.failures(job)
        files = [Path(path) for path in self.jobs.files(job)]
        corrections = self.jobs.corrections(job)
        order = self._order(files, limits, progress, cancelled, corrections)
        report = self._run(order, job, advanced, corrections)
        if not report.cancelled:
            self.jobs.finish(job)
        return ImportReport(report.documents, (*failed, *report.failed), report.cancelled)

    def _order(
        self,
        paths: Sequence[Path],
        limits: Limits,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        corrections: Mapping[str, Sequence[Correction]],
    ) -> ImportOrder:
        """What to read; files with new `corrections`, by absolute path, in any case."""

        def known(path: str, stamp: FileStamp | None) -> UnchangedFile | None:
            return None if path in corrections else self._known(path, stamp)

        encodings = self._previews.encodings(corrections)
        return ImportOrder(paths, limits, known, cancelled, progress, encodings)

    def _list(self, job: int, found: Sequence[Path | FailedFile]) -> None:
        failed = [item for item in found if isinstance(item, FailedFile)]
        paths = [item.path if isinstance(item, FailedFile) else str(item) for item in found]
        with self._texts.database.transaction():
            self.jobs.set_files(job, paths)
            self.jobs.settle(job, (), failed)

    def _known(self, path: str, stamp: FileStamp | None) -> UnchangedFile | None:
        records = self._stamps.known(path, stamp)
        return UnchangedFile(path, unchanged(path, records)) if records else None

    def _run(
        self,
        order: ImportOrder,
        job: int | None,
        advanced: Callable[[], None],
        corrections: Mapping[str, Sequence[Correction]],
    ) -> ImportReport:
        self._finder.before_changes()
        self._mend()
        saving = Saving(self._texts, self._intake, self._stamps, self.jobs, job, corrections)
        following = _Following(self._finder, self._clock, advanced)
        try:
            for group in self._parse(order):
                saving.save([self._previews.as_known(item) for item in group])
                if job is not None:
                    following.perhaps()
            self._save_waiting(order, saving)
            self._settle(order, saving)
        except NoReaders:
            # What is in can be found; an import that was asked for has the rest.
            self._catch_up(saving)
            raise
        self._catch_up(saving)
        return ImportReport(tuple(saving.saved), tuple(saving.failed), order.cancelled())

    def _catch_up(self, saving: Saving) -> None:
        try:
            self._finder.catch_up()
        except LibraryProblem as problem:
            folder = str(self._texts.database.path.parent)
            saving.failed.append(FailedFile(folder, problem.message))

    def _save_waiting(self, order: ImportOrder, saving: Saving) -> None:
        """Save the files for which the others had to be known."""
        if order.cancelled():
            return
        waiting = saving.all_seen()
        for kept in waiting.kept():
            saving.save(kept)
        if waiting.others():
            rest = replace(order, paths=waiting.others(), progress=lambda _step: None)
            for group in self._parse(rest):
                saving.save([self._previews.as_known(item) for item in group])

    def _settle(self, order: ImportOrder, saving: Saving) -> None:
        """Read some files once more, for what the others of the import have changed.

        Those whose text was in the library until another file edited it: somebody keeps a copy,
        and edits. Then those to which corrected documents were led.
        """
        self._read_again(order, saving, saving.outdated())
        for _ in range(_ROUNDS):
            reached = saving.reached()
            if not reached:
                return
            self._read_again(order, saving, reached)

    def _read_again(self, order: ImportOrder, saving: Saving, paths: Sequence[str]) -> None:
        if not paths or order.cancelled():
            return
        rest = replace(order, paths=list(map(Path, paths)), progress=lambda _step: None)
        again = saving.anew()
        for group in self._parse(rest):
            again.save([self._previews.as_known(item) for item in group])
        saving.put(again)


class _Following:
    """Brings the index up in steps, so that what is in can be found while the rest comes."""

    def __init__(
        self, finder: Finder, clock: Callable[[], float], advanced: Callable[[], None]
    ) -> None:
        self._finder = finder
        self._clock = clock
        self._advanced = advanced
        self._next = clock() + _STEP_SECONDS

    def perhaps(self) -> None:
        """Take a step if it is time for one. A failure is told at the end of the import."""
        began = self._clock()
        if began < self._next:
            return
        try:
            self._finder.catch_up()
        except LibraryProblem:
            self._next = began + 60 * _STEP_SECONDS
            return
        ended = self._clock()
        self._next = ended + max(_STEP_SECONDS, (ended - began) / _STEP_SHARE)
        self._advanced()
