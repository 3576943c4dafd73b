"""Imports that do not come to their end, and files that need not be read again."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.errors import NoReaders
from reader.importers.model import Progress
from reader.messages import Message
from reader.workspace.import_order import ImportOrder, Outcome
from reader.workspace.opening import open_workspace
from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened, parse_here, places, total

ROOT = Path(__file__).resolve().parents[2]
LONG_AGO = 1_000_000_000
SECOND = 1_000_000_000


def make(folder: Path, count: int) -> list[Path]:
    """Files that were written long ago."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:03d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        write(path, f"第{number}号材料\n\n这一篇讲第{number}件事，要认真办理。\n")
    return paths


def write(path: Path, text: str, age: int = 0) -> None:
    """Write a file whose last change is `age` seconds after that of `make`."""
    path.write_text(text, "utf-8")
    os.utime(path, ns=((LONG_AGO + age) * SECOND,) * 2)


class Parsing:
    """Parses in this process, and keeps the names of the files that were really parsed."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, order: ImportOrder) -> Iterator[Sequence[Outcome]]:
        for group in parse_here(order):
            self.names += [Path(item.path).name for item in group if hasattr(item, "stamp")]
            yield group


@pytest.fixture
def parsing() -> Parsing:
    return Parsing()


@pytest.fixture
def workspace(tmp_path: Path, parsing: Parsing) -> Iterator[Workspace]:
    personal = tmp_path / "personal.db"
    made = open_workspace(tmp_path / "资料库", personal, places(tmp_path), parsing)
    yield made
    made.close()


# Files that were not changed


def test_what_was_not_changed_is_not_parsed_again(
    workspace: Workspace, parsing: Parsing, tmp_path: Path
) -> None:
    paths = make(tmp_path / "in", 3)
    # parse_here takes files, no folders
    assert [r.status for r in workspace.imports.take_in(paths).documents] == ["imported"] * 3
    first = workspace.documents()
    parsing.names.clear()
    report = workspace.imports.take_in(paths)
    assert parsing.names == []
    assert [row.status for row in report.documents] == ["unchanged"] * 3
    assert [row.document for row in report.documents] == [r.document for r in first]
    assert workspace.documents() == first


@pytest.mark.parametrize(
    ("text", "age", "parsed", "status"),
    [
        ("第1号材料\n\n这一篇讲第九件事，要认真办理。\n", 60, True, "updated"),
        ("第1号材料\n\n这一篇讲第九件事，要认真办理。\n", 0, True, "updated"),
        ("第1号材料\n\n这一篇讲第1件事，要认真办理。\n", 60, True, "unchanged"),
    ],
    ids=["edited", "edited, same size, its time set back", "touched"],
)
def test_a_file_that_was_written_again_is_parsed_and_its_text_decides(
    workspace: Workspace,
    parsing: Parsing,
    tmp_path: Path,
    text: str,
    age: int,
    parsed: bool,
    status: str,
) -> None:
    paths = make(tmp_path / "in", 2)
    write(paths[1], "第1号材料\n\n这一篇讲第一件事，要认真办理。\n".replace("一件", "1件"))
    workspace.imports.take_in(paths)
    parsing.names.clear()
    before = paths[1].stat().st_ctime_ns
    while True:
        write(paths[1], text, age)
        if paths[1].stat().st_ctime_ns != before:
            break
    report = workspace.imports.take_in(paths)
    assert parsing.names == ["001.txt"]
    assert [row.status for row in report.documents] == ["unchanged", status]


@pytest.mark.parametrize("name", ["000旧.txt", "备份.txt"])
@pytest.mark.parametrize("keep", [Path.rename, shutil.copy2], ids=["renamed", "copied"])
@pytest.mark.parametrize("together", [True, False], ids=["in one import", "one by one"])
def test_a_document_goes_with_its_text_when_another_takes_the_name_of_its_file(
    workspace: Workspace,
    tmp_path: Path,
    name: str,
    keep: Callable[[Path, Path], object],
    together: bool,
) -> None:
    """Whichever is read first, and however much of it is read already."""
    path = make(tmp_path / "in", 2)[1]
    kept = path.with_name(name)
    (first,) = workspace.imports.take_in([path]).documents
    old = workspace.read(first.document).paragraphs
    keep(path, kept)
    if path.exists() or not together:
        workspace.imports.take_in([p for p in (path, kept) if p.exists()])
    write(path, "年度会议\n\n会议定于月底召开，请准备材料。\n", 60)

    report = workspace.imports.take_in(sorted([path, kept]) if together else [path])

    status = {Path(row.path).name: (row.status, row.document) for row in report.documents}
    assert status[path.name][0] == "imported"
    if together:
        assert status[name] == ("unchanged", first.document)
    assert workspace.read(first.document).paragraphs == old
    assert workspace.read(first.document).record.path == str(kept)
    assert total(workspace, "认真办理") == 1
    again = workspace.imports.take_in(sorted([path, kept]))
    assert [row.status for row in again.documents] == ["unchanged"] * 2
    assert len(workspace.documents()) == 2


@pytest.mark.parametrize("name", ["000旧.txt", "备份.txt"])
@pytest.mark.parametrize("keep", [Path.rename, shutil.copy2], ids=["renamed", "copied"])
def test_a_new_version_is_the_document_and_what_was_kept_of_the_old_one_another(
    workspace: Workspace, tmp_path: Path, name: str, keep: Callable[[Path, Path], object]
) -> None:
    """Read before the edited file or after it, and read already or not."""
    path = make(tmp_path / "in", 2)[1]
    kept = path.with_name(name)
    (first,) = workspace.imports.take_in([path]).documents
    old = workspace.read(first.document).paragraphs
    keep(path, kept)
    if path.exists():
        workspace.imports.take_in([path, kept])
    write(path, kept.read_text("utf-8") + "\n会议定于月底召开，请准备材料。\n", 60)

    report = workspace.imports.take_in(sorted([path, kept]))

    status = {Path(row.path).name: (row.status, row.document) for row in report.documents}
    assert status[path.name] == ("updated", first.document)
    assert status[name][0] == "imported"
    assert workspace.read(status[name][1]).paragraphs == old
    again = workspace.imports.take_in(sorted([path, kept]))
    assert [row.status for row in again.documents] == ["unchanged"] * 2
    assert len(workspace.documents()) == 2


def test_a_file_that_was_just_written_is_parsed_again(
    workspace: Workspace, parsing: Parsing, tmp_path: Path
) -> None:
    """An edit within the same tick of the clock would leave it as it looks."""
    paths = make(tmp_path / "in", 2)
    ahead = time.time_ns() + 60 * SECOND
    os.utime(paths[0], ns=(ahead, ahead))
    workspace.imports.take_in(paths)
    parsing.names.clear()
    workspace.imports.take_in(paths)
    assert parsing.names == ["000.txt"]


def test_a_renamed_file_is_parsed_and_stays_its_document(
    workspace: Workspace, parsing: Parsing, tmp_path: Path
) -> None:
    paths = make(tmp_path / "in", 2)
    workspace.imports.take_in(paths)
    first = workspace.documents()
    paths[0].rename(tmp_path / "in" / "new.txt")
    parsing.names.clear()
    workspace.imports.take_in([tmp_path / "in" / "new.txt", paths[1]])
    assert parsing.names == ["new.txt"]
    assert [r.document for r in workspace.documents()] == [r.document for r in first]
    assert workspace.documents()[0].path == str(tmp_path / "in" / "new.txt")


def test_a_removed_document_comes_back_when_its_file_is_imported_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    paths = make(tmp_path / "in", 2)
    rows = workspace.imports.take_in(paths).documents
    workspace.removal.remove([rows[0].document])
    again = workspace.imports.take_in(paths).documents
    assert [row.status for row in again] == ["imported", "unchanged"]


# Imports that were broken off


def test_a_cancelled_import_goes_on_with_what_is_left(
    workspace: Workspace, parsing: Parsing, tmp_path: Path
) -> None:
    paths = [*make(tmp_path / "in", 6), tmp_path / "in" / "没有.txt"]
    job = workspace.imports.ask([paths[-1], *paths[:-1]])
    told: list[Progress] = []
    report = workspace.imports.run(job, told.append, lambda: len(told) >= 3)
    assert report.cancelled
    assert len(report.documents) == 2
    assert len(report.failed) == 1
    (left,) = workspace.imports.unfinished()
    assert (left.job, left.left) == (job, 4)
    parsing.names.clear()
    resumed = workspace.imports.run(job)
    assert parsing.names == [f"{number:03d}.txt" for number in range(2, 6)]
    assert [row.status for row in resumed.documents] == ["imported"] * 4
    # What went wrong before the break is in the last report as well.
    assert [item.path for item in resumed.failed] == [str(paths[-1])]
    assert workspace.imports.unfinished() == ()
    assert total(workspace, "认真办理") == 6


def test_a_bug_on_the_way_leaves_the_rest_to_be_resumed(tmp_path: Path) -> None:
    def parse(order: ImportOrder) -> Iterator[Sequence[Outcome]]:
        for number, group in enumerate(parse_here(order)):
            if number == 2:
                raise ZeroDivisionError
            yield group

    paths = make(tmp_path / "in", 5)
    home = places(tmp_path)
    workspace = open_workspace(tmp_path / "资料库", tmp_path / "personal.db", home, parse)
    job = workspace.imports.ask(paths)
    with pytest.raises(ZeroDivisionError):
        workspace.imports.run(job)
    workspace.close()
    with opened(tmp_path) as again:
        assert [one.left for one in again.imports.unfinished()] == [3]
        again.imports.run(job)
        assert len(again.documents()) == 5


def test_imports_of_others_are_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    """A number that is no longer there, as after an import that another window has finished."""
    assert workspace.imports.run(4711).documents == ()


_KILLED = """
import sys
from pathlib import Path
from reader.paths import Places
from reader.workspace.opening import open_workspace

