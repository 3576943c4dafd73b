"""Corrections, and what holds when files come in again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.documents.corrections import SetHeading
from reader.documents.model import Kind
from reader.workspace.workspace import Workspace
from tests.workspace.correcting.acting import (
    MEMO,
    as_it_is,
    at,
    changed,
    folder_of,
    junk,
    moved,
    renamed,
    shown,
    split,
    state,
    take,
    write,
)
from tests.workspace.samples import total


def test_corrections_are_in_the_index_at_once(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    assert total(workspace, "各科室") == 2
    reading = junk(workspace.corrections.reading(row.document), "各科室：")
    report = workspace.corrections.set(row.document, reading.corrections)
    assert [r.status for r in report.documents] == ["updated"]
    assert total(workspace, "各科室") == 1
    workspace.corrections.set(row.document, ())
    assert total(workspace, "各科室") == 2


def test_undo_brings_everything_back(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    before = state(workspace)
    first = workspace.corrections.reading(row.document)
    changed = split(junk(first, "各科室：")).set_metadata(1, "author", "某局")
    changed = changed.correct(SetHeading(changed.place(*at(changed, "二、")), 3))
    workspace.corrections.set(row.document, changed.corrections)
    after = state(workspace)
    assert len(after) == 2
    for _ in range(2):
        workspace.corrections.set(row.document, first.corrections)
        assert state(workspace) == before
        workspace.corrections.set(row.document, changed.corrections)
        assert state(workspace) == after


Again = Callable[[Path], Path]


@pytest.mark.parametrize("again", [as_it_is, renamed, moved, changed, folder_of])
def test_corrections_survive_importing_again(
    workspace: Workspace, tmp_path: Path, again: Again
) -> None:
    path = write(tmp_path)
    other = write(tmp_path, "另一篇.txt", "会务工作要点\n会前准备要细，会后要落实。\n")
    row, _ = take(workspace, path, other)
    reading = split(junk(workspace.corrections.reading(row.document), "各科室："))
    reading = reading.set_metadata(0, "issuer", "某某局").set_metadata(1, "title", "督查意见")
    workspace.corrections.set(row.document, reading.corrections)
    before = shown(workspace)
    rows = take(workspace, again(path))
    assert all(not row.warnings for row in rows)
    assert shown(workspace) == before
    assert sorted(before.values()) == sorted(["关于做好值班工作的通知", "督查意见", "会务工作要点"])
    text = workspace.read(row.document)
    assert text.record.metadata.issuer == "某某局"
    assert [p.text for p in text.paragraphs if p.kind is Kind.JUNK] == ["各科室："]
    assert workspace.corrections.reading(row.document).corrections == reading.corrections


def test_a_copy_of_a_corrected_file_is_the_same_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    reading = junk(workspace.corrections.reading(row.document), "各科室：")
    workspace.corrections.set(row.document, reading.corrections)
    before = state(workspace)
    copy = write(tmp_path, "副本.txt")
    (found,) = take(workspace, copy)
    assert (found.document, found.status) == (row.document, "unchanged")
    assert state(workspace) == before
    # What the corrections made of it is the same text as well.
    clean = write(tmp_path, "干净.txt", MEMO.replace("各科室：\n", ""))
    (found,) = take(workspace, clean)
    assert (found.document, found.status) == (row.document, "unchanged")


def test_corrections_made_in_the_preview_of_a_copy_are_made_in_the_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    copy = write(tmp_path, "副本.txt")
    reading = workspace.previews.read(copy).set_metadata(0, "title", "值班通知")
    take(workspace, copy, corrections=reading.corrections)
    assert shown(workspace) == {row.document: "值班通知"}
    assert workspace.documents()[0].path == str(path)
    take(workspace, path)
    assert shown(workspace) == {row.document: "值班通知"}


def test_what_finds_its_place_no_more_is_told_and_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    reading = junk(workspace.corrections.reading(row.document), "各科室：").set_metadata(
        0, "date", "2014"
    )
    workspace.corrections.set(row.document, reading.corrections)
    path.write_text(MEMO.replace("各科室：\n", ""), "utf-8")
    (found,) = take(workspace, path)
    assert "各科室：" in str(found.warnings[0])
    assert workspace.documents()[0].metadata.date == "2014"
    path.write_text(MEMO, "utf-8")
    (found,) = take(workspace, path)
    assert found.warnings == ()
    text = workspace.read(row.document)
    assert [p.text for p in text.paragraphs if p.kind is Kind.JUNK] == ["各科室："]


def test_the_original_file_is_not_needed(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path)
    (row,) = take(workspace, path)
    path.unlink()
    reading = split(workspace.corrections.reading(row.document))
    workspace.corrections.set(row.document, reading.corrections)
    assert len(workspace.documents()) == 2
    second = next(d for d in shown(workspace) if d != row.document)
    assert workspace.corrections.reading(second).documents == reading.documents
    workspace.corrections.set(second, ())
    assert list(shown(workspace)) == [row.document]
