"""The folders that are kept in step with a library, and what is known of their files.

They belong to the user of this computer: one library, carried elsewhere, has other folders.
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence

from reader.library.clock import Clock, utc_now
from reader.library.database import Database, Parameters, Row
from reader.library.rows import path_value
from reader.messages import Message
from reader.watching.model import FileState, Folder, KnownFile, LostText, Stamp

_FOLDER = "path, wanted, refused, paused, checked, trouble, mounts"
_FILE = "path, size, mtime_ns, content, state, documents, reason, readers"


class WatchedStore:
    """Watched folders, their files, and texts that lost their file, of one library."""

    def __init__(self, database: Database, library: str, clock: Clock = utc_now) -> None:
        self.database = database
        self._library = library
        self._clock = clock

    @property
    def read_only(self) -> bool:
        """Whether nothing can be noted."""
        return self.database.read_only

    # Folders

    def folders(self) -> tuple[Folder, ...]:
        """The folders that are watched, by path."""
        found = self.database.rows(
            f"SELECT {_FOLDER} FROM watched_folder WHERE library = ? AND removed IS NULL"
            " ORDER BY path",
            (self._library,),
        )
        with self.database.decoding():
            return tuple(_folder(row) for row in found)

    def save_folder(self, folder: Folder) -> None:
        """Watch a folder, or note what is different of it; one that was removed is there again."""
        with self.database.transaction():
            self.database.execute(
                f"INSERT OR REPLACE INTO watched_folder (library, {_FOLDER}, removed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    self._library,
                    path_value(folder.path),
                    json.dumps(folder.only),
                    json.dumps(folder.without),
                    int(folder.paused),
                    folder.checked,
                    write_message(folder.trouble),
                    json.dumps(folder.mounts),
                ),
            )

    def change_folder(self, folder: Folder) -> None:
        """Note the patterns of a folder, and whether it is paused; the rest is left alone."""
        with self.database.transaction():
            self.database.execute(
                "UPDATE watched_folder SET wanted = ?, refused = ?, paused = ?"
                " WHERE library = ? AND path = ?",
                (
                    json.dumps(folder.only),
                    json.dumps(folder.without),
                    int(folder.paused),
                    self._library,
                    path_value(folder.path),
                ),
            )

    def note_look(
        self, path: str, trouble: Message | None, mounts: Collection[str] | None = None
    ) -> None:
        """Note how a look at a folder went, and the disks found in it; the time is now."""
        sets, values = "checked = ?, trouble = ?", [self._clock(), write_message(trouble)]
        if mounts is not None:
            sets += ", mounts = ?"
            values.append(json.dumps(sorted(mounts)))
        with self.database.transaction():
            self.database.execute(
                f"UPDATE watched_folder SET {sets} WHERE library = ? AND path = ?",
                (*values, self._library, path_value(path)),
            )

    def remove_folder(self, path: str) -> None:
        """Watch a folder no longer; what is known of its files stays until `tidy`."""
        self._set_removed(path, self._clock())

    def restore_folder(self, path: str) -> None:
        """Undo a removal."""
        self._set_removed(path, None)

    def tidy(self) -> None:
        """Forget the folders that were removed, and the files that stand in no watched folder."""
        with self.database.transaction():
            gone = self.database.execute(
                "DELETE FROM watched_folder WHERE library = ? AND removed IS NOT NULL",
                (self._library,),
            )
            if not gone:
                return
            places = {folder.path for folder in self.folders()}
            self.forget(path for path in self.files() if not _stands_in(path, places))
            outside = [t.document for t in self.lost() if not _stands_in(t.path, places)]
            self.forget_lost(outside)

    def _set_removed(self, path: str, removed: str | None) -> None:
        with self.database.transaction():
            self.database.execute(
                "UPDATE watched_folder SET removed = ? WHERE library = ? AND path = ?",
                (removed, self._library, path_value(path)),
            )

    # Files

    def files(self) -> dict[str, KnownFile]:
        """All that is known of files, by path."""
        found = self.database.rows(
            f"SELECT {_FILE} FROM watched_file WHERE library = ?", (self._library,)
        )
        with self.database.decoding():
            return {file.path: file for file in map(_file, found)}

    def save(self, files: Iterable[KnownFile]) -> None:
        """Note what is known of files."""
        with self.database.transaction():
            self.database.execute_many(
                f"INSERT OR REPLACE INTO watched_file (library, {_FILE})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._file_row(file) for file in files),
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Forget files: when they are seen again, they are new."""
        with self.database.transaction():
            self.database.execute_many(
                "DELETE FROM watched_file WHERE library = ? AND path = ?",
                [(self._library, path_value(path)) for path in paths],
            )

    def set_documents(self, path: str, documents: Sequence[str]) -> None:
        """Note that a file gives other documents now, without having changed.

        Its copies do so too; and where the file is gone, they have lost it.
        """
        stored = path_value(path)
        with self.database.transaction():
            self.database.execute(
                "UPDATE watched_file SET documents = ? WHERE library = ? AND (path = ?"
                " OR content <> '' AND content = (SELECT content FROM watched_file AS one"
                " WHERE one.library = watched_file.library AND one.path = ?))",
                (json.dumps(list(documents)), self._library, stored, stored),
            )
            lost = self.database.row(
                "SELECT max(since), min(kept) FROM watched_text WHERE library = ? AND path = ?",
                (self._library, stored),
            )
            if lost is None or lost[0] is None:
                return
            self.database.execute_many(
                "INSERT OR IGNORE INTO watched_text VALUES (?, ?, ?, ?, ?)",
                [(self._library, document, stored, *lost) for document in documents],
            )

    def _file_row(self, file: KnownFile) -> Parameters:
        return (
            self._library,
            path_value(file.path),
            file.stamp.size,
            file.stamp.mtime_ns,
            file.content,
            file.state.value,
            json.dumps(file.documents),
            write_message(file.reason),
            file.readers,
        )

    # Texts that lost their file

    def lost(self) -> tuple[LostText, ...]:
        """Documents whose file is gone, by path."""
        found = self.database.rows(
            "SELECT document, path, since, kept FROM watched_text WHERE library = ?"
            " ORDER BY path, document",
            (self._library,),
        )
        with self.database.decoding():
            return tuple(LostText(r[0], os.fsdecode(r[1]), r[2], bool(r[3])) for r in found)

    def note_lost(self, texts: Mapping[str, str]) -> None:
        """Note documents whose file is gone, each with the path of the file."""
        now = self._clock()
        with self.database.transaction():
            self.database.execute_many(
                "INSERT OR IGNORE INTO watched_text VALUES (?, ?, ?, ?, 0)",
                [(self._library, key, path_value(path), now) for key, path in texts.items()],
            )

    def forget_lost(self, documents: Iterable[str]) -> None:
        """Their files are there again, or the documents are gone as well."""
        with self.database.transaction():
            self.database.execute_many(
                "DELETE FROM watched_text WHERE library = ? AND document = ?",
                [(self._library, document) for document in documents],
            )

    def keep(self, documents: Iterable[str], *, kept: bool) -> None:
        """Note that the user knows of the loss and keeps the texts; or take that back."""
        with self.database.transaction():
            self.database.execute_many(
                "UPDATE watched_text SET kept = ? WHERE library = ? AND document = ?",
                [(int(kept), self._library, document) for document in documents],
            )


