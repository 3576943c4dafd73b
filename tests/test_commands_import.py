"""Importing again, importing what changed, importing at once: through the command."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from reader.importers.model import Progress
from reader.workspace.opening import open_workspace
from tests.caller import Answer, Caller
from tests.command_texts import MEETING, SUPERVISION, write_texts

ROOT = Path(__file__).resolve().parents[1]


def counts(answer: Answer) -> dict[str, int]:
    return {status: len(rows) for status, rows in answer.json.items()}


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    for file in folder.iterdir():
        # Files of now would get their stamps with the second import.
        os.utime(file, (1_000_000_000, 1_000_000_000))
    first = caller("import", str(folder), "--json").json["imported"]
    files = {p: p.read_bytes() for p in sorted(caller.library.rglob("*")) if p.is_file()}
    again = caller("import", str(folder), str(folder / "督查.txt"), "--json")
    assert again.code == 0
    assert counts(again) == {"imported": 0, "updated": 0, "unchanged": 4, "failed": 0}
    assert again.json["unchanged"] == [
        {"path": row["path"], "document": row["document"]} for row in first
    ]
    assert {p: p.read_bytes() for p in sorted(caller.library.rglob("*")) if p.is_file()} == files


def test_an_edited_file_is_the_same_document(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    file = write_texts(tmp_path / "文献") / "督查.txt"
    (row,) = caller("import", str(file), "--json").json["imported"]
    file.write_text(SUPERVISION.replace("轻车简从", "力戒形式主义"), "utf-8")
    answer = caller("import", str(file), "--json")
    assert counts(answer) == {"imported": 0, "updated": 1, "unchanged": 0, "failed": 0}
    (updated,) = answer.json["updated"]
    assert set(updated) == set(row)
    assert updated["document"] == row["document"]
    assert caller("search", "轻车简从", "--json").json["paragraphs"] == 0
    (hit,) = caller("search", "力戒形式主义", "--json").json["hits"]
    assert hit["document"] == row["document"]
    assert len(caller("list", "--json").json["documents"]) == 1


def test_the_same_text_in_a_second_file_is_the_same_document(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    rows = caller("import", str(folder), "--json").json["imported"]
    copy = tmp_path / "副本.txt"
    # The same words in another encoding and with other line ends.
    copy.write_bytes(SUPERVISION.replace("\n", "\r\n").encode("gb18030"))
    answer = caller("import", str(copy), "--json")
    assert counts(answer) == {"imported": 0, "updated": 0, "unchanged": 1, "failed": 0}
    original = next(row for row in rows if row["title"] == "关于加强督查工作的意见")
    assert answer.json["unchanged"] == [{"path": str(copy), "document": original["document"]}]
    listed = {r["document"]: r for r in caller("list", "--json").json["documents"]}
    assert listed[original["document"]]["path"] == original["path"]


def test_a_bookmark_survives_a_new_import(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    file = write_texts(tmp_path / "文献") / "会务.md"
    (row,) = caller("import", str(file), "--json").json["imported"]
    hit = caller("search", "座次图", "--json").json["hits"][0]
    start, end = hit["spans"][0]
    caller("bookmark", row["document"], str(hit["paragraph"]), str(start), str(end))
    file.write_text(MEETING.replace("## 会前", "先看全局，再看细节。\n\n## 会前"), "utf-8")
    assert counts(caller("import", str(file), "--json"))["updated"] == 1
    (bookmark,) = caller("bookmarks", "--json").json["bookmarks"]
    assert bookmark["state"] == "moved"
    assert bookmark["quote"] == "座次图"
    assert bookmark["paragraph"] == hit["paragraph"] + 1
    caller("remove", row["document"])
    (bookmark,) = caller("bookmarks", "--json").json["bookmarks"]
    assert bookmark["state"] == "lost"
    assert (bookmark["paragraph"], bookmark["quote"]) == (hit["paragraph"], "座次图")


def test_paths_are_whole_whatever_was_given(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    here = Path.cwd()
    relative = os.path.relpath(folder / "督查.txt", here), os.path.relpath(folder / "无.txt", here)
    answer = caller("import", *relative, "--json")
    assert answer.code == 1
    assert answer.json["imported"][0]["path"] == str(folder / "督查.txt")
    assert answer.json["failed"][0]["path"] == str(folder / "无.txt")


def test_two_commands_at_once(tmp_path: Path) -> None:
    """Both make the library, import, and write the index; a search asks meanwhile."""
    caller = Caller(tmp_path)
    for name in "甲乙":
        folder = tmp_path / name
        folder.mkdir()
        for number in range(6):
            text = SUPERVISION.replace("一、提高认识", f"一、{name}{number}号认识")
            (folder / f"{number}.txt").write_text(text, "utf-8")
    words = [sys.executable, "main.py", "--library", str(caller.library), "--json"]
    words += ["--personal", str(caller.personal)]
    processes = [
        subprocess.Popen(
            [*words, "import", str(tmp_path / name)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in "甲乙"
    ]
    while any(process.poll() is None for process in processes):
        assert caller("search", "号认识", "--json").code == 0
    for process in processes:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
        assert len(json.loads(out)["imported"]) == 6
    assert len(caller("list", "--json").json["documents"]) == 12
    found = caller("search", "号认识", "--json").json
    assert (found["paragraphs"], found["documents"]) == (12, 12)
    assert caller("verify", "--json").code == 0


def test_a_command_while_a_reader_has_the_library_open(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    caller("import", str(folder / "督查.txt"))
    workspace = open_workspace(caller.library, caller.personal, caller.places)
    try:
        assert workspace.searching.search("会务").paragraphs == 0
        assert workspace.changed_elsewhere() == (False, False)
        assert caller("import", str(folder / "会务.md")).code == 0
        document = caller("list", "--json").json["documents"][0]["document"]
        assert caller("bookmark", document, "1").code == 0
        assert workspace.changed_elsewhere() == (True, True)
        assert workspace.searching.search("会务").paragraphs == 1
        assert {r.metadata.title for r in workspace.documents()} == {
            "关于加强督查工作的意见",
            "会务工作札记",
        }
        counts = {count.theme.id: count.entries for count in workspace.themes.counts()}
        themes = caller("themes", "--json").json["themes"]
        assert counts == {row["theme"]: row["entries"] for row in themes}
    finally:
        workspace.close()


def test_reading_goes_on_during_an_import(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    workspace = open_workspace(caller.library, caller.personal, caller.places)
    midway = threading.Event()
    go_on = threading.Event()

    def progress(step: Progress) -> None:
        if step.done == 2:
            midway.set()
            assert go_on.wait(30)

    importing = threading.Thread(target=lambda: workspace.imports.take_in([folder], progress))
    importing.start()
    try:
        assert midway.wait(30)
        assert [r.metadata.title for r in workspace.documents()] == ["会务工作札记"]
        assert workspace.searching.search("会务").documents == 1
        assert caller("list", "--json").code == 0
    finally:
        go_on.set()
        importing.join()
    assert workspace.searching.search("督查").documents == 2
    workspace.close()
