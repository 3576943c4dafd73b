"""Previews, and what is imported as it was corrected there."""

from pathlib import Path

import pytest

from reader.documents.corrections import ReadAs
from reader.errors import ImportProblem
from reader.importers.model import FailedFile, Progress
from reader.workspace.workspace import Workspace
from tests.workspace.correcting.acting import (
    MEMO,
    edited,
    renamed,
    shown,
    split,
    state,
    take,
    write,
)
from tests.workspace.samples import opened


def test_a_preview_saves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    reading = workspace.previews.read(write(tmp_path))
    assert reading.documents[0].metadata.title == "关于做好值班工作的通知"
    assert reading.corrections == ()
    assert workspace.documents() == ()


def test_a_preview_of_what_cannot_be_read_says_why(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ImportProblem, match="找不到"):
        workspace.previews.read(tmp_path / "没有.txt")


def test_previews_of_many_files_are_those_of_each(workspace: Workspace, tmp_path: Path) -> None:
    known = write(tmp_path, "甲.txt")
    corrected = workspace.previews.read(known).set_metadata(0, "title", "值班通知")
    take(workspace, known, corrections=corrected.corrections)
    new, empty = write(tmp_path, "乙.txt", edited(MEMO)), write(tmp_path, "丙.txt", "")
    told: list[Progress] = []
    previews = workspace.previews.read_all([known, new, empty], told.append)
    found = {Path(item.path).name: item for item in previews}
    assert found["甲.txt"] == workspace.previews.read(known) == corrected
    assert found["乙.txt"] == workspace.previews.read(new)
    failed = found[empty.name]
    assert isinstance(failed, FailedFile)
    assert "空" in str(failed.reason)
    assert [(step.done, step.total) for step in told] == [(1, 3), (2, 3), (3, 3)]
    assert len(workspace.documents()) == 1


def test_previews_can_be_left(workspace: Workspace, tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt", f"{MEMO}\n第{n}份。") for n in range(5)]
    left = False
    previews = workspace.previews.read_all(files, cancelled=lambda: left)
    assert next(previews).path == str(files[0])
    left = True
    assert list(previews) == []


def test_a_file_is_reread_as_if_it_were_new(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(MEMO.encode("gb18030"))
    take(workspace, path, corrections=workspace.previews.read(path, "big5").corrections)
    assert workspace.previews.read(path).encoding == "big5"
    for encoding, read_in in ((None, "gb18030"), ("gb18030", "gb18030"), ("big5", "big5")):
        reading = workspace.previews.read_anew(path, encoding)
        assert (reading.encoding, reading.corrections) == (read_in, ())


def test_what_was_corrected_in_the_preview_is_imported_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    reading = split(workspace.previews.read(path)).set_metadata(0, "date", "2014-05")
    rows = take(workspace, path, corrections=reading.corrections)
    assert [row.title for row in rows] == ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    assert workspace.documents()[0].metadata.date == "2014-05"
    assert workspace.previews.read(path).corrections == reading.corrections
    before = state(workspace)
    again = take(workspace, path)
    assert {row.status for row in again} == {"unchanged"}
    assert state(workspace) == before


def test_an_encoding_is_chosen_in_the_preview_and_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    path.write_bytes(MEMO.encode("gb18030"))
    wrong = workspace.previews.read(path, "big5")
    assert wrong.encoding == "big5"
    assert wrong.corrections == (ReadAs("big5"),)
    assert wrong.can_choose_encoding
    (row,) = take(workspace, path, corrections=wrong.corrections)
    assert row.encoding == "big5"
    assert row.title != "关于做好值班工作的通知"
    # Neither does an import forget it, nor a move.
    assert take(workspace, path)[0].status == "unchanged"
    path = renamed(path)
    (again,) = take(workspace, path)
    assert (again.document, again.encoding) == (row.document, "big5")
    workspace.corrections.set(row.document, ())
    assert shown(workspace) == {row.document: "关于做好值班工作的通知"}
    right = workspace.corrections.reading(row.document)
    workspace.corrections.set(row.document, [ReadAs("gb18030"), *right.corrections])
    assert shown(workspace) == {row.document: "关于做好值班工作的通知"}
    path.unlink()
    with pytest.raises(ImportProblem):
        workspace.corrections.set(row.document, [ReadAs("big5")])
    assert workspace.documents()[0].encoding == "gb18030"


def test_an_import_that_is_broken_off_goes_on_with_the_corrections_of_its_preview(
    tmp_path: Path,
) -> None:
    """Whatever happens to the program; a file that is known and unchanged is read all the same."""
    files = [write(tmp_path, f"{n}.txt", f"{MEMO}\n第{n}份。") for n in range(4)]
    with opened(tmp_path) as workspace:
        take(workspace, files[3])
        made = {
            str(path): workspace.previews.read(path).set_metadata(0, "title", path.stem).corrections
            for path in files
        }
        job = workspace.imports.ask(files, made)
        told: list[Progress] = []
        assert workspace.imports.run(job, told.append, lambda: len(told) >= 2).cancelled
        assert {r.metadata.title for r in workspace.documents()} >= {"0", "1"}
    with opened(tmp_path) as workspace:
        (left,) = workspace.imports.unfinished()
        assert left.left == 2
        report = workspace.imports.run(left.job)
        assert [row.status for row in report.documents] == ["imported", "updated"]
        assert {r.metadata.title for r in workspace.documents()} == {"0", "1", "2", "3"}
        assert workspace.imports.unfinished() == ()
        # From now on they are corrections like any others.
        take(workspace, *files)
        assert {r.metadata.title for r in workspace.documents()} == {"0", "1", "2", "3"}