def _stands_in(path: str, folders: Collection[str]) -> bool:
    while path not in folders:
        above = os.path.dirname(path)
        if above == path:
            return False
        path = above
    return True


def _folder(row: Row) -> Folder:
    path, wanted, refused, paused, checked, trouble, mounts = row
    return Folder(
        path=os.fsdecode(path),
        only=tuple(json.loads(wanted)),
        without=tuple(json.loads(refused)),
        paused=bool(paused),
        checked=checked,
        trouble=read_message(trouble),
        mounts=tuple(json.loads(mounts)),
    )


def _file(row: Row) -> KnownFile:
    path, size, mtime_ns, content, state, documents, reason, readers = row
    return KnownFile(
        path=os.fsdecode(path),
        stamp=Stamp(size, mtime_ns),
        content=content,
        state=FileState(state),
        documents=tuple(json.loads(documents)),
        reason=read_message(reason),
        readers=readers,
    )


def write_message(message: Message | None) -> str | None:
    """A message as JSON, to be read and translated in another session."""
    return None if message is None else json.dumps(_message_parts(message))


def _message_parts(message: Message) -> list[object]:
    """The template, and the values: numbers, texts, and messages in the same form."""
    values: dict[str, object] = {}
    for name, value in message.values.items():
        if isinstance(value, Message):
            values[name] = _message_parts(value)
        else:
            values[name] = value if isinstance(value, int | float) else str(value)
    return [message.template, values]


def read_message(text: str | None) -> Message | None:
    """A message from JSON. Raises ValueError or TypeError for what is none."""
    return None if text is None else _message_from(json.loads(text))


def _message_from(parts: list[object]) -> Message:
    template, values = parts
    if not isinstance(template, str) or not isinstance(values, dict):
        raise TypeError("a message")
    return Message(
        template,
        {name: _message_from(v) if isinstance(v, list) else v for name, v in values.items()},
    )
