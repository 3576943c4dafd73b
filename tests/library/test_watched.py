"""What is remembered of watched folders: by library, with odd names, and with an undo."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import watched
from reader.library.database import Database
from reader.library.schema import PERSONAL
from reader.library.watched import WatchedStore
from reader.messages import Message, msg
from reader.watching.model import FileState, Folder, KnownFile, Stamp

TIME = "2026-11-22T08:00:00+00:00"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "personal.db", PERSONAL) as database:
        yield database


@pytest.fixture
def store(database: Database) -> WatchedStore:
    return WatchedStore(database, "a" * 32, lambda: TIME)


def file(path: str, **more: Any) -> KnownFile:
    known = KnownFile(path, Stamp(3, 1_700_000_000_123_456_789), "abc", FileState.PRESENT)
    return replace(known, **more)


def test_folders_come_back_as_they_were_saved(store: WatchedStore) -> None:
    odd = os.fsdecode(b"/there/\xff")
    folders = (
        Folder("/there/文件", ("*.docx",), ("草稿*",), mounts=("/there/文件/u盘", odd)),
        Folder(odd, paused=True, trouble=msg("找不到{what}", what=msg("磁盘"))),
    )
    for folder in folders:
        store.save_folder(folder)
    assert set(map(repr, store.folders())) == set(map(repr, folders))


def test_each_library_has_its_own_folders(store: WatchedStore, database: Database) -> None:
    other = WatchedStore(database, "b" * 32)
    store.save_folder(Folder("/a"))
    store.save([file("/a/x.txt")])
    store.note_lost({"d": "/a/x.txt"})
    assert (other.folders(), other.files(), other.lost()) == ((), {}, ())


def test_a_look_is_noted_with_its_time(store: WatchedStore) -> None:
    store.save_folder(Folder("/a", mounts=("/a/b",)))
    store.note_look("/a", msg("没有连上"))
    (folder,) = store.folders()
    assert (folder.checked, folder.trouble, folder.mounts) == (TIME, msg("没有连上"), ("/a/b",))
    store.note_look("/a", None, [])
    assert store.folders() == (Folder("/a", checked=TIME),)


def test_a_removed_folder_can_be_had_back_until_it_is_tidied(store: WatchedStore) -> None:
    store.save_folder(Folder("/a"))
    store.save_folder(Folder("/a/b"))
    store.save([file("/a/x.txt"), file("/a/b/y.txt")])
    store.note_lost({"d": "/a/gone.txt", "e": "/a/b/gone.txt"})
    store.remove_folder("/a")
    assert [folder.path for folder in store.folders()] == ["/a/b"]
    store.restore_folder("/a")
    store.tidy()
    assert len(store.files()) == 2
    store.remove_folder("/a")
    store.tidy()
    assert set(store.files()) == {"/a/b/y.txt"}
    assert [text.document for text in store.lost()] == ["e"]


def test_files_are_known_forgotten_and_replaced(store: WatchedStore) -> None:
    odd = file(os.fsdecode(b"/there/\xfe.txt"), documents=("d1", "d2"), readers=2)
    bad = file("/b.txt", state=FileState.FAILED, reason=msg("坏了：{why}", why="x"))
    store.save([odd, bad])
    assert store.files() == {odd.path: odd, bad.path: bad}
    better = file("/b.txt", stamp=Stamp(4, 5), documents=("d3",))
    store.save([better])
    store.forget([odd.path, "/never.txt"])
    assert store.files() == {better.path: better}


def test_a_lost_text_keeps_its_first_time_and_what_was_decided(database: Database) -> None:
    times = iter(["1", "2", "3"])
    store = WatchedStore(database, "a" * 32, lambda: next(times))
    store.note_lost({"d": "/a", "e": "/b"})
    store.keep(["d"], kept=True)
    store.note_lost({"d": "/c"})
    assert [(t.document, t.path, t.since, t.kept) for t in store.lost()] == [
        ("d", "/a", "1", True),
        ("e", "/b", "1", False),
    ]
    store.keep(["d"], kept=False)
    store.forget_lost(["e"])
    assert [(t.document, t.kept) for t in store.lost()] == [("d", False)]


values = st.text() | st.integers() | st.booleans()


@given(st.text(), st.dictionaries(st.text(), values), st.dictionaries(st.text(), values))
def test_messages_come_back(template: str, one: dict[str, object], two: dict[str, object]) -> None:
    message = Message(template, {**one, "inner": Message("x", two)})
    assert watched.read_message(watched.write_message(message)) == message
    assert watched.read_message(watched.write_message(None)) is None
