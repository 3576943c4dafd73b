"""What is decided of random folders: each file once, nothing without reason or read in vain."""

import os
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.messages import msg
from reader.watching.compare import SETTLE_SECONDS, compare
from reader.watching.model import (
    Changes,
    FileState,
    Folder,
    Hidden,
    KnownFile,
    Seen,
    Stamp,
    There,
)
from reader.watching.scope import Scope

ROOT, OTHER = os.path.abspath(os.sep + "a"), os.path.abspath(os.sep + "b")
SCOPE = Scope([Folder(ROOT), Folder(OTHER)])
NOW = 2_000_000_000.0
OLD = int((NOW - 100) * 1e9)
NAMES = (("1.txt",), ("2.txt",), ("s", "1.txt"), ("s", "3.txt"))
PATHS = [os.path.join(root, *name) for root in (ROOT, OTHER) for name in NAMES]

stamps = st.builds(Stamp, st.just(1), st.sampled_from([OLD, OLD + 1, int(NOW * 1e9)]))
contents = st.sampled_from("xyz")
states = st.sampled_from(FileState)


@st.composite
def known_files(draw: st.DrawFn) -> dict[str, KnownFile]:
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True))
    return {
        path: KnownFile(
            path, draw(stamps), draw(contents), draw(states), declined=draw(st.booleans())
        )
        for path in paths
    }


def look(
    known: dict[str, KnownFile],
    files: dict[str, tuple[Stamp, str]],
    hidden: tuple[str, ...] = (),
    before: dict[str, Seen] | None = None,
) -> tuple[Changes, list[str]]:
    """What is decided, and which files were read for it."""
    asked: list[str] = []

    def content(path: str, _stamp: Stamp) -> str:
        asked.append(path)
        return files[path][1]

    there = There(
        files={path: stamp for path, (stamp, _) in files.items()},
        hidden=tuple(Hidden(path, msg("x")) for path in hidden),
    )
    return compare(known, there, SCOPE, content, before or {}, NOW), asked


@given(
    known_files(),
    st.dictionaries(st.sampled_from(PATHS), st.tuples(stamps, contents)),
    st.booleans(),
    st.booleans(),
)
def test_every_file_is_one_thing(
    known: dict[str, KnownFile],
    files: dict[str, tuple[Stamp, str]],
    other_hidden: bool,
    seen_missing: bool,
) -> None:
    hidden = (OTHER,) if other_hidden else ()
    files = {path: f for path, f in files.items() if not (hidden and path.startswith(OTHER))}
    before = {path: Seen(None, NOW - 60) for path in PATHS} if seen_missing else {}
    changes, asked = look(known, files, hidden, before)

    now = [*changes.new, *changes.changed, *changes.same]
    now += [move.now for move in (*changes.moved, *changes.copies)]
    decided = Counter(item.path for item in now)
    waiting = changes.waiting.keys() & files.keys()
    assert all(count == 1 for count in decided.values())
    assert len(decided) + len(waiting) + changes.unchanged == len(files)
    assert not decided.keys() & waiting
    assert all((item.stamp, item.content) == files[item.path] for item in now)

    # What is gone: it was known, would be seen, and was missed before.
    for path in changes.vanished:
        assert path not in files
        assert not (hidden and path.startswith(OTHER))
        assert seen_missing
        assert known[path].state is not FileState.VANISHED
    if seen_missing and not hidden:
        sources = {move.before for move in changes.moved}
        missing = {
            path
            for path, file in known.items()
            if path not in files and file.state is not FileState.VANISHED
        }
        assert missing == set(changes.vanished) | (sources & missing)

    # Content is what moves.
    assert len({move.before for move in changes.moved}) == len(changes.moved)
    for move in (*changes.moved, *changes.copies):
        assert known[move.before].content == move.now.content
    for move in changes.moved:
        assert move.before not in files or files[move.before][1] != move.now.content
    assert not any(known[item.path].declined for item in changes.changed)
    assert {item.path for item in changes.changed} <= known.keys()
    assert not {item.path for item in changes.new} & known.keys()

    # What looks as it did is not opened.
    same = {
        path
        for path, file in known.items()
        if path in files and files[path][0] == file.stamp and file.state is not FileState.VANISHED
    }
    assert not same & set(asked)
    assert changes.unchanged == len(same)


A, B, C = PATHS[0], PATHS[1], PATHS[2]


def was(path: str, content: str) -> KnownFile:
    return KnownFile(path, Stamp(1, OLD), content, FileState.PRESENT)


def is_now(content: str) -> tuple[Stamp, str]:
    return Stamp(1, OLD + 5), content


MISSED = {path: Seen(None, NOW - 60) for path in PATHS}


def moves(changes: Changes) -> set[tuple[str, str]]:
    return {(move.before, move.now.path) for move in changes.moved}


def test_two_files_that_changed_places_are_known_by_their_content() -> None:
    known = {A: was(A, "x"), B: was(B, "y")}
    changes, _ = look(known, {A: is_now("y"), B: is_now("x")})
    assert moves(changes) == {(A, B), (B, A)}


def test_a_file_that_took_the_place_of_another_one_that_moved_on() -> None:
    known = {A: was(A, "x"), B: was(B, "y")}
    changes, _ = look(known, {B: is_now("x"), C: is_now("y")}, before=MISSED)
    assert moves(changes) == {(A, B), (B, C)}
    assert not changes.vanished


def test_a_copy_that_was_kept_before_an_edit_is_a_file_of_its_own() -> None:
    changes, _ = look({A: was(A, "x")}, {A: is_now("y"), B: is_now("x")})
    assert [item.path for item in changes.changed] == [A]
    assert [item.path for item in changes.new] == [B]
    assert not changes.moved


def test_of_several_places_the_one_of_the_same_name_counts() -> None:
    known = {A: was(A, "x")}
    changes, _ = look(known, {B: is_now("x"), C: is_now("x")}, before=MISSED)
    assert moves(changes) == {(A, C)}
    assert [(copy.before, copy.now.path) for copy in changes.copies] == [(A, B)]


def test_where_a_file_went_is_decided_when_it_is_surely_gone() -> None:
    known = {A: was(A, "x")}
    changes, _ = look(known, {B: is_now("x")})
    assert not changes.moved
    assert set(changes.waiting) == {A, B}
    changes, _ = look(known, {B: is_now("x")}, before=MISSED)
    assert moves(changes) == {(A, B)}


@pytest.mark.parametrize("age", [0.0, SETTLE_SECONDS / 2, -3600.0])
def test_a_file_of_the_present_or_the_future_has_to_stay_the_same_for_a_while(age: float) -> None:
    stamp = Stamp(1, int((NOW - age) * 1e9))
    changes, asked = look({}, {A: (stamp, "x")})
    assert not asked
    assert changes.waiting == {A: Seen(stamp, NOW)}
    changes, _ = look({}, {A: (stamp, "x")}, before={A: Seen(stamp, NOW - SETTLE_SECONDS)})
    assert [item.path for item in changes.new] == [A]
    other = Stamp(2, stamp.mtime_ns)
    changes, _ = look({}, {A: (other, "x")}, before={A: Seen(stamp, NOW - SETTLE_SECONDS)})
    assert changes.waiting == {A: Seen(other, NOW)}
