"""What cannot be read or written: one clear line each, and nothing changes."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.caller import Caller
from tests.command_texts import write_texts

ROOT = Path(__file__).resolve().parents[1]
CHINESE = re.compile("[\u4e00-\u9fff]{3,}")
ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="links and permissions are others there")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Caller:
    """A library of four documents and a bookmark that no test changes."""
    caller = Caller(tmp_path_factory.mktemp("filled"))
    assert caller("import", str(write_texts(caller.folder / "文献"))).code == 0
    document = caller("list", "--json").json["documents"][0]["document"]
    assert caller("bookmark", document, "1").code == 0
    return caller


@pytest.fixture
def own(filled: Caller, tmp_path: Path) -> Caller:
    """A copy of it that a test may change."""
    shutil.copytree(filled.library, tmp_path / "资料库")
    shutil.copy(filled.personal, tmp_path)
    return Caller(tmp_path)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# Files that cannot be imported


def test_a_file_that_is_no_text_costs_only_itself(own: Caller) -> None:
    folder = own.folder / "坏"
    folder.mkdir()
    (folder / "空.txt").touch()
    (folder / "空白.txt").write_text(" \n\n　\n", "utf-8")
    (folder / "程序.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    (folder / "表.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "好.txt").write_text(
        "值班工作要点\n值班人员要坚守岗位，及时报告突发事件。\n", "utf-8"
    )
    with (folder / "大.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    before = {row["document"] for row in own("list", "--json").json["documents"]}
    answer = own("import", str(folder), str(folder / "没有.txt"), "--json")
    assert (answer.code, answer.err) == (1, "")
    (good,) = answer.json["imported"]
    assert good["path"] == str(folder / "好.txt")
    failed = {Path(row["path"]).name: row["reason"] for row in answer.json["failed"]}
    assert set(failed) == {
        "空.txt",
        "空白.txt",
        "程序.txt",
        "图.txt",
        "表.xlsx",
        "大.txt",
        "没有.txt",
    }
    for reason in failed.values():
        assert CHINESE.search(reason)
        assert "\n" not in reason
    assert "200" in failed["大.txt"]
    after = {row["document"] for row in own("list", "--json").json["documents"]}
    assert after == before | {good["document"]}


@ON_WINDOWS
def test_a_folder_that_leads_back_into_itself(own: Caller) -> None:
    folder = own.folder / "环"
    (folder / "里").mkdir(parents=True)
    (folder / "好.txt").write_text("值班工作要点\n值班人员要坚守岗位，及时报告。\n", "utf-8")
    (folder / "里" / "外").symlink_to(folder)
    (folder / "断.txt").symlink_to(folder / "没有")
    answer = own("import", str(folder), "--json")
    assert answer.code == 1
    assert len(answer.json["imported"]) == 1
    assert {Path(row["path"]).name for row in answer.json["failed"]} == {"外", "断.txt"}


@ON_WINDOWS
def test_the_name_of_a_file_may_be_anything(own: Caller) -> None:
    """A name that is no Unicode comes back from the JSON as it is on the disk."""
    name = os.fsdecode(os.fsencode(own.folder) + b"/\xb6\xbd\xb2\xe9\n .txt")
    Path(name).write_text("值班工作要点\n值班人员要坚守岗位，及时报告。\n", "utf-8")
    (row,) = own("import", name, "--json").json["imported"]
    assert row["path"] == name
    paths = [row["path"] for row in own("list", "--json").json["documents"]]
    assert name in paths
    assert own("import", name, "--json").json["unchanged"][0]["path"] == name
    assert own("list").code == 0


# Places that cannot be used


@pytest.mark.parametrize("place", ["文件", "文件/里", "长" * 300])
def test_a_library_that_cannot_be_made(place: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("要紧的内容", "utf-8")
    caller = Caller(tmp_path, tmp_path / place)
    for words in (("list",), ("search", "督查"), ("import", str(tmp_path)), ("search", "-")):
        answer = caller(*words, "--json")
        assert answer.code == 1
        assert CHINESE.search(answer.error["message"])
    assert contents(tmp_path) == {tmp_path / "文件": "要紧的内容".encode()}


def test_personal_data_that_cannot_be_made(own: Caller) -> None:
    before = contents(own.library)
    for place in (own.library, own.library / "library.db" / "个人.db"):
        answer = own.bare("--library", str(own.library), "--personal", str(place), "list", "--json")
        assert answer.code == 1
        assert CHINESE.search(answer.error["message"])
    assert contents(own.library) == before


def damage(path: Path, kind: str) -> None:
    content = path.read_bytes()
    broken = {
        "text": "这不是数据库".encode(),
        "cut": content[: len(content) // 3],
        "zeros": content[:4096] + bytes(len(content) - 4096),
        "foreign": content[:68] + b"\x12\x34\x56\x78" + content[72:],
        "newer": content[:60] + b"\0\0\3\xe7" + content[64:],
    }
    path.write_bytes(broken[kind])


KINDS = ["text", "cut", "zeros", "foreign", "newer"]
COMMANDS = (("list",), ("search", "督查"), ("bookmarks",), ("themes",))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["library.db", "personal.db"])
def test_a_file_that_is_not_ours_is_never_written(own: Caller, name: str, kind: str) -> None:
    path = own.library / name if name == "library.db" else own.personal
    damage(path, kind)
    before = path.read_bytes()
    document = own.folder / "新.txt"
    document.write_text("值班工作要点\n值班人员要坚守岗位，及时报告。\n", "utf-8")
    for words in (*COMMANDS, ("import", str(document)), ("bookmark", "x", "1")):
        answer = own(*words, "--json")
        assert "Traceback" not in answer.err
        if answer.code:
            assert "error" not in answer.json or CHINESE.search(answer.error["message"])
        if kind in ("text", "foreign", "newer"):
            assert str(path) in answer.error["message"]
    assert path.read_bytes() == before
    health = own("verify", "--json")
    assert health.code == 1
    assert health.json[name.partition(".")[0]] in ("damaged", "unusable")
    other = "personal" if name == "library.db" else "library"
    assert health.json[other] == "ok"
    assert any(str(path) in problem for problem in health.json["problems"])


# Places that cannot be written


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users can reach (pytest's own are for this user alone)."""
    folder = Path(tempfile.mkdtemp(prefix="antou-test-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


# Root may write everywhere, so somebody else has to try.
AS_SOMEBODY = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.caller import Caller
# Load all that is needed: somebody else may have no right to read this Python.
for words in json.loads(sys.argv[1]):
    Caller(Path({warm!r}))(*words)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
caller = Caller(Path({home!r}), Path({library!r}))
for words in json.loads(sys.argv[1]):
    answer = caller(*words, "--json")
    print(json.dumps([answer.code, answer.json]))
"""


@ON_WINDOWS
@pytest.mark.parametrize("index", ["kept", "deleted", "damaged"])
def test_a_library_that_is_read_only(
    filled: Caller, shared: Path, index: str, tmp_path: Path
) -> None:
    library, home = shared / "资料库", shared / "家"
    shutil.copytree(filled.library, library)
    if index == "deleted":
        shutil.rmtree(library / "index")
    if index == "damaged":
        for path in (library / "index").iterdir():
            path.write_bytes(path.read_bytes()[:-7])
    home.mkdir()
    home.chmod(0o777)
    for path in (*library.rglob("*"), library):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = contents(library)
    documents = filled("list", "--json").json["documents"]
    document = documents[0]["document"]
    calls = [
        ["search", "督查"],
        ["list"],
        ["show", document],
        ["themes"],
        ["bookmark", document, "1"],
        ["verify"],
        ["import", str(filled.folder / "文献")],
        ["remove", document],
        ["search", "督查"],
    ]
    warm = tmp_path / "warm"
    shutil.copytree(filled.library, warm / "资料库", ignore=shutil.ignore_patterns("index"))
    script = AS_SOMEBODY.format(
        root=str(ROOT), home=str(home), library=str(library), warm=str(warm)
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(calls)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, _ in answers] == [0, 0, 0, 0, 0, 0, 1, 1, 0]
    assert answers[0][1] == filled("search", "督查", "--json").json == answers[8][1]
    assert answers[1][1]["documents"] == documents
    assert answers[5][1]["index"] == "ok"
    for _, refused in answers[6:8]:
        assert "只读" in refused["error"]["message"]
    assert contents(library) == before
    assert bool(list((home / "cache").rglob("*.toc"))) == (index != "kept")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = Path(tempfile.mkdtemp(prefix="antou-test-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        folder.rmdir()
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    """Texts come in while there is room; what did not is named; nothing is broken."""
    caller = Caller(tmp_path, small_disk / "资料库")
    folder = tmp_path / "文献"
    folder.mkdir()
    for number in range(30):
        lines = [f"第{number}份材料第{line}段，讲值班与应急。" * 8 for line in range(120)]
        (folder / f"{number:02}.txt").write_text("\n".join(lines), "utf-8")
    answer = caller("import", str(folder), "--json")
    assert answer.code == 1
    imported, failed = answer.json["imported"], answer.json["failed"]
    assert imported
    texts = [row for row in failed if row["path"] != str(caller.library)]
    assert len(imported) + len(texts) == 30
    assert all("磁盘已满" in row["reason"] for row in failed)
    listed = [row["document"] for row in caller("list", "--json").json["documents"]]
    assert listed == [row["document"] for row in imported]
    # Where the library has no room for its index, the user's cache has.
    found = caller("search", "应急", "--json").json
    assert found["documents"] == len(imported)
    assert caller("verify", "--json").json["library"] == "ok"
