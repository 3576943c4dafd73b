"""Keeps watched folders in step with the library. Loaded when folders are watched.

The order of the steps makes each of them safe to be cut short: what is noted of a file is noted
after the library has it, and a look that finds the same again does the same again.
"""

import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReadOnlyLibrary, UsageError
from reader.library.texts import TextStore
from reader.library.watched import WatchedStore
from reader.messages import msg
from reader.paths import absolute, absolute_paths, reachable
from reader.watching.compare import SETTLE_SECONDS, compare
from reader.watching.content import read_content
from reader.watching.model import (
    FileState,
    Folder,
    Hidden,
    KnownFile,
    LostText,
    Seen,
    There,
)
from reader.watching.scope import Scope, is_within
from reader.watching.walk import Cancelled as LookCancelled
from reader.watching.walk import walk
from reader.workspace.bringing_in import BringingIn, ImportPaths
from reader.workspace.gate import Gate
from reader.workspace.import_order import Cancelled, Told, never, silent
from reader.workspace.steps import FolderStatus, LostDocument, StepReport
from reader.workspace.watched import as_of_now, inhabited, statuses

if TYPE_CHECKING:
    from reader.importers.model import ImportReport
    from reader.workspace.importing import ImportDesk

# A little more than the time after which a file counts as settled.
_LOOK_AGAIN_SECONDS = SETTLE_SECONDS + 0.2


