"""Documents follow their texts when files change places; bookmarks and corrections with them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.documents.corrections import SetMetadata
from reader.documents.model import AnchorState
from reader.importers.model import Progress
from reader.workspace.waiting import Waiting
from reader.workspace.workspace import Workspace
from tests.workspace.samples import opened, write

NAMES = ("会务.txt", "督查.txt", "值班.txt")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path) as workspace:
        yield workspace


def places(workspace: Workspace) -> dict[str, str]:
    """The name of the file of each document, by its title."""
    return {r.metadata.title: Path(r.path).name for r in workspace.documents()}


def test_files_that_changed_places_take_their_documents_along(
    workspace: Workspace, tmp_path: Path
) -> None:
    paths = write(tmp_path / "in")
    ids = {row.title: row.document for row in workspace.imports.take_in(paths).documents}
    reading = workspace.corrections.reading(ids["督查工作要点"])
    title = SetMetadata(reading.place(0), "title", "督查")
    workspace.corrections.set(ids["督查工作要点"], reading.correct(title).corrections)
    marks = {
        workspace.bookmarks.add(workspace.bookmarks.passage(document, 2)).annotation.id: document
        for document in ids.values()
    }
    texts = [(tmp_path / "in" / name).read_text("utf-8") for name in NAMES]
    for name, text in zip(NAMES, (texts[1], texts[2], texts[0]), strict=True):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    report = workspace.imports.take_in(paths)
    assert {row.status for row in report.documents} == {"unchanged"}
    assert places(workspace) == {
        "督查": "会务.txt",
        "值班工作要点": "督查.txt",
        "会务工作要点": "值班.txt",
    }
    for mark in workspace.bookmarks.all():
        assert mark.state is AnchorState.EXACT
        assert mark.passage is not None
        assert mark.passage.document == marks[mark.annotation.id]
    # From now on an edit is one of the text that stands there.
    (tmp_path / "in" / "会务.txt").write_text(texts[1] + "每月通报一次。\n", "utf-8")
    (row,) = workspace.imports.take_in([tmp_path / "in" / "会务.txt"]).documents
    assert (row.document, row.status, row.title) == (ids["督查工作要点"], "updated", "督查")


NEW = "信访工作要点\n来信要登记，来访要接待，事事有回音。\n件件有着落，月月有通报。\n"


@pytest.mark.parametrize("new_name", ["会前.txt", "督办.txt"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_document_goes_with_its_text_when_its_file_is_renamed_and_the_name_taken(
    workspace: Workspace, tmp_path: Path, new_name: str, edited: bool
) -> None:
    """With its bookmarks and corrections; read before the new text or after it."""
    path = write(tmp_path / "in")[0]
    (row,) = workspace.imports.take_in([path]).documents
    reading = workspace.corrections.reading(row.document)
    title = SetMetadata(reading.place(0), "title", "督查")
    workspace.corrections.set(row.document, reading.correct(title).corrections)
    workspace.bookmarks.add(workspace.bookmarks.passage(row.document, 3))
    renamed = path.with_name(new_name)
    path.rename(renamed)
    if edited:
        # The old name is taken by a file that was known as well, and whose text was edited.
        workspace.imports.take_in([path.with_name("会务.txt")])
        path.with_name("会务.txt").rename(path)
        path.write_text(path.read_text("utf-8") + "会场要早看。\n", "utf-8")
    else:
        path.write_text(NEW, "utf-8")
    report = workspace.imports.take_in(sorted([path, renamed]))
    by_name = {Path(row.path).name: row for row in report.documents}
    assert by_name[new_name].document == row.document
    assert by_name[path.name].document != row.document
    record = workspace.read(row.document).record
    assert (record.metadata.title, record.path) == ("督查", str(renamed))
    (mark,) = workspace.bookmarks.all()
    assert mark.state is AnchorState.EXACT
    assert mark.passage is not None
    assert mark.passage.document == row.document


def test_files_that_changed_places_and_were_edited_keep_their_documents(
    workspace: Workspace, tmp_path: Path
) -> None:
    """By likeness, where no text is the same any more."""
    paths = write(tmp_path / "in")[:2]
    ids = [row.document for row in workspace.imports.take_in(paths).documents]
    texts = [path.read_text("utf-8") for path in paths]
    paths[0].write_text(texts[1] + "会场要早看。\n", "utf-8")
    paths[1].write_text(texts[0] + "每月通报一次。\n", "utf-8")
    report = workspace.imports.take_in(paths)
    assert [row.document for row in report.documents] == [ids[1], ids[0]]
    assert {row.status for row in report.documents} == {"updated"}


def test_articles_of_a_file_that_changed_places_are_known_though_one_was_edited(
    workspace: Workspace, tmp_path: Path
) -> None:
    collection = (
        "心得体会（2篇）\n篇一：勤于学习践行初心使命\n"
        "作为办公室干部，要把学习放在第一位，做到学思用贯通。\n"
        "要把岗位当作课堂，在实践中增长才干。\n"
        "篇二：新时代办公室工作的根本遵循\n"
        "办公室工作是党的事业的重要组成部分，要讲政治顾大局。\n要严谨细致，一丝不苟，把小事办好。\n"
    )
    paths = write(tmp_path / "in", {"集.txt": collection, "通知.txt": NEW})
    first = workspace.imports.take_in(paths).documents
    ids = {row.title: row.document for row in first}
    paths[0].write_text(NEW, "utf-8")
    paths[1].write_text(collection.replace("增长才干。", "增长才干，不负韶华。"), "utf-8")
    report = workspace.imports.take_in(paths)
    assert {row.title: row.document for row in report.documents} == ids
    assert [Path(r.path).name for r in workspace.documents()] == ["通知.txt", "通知.txt", "集.txt"]


def test_what_was_read_is_parsed_again_when_there_is_too_much_of_it(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.workspace.saving_files.Waiting", lambda: Waiting(limit=0))
    path = write(tmp_path / "in")[0]
    (row,) = workspace.imports.take_in([path]).documents
    renamed = path.with_name("改名.txt")
    path.rename(renamed)
    path.write_text(NEW, "utf-8")
    report = workspace.imports.take_in([path, renamed])
    assert {r.document for r in report.documents if r.path == str(renamed)} == {row.document}
    assert len(workspace.documents()) == 2


def test_a_file_that_waits_for_the_others_is_resumed_when_the_import_is_cancelled(
    workspace: Workspace, tmp_path: Path
) -> None:
    """It knows then where the text is that its document had: in a file that is in already."""
    path = write(tmp_path / "in")[0]
    (row,) = workspace.imports.take_in([path]).documents
    renamed = path.with_name("改名.txt")
    path.rename(renamed)
    long_ago = 1_000_000_000
    os.utime(renamed, (long_ago, long_ago))
    path.write_text(NEW, "utf-8")
    job = workspace.imports.ask([path, renamed])
    told: list[Progress] = []
    report = workspace.imports.run(job, told.append, lambda: len(told) >= 2)
    assert report.cancelled
    assert [r.path for r in report.documents] == [str(renamed)]
    (left,) = workspace.imports.unfinished()
    assert left.left == 1
    (new,) = workspace.imports.run(job).documents
    assert (new.path, new.status) == (str(path), "imported")
    assert workspace.read(row.document).record.path == str(renamed)
    assert workspace.imports.unfinished() == ()


def test_a_copy_does_not_take_the_document_away(workspace: Workspace, tmp_path: Path) -> None:
    paths = write(tmp_path / "in")
    workspace.imports.take_in(paths)
    before = places(workspace)
    copy = tmp_path / "in" / "副本.txt"
    copy.write_text(paths[0].read_text("utf-8"), "utf-8")
    workspace.imports.take_in([*paths, copy])
    assert places(workspace) == before
    workspace.imports.take_in([copy])
    assert places(workspace) == before
