"""Documents that are split, joined and removed, and the bookmarks in them."""

from pathlib import Path

from reader.documents.corrections import Join
from reader.documents.model import AnchorState
from reader.workspace.workspace import Workspace
from tests.workspace.correcting.acting import collection, junk, shown, split, state, take, write


def test_a_joined_document_gets_its_id_back(workspace: Workspace, tmp_path: Path) -> None:
    first, second = collection(workspace, tmp_path)
    before = state(workspace)
    reading = workspace.corrections.reading(second)
    joined = reading.correct(Join(reading.place(1)))
    workspace.corrections.set(second, joined.corrections)
    assert list(shown(workspace)) == [first]
    take(workspace, tmp_path / "文献")
    assert list(shown(workspace)) == [first]
    workspace.corrections.set(first, ())
    assert state(workspace) == before


def test_bookmarks_find_their_words_in_the_other_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = collection(workspace, tmp_path)
    text = workspace.read(second).paragraphs[2].text
    workspace.bookmarks.add(workspace.bookmarks.passage(second, 3))
    kept = workspace.bookmarks.add(workspace.bookmarks.passage(first, 2)).annotation.id
    reading = workspace.corrections.reading(second)
    workspace.corrections.set(second, reading.correct(Join(reading.place(1))).corrections)
    moved, stayed = workspace.bookmarks.all()
    assert moved.passage is not None
    assert (moved.state, moved.passage.document) == (AnchorState.MOVED, first)
    assert moved.passage.text == text
    assert (stayed.annotation.id, stayed.state) == (kept, AnchorState.EXACT)
    # One that is made in the joined text moves when it is split again.
    late = workspace.bookmarks.add(moved.passage).annotation.id
    workspace.corrections.set(first, ())
    found = {b.annotation.id: b for b in workspace.bookmarks.all()}
    assert found[moved.annotation.id].state is AnchorState.EXACT
    passage = found[late].passage
    assert passage is not None
    assert (passage.document, passage.text) == (second, text)


def test_bookmarks_in_a_part_that_is_split_off(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    workspace.bookmarks.add(workspace.bookmarks.passage(row.document, 8, (0, 6)))
    reading = split(workspace.corrections.reading(row.document))
    workspace.corrections.set(row.document, reading.corrections)
    (bookmark,) = workspace.bookmarks.all()
    assert bookmark.passage is not None
    assert bookmark.passage.document != row.document
    assert bookmark.passage.text == "督查工作要抓"
    there = workspace.bookmarks.add(bookmark.passage)
    workspace.corrections.set(row.document, ())
    for found in workspace.bookmarks.all():
        assert found.passage is not None
        assert found.passage.document == row.document
        assert found.passage.text == "督查工作要抓"
    workspace.corrections.set(row.document, reading.corrections)
    states = {b.annotation.id: b.state for b in workspace.bookmarks.all()}
    assert states[there.annotation.id] is AnchorState.EXACT


def test_removed_parts_do_not_come_back(workspace: Workspace, tmp_path: Path) -> None:
    (row,) = take(workspace, write(tmp_path))
    reading = split(workspace.corrections.reading(row.document))
    workspace.corrections.set(row.document, reading.corrections)
    second = next(d for d in shown(workspace) if d != row.document)
    workspace.removal.remove([second])
    rest = workspace.corrections.reading(row.document)
    assert all("建立台账" not in p.text for d in rest.documents for p in d.paragraphs)
    workspace.corrections.set(row.document, rest.set_metadata(0, "title", "其一").corrections)
    assert shown(workspace) == {row.document: "其一"}


def test_nothing_of_a_removed_text_stays_in_the_library(
    workspace: Workspace, tmp_path: Path
) -> None:
    (row,) = take(workspace, write(tmp_path))
    reading = junk(split(workspace.corrections.reading(row.document)), "各科室：")
    workspace.corrections.set(row.document, reading.corrections)
    held = workspace.removal.withdraw(tuple(shown(workspace)))
    assert "值班人员要坚守".encode() not in (workspace.folder / "library.db").read_bytes()
    workspace.removal.restore(held)
    assert workspace.corrections.reading(row.document).documents[0].paragraphs
    take(workspace, tmp_path / "文献")
    assert sorted(shown(workspace).values()) == sorted(
        ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    )