def main():
    home, folder = Path(sys.argv[1]), Path(sys.argv[2])
    places = Places(home / "data", home / "config", home / "cache")
    workspace = open_workspace(home / "资料库", home / "personal.db", places)
    job = workspace.imports.ask([folder])

    def tell(progress):
        print(progress.done, flush=True)

    workspace.imports.run(job, tell)

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_import_is_resumed_without_parsing_what_is_in(
    tmp_path: Path, parsing: Parsing
) -> None:
    """A kill -9 in the middle: all that was told of the files before is true afterwards."""
    paths = make(tmp_path / "in", 400)
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path), str(tmp_path / "in")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 150:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    home = places(tmp_path)
    workspace = open_workspace(tmp_path / "资料库", tmp_path / "personal.db", home, parsing)
    done = {record.path for record in workspace.documents()}
    (left,) = workspace.imports.unfinished()
    assert 0 < len(done) < 400
    assert left.left == 400 - len(done)
    report = workspace.imports.run(left.job)
    assert sorted(parsing.names) == sorted(p.name for p in paths if str(p) not in done)
    assert not report.failed
    assert {record.path for record in workspace.documents()} == set(map(str, paths))
    assert total(workspace, "认真办理") == 400
    assert workspace.verify().sound
    workspace.close()


def test_an_import_for_which_no_reader_starts_is_told_once_and_kept(tmp_path: Path) -> None:
    """What was read before is in, and can be found; nothing is reported of the other files."""
    paths = make(tmp_path / "in", 5)

    def parse(order: ImportOrder) -> Iterator[Sequence[Outcome]]:
        groups = parse_here(order)
        yield next(groups)
        yield next(groups)
        raise NoReaders(Message("无法启动"))

    broken = open_workspace(tmp_path / "资料库", tmp_path / "personal.db", places(tmp_path), parse)
    job = broken.imports.ask(paths)
    with pytest.raises(NoReaders):
        broken.imports.run(job)
    assert len(broken.documents()) == 2
    assert total(broken, "认真办理") == 2
    assert [(one.job, one.left) for one in broken.imports.unfinished()] == [(job, 3)]
    broken.close()
    with opened(tmp_path) as workspace:
        report = workspace.imports.run(job)
        assert [row.status for row in report.documents] == ["imported"] * 3
        assert not report.failed
        assert len(workspace.documents()) == 5
        assert workspace.imports.unfinished() == ()
