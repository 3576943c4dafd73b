"""The index on disk: commits, damage, hostile files, rivals, and being killed."""

import errno
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3Codec, W3Segment

from index.errors import IndexBusy, IndexDamaged, IndexUnwritable
from index.model import Change, IndexedDocument, IndexedParagraph
from index.query import parse
from index.segments import choose_merges
from index.writer import IndexStore

ROOT = Path(__file__).resolve().parents[2]


def text(document: str, *paragraphs: str) -> IndexedDocument:
    numbered = tuple(IndexedParagraph(n, p) for n, p in enumerate(paragraphs, 1))
    return IndexedDocument(document, document, None, None, None, "original", numbered)


def count(store: IndexStore, query: str) -> int:
    return store.searcher().search(parse(query)).paragraphs


def merge(folder: Path) -> None:
    """Let a change that touches no text merge all segments, as many small changes do in time."""
    store = IndexStore(folder, most_segments=1)
    sequence = store.marker.sequence + 1
    store.apply([Change(sequence, "none", removed=True)], lambda document: None, sequence)
    assert len(list(folder.glob("*.body.col"))) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def store(folder: Path) -> IndexStore:
    store = IndexStore(folder)
    store.rebuild([text("a", "甲乙丙", "甲"), text("b", "丁")], 7)
    return store


def test_marker_and_reopening(store: IndexStore, folder: Path) -> None:
    assert store.marker.sequence == 7
    again = IndexStore(folder)
    assert again.marker == store.marker
    assert count(again, "甲") == 2


def test_changes_are_applied_once_and_again(store: IndexStore) -> None:
    library = {"a": text("a", "戊"), "c": text("c", "己")}
    changes = [Change(8, "a"), Change(9, "b", removed=True), Change(10, "c"), Change(11, "gone")]
    for _ in range(3):
        store.apply(changes, library.get, 11)
        assert store.marker.sequence == 11
        found = [count(store, query) for query in ("甲", "丁", "戊", "己")]
        assert found == [0, 0, 1, 1]
        assert store.searcher().paragraph_count == 2


def test_last_change_of_a_document_decides(store: IndexStore) -> None:
    library = {"c": text("c", "己")}
    store.apply([Change(8, "c"), Change(9, "c", removed=True)], library.get, 9)
    assert count(store, "己") == 0
    store.apply([Change(10, "c", removed=True), Change(11, "c")], library.get, 11)
    assert count(store, "己") == 1


def test_marker_moves_without_changes(store: IndexStore) -> None:
    store.apply([], lambda document: None, 12)
    assert store.marker.sequence == 12
    store.apply([], lambda document: None, 3)
    assert store.marker.sequence == 12


def test_searcher_keeps_its_state_until_asked_anew(store: IndexStore, folder: Path) -> None:
    before = store.searcher()
    assert store.searcher() is before
    other = IndexStore(folder, most_segments=1)
    other.apply([Change(8, "a", removed=True)], lambda document: None, 8)
    assert before.search(parse("甲")).paragraphs == 2
    assert count(store, "甲") == 0
    assert store.searcher() is not before


def test_failed_rebuild_leaves_the_index_as_it_was(store: IndexStore, folder: Path) -> None:
    def broken() -> Iterator[IndexedDocument]:
        yield text("x", "新")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.rebuild(broken(), 8)
    again = IndexStore(folder)
    assert (again.marker.sequence, count(again, "甲"), count(again, "新")) == (7, 2, 0)
    again.rebuild([text("x", "新")], 8)
    assert (again.marker.sequence, count(again, "甲"), count(again, "新")) == (8, 0, 1)


def test_leftovers_are_cleaned_up(store: IndexStore, folder: Path) -> None:
    files = len(list(folder.iterdir()))
    for sequence in range(8, 30):
        store.apply([Change(sequence, "a")], {"a": text("a", f"版{sequence}")}.get, sequence)
    merge(folder)
    assert len(list(folder.iterdir())) == files


def test_many_small_changes_leave_few_segments(folder: Path) -> None:
    store = IndexStore(folder, most_segments=4)
    store.rebuild([], 0)
    for sequence in range(1, 41):
        name = f"d{sequence}"
        store.apply([Change(sequence, name)], {name: text(name, "甲")}.get, sequence)
        assert len(list(folder.glob("*.body.col"))) <= 4
    assert count(store, "甲") == 40


def test_paragraph_numbers_must_ascend(store: IndexStore) -> None:
    wrong = IndexedDocument(
        "c", "", None, None, None, "other", (IndexedParagraph(2, "一"), IndexedParagraph(2, "二"))
    )
    with pytest.raises(ValueError, match="ascend"):
        store.apply([Change(8, "c")], {"c": wrong}.get, 8)
    assert store.marker.sequence == 7


