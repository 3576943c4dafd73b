"""Bookmarks, highlights and notes. Each action is on disk when its call returns.

What is removed is only marked as removed, so that it can be restored.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.documents.model import Selector
from reader.library import rows
from reader.library.clock import Clock, utc_now
from reader.library.database import Database, Parameters, Row
from reader.library.files import new_uuid
from reader.library.model import Annotation, AnnotationKind

_COLUMNS = f"id, kind, {rows.SELECTOR}, note, folder, tags, created, modified, library, title"


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import of annotations did, in numbers."""

    added: int
    updated: int
    unchanged: int


class AnnotationStore:
    """Annotations by their ids (UUIDs). Folders are paths like 学习/督查; "" is none."""

    def __init__(
        self,
        database: Database,
        clock: Clock = utc_now,
        new_id: Callable[[], str] = new_uuid,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    # Reading

    def annotations(
        self, *, folder: str | None = None, document: str | None = None
    ) -> tuple[Annotation, ...]:
        """Annotations in the order in which they were made.

        `folder` takes those of its subfolders in; `document` restricts to one text.
        """
        clause, parameters = "", []
        if document is not None:
            clause, parameters = " AND document = ?", [document]
        found = self._read(f"removed IS NULL{clause} ORDER BY created, number", parameters)
        if folder is None:
            return found
        inside = folder_path(folder)
        return tuple(a for a in found if _is_inside(a.folder, inside))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """One annotation, or None if it is unknown or removed."""
        found = self._read("removed IS NULL AND id = ?", [annotation_id])
        return found[0] if found else None

    def folders(self) -> tuple[str, ...]:
        """The folders in use, sorted."""
        found = self._database.rows(
            "SELECT DISTINCT folder FROM annotation"
            " WHERE removed IS NULL AND folder <> '' ORDER BY folder"
        )
        return tuple(row[0] for row in found)

    # Writing

    def add(
        self,
        kind: AnnotationKind,
        selector: Selector,
        *,
        note: str = "",
        folder: str = "",
        tags: Iterable[str] = (),
        library: str = "",
        title: str = "",
    ) -> Annotation:
        """Put an annotation on a passage; `library` and `title` tell later where it was."""
        now = self._clock()
        annotation = Annotation(
            id=self._new_id(),
            kind=kind,
            selector=selector,
            note=note,
            folder=folder_path(folder),
            tags=_tidy(tags),
            created=now,
            modified=now,
            library=library,
            title=title,
        )
        with self._database.transaction():
            self._insert(annotation)
        return annotation

    def update(
        self,
        annotation_id: str,
        *,
        note: str | None = None,
        folder: str | None = None,
        tags: Iterable[str] | None = None,
        selector: Selector | None = None,
    ) -> Annotation | None:
        """Change what is given and keep the rest; None if there is no such annotation.

        A new `selector` is for a passage that the user has put in its place again.
        """
        with self._database.transaction():
            before = self.annotation(annotation_id)
            if before is None:
                return None
            after = dataclasses.replace(
                before,
                note=before.note if note is None else note,
                folder=before.folder if folder is None else folder_path(folder),
                tags=before.tags if tags is None else _tidy(tags),
                selector=before.selector if selector is None else selector,
            )
            if after != before:
                after = dataclasses.replace(after, modified=self._clock())
                self._write(after)
        return after

    def remove(self, annotation_ids: Iterable[str]) -> tuple[str, ...]:
        """Remove annotations; the ids of those that were there."""
        return self._mark(annotation_ids, self._clock(), "removed IS NULL")

    def restore(self, annotation_ids: Iterable[str]) -> tuple[str, ...]:
        """Undo a removal; the ids of those that came back."""
        return self._mark(annotation_ids, None, "removed IS NOT NULL")

    def forget(self, before: str) -> int:
        """Erase for good what was removed before a time (ISO, UTC); how many."""
        with self._database.transaction():
            return self._database.execute("DELETE FROM annotation WHERE removed < ?", (before,))

    def merge(self, annotations: Iterable[Annotation]) -> Merged:
        """Take in annotations from elsewhere under their own ids, all or none of them.

        A removed one comes back; of two states the one modified later stays.
        """
        added = updated = unchanged = 0
        with self._database.transaction():
            for annotation in annotations:
                row = self._database.row(
                    "SELECT modified, removed FROM annotation WHERE id = ?", (annotation.id,)
                )
                if row is None:
                    self._insert(annotation)
                    added += 1
                elif row[1] is not None:
                    self.restore([annotation.id])
                    self._write_if_later(annotation, row[0])
                    added += 1
                elif self._write_if_later(annotation, row[0]):
                    updated += 1
                else:
                    unchanged += 1
        return Merged(added, updated, unchanged)

    # Inside

    def _read(self, condition: str, parameters: Parameters) -> tuple[Annotation, ...]:
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM annotation WHERE {condition}", parameters
        )
        with self._database.decoding():
            return tuple(_annotation(row) for row in found)

    def _insert(self, annotation: Annotation) -> None:
        self._database.execute(
            f"INSERT INTO annotation ({_COLUMNS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _row(annotation),
        )

    def _write(self, annotation: Annotation) -> None:
        assignments = ", ".join(f"{column} = ?" for column in _COLUMNS.split(", "))
        self._database.execute(
            f"UPDATE annotation SET {assignments} WHERE id = ?",
            (*_row(annotation), annotation.id),
        )

    def _write_if_later(self, annotation: Annotation, modified: str) -> bool:
        later = annotation.modified > modified
        if later:
            self._write(annotation)
        return later

    def _mark(
        self, annotation_ids: Iterable[str], removed: str | None, condition: str
    ) -> tuple[str, ...]:
        change = f"UPDATE annotation SET removed = ? WHERE id = ? AND {condition}"
        with self._database.transaction():
            return tuple(
                annotation_id
                for annotation_id in annotation_ids
                if self._database.execute(change, (removed, annotation_id))
            )


def folder_path(folder: str) -> str:
    """A folder as it is stored: names without blanks around them, joined by one slash."""
    names = (name.strip() for name in folder.replace("／", "/").split("/"))
    return "/".join(name for name in names if name)


def _is_inside(folder: str, outer: str) -> bool:
    return not outer or folder == outer or folder.startswith(outer + "/")


def _tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without blanks around them, each once, in their order."""
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def _annotation(row: Row) -> Annotation:
    note, folder, tags, created, modified, library, title = row[10:]
    return Annotation(
        id=row[0],
        kind=AnnotationKind(row[1]),
        selector=rows.selector(row[2:10]),
        note=note,
        folder=folder,
        tags=tuple(json.loads(tags)),
        created=created,
        modified=modified,
        library=library,
        title=title,
    )


def _row(annotation: Annotation) -> Parameters:
    return (
        annotation.id,
        annotation.kind.value,
        *rows.selector_row(annotation.selector),
        annotation.note,
        annotation.folder,
        json.dumps(annotation.tags, ensure_ascii=False),
        annotation.created,
        annotation.modified,
        annotation.library,
        annotation.title,
    )
