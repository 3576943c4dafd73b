"""What a library survives: a killed writer, two writers, flipped bits, a folder without rights."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import LibraryProblem
from reader.library.annotations import AnnotationStore
from reader.library.model import AnnotationKind
from reader.library.texts import TextStore
from tests.library.samples import document, fill, library, origin, personal, selector

ROOT = Path(__file__).resolve().parents[2]

START = """
import sys, time
from pathlib import Path
from reader.library.annotations import AnnotationStore
from reader.library.model import AnnotationKind
from reader.library.texts import TextStore
from tests.library.samples import *
folder = Path(sys.argv[1])
"""

BATCH = """
texts = TextStore(library(folder))
while True:
    for size in (3, 40):
        with texts.database.transaction():
            texts.remove([record.document for record in texts.records()])
            fill(texts, size)
            print(size, flush=True)
"""

WRITER = """
name = sys.argv[2]
texts = TextStore(library(folder))
annotations = AnnotationStore(personal(folder))
print("ready", flush=True)
sys.stdin.readline()
for number in range(15):
    texts.add(document(f"{name}{number}", "正文"), origin(f"/{name}/{number}"))
    annotations.add(AnnotationKind.BOOKMARK, selector(), note=f"{name}{number}")
texts.database.close()
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START + script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("lines", [2, 3, 5])
def test_a_killed_writer_leaves_the_old_or_the_new_state(tmp_path: Path, lines: int) -> None:
    with start(BATCH, str(tmp_path)) as process:
        for _ in range(lines):
            assert read_line(process)
        # The batch is written but not committed, or is being committed just now.
        process.send_signal(signal.SIGKILL)
        process.wait()
    with library(tmp_path) as database:
        database.check()
        texts = TextStore(database)
        assert len(texts.records()) in {3, 40}
        assert texts.damaged() == ()
        there = {change.document for change in texts.changes_since(0) if not change.removed}
        assert there == {record.document for record in texts.records()}
        texts.add(document("此后", "照常"), origin())


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Both begin with making the files, which only one of them can do first."""
    with start(WRITER, str(tmp_path), "甲") as one, start(WRITER, str(tmp_path), "乙") as two:
        for process in (one, two):
            assert read_line(process) == "ready\n"
        for process in (one, two):
            process.communicate("go\n")
            assert process.returncode == 0
    with library(tmp_path) as database, personal(tmp_path) as own:
        wanted = {f"{name}{number}" for name in "甲乙" for number in range(15)}
        assert {r.metadata.title for r in TextStore(database).records()} == wanted
        assert {a.note for a in AnnotationStore(own).annotations()} == wanted
        assert TextStore(database).last_sequence() == 30


def read_everything(folder: Path) -> None:
    with library(folder) as database:
        texts = TextStore(database)
        database.check()
        for record in texts.records():
            texts.document(record.document)
        texts.by_path("/texts/1.txt")
        texts.changes_since(0)
        texts.damaged()
        assert texts.library


def change_something(folder: Path) -> None:
    with library(folder) as database:
        texts = TextStore(database)
        texts.add(document("新", "篇"), origin())
        texts.remove([record.document for record in texts.records()[:3]])


@pytest.mark.parametrize("seed", range(150))
def test_flipped_bits_are_harmless_or_told(seed: int, tmp_path: Path, sound_library: bytes) -> None:
    chance = random.Random(seed)
    content = bytearray(sound_library)
    # A third of the hits goes to the header and the schema, where few bytes mean much.
    reach = 4096 if seed % 3 == 0 else len(content)
    for _ in range(1 + seed % 4):
        content[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    (tmp_path / "library.db").write_bytes(content)
    for act in (read_everything, change_something):
        with contextlib.suppress(LibraryProblem):
            act(tmp_path)


@pytest.fixture(scope="module")
def sound_library(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    with library(folder) as database:
        fill(TextStore(database), 12)
    return (folder / "library.db").read_bytes()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach (pytest's own are for this user alone)."""
    folder = Path(tempfile.mkdtemp(prefix="antou-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


# Root may write everywhere, so somebody else has to try.
READER = """
import os
from reader.errors import ReadOnlyLibrary
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
database = library(folder)
texts = TextStore(database)
assert database.read_only
assert len(texts.records()) == 3
try:
    texts.remove([texts.records()[0].document])
except ReadOnlyLibrary:
    print("refused")
"""


@pytest.mark.skipif(os.name == "nt", reason="permission bits of a folder mean nothing there")
@pytest.mark.parametrize("file_mode", [0o444, 0o666])
def test_a_folder_without_the_right_to_write(open_folder: Path, file_mode: int) -> None:
    with library(open_folder) as database:
        fill(TextStore(database), 3)
    path = open_folder / "library.db"
    before = path.read_bytes()
    path.chmod(file_mode)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", START + READER, str(open_folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "refused\n", done.stderr
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    with library(tmp_path) as database:
        texts = TextStore(database)
        fill(texts, 3)
        before = texts.records()
        pages = database.rows("PRAGMA page_count")[0][0]

        def fill_disk() -> None:
            with database.transaction():
                database.rows(f"PRAGMA max_page_count = {pages}")
                fill(texts, 60)

        with pytest.raises(LibraryProblem, match="磁盘已满"):
            fill_disk()
    with library(tmp_path) as database:
        assert TextStore(database).records() == before
        assert TextStore(database).last_sequence() == 3
        database.check()


def test_a_personal_file_is_no_library(tmp_path: Path) -> None:
    with personal(tmp_path) as database:
        AnnotationStore(database).add(AnnotationKind.NOTE, selector(), note="要紧")
    (tmp_path / "personal.db").rename(tmp_path / "library.db")
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(LibraryProblem, match="不是资料库文件"):
        library(tmp_path)
    assert (tmp_path / "library.db").read_bytes() == before