class Watching:
    """The watched folders of one library. Any thread; one check at a time.

    A document that the user took out of the library stays out, whatever becomes of its file,
    until the user asks for the file again. A document whose file is gone stays in the library
    until the user says otherwise.
    """

    def __init__(
        self,
        store: WatchedStore,
        texts: TextStore,
        folder: Path,
        gate: Gate,
        imports: "Callable[[], ImportDesk]",
        now: Callable[[], float] = time.time,
    ) -> None:
        """`folder` is that of the library itself."""
        self._store = store
        self._texts = texts
        self._gate = gate
        self._imports = imports
        self._own = str(folder)
        self._now = now
        self._checking = threading.Lock()
        self._waiting: Mapping[str, Seen] = {}
        self._hidden: tuple[Hidden, ...] = ()
        self._tidied = False

    @property
    def read_only(self) -> bool:
        """Whether nothing can be brought in or noted."""
        return self._gate.read_only or self._store.read_only

    # Folders

    def folders(self) -> tuple[Folder, ...]:
        """The watched folders, by path."""
        return self._store.folders()

    def status(self) -> tuple[FolderStatus, ...]:
        """The watched folders with what is known of their files."""
        folders = self._store.folders()
        return tuple(statuses(folders, self._known(), self._hidden))

    def add(self, folder: Path, only: Sequence[str] = (), without: Sequence[str] = ()) -> Folder:
        """Watch a folder; its files come in with the next check.

        Args:
            folder: what to watch, with all folders in it.
            only: patterns of names ("*.docx"); without any, all files that can be read.
            without: patterns of names of files and folders to leave out.

        Raises:
            UsageError: it is no folder, or watched already, or the library itself.
            ReadOnlyLibrary: nothing can be brought in here.
        """
        if self.read_only:
            raise ReadOnlyLibrary(msg("资料库是只读的，不能关注文件夹"))
        path = absolute(folder)
        if not os.path.isdir(reachable(path)):
            raise UsageError(msg("这不是文件夹，不能关注：{path}", path=path))
        if is_within(path, self._own):
            raise UsageError(msg("这是资料库自己的文件夹，不能关注：{path}", path=path))
        for known in self._store.folders():
            if _is_same(known.path, path):
                raise UsageError(msg("已经在关注这个文件夹：{path}", path=known.path))
        added = Folder(path, tuple(only), tuple(without))
        self._store.save_folder(added)
        return added

    def offer(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Those of some paths that are folders, and could be watched but are not."""
        if self.read_only:
            return ()
        scope = Scope(self._store.folders())
        whole = absolute_paths(paths)
        return tuple(
            path
            for path in whole
            if os.path.isdir(reachable(path))
            and scope.home(path) is None
            and not is_within(path, self._own)
        )

    def change(self, folder: Folder) -> None:
        """Keep the patterns of a folder, and whether it is paused."""
        self._store.change_folder(folder)

    def remove(self, path: str) -> None:
        """Watch a folder no longer; the texts stay. `restore` undoes it."""
        self._store.remove_folder(path)

    def restore(self, path: str) -> None:
        """Watch a removed folder again."""
        self._store.restore_folder(path)

    def believe(self, path: str) -> None:
        """The user says that what is not in a folder is really gone: no disk is missing."""
        scope = Scope(self._store.folders())
        folder = scope.home(path)
        if folder is None:
            return
        gone = [
            replace(file, state=FileState.VANISHED)
            for file in self._store.files().values()
            if scope.home(file.path) == folder and not os.path.lexists(reachable(file.path))
        ]
        with self._store.database.transaction():
            self._store.save(gone)
            self._store.save_folder(replace(folder, trouble=None, mounts=()))

    # A check

    def check(
        self,
        progress: Told = silent,
        cancelled: Cancelled = never,
        seconds: float | None = None,
        megabytes: int | None = None,
    ) -> StepReport:
        """Look through the folders and bring the library in step with them.

        `seconds` and `megabytes` limit the parsing of one file, as for `ImportDesk.take_in`.

        Raises:
            LibraryProblem: the library or the personal data cannot be written now.
        """
        with self._checking:
            if self.read_only:
                return StepReport()
            self._tidy()
            folders = self._store.folders()
            if all(folder.paused for folder in folders):
                return StepReport()
            try:
                return self._check(folders, progress, cancelled, (seconds, megabytes))
            except LookCancelled:
                return StepReport(cancelled=True)

    def _check(
        self,
        folders: tuple[Folder, ...],
        progress: Told,
        cancelled: Cancelled,
        limits: tuple[float | None, int | None],
    ) -> StepReport:
        started = time.monotonic()
        known = self._known()
        scope = Scope(folders)
        there = walk(
            folders,
            inhabited=inhabited(known, scope),
            leave_out=(self._own,),
            cancelled=cancelled,
        )
        changes = compare(known, there, scope, read_content, self._waiting, self._now())
        self._waiting = changes.waiting
        self._hidden = (*there.hidden, *changes.unreadable)
        seconds = time.monotonic() - started
        lost = {text.document for text in self._store.lost()}
        work = BringingIn(self._store, self._texts, self._importing(limits), known, there)
        work.note(changes)
        work.bring_in((*changes.new, *changes.changed), progress, cancelled)
        work.settle_lost()
        self._note_looks(folders, there)
        return StepReport(
            imported=tuple(work.imported),
            updated=tuple(work.updated),
            failed=tuple(work.failed),
            moved=len(changes.moved),
            lost=len({text.document for text in self.lost()} - lost),
            unreachable=tuple(
                Hidden(folder.path, trouble)
                for folder in folders
                if (trouble := there.troubles.get(folder.path)) and trouble != folder.trouble
            ),
            checked=True,
            folders=there.folders,
            seconds=seconds,
            again_after=_LOOK_AGAIN_SECONDS if changes.waiting else None,
            cancelled=work.cancelled,
        )

    def _importing(self, limits: tuple[float | None, int | None]) -> ImportPaths:
        seconds, megabytes = limits

        def import_paths(
            paths: Sequence[Path], progress: Told, cancelled: Cancelled
        ) -> "ImportReport":
            return self._imports().take_in(
                paths, progress, cancelled, seconds=seconds, megabytes=megabytes
            )

        return import_paths

    def _tidy(self) -> None:
        """Once: what was removed in an earlier session cannot be undone any more."""
        if not self._tidied:
            self._store.tidy()
            self._tidied = True

    def _note_looks(self, folders: Iterable[Folder], there: There) -> None:
        with self._store.database.transaction():
            for folder in folders:
                if not folder.paused:
                    trouble = there.troubles.get(folder.path)
                    self._store.note_look(folder.path, trouble, there.mounts.get(folder.path))

    def _known(self) -> dict[str, KnownFile]:
        """What is known of files, as the library stands now."""
        places, removed = self._texts.places(), self._texts.removed()
        lost = {text.document for text in self._store.lost()}
        came_from: defaultdict[str, list[str]] = defaultdict(list)
        for document, path in places.items():
            if document not in lost:
                came_from[path].append(document)
        return {
            file.path: file
            for stored in self._store.files().values()
            if (file := as_of_now(stored, places, removed, came_from.get(stored.path, ())))
            is not None
        }

    def divided(self, path: str, documents: Sequence[str]) -> None:
        """The documents that a file gives now, after the user split or joined some of them."""
        self._store.set_documents(path, documents)

    # What the user decides

    def lost(self) -> tuple[LostText, ...]:
        """The documents of the library whose file is gone, also those that are kept so."""
        held = self._texts.places()
        return tuple(text for text in self._store.lost() if text.document in held)

    def lost_documents(self) -> tuple[LostDocument, ...]:
        """The documents whose file is gone and of which nothing is decided, with their titles."""
        found = []
        for text in self.lost():
            record = None if text.kept else self._texts.record(text.document)
            if record is not None:
                found.append(
                    LostDocument(text.document, record.metadata.title, text.path, text.since)
                )
        return tuple(found)

    def keep(self, documents: Iterable[str], *, kept: bool = True) -> None:
        """Keep documents whose file is gone, and ask no more; with `kept` False ask again."""
        self._store.keep(documents, kept=kept)

    def try_again(self, paths: Iterable[str]) -> None:
        """Forget what is known of files, and of all others that hold the same.

        With the next check they are new, whatever was decided on what they gave.
        """
        files = self._store.files()
        contents = {files[path].content for path in paths if path in files}
        again = [file.path for file in files.values() if file.content in contents]
        self._store.forget(again)


def _is_same(one: str, other: str) -> bool:
    """Whether two paths are one folder, however they are written."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return one == other