@pytest.mark.parametrize("name", ["nowhere", "index/below"])
def test_missing_index(tmp_path: Path, name: str) -> None:
    store = IndexStore(tmp_path / name)
    for use in (
        lambda: store.marker,
        store.searcher,
        lambda: store.apply([], lambda document: None, 1),
    ):
        with pytest.raises(IndexDamaged):
            use()


def used_files(folder: Path) -> list[Path]:
    patterns = ("*.toc", "manifest_*", "*.body.col", "*.record.col")
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


@pytest.mark.parametrize("kind", range(4))
def test_damage_is_found_and_mended(store: IndexStore, folder: Path, kind: int) -> None:
    path = used_files(folder)[kind]
    original = path.read_bytes()
    generator = random.Random(kind)
    flipped = bytearray(original)
    flipped[generator.randrange(len(flipped))] ^= 1 << generator.randrange(8)
    for broken in (b"", original[: len(original) // 2], original[:-1], bytes(flipped)):
        path.write_bytes(broken)
        with pytest.raises(IndexDamaged):
            IndexStore(folder).searcher()
        with pytest.raises(IndexDamaged):
            IndexStore(folder).apply([], lambda document: None, 99)
    path.unlink()
    if path.suffix == ".toc":
        with pytest.raises(IndexDamaged):
            IndexStore(folder).searcher()
    mended = IndexStore(folder)
    mended.rebuild([text("a", "甲")], 9)
    assert (mended.marker.sequence, count(mended, "甲")) == (9, 1)


def forge_manifest(folder: Path, toc: bytes | None = None, schema: str | None = None) -> None:
    """Write a manifest that fits a forged table of contents, or names another schema."""
    path = next(folder.glob("manifest_*.json"))
    data = json.loads(path.read_bytes().split(b"\n")[0])
    if toc is not None:
        name = next(folder.glob("*.toc"))
        name.write_bytes(toc)
        data["files"][name.name] = {"size": len(toc), "crc": zlib.crc32(toc)}
    if schema is not None:
        data["marker"]["schema"] = schema
    line = json.dumps(data).encode()
    path.write_bytes(line + b"\n%08x\n" % zlib.crc32(line))


def test_old_or_foreign_version(store: IndexStore, folder: Path) -> None:
    forge_manifest(folder, schema="0/other")
    with pytest.raises(IndexDamaged):
        assert IndexStore(folder).marker.sequence
    with pytest.raises(IndexDamaged):
        IndexStore(folder).searcher()


class Malicious:
    """Unpickling this would leave a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (os.mkdir, (str(self.path),))


def forged_toc(folder: Path, segments: object) -> bytes:
    """The table of contents with another pickle where the list of segments stood."""
    content = next(folder.glob("*.toc")).read_bytes()
    start = content.rindex(b"\x80" + bytes([pickle.HIGHEST_PROTOCOL]))
    return content[:start] + pickle.dumps(segments, pickle.HIGHEST_PROTOCOL)


def test_malicious_table_of_contents(store: IndexStore, folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    pickle.loads(pickle.dumps(Malicious(trap)))
    trap.rmdir()
    forge_manifest(folder, toc=forged_toc(folder, [Malicious(trap)]))
    with pytest.raises(IndexDamaged, match="not part of an index"):
        IndexStore(folder).searcher()
    assert not trap.exists()


def segment(name: str, deleted: object) -> W3Segment:
    forged = W3Segment(W3Codec(), "MAIN", doccount=2, segid=name)
    vars(forged)["_deleted"] = deleted
    return forged


FORGED = [
    [1],
    ["MAIN_x"],
    5,
    {"a": 1},
    [set()],
    [W3Codec()],
    [segment("../../etc/passwd", None)],
    [segment("x", {2})],
    [segment("x", "ab")],
    [segment("x", 1)],
    [segment("x", None)],
]


@pytest.mark.parametrize("segments", FORGED)
def test_table_of_contents_without_segments(
    store: IndexStore, folder: Path, segments: object
) -> None:
    forge_manifest(folder, toc=forged_toc(folder, segments))
    with pytest.raises(IndexDamaged):
        IndexStore(folder).searcher()


def test_rival_writer(store: IndexStore, folder: Path) -> None:
    impatient = IndexStore(folder, lock_timeout=0)
    with FileLock(folder / "write.lock"):
        with pytest.raises(IndexBusy):
            impatient.apply([Change(8, "a", removed=True)], lambda document: None, 8)
        with pytest.raises(IndexBusy):
            impatient.rebuild([], 8)
        assert count(impatient, "甲") == 2
    impatient.apply([Change(8, "a", removed=True)], lambda document: None, 8)
    assert count(impatient, "甲") == 0


def test_folder_that_cannot_be_created(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnwritable):
        IndexStore(tmp_path / "file" / "index").rebuild([], 0)


@pytest.mark.parametrize(
    "where", ["index.commits.os.replace", "index.gram.write_arrays", "pathlib.Path.write_bytes"]
)
def test_full_disk(store: IndexStore, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(where, full)
        for _ in range(2):
            with pytest.raises(IndexUnwritable):
                store.apply([Change(8, "a")], {"a": text("a", "新")}.get, 8)
            with pytest.raises(IndexUnwritable):
                store.rebuild([text("a", "新")], 8)
    assert (store.marker.sequence, count(store, "甲")) == (7, 2)
    store.apply([Change(8, "a", removed=True)], lambda document: None, 8)
    assert (store.marker.sequence, count(store, "甲")) == (8, 0)


def test_searching_while_writing(store: IndexStore) -> None:
    """Every search sees one whole batch, whatever is being written, merged or deleted."""
    store.rebuild(batch(0), 0)

    def watch() -> set[tuple[int, int]]:
        seen: set[tuple[int, int]] = set()
        while (0, 0) not in seen:
            searcher = store.searcher()
            found = searcher.search(parse("批次"))
            seen.add((found.paragraphs, found.documents))
        return seen

    with ThreadPoolExecutor(3) as pool:
        watchers = [pool.submit(watch) for _ in range(3)]
        for number in range(1, 20):
            library = {document.document: document for document in batch(number)}
            store.apply([Change(number, name) for name in library], library.get, number)
        store.rebuild([], 20)
        for watcher in watchers:
            assert watcher.result(timeout=60) <= {(3, 3), (0, 0)}


ENDLESS_WRITER = """
import sys
from pathlib import Path
from index.writer import IndexStore
from tests.index.test_writer import batch

store = IndexStore(Path(sys.argv[1]), most_segments=3)
number = store.marker.sequence
print("ready", flush=True)
while True:
    number += 1
    if number % 7 == 0:
        store.rebuild(batch(number), number)
    else:
        library = {document.document: document for document in batch(number)}
        from index.model import Change
        store.apply([Change(number, name) for name in library], library.get, number)
"""


def batch(number: int) -> list[IndexedDocument]:
    """Three texts that all say which batch they belong to."""
    return [text(f"d{place}", f"第{number}批次", "内容" * 2000) for place in range(3)]


def test_killed_writer_leaves_a_whole_commit(folder: Path) -> None:
    IndexStore(folder).rebuild(batch(0), 0)
    generator = random.Random(1)
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS_WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        with process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(generator.uniform(0.05, 0.25))
            process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        store = IndexStore(folder)
        number = store.marker.sequence
        assert count(store, f"第{number}批次") == count(store, "批次") == 3
        assert store.searcher().paragraph_count == 6
    merge(folder)
    assert count(store, "批次") == 3
    assert len(list(folder.glob("*.body.col"))) == 1


def test_the_window_can_start_without_numpy_and_whoosh() -> None:
    code = (
        "import sys, index.query, index.model, index.fold, index.errors, index.occurrences\n"
        "index.query.parse('国务院 OR 標題:甲')\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'whoosh')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@given(st.lists(st.integers(0, 1000)), st.integers(0, 100), st.integers(1, 8))
def test_merges(sizes: list[int], added: int, most: int) -> None:
    chosen = choose_merges(sizes, added, 10**9, most)
    assert len(set(chosen)) == len(chosen)
    assert all(position in chosen for position, size in enumerate(sizes) if size == 0)
    assert len(sizes) - len(chosen) < max(most, 1)
    limited = choose_merges(sizes, added, 500, most)
    assert sum(sizes[position] for position in limited) + added <= max(500, added)


def test_an_index_at_rest_answers_as_before(store: IndexStore) -> None:
    """Also while other threads are reading what is let go of."""
    store.rebuild([text(f"d{n}", f"第{n}篇", "甲乙丙丁" * 500) for n in range(30)], 8)

    def ask() -> set[tuple[int, int]]:
        found = (store.searcher().search(parse(query)) for query in ("甲乙", "丙丁甲") * 20)
        return {(answer.paragraphs, answer.occurrences) for answer in found}

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        while not all(each.done() for each in asking):
            store.rest()
    assert {frozenset(each.result()) for each in asking} == {
        frozenset({(30, 15_000), (30, 14_970)})
    }


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="tells what is in memory")
def test_an_index_at_rest_is_not_in_memory(store: IndexStore, folder: Path) -> None:
    store.rebuild([text("d", "甲乙丙丁" * 200_000)], 8)
    assert count(store, "乙丙") == 1
    before = resident(folder)
    store.rest()
    assert resident(folder) < before / 10
    assert count(store, "乙丙") == 1


def resident(folder: Path) -> int:
    """How many KiB of the files in a folder are mapped and in memory."""
    found, inside = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        if "-" in line.split(" ", 1)[0]:
            inside = str(folder) in line
        elif inside and line.startswith("Rss:"):
            found += int(line.split()[1])
    return found
