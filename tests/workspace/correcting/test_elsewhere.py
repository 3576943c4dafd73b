"""Corrections by other people, in other copies, and in texts that came in another way."""

import shutil
from pathlib import Path

import pytest

from reader.documents.corrections import ReadAs
from reader.errors import ImportProblem
from reader.workspace.workspace import Workspace
from tests.workspace.correcting.acting import MEMO, shown, split, state, take, write
from tests.workspace.samples import opened
from tests.workspace.watched_folder import person


def test_another_person_sees_the_library_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
        reading = split(workspace.corrections.reading(row.document)).set_metadata(
            0, "title", "值班通知"
        )
        workspace.corrections.set(row.document, reading.corrections)
        before = state(workspace)
    with opened(tmp_path / "别人", tmp_path / "资料库") as other:
        assert state(other) == before
        take(other, path)
        assert state(other) == before
        assert other.corrections.reading(row.document).corrections == reading.corrections


def test_a_library_that_is_made_anew_gets_the_corrections_back(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
        reading = split(workspace.corrections.reading(row.document)).set_metadata(
            0, "title", "值班通知"
        )
        workspace.corrections.set(row.document, reading.corrections)
        before = state(workspace)
    shutil.rmtree(tmp_path / "资料库")
    with opened(tmp_path) as workspace:
        take(workspace, path)
        assert state(workspace) == before


def test_an_old_copy_of_the_library_is_brought_up(tmp_path: Path) -> None:
    path = write(tmp_path)
    with opened(tmp_path) as workspace:
        (row,) = take(workspace, path)
    shutil.copy(tmp_path / "资料库" / "library.db", tmp_path / "旧.db")
    with opened(tmp_path) as workspace:
        reading = split(workspace.corrections.reading(row.document)).set_metadata(
            0, "title", "值班通知"
        )
        workspace.corrections.set(row.document, reading.corrections)
        before = state(workspace)
    shutil.copy(tmp_path / "旧.db", tmp_path / "资料库" / "library.db")
    with opened(tmp_path) as workspace:
        assert len(workspace.documents()) == 1
        workspace.warm_up()
        assert state(workspace) == before
        assert workspace.searching.search("标题:值班通知").documents == 1


def test_a_watched_file_gives_its_documents_as_they_are_divided_now(tmp_path: Path) -> None:
    with person(tmp_path) as somebody:
        workspace = somebody.workspace
        path = somebody.write("通知.txt", MEMO)
        somebody.write("另一篇.txt", "会务工作要点\n会前准备要细，会后要落实。\n")
        somebody.settle()
        first = next(d for d, t in shown(workspace).items() if t.startswith("关于"))
        workspace.corrections.set(first, split(workspace.corrections.reading(first)).corrections)
        both = {d for d, title in shown(workspace).items() if title.startswith("关于")}
        assert len(both) == 2
        path = path.rename(somebody.path("改名.txt"))
        somebody.settle()
        assert {r.document for r in workspace.documents() if r.path == str(path)} == both
        assert len(workspace.documents()) == 3
        path.unlink()
        somebody.settle()
        assert {lost.document for lost in somebody.watching.lost_documents()} == both


def test_a_pasted_text_is_corrected_like_any_other(workspace: Workspace, tmp_path: Path) -> None:
    document = workspace.previews.read(write(tmp_path)).documents[0]
    added = workspace.pasted.add(document)
    before = state(workspace)
    reading = split(workspace.corrections.reading(added.document)).set_metadata(0, "author", "某局")
    workspace.corrections.set(added.document, reading.corrections)
    assert len(workspace.documents()) == 2
    assert workspace.pasted.add(document).document == added.document
    assert len(workspace.documents()) == 2
    with pytest.raises(ImportProblem):
        workspace.corrections.set(added.document, [ReadAs("big5")])
    workspace.corrections.set(added.document, ())
    assert state(workspace) == before
