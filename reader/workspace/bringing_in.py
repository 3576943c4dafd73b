"""Brings what a look at the watched folders found into the library, and notes it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.importers.stamp import READERS
from reader.library.texts import TextStore
from reader.library.watched import WatchedStore
from reader.paths import is_there
from reader.watching.model import (
    Changes,
    Content,
    FileState,
    Hidden,
    KnownFile,
    Move,
    Stamp,
    There,
)
from reader.watching.scope import is_within
from reader.workspace.import_order import Cancelled, Told

if TYPE_CHECKING:
    from reader.importers.model import ImportReport, Progress

ImportPaths = Callable[[Sequence[Path], Told, Cancelled], "ImportReport"]

# How many files are imported before they are noted: bounds what a kill costs, and how long an
# import that the user asks for has to wait.
BATCH = 100


class BringingIn:
    """One round of changes: `note`, `bring_in`, `settle_lost`, in this order."""

    def __init__(
        self,
        store: WatchedStore,
        texts: TextStore,
        import_paths: ImportPaths,
        known: Mapping[str, KnownFile],
        there: There,
    ) -> None:
        self._store = store
        self._texts = texts
        self._import = import_paths
        self._files = dict(known)
        self._there = there
        self.imported: list[str] = []
        self.updated: list[str] = []
        self.failed: list[Hidden] = []
        self.cancelled = False
        # The library takes nothing more: the next check tries again.
        self._broken = False

    # What needs no reading

    def note(self, changes: Changes) -> None:
        """Note files that moved, that are copies, that look different, and that are gone."""
        before = self._files
        rows = {c.path: _again(before[c.path], c) for c in changes.same}
        for move in (*changes.moved, *changes.copies):
            rows[move.now.path] = _again(before[move.before], move.now)
        gone = {move.before for move in changes.moved} - rows.keys()
        for path in changes.vanished:
            if before[path].documents:
                rows[path] = replace(before[path], state=FileState.VANISHED)
            else:
                gone.add(path)
        if not rows and not gone:
            return
        self._move_texts(changes)
        with self._store.database.transaction():
            self._store.forget(gone)
            self._put(rows, gone)

    def _move_texts(self, changes: Changes) -> None:
        """Let documents say where their file stands now; of copies, where none else stands."""
        places = self._texts.places()
        with self._texts.database.transaction():
            for move in changes.moved:
                self._lead(move, places, move.before)
            for move in changes.copies:
                self._lead(move, places)

    def _lead(self, move: Move, places: Mapping[str, str], old: str | None = None) -> None:
        for document in self._files[move.before].documents:
            place = places.get(document)
            if place is not None and (place == old or not self._stands(place)):
                self._texts.move(document, move.now.path)

    def _stands(self, path: str) -> bool:
        """Whether there is a file at a path; nothing is asked of a disk that does not answer."""
        if path in self._there.files:
            return True
        places = (*self._there.troubles, *(hidden.path for hidden in self._there.hidden))
        return not any(is_within(path, place) for place in places) and is_there(path)

    # What has to be read

    def bring_in(self, items: Sequence[Content], progress: Told, cancelled: Cancelled) -> None:
        """Import files and note what they gave. A cancel leaves the rest to the next check."""
        # New files first: the text that an edited file had before may stand in one of them.
        waiting = sorted(items, key=lambda item: (item.path in self._files, item.path))
        done = 0
        while waiting and not self._broken and not cancelled():
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            total = done + len(batch) + len(waiting)
            waiting += self._import_batch(batch, _shifted(progress, done, total), cancelled)
            done += len(batch)
        self.cancelled = self.cancelled or bool(waiting)

    def _import_batch(
        self, batch: Sequence[Content], progress: Told, cancelled: Cancelled
    ) -> list[Content]:
        """Import some files; others that have to be read again because of that."""
        report = self._import([Path(item.path) for item in batch], progress, cancelled)
        self.cancelled = self.cancelled or report.cancelled
        self._broken = any(failure.blameless for failure in report.failed)
        rows = self._rows(batch, report)
        self.failed += [Hidden(f.path, f.reason) for f in rows.values() if f.reason is not None]
        self.imported += [row.document for row in report.documents if row.status == "imported"]
        updated = {row.document: row.path for row in report.documents if row.status == "updated"}
        self.updated += updated
        edited = set(updated.values())
        # Of a file that is corrected another part may have changed than the one that it begins.
        stale = self._stale(
            {r.document: r.path for r in report.documents if r.path in edited}, rows
        )
        with self._store.database.transaction():
            self._put({**rows, **{file.path: _unknown(file) for file in stale}})
        return [
            Content(file.path, file.stamp, file.content)
            for file in stale
            if self._there.files.get(file.path) == file.stamp
        ]

    def _rows(self, batch: Iterable[Content], report: "ImportReport") -> dict[str, KnownFile]:
        """What is known now of the files that an import came to."""
        gave: defaultdict[str, list[str]] = defaultdict(list)
        for row in report.documents:
            if row.document not in gave[row.path]:
                gave[row.path].append(row.document)
        reasons = {f.path: f.reason for f in report.failed if not f.blameless}
        rows: dict[str, KnownFile] = {}
        for item in batch:
            before = self._files.get(item.path)
            file = KnownFile(
                item.path, item.stamp, item.content, FileState.PRESENT, readers=READERS
            )
            if item.path in gave:
                rows[item.path] = replace(file, documents=tuple(gave[item.path]))
            elif item.path in reasons:
                rows[item.path] = replace(
                    file,
                    state=FileState.FAILED,
                    documents=before.documents if before is not None else (),
                    reason=reasons[item.path],
                )
        return rows

    def _stale(self, updated: Mapping[str, str], rows: Mapping[str, KnownFile]) -> list[KnownFile]:
        """Files that hold the text that a document had before it was edited in another file."""
        contents = {path: rows[path].content for path in updated.values()}
        return [
            file
            for file in {**self._files, **rows}.values()
            if any(
                document in updated and contents[updated[document]] != file.content
                for document in file.documents
            )
            and file.state is not FileState.VANISHED
            and file.content
        ]

    # Texts that lost their file

    def settle_lost(self) -> None:
        """Note the documents of vanished files; forget those that have a file again."""
        given = self._given()
        noted = {text.document for text in self._store.lost()}
        vanished = {
            document: file.path
            for file in self._files.values()
            if file.state is FileState.VANISHED
            for document in file.documents
        }
        with self._store.database.transaction():
            self._store.forget_lost(noted & given)
            self._note_lost(vanished)

    def _put(self, rows: Mapping[str, KnownFile], gone: Iterable[str] = ()) -> None:
        """Note files in the place of what was known; what these no longer give may be lost."""
        before = {path: self._files[path] for path in (*rows, *gone) if path in self._files}
        for path in gone:
            self._files.pop(path, None)
        self._files.update(rows)
        self._store.save(rows.values())
        self._note_lost(
            {document: path for path, file in before.items() for document in file.documents}
        )

    def _note_lost(self, texts: Mapping[str, str]) -> None:
        if not texts:
            return
        given, places = self._given(), self._texts.places()
        self._store.note_lost(
            {
                document: path
                for document, path in texts.items()
                if document not in given
                and document in places
                # A file outside of the watched folders may hold it as well.
                and (places[document] == path or not self._stands(places[document]))
            }
        )

    def _given(self) -> set[str]:
        """The documents that have a file in a watched folder, also one that cannot be seen now."""
        return {
            document
            for file in self._files.values()
            if file.state is not FileState.VANISHED
            for document in file.documents
        }


def _shifted(progress: Told, done: int, total: int) -> Told:
    """Tells the progress of a batch as that of the whole."""

    def tell(step: "Progress") -> None:
        progress(replace(step, done=done + step.done, total=total))

    return tell


def _again(file: KnownFile, now: Content) -> KnownFile:
    """A known content that stands where `now` says."""
    state = FileState.PRESENT if file.reason is None else FileState.FAILED
    return replace(file, path=now.path, stamp=now.stamp, content=now.content, state=state)


def _unknown(file: KnownFile) -> KnownFile:
    """A file that has to be read again."""
    return replace(file, stamp=Stamp(-1, -1), content="")
